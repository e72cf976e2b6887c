from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.store import stats
from kzzq_desktop.store.database import Store
from tests.store.people import OTHER_VILLAGE, VILLAGE, found_office

HOME = st.tuples(st.sampled_from(["home", "away", "moved", "closed"]), st.integers(-1, 2), st.integers(0, 3), st.booleans())
DUTIES = st.lists(st.tuples(st.sampled_from(["policy", "hardship"]), st.sampled_from(["2026-01-05", "2026-02-05"])), max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(homes=st.lists(HOME, max_size=6), led=st.sets(st.integers(0, 2)), duties=DUTIES)
def test_totals_equal_a_count_by_hand(store: Store, homes, led, duties) -> None:
    with store.reading() as conn:
        before = stats.count_rows(conn)
    grids = _fill(store, homes, led, duties)
    with store.reading() as conn:
        after = stats.count_rows(conn)
    living = [home for home in homes if home[0] in ("home", "away")]
    placed = [home for home in living if home[1] >= 0]
    reached = [home for home in placed if home[3] and duties]
    expected = {
        "households": len(living),
        "away": sum(home[0] == "away" for home in living),
        "in_grids": len(placed),
        "led": sum(home[1] in led for home in placed),
        "never_reached": len(placed) - len(reached),
        "residents": sum(home[2] for home in living),
        "grids": len(grids),
        "vacant_grids": len(grids) - len(led),
        "members": 0,
        "busy_members": len(led),
        "duties": len(duties),
        "duty_households": len(duties) * sum(home[3] for home in homes),
    }
    assert {name: after[name] - before[name] for name in after} == expected


def _fill(store: Store, homes, led, duties) -> list[str]:
    """Save grids, homes, contacts and duties of one example in one unit; return the grids' ids."""
    with store.unit("填充") as unit:
        grids = [unit.add(Grid(id="", village_id=VILLAGE, number=n)) for n in range(3)]
        visited = []
        for status, grid, people, is_visited in homes:
            home_id = new_id()
            unit.add(Household(id=home_id, village_id=VILLAGE, status=status, grid_id=grids[grid] if grid >= 0 else None))
            unit.add_many(Resident, [{"id": new_id(), "household_id": home_id, "name": "乌兰"} for _ in range(people)])
            unit.add(Resident(id="", household_id=home_id, name="故人", status="deceased"))
            visited += [home_id] if is_visited else []
        for grid in led:
            unit.add(Contact(id="", grid_id=grids[grid], member_id=new_id()))
        for code, day in duties:
            duty_id = unit.add(Duty(id="", day=day, code=code))
            unit.add_many(DutyHousehold, [{"id": new_id(), "duty_id": duty_id, "household_id": h, "day": day} for h in visited])
    return grids


def test_duties_are_counted_by_month_and_code(store: Store) -> None:
    days = Counter({("2025-12-31", "policy"): 2, ("2026-01-01", "policy"): 1, ("2026-01-31", "lawful"): 3})
    with store.unit("履职") as unit:
        for day, code in days.elements():
            duty_id = unit.add(Duty(id="", day=day, code=code))
            unit.add_many(DutyHousehold, [{"id": new_id(), "duty_id": duty_id, "household_id": new_id(), "day": day}] * 1)
        gone = unit.add(Duty(id="", day="2026-01-31", code="lawful"))
        unit.remove(Duty, [gone])
        unit.add(Duty(id="", day="2026-03-01", code="policy"))
    with store.reading() as conn:
        counted = stats.count_duties(conn)
    assert counted == (
        ("2025-12", "policy", 2, 2),
        ("2026-01", "lawful", 3, 3),
        ("2026-01", "policy", 1, 1),
        ("2026-03", "policy", 1, 0),
    )


def test_villages_show_their_coverage(store: Store) -> None:
    found_office(store)
    with store.unit("住户") as unit:
        grid_id = unit.add(Grid(id="", village_id=VILLAGE, number=1))
        unit.add(Household(id="", village_id=VILLAGE, grid_id=grid_id))
        unit.add(Household(id="", village_id=VILLAGE))
        unit.add(Household(id="", village_id=OTHER_VILLAGE, status="closed"))
        unit.add(Household(id="", village_id=OTHER_VILLAGE))
    with store.reading() as conn:
        assert stats.count_villages(conn) == ((VILLAGE, "白音塔拉嘎查", 2, 1), (OTHER_VILLAGE, "哈日干图嘎查", 1, 0))
