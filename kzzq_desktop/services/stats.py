"""Totals and coverage, derived from the records each time."""

from dataclasses import dataclass

from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import stats as counts


@dataclass(frozen=True, slots=True)
class DutyCount:
    """The duties of one code in one month ("2026-03"); `households` counts a household once for each entry."""

    month: str
    code: str
    word: str
    entries: int
    households: int


@dataclass(frozen=True, slots=True)
class VillageCoverage:
    """How many of a village's households stand in grids."""

    code: str
    name: str
    households: int
    in_grids: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Totals of the office. Households and residents are those who live here, at home or away.

    `in_grids` + `without_grid` = `households`; `led` are in grids with a member; `never_reached` are in grids without a duty.
    """

    households: int
    away: int
    in_grids: int
    without_grid: int
    led: int
    never_reached: int
    residents: int
    grids: int
    vacant_grids: int
    members: int
    busy_members: int
    duties: int
    duty_households: int
    by_month: tuple[DutyCount, ...]
    villages: tuple[VillageCoverage, ...]

    @property
    def coverage(self) -> float:
        """Return the share of households in grids, 0 to 1; 1 where there are none."""
        return self.in_grids / self.households if self.households else 1.0


def stats(desk: Desk) -> Stats:
    """Count everything in one snapshot."""
    with desk.store.reading() as conn:
        rows = counts.count_rows(conn)
        months = counts.count_duties(conn)
        villages = counts.count_villages(conn)
    by_month = tuple(
        DutyCount(month, code, BY_CODE[code].word if code in BY_CODE else code, entries, homes)
        for month, code, entries, homes in months
    )
    without = rows["households"] - rows["in_grids"]
    return Stats(**rows, without_grid=without, by_month=by_month, villages=tuple(VillageCoverage(*row) for row in villages))
