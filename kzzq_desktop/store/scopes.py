"""What of each kind of record belongs to a scope, as conditions of a question."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, select, true

from kzzq_desktop.domain.people import Household, HouseholdStatus, Member
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.tables import table_of

GRID, CONTACT, MEMBER, HOUSEHOLD, DIVISION = (table_of(kind) for kind in (Grid, Contact, Member, Household, Division))
_TOWNSHIP_DIGITS = 9


def is_all(scope: Scope) -> bool:
    """Tell whether the scope asks for everything."""
    return scope == Scope()


def in_villages(column: ColumnElement[str], scope: Scope) -> ColumnElement[bool]:
    """Return the condition that a village's code lies in the scope's township or is its village; true of other scopes."""
    if scope.township:
        return column.startswith(scope.township[:_TOWNSHIP_DIGITS])
    return column == scope.village if scope.village else true()


def in_scope(village: str, scope: Scope) -> bool:
    """Tell the same of one village's code."""
    return village.startswith(scope.township[:_TOWNSHIP_DIGITS]) and scope.village in ("", village)


def of_grids(scope: Scope) -> ColumnElement[bool]:
    """Return the condition of the grids: a member's are those led now, a household's the one it stands in."""
    if scope.grid:
        return GRID.c.id == scope.grid
    if scope.member:
        led = select(CONTACT.c.grid_id).where(CONTACT.c.member_id == scope.member, CONTACT.c.sy_del == 0)
        return GRID.c.id.in_(led.where(CONTACT.c.until == "", CONTACT.c.role == Role.LEAD))
    if scope.household:
        return GRID.c.id.in_(select(HOUSEHOLD.c.grid_id).where(HOUSEHOLD.c.id == scope.household))
    return in_villages(GRID.c.village_id, scope)


def of_households(scope: Scope) -> ColumnElement[bool]:
    """Return the condition of the households: those of a grid or of a member's grids, of a village, or the one."""
    if scope.household:
        return HOUSEHOLD.c.id == scope.household
    if scope.grid or scope.member:
        return HOUSEHOLD.c.grid_id.in_(select(GRID.c.id).where(GRID.c.sy_del == 0, of_grids(scope)))
    return in_villages(HOUSEHOLD.c.village_id, scope)


def of_members(scope: Scope) -> ColumnElement[bool]:
    """Return the condition of the members: the one, a grid's lead, or those of a village; a household has none."""
    if scope.member:
        return MEMBER.c.id == scope.member
    if scope.grid:
        leads = select(CONTACT.c.member_id).where(CONTACT.c.grid_id == scope.grid, CONTACT.c.sy_del == 0)
        return MEMBER.c.id.in_(leads.where(CONTACT.c.until == "", CONTACT.c.role == Role.LEAD))
    if scope.household:
        return false()
    return true() if is_all(scope) else in_villages(MEMBER.c.village_id, scope)


def within_grids(asked: Select[Any], column: ColumnElement[str | None], scope: Scope) -> Select[Any]:
    """Narrow a question to rows whose grid lies in the scope."""
    if is_all(scope):
        return asked
    return asked.where(column.in_(select(GRID.c.id).where(GRID.c.sy_del == 0, of_grids(scope))))


def first_village(conn: Connection, scope: Scope) -> str:
    """Return the first village by code that has a household to print, "" if none has: the first pages of a roll."""
    asked = select(HOUSEHOLD.c.village_id).where(HOUSEHOLD.c.sy_del == 0, _living(), of_households(scope))
    return conn.execute(asked.order_by(HOUSEHOLD.c.village_id).limit(1)).scalar() or ""


def first_grid(conn: Connection, scope: Scope) -> str:
    """Return the first grid by village and number that has a household to print, "" if none has."""
    held = select(HOUSEHOLD.c.id).where(HOUSEHOLD.c.grid_id == GRID.c.id, HOUSEHOLD.c.sy_del == 0, _living())
    asked = select(GRID.c.id).where(GRID.c.sy_del == 0, of_grids(scope), held.exists())
    return conn.execute(asked.order_by(GRID.c.village_id, GRID.c.number, GRID.c.id).limit(1)).scalar() or ""


def find_record(conn: Connection, id_start: str) -> tuple[str, str]:
    """Return (kind, id) of the grid, division, member or household whose id begins so, ("", "") if not exactly one does."""
    kinds = (("grid", GRID), ("division", DIVISION), ("member", MEMBER), ("household", HOUSEHOLD))
    found = [
        (kind, row_id)
        for kind, table in kinds
        for row_id in conn.execute(
            select(table.c.id).where(table.c.id.startswith(id_start, autoescape=True), table.c.sy_del == 0).limit(2)
        ).scalars()
    ]
    return found[0] if len(found) == 1 else ("", "")


def _living() -> ColumnElement[bool]:
    return HOUSEHOLD.c.status.not_in((HouseholdStatus.MOVED, HouseholdStatus.CLOSED))
