from datetime import date

import pytest

from kzzq_desktop.importers.ods_book import read_ods
from kzzq_desktop.importers.package import open_package
from kzzq_desktop.importers.sheet import Sheet
from kzzq_desktop.importers.unread import UnknownLock
from tests.importers import books

STRUCK = '<style:style style:name="a"><style:text-properties style:text-line-through-style="solid"/></style:style>'
PLAIN = '<style:style style:name="b"><style:text-properties style:text-line-through-style="none"/></style:style>'
EMPTY = "<table:table-cell/>"


def read(rows: str, styles: str = "", more: str = "") -> Sheet:
    return read_ods(open_package("a", books.ods(f'<table:table table:name="甲" {more}>{rows}</table:table>', styles)))[0]


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def test_values_of_every_kind() -> None:
    made = (
        '<table:table-cell office:value-type="float" office:value="3.5"><text:p>3.50</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="1986-05-03T10:00:00"><text:p>5</text:p></table:table-cell>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>真</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string" office:string-value="甲"/>'
        '<table:table-cell><text:p>王<text:s text:c="2"/>一</text:p><text:p>李<text:line-break/>二</text:p></table:table-cell>'
    )
    assert read(row(made)).rows == [[3.5, date(1986, 5, 3), "是", "甲", "王  一\n李\n二"]]


def test_repeated_rows_and_cells_and_the_million_empty_ones_below() -> None:
    rows = row(cell("甲", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"')
    rows += row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="3"')
    rows += row('<table:table-cell table:number-columns-repeated="2"/>', cell("乙"))
    rows += row(EMPTY, more='table:number-rows-repeated="1048570"')
    assert read(rows).rows == [["甲"] * 3] * 2 + [[]] * 3 + [["", "", "乙"]]


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("甲", 'table:number-columns-repeated="16384"')),
        row(cell("甲", 'table:number-columns-repeated="1000"'), more='table:number-rows-repeated="1048576"'),
        row(EMPTY, more='table:number-rows-repeated="99999999"') + row(cell("甲")),
        row(cell("甲", 'table:number-columns-repeated="-1"')),
        row(cell("甲", 'table:number-rows-spanned="x"')),
    ],
)
def test_repetitions_beyond_any_sheet_are_refused(rows: str) -> None:
    with pytest.raises(ValueError):
        read(rows)


def test_merged_cells() -> None:
    covered = "<table:covered-table-cell><text:p>旧</text:p></table:covered-table-cell>"
    rows = row(cell("甲", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'), covered, cell("乙"))
    rows += row('<table:covered-table-cell table:number-columns-repeated="2"/>', cell("丙"))
    sheet = read(rows)
    assert sheet.rows == [["甲", "", "乙"], ["", "", "丙"]]
    assert sheet.merges == ((0, 0, 1, 1),)


def test_hidden_rows_columns_and_sheets() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = (
        row(cell("甲"), cell("乙"), cell("丙"), cell("丁")) + row(cell("戊"), more='table:visibility="filter"') + row(cell("己"))
    )
    hidden = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    sheet = read(columns + rows, hidden, 'table:style-name="ta1"')
    assert (sheet.hidden_rows, sheet.hidden_cols, sheet.hidden) == ({1}, {1, 2}, True)


def test_struck_cells() -> None:
    run = '<text:span text:style-name="a">{}</text:span>'
    cells = (
        cell("甲", 'table:style-name="a"'),
        cell("乙", 'table:style-name="b"'),
        cell(run.format("丙")),
        cell(run.format("丁") + "戊"),
    )
    assert read(row(*cells), STRUCK + PLAIN).struck == {(0, 0), (0, 2)}


def test_notes_are_not_read_and_formulas_without_value_are_told() -> None:
    note = "<office:annotation><text:p>批注</text:p></office:annotation><text:p>甲</text:p>"
    sheet = read(row(f"<table:table-cell>{note}</table:table-cell>", '<table:table-cell table:formula="of:=[.A1]"/>', cell("乙")))
    assert sheet.rows == [["甲", "", "乙"]]
    assert sheet.uncounted == {(0, 1)}


def test_an_encrypted_book_is_named() -> None:
    parts = books.parts_of(books.ods_of([["甲"]]))
    with pytest.raises(UnknownLock):
        read_ods(open_package("a", books.package(parts | {"META-INF/manifest.xml": b"<manifest:encryption-data/>"})))
