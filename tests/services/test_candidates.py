"""A clerk sees whom he may name: near and free first, then who leads other grids, then who is not asked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.people import Member
from kzzq_desktop.services import grids
from kzzq_desktop.services.assign import NoSuchGrid, assign, preview_members
from kzzq_desktop.services.candidates import list_candidates, list_plan_candidates
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import divide, preview_division
from kzzq_desktop.services.village_plan import seat_key
from tests.services.desks import VILLAGE
from tests.services.grid_desk import OTHER, make_villages, member_id, member_row

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = make_villages(tmp_path, members=2)
    with desk.store.unit("党员") as unit:
        unit.add_many(Member, [member_row(3, birth="1950-01-01"), member_row(4, village=OTHER)])
    return desk


def test_the_nearest_free_member_is_first(desk: Desk) -> None:
    with clock.held(NOON):
        divide(desk, preview_division(desk, [VILLAGE]))
        second = grids.list_grids(desk, [VILLAGE])[1]
        found = list_candidates(desk, second.id)
    assert [(one.name, one.words, one.refused) for one in found] == [
        ("王秀兰", "自家在本网格，名下0户", False),
        ("特木尔巴根", "邻近组，名下0户", False),
        ("斯琴高娃", "巴彦胡硕嘎查党员，名下0户", False),
        ("李国柱", "76岁，按规定一般不安排", True),
    ]
    assert [one.place for one in found[:3]] == ["2组", "1组", "巴彦胡硕嘎查"]


def test_who_leads_already_comes_after_who_is_free(desk: Desk) -> None:
    with clock.held(NOON):
        divide(desk, preview_division(desk, [VILLAGE]))
        assign(desk, preview_members(desk, VILLAGE))
        third = grids.list_grids(desk, [VILLAGE])[3]
        found = list_candidates(desk, third.id)
    assert sorted(one.holds for one in found) == [(), ("01号",), ("02号",), ("03号",)]
    assert "已联系" in found[0].words


def test_a_planned_grid_has_candidates_too(desk: Desk) -> None:
    with clock.held(NOON):
        plan = preview_division(desk, [VILLAGE])
        keys = [seat_key(grid) for grid in plan.grids]
        found = list_plan_candidates(desk, plan, keys[1], {keys[0]: member_id(0)})
    assert [one.id for one in found][:3] == [member_id(1), member_id(4), member_id(0)]
    assert found[2].holds == ("01号",)


def test_a_grid_that_is_gone_has_none(desk: Desk) -> None:
    with pytest.raises(NoSuchGrid):
        list_candidates(desk, "f" * 32)
