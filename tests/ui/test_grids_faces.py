"""What stands on the tiles of 网格: words and states, each true to its row."""

from dataclasses import replace
from datetime import date

import pytest

from kzzq_desktop.domain.board import ReachState, VillageCount
from kzzq_desktop.domain.grid_plan import PlannedGrid
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.ui.grids.card import day_words
from kzzq_desktop.ui.grids.faces import (
    NOBODY,
    count_states,
    grid_face,
    grid_mark,
    household_mark,
    planned_face,
    village_face,
    waiting_face,
)
from kzzq_desktop.ui.grids.plan_table import place_words

TODAY = date(2026, 11, 23)
SIZES = GridSizes()
ROW = GridRow("g", "v", "先锋嘎查", 3, "东2组", "东2组", True, 13, 40, "m", "白音那木拉", "", "2024-03-01", "2026-11-18")
HOME = HouseholdRow("h", "王秀英", "v", "先锋嘎查", "东2", "", "12", "", 3, "", "home", (), "g", 3, "", "2026-11-18")


def test_a_tile_says_number_place_member_size_and_days() -> None:
    face = grid_face(ROW, SIZES, TODAY)
    assert (face.number, face.place, face.title, face.left, face.note) == ("03", "东2组", "白音那木拉", "13户", "超上限")
    assert (face.mark.tone, face.mark.words, face.icon, face.vacant) == ("ok", "5天前", "lock", False)


def test_a_tile_without_a_member_says_so() -> None:
    face = grid_face(replace(ROW, member_id="", member="", locked=False, name="", households=6), SIZES, TODAY)
    assert (face.title, face.vacant, face.mark.words, face.note, face.icon) == (NOBODY, True, "", "不足下限", "")
    assert face.place == "东2组"


@pytest.mark.parametrize(
    ("reached", "since", "tone", "words"),
    [
        ("2026-11-23", "", "ok", "今天"),
        ("2026-11-03", "", "due", "20天前"),
        ("2026-10-07", "", "over", "47天前"),
        ("", "2026-11-20", "ok", "还没联系"),
        ("", "2026-09-01", "over", "还没联系"),
        ("", "", "over", "还没联系"),
        ("2025-01-01", "2026-11-20", "ok", "691天前"),
    ],
)
def test_the_mark_follows_contact_and_beginning(reached: str, since: str, tone: str, words: str) -> None:
    mark = grid_mark(replace(ROW, reached=reached, since=since), TODAY)
    assert (mark.tone, mark.words) == (tone, words)


def test_the_states_add_up() -> None:
    rows = [ROW, replace(ROW, member_id=""), replace(ROW, reached="2026-10-01"), replace(ROW, reached="2026-11-01")]
    counts = count_states(rows, TODAY)
    assert [counts[state] for state in ReachState] == [1, 1, 1, 1]


def test_a_village_tile_says_its_coverage() -> None:
    face = village_face(VillageCount("v", "先锋嘎查", "t", "舍伯吐镇", 12, 1, 462, 118))
    assert (face.number, face.title, face.left, face.note, face.mark.words) == (
        "12",
        "先锋嘎查",
        "462户",
        "1个未定党员",
        "已入网格26%",
    )
    empty = village_face(VillageCount("v", "永安村", "t", "舍伯吐镇", 0, 0, 0, 0))
    assert (empty.vacant, empty.mark.words, empty.note) == (True, "已入网格0%", "")


@pytest.mark.parametrize(
    ("grid_id", "before", "now", "title"),
    [("", 0, 10, "新网格"), ("g", 10, 10, "户数不变"), ("g", 8, 10, "原8户，增2户"), ("g", 13, 10, "原13户，减3户")],
)
def test_a_planned_tile_says_what_changes(grid_id: str, before: int, now: int, title: str) -> None:
    grid = PlannedGrid(grid_id, "v", 7, "4组", False, before, tuple(str(at) for at in range(now)))
    face = planned_face(grid)
    assert (face.key, face.number, face.title, face.left, face.mark.words) == ("7", "07", title, "10户", "户数合适")
    assert planned_face(replace(grid, note="超上限")).mark.tone == "due"


def test_those_who_wait_have_a_tile() -> None:
    assert (waiting_face(3).key, waiting_face(3).left) == ("0", "3户")


def test_a_household_is_away_or_reached() -> None:
    assert household_mark(HOME, TODAY).words == "5天前"
    assert household_mark(replace(HOME, status="away"), TODAY).words == "外出"
    assert household_mark(replace(HOME, reached=""), TODAY).words == "还没联系"


def test_places_and_days_are_said_as_people_say_them() -> None:
    assert place_words(HOME) == "东2组12号"
    assert place_words(replace(HOME, group_no="", building="5号楼2单元", door_no="302室")) == "5号楼2单元302室"
    assert [day_words(day) for day in ("2024-03-01", "2024-03", "2024", "")] == ["2024年3月1日", "2024年3月", "2024年", ""]
