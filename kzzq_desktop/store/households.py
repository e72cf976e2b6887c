"""Households as lists and cards show them: ids sorted and filtered in SQL, windows of light rows by ids."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder
from kzzq_desktop.domain.people import Household, HouseholdNeed, HouseholdRow, Member, Resident, ResidentRow
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Contact, Grid, Role
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER, REACH
from kzzq_desktop.store.list_order import NO_GRID
from kzzq_desktop.store.people import read_needs
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK
from kzzq_desktop.store.word_filter import matching_households

HOUSEHOLD, RESIDENT, NEED = table_of(Household), table_of(Resident), table_of(HouseholdNeed)
GRID, CONTACT, MEMBER, DIVISION = table_of(Grid), table_of(Contact), table_of(Member), table_of(Division)
ORDER = HOUSEHOLD_ORDER.c


def list_household_ids(
    conn: Connection, chosen: HouseholdFilter, order: str = HouseholdOrder.PLACE, *, down: bool = False
) -> tuple[str, ...]:
    """Return the ids of the households wanted, in order; never contacted comes before the longest ago."""
    asked = _filtered(conn, select(ORDER.household_id), chosen)
    if order == HouseholdOrder.REACHED:
        asked = asked.outerjoin(REACH, REACH.c.household_id == ORDER.household_id)
    keys = _keys(order)
    asked = asked.order_by(*(key.desc() if down else key for key in keys), ORDER.household_id)
    return tuple(conn.execute(asked).scalars())


def count_households(conn: Connection, chosen: HouseholdFilter) -> int:
    """Return how many households are wanted."""
    counted: int = conn.execute(_filtered(conn, select(func.count()).select_from(HOUSEHOLD_ORDER), chosen)).scalar_one()
    return counted


def read_households(conn: Connection, ids: Sequence[str]) -> tuple[HouseholdRow, ...]:
    """Return the rows of these households in the order of `ids`; those removed are left out."""
    rows: dict[str, HouseholdRow] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        needs = read_needs(conn, chunk)
        found = conn.execute(ROWS.where(HOUSEHOLD.c.id.in_(chunk))).all()
        members = _leads_of(conn, sorted({row.grid_id for row in found if row.grid_id}))
        for row in found:
            rows[row.id] = _row(row, needs.get(row.id, ()), members.get(row.grid_id or "", ""))
    return tuple(rows[row_id] for row_id in ids if row_id in rows)


def read_household(conn: Connection, household_id: str) -> Household | None:
    """Return one household's whole record, detached, or None if it was removed."""
    row = conn.execute(select(HOUSEHOLD).where(HOUSEHOLD.c.id == household_id, HOUSEHOLD.c.sy_del == 0)).mappings().first()
    return Household(**row) if row else None


def read_residents(conn: Connection, household_id: str) -> tuple[Resident, ...]:
    """Return a household's residents in their order, the head first."""
    head = select(HOUSEHOLD.c.head_id).where(HOUSEHOLD.c.id == household_id).scalar_subquery()
    asked = select(RESIDENT).where(RESIDENT.c.household_id == household_id, RESIDENT.c.sy_del == 0)
    asked = asked.order_by((RESIDENT.c.id != head), RESIDENT.c.place, RESIDENT.c.birth, RESIDENT.c.id)
    return tuple(Resident(**row) for row in conn.execute(asked).mappings())


def read_resident(conn: Connection, resident_id: str) -> Resident | None:
    """Return one resident's whole record, or None if it was removed."""
    row = conn.execute(select(RESIDENT).where(RESIDENT.c.id == resident_id, RESIDENT.c.sy_del == 0)).mappings().first()
    return Resident(**row) if row else None


def light_resident(record: Resident) -> ResidentRow:
    """Return a resident as a card shows it."""
    held = record.model_dump(include={"id", "household_id", "name", "relation", "sex", "birth", "id_number", "status"})
    return ResidentRow(**held, phones=tuple(phone for phone in record.phones.split("|") if phone))


