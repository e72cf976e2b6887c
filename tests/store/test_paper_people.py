"""The bulk questions of rolls, on both databases."""

import pytest

from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.store import paper_people
from kzzq_desktop.store.database import Store

TOWN, HERE, THERE = "150521102000", "150521102201", "150521102202"
GRID, VACANT = f"{1:032x}", f"{2:032x}"
HOMES = tuple(f"{at:032x}" for at in range(21, 27))
LEAD, OTHER, DEAD = (f"{at:032x}" for at in range(11, 14))
EVERYTHING = Scope()


@pytest.fixture
def office(store: Store) -> Store:
    """Households at home, away, moved and closed in two villages, one without a grid; three members, one of them dead."""
    with store.unit("样例") as unit:
        unit.add(Division(id=TOWN, name="舍伯吐镇", level=4, parent_id="150521000000"))
        for code, name in ((HERE, "先锋嘎查"), (THERE, "巴彦胡硕嘎查")):
            unit.add(Division(id=code, name=name, level=5, parent_id=TOWN))
        unit.add(Grid(id=GRID, village_id=HERE, number=1, name="2组"))
        unit.add(Grid(id=VACANT, village_id=THERE, number=1))
        places = ((HERE, "10", "home", GRID), (HERE, "2", "away", GRID), (HERE, "1", "moved", GRID), (HERE, "1", "closed", None),
                  (THERE, "1", "home", None), (HERE, "3", "home", None))  # fmt: skip
        for home, (village, group, status, grid) in zip(HOMES, places, strict=True):
            unit.add(Household(id=home, village_id=village, group_no=group, status=status, grid_id=grid))
        people = (
            ("20", "女儿", 1, "here"),
            ("02", "户主", 0, "here"),
            ("10", "老伴", 2, "deceased"),
            ("20", "长子", 3, "moved_out"),
        )
        for relation, name, place, status in people:
            unit.add(Resident(id="", household_id=HOMES[0], name=name, relation=relation, place=place, status=status))
        unit.add(Resident(id="", household_id=HOMES[2], name="已迁户", relation="02"))
        unit.add(HouseholdNeed(id="n1", household_id=HOMES[0], need="低保"))
        branch = unit.add(Branch(id="b1", name="先锋嘎查党支部", division_id=HERE, secretary="包青山", secretary_phone="1"))
        unit.add(Branch(id="b2", name="机关党支部"))
        gone = unit.add(Resident(id="", household_id=HOMES[4], name="敖登", status="deceased"))
        unit.add(Member(id=LEAD, name="白音那木拉", village_id=HERE, branch_id=branch, phone="16404750316"))
        unit.add(Member(id=OTHER, name="阿古拉", village_id=HERE, eligibility="infirm", eligibility_why="腿疾"))
        unit.add(Member(id=DEAD, name="敖登", village_id=HERE, resident_id=gone))
        unit.add(MemberPost(id="p1", member_id=LEAD, post="治安维护岗"))
        unit.add(Contact(id="c1", grid_id=GRID, member_id=LEAD, since="2024-03-01"))
        unit.add(Contact(id="c2", grid_id=VACANT, member_id=LEAD, since="2020-01-01", until="2022-01-01"))
        unit.add(Contact(id="c3", grid_id=VACANT, member_id=OTHER, role="backup", since="2020-01-01"))
    return store


def test_households_of_a_scope_in_natural_order(office: Store) -> None:
    with office.reading() as conn:
        homes = paper_people.list_homes(conn, EVERYTHING)
        assert [home.id for home in homes] == [HOMES[1], HOMES[5], HOMES[0], HOMES[4]]
        assert [home.id for home in paper_people.list_homes(conn, Scope(village=THERE))] == [HOMES[4]]
        assert [home.id for home in paper_people.list_homes(conn, Scope(grid=GRID))] == [HOMES[1], HOMES[0]]
        assert [home.id for home in paper_people.list_homes(conn, Scope(member=LEAD))] == [HOMES[1], HOMES[0]]
        assert len(paper_people.list_homes(conn, Scope(township=TOWN))) == 4
        assert paper_people.list_homes(conn, Scope(household=HOMES[2])) == []
    assert (homes[0].village, homes[0].township, homes[0].grid_number, homes[0].grid_name) == ("先锋嘎查", "舍伯吐镇", 1, "2组")
    assert (homes[1].grid_id, homes[1].grid_number) == ("", 0)


