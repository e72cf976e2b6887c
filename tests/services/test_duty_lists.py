from datetime import UTC, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.duty_log import DutyCount, DutyDraft, DutyFilter
from kzzq_desktop.domain.work import Duty, grid_code
from kzzq_desktop.services import duty, duty_lists
from tests.services.duty_desk import HEADS, XIANFENG, XINMIN, make_sample

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
LOG = (
    ("policy", "2026-09-30", 0, "医保缴费"),
    ("lawful", "2026-10-01", 0, "冬季用火用电"),
    ("policy", "2026-10-31", 2, "取暖补贴"),
    ("hardship", "2026-11-01", 0, "送过冬饲草 100%"),
    ("policy", "2026-11-23", 0, "取暖补贴"),
)


@pytest.fixture
def sample(tmp_path):
    with clock.held(NOON):
        sample = make_sample(tmp_path)
        yield sample
        sample.desk.store.close()


@pytest.fixture
def ids(sample):
    made = []
    for code, day, grid, words in LOG:
        homes = sample.households if grid == 0 else (sample.other,)
        draft = DutyDraft(code, day, sample.grids[grid], homes, words, BY_CODE[code].started())
        made.append(duty.log_duty(sample.desk, draft).id)
    return made


def listed(sample, ids, **chosen):
    return [ids.index(row_id) for row_id in duty_lists.list_duty_ids(sample.desk, DutyFilter(**chosen))]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, [4, 3, 2, 1, 0]),
        ({"code": "policy"}, [4, 2, 0]),
        ({"first_day": "2026-10-01", "last_day": "2026-10-31"}, [2, 1]),
        ({"village_id": XINMIN}, [2]),
        ({"words": "取暖"}, [4, 2]),
        ({"words": "入户 取暖"}, [4, 2]),
        ({"words": "100%"}, [3]),
        ({"words": "_"}, []),
        ({"code": "policy", "village_id": XIANFENG, "last_day": "2026-10-31"}, [0]),
    ],
)
def test_filters(sample, ids, chosen, found):
    assert listed(sample, ids, **chosen) == found


def test_filters_by_grid_member_and_household(sample, ids):
    assert listed(sample, ids, grid_id=sample.grids[2]) == [2]
    assert listed(sample, ids, member_id=sample.members[0]) == [4, 3, 1, 0]
    assert listed(sample, ids, household_id=sample.households[0]) == [4, 3, 1, 0]
    assert listed(sample, ids, household_id=sample.other) == [2]
    assert listed(sample, ids, household_id=sample.away) == []


def test_a_household_taken_from_an_entry_is_no_longer_listed_by_it(sample, ids):
    draft = duty.draft_of(sample.desk, ids[4])
    duty.change_duty(
        sample.desk, ids[4], DutyDraft(draft.code, draft.day, draft.grid_id, sample.households[1:], "x", draft.boxes)
    )
    assert listed(sample, ids, household_id=sample.households[0]) == [3, 1, 0]


@pytest.mark.parametrize("sort", ["day", "code", "grid", "member"])
def test_each_sort_goes_both_ways_and_loses_nothing(sample, ids, sort):
    up = duty_lists.list_duty_ids(sample.desk, DutyFilter(), sort, down=False)
    down = duty_lists.list_duty_ids(sample.desk, DutyFilter(), sort, down=True)
    assert sorted(up) == sorted(down) == sorted(ids)
    field = {"grid": "grid_number"}.get(sort, sort)
    shown = [getattr(row, field) for row in duty_lists.list_duties(sample.desk, up)]
    assert shown == sorted(shown)


def test_the_last_written_comes_first_whatever_its_day(sample, ids):
    late = duty.log_duty(
        sample.desk, DutyDraft("policy", "2026-01-05", sample.grids[0], sample.households, "补登", {"form": "入户"})
    )
    rows = duty_lists.list_recent(sample.desk, 3)
    assert [row.id for row in rows] == [late.id, ids[4], ids[3]]


