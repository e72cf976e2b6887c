import logging
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kzzq_desktop.domain.people import Household
from kzzq_desktop.store.database import FILE_NAME, Store, open_file
from kzzq_desktop.store.engine import PRAGMAS
from kzzq_desktop.store.faults import OfficeFileDamaged
from kzzq_desktop.store.guards import REFUSED
from tests.store.conftest import DATA_KEY, file_store
from tests.store.people import VILLAGE, add_family

MARKED = ("特木尔标记人", "16012340099", "152399199901010098")


def test_no_byte_of_a_person_stands_in_the_folder(encrypted: Store, tmp_path: Path) -> None:
    """Looked for while the file is open (the write-ahead log is full) and after it was closed."""
    for _ in range(30):
        add_family(encrypted, MARKED[0], phone=MARKED[1], id_number=MARKED[2])
    with encrypted.unit("改") as unit:
        unit.change_many(
            Household, {row: {"note": MARKED[0]} for row in unit.conn.execute(text("SELECT id FROM household")).scalars()}
        )
    assert {FILE_NAME, f"{FILE_NAME}-wal"} <= {path.name for path in tmp_path.iterdir()}
    _search(tmp_path)
    encrypted.close()
    _search(tmp_path)


def _search(folder: Path) -> None:
    for path in folder.rglob("*"):
        content = path.read_bytes()
        assert not content.startswith(b"SQLite format 3")
        for word in (*MARKED, "household", "CREATE TABLE"):
            for encoding in ("utf-8", "utf-16-le", "gb18030"):
                assert word.encode(encoding) not in content, path.name


def test_every_connection_is_set_up(encrypted: Store) -> None:
    with encrypted.reading() as one, encrypted.reading() as two:
        for conn in (one, two):
            asked = {pragma.split("=")[0]: conn.execute(text(f"PRAGMA {pragma.split('=')[0]}")).scalar() for pragma in PRAGMAS}
            assert asked["journal_mode"] == "wal"
            assert (asked["synchronous"], asked["recursive_triggers"], asked["foreign_keys"], asked["temp_store"]) == (2, 1, 0, 2)


def test_another_key_opens_nothing_and_changes_nothing(encrypted: Store, tmp_path: Path, capfd) -> None:
    encrypted.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(OfficeFileDamaged):
        open_file(tmp_path, bytes(32))
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert capfd.readouterr() == ("", "")
    again = open_file(tmp_path, DATA_KEY)
    again.close()


def test_a_reader_sees_one_snapshot_while_others_save(store: Store) -> None:
    add_family(store, "特木尔")
    with store.reading() as conn:
        before = conn.execute(text("SELECT count(*) FROM household")).scalar()
        add_family(store, "乌兰")
        assert conn.execute(text("SELECT count(*) FROM household")).scalar() == before == 1
    with store.reading() as conn:
        assert conn.execute(text("SELECT count(*) FROM household")).scalar() == 2


BREAKING = {
    "a repeated id": lambda unit, row: unit.add_many(Household, [row, row]),
    "a missing field": lambda unit, row: unit.add_many(Household, [{k: v for k, v in row.items() if k != "village_id"}]),
    "a wrong type": lambda unit, row: unit.conn.execute(text("UPDATE household SET stated_people = :n"), {"n": MARKED[0]}),
    "a write round the unit": lambda unit, row: unit.conn.execute(text("UPDATE household SET note = :n"), {"n": MARKED[0]}),
    "an unknown column": lambda unit, row: unit.conn.execute(
        text("SELECT nothing FROM household WHERE note = :n"), {"n": MARKED[0]}
    ),
    "a number that is none": lambda unit, row: unit.conn.execute(
        text("SELECT CAST(note AS integer) FROM household WHERE note=:n"), row
    ),
}


@pytest.mark.parametrize("way", BREAKING)
def test_no_error_and_no_log_line_names_a_person(store: Store, way: str, caplog, capfd) -> None:
    add_family(store, MARKED[0], phone=MARKED[1])
    row = {"id": "7" * 32, "village_id": VILLAGE, "note": MARKED[0], "phone": MARKED[1], "address": MARKED[2]}
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("kzzq")
    try:
        with store.unit("出错") as unit:
            unit.add_many(Household, [{**row, "id": "6" * 32}])
            BREAKING[way](unit, {**row, "n": MARKED[0]})
    except DBAPIError:
        logger.exception("a bug")
    said = caplog.text + "".join(capfd.readouterr())
    assert not [word for word in MARKED if word in said]


def test_the_server_says_what_kind_of_error_it_was(store: Store) -> None:
    add_family(store, "特木尔")
    with pytest.raises(DBAPIError, match=REFUSED), store.local() as conn:
        conn.execute(text("UPDATE household SET note = 'x'"))


def test_the_file_is_the_same_after_closing_and_opening(tmp_path: Path) -> None:
    first = file_store(tmp_path)
    add_family(first, "特木尔")
    first.close()
    again = file_store(tmp_path)
    with again.reading() as conn:
        assert conn.execute(text("SELECT name FROM resident")).scalars().all() == ["特木尔"]
    again.close()
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
