import struct
from pathlib import Path

import olefile
import pytest
import xlrd
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.biff import is_before_biff8, is_locked, read_biff
from tests.importers.books import biff, record, xls

ROWS = [["户主", "电话", ""], ["王一", 154.0, "亡"], ["李二", 155.0, ""]]
SETS = Path(__file__).parent / "ledgers"
NO_TEXT, ERROR = b"\x03\0\0\0\0\0\xff\xff", b"\x02\0\x07\0\0\0\xff\xff"
TRUE, NUMBER = b"\x01\0\x01\0\0\0\xff\xff", struct.pack("<d", 7.0)


def test_how_far_the_cells_reach() -> None:
    (sheet,) = read_biff(biff(ROWS)).sheets
    assert (sheet.rows, sheet.columns, sheet.filled) == (3, 3, 7)


def test_many_numbers_in_one_record_are_as_many_cells() -> None:
    numbers = b"".join(struct.pack("<HI", style, 0) for style in (0, 1, 0))
    stream = biff([["甲"]], struck=[(0, 0)])
    stream = stream[: -len(record(10, b""))] + record(0xBD, struct.pack("<HH", 5, 2) + numbers + b"\4\0") + record(10, b"")
    (sheet,) = read_biff(stream).sheets
    assert (sheet.rows, sheet.columns, sheet.filled) == (6, 5, 4)
    assert sheet.looks.struck == {(0, 0), (5, 3)}


def test_struck_cells_and_hidden_rows_and_columns() -> None:
    (sheet,) = read_biff(biff(ROWS, [(1, 0), (1, 1)], [2], [1])).sheets
    assert sheet.looks.struck == {(1, 0), (1, 1)}
    assert (sheet.looks.hidden_rows, sheet.looks.hidden_cols) == ({2}, {1})


def test_formulas_without_value_are_told_only_where_none_has_one() -> None:
    """An empty text may be what a formula gives, in a book whose writer counts."""
    (sheet,) = read_biff(biff(ROWS, formulas={(5, 0): NO_TEXT, (5, 1): ERROR})).sheets
    assert (set(sheet.looks.formulas), sheet.looks.uncounted) == ({(5, 0)}, {(5, 1)})
    (sheet,) = read_biff(biff(ROWS, formulas={(5, 0): NO_TEXT, (5, 1): NUMBER, (5, 2): TRUE})).sheets
    assert (set(sheet.looks.formulas), sheet.looks.uncounted) == (set(), set())


def test_a_lock_is_seen_among_the_first_records_only() -> None:
    assert is_locked(biff(ROWS, password=b"\0" * 6))
    assert not is_locked(biff(ROWS))
    assert not is_locked(biff(ROWS) + record(0x2F, b""))


def test_the_version_is_that_of_the_first_record() -> None:
    assert is_before_biff8(biff(ROWS, version=0x500))
    assert not is_before_biff8(biff(ROWS))
    assert not is_before_biff8(b"")


def test_more_texts_than_there_is_room_for_are_refused() -> None:
    """A reader that believes the number reserves room for two thousand million texts."""
    with pytest.raises(ValueError):
        read_biff(record(0x809, b"\0" * 16) + record(0xFC, struct.pack("<II", 1, 0x7FFFFFFF)) + record(10, b""))


def test_a_thousand_sheets_in_one_place_are_refused() -> None:
    stream = biff(ROWS)
    at = stream.index(struct.pack("<H", 0x85))
    name = stream[at : at + 4 + struct.unpack_from("<H", stream, at + 2)[0]]
    place = struct.pack("<I", struct.unpack_from("<I", name, 4)[0] + 999 * len(name))
    with pytest.raises(ValueError):
        read_biff(stream[:at] + (name[:4] + place + name[8:]) * 1_000 + stream[at + len(name) :])


@given(st.binary(max_size=400))
def test_no_bytes_are_more_than_a_refusal(data: bytes) -> None:
    for stream in (data, biff(ROWS)[:300] + data):
        try:
            assert read_biff(stream).sheets is not None
        except (ValueError, IndexError):
            continue


@pytest.mark.parametrize(
    "path", [path for path in sorted(SETS.glob("*/*")) if olefile.isOleFile(path)], ids=lambda path: path.stem
)
def test_the_looks_are_those_that_xlrd_sees(path: Path) -> None:
    seen = xlrd.open_workbook(path, formatting_info=True)
    with olefile.OleFileIO(path) as container:
        book = read_biff(container.openstream("Workbook").read())
    assert len(book.sheets) == seen.nsheets
    for sheet, page in zip(book.sheets, seen.sheets(), strict=True):
        assert sheet.rows <= page.nrows
        assert sheet.columns <= page.ncols
        assert sheet.looks.hidden_rows == {row for row, info in page.rowinfo_map.items() if info.hidden or not info.height}
        assert sheet.looks.hidden_cols == {col for col, info in page.colinfo_map.items() if info.hidden or not info.width}
        full = [(row, col) for row in range(page.nrows) for col in range(page.ncols) if page.cell_value(row, col) != ""]
        fonts = {place: seen.font_list[seen.xf_list[page.cell_xf_index(*place)].font_index] for place in full}
        struck = {place for place, font in fonts.items() if font.struck_out}
        assert sheet.looks.struck == struck


def test_struck_cells_are_those_that_xlrd_sees() -> None:
    book = xlrd.open_workbook(file_contents=xls(ROWS, struck=[(1, 0)]), formatting_info=True)
    page = book.sheet_by_index(0)
    assert book.font_list[book.xf_list[page.cell_xf_index(1, 0)].font_index].struck_out
    assert not book.font_list[book.xf_list[page.cell_xf_index(2, 0)].font_index].struck_out
