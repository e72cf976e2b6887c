"""Totals, counted from the records each time they are asked for; none is stored."""

from sqlalchemy import Connection, Select, Table, func, select

from kzzq_desktop.domain.grid_plan import LIVING
from kzzq_desktop.domain.people import ResidentStatus
from kzzq_desktop.domain.work import Role
from kzzq_desktop.store.checks import CONTACT, DIVISION, DUTY, GRID, HOUSEHOLD, MEMBER, PART, RESIDENT
from kzzq_desktop.store.derived import REACH

GONE = (ResidentStatus.MOVED, ResidentStatus.DECEASED)
PRESENT = (HOUSEHOLD.c.sy_del == 0) & HOUSEHOLD.c.status.in_(LIVING)
LED = select(CONTACT.c.grid_id).where(CONTACT.c.sy_del == 0, CONTACT.c.until == "", CONTACT.c.role == Role.LEAD)
USED = select(GRID.c.id).where(GRID.c.sy_del == 0)


def count_rows(conn: Connection) -> dict[str, int]:
    """Return counts by name: households and residents who live here, those in grids, led and reached, grids, members, duties."""
    households = _all(HOUSEHOLD).where(PRESENT)
    residents = _all(RESIDENT).where(RESIDENT.c.sy_del == 0, RESIDENT.c.status.not_in(GONE))
    asked: dict[str, Select[int]] = {
        "households": households,
        "away": households.where(HOUSEHOLD.c.status == "away"),
        "in_grids": households.where(HOUSEHOLD.c.grid_id.in_(USED)),
        "led": households.where(HOUSEHOLD.c.grid_id.in_(USED), HOUSEHOLD.c.grid_id.in_(LED)),
        "never_reached": households.where(
            HOUSEHOLD.c.grid_id.in_(USED), ~select(REACH.c.household_id).where(REACH.c.household_id == HOUSEHOLD.c.id).exists()
        ),
        "residents": residents.where(RESIDENT.c.household_id.in_(select(HOUSEHOLD.c.id).where(PRESENT))),
        "grids": _all(GRID).where(GRID.c.sy_del == 0),
        "vacant_grids": _all(GRID).where(GRID.c.sy_del == 0, GRID.c.id.not_in(LED)),
        "members": _all(MEMBER).where(MEMBER.c.sy_del == 0),
        "busy_members": select(func.count(func.distinct(CONTACT.c.member_id))).where(
            CONTACT.c.sy_del == 0, CONTACT.c.until == "", CONTACT.c.grid_id.in_(USED)
        ),
        "duties": _all(DUTY).where(DUTY.c.sy_del == 0),
        "duty_households": _all(PART).where(PART.c.sy_del == 0),
    }
    return {name: conn.execute(query).scalar_one() for name, query in asked.items()}


def count_duties(conn: Connection) -> tuple[tuple[str, str, int, int], ...]:
    """Return (month, code, entries, households reached by them) for each month with duties, oldest first."""
    month = func.substr(DUTY.c.day, 1, 7)
    parts = select(PART.c.duty_id, func.count().label("homes")).where(PART.c.sy_del == 0).group_by(PART.c.duty_id).subquery()
    counted = (
        select(month, DUTY.c.code, func.count(), func.coalesce(func.sum(parts.c.homes), 0))
        .select_from(DUTY.outerjoin(parts, parts.c.duty_id == DUTY.c.id))
        .where(DUTY.c.sy_del == 0)
        .group_by(month, DUTY.c.code)
        .order_by(month, DUTY.c.code)
    )
    return tuple((str(row[0]), row[1], row[2], int(row[3])) for row in conn.execute(counted))


def count_villages(conn: Connection) -> tuple[tuple[str, str, int, int], ...]:
    """Return (code, name, households, of them in grids) of each village that has households, by code."""
    inside = func.count(GRID.c.id)
    counted = (
        select(HOUSEHOLD.c.village_id, func.coalesce(DIVISION.c.name, ""), func.count(), inside)
        .select_from(
            HOUSEHOLD.outerjoin(DIVISION, DIVISION.c.id == HOUSEHOLD.c.village_id).outerjoin(
                GRID, (GRID.c.id == HOUSEHOLD.c.grid_id) & (GRID.c.sy_del == 0)
            )
        )
        .where(PRESENT)
        .group_by(HOUSEHOLD.c.village_id, DIVISION.c.name)
        .order_by(HOUSEHOLD.c.village_id)
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in conn.execute(counted))


def _all(table: Table) -> Select[int]:
    return select(func.count()).select_from(table)
