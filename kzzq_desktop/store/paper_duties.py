"""What ledgers of duties need, asked for in bulk: entries, their households, who can be named; no question an entry."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, true

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Duty, DutyHousehold, Grid
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER
from kzzq_desktop.store.papers import LEFT
from kzzq_desktop.store.scopes import in_villages, is_all
from kzzq_desktop.store.tables import table_of

DUTY, PART, GRID, HOUSEHOLD, RESIDENT, MEMBER = (
    table_of(kind) for kind in (Duty, DutyHousehold, Grid, Household, Resident, Member)
)
OWN, ORDER = RESIDENT.alias("own"), HOUSEHOLD_ORDER.c


class Days(NamedTuple):
    """From which to which day, ISO text, both included."""

    first: str
    last: str


class DutyFacts(NamedTuple):
    """An entry; grid and member "" where none is named."""

    id: str
    day: str
    code: str
    grid_id: str
    member_id: str
    place: str
    words: str
    boxes: str


class VisitedFacts(NamedTuple):
    """A household that an entry names: where it stands, its head and how it is with both; `removed` where it is no record now."""

    id: str
    village_id: str
    group_no: str
    building: str
    door_no: str
    address: str
    status: str
    removed: int
    head: str
    head_status: str


class GridPlace(NamedTuple):
    """A grid that duties were done in, one taken out of use since among them."""

    id: str
    village_id: str
    number: int
    removed: int


def of_duties(scope: Scope, days: Days) -> ColumnElement[bool]:
    """Return the condition of the entries: a member's are those he did, a household's those that name it."""
    asked = and_(DUTY.c.sy_del == 0, DUTY.c.day >= days.first, DUTY.c.day <= days.last)
    if scope.member:
        return and_(asked, DUTY.c.member_id == scope.member)
    if scope.grid:
        return and_(asked, DUTY.c.grid_id == scope.grid)
    if scope.household:
        own = select(PART.c.duty_id).where(PART.c.household_id == scope.household, PART.c.sy_del == 0)
        return and_(asked, DUTY.c.id.in_(own))
    if is_all(scope):
        return asked
    return and_(asked, DUTY.c.grid_id.in_(select(GRID.c.id).where(in_villages(GRID.c.village_id, scope))))


def count_duties(conn: Connection, scope: Scope, days: Days) -> tuple[int, int]:
    """Return (entries, households they name in sum)."""
    duties = select(func.count()).select_from(DUTY).where(of_duties(scope, days))
    parts = _parts(scope, days).with_only_columns(func.count())
    return conn.execute(duties).scalar_one(), conn.execute(parts).scalar_one()


def list_duties(conn: Connection, scope: Scope, days: Days) -> Iterator[DutyFacts]:
    """Yield the entries by day, those of one day as they were written."""
    blank = (func.coalesce(DUTY.c[name], "") for name in ("grid_id", "member_id"))
    asked = select(DUTY.c.id, DUTY.c.day, DUTY.c.code, *blank, DUTY.c.place, DUTY.c.words, DUTY.c.boxes)
    asked = asked.where(of_duties(scope, days)).order_by(DUTY.c.day, DUTY.c.sy_rev, DUTY.c.id)
    return map(DutyFacts._make, conn.execute(asked))


def list_parts(conn: Connection, scope: Scope, days: Days) -> Iterator[tuple[str, str]]:
    """Yield (entry, household) for every household of these entries, in no order: sorting a year of them takes too much."""
    for row in conn.execute(_parts(scope, days).with_only_columns(PART.c.duty_id, PART.c.household_id)):
        yield row[0], row[1]


def list_visited(conn: Connection, scope: Scope, days: Days) -> list[VisitedFacts]:
    """Return the households that these entries name, in natural order; of a whole office all it has."""
    asked = (
        select(
            *(HOUSEHOLD.c[name] for name in VisitedFacts._fields[:7]), HOUSEHOLD.c.sy_del,
            func.coalesce(RESIDENT.c.name, ""), func.coalesce(RESIDENT.c.status, ""),
        )
        .outerjoin(RESIDENT, and_(RESIDENT.c.id == HOUSEHOLD.c.head_id, RESIDENT.c.sy_del == 0))
        .outerjoin(HOUSEHOLD_ORDER, ORDER.household_id == HOUSEHOLD.c.id)
        .where(true() if is_all(scope) else HOUSEHOLD.c.id.in_(_parts(scope, days).with_only_columns(PART.c.household_id)))
        .order_by(ORDER.village_id, ORDER.place_key, HOUSEHOLD.c.id)
    )  # fmt: skip
    return [VisitedFacts._make(row) for row in conn.execute(asked)]


def list_named_members(conn: Connection) -> dict[str, str]:
    """Return {member: name} of those who can be named: in use, neither moved away nor dead by their own record."""
    asked = select(MEMBER.c.id, MEMBER.c.name).outerjoin(OWN, and_(OWN.c.id == MEMBER.c.resident_id, OWN.c.sy_del == 0))
    asked = asked.where(MEMBER.c.sy_del == 0, func.coalesce(OWN.c.status, "").not_in(LEFT))
    return {row[0]: row[1] for row in conn.execute(asked)}


def list_grid_places(conn: Connection) -> dict[str, GridPlace]:
    """Return {grid: where it lies} of all grids, those taken out of use too."""
    asked = select(GRID.c.id, GRID.c.village_id, GRID.c.number, GRID.c.sy_del)
    return {row[0]: GridPlace._make(row) for row in conn.execute(asked)}


def _parts(scope: Scope, days: Days) -> Select[tuple[str]]:
    asked = select(PART.c.id).join(DUTY, DUTY.c.id == PART.c.duty_id)
    return asked.where(PART.c.sy_del == 0, of_duties(scope, days))
