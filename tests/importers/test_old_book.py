import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import xlrd

from kzzq_desktop.importers.biff import read_biff
from kzzq_desktop.importers.old_book import is_stream_locked, read_oldest_book, read_rich_strikes, workbook_stream
from kzzq_desktop.importers.sheet import Looks
from kzzq_desktop.importers.unread import DamagedFile, NotATable
from kzzq_desktop.importers.workbook import read_workbook
from tests.importers import books

ROWS = [["户主", "电话"], ["王一", 154.0]]


def test_the_stream_of_a_workbook_is_taken_out() -> None:
    stream = workbook_stream("a", books.xls(ROWS))
    assert stream.startswith(books.biff(ROWS))
    assert not is_stream_locked(stream)
    assert is_stream_locked(workbook_stream("a", books.container({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})))


@pytest.mark.parametrize("stream", ["WordDocument", "PowerPoint Document", "Contents"])
def test_a_container_of_something_else_is_no_table(stream: str) -> None:
    with pytest.raises(NotATable) as caught:
        workbook_stream("a", books.container({stream: b"x"}))
    assert caught.value.advice


def test_a_torn_container_is_damaged_and_its_kind_is_named_where_it_can_be_seen() -> None:
    with pytest.raises(DamagedFile):
        workbook_stream("a", books.xls(ROWS)[:600])
    with pytest.raises(NotATable):
        workbook_stream("a", books.container({"WordDocument": b"x"})[:600] + "WordDocument".encode("utf-16-le"))


@pytest.mark.parametrize("made", [books.old_xls, books.bare_xls])
def test_workbooks_from_before_excel_97_are_read_in_the_code_page_of_china(made: Callable[[books.Rows], bytes]) -> None:
    rows = [["户主", "电话"], ["王一", "龙"]]
    assert read_oldest_book("a", made(rows))[0].rows == rows


def test_numbers_truths_and_errors_of_the_oldest_books() -> None:
    stream, end = books.bare_xls([["x"]]), books.record(0x0A, b"")
    more = books.record(0x203, struct.pack("<HHHd", 1, 0, 0, 1.5)) + books.record(0x205, struct.pack("<HHHBB", 1, 1, 0, 1, 0))
    more += books.record(0x205, struct.pack("<HHHBB", 1, 2, 0, 7, 1)) + books.record(0x203, struct.pack("<HHHd", 1, 3, 0, 2.0))
    (sheet,) = read_oldest_book("a", stream[: -len(end)] + more + end)
    assert sheet.rows[1] == [1.5, "是", "", 2.0]


def test_torn_oldest_books_are_damaged() -> None:
    whole = books.bare_xls(ROWS)
    for kept in range(4, len(whole) - 4, 3):
        try:
            assert read_oldest_book("a", whole[:kept]) is not None
        except DamagedFile:
            continue


def test_a_cell_is_struck_when_every_run_of_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Font 5 strikes through; the cells have a style with another font, only their parts have this one."""
    data = books.xls([["王一李二", "甲", "乙丙"]], struck=[(9, 9)])
    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    book.sheet_by_index(0).rich_text_runlist_map = {(0, 0): [(0, 5), (2, 5)], (0, 1): [(0, 5)], (0, 2): [(1, 5)]}
    monkeypatch.setattr(xlrd, "open_workbook", lambda **_: book)
    looks = [Looks()]
    read_rich_strikes(data, looks)
    assert looks[0].struck == {(0, 0), (0, 1)}


def test_looks_that_cannot_be_read_are_none() -> None:
    looks = [Looks()]
    read_rich_strikes(b"torn", looks)
    assert looks == [Looks()]


def test_rich_texts_are_asked_for_only_where_there_may_be_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read_biff(books.biff(ROWS, struck=[(0, 0)])).rich
    monkeypatch.setattr(xlrd, "open_workbook", None)
    (tmp_path / "a.xls").write_bytes(books.xls(ROWS, struck=[(1, 0)]))
    assert read_workbook(tmp_path / "a.xls")[0].struck == {(1, 0)}
