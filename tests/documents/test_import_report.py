"""The report of an import: the list of problems leads to its cells, which are coloured and say what is wrong."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents.import_report import CELL_TONES, HEADS, LIST_SHEET, ROW_TONES, ReportLine, ReportSheet, import_report

ROWS = [
    ["舍伯吐镇先锋嘎查户台账"],
    ["户主", "姓名", "身份证号", "出生"],
    ["王秀英", "王秀英", 1.50599195803010e17, date(1958, 3, 1)],
    ["王秀英", "=特木尔", "", "1984"],
]
DOUBT = ReportLine("doubtful", "存疑", "台账.xlsx 先锋嘎查", "王秀英", "身份证号", "尾数已被改掉。", "请重新填写。", 0, 2, 2)
REFUSAL = ReportLine("refused", "不导入", "台账.xlsx 先锋嘎查", "", "姓名", "这里不像姓名。", "请填写。", 0, 3, 1)
SHEET = ReportSheet("先锋嘎查", ROWS, {2: "doubtful", 3: "new"})


def report(*lines: ReportLine, sheets=(SHEET,)) -> openpyxl.Workbook:
    made = import_report("导入检查报告：台账.xlsx", "新增 1，存疑 1。", lines, sheets, QuietJob())
    return openpyxl.load_workbook(io.BytesIO(made))


def colour(cell) -> str:
    return f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type else ""


def test_the_list_says_where_what_and_how_to_mend() -> None:
    page = report(DOUBT, REFUSAL)[LIST_SHEET]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert [row[0] for row in rows[:2]] == ["导入检查报告：台账.xlsx", "新增 1，存疑 1。"]
    assert rows[3] == [word for word, _ in HEADS]
    assert rows[4] == [1, "存疑", "台账.xlsx 先锋嘎查", "C3", "王秀英", "身份证号", "尾数已被改掉。", "请重新填写。"]
    assert page["D5"].hyperlink.location == "'先锋嘎查'!C3"
    assert colour(page["B6"]) == CELL_TONES["refused"]
    assert page.auto_filter.ref == "A4:H6"


def test_the_sheet_stands_as_it_was_read() -> None:
    page = report(DOUBT)["先锋嘎查"]
    assert [cell.value for cell in page[2]] == ["户主", "姓名", "身份证号", "出生"]
    assert page["D3"].value.date() == date(1958, 3, 1)
    assert page["C3"].value == pytest.approx(1.50599195803010e17)
    assert (page["B4"].value, page["B4"].data_type, page["D4"].value) == ("=特木尔", "s", "1984")


def test_cells_and_rows_are_coloured_by_what_becomes_of_them() -> None:
    page = report(DOUBT, REFUSAL)["先锋嘎查"]
    assert colour(page["C3"]) == CELL_TONES["doubtful"]
    assert colour(page["A3"]) == ROW_TONES["doubtful"]
    assert colour(page["B4"]) == CELL_TONES["refused"]
    assert colour(page["A4"]) == ROW_TONES["new"]
    assert colour(page["A2"]) == ""


def test_a_marked_cell_says_all_that_is_wrong_with_it() -> None:
    again = ReportLine("refused", "不导入", "", "", "", "另一件事。", "", 0, 2, 2)
    page = report(DOUBT, again, DOUBT)["先锋嘎查"]
    assert page["C3"].comment.text == "身份证号：尾数已被改掉。请重新填写。\n另一件事。"
    assert colour(page["C3"]) == CELL_TONES["refused"]
    assert [cell.comment for cell in page[4]] == [None] * 4


def test_a_problem_without_a_cell_marks_the_first_one_and_one_beyond_the_row_its_own() -> None:
    page = report(
        ReportLine("doubtful", "存疑", "", what="一", sheet=0, row=3),
        ReportLine("doubtful", "存疑", "", what="二", sheet=0, row=0, col=6),
    )["先锋嘎查"]
    assert (page["A4"].comment.text, page["G1"].comment.text) == ("一", "二")
    assert colour(page["G1"]) == CELL_TONES["doubtful"]


def test_a_problem_of_a_whole_file_is_only_listed() -> None:
    made = report(ReportLine("", "没有读", "名单.xlsx", what="没有找到表头。"), sheets=())
    assert made.sheetnames == [LIST_SHEET]
    assert made[LIST_SHEET]["D5"].value is None


def test_sheets_of_one_name_and_a_quote_in_it() -> None:
    sheets = (SHEET, ReportSheet("先锋嘎查", [["甲"]]), ReportSheet("O'村", [["乙"]]))
    line = ReportLine("doubtful", "存疑", "", what="一", sheet=2, row=0, col=0)
    made = report(line, sheets=sheets)
    assert made.sheetnames == [LIST_SHEET, "先锋嘎查", "先锋嘎查(2)", "O'村"]
    assert made[LIST_SHEET]["D5"].hyperlink.location == "'O''村'!A1"


def test_a_day_that_no_workbook_knows_is_text() -> None:
    assert report(sheets=(ReportSheet("甲", [[date(1899, 5, 3)]]),))["甲"]["A1"].value == "1899-05-03"


def test_a_cancel_is_heard() -> None:
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        import_report("", "", [], [SHEET], job)


CELLS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), max_size=9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_every_cell_comes_back(rows) -> None:
    page = report(sheets=(ReportSheet("甲", rows),))["甲"]
    for at, row in enumerate(rows, 1):
        for col, said in enumerate(row, 1):
            kept = page.cell(at, col).value
            if isinstance(said, date):
                assert kept.date() == said
            elif isinstance(said, str):
                assert (kept or "") == said
            else:
                assert kept == pytest.approx(said)
