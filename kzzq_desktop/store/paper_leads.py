"""Who led a grid one after another, for the paper that hands it over."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select, true

from kzzq_desktop.domain.people import Member, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.scopes import of_grids
from kzzq_desktop.store.tables import table_of

CONTACT, GRID, MEMBER, RESIDENT = (table_of(kind) for kind in (Contact, Grid, Member, Resident))


class LeadTerm(NamedTuple):
    """One member's time as lead of a grid: `until` "" while it lasts; `status` is that of his own record, "" without one.

    The name is "" of a member who is no longer on the roster.
    """

    grid_id: str
    member_id: str
    name: str
    phone: str
    since: str
    until: str
    why: str
    approved_by: str
    status: str


def list_terms(conn: Connection, scope: Scope) -> list[LeadTerm]:
    """Return the terms of the scope's grids in the order in which they ended, the present one last.

    A member's grids are those led now and those led before.
    """
    lead = and_(CONTACT.c.sy_del == 0, CONTACT.c.role == Role.LEAD)
    grids = select(GRID.c.id).where(GRID.c.sy_del == 0, true() if scope.member else of_grids(scope))
    if scope.member:
        grids = grids.where(GRID.c.id.in_(select(CONTACT.c.grid_id).where(lead, CONTACT.c.member_id == scope.member)))
    asked = (
        select(
            CONTACT.c.grid_id, CONTACT.c.member_id, func.coalesce(MEMBER.c.name, ""), func.coalesce(MEMBER.c.phone, ""),
            CONTACT.c.since, CONTACT.c.until, CONTACT.c.why, CONTACT.c.approved_by, func.coalesce(RESIDENT.c.status, ""),
        )
        .outerjoin(MEMBER, and_(MEMBER.c.id == CONTACT.c.member_id, MEMBER.c.sy_del == 0))
        .outerjoin(RESIDENT, and_(RESIDENT.c.id == MEMBER.c.resident_id, RESIDENT.c.sy_del == 0))
        .where(lead, CONTACT.c.grid_id.in_(grids))
        .order_by(CONTACT.c.until == "", CONTACT.c.until, CONTACT.c.since, CONTACT.c.id)
    )  # fmt: skip
    return [LeadTerm._make(row) for row in conn.execute(asked)]
