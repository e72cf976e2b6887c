"""Whole records of households for their own notice: every column, so that nothing kept is left unsaid."""

from typing import Any

from sqlalchemy import Connection, case, func, select

from kzzq_desktop.domain.changes import STAMP_FIELDS
from kzzq_desktop.domain.codes import HEAD
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Duty, DutyHousehold
from kzzq_desktop.store.papers import GONE, LEFT
from kzzq_desktop.store.scopes import of_households
from kzzq_desktop.store.tables import table_of

HOUSEHOLD, RESIDENT, DUTY, PART = (table_of(kind) for kind in (Household, Resident, Duty, DutyHousehold))
Record = dict[str, Any]


def list_records(conn: Connection, scope: Scope) -> dict[str, Record]:
    """Return {household: all its own fields} of those living in the scope."""
    columns = [column for column in HOUSEHOLD.c if column.name not in STAMP_FIELDS]
    asked = select(*columns).where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.not_in(GONE), of_households(scope))
    return {str(row["id"]): dict(row) for row in conn.execute(asked).mappings()}


def list_resident_records(conn: Connection, scope: Scope) -> list[Record]:
    """Return all fields of the people of these households who live there or are away, each household's head first."""
    columns = [column for column in RESIDENT.c if column.name not in STAMP_FIELDS]
    asked = (
        select(*columns)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == RESIDENT.c.household_id)
        .where(RESIDENT.c.sy_del == 0, RESIDENT.c.status.not_in(LEFT), of_households(scope))
        .order_by(case((RESIDENT.c.relation == HEAD, 0), else_=1), RESIDENT.c.place, RESIDENT.c.id)
    )
    return [dict(row) for row in conn.execute(asked).mappings()]


def count_gone(conn: Connection, scope: Scope) -> dict[str, int]:
    """Return {household: how many of its people moved away or died and are still on record}."""
    asked = (
        select(RESIDENT.c.household_id, func.count())
        .join(HOUSEHOLD, HOUSEHOLD.c.id == RESIDENT.c.household_id)
        .where(RESIDENT.c.sy_del == 0, RESIDENT.c.status.in_(LEFT), of_households(scope))
        .group_by(RESIDENT.c.household_id)
    )
    return {row[0]: row[1] for row in conn.execute(asked)}


def list_duty_lines(conn: Connection, scope: Scope) -> list[tuple[str, str, str, str, int]]:
    """Return (household, day, code, words, households of that entry) of the duties done for these households, newest first."""
    own = select(PART.c.duty_id).join(HOUSEHOLD, HOUSEHOLD.c.id == PART.c.household_id).where(of_households(scope))
    shared = select(PART.c.duty_id, func.count().label("n")).where(PART.c.sy_del == 0, PART.c.duty_id.in_(own))
    parts = shared.group_by(PART.c.duty_id).subquery()
    asked = (
        select(PART.c.household_id, DUTY.c.day, DUTY.c.code, DUTY.c.words, parts.c.n)
        .join(DUTY, DUTY.c.id == PART.c.duty_id)
        .join(parts, parts.c.duty_id == DUTY.c.id)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == PART.c.household_id)
        .where(PART.c.sy_del == 0, DUTY.c.sy_del == 0, of_households(scope))
        .order_by(DUTY.c.day.desc(), DUTY.c.sy_rev.desc())
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in conn.execute(asked)]
