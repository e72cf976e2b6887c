"""Leads are proposed and saved as one unit; a replaced contact ends with its day and reason."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.people import Member
from kzzq_desktop.services import grids, history
from kzzq_desktop.services.assign import NoSuchGrid, NoSuchMember, assign, lead_notes, preview_members, set_lead
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import divide, preview_division
from tests.services.desks import VILLAGE
from tests.services.grid_desk import OTHER, make_villages, member_id, member_row

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    with clock.held(NOON):
        desk = make_villages(tmp_path)
        divide(desk, preview_division(desk))
        return desk


def leads(desk: Desk) -> dict[tuple[str, int], str]:
    return {(row.village_id[-3:], row.number): row.member for row in grids.list_grids(desk) if row.member}


def test_a_proposal_is_saved_as_one_unit(desk: Desk) -> None:
    with clock.held(NOON):
        plan = preview_members(desk)
        done = assign(desk, plan, approved_by="党员大会")
    assert (done.new, done.kept, done.vacant) == (3, 0, 2)
    assert leads(desk) == {("201", 1): "特木尔巴根", ("201", 2): "王秀兰", ("201", 3): "白音那木拉"}
    row = grids.list_grids(desk)[0]
    assert (row.since, row.member_phone) == ("2026-11-23", "16904750316")
    contact = grids.list_contacts(desk, row.id)[0]
    assert (contact.since, contact.until, contact.why, contact.approved_by) == (
        "2026-11-23",
        "",
        "自家在本网格，名下0户",
        "党员大会",
    )
    history.undo_unit(desk, done.unit_id)
    assert leads(desk) == {}


def test_assigning_twice_changes_nothing(desk: Desk) -> None:
    assign(desk, preview_members(desk))
    again = assign(desk, preview_members(desk))
    assert (again.unit_id, again.new, again.kept) == ("", 0, 3)


def test_one_village_takes_only_who_is_spare_elsewhere(desk: Desk) -> None:
    plan = preview_members(desk, OTHER)
    assert plan.proposals == ()
    assert [vacancy.why for vacancy in plan.vacancies] == ["全苏木镇没有可安排的党员，暂缺"]
    with desk.store.unit("党员") as unit:
        unit.add_many(Member, [member_row(3), member_row(4)])
    plan = preview_members(desk, OTHER)
    assert [proposal.why for proposal in plan.proposals] == ["先锋嘎查支援，名下0户"]


def test_a_replaced_contact_ends_with_day_and_reason(desk: Desk) -> None:
    assign(desk, preview_members(desk), "2026-01-05")
    grid = grids.list_grids(desk)[0]
    unit_id = set_lead(desk, grid.id, member_id(1), "党支部委派", "2026-11-20", "支部委员会")
    old, new = sorted(grids.list_contacts(desk, grid.id), key=lambda contact: contact.since)
    assert (old.since, old.until, old.why) == ("2026-01-05", "2026-11-20", "自家在本网格，名下0户；更换联系党员")
    assert (new.since, new.until, new.why, new.approved_by) == ("2026-11-20", "", "党支部委派", "支部委员会")
    assert leads(desk)["201", 1] == leads(desk)["201", 2] == "王秀兰"
    history.undo_unit(desk, unit_id)
    assert leads(desk)["201", 1] == "特木尔巴根"


def test_a_grid_can_be_handed_to_nobody(desk: Desk) -> None:
    assign(desk, preview_members(desk))
    grid = grids.list_grids(desk)[0]
    set_lead(desk, grid.id, "", "本人外出务工")
    assert grids.read_grid(desk, grid.id).member == ""
    assert grids.list_contacts(desk, grid.id)[0].why.endswith("；本人外出务工")


def test_one_too_old_is_replaced_only_by_somebody(desk: Desk) -> None:
    assign(desk, preview_members(desk))
    with desk.store.unit("更正") as unit:
        unit.change(Member, member_id(0), birth="1950-01-01")
    with clock.held(NOON):
        plan = preview_members(desk, VILLAGE)
        assert plan.vacancies[0].why == "原联系党员76岁，按规定一般不安排；没有可接替的党员，暂由其继续联系"
        done = assign(desk, plan)
        assert (done.new, done.kept, done.vacant, done.overdue) == (0, 2, 1, 1)
        assert leads(desk)["201", 1] == "特木尔巴根"
        with desk.store.unit("党员") as unit:
            unit.add_many(Member, [member_row(3)])
        assign(desk, preview_members(desk, VILLAGE))
    assert leads(desk)["201", 1] == "李国柱"


def test_a_clerk_is_told_before_naming_somebody(desk: Desk) -> None:
    assign(desk, preview_members(desk))
    first, second = grids.list_grids(desk)[:2]
    assert lead_notes(desk, second.id, member_id(0)) == ("已联系先锋嘎查01号网格，10户。",)
    assert lead_notes(desk, first.id, member_id(0)) == ()
    with desk.store.unit("更正") as unit:
        unit.change(Member, member_id(0), eligibility="infirm")
    assert lead_notes(desk, first.id, member_id(0)) == ("体弱多病，按规定一般不安排。",)


def test_what_is_gone_cannot_be_named(desk: Desk) -> None:
    with pytest.raises(NoSuchGrid):
        set_lead(desk, "f" * 32, member_id(0), "委派")
    with pytest.raises(NoSuchMember):
        set_lead(desk, grids.list_grids(desk)[0].id, "f" * 32, "委派")
    assert leads(desk) == {}


def test_a_removed_member_leads_nothing(desk: Desk) -> None:
    assign(desk, preview_members(desk))
    with desk.store.unit("删除") as unit:
        unit.remove(Member, [member_id(0)])
    assert ("201", 1) not in leads(desk)
    assert grids.list_villages(desk)[0].vacant == 2
    with desk.store.unit("党员") as unit:
        unit.add_many(Member, [member_row(3)])
    assign(desk, preview_members(desk))
    assert leads(desk)["201", 1] == "李国柱"
    assert len([contact for contact in grids.list_contacts(desk, grids.list_grids(desk)[0].id) if not contact.until]) == 1
