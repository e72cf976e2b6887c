"""What a full ledger is written from: whole households in bulk, with lead, needs and people in their order."""

from pathlib import Path

import pytest

from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store.ledger_rows import read_homes, read_member_facts
from tests.services.desks import VILLAGE, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A grid with two leads one after the other, a household of three, one without people, one removed."""
    desk = make_desk(tmp_path)
    with desk.store.unit("试验") as unit:
        unit.add_many(Grid, [{"id": "g", "village_id": VILLAGE, "number": 3, "name": "东片"}])
        unit.add_many(Branch, [{"id": "b", "name": "先锋嘎查党支部", "division_id": VILLAGE}])
        unit.add_many(
            Member,
            [
                {
                    "id": "m1",
                    "name": "韩联",
                    "phone": "15400000001",
                    "village_id": VILLAGE,
                    "branch_id": "b",
                    "household_id": "h",
                },
                {"id": "m2", "name": "吉雅", "phone": "15400000002|04751234567", "village_id": VILLAGE},
                {"id": "m3", "name": "赵离", "village_id": None},
            ],
        )
        unit.add_many(MemberPost, [{"id": "p", "member_id": "m1", "post": "政策宣传岗"}])
        leads = [("c1", "m1", "2024-01-01"), ("c2", "m2", "2025-01-01"), ("c3", "m3", "2026-01-01")]
        unit.add_many(Contact, [{"id": i, "grid_id": "g", "member_id": m, "role": "lead", "since": day} for i, m, day in leads])
        unit.remove(Member, ["m3"])
        homes = [{"id": i, "village_id": VILLAGE, "group_no": "1"} for i in ("h", "empty", "gone")]
        unit.add_many(Household, [homes[0] | {"head_id": "r2", "grid_id": "g", "stated_people": 3}, *homes[1:]])
        unit.add_many(HouseholdNeed, [{"id": "n", "household_id": "h", "need": "低保"}])
        people = [("r1", "h", "包金花", 1), ("r2", "h", "特木尔", 0), ("r3", "h", "白𣲗", 2), ("r4", "gone", "王秀英", 0)]
        unit.add_many(Resident, [{"id": i, "household_id": h, "name": name, "place": at} for i, h, name, at in people])
        unit.remove(Household, ["gone"])
        unit.remove(Resident, ["r3"])
    return desk


def test_a_household_comes_whole(desk: Desk) -> None:
    with desk.store.reading() as conn:
        (home,) = read_homes(conn, ["h", "empty", "gone", "unknown"])
    assert (home.id, home.village_id, home.group_no, home.head_id, home.stated_people) == ("h", VILLAGE, "1", "r2", 3)
    assert (home.grid_number, home.grid_name, home.needs) == (3, "东片", ("低保",))
    assert [person.name for person in home.people] == ["特木尔", "包金花"]


def test_of_two_leads_the_later_one_who_is_still_there(desk: Desk) -> None:
    with desk.store.reading() as conn:
        (home,) = read_homes(conn, ["h"])
    assert (home.lead, home.lead_phones) == ("吉雅", "15400000002|04751234567")


def test_a_household_outside_the_grids(desk: Desk) -> None:
    with desk.store.unit("试验") as unit:
        unit.change(Household, "h", grid_id=None, head_id=None)
    with desk.store.reading() as conn:
        (home,) = read_homes(conn, ["h"])
    assert (home.grid_number, home.grid_name, home.lead, home.lead_phones, home.head_id) == (0, "", "", "", "")


def test_members_come_with_branch_posts_and_their_own_head(desk: Desk) -> None:
    with desk.store.reading() as conn:
        first, second = read_member_facts(conn, ["m1", "m2", "m3"])
    assert (first.branch, first.own_head, first.posts) == ("先锋嘎查党支部", "特木尔", ("政策宣传岗",))
    assert (second.branch, second.own_head, second.posts, second.village_id) == ("", "", (), VILLAGE)


def test_many_are_asked_for_in_pieces(desk: Desk) -> None:
    with desk.store.unit("试验") as unit:
        unit.add_many(Household, [{"id": f"x{n}", "village_id": VILLAGE} for n in range(1200)])
        unit.add_many(Resident, [{"id": f"y{n}", "household_id": f"x{n}", "name": "王秀英"} for n in range(1200)])
    with desk.store.reading() as conn:
        assert len({home.id for home in read_homes(conn, [f"x{n}" for n in range(1200)])}) == 1200
