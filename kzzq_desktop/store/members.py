"""Party members as lists and cards show them: ids sorted and filtered in SQL, windows of light rows, contacts, photos."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from kzzq_desktop.domain.changes import SyncBlob
from kzzq_desktop.domain.listing import MemberFilter, MemberOrder
from kzzq_desktop.domain.people import Household, Member, MemberPost, MemberRow, Resident
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.store.derived import MEMBER_ORDER
from kzzq_desktop.store.people import read_posts
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK
from kzzq_desktop.store.word_filter import matching_ids

MEMBER, POST, BRANCH, DIVISION = table_of(Member), table_of(MemberPost), table_of(Branch), table_of(Division)
CONTACT, GRID, HOUSEHOLD, RESIDENT, BLOB = (table_of(kind) for kind in (Contact, Grid, Household, Resident, SyncBlob))
NOW = (CONTACT.c.until == "") & (CONTACT.c.sy_del == 0)
# How many households stand in the grids each member looks after now.
BURDEN = (
    select(CONTACT.c.member_id, func.count(HOUSEHOLD.c.id).label("households"))
    .join(GRID, (GRID.c.id == CONTACT.c.grid_id) & (GRID.c.sy_del == 0))
    .outerjoin(HOUSEHOLD, (HOUSEHOLD.c.grid_id == GRID.c.id) & (HOUSEHOLD.c.sy_del == 0))
    .where(NOW)
    .group_by(CONTACT.c.member_id)
)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One stretch of looking after a grid; `until` is "" while it lasts."""

    grid_id: str
    village: str
    number: int
    role: str
    since: str
    until: str
    why: str
    households: int


def list_member_ids(
    conn: Connection, chosen: MemberFilter, order: str = MemberOrder.NAME, *, down: bool = False
) -> tuple[str, ...]:
    """Return the ids of the members wanted, in order."""
    asked = select(MEMBER.c.id).join(MEMBER_ORDER, MEMBER_ORDER.c.member_id == MEMBER.c.id)
    asked = _filtered(conn, asked, chosen)
    key, asked = _sorted(asked, MemberOrder(order))
    named = MEMBER_ORDER.c.name_key
    return tuple(
        conn.execute(asked.order_by(key.desc() if down else key, named.desc() if down else named, MEMBER.c.id)).scalars()
    )


def read_members(conn: Connection, ids: Sequence[str]) -> tuple[MemberRow, ...]:
    """Return the rows of these members in the order of `ids`; those removed are left out."""
    rows: dict[str, MemberRow] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        posts, grids = read_posts(conn, chunk), _grids(conn, chunk)
        burden = {row.member_id: row.households for row in conn.execute(BURDEN.where(CONTACT.c.member_id.in_(chunk)))}
        for row in conn.execute(ROWS.where(MEMBER.c.id.in_(chunk))):
            phone, village, branch = row.phone.split("|")[0], row.village or "", row.branch or ""
            whose = (row.id, row.name, row.sex, row.birth, phone, row.village_id or "", village, branch, row.eligibility)
            rows[row.id] = MemberRow(*whose, posts.get(row.id, ()), grids.get(row.id, ()), burden.get(row.id, 0))
    return tuple(rows[row_id] for row_id in ids if row_id in rows)


def read_member(conn: Connection, member_id: str) -> Member | None:
    """Return one member's whole record, detached, or None if it was removed."""
    row = conn.execute(select(MEMBER).where(MEMBER.c.id == member_id, MEMBER.c.sy_del == 0)).mappings().first()
    return Member(**row) if row else None


def list_contacts(conn: Connection, member_id: str) -> tuple[ContactRow, ...]:
    """Return which grids a member looks after and looked after: those of now first, then the latest."""
    count = select(func.count()).where(HOUSEHOLD.c.grid_id == GRID.c.id, HOUSEHOLD.c.sy_del == 0).scalar_subquery()
    village = func.coalesce(DIVISION.c.name, "").label("village")
    own = (CONTACT.c[name] for name in ("role", "since", "until", "why"))
    asked = (
        select(CONTACT.c.grid_id, village, GRID.c.number, *own, count.label("households"))
        .join(GRID, GRID.c.id == CONTACT.c.grid_id)
        .outerjoin(DIVISION, DIVISION.c.id == GRID.c.village_id)
        .where(CONTACT.c.member_id == member_id, CONTACT.c.sy_del == 0)
        .order_by(CONTACT.c.until != "", CONTACT.c.since.desc(), GRID.c.number)
    )
    return tuple(ContactRow(**row) for row in conn.execute(asked).mappings())


def list_post_ids(conn: Connection, member_id: str) -> dict[str, str]:
    """Return {post row: post} of a member, removed ones too."""
    return {row.id: row.post for row in conn.execute(select(POST.c.id, POST.c.post).where(POST.c.member_id == member_id))}


