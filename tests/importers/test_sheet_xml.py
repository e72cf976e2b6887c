from datetime import date

import pytest

from kzzq_desktop.importers.sheet_xml import is_spreadsheet_xml, read_spreadsheet_xml

XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="毛都嘎查"><Table>{}</Table></Worksheet></Workbook>'
)


def row(cells: str, index: str = "") -> str:
    return f"<Row{index}>{cells}</Row>"


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_a_sheet_with_gaps_types_and_merges() -> None:
    text = XML.format(
        row(cell("户主", more=' ss:MergeDown="1"') + cell("电话", more=' ss:Index="3"'))
        + row(cell("15400000001", "Number", ' ss:Index="3"'))
        + row(cell("1986-05-03T00:00:00.000", "DateTime"), ' ss:Index="5"')
    )
    (sheet,) = read_spreadsheet_xml(text)
    assert sheet.name == "毛都嘎查"
    assert sheet.rows == [["户主", "", "电话"], ["", "", 15400000001.0], [], [], [date(1986, 5, 3)]]
    assert sheet.merges == ((0, 0, 1, 0),)


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


def test_hidden_rows_columns_and_sheets() -> None:
    text = XML.format(
        '<Column ss:Hidden="1"/><Column ss:Width="60"/><Column ss:Index="4" ss:Hidden="1" ss:Span="1"/>'
        + row(cell("甲") * 6) + row(cell("乙"), ' ss:Hidden="1"') + row(cell("丙"), ' ss:Height="0"') + row(cell("丁"))
    )  # fmt: skip
    hidden = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    (sheet,) = read_spreadsheet_xml(text)
    assert (sheet.hidden_rows, sheet.hidden_cols, sheet.hidden) == ({1, 2}, {0, 3, 4}, False)
    (sheet,) = read_spreadsheet_xml(text.replace("</Worksheet>", hidden + "</Worksheet>"))
    assert sheet.hidden


def test_struck_cells_by_style_and_by_runs() -> None:
    styles = (
        '<Styles><Style ss:ID="a"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="b" ss:Parent="a"/>'
        '<Style ss:ID="c"><Font ss:StrikeThrough="0"/></Style></Styles>'
    )
    cells = cell("甲", more=' ss:StyleID="a"') + cell("乙", more=' ss:StyleID="b"') + cell("丙", more=' ss:StyleID="c"')
    cells += cell('<S xmlns="http://www.w3.org/TR/REC-html40">丁</S>') + cell('<S xmlns="x">戊</S>己')
    (sheet,) = read_spreadsheet_xml(XML.format(row(cells)).replace("<Worksheet", styles + "<Worksheet"))
    assert sheet.rows == [["甲", "乙", "丙", "丁", "戊己"]]
    assert sheet.struck == {(0, 0), (0, 1), (0, 3)}


def test_comments_are_not_read_as_cells() -> None:
    comment = '<Cell><Data ss:Type="String">甲</Data><Comment><ss:Data>乙</ss:Data></Comment></Cell>'
    assert read_spreadsheet_xml(XML.format(row(comment)))[0].rows == [["甲"]]


def test_a_formula_without_a_value_is_uncounted() -> None:
    text = XML.format(row(cell("甲") + '<Cell ss:Formula="=RC[-1]"/>' + cell("#N/A", "Error", ' ss:Formula="=1/0"') + cell("乙")))
    (sheet,) = read_spreadsheet_xml(text)
    assert sheet.rows == [["甲", "", "", "乙"]]
    assert sheet.uncounted == {(0, 1), (0, 2)}


def test_a_page_that_names_office_is_no_workbook() -> None:
    assert is_spreadsheet_xml(XML)
    assert not is_spreadsheet_xml('<html xmlns:x="urn:schemas-microsoft-com:office:spreadsheet"><table>')
