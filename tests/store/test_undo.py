import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.store.checks import count_loose
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.guards import stamped_tables
from kzzq_desktop.store.undo import NothingToUndo, carry_out, plan_undo
from kzzq_desktop.store.unit import Unit
from tests.store.people import VILLAGE, add_family, add_grid, row_of

PHONES = st.sampled_from(["", "16000000001", "16000000002"])
ACT = st.tuples(st.sampled_from(["add", "phone", "note", "remove", "back"]), st.integers(0, 6), PHONES)
SAVES = st.lists(st.lists(ACT, min_size=1, max_size=5), min_size=1, max_size=4)
Shown = dict[tuple[str, str], dict[str, object]]


def shown(store: Store) -> Shown:
    """Everything a clerk can see: the rows that are not removed, without their stamps."""
    found: Shown = {}
    with store.reading() as conn:
        for table in stamped_tables():
            for row in conn.execute(table.select().where(table.c.sy_del == 0)).mappings():
                found[table.name, row["id"]] = {name: value for name, value in row.items() if not name.startswith("sy_")}
    return found


def undo(store: Store, unit_id: str) -> str:
    with store.unit("撤销") as unit:
        carry_out(unit, plan_undo(unit.conn, unit_id))
    return unit.id


def _save(store: Store, acts, ids: list[str]) -> str:
    """Carry out acts on the rows of this example as one save; return its unit id, "" if it changed nothing."""
    with store.unit("保存") as unit:
        for act in acts:
            _do(unit, ids, *act)
    return unit.id if unit.seq >= unit.first_seq else ""


def _do(unit: Unit, ids: list[str], act: str, number: int, phone: str) -> None:
    if act == "add" or not ids:
        ids.append(unit.add(Household(id="", village_id=VILLAGE, phone=phone)))
        return
    values = {"phone": {"phone": phone}, "note": {"note": str(number)}, "remove": {"sy_del": 1}, "back": {"sy_del": 0}}
    unit.change(Household, ids[number % len(ids)], **values[act])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(saves=SAVES)
def test_undo_restores_exactly_and_undoing_the_undo_redoes_exactly(store: Store, saves) -> None:
    ids: list[str] = []
    for acts in saves:
        before = shown(store)
        unit_id = _save(store, acts, ids)
        after = shown(store)
        if before == after:
            continue
        undone = undo(store, unit_id)
        assert shown(store) == before
        undo(store, undone)
        assert shown(store) == after


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(ACT, min_size=1, max_size=4), later=st.lists(ACT, min_size=1, max_size=4))
def test_undoing_an_older_save_touches_no_field_changed_since(store: Store, first, later) -> None:
    ids: list[str] = []
    _save(store, [("add", 0, ""), ("add", 0, "16000000002")], ids)
    before = shown(store)
    unit_id = _save(store, first, ids)
    between = shown(store)
    _save(store, later, ids)
    after = shown(store)
    if not unit_id:
        return
    try:
        undo(store, unit_id)
    except NothingToUndo:
        return
    for key, row in shown(store).items():
        for name, value in row.items():
            changed_later = key not in between or key not in after or between[key][name] != after[key][name]
            if not changed_later and key in before:
                assert value in (before[key][name], after[key][name])
            elif key in after:
                assert value == after[key][name]


def test_an_import_is_taken_back_though_its_rows_were_changed_since(store: Store) -> None:
    household_id = add_family(store, "特木尔", "乌兰")
    with store.reading() as conn:
        unit_id = conn.exec_driver_sql("SELECT actor FROM sync_unit").scalar_one() + ":1"
    with store.unit("改电话") as unit:
        unit.change(Household, household_id, phone="16000000001")
    with store.reading() as conn:
        plan = plan_undo(conn, unit_id)
    assert (plan.what, plan.removed, plan.restored, plan.kept, plan.changed_since) == ("登记住户", 3, 0, 0, 1)
    undone = undo(store, unit_id)
    assert shown(store) == {}
    undo(store, undone)
    assert row_of(store, Household, household_id)["phone"] == "16000000001"


def test_what_later_work_hangs_on_stays_and_leaves_nothing_loose(store: Store) -> None:
    first = add_family(store, "特木尔", "乌兰")
    with store.unit("添一口人") as unit:
        child = unit.add(Resident(id="", household_id=first, name="小乌兰", place=5))
    with store.reading() as conn:
        plan = plan_undo(conn, f"{store.boot.actor}:1")
    assert (plan.removed, plan.needed) == (1, 2)
    undo(store, f"{store.boot.actor}:1")
    kept = row_of(store, Household, first)
    assert row_of(store, Resident, str(kept["head_id"]))["name"] == "特木尔"
    assert row_of(store, Resident, child)["sy_del"] == 0
    with store.reading() as conn:
        assert not [loose for loose in count_loose(conn) if loose.column != "village_id"]


def test_a_household_does_not_go_back_into_a_grid_that_is_gone(store: Store) -> None:
    household_id, first, second = add_family(store, "特木尔"), add_grid(store, 1), add_grid(store, 2)
    with store.unit("入网格") as unit:
        unit.change(Household, household_id, grid_id=first)
    with store.unit("导入") as unit:
        unit.change(Household, household_id, grid_id=second, phone="16000000001")
    moved = unit.id
    with store.unit("撤销网格") as unit:
        unit.remove(Grid, [first])
    with store.reading() as conn:
        plan = plan_undo(conn, moved)
    assert (plan.restored, plan.kept) == (1, 1)
    undo(store, moved)
    row = row_of(store, Household, household_id)
    assert (row["grid_id"], row["phone"]) == (second, "")


def test_what_was_changed_again_stays_and_is_counted(store: Store) -> None:
    household_id = add_family(store, "特木尔")
    with store.unit("改两处") as unit:
        unit.change(Household, household_id, phone="16000000001", note="东院")
    unit_id = unit.id
    with store.unit("再改电话") as unit:
        unit.change(Household, household_id, phone="16000000002")
    with store.reading() as conn:
        plan = plan_undo(conn, unit_id)
    assert (plan.removed, plan.restored, plan.kept) == (0, 1, 1)
    undo(store, unit_id)
    row = row_of(store, Household, household_id)
    assert (row["phone"], row["note"]) == ("16000000002", "")


def test_nothing_is_undone_twice(store: Store) -> None:
    add_family(store, "特木尔")
    unit_id = f"{store.boot.actor}:1"
    undo(store, unit_id)
    before = shown(store)
    with pytest.raises(NothingToUndo) as refused:
        undo(store, unit_id)
    assert "卡片" in refused.value.sentence()
    assert shown(store) == before
    with pytest.raises(NothingToUndo):
        undo(store, "0123456789abcdef:7")


def test_a_row_made_and_removed_in_one_save_stays_removed(store: Store) -> None:
    with store.unit("加了又删") as unit:
        household_id = unit.add(Household(id="", village_id=VILLAGE))
        resident_id = unit.add(Resident(id="", household_id=household_id, name="特木尔"))
        unit.remove(Household, [household_id])
    undo(store, unit.id)
    assert shown(store) == {}
    assert row_of(store, Resident, resident_id)["sy_del"] == 1
