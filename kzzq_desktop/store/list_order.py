"""What lists sort by, kept beside the records: names by pinyin, places in natural order, people, grid numbers."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, delete, func, insert, literal, select, update

from kzzq_desktop.domain.changes import SyncLog
from kzzq_desktop.domain.order import natural_key
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.store.derived import HOUSEHOLD_ORDER, MEMBER_ORDER
from kzzq_desktop.store.pinyin import sort_key
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK, CREATED, Touched

HOUSEHOLD, RESIDENT, MEMBER, GRID, LOG = (table_of(kind) for kind in (Household, Resident, Member, Grid, SyncLog))
NO_GRID = 1_000_000
GONE = ("moved_out", "deceased")
PLACED = frozenset({"village_id", "group_no", "building", "door_no", "head_id", "status", "stated_people", "sy_del"})
COUNTED = frozenset({"household_id", "status", "sy_del", "name"})
LAST = "9"


def refresh(conn: Connection, touched: Touched) -> None:
    """Write the order of everything touched anew."""
    households = touched.get(HOUSEHOLD.name, {})
    placed = {row_id for row_id, fields in households.items() if fields & (CREATED | PLACED)}
    placed |= _of_residents(conn, touched.get(RESIDENT.name, {}))
    _write_households(conn, sorted(placed))
    _write_grid_numbers(conn, [row_id for row_id, fields in households.items() if "grid_id" in fields and row_id not in placed])
    _renumber(conn, [row_id for row_id, fields in touched.get(GRID.name, {}).items() if fields & {"number", "sy_del"}])
    members = touched.get(MEMBER.name, {})
    _write_members(conn, [row_id for row_id, fields in members.items() if fields & (CREATED | {"name", "sy_del"})])


def rebuild(conn: Connection) -> None:
    """Derive both tables anew."""
    conn.execute(delete(HOUSEHOLD_ORDER))
    conn.execute(delete(MEMBER_ORDER))
    _write_households(conn, conn.execute(select(HOUSEHOLD.c.id)).scalars().all())
    _write_members(conn, conn.execute(select(MEMBER.c.id)).scalars().all())


def count_wrong(conn: Connection) -> int:
    """Return how many households' kept order differs from the derived one (0 in a sound file)."""
    kept = {tuple(row) for row in conn.execute(select(HOUSEHOLD_ORDER))}
    ids = conn.execute(select(HOUSEHOLD.c.id)).scalars().all()
    derived = {tuple(row.values()) for start in range(0, len(ids), CHUNK) for row in _derived(conn, ids[start : start + CHUNK])}
    return len(kept ^ derived)


def place_key(group_no: str, building: str, door_no: str) -> str:
    """Return text that sorts as a person reads places: 2组 before 10组, no group last, 12号 before 101号, no door last."""
    group = LAST if not (group_no.strip() or building.strip()) else f"{_text(group_no)}\t{_text(building)}"
    return f"{group}\t{_text(door_no) if door_no.strip() else LAST}"


def _text(words: str) -> str:
    """Return the natural key as text: numbers carry their length in front, so that 2 comes before 10."""
    return "".join(
        f"0{len(str(number)):02d}{number} " if kind == 0 else f"1{number:02d}{word} " for kind, number, word in natural_key(words)
    )


def _of_residents(conn: Connection, touched: dict[str, frozenset[str]]) -> set[str]:
    """Return the households these residents change: the one they are in, the one they left, the one they head."""
    stale = [row_id for row_id, fields in touched.items() if fields & (CREATED | COUNTED)]
    left = [row_id for row_id in stale if "household_id" in touched[row_id]]
    found: set[str] = set()
    for start in range(0, len(stale), CHUNK):
        chunk = stale[start : start + CHUNK]
        found.update(conn.execute(select(RESIDENT.c.household_id).where(RESIDENT.c.id.in_(chunk))).scalars())
        found.update(conn.execute(select(HOUSEHOLD.c.id).where(HOUSEHOLD.c.head_id.in_(chunk))).scalars())
    for start in range(0, len(left), CHUNK):
        patches = conn.execute(select(LOG.c.patch).where(LOG.c.row_id.in_(left[start : start + CHUNK]))).scalars()
        found.update(json.loads(patch).get("household_id", [""])[0] for patch in patches)
    return found


def _write_households(conn: Connection, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        conn.execute(delete(HOUSEHOLD_ORDER).where(HOUSEHOLD_ORDER.c.household_id.in_(chunk)))
        if rows := _derived(conn, chunk):
            conn.execute(insert(HOUSEHOLD_ORDER), rows)


def _derived(conn: Connection, ids: Sequence[str]) -> list[dict[str, object]]:
    live = case((RESIDENT.c.status.in_(GONE), 0), else_=1)
    people = select(func.coalesce(func.sum(live), 0)).where(RESIDENT.c.household_id == HOUSEHOLD.c.id, RESIDENT.c.sy_del == 0)
    head = select(RESIDENT.c.name).where(RESIDENT.c.id == HOUSEHOLD.c.head_id)
    chosen = select(
        *(HOUSEHOLD.c[name] for name in ("id", "village_id", "status", "group_no", "building", "door_no", "stated_people")),
        _grid_number().label("grid_no"),
        people.scalar_subquery().label("live"),
        func.coalesce(head.scalar_subquery(), "").label("head"),
    ).where(HOUSEHOLD.c.id.in_(ids), HOUSEHOLD.c.sy_del == 0)
    return [_row(row) for row in conn.execute(chosen)]


def _row(row: Row[*tuple[Any, ...]]) -> dict[str, object]:
    return {
        "household_id": row.id,
        "village_id": row.village_id,
        "status": row.status,
        "grid_no": row.grid_no,
        "people": row.stated_people if row.stated_people and row.live <= 1 else row.live,
        "name_key": sort_key(row.head),
        "place_key": place_key(row.group_no, row.building, row.door_no),
    }


def _grid_number() -> ColumnElement[int]:
    number = select(GRID.c.number).where(GRID.c.id == HOUSEHOLD.c.grid_id, GRID.c.sy_del == 0).scalar_subquery()
    return func.coalesce(number, literal(NO_GRID))


def _write_grid_numbers(conn: Connection, ids: Sequence[str]) -> None:
    """Households only changed their grid: nothing of names and places need be read."""
    number = select(_grid_number()).where(HOUSEHOLD.c.id == HOUSEHOLD_ORDER.c.household_id).scalar_subquery()
    for start in range(0, len(ids), CHUNK):
        chosen = HOUSEHOLD_ORDER.c.household_id.in_(ids[start : start + CHUNK])
        conn.execute(update(HOUSEHOLD_ORDER).where(chosen).values(grid_no=number))


def _renumber(conn: Connection, grids: Sequence[str]) -> None:
    for start in range(0, len(grids), CHUNK):
        chosen = select(HOUSEHOLD.c.id).where(HOUSEHOLD.c.grid_id.in_(grids[start : start + CHUNK]))
        _write_grid_numbers(conn, conn.execute(chosen).scalars().all())


def _write_members(conn: Connection, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        conn.execute(delete(MEMBER_ORDER).where(MEMBER_ORDER.c.member_id.in_(chunk)))
        live = conn.execute(select(MEMBER.c.id, MEMBER.c.name).where(MEMBER.c.id.in_(chunk), MEMBER.c.sy_del == 0))
        if rows := [{"member_id": row.id, "name_key": sort_key(row.name)} for row in live]:
            conn.execute(insert(MEMBER_ORDER), rows)
