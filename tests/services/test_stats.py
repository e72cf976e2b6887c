from pathlib import Path

from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.work import Duty, DutyHousehold, Grid
from kzzq_desktop.services.stats import DutyCount, VillageCoverage, stats
from tests.services.desks import VILLAGE, make_desk


def test_the_totals_of_a_small_office(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    assert stats(desk).coverage == 1.0
    with desk.store.unit("住户") as unit:
        grid_id = unit.add(Grid(id="", village_id=VILLAGE, number=1))
        homes = [unit.add(Household(id="", village_id=VILLAGE, grid_id=grid)) for grid in (grid_id, grid_id, None, None)]
        duty_id = unit.add(Duty(id="", day="2026-01-05", code="policy", grid_id=grid_id))
        unit.add(DutyHousehold(id="", duty_id=duty_id, household_id=homes[0], day="2026-01-05"))
    counted = stats(desk)
    assert (counted.households, counted.in_grids, counted.without_grid, counted.coverage) == (4, 2, 2, 0.5)
    assert (counted.grids, counted.vacant_grids, counted.never_reached, counted.led) == (1, 1, 1, 0)
    assert counted.by_month == (DutyCount("2026-01", "policy", "宣讲政策", 1, 1),)
    assert counted.villages == (VillageCoverage(VILLAGE, "先锋嘎查", 4, 2),)
    desk.store.close()
