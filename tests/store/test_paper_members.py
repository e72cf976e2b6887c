"""The bulk questions of cards and plates, and of a household's notice, on both databases."""

import pytest

from kzzq_desktop.domain.people import Household, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.store import paper_members, paper_notice
from kzzq_desktop.store.database import Store

HERE, THERE = "150521102201", "150521102202"
GRID, OTHER = f"{1:032x}", f"{2:032x}"
LEAD, IDLE = f"{11:032x}", f"{12:032x}"
HOME, SECOND = f"{21:032x}", f"{22:032x}"


@pytest.fixture
def office(store: Store) -> Store:
    with store.unit("样例") as unit:
        for code, name in ((HERE, "先锋嘎查"), (THERE, "巴彦胡硕嘎查")):
            unit.add(Division(id=code, name=name, level=5, parent_id="150521102000"))
        unit.add(Grid(id=GRID, village_id=HERE, number=1, name="2组"))
        unit.add(Grid(id=OTHER, village_id=THERE, number=1))
        branch = unit.add(
            Branch(id="b1", name="先锋嘎查党支部", division_id=HERE, secretary="包青山", secretary_phone="16404750316")
        )
        unit.add(Branch(id="b2", name="没有书记的支部", division_id=HERE))
        unit.add(Branch(id="b3", name="别处", division_id="150521103201", secretary="某某"))
        unit.add(Member(id=LEAD, name="白音那木拉", village_id=HERE, branch_id=branch, phone="1", photo="p"))
        unit.add(Member(id=IDLE, name="阿古拉", village_id=HERE))
        unit.add(MemberPost(id="p1", member_id=LEAD, post="治安维护岗"))
        unit.add(Contact(id="c1", grid_id=GRID, member_id=LEAD, since="2024-03-01"))
        unit.add(Contact(id="c2", grid_id=OTHER, member_id=IDLE, since="2020-01-01", until="2021-01-01"))
        unit.add(Household(id=HOME, village_id=HERE, grid_id=GRID))
        unit.add(Household(id=SECOND, village_id=HERE, status="moved"))
        for name, status in (("户主", "here"), ("走了", "moved_out"), ("去世", "deceased")):
            unit.add(Resident(id="", household_id=HOME, name=name, status=status, relation="02" if name == "户主" else "20"))
        for number, day in ((1, "2026-01-05"), (2, "2026-03-05")):
            unit.add(Duty(id=f"d{number}", day=day, code="policy", grid_id=GRID, words=f"话{number}"))
            unit.add(DutyHousehold(id=f"dh{number}", duty_id=f"d{number}", household_id=HOME, day=day))
        unit.add(DutyHousehold(id="dh3", duty_id="d2", household_id=SECOND, day="2026-03-05"))
    return store


def test_members_of_a_scope_with_what_they_lead_now(office: Store) -> None:
    with office.reading() as conn:
        assert {member.id for member in paper_members.list_members(conn, Scope(village=HERE))} == {LEAD, IDLE}
        (lead,) = paper_members.list_members(conn, Scope(grid=GRID))
        assert (lead.name, lead.branch, lead.photo, lead.status) == ("白音那木拉", "先锋嘎查党支部", "p", "")
        assert [grid.grid_id for grid in paper_members.list_led_grids(conn, Scope(village=HERE))] == [GRID]
        assert paper_members.list_led_grids(conn, Scope(member=IDLE)) == []
        assert paper_members.list_member_posts(conn, Scope()) == [(LEAD, "治安维护岗")]


def test_secretaries_of_the_grids_villages(office: Store) -> None:
    with office.reading() as conn:
        (one,) = paper_members.list_secretaries(conn, Scope())
        assert (one.village_id, one.name, one.phone) == (HERE, "包青山", "16404750316")
        assert paper_members.list_secretaries(conn, Scope(grid=OTHER)) == []


def test_a_notice_reads_whole_records_of_those_there(office: Store) -> None:
    with office.reading() as conn:
        assert set(paper_notice.list_records(conn, Scope())) == {HOME}
        assert [one["name"] for one in paper_notice.list_resident_records(conn, Scope(household=HOME))] == ["户主"]
        assert paper_notice.count_gone(conn, Scope(household=HOME)) == {HOME: 2}


def test_duties_newest_first_with_how_many_shared_them(office: Store) -> None:
    with office.reading() as conn:
        lines = paper_notice.list_duty_lines(conn, Scope(household=HOME))
    assert [(line[1], line[3], line[4]) for line in lines] == [("2026-03-05", "话2", 2), ("2026-01-05", "话1", 1)]
