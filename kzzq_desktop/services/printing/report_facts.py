"""The numbers of a monthly report, counted in one snapshot: for the whole scope, and for each village or grid of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.board import REACH_LIMIT, VillageCount, days_since
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.spans import months_before, span_days
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import grids, paper_duties, paper_people, paper_report
from kzzq_desktop.store.paper_duties import Days, GridPlace
from kzzq_desktop.store.scopes import in_scope

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers that can be added up. `late` grids have households and no contact within REACH_LIMIT days; `worst` is the longest.

    `worst` is in days, None where there is nothing to contact; `never` grids were never contacted at all.
    """

    grids: int = 0
    vacant: int = 0
    households: int = 0
    placed: int = 0
    entries: int = 0
    visits: int = 0
    reached: int = 0
    late: int = 0
    never: int = 0
    worst: int | None = None

    def __add__(self, other: "Counts") -> "Counts":
        """Return the sums, and the longer of both times."""
        longest = [days for days in (self.worst, other.worst) if days is not None]
        return Counts(
            self.grids + other.grids,
            self.vacant + other.vacant,
            self.households + other.households,
            self.placed + other.placed,
            self.entries + other.entries,
            self.visits + other.visits,
            self.reached + other.reached,
            self.late + other.late,
            self.never + other.never,
            max(longest, default=None),
        )


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything a report says. `of_village` and `of_grid` are by id; what was done in no known grid stands under ""."""

    month: str
    months: tuple[str, ...]
    by_month: Mapping[tuple[str, str], int]
    visits: Mapping[str, int]
    members: int
    busy: int
    doers: int
    villages: tuple[VillageCount, ...]
    grids: tuple[GridRow, ...]
    named: Mapping[str, str]
    of_village: Mapping[str, Counts]
    of_grid: Mapping[str, Counts]

    @property
    def total(self) -> Counts:
        """Return the numbers of the whole scope."""
        return sum(self.of_village.values(), Counts())


def read_report(desk: Desk, scope: Scope, month: str) -> ReportFacts:
    """Count a month of everything, a township or a village."""
    months = months_before(month, MONTHS)
    days, year = Days(*span_days(month)), Days(span_days(months[0])[0], span_days(month)[1])
    with desk.store.reading() as conn:
        villages = tuple(one for one in grids.count_villages(conn) if in_scope(one.village_id, scope))
        rows = grids.list_grid_rows(conn, None if scope == Scope() else [one.village_id for one in villages])
        places = paper_duties.list_grid_places(conn)
        visits = paper_report.count_visits(conn, scope, days)
        entries = paper_report.count_entries(conn, scope, days)
        reached = paper_report.count_reached(conn, scope, days)
        by_month = paper_report.count_by_month(conn, scope, year)
        members = len(paper_people.list_members(conn, scope))
        doers = paper_report.count_doers(conn, scope, days)
        named = paper_duties.list_named_members(conn)
    of_grid = _of_grids(rows, entries, _summed((grid, count) for (grid, _), count in visits.items()), reached)
    return ReportFacts(
        month=month,
        months=months,
        by_month=by_month,
        visits=_summed((code, count) for (_, code), count in visits.items()),
        members=members,
        busy=len({row.member_id for row in rows if row.member_id}),
        doers=doers,
        villages=villages,
        grids=rows,
        named=named,
        of_village=_of_villages(villages, of_grid, places),
        of_grid=of_grid,
    )


def _of_grids(
    rows: Iterable[GridRow], entries: Mapping[str, int], visits: Mapping[str, int], reached: Mapping[str, int]
) -> dict[str, Counts]:
    """Return the numbers of each grid in use, and of others that something was done in."""
    day = today()
    found = {row.id: _standing(row, day) for row in rows}
    for grid in found.keys() | entries.keys():
        done = Counts(entries=entries.get(grid, 0), visits=visits.get(grid, 0), reached=reached.get(grid, 0))
        found[grid] = found.get(grid, Counts()) + done
    return found


def _standing(row: GridRow, day: date) -> Counts:
    """Return what a grid is now. One without households has nobody to contact."""
    days = days_since(row.reached, day)
    late = bool(row.households) and (days is None or days > REACH_LIMIT)
    return Counts(
        grids=1,
        vacant=int(not row.member_id),
        households=row.households,
        placed=row.households,
        late=int(late),
        never=int(late and days is None),
        worst=days if row.households else None,
    )


def _of_villages(
    villages: Iterable[VillageCount], of_grid: Mapping[str, Counts], places: Mapping[str, GridPlace]
) -> dict[str, Counts]:
    """Add grids up to their villages, then the households that stand in no grid."""
    found = {one.village_id: Counts() for one in villages}
    for grid, counts in of_grid.items():
        village = places[grid].village_id if grid in places else ""
        found[village] = found.get(village, Counts()) + counts
    for one in villages:
        found[one.village_id] += Counts(households=one.households - found[one.village_id].households)
    return found


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for key, count in pairs:
        found[key] += count
    return dict(found)
