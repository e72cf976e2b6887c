"""How each cell of a sheet looks, where its doubts stand, and how sheets without cells are named."""

from dataclasses import replace
from datetime import date

import pytest

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, MemberDraft, PersonDraft, Skipped, VillageAsk
from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.sheet_view import IGNORED, ColumnView, SheetView, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing.notes import locked_files
from kzzq_desktop.ui.importing.sheets import WHOLE_ROW, Look, cell_words, field_word, letters, sheets_of
from tests.ui.import_window import CELLS, FILE, SHEET, doubt, preview, sheet_read, view


def looks(sheet, row):
    return [str(sheet.look(row, col)) for col in range(sheet.wide)]


def test_what_is_understood_is_told_from_what_is_not_read():
    sheet = sheet_read()
    assert looks(sheet, 2) == ["read", "read", "read", "forbidden", "unused"]
    assert looks(sheet, 0) == ["aside"] * 5
    assert looks(sheet, 6) == ["aside", "aside", "aside", "forbidden", "aside"]


def test_a_doubt_colours_its_cell_and_a_refusal_its_row():
    sheet = sheet_read(doubt(4, 2, "身份证号"), doubt(6, 2, "姓名", verdict=Verdict.REFUSED))
    assert looks(sheet, 3) == ["read", "read", "doubtful", "forbidden", "unused"]
    assert looks(sheet, 5) == ["refused", "refused", "refused", "forbidden", "refused"]
    assert [(one.row, one.col) for one in sheet.doubts] == [(3, 2), (5, 1)]


@pytest.mark.parametrize(
    ("place", "column", "expected"),
    [
        (2, "身份证号", 2),  # told at the name, about the ID
        (3, "身份证号", 2),
        (5, "备注", 4),  # by its label, though nobody knows the field
        (2, "", 1),
        (2, "没有这一列", 1),
        (0, "没有这一列", WHOLE_ROW),
        (0, "", WHOLE_ROW),
    ],
)
def test_a_doubt_stands_in_the_column_it_speaks_of(place, column, expected):
    assert sheet_read(doubt(4, place, column)).doubts[0].col == expected


def test_of_two_columns_of_a_kind_a_doubt_keeps_its_own():
    columns = (ColumnView(0, "手机", "phone"), ColumnView(1, "姓名", "name"), ColumnView(2, "电话2", "phone"))
    table = TableView("s", "people", 0, 6, 0, 2, columns)
    sheet = sheet_read(doubt(3, 3, "电话"), doubt(4, 2, "电话"), tables=(table,))
    assert [one.col for one in sheet.doubts] == [2, 2]


def test_of_people_side_by_side_a_doubt_stands_with_its_own_person():
    fields = ("head_name", "id_number", "phone", "name", "relation", "id_number")
    columns = tuple(ColumnView(col, f"列{col}", field) for col, field in enumerate(fields))
    table = TableView("s", "wide", 0, 6, 0, 5, columns)
    told = [doubt(3, 1, "姓名"), doubt(3, 1, "身份证号"), doubt(4, 4, "姓名"), doubt(4, 4, "身份证号")]
    assert [one.col for one in sheet_read(*told, tables=(table,)).doubts] == [0, 1, 3, 5]


def test_a_row_without_a_cell_is_doubtful_as_a_whole():
    sheet = sheet_read(doubt(4, 0))
    assert set(looks(sheet, 3)) == {"doubtful", "forbidden"}
    assert sheet.rows_in_doubt == (3,)


def test_rows_are_counted_once_and_doubts_beyond_the_sheet_are_not_rows():
    sheet = sheet_read(doubt(4, 2), doubt(4, 3), doubt(6, 1), doubt(0), doubt(90), doubt(3, verdict=Verdict.REFUSED))
    assert sheet.rows_in_doubt == (2, 3, 5)
    assert sheet.count(Verdict.REFUSED) == 1
    assert [one.col for one in sheet.of_row(3)] == [1, 2]
    assert list(sheet.of_row(1)) == []


def test_the_clerks_text_stands_before_the_files():
    sheet = sheet_read(cells={Spot(FILE, SHEET, 4, 2): "特木尔巴根", Spot(FILE, "别的表", 4, 1): "x"})
    assert sheet.text(3, 1) == "特木尔巴根"
    assert sheet.text(3, 0) == "王秀英"


