"""A sheet's own total against what was read."""

import pytest

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.columns import find_header
from kzzq_desktop.importers.totals import check_total
from tests.importers.tables import HEADER, family, read, sheet, write_xlsx

PLACE = Spot("台账.xlsx", "毛都嘎查", 9)
HEADS = ["序号", "户主", "家庭人口", "电话"]


def homes(*sizes: int, stated: bool = True) -> list[HouseholdDraft]:
    return [
        HouseholdDraft(PLACE, str(at), people=(PersonDraft(PLACE, "王一"),) * size, stated_people=size if stated else None)
        for at, size in enumerate(sizes)
    ]


def told(row: list[object], *sizes: int, stated: bool = True, counts_people: bool = True) -> list[str]:
    header = find_header(sheet(HEADS, ["1", "王一", 2.0, ""]))
    assert header is not None
    return [
        problem.what for problem in check_total(row, PLACE, header, homes(*sizes, stated=stated), counts_people=counts_people)
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["合计", "3户", 6.0, ""], ["合  计", "", 6.0], ["总计：3户6人"], ["共计", "3户", "6人"], ["全村合计", "３户", ""],
        ["一组小计", "1户", 2.0], ["本页合计", "1户", 1.0], ["王合计", "1户"], ["合计"], [], ["注：共3户"],
    ],
)  # fmt: skip
def test_totals_that_agree_and_rows_that_are_no_total_of_the_whole_say_nothing(row: list[object]) -> None:
    assert told(row, 1, 2, 3) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["合计", "4户", 6.0], ["合计写的是4户，表里读出3户。"]),
        (["合计", "", 7.0], ["合计写的是7人，表里读出6人。"]),
        (["总计", "2户 5人"], ["合计写的是2户，表里读出3户。", "合计写的是5人，表里读出6人。"]),
    ],
)
def test_a_wrong_total_is_told_with_what_was_read(row: list[object], words: list[str]) -> None:
    assert told(row, 1, 2, 3) == words


def test_a_list_of_heads_is_held_against_the_numbers_it_states() -> None:
    assert told(["合计", "2户", 5.0], 1, 4, counts_people=False) == []
    assert told(["合计", "2户", 6.0], 1, 4, counts_people=False) == ["合计写的是6人，表里读出5人。"]
    assert told(["合计", "2户", 6.0], 1, 4, stated=False, counts_people=False) == []


def test_a_wrong_total_is_doubtful_at_its_own_row_and_nothing_is_changed(tmp_path) -> None:
    rows = [HEADER, *family(1, "王一", "李二"), *family(2, "包三"), ["合计", "", "", "3户"]]
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", rows))
    assert len(reading.households) == 2
    (problem,) = [problem for problem in reading.problems if problem.what.startswith("合计写的")]
    assert (problem.spot.row, problem.refused, problem.what) == (5, False, "合计写的是3户，表里读出2户。")


def test_a_sheet_with_several_totals_is_left_alone_where_they_differ(tmp_path) -> None:
    rows = [HEADER, *family(1, "王一"), ["合计", "", "", "1户"], *family(2, "包三"), ["合计", "", "", "1户"]]
    assert not [one for one in read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", rows)).problems if "合计" in one.what]
