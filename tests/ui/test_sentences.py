"""The sentences of the preview: what would happen, counted by rows, with its questions apart from its refusals."""

from dataclasses import replace

from kzzq_desktop.domain.drafts import VillageAsk
from kzzq_desktop.domain.import_plan import ImportPlan, Verdict
from kzzq_desktop.domain.sheet_view import ColumnView, Ground, RowKind
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing.sentences import (
    GROUND_WORDS,
    KIND_WORDS,
    cell_place,
    column_words,
    doubt_words,
    look_words,
    outcome_words,
    sheet_counts,
)
from tests.ui.import_window import FILE, SHEET, doubt, preview, sheet_read, view

NOTHING_YET = "还没有保存任何内容。"


def test_the_outcome_in_one_sentence():
    lines = [doubt(3), doubt(3, 2), doubt(4), doubt(6, verdict=Verdict.REFUSED)]
    made = preview([view()], lines)
    inserts = {"household": [{}] * 120, "resident": [{}] * 330, "member": [{}] * 8, "grid": [{}]}
    patches = {"resident": {"1": {"phones": "x", "sex": "1"}, "2": {"phones": "y"}}, "household": {"3": {"address": "z"}}}
    said = outcome_words(replace(made, plan=ImportPlan(inserts, patches, made.plan.rows)))
    assert said == f"新增 120 户 330 人、党员 8 名、网格 1 个，更改 4 处，存疑 2 行，不导入 1 行。{NOTHING_YET}"


def test_nothing_new():
    assert outcome_words(preview([view()])) == f"没有新内容。{NOTHING_YET}"


def test_rows_that_wait_for_an_answer_are_not_called_refused():
    lines = [doubt(row, verdict=Verdict.REFUSED) for row in (3, 4)]
    asked = preview([view()], lines, asks=(VillageAsk(Spot(FILE, SHEET), (), 2),))
    assert outcome_words(asked) == f"2 行等您选嘎查村。{NOTHING_YET}"


def test_a_sheet_in_short():
    assert sheet_counts(sheet_read()) == "0人"
    assert sheet_counts(sheet_read(doubt(3), doubt(4, verdict=Verdict.REFUSED))) == "0人 存疑1行 不导入1行"


def test_a_doubt_says_where_what_and_how_to_mend():
    assert doubt_words(doubt(3, 2, "身份证号", "位数不对")) == "身份证号：位数不对，请核对。"
    assert doubt_words(doubt(3, 2, "", "认不出来。")) == "认不出来。请核对。"


def test_every_kind_of_row_and_every_ground_has_words():
    assert set(KIND_WORDS) == set(RowKind)
    assert set(GROUND_WORDS) == set(Ground)


def test_places_and_columns():
    assert cell_place(3, 27) == "第4行 AB列"
    assert cell_place(3, -1) == "第4行"
    assert column_words(ColumnView(2, "证件", "id_number", Ground.CONTENT)) == "C列 身份证号（按内容认出）"
    assert column_words(ColumnView(0, "?", "")) == "A列 没认出"


def test_what_is_understood_needs_no_words():
    sheet = sheet_read(doubt(4, 3))
    assert [look_words(sheet, *at) for at in ((2, 0), (3, 2), (0, 0))] == ["", "存疑", "标题"]
