"""What papers need, asked for in bulk: one question a kind of record, plain tuples, no question a grid."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, true

from kzzq_desktop.domain.changes import SyncBlob
from kzzq_desktop.domain.people import Household, HouseholdNeed, HouseholdStatus, Member, MemberPost, Resident, ResidentStatus
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER
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


class GridFacts(NamedTuple):
    """A grid and where it lies."""

    id: str
    number: int
    name: str
    village: str
    township: str


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


def list_grids(conn: Connection, village: str = "", grid: str = "") -> list[GridFacts]:
    """Return the grids of a village, one grid, or all, by village and number."""
    asked = (
        select(GRID.c.id, GRID.c.number, GRID.c.name, func.coalesce(DIVISION.c.name, ""), func.coalesce(TOWNSHIP.c.name, ""))
        .outerjoin(DIVISION, DIVISION.c.id == GRID.c.village_id)
        .outerjoin(TOWNSHIP, TOWNSHIP.c.id == DIVISION.c.parent_id)
        .where(GRID.c.sy_del == 0, _of_grids(village, grid))
        .order_by(GRID.c.village_id, GRID.c.number, GRID.c.id)
    )
    return [GridFacts._make(row) for row in conn.execute(asked)]


def find_grid(conn: Connection, id_start: str) -> str:
    """Return the grid whose id begins so, "" if there is none or more than one."""
    asked = select(GRID.c.id).where(GRID.c.id.startswith(id_start, autoescape=True), GRID.c.sy_del == 0).limit(2)
    found = conn.execute(asked).scalars().all()
    return found[0] if len(found) == 1 else ""


def list_leads(conn: Connection, village: str = "", grid: str = "") -> list[LeadFacts]:
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
    return [LeadFacts._make(row) for row in conn.execute(_within(asked, CONTACT.c.grid_id, village, grid))]


def list_posts(conn: Connection, village: str = "", grid: str = "") -> list[tuple[str, str]]:
    """Return (member, post) of the members of these grids, in a fixed order."""
    asked = select(POST.c.member_id, POST.c.post).where(POST.c.sy_del == 0).order_by(POST.c.member_id, POST.c.post)
    if village or grid:
        asked = asked.where(POST.c.member_id.in_(_within(select(CONTACT.c.member_id), CONTACT.c.grid_id, village, grid)))
    return [(row[0], row[1]) for row in conn.execute(asked)]


def list_households(conn: Connection, village: str = "", grid: str = "") -> list[HouseholdFacts]:
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
    return [HouseholdFacts._make(row) for row in conn.execute(_within(asked, HOUSEHOLD.c.grid_id, village, grid))]


def list_needs(conn: Connection, village: str = "", grid: str = "") -> list[tuple[str, str]]:
    """Return (household, need) of the households of these grids, in a fixed order."""
    asked = select(NEED.c.household_id, NEED.c.need).where(NEED.c.sy_del == 0).order_by(NEED.c.household_id, NEED.c.need)
    if village or grid:
        asked = asked.where(NEED.c.household_id.in_(_within(select(HOUSEHOLD.c.id), HOUSEHOLD.c.grid_id, village, grid)))
    return [(row[0], row[1]) for row in conn.execute(asked)]


def read_photos(conn: Connection, wanted: Sequence[str]) -> dict[str, bytes]:
    """Return {SHA-256: bytes} of these photos; unknown ones are left out."""
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        asked = select(BLOB.c.sha256, BLOB.c.data).where(BLOB.c.sha256.in_(wanted[start : start + CHUNK]))
        found.update((row[0], bytes(row[1])) for row in conn.execute(asked))
    return found


def _within(asked: Select[Any], column: ColumnElement[str], village: str, grid: str) -> Select[Any]:
    if not (village or grid):
        return asked
    return asked.where(column.in_(select(GRID.c.id).where(GRID.c.sy_del == 0, _of_grids(village, grid))))


def _of_grids(village: str, grid: str) -> ColumnElement[bool]:
    if grid:
        return GRID.c.id == grid
    return GRID.c.village_id == village if village else true()
