import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kzzq_desktop.importers.xlsx_extent import binary_sheet_extent, has_too_many_strings, row_and_column, sheet_extent
from tests.importers import books

SHEET = "xl/worksheets/sheet1.xml"
FAR = '<row r="1048576">{}</row>'


def sheet(body: str) -> bytes:
    return f'<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{body}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="XFD1048576" s="/>"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c s="1" r="XFD1048576"><v>1</v></c>',
        '<c\n r="XFD1048576"><v>1</v></c>',
        '<c r="XFC1048576"/><c><v>1</v></c>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(cell: str) -> None:
    rows, columns, _ = sheet_extent(sheet(FAR.format(cell)))
    assert (rows, columns) >= (1_048_576, 16_384)


def test_a_far_cell_with_prefixed_names_is_seen() -> None:
    text = sheet(FAR.format('<c r="XFD1048576"><v>1</v></c>')).decode()
    for name in ("worksheet", "dimension", "sheetData", "row", "c", "v"):
        text = text.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    assert sheet_extent(text.replace("<x:worksheet", '<x:worksheet xmlns:x="y"').encode())[:2] == (1_048_576, 16_384)


def test_rows_and_cells_without_references_are_counted() -> None:
    assert sheet_extent(sheet("<row/>" * 30_000 + "<row>" + "<c><v>1</v></c>" * 3_000 + "</row>"))[:2] == (30_001, 3_000)


def test_a_million_empty_rows_and_a_row_formatted_to_its_end_reach_nowhere() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"/></row>' for row in range(1, 20_000, 3))
    assert sheet_extent(sheet(rows + '<row r="1048576"/>'))[:2] == (10_000, 26)


def test_a_part_without_cells_reaches_nowhere() -> None:
    assert sheet_extent(b"<worksheet/>") == (0, 0, 0)
    with pytest.raises(ValueError):
        sheet_extent(b'<worksheet><sheetData><c s="1"></sheetData></worksheet>')


CELLS = st.dictionaries(st.tuples(st.integers(0, 12_000), st.integers(0, 60)), st.just("x"), min_size=1, max_size=5)


@given(CELLS, st.sampled_from(['<c r="{}"{}', "<c r='{}'{}", '<c s="0" r="{}"{}']))
def test_the_extent_is_never_less_than_what_calamine_makes_room_for(cells: dict[tuple[int, int], str], shape: str) -> None:
    book = books.parts_of(books.xlsx([["x"]]))
    lines = "".join(
        f'<row r="{row + 1}">{shape.format(f"{letters(col)}{row + 1}", "><v>1</v></c>")}</row>' for row, col in sorted(cells)
    )
    book[SHEET] = sheet(lines).replace(
        b"<worksheet", b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    )
    read = CalamineWorkbook.from_filelike(io.BytesIO(books.package(book))).get_sheet_by_index(0)
    rows, columns, filled = sheet_extent(book[SHEET])
    assert rows > read.end[0]
    assert columns > read.end[1]
    assert filled >= len(cells)


def letters(col: int) -> str:
    return chr(65 + col) if col < 26 else chr(64 + col // 26) + chr(65 + col % 26)


@given(st.integers(0, 1_000_000), st.integers(0, 700))
def test_references_are_read_back(row: int, col: int) -> None:
    assert row_and_column(f"{letters(col) if col < 702 else 'AAA'}{row + 1}") == (row, col)


@pytest.mark.parametrize("text", ["", "A", "1", "$A$1", "ABCDE1", "A1:B2", "甲1"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        row_and_column(text)


def test_a_binary_sheet_is_measured_by_its_records() -> None:
    part = books.parts_of(books.xlsb([["甲", 1.0, "乙"], ["丙"]]))["xl/worksheets/sheet1.bin"]
    assert binary_sheet_extent(part) == (2, 3, 4)
    assert binary_sheet_extent(b"") == (0, 0, 0)
    assert binary_sheet_extent(b"\x80") == (0, 0, 0)


def test_texts_without_number_are_noticed() -> None:
    assert has_too_many_strings(b"<si/>" * 4_000_001)
    assert not has_too_many_strings(b"<sst><si><t>x</t></si></sst>")
