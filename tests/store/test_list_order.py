"""The stored order of lists: as people read, and always equal to what the records say."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kzzq_desktop.domain.order import door_key, group_key
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.store import list_order
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER, MEMBER_ORDER
from kzzq_desktop.store.list_order import place_key
from tests.store.people import add_family, add_grid, add_member, found_office

PLACES = st.sampled_from(["", "1", "2", "10", "东2", "西2", "东", "二", "十一", "甲", "12-1", "12", "101", "5号楼", "后屯", "A3"])


@given(st.lists(st.tuples(PLACES, PLACES, PLACES), max_size=12))
def test_the_stored_text_sorts_as_the_natural_order_does(places):
    by_text = sorted(places, key=lambda place: place_key(*place))
    by_key = sorted(places, key=lambda place: (group_key(place[0], place[1]), door_key(place[2])))
    assert [place_key(*place) for place in by_text] == [place_key(*place) for place in by_key]


@pytest.mark.parametrize(("before", "after"), [("2", "10"), ("9", "东1"), ("东2", "西1"), ("12", "101"), ("二", "3"), ("1", "")])
def test_numbers_go_by_value_and_nothing_comes_last(before, after):
    assert place_key(before, "", "") < place_key(after, "", "")
    assert place_key("1", "", before) < place_key("1", "", after)


def order_of(store, household_id):
    with store.reading() as conn:
        return conn.execute(select(HOUSEHOLD_ORDER).where(HOUSEHOLD_ORDER.c.household_id == household_id)).mappings().first()


def test_a_household_is_counted_with_those_who_live_there(store):
    found_office(store)
    home = add_family(store, "王秀英", "王立新", "王小明")
    assert order_of(store, home)["people"] == 3
    with store.reading() as conn:
        ids = conn.execute(select(list_order.RESIDENT.c.id).where(list_order.RESIDENT.c.household_id == home)).scalars().all()
        head = conn.execute(select(list_order.HOUSEHOLD.c.head_id).where(list_order.HOUSEHOLD.c.id == home)).scalar_one()
    others = [one for one in ids if one != head]
    with store.unit("x") as unit:
        unit.change(Resident, others[0], status="deceased")
        unit.remove(Resident, [others[1]])
    assert order_of(store, home)["people"] == 1
    with store.unit("x") as unit:
        unit.change(Household, home, stated_people=4)
    assert order_of(store, home)["people"] == 4


def test_a_resident_who_moves_is_counted_in_both_households(store):
    found_office(store)
    old, new = add_family(store, "王秀英", "王立新"), add_family(store, "李广才")
    with store.reading() as conn:
        table = list_order.RESIDENT
        son = conn.execute(select(table.c.id).where(table.c.name == "王立新")).scalar_one()
    with store.unit("x") as unit:
        unit.change(Resident, son, household_id=new)
    assert (order_of(store, old)["people"], order_of(store, new)["people"]) == (1, 2)


def test_grid_numbers_follow_the_grid(store):
    found_office(store)
    home, grid = add_family(store, "王秀英"), add_grid(store, 3)
    assert order_of(store, home)["grid_no"] == list_order.NO_GRID
    with store.unit("x") as unit:
        unit.change(Household, home, grid_id=grid)
    assert order_of(store, home)["grid_no"] == 3
    with store.unit("x") as unit:
        unit.change(Grid, grid, number=7)
    assert order_of(store, home)["grid_no"] == 7
    with store.unit("x") as unit:
        unit.remove(Grid, [grid])
    assert order_of(store, home)["grid_no"] == list_order.NO_GRID


def test_removed_records_leave_the_lists(store):
    found_office(store)
    home, member = add_family(store, "王秀英"), add_member(store, "张玉林")
    with store.unit("x") as unit:
        unit.remove(Household, [home])
        unit.remove(Member, [member])
    assert order_of(store, home) is None
    with store.reading() as conn:
        assert conn.execute(select(MEMBER_ORDER)).all() == []


def changes_of(chance, homes, residents, grids):
    """Everything that a list's order hangs on, each with a value of chance."""
    home, person, grid = (lambda: chance.choice(homes)), (lambda: chance.choice(residents)), (lambda: chance.choice(grids))
    removed, number = (lambda: chance.randint(0, 1)), (lambda: chance.randint(1, 99))
    return (
        lambda unit: unit.change(Household, home(), grid_id=chance.choice([None, *grids])),
        lambda unit: unit.change(Household, home(), head_id=person(), door_no=str(number())),
        lambda unit: unit.change(Household, home(), status=chance.choice(["home", "away", "moved"])),
        lambda unit: unit.change(Household, home(), sy_del=removed()),
        lambda unit: unit.change(Resident, person(), household_id=home()),
        lambda unit: unit.change(Resident, person(), name=chance.choice("赵钱孙李")),
        lambda unit: unit.change(Resident, person(), status=chance.choice(["here", "deceased"]), sy_del=removed()),
        lambda unit: unit.change(Grid, grid(), number=number(), sy_del=removed()),
    )


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_written_the_kept_order_equals_the_derived_one(encrypted, seed):
    store, chance = encrypted, Random(seed)
    found_office(store)
    homes = [add_family(store, f"王{letter}", f"王小{letter}") for letter in "强国军伟平"]
    grids = [add_grid(store, number) for number in (1, 2)]
    with store.reading() as conn:
        residents = list(conn.execute(select(list_order.RESIDENT.c.id)).scalars())
    changes = changes_of(chance, homes, residents, grids)
    for _ in range(25):
        with store.unit("x") as unit:
            for change in chance.sample(changes, 3):
                change(unit)
        with store.reading() as conn:
            assert list_order.count_wrong(conn) == 0
    with store.local() as conn:
        list_order.rebuild(conn)
    with store.reading() as conn:
        assert list_order.count_wrong(conn) == 0
