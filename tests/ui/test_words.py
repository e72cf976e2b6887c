"""How households and members are said on lists and cards."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.services.household_history import Happening
from kzzq_desktop.ui.cards.words import contact_mark, day_words, events_of, grid_words, place_words
from kzzq_desktop.ui.parts.marks import Mark

ROW = HouseholdRow("1", "王秀英", "v", "先锋嘎查", "东2", "", "5", "", 3, "", "home", (), "g", 3, "张玉林", "2026-11-18")


@pytest.fixture(autouse=True)
def _today():
    with clock.held(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("group", "building", "door", "address", "said"),
    [
        ("东2", "", "5", "", "东2组 5号"),
        ("", "3号楼2单元", "201", "", "3号楼2单元 201号"),
        ("2", "", "后院", "", "2组 后院"),
        ("", "", "", "村部东侧", "村部东侧"),
        ("", "", "", "", ""),
    ],
)
def test_places(group, building, door, address, said):
    assert place_words(replace(ROW, group_no=group, building=building, door_no=door, address=address)) == said


def test_grids_and_contacts():
    assert grid_words(ROW) == "03 张玉林"
    assert grid_words(replace(ROW, member="")) == "03 还没有党员"
    assert grid_words(replace(ROW, grid_id="")) == "未入网格"
    assert contact_mark(ROW) == Mark("ok", "5天前")
    assert contact_mark(replace(ROW, reached="2026-10-01")).tone == "over"
    assert contact_mark(replace(ROW, status="away")).words == "外出"
    assert contact_mark(replace(ROW, reached="")).words == "还没联系"
    assert contact_mark(replace(ROW, reached="", grid_id="")) == "—"


def test_days_of_this_year_are_short_and_older_ones_stand_in_full():
    assert (day_words("2026-08-02"), day_words("2026-08"), day_words("2026"), day_words("")) == (
        "2026年8月2日",
        "2026年8月",
        "2026年",
        "",
    )
    events = events_of([Happening(day, "外出", "萨仁高娃 登记") for day in ("2026-11-03", "2026-08", "2026", "2025-09-05")])
    assert [event.day for event in events] == ["11月3日", "8月", "2026", "2025-09"]
    assert [event.who for event in events][2:] == ["萨仁高娃 登记·2026年", "萨仁高娃 登记·2025年9月5日"]
