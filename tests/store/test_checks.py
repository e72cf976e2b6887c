import pytest
from sqlalchemy import text

from kzzq_desktop.domain.people import Household, Member, MemberPost
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.store import checks
from kzzq_desktop.store.checks import Loose
from kzzq_desktop.store.database import Store
from tests.store.people import VILLAGE, add_family, add_grid, add_member, found_office


@pytest.fixture
def office(store: Store) -> dict[str, str]:
    """A sound office: a family in a grid, its member, a duty done."""
    found_office(store)
    ids = {"household": add_family(store, "特木尔", "乌兰"), "member": add_member(store, "斯琴"), "grid": add_grid(store, 1)}
    with store.unit("联系") as unit:
        unit.change(Household, ids["household"], grid_id=ids["grid"])
        ids["contact"] = unit.add(Contact(id="", grid_id=ids["grid"], member_id=ids["member"]))
        ids["duty"] = unit.add(Duty(id="", day="2026-01-05", code="policy", grid_id=ids["grid"], member_id=ids["member"]))
        unit.add(DutyHousehold(id="", duty_id=ids["duty"], household_id=ids["household"], day="2026-01-05"))
    return ids


def loose(store: Store) -> set[Loose]:
    with store.reading() as conn:
        return set(checks.count_loose(conn))


def test_a_sound_office_has_no_faults(store: Store, office) -> None:
    with store.reading() as conn:
        assert checks.count_loose(conn) == checks.count_derived_faults(conn) == ()
        assert checks.count_households(conn) == (1, 1, 0)
        assert checks.count_crowded_grids(conn) == checks.count_twin_numbers(conn) == 0
        assert checks.count_wrong_stamps(conn) == checks.count_missing_guards(conn) == 0


def test_ties_to_what_was_removed_are_found(store: Store, office) -> None:
    with store.unit("删错") as unit:
        unit.remove(Household, [office["household"]])
        unit.remove(Duty, [office["duty"]])
        unit.add(MemberPost(id="", member_id="f" * 32, post="环境卫生岗"))
        unit.change(Member, office["member"], photo="0" * 64)
    assert loose(store) == {
        Loose("resident", "household_id", 2),
        Loose("duty_household", "duty_id", 1),
        Loose("member_post", "member_id", 1),
        Loose("member", "photo", 1),
    }


def test_the_past_may_name_what_was_removed_but_not_what_never_was(store: Store, office) -> None:
    with store.unit("党员调走") as unit:
        unit.change(Contact, office["contact"], until="2026-02-01")
        unit.change(Household, office["household"], grid_id=None)
        unit.remove(Grid, [office["grid"]])
        unit.remove(Member, [office["member"]])
    assert loose(store) == set()
    with store.unit("记错") as unit:
        unit.change(Duty, office["duty"], member_id="e" * 32)
    assert loose(store) == {Loose("duty", "member_id", 1)}


def test_a_household_in_a_removed_grid_breaks_the_total(store: Store, office) -> None:
    with store.unit("删网格") as unit:
        unit.remove(Grid, [office["grid"]])
    with store.reading() as conn:
        assert checks.count_households(conn) == (1, 0, 0)


def test_two_leads_and_two_equal_numbers_are_found(store: Store, office) -> None:
    with store.unit("第二名") as unit:
        unit.add(Contact(id="", grid_id=office["grid"], member_id=office["member"], role="backup"))
        unit.add(Contact(id="", grid_id=office["grid"], member_id=office["member"], until="2025-01-01"))
    with store.reading() as conn:
        assert checks.count_crowded_grids(conn) == 0
    with store.unit("第二名负责") as unit:
        unit.add(Contact(id="", grid_id=office["grid"], member_id=office["member"]))
        unit.add(Grid(id="", village_id=VILLAGE, number=1))
    with store.reading() as conn:
        assert (checks.count_crowded_grids(conn), checks.count_twin_numbers(conn)) == (1, 1)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE sync_meta SET v='1' WHERE k='rev'",
        "UPDATE sync_log SET actor='0000000000000000'",
        "UPDATE household SET sy_rev = (SELECT max(sy_rev) FROM resident) + 9",
    ],
)
def test_stamps_out_of_order_are_found(store: Store, office, harm: str) -> None:
    with store.local() as conn:
        conn.execute(text(harm))
        assert checks.count_wrong_stamps(conn) > 0


@pytest.mark.parametrize("table", ["search_key", "household_reach", "household_order"])
def test_derived_tables_are_compared_and_rebuilt(store: Store, office, table: str) -> None:
    with store.local() as conn:
        conn.execute(text(f"DELETE FROM {table}"))
        assert {part.table for part in checks.count_derived_faults(conn)} == {table}
        checks.rebuild_derived(conn)
        assert checks.count_derived_faults(conn) == ()


def test_a_missing_guard_is_counted(encrypted: Store) -> None:
    with encrypted.local() as conn:
        conn.execute(text("DROP TRIGGER guard_u_duty"))
        assert checks.count_missing_guards(conn) == 1
