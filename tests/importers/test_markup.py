from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.markup import read_html, read_spreadsheet_xml

XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="毛都嘎查"><Table>{}</Table></Worksheet></Workbook>'
)


def row(cells: str, index: str = "") -> str:
    return f"<Row{index}>{cells}</Row>"


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_a_page_of_one_table_with_spans() -> None:
    rows, merges = read_html(
        "<html><table><tr><th colspan=2>户台账</th></tr><tr><td rowspan='2'>王一</td><td>户主</td></tr>"
        "<tr><td>妻<br>子</td></tr></table></html>"
    )
    assert rows == [["户台账"], ["王一", "户主"], ["", "妻\n子"]]
    assert merges == ((0, 0, 0, 1), (1, 0, 2, 0))


def test_cells_without_end_tags_and_entities() -> None:
    rows, _ = read_html("<table><tr><td>A&amp;B<td>&#29579;一<tr><td>2</table>")
    assert rows == [["A&B", "王一"], ["2"]]


def test_a_span_of_rows_pushes_later_cells_right() -> None:
    rows, _ = read_html("<table><tr><td>a<td rowspan=3>b<td>c</tr><tr><td>d<td>e</tr><tr><td rowspan=1>f<td>g</tr></table>")
    assert rows == [["a", "b", "c"], ["d", "", "e"], ["f", "", "g"]]


def test_a_sheet_with_gaps_types_and_merges() -> None:
    text = XML.format(
        row(cell("户主", more=' ss:MergeDown="1"') + cell("电话", more=' ss:Index="3"'))
        + row(cell("15400000001", "Number", ' ss:Index="3"'))
        + row(cell("1986-05-03T00:00:00.000", "DateTime"), ' ss:Index="5"')
    )
    ((name, rows, merges),) = read_spreadsheet_xml(text)
    assert name == "毛都嘎查"
    assert rows == [["户主", "", "电话"], ["", "", 15400000001.0], [], [], [date(1986, 5, 3)]]
    assert merges == ((0, 0, 1, 0),)


@pytest.mark.parametrize(
    "text",
    [
        XML.format("<Row>"),
        XML.format(row(cell("x", "Number"))),
        XML.format(row(cell("x"), ' ss:Index="99999999"')),
        XML.format(row(cell("x", more=' ss:Index="99999999"'))),
        '<!DOCTYPE a [<!ENTITY b "c">]>' + XML.format(""),
    ],
)
def test_broken_or_hostile_sheets_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_spreadsheet_xml(text)


def test_a_hostile_span_is_refused() -> None:
    with pytest.raises(ValueError):
        read_html("<table><tr><td rowspan=99999999>x</table>")


@given(st.lists(st.lists(st.text(alphabet="王一<>&\" '", max_size=4), min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_text_survives_a_page(rows: list[list[str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    page = "".join("<tr>" + "".join(f"<td>{escaped(text)}</td>" for text in row) + "</tr>" for row in rows)
    assert read_html(f"<table>{page}</table>") == (rows, ())