def list_current_contacts(conn: Connection, member_id: str) -> tuple[str, ...]:
    """Return the ids of the contacts a member holds now."""
    return tuple(conn.execute(select(CONTACT.c.id).where(CONTACT.c.member_id == member_id, NOW)).scalars())


def find_branch(conn: Connection, name: str, village_id: str) -> str:
    """Return the branch of this name in this village, or the only one of the name, "" if there is none."""
    asked = select(BRANCH.c.id, BRANCH.c.division_id).where(BRANCH.c.name == name, BRANCH.c.sy_del == 0)
    rows = conn.execute(asked).all()
    here = [row.id for row in rows if row.division_id == village_id] or ([rows[0].id] if len(rows) == 1 else [])
    return here[0] if here else ""


def find_own_household(conn: Connection, name: str, village_id: str) -> tuple[tuple[str, str], ...]:
    """Return (household, resident) of the living residents of a village who bear this name."""
    asked = (
        select(RESIDENT.c.household_id, RESIDENT.c.id)
        .join(HOUSEHOLD, HOUSEHOLD.c.id == RESIDENT.c.household_id)
        .where(RESIDENT.c.name == name, RESIDENT.c.sy_del == 0, RESIDENT.c.status.in_(("here", "away")))
        .where(HOUSEHOLD.c.village_id == village_id, HOUSEHOLD.c.sy_del == 0)
    )
    return tuple((row.household_id, row.id) for row in conn.execute(asked))


def keep_blob(conn: Connection, data: bytes, mime: str) -> str:
    """Keep a photo by its content inside the encrypted file; return its SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    if conn.execute(select(BLOB.c.size).where(BLOB.c.sha256 == sha256)).first() is None:
        conn.execute(insert(BLOB), {"sha256": sha256, "size": len(data), "mime": mime, "data": data})
    return sha256


def read_blob(conn: Connection, sha256: str) -> bytes:
    """Return a photo's bytes, b"" if it has not come yet (its record may arrive first)."""
    data: bytes | None = conn.execute(select(BLOB.c.data).where(BLOB.c.sha256 == sha256)).scalar()
    return data or b""


def _filtered(conn: Connection, asked: Select[Any], chosen: MemberFilter) -> Select[Any]:
    wanted = {"village_id": chosen.village_id, "branch_id": chosen.branch_id, "eligibility": chosen.eligibility}
    asked = asked.where(MEMBER.c.sy_del == 0, *(MEMBER.c[name] == value for name, value in wanted.items() if value))
    if chosen.without_grid:
        asked = asked.where(MEMBER.c.id.not_in(select(CONTACT.c.member_id).where(NOW)))
    if (matching := matching_ids(conn, "member", chosen.words)) is not None:
        asked = asked.where(MEMBER.c.id.in_(matching))
    return asked


def _sorted(asked: Select[Any], order: MemberOrder) -> tuple[ColumnElement[Any], Select[Any]]:
    if order is MemberOrder.BRANCH:
        return func.coalesce(BRANCH.c.name, "\uffff"), asked.outerjoin(BRANCH, BRANCH.c.id == MEMBER.c.branch_id)
    if order is MemberOrder.HOUSEHOLDS:
        burden = BURDEN.subquery()
        return func.coalesce(burden.c.households, 0), asked.outerjoin(burden, burden.c.member_id == MEMBER.c.id)
    plain = {
        MemberOrder.NAME: MEMBER_ORDER.c.name_key,
        MemberOrder.VILLAGE: MEMBER.c.village_id,
        MemberOrder.BIRTH: MEMBER.c.birth,
    }
    return plain[order], asked


def _grids(conn: Connection, members: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    asked = select(CONTACT.c.member_id, GRID.c.number).join(GRID, (GRID.c.id == CONTACT.c.grid_id) & (GRID.c.sy_del == 0))
    for row in conn.execute(asked.where(CONTACT.c.member_id.in_(members), NOW).order_by(GRID.c.village_id, GRID.c.number)):
        found[row.member_id].append(f"{row.number:02d}")
    return {member: tuple(grids) for member, grids in found.items()}


ROWS = (
    select(
        *(MEMBER.c[name] for name in ("id", "name", "sex", "birth", "phone", "village_id", "eligibility")),
        DIVISION.c.name.label("village"),
        BRANCH.c.name.label("branch"),
    )
    .outerjoin(DIVISION, DIVISION.c.id == MEMBER.c.village_id)
    .outerjoin(BRANCH, (BRANCH.c.id == MEMBER.c.branch_id) & (BRANCH.c.sy_del == 0))
    .where(MEMBER.c.sy_del == 0)
)
