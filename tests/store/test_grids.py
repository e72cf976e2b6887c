"""What plans, boards and cards read of grids, on both databases."""

import pytest

from kzzq_desktop.domain.people import Household, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.store import grids
from kzzq_desktop.store.database import Store

TOWN, HERE, THERE = "150521102000", "150521102201", "150521102202"
ONE, TWO, OTHER, GONE = (f"{at:032x}" for at in range(1, 5))
LEAD, OLD, BACKUP = (f"{at:032x}" for at in range(11, 14))


@pytest.fixture
def board(store: Store) -> Store:
    """先锋嘎查 with grids 1 and 2, 巴彦胡硕嘎查 with one; six households, a lead with a past and a backup."""
    with store.unit("样例") as unit:
        unit.add(Division(id=TOWN, name="舍伯吐镇", level=4, parent_id="150521000000"))
        for code, name in ((HERE, "先锋嘎查"), (THERE, "巴彦胡硕嘎查")):
            unit.add(Division(id=code, name=name, level=5, parent_id=TOWN))
        branch = unit.add(Branch(id="", name="先锋嘎查党支部", division_id=HERE))
        for row_id, village, number, name in (
            (TWO, HERE, 2, ""),
            (ONE, HERE, 1, "2组 西"),
            (OTHER, THERE, 1, ""),
            (GONE, HERE, 3, ""),
        ):
            unit.add(Grid(id=row_id, village_id=village, number=number, name=name, locked=int(row_id == ONE)))
        unit.remove(Grid, [GONE])
        for at, (grid, status, group) in enumerate(
            ((ONE, "home", "10"), (ONE, "away", "2"), (ONE, "moved", "9"), (TWO, "home", ""), (None, "home", "1"))
        ):
            head = unit.add(Resident(id="", household_id=f"h{at}", name=f"户{at}", relation="02"))
            unit.add(
                Household(
                    id=f"h{at}", village_id=HERE, group_no=group, grid_id=grid, status=status, head_id=head, stated_people=3
                )
            )
        unit.add(Household(id="h9", village_id=THERE, grid_id=None))
        unit.add(Member(id=LEAD, name="白音那木拉", phone="16904750316", village_id=HERE, branch_id=branch, household_id="h0"))
        for row_id, name in ((OLD, "王秀兰"), (BACKUP, "李国柱")):
            unit.add(Member(id=row_id, name=name, village_id=HERE))
        unit.add(MemberPost(id="p1", member_id=LEAD, post="政策宣传岗"))
        unit.add(Contact(id="c1", grid_id=ONE, member_id=OLD, since="2023-01-01", until="2024-03-01", why="先期"))
        unit.add(Contact(id="c2", grid_id=ONE, member_id=LEAD, since="2024-03-01", why="同组", approved_by="党员大会"))
        unit.add(Contact(id="c3", grid_id=ONE, member_id=BACKUP, role="backup", since="2024-03-01"))
        duty = unit.add(Duty(id="", day="2026-11-20", code="policy", grid_id=ONE, member_id=LEAD))
        unit.add(DutyHousehold(id="d1", duty_id=duty, household_id="h0", day="2026-11-20"))
    return store


def test_spots_are_what_plans_start_from(board: Store) -> None:
    with board.reading() as conn:
        spots = {spot.id: spot for spot in grids.list_household_spots(conn, [HERE])}
        places = grids.list_grid_spots(conn)
        members = {member.id: member for member in grids.list_member_spots(conn)}
        nowhere = grids.list_household_spots(conn, [])
    assert sorted(spots) == ["h0", "h1", "h2", "h3", "h4"]
    assert (spots["h1"].grid_id, spots["h1"].status, spots["h4"].grid_id) == (ONE, "away", "")
    assert [(place.village_id, place.number, place.locked) for place in places] == [
        (HERE, 1, True),
        (HERE, 2, False),
        (THERE, 1, False),
    ]
    assert (members[LEAD].group_no, members[OLD].group_no) == ("10", "")
    assert nowhere == ()


def test_a_row_counts_who_lives_there_and_when_they_were_reached(board: Store) -> None:
    with board.reading() as conn:
        first, second, other = grids.list_grid_rows(conn)
    assert (first.village, first.number, first.name, first.groups, first.locked) == ("先锋嘎查", 1, "2组 西", "2组、10组", True)
    assert (first.households, first.people, first.reached) == (2, 6, "2026-11-20")
    assert (first.member, first.member_phone, first.since) == ("白音那木拉", "16904750316", "2024-03-01")
    assert (second.households, second.groups, second.member, second.reached) == (1, "", "", "")
    assert other.households == 0


def test_rows_of_some_villages_or_some_grids(board: Store) -> None:
    with board.reading() as conn:
        assert [row.id for row in grids.list_grid_rows(conn, [THERE])] == [OTHER]
        assert [row.id for row in grids.list_grid_rows(conn, grids=[TWO, GONE])] == [TWO]
        assert grids.list_grid_rows(conn, []) == ()


def test_only_the_present_lead_counts(board: Store) -> None:
    with board.reading() as conn:
        assert grids.list_leads(conn) == {ONE: LEAD}
        assert grids.open_contacts(conn, [ONE, TWO]) == {"c2": (ONE, LEAD, "同组")}
        assert [contact.id for contact in grids.list_contacts(conn, ONE)][-1] == "c1"


def test_the_card_names_lead_post_branch_and_backup(board: Store) -> None:
    with board.reading() as conn:
        card, vacant = grids.read_card(conn, ONE), grids.read_card(conn, TWO)
    assert (card.member, card.posts, card.branch, card.since) == ("白音那木拉", ("政策宣传岗",), "先锋嘎查党支部", "2024-03-01")
    assert (card.why, card.approved_by, card.backup) == ("同组", "党员大会", "李国柱")
    assert (vacant.member_id, vacant.backup) == ("", "")


def test_villages_are_counted_without_those_who_left(board: Store) -> None:
    with board.reading() as conn:
        here, there = grids.count_villages(conn)
    assert (here.village, here.township, here.grids, here.vacant, here.households, here.placed) == (
        "先锋嘎查",
        "舍伯吐镇",
        2,
        1,
        4,
        3,
    )
    assert (there.grids, there.vacant, there.households, there.placed) == (1, 1, 1, 0)


def test_a_removed_grid_is_gone(board: Store) -> None:
    with board.reading() as conn:
        assert grids.read_grid(conn, GONE) is None
        found = grids.read_grid(conn, ONE)
        assert found is not None
        assert found.number == 1
        assert grids.household_grids(conn, ["h0", "h4", "unknown"]) == {"h0": (HERE, ONE), "h4": (HERE, "")}
