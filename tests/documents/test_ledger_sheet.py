"""Sheets of people: names that a workbook takes, text that stays text, drop-downs, warnings, print set-up."""

import io

import openpyxl
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents.ledger_sheet import (
    LONGEST_LIST,
    LONGEST_NAME,
    SURE,
    LedgerColumn,
    LedgerSheet,
    begin_sheet,
    end_sheet,
    free_name,
    looks_of,
    write_rows,
)

COLUMNS = (
    LedgerColumn("序号", 6, number=True),
    LedgerColumn("姓名", 22),
    LedgerColumn("性别", 6, options=("男", "女")),
    LedgerColumn("需求", 14, options=("低保", "残疾"), many=True),
    LedgerColumn("身份证号", 22, length=18, about="身份证号应为18位。"),
)


def drawn(rows: list[tuple[str, ...]], footer: str = "内部", columns: tuple[LedgerColumn, ...] = COLUMNS):
    """The sheet as openpyxl reads it again."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SURE)
    sheet, looks = LedgerSheet("先锋嘎查", columns, rows, 2), looks_of(book)
    page = begin_sheet(book, sheet, looks, footer)
    end_sheet(page, sheet, write_rows(page, sheet, looks), 100)
    book.close()
    return openpyxl.load_workbook(io.BytesIO(out.getvalue())).active


def test_cells_are_text_but_for_counts() -> None:
    page = drawn([("1", "=cmd|' /C calc'!A0", "女", "低保、残疾", "150599195803010026"), ("9999999999", "@王", "", "", "")])
    assert [cell.value for cell in page[2]] == [1, "=cmd|' /C calc'!A0", "女", "低保、残疾", "150599195803010026"]
    assert [cell.data_type for cell in page[2]] == ["n", "s", "s", "s", "s"]
    assert [page[3][at].value for at in (0, 1, 2)] == ["9999999999", "@王", None]
    assert all(cell.number_format == "@" for cell in page[2][1:])
    assert not any(cell.hyperlink for row in page.iter_rows() for cell in row)


def test_empty_rows_below_are_text_already() -> None:
    page = drawn([])
    assert [page.column_dimensions[letter].number_format for letter in "ABCDE"] == ["0", "@", "@", "@", "@"]
    assert page.column_dimensions["E"].width > page.column_dimensions["B"].width - 1 > 20


def test_the_sheet_is_ready_to_work_on_and_to_print() -> None:
    page = drawn([("1", "王秀英", "", "", "")] * 30, "A&B")
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("C2", "A1:E31", "$1:$1")
    setup = page.page_setup
    assert (setup.orientation, int(setup.paperSize), int(setup.fitToHeight)) == ("landscape", 9, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.oddFooter.left.text == "A&&B"


def test_drop_downs_reach_below_the_last_row() -> None:
    rules = {str(rule.sqref): rule for rule in drawn([("1", "王秀英", "", "", "")]).data_validations.dataValidation}
    assert set(rules) == {"C2:C102", "D2:D102", "E2:E102"}
    assert rules["C2:C102"].formula1 == '"男,女"'
    assert (rules["C2:C102"].showErrorMessage, rules["C2:C102"].errorStyle) == (True, "warning")
    assert not rules["D2:D102"].showErrorMessage
    length = rules["E2:E102"]
    assert (length.type, length.formula1, length.errorStyle, length.error) == (
        "textLength",
        "18",
        "warning",
        "身份证号应为18位。",
    )


def test_a_long_list_of_choices_is_cut_to_what_fits() -> None:
    words = tuple(f"很长的一个需求名称{n:03d}" for n in range(60))
    (rule,) = drawn([], columns=(LedgerColumn("需求", options=(*words, "a,b")),)).data_validations.dataValidation
    offered = rule.formula1.strip('"').split(",")
    assert offered == list(words[: len(offered)])
    assert 10 < len(rule.formula1) <= LONGEST_LIST + 2


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_words_make_names_for_sheets(words: list[str]) -> None:
    taken: list[str] = []
    for word in words:
        taken.append(free_name(word, taken))
    book = xlsxwriter.Workbook(io.BytesIO(), SURE)
    for name in taken:
        assert 0 < len(name) <= LONGEST_NAME
        book.add_worksheet(name)
    book.close()


def test_a_name_is_kept_where_it_can_be() -> None:
    assert free_name("先锋嘎查", []) == "先锋嘎查"
    assert free_name("先锋嘎查", ["先锋嘎查"]) == "先锋嘎查(2)"
    assert free_name("3/4队", []) == "3 4队"
    assert free_name("[]", []) == "表"
