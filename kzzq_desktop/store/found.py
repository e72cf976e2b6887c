"""Where each thing found stands: village, group, grid."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from kzzq_desktop.domain.order import group_words
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.search import Hit
from kzzq_desktop.store.tables import table_of

HOUSEHOLD, RESIDENT, MEMBER, DIVISION, GRID = (table_of(kind) for kind in (Household, Resident, Member, Division, Grid))
HEAD = RESIDENT.alias("head")
_PLACE = (HOUSEHOLD.c.group_no, HOUSEHOLD.c.building, HOUSEHOLD.c.door_no, DIVISION.c.name.label("village"), GRID.c.number)
_HOUSEHOLD = (
    select(HOUSEHOLD.c.id, *_PLACE)
    .join(DIVISION, DIVISION.c.id == HOUSEHOLD.c.village_id, isouter=True)
    .join(GRID, (GRID.c.id == HOUSEHOLD.c.grid_id) & (GRID.c.sy_del == 0), isouter=True)
)
_RESIDENT = (
    select(RESIDENT.c.id, RESIDENT.c.household_id, HEAD.c.name.label("head"), *_PLACE)
    .join(HOUSEHOLD, HOUSEHOLD.c.id == RESIDENT.c.household_id)
    .join(HEAD, HEAD.c.id == HOUSEHOLD.c.head_id, isouter=True)
    .join(DIVISION, DIVISION.c.id == HOUSEHOLD.c.village_id, isouter=True)
    .join(GRID, (GRID.c.id == HOUSEHOLD.c.grid_id) & (GRID.c.sy_del == 0), isouter=True)
)
_MEMBER = select(MEMBER.c.id, DIVISION.c.name.label("village")).join(DIVISION, DIVISION.c.id == MEMBER.c.village_id, isouter=True)
_GRID = select(GRID.c.id, DIVISION.c.name.label("village")).join(DIVISION, DIVISION.c.id == GRID.c.village_id, isouter=True)
Details = dict[tuple[str, str], tuple[str, str, str]]


def details(conn: Connection, hits: Sequence[Hit]) -> Details:
    """Return {(kind, id): (detail, kind to open, id to open)} for the hits."""
    found: Details = {}
    for row in _rows(conn, _HOUSEHOLD, HOUSEHOLD.c.id, hits, "household"):
        found["household", row.id] = (_place(row), "household", row.id)
    for row in _rows(conn, _RESIDENT, RESIDENT.c.id, hits, "resident"):
        found["resident", row.id] = (f"{row.head or ''}家，{_place(row)}", "household", row.household_id)
    for row in _rows(conn, _MEMBER, MEMBER.c.id, hits, "member"):
        found["member", row.id] = (row.village or "", "member", row.id)
    for row in _rows(conn, _GRID, GRID.c.id, hits, "grid"):
        found["grid", row.id] = (row.village or "", "grid", row.id)
    return found


def hit_of(conn: Connection, kind: str, ref_id: str) -> Hit | None:
    """Return one thing as if it had been found, None if nothing finds it (removed or gone)."""
    title = conn.execute(select(SEARCH_KEY.c.title).where(SEARCH_KEY.c.kind == kind, SEARCH_KEY.c.ref_id == ref_id)).scalar()
    return Hit(kind, ref_id, title) if title else None


def _rows(
    conn: Connection, chosen: Select[tuple[object, ...]], column: ColumnElement[str], hits: Sequence[Hit], kind: str
) -> Iterable[Row[tuple[object, ...]]]:
    ids = [hit.ref_id for hit in hits if hit.kind == kind]
    return conn.execute(chosen.where(column.in_(ids))) if ids else ()


def _place(row: Row[tuple[object, ...]]) -> str:
    door = f"{row.door_no}号" if row.door_no else ""
    grid = f"·{row.number:02d}号网格" if row.number else ""
    where = " ".join(part for part in (row.village, f"{group_words(row.group_no, row.building)}{door}") if part)
    return f"{where}{grid}"
