from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from kzzq_desktop.importers.package import open_package
from kzzq_desktop.importers.sheet import Looks
from kzzq_desktop.importers.workbook import read_workbook
from kzzq_desktop.importers.xlsx_looks import read_parts
from tests.importers import books

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
SETS = Path(__file__).parent / "ledgers"


def looks_of(data: bytes) -> Looks:
    (looks,) = read_parts(open_package("a", data)).values()
    return looks


def book(rows: int = 6, cols: int = 4) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in range(rows):
        made.active.append([f"{row}-{col}" for col in range(cols)])
    return made


def test_struck_cells() -> None:
    made = book()
    for place in ("B2", "C2", "A6"):
        made.active[place].font = Font(strike=True)
    made.active["D4"].font = Font(strike=False, bold=True)
    assert looks_of(books.saved(made)).struck == {(1, 1), (1, 2), (5, 0)}


def test_cells_are_struck_when_every_run_is() -> None:
    made = book()
    gone, here = InlineFont(strike=True), InlineFont(b=True)
    made.active["A1"] = CellRichText(TextBlock(gone, "王"), TextBlock(gone, "一"))
    made.active["A2"] = CellRichText(TextBlock(gone, "15400000001"), TextBlock(here, " 15400000002"))
    made.active["A3"] = CellRichText(TextBlock(gone, "李二"), TextBlock(here, " "))
    assert looks_of(books.saved(made)).struck == {(0, 0), (2, 0)}


def test_runs_among_shared_texts() -> None:
    text = (
        b"<sst><si><t>a</t></si><si><r><rPr><strike/></rPr><t>b</t></r></si><si/>"
        b'<si><r><t>c</t></r><r><rPr><strike/></rPr><t>d</t></r></si><si><r><rPr><strike val="0"/></rPr><t>e</t></r></si></sst>'
    )
    parts = books.parts_of(books.xlsx([["x"]]))
    cells = b"".join(
        b'<c r="%s1" t="s"><v>%d</v></c>' % (name, number) for number, name in enumerate((b"A", b"B", b"C", b"D", b"E"))
    )
    parts[SHEET] = b'<worksheet><sheetData><row r="1">' + cells + b"</row></sheetData></worksheet>"
    assert looks_of(books.package(parts | {"xl/sharedStrings.xml": text})).struck == {(0, 1)}


def test_hidden_rows_and_columns() -> None:
    made = book()
    page = made.active
    page.row_dimensions[2].hidden = True
    page.row_dimensions[4].height = 99
    page.row_dimensions[5].height = 30
    page.column_dimensions["B"].hidden = True
    page.column_dimensions["D"].width = 20
    page.row_dimensions.group(6, 6, hidden=True)
    looks = looks_of(books.with_part(books.saved(made), SHEET, b'ht="99"', b'ht="0"'))
    assert (looks.hidden_rows, looks.hidden_cols) == ({1, 3, 5}, {1})


def test_columns_hidden_to_the_end_of_the_sheet(tmp_path: Path) -> None:
    data = books.with_part(
        books.xlsx([["a", "b", "c"]]), SHEET, b"<sheetData>", b'<cols><col min="3" max="16384" width="0" /></cols><sheetData>'
    )
    (tmp_path / "a.xlsx").write_bytes(data)
    assert read_workbook(tmp_path / "a.xlsx")[0].hidden_cols == {2}


def test_looks_in_the_words_of_other_programs() -> None:
    """LibreOffice writes true and false, others write prefixes before every name."""
    made = book()
    made.active.row_dimensions[2].hidden = True
    made.active["B3"].font = Font(strike=True)
    parts = books.parts_of(books.saved(made))
    for name in (SHEET, STYLES):
        text = parts[name].decode().replace('hidden="1"', 'hidden="true"').replace("</", "</x:").replace("<", "<x:")
        parts[name] = text.replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=").encode()
    looks = looks_of(books.package(parts))
    assert (looks.hidden_rows, looks.struck) == ({1}, {(2, 1)})


def test_formulas_without_value_are_told_and_those_with_one_are_not() -> None:
    cells = (
        '<c r="A1"><f>A3</f><v></v></c><c r="B1"><f>A3&amp;1</f></c><c r="C1"><f>A3</f><v>7</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="F1"><f t="shared" si="0"/><v/></c>'
        '<c r="G1"><v>0</v></c><c r="H1"><f>A3</f><v>0</v></c>'
    )
    data = books.with_part(books.xlsx([["x"]]), SHEET, b"<sheetData>", f'<sheetData><row r="9">{cells}</row>'.encode())
    looks = looks_of(data)
    assert looks.formulas == {(0, 0): "A3", (0, 1): "A3&1", (0, 5): "", (0, 7): "A3"}
    assert looks.uncounted == {(0, 4)}
    calm = books.with_part(data, "xl/workbook.xml", b'fullCalcOnLoad="1"', b"")
    assert (0, 7) not in looks_of(calm).formulas


@pytest.mark.parametrize("path", sorted(SETS.glob("*/*.xlsx")), ids=lambda path: path.stem)
def test_the_looks_are_those_that_openpyxl_sees(path: Path) -> None:
    seen = openpyxl.load_workbook(path)
    for sheet in read_workbook(path):
        page = seen[sheet.name]
        wide = max(map(len, sheet.rows), default=0)
        rows = {number - 1 for number, row in page.row_dimensions.items() if row.hidden}
        cols = {
            col for one in page.column_dimensions.values() if one.hidden for col in range(one.min - 1, min(one.max, wide))
        }  # fmt: skip
        struck = {(cell.row - 1, cell.column - 1) for row in page.iter_rows() for cell in row if cell.value and cell.font.strike}
        assert (sheet.hidden_rows, sheet.hidden_cols, sheet.struck) == (rows, cols, struck)


def test_a_sheet_of_broken_ends_is_read_in_no_time() -> None:
    """An end that is missing must not be sought from each beginning to the end of the text."""
    parts = books.parts_of(books.xlsx([["x"]]))
    parts["xl/sharedStrings.xml"] = b"<sst>strike" + b"<si><r>" * 100_000
    parts[STYLES] = b"<strike/>" + b"<fonts><font><cellXfs><xf " * 100_000
    parts[SHEET] += b"<!--" + b"<is><c ><row ht= <strike<f>" * 100_000
    read_parts(open_package("a", books.package(parts)))


def test_names_that_stand_twice_have_no_looks() -> None:
    made = book()
    made.create_sheet("乙").append(["x"])
    data = books.with_part(books.saved(made), "xl/workbook.xml", b'name="Sheet"', 'name="乙"'.encode())
    assert read_parts(open_package("a", data)) == {}


def test_far_cells_are_refused_also_in_parts_that_are_called_otherwise() -> None:
    from kzzq_desktop.importers.unread import TooLarge

    parts = books.parts_of(books.xlsx([["x"]]))
    body = b'<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with pytest.raises(TooLarge):
        read_parts(open_package("a", books.package(parts | {"xl/media/a.xml": body})))
