"""A village is divided and gets its leads in one unit."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.services import grids, history
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import preview_division
from kzzq_desktop.services.village_plan import member_names, preview_leads, save_village, seat_key
from tests.services.desks import VILLAGE
from tests.services.grid_desk import OTHER, make_villages, member_id

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_villages(tmp_path)


def test_grids_and_leads_are_one_unit(desk: Desk) -> None:
    with clock.held(NOON):
        plan = preview_division(desk, [VILLAGE])
        leads = preview_leads(desk, plan)
        assert [proposal.grid_id for proposal in leads.proposals] == [seat_key(grid) for grid in plan.grids[:3]]
        done = save_village(desk, plan, leads, "2026-12-01", "党员大会")
    assert (done.grids, done.moved, done.new_leads) == (4, 43, 3)
    rows = grids.list_grids(desk)
    assert [(row.number, row.member, row.since) for row in rows] == [
        (1, "特木尔巴根", "2026-12-01"), (2, "王秀兰", "2026-12-01"), (3, "白音那木拉", "2026-12-01"), (4, "", ""),
    ]  # fmt: skip
    history.undo_unit(desk, done.unit_id)
    assert grids.list_grids(desk) == ()


def test_the_clerks_choice_is_worked_around(desk: Desk) -> None:
    plan = preview_division(desk, [VILLAGE])
    keys = [seat_key(grid) for grid in plan.grids]
    leads = preview_leads(desk, plan, [(keys[0], member_id(1)), (keys[2], "")])
    assert {one.grid_id: one.member_id for one in leads.proposals} == {
        keys[0]: member_id(1),
        keys[1]: member_id(0),
        keys[3]: member_id(2),
    }
    assert [vacancy.chosen for vacancy in leads.vacancies] == [True]
    save_village(desk, plan, leads)
    assert [row.member for row in grids.list_grids(desk)] == ["王秀兰", "特木尔巴根", "", "白音那木拉"]


def test_a_division_without_leads_is_saved_alone(desk: Desk) -> None:
    done = save_village(desk, preview_division(desk, [VILLAGE]), None)
    assert done.new_leads == 0
    assert not any(row.member for row in grids.list_grids(desk))


def test_of_villages_divided_at_once_nobody_is_proposed_twice(tmp_path: Path) -> None:
    desk = make_villages(tmp_path / "few", groups=(9,), members=2)  # one member of the first village is free for the other
    plan = preview_division(desk, [VILLAGE, OTHER])
    leads = preview_leads(desk, plan)
    assert {one.grid_id for one in leads.proposals} == {seat_key(grid) for grid in plan.grids}
    assert sorted(one.member_id for one in leads.proposals) == [member_id(0), member_id(1)]
    alone = preview_leads(desk, preview_division(desk, [VILLAGE]))
    assert alone.proposals == tuple(one for one in leads.proposals if one.grid_id.startswith(VILLAGE))


def test_names_are_known(desk: Desk) -> None:
    assert member_names(desk)[member_id(1)] == "王秀兰"
