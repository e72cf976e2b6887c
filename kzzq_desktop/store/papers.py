"""What papers need, asked for in bulk: one question a kind of record, plain tuples, no question a grid."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from kzzq_desktop.domain.changes import SyncBlob
from kzzq_desktop.domain.people import Household, HouseholdNeed, HouseholdStatus, Member, MemberPost, Resident, ResidentStatus
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER
from kzzq_desktop.store.scopes import is_all, of_grids, within_grids
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK

GRID, CONTACT, MEMBER, POST, BRANCH, BLOB, HOUSEHOLD, RESIDENT, NEED, DIVISION = (
    table_of(kind) for kind in (Grid, Contact, Member, MemberPost, Branch, SyncBlob, Household, Resident, HouseholdNeed, Division)
)
TOWNSHIP = DIVISION.alias("township")
OWN = RESIDENT.alias("own")
ORDER = HOUSEHOLD_ORDER.c
GONE = (HouseholdStatus.MOVED, HouseholdStatus.CLOSED)
LEFT = (ResidentStatus.MOVED, ResidentStatus.DECEASED)
EVERYTHING = Scope()


class GridFacts(NamedTuple):
    """A grid and where it lies."""

    id: str
    number: int
    name: str
    village: str
    township: str
    village_id: str


class LeadFacts(NamedTuple):
    """Who looks after a grid now. `status` is that of the member's own record as a resident, "" where there is none."""

    grid_id: str
    member_id: str
    name: str
    phone: str
    branch: str
    since: str
    photo: str
    status: str


class HouseholdFacts(NamedTuple):
    """A household of a grid, its head's own facts last; `head_status` is "" where no head is on record."""

    grid_id: str
    id: str
    group_no: str
    building: str
    door_no: str
    address: str
    phone: str
    status: str
    away_where: str
    away_return: str
    note: str
    people: int
    head: str
    head_phones: str
    head_birth: str
    head_id_number: str
    head_status: str


def list_grids(conn: Connection, scope: Scope = EVERYTHING) -> list[GridFacts]:
    """Return the grids of the scope by village and number."""
    asked = (
        select(
            GRID.c.id, GRID.c.number, GRID.c.name, func.coalesce(DIVISION.c.name, ""), func.coalesce(TOWNSHIP.c.name, ""),
            GRID.c.village_id,
        )
        .outerjoin(DIVISION, DIVISION.c.id == GRID.c.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.c.id == DIVISION.c.parent_id)
        .where(GRID.c.sy_del == 0, of_grids(scope))
        .order_by(GRID.c.village_id, GRID.c.number, GRID.c.id)
    )  # fmt: skip
    return [GridFacts._make(row) for row in conn.execute(asked)]


def list_leads(conn: Connection, scope: Scope = EVERYTHING) -> list[LeadFacts]:
    """Return the lead of each grid that has one now; of two at once, the later one last."""
    asked = (
        select(
            CONTACT.c.grid_id, MEMBER.c.id, MEMBER.c.name, MEMBER.c.phone, func.coalesce(BRANCH.c.name, ""), CONTACT.c.since,
            func.coalesce(MEMBER.c.photo, ""), func.coalesce(OWN.c.status, ""),
        )
        .join(MEMBER, and_(MEMBER.c.id == CONTACT.c.member_id, MEMBER.c.sy_del == 0))
        .outerjoin(BRANCH, and_(BRANCH.c.id == MEMBER.c.branch_id, BRANCH.c.sy_del == 0))
        .outerjoin(OWN, and_(OWN.c.id == MEMBER.c.resident_id, OWN.c.sy_del == 0))
        .where(CONTACT.c.sy_del == 0, CONTACT.c.until == "", CONTACT.c.role == Role.LEAD)
        .order_by(CONTACT.c.since, CONTACT.c.id)
    )  # fmt: skip
    return [LeadFacts._make(row) for row in conn.execute(within_grids(asked, CONTACT.c.grid_id, scope))]


def list_posts(conn: Connection, scope: Scope = EVERYTHING) -> list[tuple[str, str]]:
    """Return (member, post) of the members of these grids, in a fixed order."""
    asked = select(POST.c.member_id, POST.c.post).where(POST.c.sy_del == 0).order_by(POST.c.member_id, POST.c.post)
    if not is_all(scope):
        asked = asked.where(POST.c.member_id.in_(within_grids(select(CONTACT.c.member_id), CONTACT.c.grid_id, scope)))
    return [(row[0], row[1]) for row in conn.execute(asked)]


def list_households(conn: Connection, scope: Scope = EVERYTHING) -> list[HouseholdFacts]:
    """Return the households of the grids by place, those moved away or closed left out; not ordered by grid."""
    asked = (
        select(
            *(HOUSEHOLD.c[name] for name in HouseholdFacts._fields[:11]), func.coalesce(ORDER.people, 0),
            *(func.coalesce(RESIDENT.c[name], "") for name in ("name", "phones", "birth", "id_number", "status")),
        )
        .outerjoin(RESIDENT, and_(RESIDENT.c.id == HOUSEHOLD.c.head_id, RESIDENT.c.sy_del == 0))
        .outerjoin(HOUSEHOLD_ORDER, ORDER.household_id == HOUSEHOLD.c.id)
        .where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.grid_id.is_not(None), HOUSEHOLD.c.status.not_in(GONE))
        .order_by(ORDER.village_id, ORDER.place_key, HOUSEHOLD.c.id)
    )  # fmt: skip
    return [HouseholdFacts._make(row) for row in conn.execute(within_grids(asked, HOUSEHOLD.c.grid_id, scope))]


def list_needs(conn: Connection, scope: Scope = EVERYTHING) -> list[tuple[str, str]]:
    """Return (household, need) of the households of these grids, in a fixed order."""
    asked = select(NEED.c.household_id, NEED.c.need).where(NEED.c.sy_del == 0).order_by(NEED.c.household_id, NEED.c.need)
    if not is_all(scope):
        asked = asked.where(NEED.c.household_id.in_(within_grids(select(HOUSEHOLD.c.id), HOUSEHOLD.c.grid_id, scope)))
    return [(row[0], row[1]) for row in conn.execute(asked)]


def read_photos(conn: Connection, wanted: Sequence[str]) -> dict[str, bytes]:
    """Return {SHA-256: bytes} of these photos; unknown ones are left out."""
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        asked = select(BLOB.c.sha256, BLOB.c.data).where(BLOB.c.sha256.in_(wanted[start : start + CHUNK]))
        found.update((row[0], bytes(row[1])) for row in conn.execute(asked))
    return found