def find_id_numbers(conn: Connection, numbers: Sequence[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Return {ID number: [(resident id, name, household id)]} of living records that hold one of these numbers."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    asked = select(RESIDENT.c.id_number, RESIDENT.c.id, RESIDENT.c.name, RESIDENT.c.household_id)
    wanted = [number for number in numbers if number]
    for row in conn.execute(asked.where(RESIDENT.c.id_number.in_(wanted), RESIDENT.c.sy_del == 0)):
        found[row.id_number].append((row.id, row.name, row.household_id))
    return found


def list_need_ids(conn: Connection, household_id: str) -> tuple[str, ...]:
    """Return the ids of a household's needs."""
    return tuple(conn.execute(select(NEED.c.id).where(NEED.c.household_id == household_id, NEED.c.sy_del == 0)).scalars())


def lead_of(conn: Connection, grid_id: str) -> tuple[str, str, str]:
    """Return (id, name, phone) of the member who leads a grid now, three "" when nobody does."""
    asked = select(MEMBER.c.id, MEMBER.c.name, MEMBER.c.phone).join(CONTACT, CONTACT.c.member_id == MEMBER.c.id)
    asked = asked.where(CONTACT.c.grid_id == grid_id, CONTACT.c.until == "", CONTACT.c.role == Role.LEAD, CONTACT.c.sy_del == 0)
    row = conn.execute(asked.order_by(CONTACT.c.since.desc(), CONTACT.c.id.desc())).first()
    return (row.id, row.name, row.phone.split("|")[0]) if row else ("", "", "")


def resident_names(conn: Connection, household_id: str) -> dict[str, str]:
    """Return {resident: name} of everybody who ever stood in a household's record, removed ones too."""
    asked = select(RESIDENT.c.id, RESIDENT.c.name).where(RESIDENT.c.household_id == household_id)
    return {row.id: row.name for row in conn.execute(asked)}


def need_names(conn: Connection, household_id: str) -> dict[str, str]:
    """Return {need row: need} of a household, removed ones too."""
    return {row.id: row.need for row in conn.execute(select(NEED.c.id, NEED.c.need).where(NEED.c.household_id == household_id))}


def grid_numbers(conn: Connection, grids: Sequence[str]) -> dict[str, int]:
    """Return {grid: number}, removed ones too."""
    return {row.id: row.number for row in conn.execute(select(GRID.c.id, GRID.c.number).where(GRID.c.id.in_(grids)))}


def joined_names(other_names: str) -> str:
    """Return a JSON list of other spellings as the clerk reads it."""
    return "、".join(json.loads(other_names))


def _filtered(conn: Connection, asked: Select[Any], chosen: HouseholdFilter) -> Select[Any]:
    if chosen.village_id:
        asked = asked.where(ORDER.village_id == chosen.village_id)
    if chosen.statuses:
        asked = asked.where(ORDER.status.in_(chosen.statuses))
    if chosen.need:
        needing = select(NEED.c.household_id).where(NEED.c.need == chosen.need, NEED.c.sy_del == 0)
        asked = asked.where(ORDER.household_id.in_(needing))
    if chosen.without_grid:
        asked = asked.where(ORDER.grid_no == NO_GRID)
    if chosen.grid_id:
        asked = asked.where(ORDER.household_id.in_(select(HOUSEHOLD.c.id).where(HOUSEHOLD.c.grid_id == chosen.grid_id)))
    if (matching := matching_households(conn, chosen.words)) is not None:
        asked = asked.where(ORDER.household_id.in_(matching))
    return asked


def _keys(order: str) -> tuple[ColumnElement[object], ...]:
    place = (ORDER.village_id, ORDER.place_key)
    return {
        HouseholdOrder.PLACE: place,
        HouseholdOrder.NAME: (ORDER.name_key,),
        HouseholdOrder.PEOPLE: (ORDER.people, *place),
        HouseholdOrder.GRID: (ORDER.village_id, ORDER.grid_no, ORDER.place_key),
        HouseholdOrder.REACHED: (func.coalesce(REACH.c.last_day, ""), *place),
    }[HouseholdOrder(order)]


def _leads_of(conn: Connection, grids: Sequence[str]) -> dict[str, str]:
    """Return {grid: its lead member's name}; grids without one are left out."""
    asked = (
        select(CONTACT.c.grid_id, MEMBER.c.name)
        .join(MEMBER, MEMBER.c.id == CONTACT.c.member_id)
        .where(CONTACT.c.grid_id.in_(grids), CONTACT.c.until == "", CONTACT.c.role == Role.LEAD, CONTACT.c.sy_del == 0)
    )
    return {row.grid_id: row.name for row in conn.execute(asked.order_by(CONTACT.c.since, CONTACT.c.id))}


def _row(row: Row[*tuple[Any, ...]], needs: tuple[str, ...], member: str) -> HouseholdRow:
    phone = row.phone or str(row.phones or "").split("|")[0]
    return HouseholdRow(
        id=row.id, head=row.head or "", village_id=row.village_id, village=row.village or "", group_no=row.group_no,
        building=row.building, door_no=row.door_no, address=row.address, people=row.people or 0, phone=phone, status=row.status,
        needs=needs, grid_id=row.grid_id or "", grid_number=row.number or 0, member=member, reached=row.last_day or "",
    )  # fmt: skip


ROWS = (
    select(
        *(HOUSEHOLD.c[name] for name in ("id", "village_id", "group_no", "building", "door_no", "address", "phone", "status")),
        GRID.c.id.label("grid_id"),
        GRID.c.number,
        RESIDENT.c.name.label("head"),
        RESIDENT.c.phones,
        DIVISION.c.name.label("village"),
        ORDER.people,
        REACH.c.last_day,
    )
    .outerjoin(RESIDENT, RESIDENT.c.id == HOUSEHOLD.c.head_id)
    .outerjoin(DIVISION, DIVISION.c.id == HOUSEHOLD.c.village_id)
    .outerjoin(GRID, (GRID.c.id == HOUSEHOLD.c.grid_id) & (GRID.c.sy_del == 0))
    .outerjoin(HOUSEHOLD_ORDER, ORDER.household_id == HOUSEHOLD.c.id)
    .outerjoin(REACH, REACH.c.household_id == HOUSEHOLD.c.id)
    .where(HOUSEHOLD.c.sy_del == 0)
)
