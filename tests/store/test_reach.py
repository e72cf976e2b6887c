import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.work import DutyHousehold
from kzzq_desktop.store import reach
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.derived import REACH

DAYS = st.sampled_from(["2025-12-31", "2026-01-05", "2026-02-15"])
ACT = st.tuples(st.sampled_from(["add", "day", "remove", "back"]), st.integers(0, 3), DAYS)
HOMES = tuple(str(n) * 32 for n in range(4))


def kept(store: Store) -> dict[str, str]:
    with store.reading() as conn:
        return {row.household_id: row.last_day for row in conn.execute(REACH.select())}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACT, max_size=8))
def test_the_last_day_always_equals_a_new_derivation(store: Store, acts) -> None:
    ids: list[str] = []
    for act, number, day in acts:
        with store.unit(act) as unit:
            if act == "add" or not ids:
                ids.append(unit.add(DutyHousehold(id="", duty_id="d" * 32, household_id=HOMES[number], day=day)))
            else:
                values = {"day": {"day": day}, "remove": {"sy_del": 1}, "back": {"sy_del": 0}}[act]
                unit.change(DutyHousehold, ids[number % len(ids)], **values)
    with store.reading() as conn:
        assert reach.count_wrong(conn) == 0


@pytest.mark.parametrize("whole", [0, 20_000])
def test_many_at_once_and_one_by_one_agree(store: Store, monkeypatch: pytest.MonkeyPatch, whole: int) -> None:
    monkeypatch.setattr(reach, "WHOLE", whole)
    with store.unit("成批") as unit:
        rows = [
            {"id": f"{n:032x}", "duty_id": "d" * 32, "household_id": HOMES[n % 3], "day": f"2026-01-{n + 10}"} for n in range(9)
        ]
        unit.add_many(DutyHousehold, rows)
    assert kept(store) == {HOMES[0]: "2026-01-16", HOMES[1]: "2026-01-17", HOMES[2]: "2026-01-18"}


def test_a_wrong_day_is_counted_and_mended(store: Store) -> None:
    with store.unit("走访") as unit:
        unit.add(DutyHousehold(id="", duty_id="d" * 32, household_id=HOMES[0], day="2026-01-05"))
    with store.local() as conn:
        conn.execute(REACH.update().values(last_day="2026-09-09"))
        assert reach.count_wrong(conn) == 2
        reach.rebuild(conn)
        assert reach.count_wrong(conn) == 0
    assert kept(store) == {HOMES[0]: "2026-01-05"}
