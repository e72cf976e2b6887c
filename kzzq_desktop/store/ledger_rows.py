"""What a full ledger is written from: households with their people, and members, in bulk and as plain tuples."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.people import read_needs, read_posts
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK

HOUSEHOLD, RESIDENT, MEMBER, GRID, CONTACT, BRANCH = (
    table_of(kind) for kind in (Household, Resident, Member, Grid, Contact, Branch)
)


class PersonFacts(NamedTuple):
    """A resident; `other_names` is a JSON list, `phones` joined by "|"."""

    id: str
    household_id: str
    name: str
    other_names: str
    relation: str
    sex: str
    birth: str
    id_number: str
    phones: str
    status: str
    note: str


class HomeFacts(NamedTuple):
    """A household with its grid (number 0 without one), the grid's lead now, its needs and its people as on record."""

    id: str
    village_id: str
    group_no: str
    building: str
    door_no: str
    address: str
    head_id: str
    stated_people: int | None
    status: str
    ledger_no: str
    note: str
    grid_number: int
    grid_name: str
    lead: str
    lead_phones: str
    needs: tuple[str, ...]
    people: tuple[PersonFacts, ...]


class MemberFacts(NamedTuple):
    """A party member with branch, posts and the head of his own household."""

    id: str
    village_id: str
    name: str
    other_names: str
    sex: str
    birth: str
    phone: str
    eligibility: str
    note: str
    branch: str
    own_head: str
    posts: tuple[str, ...]


def read_homes(conn: Connection, ids: Sequence[str]) -> Iterator[HomeFacts]:
    """Yield these households, some hundred at a question; those removed, and those without people, are left out."""
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        people, needs = _people(conn, chunk), read_needs(conn, chunk)
        found = conn.execute(HOMES.where(HOUSEHOLD.c.id.in_(chunk))).all()
        leads = _leads(conn, sorted({row.grid_id for row in found if row.grid_id}))
        for row in found:
            if row.id in people:
                grid = (row.number or 0, row.name or "", *leads.get(row.grid_id or "", ("", "")))
                yield HomeFacts._make((*row[: len(OWN)], *grid, needs.get(row.id, ()), tuple(people[row.id])))


def read_member_facts(conn: Connection, ids: Sequence[str]) -> Iterator[MemberFacts]:
    """Yield these members, those removed left out."""
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        posts = read_posts(conn, chunk)
        for row in conn.execute(MEMBERS.where(MEMBER.c.id.in_(chunk))):
            yield MemberFacts._make((*row, posts.get(row.id, ())))


def _people(conn: Connection, households: Sequence[str]) -> dict[str, list[PersonFacts]]:
    found: dict[str, list[PersonFacts]] = defaultdict(list)
    asked = select(*(RESIDENT.c[name] for name in PersonFacts._fields))
    asked = asked.where(RESIDENT.c.household_id.in_(households), RESIDENT.c.sy_del == 0)
    for row in conn.execute(asked.order_by(RESIDENT.c.place, RESIDENT.c.birth, RESIDENT.c.id)):
        found[row.household_id].append(PersonFacts._make(row))
    return found


def _leads(conn: Connection, grids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return {grid: (name, phones) of its lead now}; of two at once, the later one."""
    asked: Select[Any] = (
        select(CONTACT.c.grid_id, MEMBER.c.name, MEMBER.c.phone)
        .join(MEMBER, and_(MEMBER.c.id == CONTACT.c.member_id, MEMBER.c.sy_del == 0))
        .where(CONTACT.c.grid_id.in_(grids), CONTACT.c.until == "", CONTACT.c.role == Role.LEAD, CONTACT.c.sy_del == 0)
    )
    return {row.grid_id: (row.name, row.phone) for row in conn.execute(asked.order_by(CONTACT.c.since, CONTACT.c.id))}


OWN: tuple[ColumnElement[Any], ...] = (
    *(HOUSEHOLD.c[name] for name in ("id", "village_id", "group_no", "building", "door_no", "address")),
    func.coalesce(HOUSEHOLD.c.head_id, "").label("head_id"),
    *(HOUSEHOLD.c[name] for name in ("stated_people", "status", "ledger_no", "note")),
)
HOMES = (
    select(*OWN, HOUSEHOLD.c.grid_id, GRID.c.number, GRID.c.name)
    .outerjoin(GRID, and_(GRID.c.id == HOUSEHOLD.c.grid_id, GRID.c.sy_del == 0))
    .where(HOUSEHOLD.c.sy_del == 0)
)
MEMBERS = (
    select(
        MEMBER.c.id, func.coalesce(MEMBER.c.village_id, ""),
        *(MEMBER.c[name] for name in ("name", "other_names", "sex", "birth", "phone", "eligibility", "note")),
        func.coalesce(BRANCH.c.name, ""), func.coalesce(RESIDENT.c.name, ""),
    )
    .outerjoin(BRANCH, and_(BRANCH.c.id == MEMBER.c.branch_id, BRANCH.c.sy_del == 0))
    .outerjoin(HOUSEHOLD, and_(HOUSEHOLD.c.id == MEMBER.c.household_id, HOUSEHOLD.c.sy_del == 0))
    .outerjoin(RESIDENT, and_(RESIDENT.c.id == HOUSEHOLD.c.head_id, RESIDENT.c.sy_del == 0))
    .where(MEMBER.c.sy_del == 0)
)  # fmt: skip
