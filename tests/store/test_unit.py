import json
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kzzq_desktop.base import clock
from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.changes import SyncLog, SyncUnit
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.places import Division
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.guards import stamped_tables
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import Unit
from tests.store.people import OTHER_VILLAGE, VILLAGE, add_family, row_of

LOG, UNIT, HOUSEHOLD = table_of(SyncLog), table_of(SyncUnit), table_of(Household)
PHONES = st.sampled_from(["", "16000000001", "16000000002"])
STEPS = st.lists(st.tuples(st.sampled_from(["add", "change", "same", "remove", "bulk"]), st.integers(0, 5), PHONES), max_size=8)


class Broken(Exception):
    """Something that goes wrong in the middle of a save."""


def counts(store: Store) -> tuple[int, ...]:
    with store.reading() as conn:
        tables = [*stamped_tables(), LOG, UNIT]
        return tuple(conn.execute(select(func.count()).select_from(table)).scalar_one() for table in tables)


def logged(store: Store) -> list[tuple[str, dict[str, list[object]]]]:
    with store.reading() as conn:
        rows = conn.execute(select(LOG.c.row_id, LOG.c.patch).order_by(LOG.c.sy_rev))
        return [(row.row_id, json.loads(row.patch)) for row in rows]


def test_a_unit_that_fails_leaves_nothing(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    before, meta = counts(store), row_of(store, Household, household_id)
    with pytest.raises(Broken), store.unit("半途") as unit:
        _break_off(unit, household_id)
    assert counts(store) == before
    assert row_of(store, Household, household_id) == meta
    add_family(store, "乌兰")


def _break_off(unit: Unit, household_id: str) -> None:
    unit.add(Household(id="", village_id=VILLAGE))
    unit.change(Household, household_id, phone="16000000001")
    raise Broken


def test_a_unit_that_writes_nothing_leaves_no_line(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    before = counts(store)
    with store.unit("没有改动") as unit:
        assert not unit.change(Household, household_id, phone="", village_id=VILLAGE)
        assert not unit.change(Household, "0" * 32, phone="16000000001")
        assert unit.change_many(Household, {}) == unit.remove(Household, []) == 0
        unit.add_many(Household, [])
    assert counts(store) == before


def test_only_fields_that_differ_are_stamped_and_logged(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    with store.unit("改电话") as unit:
        assert unit.change(Household, household_id, phone="16000000001", group_no="", village_id=VILLAGE)
    row = row_of(store, Household, household_id)
    assert set(json.loads(str(row["sy_st"]))) == {"*", "phone"}
    assert logged(store) == [(household_id, {"phone": ["", "16000000001"]})]


def test_creation_writes_no_log_row_and_one_unit_row(store: Store) -> None:
    add_family(store, "特木尔", "乌兰")
    with store.reading() as conn:
        (unit,) = conn.execute(select(UNIT)).all()
        assert (unit.what, unit.clerk_id, unit.last_seq - unit.first_seq) == ("登记住户", "c" * 32, 2)
        assert conn.execute(select(func.count()).select_from(LOG)).scalar_one() == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_every_write_has_its_own_dot_and_a_higher_rev(store: Store, steps) -> None:
    """The invariants that sync stands on, after any saves."""
    ids = _existing(store)
    for step, number, phone in steps:
        with store.unit(step) as unit:
            if step == "add" or not ids:
                ids.append(unit.add(Household(id="", village_id=VILLAGE, phone=phone)))
            elif step == "bulk":
                unit.change_many(Household, {row_id: {"phone": phone, "note": str(number)} for row_id in ids})
            elif step == "remove":
                unit.remove(Household, [ids[number % len(ids)]])
            else:
                unit.change(Household, ids[number % len(ids)], phone=phone)
    _check_stamps(store)


def _existing(store: Store) -> list[str]:
    with store.reading() as conn:
        return list(conn.execute(select(HOUSEHOLD.c.id)).scalars())


def _check_stamps(store: Store) -> None:
    with store.reading() as conn:
        rows = [row for table in stamped_tables() for row in conn.execute(select(table.c.sy_rev, table.c.sy_vv))]
        dots = [(row.actor, row.seq) for row in conn.execute(select(LOG.c.actor, LOG.c.seq))]
        revs = [row.sy_rev for row in conn.execute(select(LOG.c.sy_rev).order_by(LOG.c.actor, LOG.c.seq))]
        spans = conn.execute(select(UNIT.c.first_seq, UNIT.c.last_seq).order_by(UNIT.c.first_rev)).all()
    assert len({row.sy_rev for row in rows}) == len(rows)
    assert len(set(dots)) == len(dots)
    assert revs == sorted(set(revs))
    assert all(json.loads(row.sy_vv) for row in rows)
    assert all(before.last_seq < after.first_seq for before, after in pairwise(spans))
    assert all(any(first <= seq <= last for first, last in spans) for _, seq in dots)


def test_the_newest_dot_of_a_row_is_in_its_vector(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    for phone in ("16000000001", "16000000002"):
        with store.unit("改电话") as unit:
            unit.change(Household, household_id, phone=phone)
            vector = json.loads(str(unit.conn.execute(select(HOUSEHOLD.c.sy_vv)).scalar()))
            assert vector == {str(store.boot.idx): unit.seq}


def test_two_changes_of_a_row_in_one_unit_are_two_dots(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    with store.unit("改两次") as unit:
        unit.change(Household, household_id, phone="16000000001")
        unit.change(Household, household_id, phone="16000000002", note="东院")
    assert [patch for _, patch in logged(store)] == [
        {"phone": ["", "16000000001"]},
        {"phone": ["16000000001", "16000000002"], "note": ["", "东院"]},
    ]


def test_rows_may_leave_out_fields_and_bulk_equals_single(store: Store) -> None:
    with store.unit("成批") as unit:
        unit.add_many(Household, [{"id": new_id(), "village_id": VILLAGE}, {"id": new_id(), "village_id": VILLAGE, "phone": "1"}])
        unit.add(Household(id="", village_id=VILLAGE))
    with store.reading() as conn:
        rows = conn.execute(select(HOUSEHOLD)).mappings().all()
    assert sorted(row["phone"] for row in rows) == ["", "", "1"]
    assert all((row["status"], row["sy_del"], row["stated_people"]) == ("home", 0, None) for row in rows)


def test_more_rows_than_one_question_holds(store: Store) -> None:
    rows = [{"id": new_id(), "village_id": VILLAGE, "door_no": str(n)} for n in range(1234)]
    with store.unit("成批") as unit:
        unit.add_many(Household, rows)
    with store.unit("成批改") as unit:
        assert unit.change_many(Household, {str(row["id"]): {"door_no": row["door_no"], "note": "x"} for row in rows}) == 1234
    assert len(logged(store)) == 1234
    _check_stamps(store)


def test_the_scope_is_the_township_of_the_village_and_follows_it(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    assert row_of(store, Household, household_id)["sy_scope"] == "150521102000"
    with store.unit("搬到邻镇") as unit:
        unit.change(Household, household_id, village_id=OTHER_VILLAGE)
    assert row_of(store, Household, household_id)["sy_scope"] == "150521103000"
    with store.reading() as conn:
        assert set(conn.execute(select(table_of(Resident).c.sy_scope)).scalars()) == {"150521103000"}


def test_a_row_may_bring_its_scope(store: Store) -> None:
    with store.unit("区划") as unit:
        unit.add_many(Division, [{"id": VILLAGE, "name": "甲", "level": 5, "sy_scope": "150521109000"}])
    assert row_of(store, Division, VILLAGE)["sy_scope"] == "150521109000"


@pytest.mark.parametrize(("moment", "state"), [("2026-05-01", "ok"), ("2009-01-01", "behind"), ("2031-01-01", "jumped")])
def test_a_wrong_clock_is_noted_and_refuses_nothing(store: Store, moment: str, state: str) -> None:
    with clock.held(datetime(2026, 4, 1, tzinfo=UTC)):
        add_family(store, "特木尔")
    with clock.held(datetime.fromisoformat(moment).replace(tzinfo=UTC)):
        add_family(store, "乌兰")
    with store.reading() as conn:
        states = conn.execute(select(UNIT.c.at_state).order_by(UNIT.c.first_rev)).scalars().all()
    assert states == ["ok", state]
