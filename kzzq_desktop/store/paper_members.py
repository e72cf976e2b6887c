"""What papers of members need, and who else answers in a village: one question a kind of record, plain tuples."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from kzzq_desktop.domain.people import Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.scopes import of_grids, of_members
from kzzq_desktop.store.tables import table_of

CONTACT, MEMBER, POST, BRANCH, RESIDENT, GRID, DIVISION = (
    table_of(kind) for kind in (Contact, Member, MemberPost, Branch, Resident, Grid, Division)
)


class MemberFacts(NamedTuple):
    """A party member. `status` is that of the own record as a resident, "" where there is none."""

    id: str
    name: str
    phone: str
    branch: str
    photo: str
    status: str


class LedGrid(NamedTuple):
    """A grid that a member looks after now."""

    member_id: str
    grid_id: str
    number: int
    name: str
    village: str


class SecretaryFacts(NamedTuple):
    """The secretary of a branch of a village in which the scope has grids."""

    village_id: str
    branch: str
    name: str
    phone: str


def list_members(conn: Connection, scope: Scope) -> list[MemberFacts]:
    """Return the members of the scope by village, branch and name."""
    asked = (
        select(
            MEMBER.c.id, MEMBER.c.name, MEMBER.c.phone, func.coalesce(BRANCH.c.name, ""),
            func.coalesce(MEMBER.c.photo, ""), func.coalesce(RESIDENT.c.status, ""),
        )
        .outerjoin(BRANCH, and_(BRANCH.c.id == MEMBER.c.branch_id, BRANCH.c.sy_del == 0))
        .outerjoin(RESIDENT, and_(RESIDENT.c.id == MEMBER.c.resident_id, RESIDENT.c.sy_del == 0))
        .where(MEMBER.c.sy_del == 0, of_members(scope))
        .order_by(MEMBER.c.village_id, MEMBER.c.branch_id, MEMBER.c.name, MEMBER.c.id)
    )  # fmt: skip
    return [MemberFacts._make(row) for row in conn.execute(asked)]


def list_led_grids(conn: Connection, scope: Scope) -> list[LedGrid]:
    """Return all grids that the members of the scope look after now, by village and number."""
    asked = (
        select(CONTACT.c.member_id, GRID.c.id, GRID.c.number, GRID.c.name, func.coalesce(DIVISION.c.name, ""))
        .join(MEMBER, and_(MEMBER.c.id == CONTACT.c.member_id, MEMBER.c.sy_del == 0))
        .join(GRID, and_(GRID.c.id == CONTACT.c.grid_id, GRID.c.sy_del == 0))
        .outerjoin(DIVISION, DIVISION.c.id == GRID.c.village_id)
        .where(CONTACT.c.sy_del == 0, CONTACT.c.until == "", CONTACT.c.role == Role.LEAD, of_members(scope))
        .order_by(GRID.c.village_id, GRID.c.number, GRID.c.id)
    )
    return [LedGrid._make(row) for row in conn.execute(asked)]


def list_member_posts(conn: Connection, scope: Scope) -> list[tuple[str, str]]:
    """Return (member, post) of the members of the scope, in a fixed order."""
    asked = (
        select(POST.c.member_id, POST.c.post)
        .join(MEMBER, MEMBER.c.id == POST.c.member_id)
        .where(POST.c.sy_del == 0, MEMBER.c.sy_del == 0, of_members(scope))
        .order_by(POST.c.member_id, POST.c.post)
    )
    return [(row[0], row[1]) for row in conn.execute(asked)]


def list_secretaries(conn: Connection, scope: Scope) -> list[SecretaryFacts]:
    """Return the named secretaries of the branches of these grids' villages, in a fixed order."""
    villages = select(GRID.c.village_id).where(GRID.c.sy_del == 0, of_grids(scope))
    asked = (
        select(BRANCH.c.division_id, BRANCH.c.name, BRANCH.c.secretary, BRANCH.c.secretary_phone)
        .where(BRANCH.c.sy_del == 0, BRANCH.c.secretary != "", BRANCH.c.division_id.in_(villages))
        .order_by(BRANCH.c.division_id, BRANCH.c.name, BRANCH.c.id)
    )
    return [SecretaryFacts._make(row) for row in conn.execute(asked)]
