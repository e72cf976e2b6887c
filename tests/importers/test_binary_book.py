from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kzzq_desktop.importers.sheet import Sheet
from kzzq_desktop.importers.unread import DamagedFile, TooLarge
from kzzq_desktop.importers.workbook import read_workbook
from tests.importers import books

SHEET = "xl/worksheets/sheet1.xml"


def read(folder: Path, data: bytes) -> tuple[Sheet, ...]:
    (folder / "a.xlsx").write_bytes(data)
    return read_workbook(folder / "a.xlsx")


def test_formulas_that_nobody_counted_are_counted_and_others_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ["序号", "户主", "身份证号", "出生"],
        [1, "王一", "152399198605030017", None],
        ["=A2+1", "=B2", "=TODAY()", None],
    ):
        page.append(row)
    page["D2"] = "=DATE(MID(C2,7,4),MID(C2,11,2),MID(C2,13,2))"
    page["B5"] = "=名册!A1"
    book.create_sheet("名册")["A1"] = "李二"
    sheet = read(tmp_path, books.saved(book))[0]
    assert sheet.rows[1][3] == date(1986, 5, 3)
    assert sheet.rows[2] == [2.0, "王一", "", ""]
    assert sheet.rows[4][1] == "李二"
    assert sheet.uncounted == {(2, 2)}


def test_a_zero_that_was_never_counted_is_no_value(tmp_path: Path) -> None:
    """XlsxWriter writes 0 for a formula and asks the next program to count."""
    body = b'<sheetData><row r="9"><c r="A9"><f>TODAY()</f><v>0</v></c><c r="B9"><f>1+1</f><v>0</v></c></row>'
    (sheet,) = read(tmp_path, books.with_part(books.xlsx([["x"]]), SHEET, b"<sheetData>", body))
    assert sheet.rows[8] == ["", 2.0]
    assert sheet.uncounted == {(8, 0)}


def test_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    """The people of the first would be read twice, those of the second never."""
    book = openpyxl.Workbook()
    book.active["A1"] = "王一"
    book.create_sheet("乙")["A1"] = "李二"
    data = books.with_part(books.saved(book), "xl/workbook.xml", 'name="乙"'.encode(), b'name="Sheet"')
    with pytest.raises(DamagedFile):
        read(tmp_path, data)


def test_a_million_empty_formatted_rows_are_no_rows(tmp_path: Path) -> None:
    rows = b"".join(
        b'<row r="%d" ht="15"><c r="A%d" s="0"/><c r="XFD%d" s="0"/></row>' % (row, row, row) for row in range(9, 99_999)
    )
    data = books.with_part(books.xlsx([["x"]]), SHEET, b"</sheetData>", rows + b'<row r="1048576"/></sheetData>')
    assert read(tmp_path, data)[0].rows == [["x"]]


@pytest.mark.parametrize("place", ["XFD1", "A1048576", "ZZ60000"])
def test_a_stray_cell_far_away_is_refused_with_the_name_of_its_sheet(tmp_path: Path, place: str) -> None:
    book = openpyxl.Workbook()
    book.active.title = "毛都嘎查"
    book.active["A1"], book.active[place] = "户主", "x"
    book.active["P1"] = "备注"
    with pytest.raises(TooLarge) as caught:
        read(tmp_path, books.saved(book))
    assert "毛都嘎查" in caught.value.sentence()


def test_far_cells_of_old_books_are_refused(tmp_path: Path) -> None:
    far = books.record(0x203, b"\xff\xff\xff\x00\x00\x00" + b"\0" * 8)
    stream, end = books.biff([["甲"]]), books.record(0x0A, b"")
    with pytest.raises(TooLarge):
        read(tmp_path, books.container({"Workbook": stream[: -len(end)] + far + end}))


def test_far_cells_of_binary_books_are_refused(tmp_path: Path) -> None:
    part = "xl/worksheets/sheet1.bin"
    parts = books.parts_of(books.xlsb([["甲"], ["乙"]]))
    second = parts[part].rindex(b"\x00\x19\x01\x00\x00\x00")
    parts[part] = parts[part][: second + 2] + b"\xff\xff\x7f\x00" + parts[part][second + 6 :]
    with pytest.raises(TooLarge):
        read(tmp_path, books.package(parts))


@pytest.mark.parametrize("name", ["worksheets/sheet1.xml", "worksheets/far.bin"])
def test_a_binary_sheet_that_was_not_measured_is_not_read(tmp_path: Path, name: str) -> None:
    """A relation that only the other reader understands: its tag holds a sign that ends tags."""
    parts = books.parts_of(books.xlsb([["甲"], ["乙"]]))
    part = "xl/worksheets/sheet1.bin"
    second = parts[part].rindex(b"\x00\x19\x01\x00\x00\x00")
    parts["xl/" + name] = parts.pop(part)[: second + 2] + b"\xff\xff\x0f\x00" + books._brt(6, b"\xff\xff\xff\0" + b"\0" * 8)
    relations = "xl/_rels/workbook.bin.rels"
    parts[relations] = parts[relations].replace(b"worksheets/sheet1.bin", name.encode()).replace(b'Id="', b'x=">" Id="')
    with pytest.raises(DamagedFile):
        read(tmp_path, books.package(parts))


def test_a_zip_behind_an_old_workbook_is_not_read(tmp_path: Path) -> None:
    torn = books.xls([["甲"]])[:-600] + b"\xff" * 600
    with pytest.raises(DamagedFile):
        read(tmp_path, torn + books.xlsx([["乙"]]))


def test_merges_reach_no_further_than_the_rows(tmp_path: Path) -> None:
    """A range that is written over the whole of Excel's sheet covers no more than what is there."""
    data = books.with_part(books.xlsx([["a", "b"], ["c", "d"]], merges=["A1:B1"]), SHEET, b'"A1:B1"', b'"A1:XFD1048576"')
    (sheet,) = read(tmp_path, data)
    assert sheet.merges == ((0, 0, 1, 1),)


@pytest.mark.parametrize("torn", [b"<row r=", b'<row r="1"><c r="A0"><v>1</v></c></row>', b'<row r="1"><c s="1"></row>'])
def test_torn_sheets_are_damaged_or_read(tmp_path: Path, torn: bytes) -> None:
    data = books.with_part(books.xlsx([["x"]]), SHEET, b"<sheetData>", b"<sheetData>" + torn)
    with suppress(DamagedFile):
        assert read(tmp_path, data)
