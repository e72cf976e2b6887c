"""Grids as plans, boards and cards need them, and who looks after them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, false, func, select, true

from kzzq_desktop.domain.board import GridCard, VillageCount
from kzzq_desktop.domain.grid_plan import LIVING, GridSpot, HouseholdSpot
from kzzq_desktop.domain.order import group_key, group_words
from kzzq_desktop.domain.people import Household, Member, MemberPost
from kzzq_desktop.domain.places import Branch, Division
from kzzq_desktop.domain.seats import MemberSpot
from kzzq_desktop.domain.work import Contact, Grid, GridRow, Role
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER, REACH
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK

HOUSEHOLD, MEMBER, GRID, CONTACT, DIVISION, BRANCH, POST = (
    table_of(kind) for kind in (Household, Member, Grid, Contact, Division, Branch, MemberPost)
)
Villages = Collection[str] | None


def list_household_spots(conn: Connection, villages: Villages = None) -> tuple[HouseholdSpot, ...]:
    """Return where households stand, of these villages or of all."""
    names = ("id", "village_id", "group_no", "building", "door_no", "status")
    asked = select(*(HOUSEHOLD.c[name] for name in names), func.coalesce(HOUSEHOLD.c.grid_id, "").label("grid"))
    asked = asked.where(HOUSEHOLD.c.sy_del == 0, _within(HOUSEHOLD.c.village_id, villages))
    return tuple(
        HouseholdSpot(row.id, row.village_id, row.group_no, row.building, row.door_no, row.status, row.grid)
        for row in conn.execute(asked)
    )


def list_grid_spots(conn: Connection, villages: Villages = None) -> tuple[GridSpot, ...]:
    """Return the grids of these villages or of all."""
    asked = select(GRID.c.id, GRID.c.village_id, GRID.c.number, GRID.c.name, GRID.c.locked)
    asked = asked.where(GRID.c.sy_del == 0, _within(GRID.c.village_id, villages)).order_by(GRID.c.village_id, GRID.c.number)
    return tuple(GridSpot(row.id, row.village_id, row.number, row.name, bool(row.locked)) for row in conn.execute(asked))


def list_member_spots(conn: Connection) -> tuple[MemberSpot, ...]:
    """Return all members with the group of their own household."""
    names = ("id", "name", "village_id", "birth", "eligibility", "eligibility_why", "household_id", "committee")
    asked = select(*(MEMBER.c[name] for name in names), HOUSEHOLD.c.group_no, HOUSEHOLD.c.building)
    asked = asked.outerjoin(HOUSEHOLD, (HOUSEHOLD.c.id == MEMBER.c.household_id) & (HOUSEHOLD.c.sy_del == 0))
    return tuple(
        MemberSpot(
            row.id, row.name, row.village_id or "", row.birth, row.eligibility, row.eligibility_why, row.household_id or "",
            row.group_no or "", row.building or "", bool(row.committee),
        )
        for row in conn.execute(asked.where(MEMBER.c.sy_del == 0))
    )  # fmt: skip


def list_leads(conn: Connection) -> dict[str, str]:
    """Return {grid: the member who leads it now}; the newest contact where two PCs named one each."""
    asked = select(CONTACT.c.grid_id, CONTACT.c.member_id).join(MEMBER, MEMBER.c.id == CONTACT.c.member_id)
    asked = asked.where(*_current_leads(), MEMBER.c.sy_del == 0).order_by(CONTACT.c.since, CONTACT.c.id)
    return {row.grid_id: row.member_id for row in conn.execute(asked)}


def open_contacts(conn: Connection, grids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Return {contact: (grid, member, why)} of the leads of these grids that have no end yet."""
    found: dict[str, tuple[str, str, str]] = {}
    for start in range(0, len(grids), CHUNK):
        asked = select(CONTACT.c.id, CONTACT.c.grid_id, CONTACT.c.member_id, CONTACT.c.why).where(*_current_leads())
        for row in conn.execute(asked.where(CONTACT.c.grid_id.in_(grids[start : start + CHUNK]))):
            found[row.id] = row.grid_id, row.member_id, row.why
    return found


