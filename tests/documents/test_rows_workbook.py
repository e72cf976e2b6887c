"""A list as a workbook: text stays text, no formula, no link, long numbers whole."""

import io

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents.rows_workbook import rows_workbook
from kzzq_desktop.domain.work_list import WORK_LIST

PRINTABLE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), max_size=12)


def read_back(book: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    *rows, last = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert last == [WORK_LIST, *[None] * (len(last) - 1)]
    return rows


def test_heads_and_rows_stand_as_they_were() -> None:
    book = rows_workbook("住户", ["户主", "人口"], [False, True], [["额尔敦朝鲁·阿拉坦仓", "5"], ["王秀英", "2"]], "工作用")
    assert read_back(book) == [["户主", "人口"], ["额尔敦朝鲁·阿拉坦仓", 5], ["王秀英", 2]]


def test_nothing_is_a_formula_or_a_link() -> None:
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "http://x.y", "mailto:a@b"]
    book = rows_workbook("x", ["a"], [False], [[cell] for cell in cells])
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    for cell, said in zip(list(sheet["A"])[1:-1], cells, strict=True):
        assert (cell.value, cell.data_type, cell.hyperlink) == (said, "s", None)


def test_long_numbers_keep_their_tails() -> None:
    book = rows_workbook("x", ["电话", "证件"], [True, True], [["15404750316", "150521199901019935"]])
    assert read_back(book)[1] == ["15404750316", "150521199901019935"]


def test_a_list_without_rows_is_a_workbook_too() -> None:
    assert read_back(rows_workbook("x", ["户主"], [False], [])) == [["户主"]]


@given(st.lists(st.tuples(PRINTABLE, PRINTABLE), max_size=8))
def test_every_text_comes_back(rows: list[tuple[str, str]]) -> None:
    back = read_back(rows_workbook("x", ["a", "b"], [False, False], rows))
    for said, kept in zip(rows, back[1:], strict=False):
        assert [word or None for word in said] == kept