def test_counts_by_month_add_up(sample, ids):
    counts = duty_lists.count_by_month(sample.desk, DutyFilter())
    assert DutyCount("policy", "2026-11", 1, 4) in counts
    assert DutyCount("policy", "2026-10", 1, 1) in counts
    assert sum(count.duties for count in counts) == len(LOG)
    assert duty_lists.count_reached(sample.desk, DutyFilter()) == (5, 5)
    assert duty_lists.count_reached(sample.desk, duty_lists.this_month()) == (2, 4)
    assert duty_lists.count_reached(sample.desk, DutyFilter(words="没有的话")) == (0, 0)


def test_households_to_tick_stand_by_door_and_those_at_home_are_on(sample):
    choices = duty_lists.list_households(sample.desk, sample.grids[0])
    assert [choice.door_no for choice in choices] == ["1", "2", "3", "5", "101"]
    assert choices[0].head == HEADS[0]
    assert choices[0].people == 1
    draft = duty_lists.started_draft(sample.desk, "policy", sample.grids[0], "2026-11-23")
    assert sorted(draft.households) == sorted(sample.households)
    assert sample.away in {choice.id for choice in choices} - set(draft.households)
    assert sample.moved not in {choice.id for choice in choices}
    asked = (sample.moved, sample.households[0])
    assert [choice.id for choice in duty_lists.find_households(sample.desk, asked)] == list(asked)


def test_grids_to_choose_from(sample):
    grids = duty_lists.list_grids(sample.desk)
    assert [(grid.village, grid.number, grid.member, grid.households) for grid in grids] == [
        ("先锋嘎查", 1, "党员1", 5),
        ("先锋嘎查", 2, "", 0),
        ("新民嘎查", 1, "党员3", 1),
    ]


@pytest.mark.parametrize(
    "words", [grid_code(XIANFENG, 1), "先锋嘎查01", "先锋嘎查 1号网格", "先锋1", "舍伯吐镇先锋嘎查·01", "先锋嘎查第1网格"]
)
def test_a_grid_is_found_by_code_or_village_and_number(sample, words):
    assert duty_lists.find_grid(sample.desk, words).id == sample.grids[0]


@pytest.mark.parametrize("words", ["", "1", "先锋嘎查", "先锋嘎查09", "南锋嘎查01", "150521102201999"])
def test_an_unknown_grid_is_refused_with_an_example(sample, words):
    with pytest.raises(duty_lists.UnknownGrid) as error:
        duty_lists.find_grid(sample.desk, words)
    assert "先锋嘎查03" in error.value.sentence()


def test_households_are_named_by_head_or_door(sample):
    named = duty_lists.named_households(sample.desk, sample.grids[0], ["王秀英", "额尔敦朝鲁•阿拉坦仓", "101号"])
    assert named == (sample.households[0], sample.households[1], sample.households[3])
    with pytest.raises(duty_lists.UnknownHousehold) as error:
        duty_lists.named_households(sample.desk, sample.grids[0], ["王秀英", "某某某"])
    assert "第 2 户" in error.value.sentence()
    assert "某某某" not in error.value.sentence()


def test_an_entry_without_words_shows_its_boxes(sample):
    draft = DutyDraft("policy", "2026-11-20", sample.grids[0], sample.households, "", {"form": "入户", "policy": "医保"})
    logged = duty.log_duty(sample.desk, draft)
    assert duty_lists.list_duties(sample.desk, [logged.id])[0].words == "医保，入户"


def test_rows_come_in_the_order_asked_without_the_removed(sample, ids):
    duty.remove_duties(sample.desk, [ids[1]])
    assert [row.id for row in duty_lists.list_duties(sample.desk, ids[:3])] == [ids[0], ids[2]]
    with sample.desk.store.reading() as conn:
        assert conn.execute(Duty.__table__.select()).all()


def test_a_grid_can_be_found_by_village_number_and_member(sample):
    first = duty_lists.list_grids(sample.desk)[0]
    for typed in ("先锋嘎查01", "xfgc1", "xf01", "xianfeng1", grid_code(XIANFENG, 1), "党员1", "dangyuan"):
        assert typed in first.keys
    assert "15447500316" not in first.keys
