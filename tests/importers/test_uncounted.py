"""Formulas without a value are told at their own cells, in the columns that are read and nowhere else."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.columns import read_header
from kzzq_desktop.importers.households import READ
from kzzq_desktop.importers.people_rows import SheetFacts
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.uncounted import uncounted_problems
from tests.importers.tables import phone_of, read, sheet, write_xlsx

LABELS = ("序号", "户主", "联系电话", "手机号", "家庭人口", "出生日期", "民族", "养羊数")
READ_COLS, WIDTH = {1, 2, 3, 4, 5}, len(LABELS)


def told(places: set[tuple[int, int]], rows: list[TableRow]) -> list[tuple[int, int, str]]:
    header = read_header(sheet(LABELS), 0, 0)
    facts = SheetFacts("台账.xlsx", "一", header, date(2026, 6, 1), is_heads=True, uncounted=frozenset(places))
    return [(one.spot.row, one.spot.col, one.column) for one in uncounted_problems(rows, facts, READ)]


ROWS = [TableRow(number, [""] * WIDTH) for number in (2, 3, 5)]


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, WIDTH - 1))))
def test_each_cell_of_a_data_row_in_a_column_that_is_read_is_told_once(places: set[tuple[int, int]]) -> None:
    wanted = {(row, col) for row, col in places if row + 1 in {2, 3, 5} and col in READ_COLS}
    assert told(places, ROWS) == [(row + 1, col + 1, LABELS[col]) for row, col in sorted(wanted)]


@pytest.mark.parametrize("col", [0, 6, 7])
def test_serials_and_columns_that_are_not_read_say_nothing(col: int) -> None:
    assert told({(1, col)}, ROWS) == []


def test_a_cell_that_stands_in_several_rows_made_of_one_is_told_once() -> None:
    spread = [TableRow(2, [""] * WIDTH, origin={2: 4}, home=2), TableRow(2, [""] * WIDTH, home=2)]
    assert told({(1, 4)}, spread) == [(2, 5, "家庭人口")]


def test_a_workbook_whose_formulas_nobody_counted(tmp_path: Path) -> None:
    header = ["序号", "户主", "联系电话", "家庭人口"]
    rows = [["=NOW()", "王甲", phone_of(1), "=VLOOKUP(B2,名单!A:B,2,0)"], ["2", "王乙", phone_of(2), "=1+2"]]
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查台账.xlsx", [header, *rows]))
    assert [home.stated_people for home in reading.households] == [None, 3]
    (problem,) = reading.problems
    assert (problem.spot.row, problem.spot.col, problem.column, problem.refused) == (2, 4, "家庭人口", False)
    assert problem.what == "这一格是公式，文件里没有算出的结果。"


def test_a_list_of_members_tells_them_too(tmp_path: Path) -> None:
    rows = [["党员姓名", "党支部", "出生日期"], ["包丹巴", "毛都党支部", "=VLOOKUP(A2,名单!A:B,2,0)"]]
    reading = read(write_xlsx(tmp_path / "毛都嘎查党员.xlsx", rows))
    assert [(one.spot.row, one.spot.col, one.column) for one in reading.problems] == [(2, 3, "出生日期")]
