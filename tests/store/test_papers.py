"""The bulk questions of papers, on both databases."""

import pytest

from kzzq_desktop.domain.changes import SyncBlob
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.store import papers
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.tables import table_of

TOWN, HERE, THERE = "150521102000", "150521102201", "150521102202"
ONE, TWO, OTHER, GONE = (f"{at:032x}" for at in range(1, 5))
LEAD, OLD = f"{11:032x}", f"{12:032x}"
HOMES = tuple(f"{at:032x}" for at in range(21, 28))
PHOTO = "a" * 64


@pytest.fixture
def office(store: Store) -> Store:
    """Three grids of two villages and one removed; households at home, away, moved and without a grid; one lead."""
    with store.unit("样例") as unit:
        unit.add(Division(id=TOWN, name="舍伯吐镇", level=4, parent_id="150521000000"))
        for code, name in ((HERE, "先锋嘎查"), (THERE, "巴彦胡硕嘎查")):
            unit.add(Division(id=code, name=name, level=5, parent_id=TOWN))
        for row_id, village, number in ((TWO, HERE, 2), (ONE, HERE, 1), (OTHER, THERE, 1), (GONE, HERE, 3)):
            unit.add(Grid(id=row_id, village_id=village, number=number, name=f"{number}组"))
        unit.remove(Grid, [GONE])
        places = ((ONE, "10", "home"), (ONE, "2", "away"), (ONE, "9", "moved"), (ONE, "9", "closed"), (OTHER, "1", "home"))
        for home, (grid, group, status) in zip(HOMES, places, strict=False):
            head = unit.add(Resident(id="", household_id=home, name=f"户主{group}", relation="02", phones="15404750316"))
            unit.add(Household(id=home, village_id=HERE, group_no=group, grid_id=grid, status=status, head_id=head))
        unit.add(Household(id=HOMES[5], village_id=HERE))
        unit.add(Household(id=HOMES[6], village_id=HERE, grid_id=TWO, stated_people=4))
        unit.add(HouseholdNeed(id="n1", household_id=HOMES[0], need="低保"))
        unit.add(HouseholdNeed(id="n2", household_id=HOMES[4], need="残疾"))
        branch = unit.add(Branch(id="", name="先锋嘎查党支部", division_id=HERE))
        own = unit.add(Resident(id="", household_id=HOMES[0], name="白音那木拉", status="away", place=1))
        unit.add(Member(id=LEAD, name="白音那木拉", phone="16904750316", branch_id=branch, resident_id=own, photo=PHOTO))
        unit.add(Member(id=OLD, name="王秀兰"))
        unit.add(MemberPost(id="p1", member_id=LEAD, post="政策宣传岗"))
        unit.add(MemberPost(id="p2", member_id=OLD, post="治安维护岗"))
        unit.add(Contact(id="c1", grid_id=ONE, member_id=OLD, since="2020-01-01", until="2024-02-28"))
        unit.add(Contact(id="c2", grid_id=ONE, member_id=LEAD, since="2024-03-01"))
        unit.add(Contact(id="c3", grid_id=TWO, member_id=OLD, role="backup", since="2024-03-01"))
    with store.local() as conn:
        conn.execute(table_of(SyncBlob).insert(), {"sha256": PHOTO, "size": 3, "mime": "image/jpeg", "data": b"jpg"})
    return store


def test_grids_come_by_village_and_number(office: Store) -> None:
    with office.reading() as conn:
        assert [grid.id for grid in papers.list_grids(conn)] == [ONE, TWO, OTHER]
        assert papers.list_grids(conn, Scope(grid=OTHER)) == [
            papers.GridFacts(OTHER, 1, "1组", "巴彦胡硕嘎查", "舍伯吐镇", THERE)
        ]
        assert [grid.id for grid in papers.list_grids(conn, Scope(village=HERE))] == [ONE, TWO]
        assert papers.list_grids(conn, Scope(grid=GONE)) == []


def test_only_the_present_lead_is_told(office: Store) -> None:
    with office.reading() as conn:
        (lead,) = papers.list_leads(conn)
        assert papers.list_leads(conn, Scope(village=THERE)) == []
        assert papers.list_leads(conn, Scope(grid=ONE)) == [lead]
        assert papers.list_posts(conn, Scope(grid=ONE)) == [(LEAD, "政策宣传岗"), (OLD, "治安维护岗")]
    assert lead[:4] == (ONE, LEAD, "白音那木拉", "16904750316")
    assert lead[4:] == ("先锋嘎查党支部", "2024-03-01", PHOTO, "away")


def test_households_come_in_natural_order_without_those_gone(office: Store) -> None:
    with office.reading() as conn:
        rows = papers.list_households(conn)
        here = papers.list_households(conn, Scope(grid=ONE))
        needs = papers.list_needs(conn, Scope(village=THERE))
        assert papers.list_needs(conn) == [(HOMES[0], "低保"), (HOMES[4], "残疾")]
    assert [row.id for row in here] == [HOMES[1], HOMES[0]]
    assert {row.id for row in rows} == {HOMES[0], HOMES[1], HOMES[4], HOMES[6]}
    assert (here[1].head, here[1].head_phones, here[1].head_status, here[1].people) == ("户主10", "15404750316", "here", 2)
    headless = next(row for row in rows if row.id == HOMES[6])
    assert (headless.head, headless.head_status, headless.people) == ("", "", 4)
    assert needs == [(HOMES[4], "残疾")]


def test_photos_are_read_by_content(office: Store) -> None:
    with office.reading() as conn:
        assert papers.read_photos(conn, [PHOTO, "b" * 64]) == {PHOTO: b"jpg"}
        assert papers.read_photos(conn, []) == {}
