"""What the monthly report counts in bulk: entries by month and by grid, who did them, which households were reached."""

from sqlalchemy import Connection, func, select

from kzzq_desktop.domain.grid_plan import LIVING
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.store.paper_duties import DUTY, GRID, HOUSEHOLD, PART, Days, of_duties
from kzzq_desktop.store.scopes import of_households


def count_by_month(conn: Connection, scope: Scope, days: Days) -> dict[tuple[str, str], int]:
    """Return {(month, code): entries}."""
    month = func.substr(DUTY.c.day, 1, 7)
    asked = select(month, DUTY.c.code, func.count()).where(of_duties(scope, days)).group_by(month, DUTY.c.code)
    return {(row[0], row[1]): row[2] for row in conn.execute(asked)}


def count_visits(conn: Connection, scope: Scope, days: Days) -> dict[tuple[str, str], int]:
    """Return {(grid, code): households that entries name in sum}; grid "" where an entry names none."""
    asked = select(func.coalesce(DUTY.c.grid_id, ""), DUTY.c.code, func.count()).join(PART, PART.c.duty_id == DUTY.c.id)
    asked = asked.where(PART.c.sy_del == 0, of_duties(scope, days)).group_by(DUTY.c.grid_id, DUTY.c.code)
    return {(row[0], row[1]): row[2] for row in conn.execute(asked)}


def count_entries(conn: Connection, scope: Scope, days: Days) -> dict[str, int]:
    """Return {grid: entries}; grid "" where an entry names none."""
    asked = select(func.coalesce(DUTY.c.grid_id, ""), func.count()).where(of_duties(scope, days)).group_by(DUTY.c.grid_id)
    return {row[0]: row[1] for row in conn.execute(asked)}


def count_doers(conn: Connection, scope: Scope, days: Days) -> int:
    """Return how many different members did something."""
    asked = select(func.count(func.distinct(DUTY.c.member_id))).where(of_duties(scope, days))
    return conn.execute(asked).scalar_one()


def count_reached(conn: Connection, scope: Scope, days: Days) -> dict[str, int]:
    """Return {grid: its households that live here and that an entry of these days names, each counted once}."""
    named = select(PART.c.household_id).where(PART.c.sy_del == 0, PART.c.household_id == HOUSEHOLD.c.id)
    named = named.where(PART.c.day >= days.first, PART.c.day <= days.last)
    asked = select(HOUSEHOLD.c.grid_id, func.count()).join(GRID, (GRID.c.id == HOUSEHOLD.c.grid_id) & (GRID.c.sy_del == 0))
    asked = asked.where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.in_(LIVING), of_households(scope), named.exists())
    return {row[0]: row[1] for row in conn.execute(asked.group_by(HOUSEHOLD.c.grid_id))}
