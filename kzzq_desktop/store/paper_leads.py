"""Who led a grid one after another, for the paper that hands it over."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from kzzq_desktop.domain.people import Member, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Role
from kzzq_desktop.store.scopes import within_grids
from kzzq_desktop.store.tables import table_of

CONTACT, MEMBER, RESIDENT = (table_of(kind) for kind in (Contact, Member, Resident))


class LeadTerm(NamedTuple):
    """One member's time as lead of a grid: `until` "" while it lasts; `status` is that of his own record, "" without one."""

    grid_id: str
    name: str
    phone: str
    since: str
    until: str
    why: str
    approved_by: str
    status: str


def list_terms(conn: Connection, scope: Scope) -> list[LeadTerm]:
    """Return the terms of the scope's grids in the order in which they ended, the present one last."""
    asked = (
        select(
            CONTACT.c.grid_id, MEMBER.c.name, MEMBER.c.phone, CONTACT.c.since, CONTACT.c.until, CONTACT.c.why,
            CONTACT.c.approved_by, func.coalesce(RESIDENT.c.status, ""),
        )
        .join(MEMBER, and_(MEMBER.c.id == CONTACT.c.member_id, MEMBER.c.sy_del == 0))
        .outerjoin(RESIDENT, and_(RESIDENT.c.id == MEMBER.c.resident_id, RESIDENT.c.sy_del == 0))
        .where(CONTACT.c.sy_del == 0, CONTACT.c.role == Role.LEAD)
        .order_by(CONTACT.c.until == "", CONTACT.c.until, CONTACT.c.since, CONTACT.c.id)
    )  # fmt: skip
    return [LeadTerm._make(row) for row in conn.execute(within_grids(asked, CONTACT.c.grid_id, scope))]