def test_people_who_are_there_the_head_first(office: Store) -> None:
    with office.reading() as conn:
        people = paper_people.list_people(conn, EVERYTHING)
        assert [one.name for one in people] == ["户主", "女儿"]
        assert paper_people.list_people(conn, Scope(village=THERE)) == []
        assert paper_people.list_needs(conn, EVERYTHING) == [(HOMES[0], "低保")]
        assert paper_people.list_needs(conn, Scope(village=THERE)) == []


def test_the_head_on_record_comes_before_the_relation(office: Store) -> None:
    with office.unit("样例") as unit:
        daughter = next(one.id for one in paper_people.list_people(unit.conn, EVERYTHING) if one.name == "女儿")
        unit.change(Household, HOMES[0], head_id=daughter)
    with office.reading() as conn:
        assert [one.name for one in paper_people.list_people(conn, EVERYTHING)] == ["女儿", "户主"]
        (home,) = (home for home in paper_people.list_homes(conn, EVERYTHING) if home.id == HOMES[0])
    assert home.head_id == daughter


def test_a_member_without_a_village_stands_where_the_branch_is(office: Store) -> None:
    with office.unit("样例") as unit:
        unit.add(Member(id="", name="阿木古郎", branch_id="b1"))
        unit.add(Member(id="", name="无处可归"))
    with office.reading() as conn:
        for scope in (EVERYTHING, Scope(township=TOWN), Scope(village=HERE)):
            found = {member.name: (member.village, member.township) for member in paper_people.list_members(conn, scope)}
            assert found["阿木古郎"] == ("先锋嘎查", "舍伯吐镇")
            assert ("无处可归" in found) == (scope == EVERYTHING)


def test_a_townships_own_branch_has_no_village(office: Store) -> None:
    with office.unit("样例") as unit:
        unit.add(Branch(id="", name="镇机关党支部", division_id=TOWN))
    with office.reading() as conn:
        own, _ = paper_people.list_branches(conn, Scope(township=TOWN))
    assert (own.name, own.village, own.township) == ("镇机关党支部", "", "舍伯吐镇")


def test_members_who_live(office: Store) -> None:
    with office.reading() as conn:
        members = paper_people.list_members(conn, EVERYTHING)
        assert [member.id for member in members] == [OTHER, LEAD]
        assert paper_people.list_members(conn, Scope(village=THERE)) == []
        assert [member.id for member in paper_people.list_members(conn, Scope(grid=GRID))] == [LEAD]
        assert paper_people.list_member_posts(conn) == [(LEAD, "治安维护岗")]
    assert (members[1].branch, members[1].village, members[0].eligibility_why) == ("先锋嘎查党支部", "先锋嘎查", "腿疾")


def test_grids_led_now_with_their_households(office: Store) -> None:
    with office.reading() as conn:
        assert paper_people.list_led_grids(conn) == [paper_people.LedGrid(LEAD, GRID, "先锋嘎查", 1, 2)]


def test_branches_of_a_township_or_of_all(office: Store) -> None:
    with office.reading() as conn:
        names = [branch.name for branch in paper_people.list_branches(conn, EVERYTHING)]
        (one,) = paper_people.list_branches(conn, Scope(township=TOWN))
    assert names == ["机关党支部", "先锋嘎查党支部"]
    assert (one.village, one.township, one.secretary) == ("先锋嘎查", "舍伯吐镇", "包青山")
