from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.markup import is_page, read_html


def test_a_page_of_one_table_with_spans() -> None:
    page = read_html(
        "<html><table><tr><th colspan=2>户台账</th></tr><tr><td rowspan='2'>王一</td><td>户主</td></tr>"
        "<tr><td>妻<br>子</td></tr></table></html>"
    )
    assert page.rows == [["户台账"], ["王一", "户主"], ["", "妻\n子"]]
    assert page.merges == ((0, 0, 0, 1), (1, 0, 2, 0))


def test_cells_without_end_tags_and_entities() -> None:
    rows = read_html("<table><tr><td>A&amp;B<td>&#29579;一<tr><td>2</table>").rows
    assert rows == [["A&B", "王一"], ["2"]]


def test_a_span_of_rows_pushes_later_cells_right() -> None:
    rows = read_html("<table><tr><td>a<td rowspan=3>b<td>c</tr><tr><td>d<td>e</tr><tr><td rowspan=1>f<td>g</tr></table>").rows
    assert rows == [["a", "b", "c"], ["d", "", "e"], ["f", "", "g"]]


def test_a_hostile_span_is_refused() -> None:
    with pytest.raises(ValueError):
        read_html("<table><tr><td rowspan=99999999>x</table>")


@given(st.lists(st.lists(st.text(alphabet="王一<>&\" '", max_size=4), min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_text_survives_a_page(rows: list[list[str]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    page = "".join("<tr>" + "".join(f"<td>{escaped(text)}</td>" for text in row) + "</tr>" for row in rows)
    assert read_html(f"<table>{page}</table>").rows == without_empty_end(rows)


def without_empty_end(rows: list[list[str]]) -> list[list[str]]:
    full = [number for number, row in enumerate(rows) if any(row)]
    return rows[: full[-1] + 1] if full else []


@pytest.mark.parametrize("cell", [
    "<td><s>王一</s>", "<td><strike>王</strike> <del>一</del></td>", "<td style='text-decoration:line-through'>王一",
    "<td class=xl66>王一</td>", "<td><font class='font5 x'>王一</font>",
    '<td><span style="text-decoration: underline line-through">王一</span>',
])  # fmt: skip
def test_a_struck_cell_in_all_its_forms(cell: str) -> None:
    style = "<style>.xl65{color:red}\n.xl66,.font5\n\t{mso-x:y; text-decoration:line-through;}</style>"
    page = read_html(f"<html><head>{style}</head><table><tr><td class=xl65>甲</td>{cell}<td>乙</td></tr></table>")
    assert page.rows[0][0] == "甲"
    assert page.struck == {(0, 1)}


def test_a_cell_struck_in_part_is_not_struck() -> None:
    page = read_html("<table><tr><td><s>15400000001</s> 15400000002</td><td><s></s>甲</td><td><b><s>乙</s></b></td></table>")
    assert page.struck == {(0, 2)}


def test_a_struck_row_strikes_its_cells() -> None:
    assert read_html("<table><tr style='text-decoration:line-through'><td>甲<td>乙<tr><td>丙").struck == {(0, 0), (0, 1)}


def test_hidden_rows_and_columns() -> None:
    page = read_html(
        "<table><col width=64><col width=0 style='display:none'><col span=2 style='visibility:collapse'>"
        "<tr height=0 style='display:none'><td>a<td>b<td>c<td>d<td>e<tr><td>f<tr hidden><td>g"
        "<tr style='display:block'><td>h</table>"
    )
    assert page.hidden_rows == {0, 2}
    assert page.hidden_cols == {1, 2, 3}


def test_what_is_no_cell_is_not_read() -> None:
    page = read_html(
        "<html><head><title>台账</title><style>td{color:red}</style><!--[if gte mso 9]><xml><td>x</td></xml><![endif]--></head>"
        "<script>var a='<td>';</script>前言<table><tr><td><![if !vml]>王一<![endif]></td></tr></table>后记"
    )
    assert page.rows == [["王一"]]


def test_lines_broken_in_the_source_are_spaces_and_paragraphs_are_lines() -> None:
    assert read_html("<table><tr><td>王一\r\n  李二<td><p>甲</p><p>乙</p></table>").rows == [["王一 李二", "甲\n乙"]]


def test_what_begins_like_a_page_is_one() -> None:
    assert is_page("  <!DOCTYPE html>\n<body><TABLE>")
    assert is_page("<table><tr>")
    assert not is_page("户主,<备注>")
    assert not is_page("<html>no cells")


@pytest.mark.parametrize("text", ["<table><tr>" + "<td colspan=300>x" * 20, "<table>" + "<tr><td rowspan=15000 colspan=300>x"])
def test_spans_beyond_any_sheet_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_html(text)


@pytest.mark.parametrize("text", ["<", "<td ", "<!--", "<td a='", "<td><s>", "</td>", "<tr><td>&#", "<style>.a{", "a" * 50])
def test_a_page_of_broken_tags_takes_no_longer_than_one_of_whole_ones(text: str) -> None:
    """Each of these once made a reader of pages look for an end through the whole rest: minutes for such a page."""
    with suppress(ValueError):
        read_html("<table><tr><td>甲" + text * 30_000)


def test_words_in_capitals_are_the_same_words() -> None:
    page = read_html(
        "<HTML><STYLE>.G{text-decoration:line-through}</STYLE><TABLE><TR><TD CLASS=G>甲</TD><TD>乙</TD></TR></TABLE>"
    )
    assert page.rows == [["甲", "乙"]]
    assert page.struck == {(0, 0)}
