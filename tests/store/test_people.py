"""Needs and posts: whatever is ticked in whatever order, what stands is what was ticked last; no row is made twice."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kzzq_desktop.domain.people import HouseholdNeed
from kzzq_desktop.store.people import read_needs, write_needs
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.undo import carry_out, plan_undo
from tests.store.people import add_family, found_office

NEEDS = st.lists(st.sampled_from(["独居老人", "低保", "大病", "残疾"]), unique=True, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(ticked=st.lists(NEEDS, min_size=1, max_size=5))
def test_what_stands_is_what_was_ticked_last(encrypted, ticked):
    found_office(encrypted) if not _founded(encrypted) else None
    home = add_family(encrypted, "王秀英")
    for before, needs in pairwise([[], *ticked]):
        with encrypted.unit("x") as unit:
            assert write_needs(unit, home, needs) == (set(before) != set(needs))
        assert set(needs_of(encrypted, home)) == set(needs)
    table = table_of(HouseholdNeed)
    with encrypted.reading() as conn:
        made = conn.execute(select(func.count()).where(table.c.household_id == home)).scalar_one()
    assert made == len({need for needs in ticked for need in needs})


def test_taking_back_a_tick_takes_back_exactly_that(store):
    found_office(store)
    home = add_family(store, "王秀英")
    with store.unit("x") as unit:
        write_needs(unit, home, ["低保", "大病"])
    with store.unit("x") as second:
        write_needs(second, home, ["残疾", "大病"])
    with store.unit("撤销") as unit:
        carry_out(unit, plan_undo(unit.conn, second.id))
    assert set(needs_of(store, home)) == {"低保", "大病"}


def test_the_same_need_of_two_households_are_two_rows(store):
    found_office(store)
    one, other = add_family(store, "王秀英"), add_family(store, "李广才")
    with store.unit("x") as unit:
        write_needs(unit, one, ["低保"])
        write_needs(unit, other, ["低保"])
    with store.unit("x") as unit:
        write_needs(unit, one, [])
    assert (needs_of(store, one), needs_of(store, other)) == ((), ("低保",))


def needs_of(store, home: str) -> tuple[str, ...]:
    with store.reading() as conn:
        return read_needs(conn, [home]).get(home, ())


def _founded(store) -> bool:
    from kzzq_desktop.domain.places import Clerk

    with store.reading() as conn:
        return bool(conn.execute(select(func.count()).select_from(table_of(Clerk))).scalar_one())