def test_cells_as_words():
    assert [cell_words(cell) for cell in ("  x ", 3.0, 2.5, 152399195801120000.0, date(1985, 3, 9))] == [
        "  x ", "3", "2.5", "152399195801120000", "1985-03-09",
    ]  # fmt: skip
    assert cell_words(float("inf")) == "inf"
    assert [letters(col) for col in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert (field_word("name"), field_word(IGNORED), field_word("")) == ("姓名", "不导入", "没认出")


def test_tables_under_and_beside_one_another():
    one = TableView("one", "people", 1, 3, 0, 1, (ColumnView(0, "甲", "name"), ColumnView(1, "乙", "sex")))
    beside = TableView("beside", "people", 1, 6, 3, 4, (ColumnView(3, "丙", "phone"),))
    under = TableView("under", "people", 5, 6, 0, 1, (ColumnView(0, "丁", "head_name"),))
    sheet = sheet_read(tables=(one, beside, under))
    assert [sheet.table_at(row, 0).source for row in (0, 2, 4, 5)] == ["one", "one", "one", "under"]
    assert sheet.table_at(5, 3).source == "beside"
    assert sheet.table_at(2, 2) is None
    assert sheet.column_at(6, 0).label == "丁"
    assert sheet.look(2, 2) == Look.PLAIN


def test_people_are_counted_by_sheet():
    person = PersonDraft(Spot(FILE, SHEET, 3, 2), "王秀英")
    household = HouseholdDraft(Spot(FILE, SHEET, 3), "1", people=(person, person))
    members = (MemberDraft(Spot(FILE, "党员", 2), "包金花"), MemberDraft(Spot(FILE, SHEET, 3), "赵国柱", from_ledger=True))
    sheets = sheets_of(preview([view(), view("党员")], households=(household,), members=members), {})
    assert [(sheet.key[1], sheet.people) for sheet in sheets] == [(SHEET, 2), ("党员", 1)]


def test_sheets_that_were_not_read_are_named_with_the_reason_in_the_order_of_the_files():
    skipped = (Skipped(Spot("乙.csv"), "没有内容。"), Skipped(Spot(FILE, "封面"), "没有表头。"))
    made = preview([view(), view(file="丙.xlsx")], skipped=skipped)
    sheets = sheets_of(replace(made, files=(FILE, "乙.csv", "丙.xlsx")), {})
    assert [(sheet.key, sheet.why) for sheet in sheets] == [
        ((FILE, SHEET), ""), ((FILE, "封面"), "没有表头。"), (("乙.csv", ""), "没有内容。"), (("丙.xlsx", SHEET), ""),
    ]  # fmt: skip
    assert sheets[2].wide == 0


def test_a_sheet_whose_village_is_asked_is_no_sheet_of_problems():
    refused = [doubt(row, what="不清楚是哪个嘎查村", verdict=Verdict.REFUSED) for row in (3, 4, 6)]
    named = doubt(4, 2, "姓名", verdict=Verdict.REFUSED)
    asked = sheets_of(preview([view()], [*refused, named], asks=(VillageAsk(Spot(FILE, SHEET), (), 3),)), {})[0]
    assert asked.asked
    assert [one.line for one in asked.doubts] == [named]
    assert len(sheet_read(*refused, named).doubts) == 4


def test_remarks_of_a_sheet_stand_together_and_locked_files_are_known():
    told = (
        Skipped(Spot(FILE, SHEET), "有隐藏的2行。"),
        Skipped(Spot(FILE, "别的"), "x"),
        Skipped(Spot(FILE, SHEET), "只剩这一个村。"),
    )
    reading = LedgerReading(views=(view(),), remarks=told, locked=("密.xlsx",))
    assert sheets_of(replace(preview([view()]), reading=reading), {})[0].remarks == "有隐藏的2行。只剩这一个村。"
    assert locked_files(reading) == ("密.xlsx",)
    assert locked_files(LedgerReading()) == ()


def test_rows_of_unequal_length_are_as_wide_as_the_longest():
    sheet = sheets_of(preview([SheetView(Spot(FILE), (("a",), ("b", "c", "d"), ()))]), {})[0]
    assert sheet.wide == 3
    assert [sheet.text(row, 2) for row in range(3)] == ["", "d", ""]
    assert len(CELLS[0]) == sheet_read().wide
