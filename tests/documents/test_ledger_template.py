"""An empty list: comments at the heads, examples in grey, drop-downs over all its rows, a sheet of words; equal bytes."""

import io

import openpyxl

from kzzq_desktop.documents.ledger_sheet import LedgerColumn, LedgerSheet
from kzzq_desktop.documents.ledger_template import ROOM, WORDS_SHEET, ledger_template

COLUMNS = (
    LedgerColumn("序号", 6, number=True, about="一户一个号。"),
    LedgerColumn("性别", 6, options=("男", "女"), about="男或女。"),
    LedgerColumn("身份证号", 22, length=18, about="应为18位。"),
    LedgerColumn("备注"),
)
SHEET = LedgerSheet("户台账", COLUMNS, [("例：", "女", "150599195803010022", ""), ("例：", "男", "", "=1")], 2)


def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(ledger_template(SHEET, "户台账", ["一人写一行。", "=1+1"])))


def test_it_is_the_same_each_time() -> None:
    assert ledger_template(SHEET, "户台账", ["一"]) == ledger_template(SHEET, "户台账", ["一"])


def test_each_head_explains_itself() -> None:
    page = book()["户台账"]
    assert [cell.comment.text if cell.comment else "" for cell in page[1]] == ["一户一个号。", "男或女。", "应为18位。", ""]


def test_examples_stand_under_the_head_as_text() -> None:
    page = book()["户台账"]
    assert [cell.value for cell in page[2]] == ["例：", "女", "150599195803010022", None]
    assert page["D3"].value == "=1"
    assert page["D3"].data_type == "s"
    assert page["A2"].font.italic
    assert [page.column_dimensions[letter].number_format for letter in "ABCD"] == ["0", "@", "@", "@"]


def test_rules_hold_for_all_the_rows_there_is_room_for() -> None:
    rules = book()["户台账"].data_validations.dataValidation
    assert {str(rule.sqref) for rule in rules} == {f"B2:B{ROOM + 1}", f"C2:C{ROOM + 1}"}


def test_the_words_stand_in_one_column_on_a_sheet_of_their_own() -> None:
    made = book()
    assert made.sheetnames == ["户台账", WORDS_SHEET]
    assert [[cell.value for cell in row] for row in made[WORDS_SHEET].iter_rows()] == [["一人写一行。"], ["=1+1"]]
    assert made[WORDS_SHEET]["A2"].data_type == "s"
    assert made.active.title == "户台账"
