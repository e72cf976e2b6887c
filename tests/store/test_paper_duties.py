"""The bulk questions of ledgers of duties, on both databases."""

import pytest

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Duty, DutyHousehold, Grid
from kzzq_desktop.store import paper_duties, paper_report
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.paper_duties import Days
from kzzq_desktop.store.scopes import in_scope

TOWN, HERE, THERE, FAR = "150521102000", "150521102201", "150521102202", "150521103201"
GRIDS = tuple(f"{at:032x}" for at in range(1, 5))
LEAD, DEAD, OUT = (f"{at:032x}" for at in range(11, 14))
HOMES = tuple(f"{at:032x}" for at in range(21, 26))
NOVEMBER, YEAR = Days("2026-11-01", "2026-11-30"), Days("2026-01-01", "2026-12-31")


@pytest.fixture
def office(store: Store) -> Store:
    """Grids in two villages and another township, one removed; households at home, moved, removed, without a head."""
    with store.unit("样例") as unit:
        for grid, village, number in zip(GRIDS, (HERE, THERE, FAR, HERE), (1, 1, 1, 2), strict=True):
            unit.add(Grid(id=grid, village_id=village, number=number))
        for at, home in enumerate(HOMES):
            status, head = ("home", "home", "moved", "home", "home")[at], ("甲", "乙", "丙", "丁", "")[at]
            head_id = unit.add(Resident(id="", household_id=home, name=head, relation="02")) if head else None
            grid = GRIDS[1] if at == 1 else GRIDS[0]
            unit.add(Household(id=home, village_id=HERE, group_no=str(9 - at), grid_id=grid, status=status, head_id=head_id))
        unit.remove(Household, [HOMES[3]])
        gone = unit.add(Resident(id="", household_id=HOMES[0], name="白音那木拉", status="deceased", place=1))
        unit.add(Member(id=LEAD, name="王秀兰"))
        unit.add(Member(id=DEAD, name="白音那木拉", resident_id=gone))
        unit.add(Member(id=OUT, name="陈永贵"))
        unit.remove(Member, [OUT])
        _log(unit, "d1", "2026-11-01", GRIDS[0], LEAD, HOMES[:3])
        _log(unit, "d2", "2026-11-30", GRIDS[1], LEAD, HOMES[1:2])
        _log(unit, "d3", "2026-10-31", GRIDS[0], DEAD, HOMES[:1])
        _log(unit, "d4", "2026-11-15", GRIDS[2], OUT, ())
        _log(unit, "d5", "2026-11-16", GRIDS[3], LEAD, HOMES[3:5])
        _log(unit, "d6", "2026-11-17", None, None, HOMES[:1])
        _log(unit, "d7", "2026-11-18", GRIDS[0], LEAD, HOMES[:1])
        unit.remove(Duty, ["d7"])
        unit.remove(DutyHousehold, [f"d7{HOMES[0][2:]}"])
        unit.remove(Grid, [GRIDS[3]])
    return store


def _log(unit, duty, day, grid, member, homes):
    unit.add(Duty(id=duty, day=day, code="policy", grid_id=grid, member_id=member, words=duty))
    for home in homes:
        unit.add(DutyHousehold(id=f"{duty}{home[2:]}", duty_id=duty, household_id=home, day=day))


@pytest.mark.parametrize(
    ("scope", "days", "found"),
    [
        (Scope(), NOVEMBER, ["d1", "d4", "d5", "d6", "d2"]),
        (Scope(), YEAR, ["d3", "d1", "d4", "d5", "d6", "d2"]),
        (Scope(township=TOWN), NOVEMBER, ["d1", "d5", "d2"]),
        (Scope(village=HERE), NOVEMBER, ["d1", "d5"]),
        (Scope(grid=GRIDS[0]), YEAR, ["d3", "d1"]),
        (Scope(member=LEAD), NOVEMBER, ["d1", "d5", "d2"]),
        (Scope(household=HOMES[0]), YEAR, ["d3", "d1", "d6"]),
        (Scope(village="150521102299"), YEAR, []),
    ],
)
def test_the_scope_chooses_entries_by_day(office: Store, scope: Scope, days: Days, found: list[str]) -> None:
    with office.reading() as conn:
        assert [duty.id for duty in paper_duties.list_duties(conn, scope, days)] == found
        parts = list(paper_duties.list_parts(conn, scope, days))
        visited = {home.id for home in paper_duties.list_visited(conn, scope, days)}
        assert paper_duties.count_duties(conn, scope, days) == (len(found), len(parts))
    assert {duty for duty, _ in parts} <= set(found)
    assert {home for _, home in parts} <= visited


def test_visited_households_say_how_they_are(office: Store) -> None:
    with office.reading() as conn:
        known = {home.id: home for home in paper_duties.list_visited(conn, Scope(village=HERE), NOVEMBER)}
    assert {home.head for home in known.values()} == {"甲", "乙", "丙", "丁", ""}
    assert (known[HOMES[2]].status, known[HOMES[3]].removed, known[HOMES[4]].head) == ("moved", 1, "")


def test_only_those_in_use_and_living_can_be_named(office: Store) -> None:
    with office.reading() as conn:
        assert paper_duties.list_named_members(conn) == {LEAD: "王秀兰"}
        grids = paper_duties.list_grid_places(conn)
    assert grids[GRIDS[3]] == (GRIDS[3], HERE, 2, 1)
    assert grids[GRIDS[0]].removed == 0


def test_a_month_is_counted_by_grid_and_code(office: Store) -> None:
    with office.reading() as conn:
        assert paper_report.count_by_month(conn, Scope(), YEAR) == {("2026-10", "policy"): 1, ("2026-11", "policy"): 5}
        entries = paper_report.count_entries(conn, Scope(), NOVEMBER)
        visits = paper_report.count_visits(conn, Scope(village=HERE), NOVEMBER)
        assert paper_report.count_doers(conn, Scope(), NOVEMBER) == 2
        assert paper_report.count_doers(conn, Scope(grid=GRIDS[1]), NOVEMBER) == 1
    assert entries == {GRIDS[0]: 1, GRIDS[1]: 1, GRIDS[2]: 1, GRIDS[3]: 1, "": 1}
    assert visits == {(GRIDS[0], "policy"): 3, (GRIDS[3], "policy"): 2}


def test_a_household_is_reached_once_and_only_where_it_lives(office: Store) -> None:
    with office.reading() as conn:
        # 甲 twice, 乙 twice, 丙 moved away, 丁 removed, the one without a head once.
        assert paper_report.count_reached(conn, Scope(), NOVEMBER) == {GRIDS[0]: 2, GRIDS[1]: 1}
        assert paper_report.count_reached(conn, Scope(village=THERE), NOVEMBER) == {}
        assert paper_report.count_reached(conn, Scope(village=HERE), Days("2026-10-01", "2026-10-31")) == {GRIDS[0]: 1}


def test_a_village_lies_in_its_township() -> None:
    assert in_scope(HERE, Scope())
    assert in_scope(HERE, Scope(township=TOWN))
    assert not in_scope(FAR, Scope(township=TOWN))
    assert not in_scope(HERE, Scope(village=THERE))
