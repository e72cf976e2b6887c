"""The print register on either database: numbers are given once, lines stay as they were written."""

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from kzzq_desktop.domain.papers import Act, PrintEntry, PrintLine
from kzzq_desktop.store.database import Store, open_file
from kzzq_desktop.store.faults import FileBusy
from kzzq_desktop.store.print_register import add_entry, list_entries, next_copy
from tests.store.conftest import DATA_KEY


def entry(act: str = Act.PRINT, copies: int = 1, at: str = "2026-11-23T01:02:03Z", audience: str = "工作") -> PrintEntry:
    return PrintEntry(
        at=at, clerk="萨仁高娃", act=act, paper="党员联系户名册", scope="先锋嘎查", audience=audience, pages=12, copies=copies,
        copy_no=99,
    )  # fmt: skip


def added(store: Store, *entries: PrintEntry) -> list[int]:
    with store.local() as conn:
        return [add_entry(conn, one) for one in entries]


def test_numbers_run_through_the_file_s_life(store: Store) -> None:
    assert added(store, entry(), entry(copies=3), entry(Act.EXPORT)) == [1, 2, 5]
    assert added(store, entry(Act.COPY), entry(Act.SAVE)) == [0, 6]
    with store.reading() as conn:
        assert next_copy(conn) == 7
        assert [line.copy_no for line in list_entries(conn)] == [6, 0, 5, 2, 1]


def test_a_line_says_what_left(store: Store) -> None:
    added(store, entry(copies=2))
    with store.reading() as conn:
        (line,) = list_entries(conn)
    assert line == PrintLine(line.id, "2026-11-23T01:02:03Z", "萨仁高娃", "print", "党员联系户名册", "先锋嘎查", "工作", 12, 2, 1)


def test_what_is_asked_for_is_listed_newest_first(store: Store) -> None:
    added(
        store,
        entry(at="2026-10-31T15:59:59Z"),
        entry(Act.SAVE, at="2026-10-31T16:00:00Z"),
        entry(at="2026-11-30T15:59:59Z", audience="内部"),
        entry(Act.EXPORT, at="2026-11-30T16:00:00Z"),
    )
    with store.reading() as conn:
        november = list_entries(conn, "2026-10-31T16:00:00Z", "2026-11-30T16:00:00Z")
        assert [line.act for line in november] == ["print", "save"]
        assert [line.at for line in list_entries(conn, act=Act.PRINT)] == ["2026-11-30T15:59:59Z", "2026-10-31T15:59:59Z"]
        assert [line.act for line in list_entries(conn, audience="内部")] == ["print"]
        assert len(list_entries(conn)) == 4


def test_a_line_that_was_not_kept_gives_its_number_back(store: Store) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        with store.local() as conn:
            assert add_entry(conn, entry(copies=5)) == 1
            raise Stopped

    with pytest.raises(Stopped):
        stop()
    assert added(store, entry()) == [1]


@pytest.mark.parametrize(
    "write",
    [
        update(PrintEntry).values(pages=0),
        delete(PrintEntry),
        text("UPDATE print_entry SET clerk = 'x' WHERE n > 0"),
        text("DELETE FROM print_entry"),
    ],
    ids=str,
)
def test_no_line_is_changed_or_deleted(store: Store, write) -> None:
    added(store, entry())
    with pytest.raises(DBAPIError), store.local() as conn:
        conn.execute(write)
    with store.reading() as conn:
        assert [line.pages for line in list_entries(conn)] == [12]


def test_no_line_is_replaced(encrypted: Store) -> None:
    added(encrypted, entry())
    with pytest.raises(DBAPIError), encrypted.local() as conn:
        conn.execute(insert(PrintEntry).prefix_with("OR REPLACE"), entry().model_dump(exclude={"n"}) | {"n": 1, "pages": 0})
    with encrypted.reading() as conn:
        assert [line.pages for line in list_entries(conn)] == [12]


def test_two_windows_never_give_one_number(encrypted: Store) -> None:
    """The second window stands in line while the first one's transaction is open."""
    other = open_file(encrypted.folder, DATA_KEY)
    other_raw = other.engine.raw_connection()
    other_raw.execute("PRAGMA busy_timeout=0")
    other_raw.close()
    with encrypted.local() as conn:
        assert add_entry(conn, entry(copies=4)) == 1
        with other.reading() as reader:
            assert next_copy(reader) == 1
        with pytest.raises(FileBusy), other.local():
            pytest.fail("both write at once")
    assert added(other, entry()) == [5]
    other.close()


@pytest.mark.postgres
def test_two_clerks_of_a_server_never_give_one_number(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        pytest.skip("a file is shown above")
    with store.local() as conn:
        assert add_entry(conn, entry(copies=4)) == 1
        with store.engine.connect() as other, other.begin():
            other.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(DBAPIError):
                add_entry(other, entry())
    assert added(store, entry()) == [5]