def list_contacts(conn: Connection, grid_id: str) -> tuple[Contact, ...]:
    """Return everybody who ever looked after a grid, the newest first."""
    asked = select(CONTACT).where(CONTACT.c.grid_id == grid_id, CONTACT.c.sy_del == 0)
    asked = asked.order_by(CONTACT.c.until != "", CONTACT.c.since.desc(), CONTACT.c.id)
    return tuple(Contact(**row) for row in conn.execute(asked).mappings())


def read_grid(conn: Connection, grid_id: str) -> Grid | None:
    """Return a grid's record, None if it is unknown or removed."""
    row = conn.execute(select(GRID).where(GRID.c.id == grid_id, GRID.c.sy_del == 0)).mappings().first()
    return Grid(**row) if row else None


def household_grids(conn: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return {household: (village, grid or "")} of those that are not removed."""
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(ids), CHUNK):
        asked = select(HOUSEHOLD.c.id, HOUSEHOLD.c.village_id, HOUSEHOLD.c.grid_id).where(HOUSEHOLD.c.sy_del == 0)
        for row in conn.execute(asked.where(HOUSEHOLD.c.id.in_(ids[start : start + CHUNK]))):
            found[row.id] = row.village_id, row.grid_id or ""
    return found


def list_grid_rows(conn: Connection, villages: Villages = None, grids: Villages = None) -> tuple[GridRow, ...]:
    """Return grids as the board shows them, by village and number; all, or those of some villages, or some grids."""
    chosen = (GRID.c.sy_del == 0, _within(GRID.c.village_id, villages), _within(GRID.c.id, grids))
    inside = select(GRID.c.id).where(*chosen)
    loads = {row.grid_id: row for row in conn.execute(_loads(inside))}
    groups = _groups(conn, inside)
    leads = {row.grid_id: row for row in conn.execute(_lead_rows(inside))}
    asked = select(GRID, DIVISION.c.name.label("village")).outerjoin(DIVISION, DIVISION.c.id == GRID.c.village_id).where(*chosen)
    return tuple(
        _row(row, loads.get(row.id), leads.get(row.id), groups.get(row.id, ""))
        for row in conn.execute(asked.order_by(GRID.c.village_id, GRID.c.number, GRID.c.id))
    )


def read_card(conn: Connection, grid_id: str) -> GridCard:
    """Return what the card says of the member who leads a grid."""
    names = ("id", "name", "phone", "photo")
    asked = select(*(MEMBER.c[name] for name in names), CONTACT.c.since, CONTACT.c.why, CONTACT.c.approved_by, CONTACT.c.role)
    asked = asked.add_columns(BRANCH.c.name.label("branch")).join(CONTACT, CONTACT.c.member_id == MEMBER.c.id)
    asked = asked.outerjoin(BRANCH, BRANCH.c.id == MEMBER.c.branch_id)
    asked = asked.where(CONTACT.c.grid_id == grid_id, CONTACT.c.until == "", CONTACT.c.sy_del == 0, MEMBER.c.sy_del == 0)
    rows = conn.execute(asked.order_by(CONTACT.c.since.desc(), CONTACT.c.id.desc())).all()
    lead = next((row for row in rows if row.role == Role.LEAD), None)
    backup = next((row.name for row in rows if row.role == Role.BACKUP), "")
    if lead is None:
        return GridCard(grid_id, "", "", "", "", (), "", "", "", "", backup)
    posts = select(POST.c.post).where(POST.c.member_id == lead.id, POST.c.sy_del == 0).order_by(POST.c.post)
    held = tuple(conn.execute(posts).scalars())
    branch = lead.branch or ""
    return GridCard(
        grid_id, lead.id, lead.name, lead.phone, lead.photo or "", held, branch, lead.since, lead.why, lead.approved_by, backup
    )


def count_villages(conn: Connection) -> tuple[VillageCount, ...]:
    """Return every village that has households or grids, by code, with what stands in it."""
    placed = case((HOUSEHOLD.c.grid_id.is_not(None), 1), else_=0)
    homes = select(HOUSEHOLD.c.village_id, func.count().label("n"), func.sum(placed).label("placed"))
    homes = homes.where(HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.in_(LIVING)).group_by(HOUSEHOLD.c.village_id)
    households = {row.village_id: (row.n, row.placed) for row in conn.execute(homes)}
    led = (
        select(CONTACT.c.grid_id).join(MEMBER, MEMBER.c.id == CONTACT.c.member_id).where(*_current_leads(), MEMBER.c.sy_del == 0)
    )
    vacant = case((GRID.c.id.in_(led), 0), else_=1)
    counted = select(GRID.c.village_id, func.count().label("n"), func.sum(vacant).label("vacant"))
    counted = counted.where(GRID.c.sy_del == 0).group_by(GRID.c.village_id)
    grids = {row.village_id: (row.n, row.vacant) for row in conn.execute(counted)}
    names = {
        row.id: (row.name, row.parent_id or "")
        for row in conn.execute(select(DIVISION.c.id, DIVISION.c.name, DIVISION.c.parent_id))
    }
    found = []
    for village in sorted(households.keys() | grids.keys()):
        name, township = names.get(village, (village, ""))
        town = names.get(township, (township, ""))[0]
        found.append(VillageCount(village, name, township, town, *grids.get(village, (0, 0)), *households.get(village, (0, 0))))
    return tuple(found)


def _within(column: ColumnElement[Any], values: Villages) -> ColumnElement[bool]:
    if values is None:
        return true()
    return column.in_(list(values)) if values else false()


def _current_leads() -> tuple[ColumnElement[bool], ...]:
    return CONTACT.c.until == "", CONTACT.c.role == Role.LEAD, CONTACT.c.sy_del == 0


def _loads(grids: Select[Any]) -> Select[Any]:
    """Ask for each grid's households, people and the last day any of them was contacted."""
    people, last = func.sum(HOUSEHOLD_ORDER.c.people).label("people"), func.max(REACH.c.last_day).label("last_day")
    asked = select(HOUSEHOLD.c.grid_id, func.count().label("n"), people, last)
    asked = asked.outerjoin(HOUSEHOLD_ORDER, HOUSEHOLD_ORDER.c.household_id == HOUSEHOLD.c.id)
    asked = asked.outerjoin(REACH, REACH.c.household_id == HOUSEHOLD.c.id)
    asked = asked.where(HOUSEHOLD.c.grid_id.in_(grids), HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.in_(LIVING))
    return asked.group_by(HOUSEHOLD.c.grid_id)


def _groups(conn: Connection, grids: Select[Any]) -> dict[str, str]:
    asked = select(HOUSEHOLD.c.grid_id, HOUSEHOLD.c.group_no, HOUSEHOLD.c.building).distinct()
    asked = asked.where(HOUSEHOLD.c.grid_id.in_(grids), HOUSEHOLD.c.sy_del == 0, HOUSEHOLD.c.status.in_(LIVING))
    held: dict[str, dict[object, str]] = defaultdict(dict)
    for grid, group, building in sorted(conn.execute(asked), key=lambda row: group_key(row[1], row[2])):
        held[grid][group_key(group, building)] = group_words(group, building)
    return {grid: "、".join(words for words in found.values() if words) for grid, found in held.items()}


def _lead_rows(grids: Select[Any]) -> Select[Any]:
    asked = select(CONTACT.c.grid_id, CONTACT.c.since, MEMBER.c.id, MEMBER.c.name, MEMBER.c.phone)
    asked = asked.join(MEMBER, MEMBER.c.id == CONTACT.c.member_id)
    asked = asked.where(CONTACT.c.grid_id.in_(grids), *_current_leads(), MEMBER.c.sy_del == 0)
    return asked.order_by(CONTACT.c.since, CONTACT.c.id)


def _row(
    row: Row[*tuple[Any, ...]], load: Row[*tuple[Any, ...]] | None, lead: Row[*tuple[Any, ...]] | None, groups: str
) -> GridRow:
    return GridRow(
        id=row.id, village_id=row.village_id, village=row.village or "", number=row.number, name=row.name, groups=groups,
        locked=bool(row.locked), households=load.n if load else 0, people=(load.people or 0) if load else 0,
        member_id=lead.id if lead else "", member=lead.name if lead else "", member_phone=lead.phone if lead else "",
        since=lead.since if lead else "", reached=(load.last_day or "") if load else "",
    )  # fmt: skip
