"""Duties: the log's ids and rows, counts by month, and what one entry holds."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, or_, select

from kzzq_desktop.domain.duty_log import DutyCount, DutyFilter
from kzzq_desktop.domain.people import Member
from kzzq_desktop.domain.places import Division
from kzzq_desktop.domain.work import Duty, DutyHousehold, DutyRow, Grid
from kzzq_desktop.store.derived import MEMBER_ORDER
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK

DUTY, PART, GRID, MEMBER, DIVISION = (table_of(kind) for kind in (Duty, DutyHousehold, Grid, Member, Division))
SORTS = ("day", "code", "grid", "member")


def list_duty_ids(conn: Connection, chosen: DutyFilter, sort: str = "day", *, down: bool = True) -> list[str]:
    """Return the ids of the duties asked for, sorted by one of SORTS; the newest come first among equals."""
    columns = [column.desc() if down else column.asc() for column in _sorted_by(sort)]
    asked = _joined(select(DUTY.c.id), sort).where(*_narrowed(chosen))
    return [row.id for row in conn.execute(asked.order_by(*columns, DUTY.c.day.desc(), DUTY.c.sy_rev.desc()))]


def list_recent_ids(conn: Connection, limit: int) -> list[str]:
    """Return the duties written last, newest first."""
    chosen = select(DUTY.c.id).where(DUTY.c.sy_del == 0).order_by(DUTY.c.sy_rev.desc()).limit(limit)
    return [row.id for row in conn.execute(chosen)]


def duty_rows(conn: Connection, ids: Sequence[str]) -> tuple[DutyRow, ...]:
    """Return light rows in the order of `ids`; removed entries are left out. Without words, the texts of the boxes stand in."""
    found: dict[str, DutyRow] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        counts = {row.duty_id: row.n for row in conn.execute(_part_counts(chunk))}
        for row in conn.execute(_ROWS.where(DUTY.c.id.in_(chunk))):
            grid = (row.grid_id or "", row.number or 0, row.village or "")
            words = row.words or _box_words(row.boxes)
            found[row.id] = DutyRow(row.id, row.day, row.code, *grid, row.member or "", counts.get(row.id, 0), words)
    return tuple(found[row_id] for row_id in ids if row_id in found)


def read_duty(conn: Connection, duty_id: str) -> Duty | None:
    """Return one entry, None if it is unknown or removed."""
    row = conn.execute(select(DUTY).where(DUTY.c.id == duty_id, DUTY.c.sy_del == 0)).mappings().first()
    return Duty(**row) if row else None


def list_parts(conn: Connection, duty_id: str) -> dict[str, tuple[str, bool]]:
    """Return {DutyHousehold id: (household, still there)} of an entry, removed ones too."""
    chosen = select(PART.c.id, PART.c.household_id, PART.c.sy_del).where(PART.c.duty_id == duty_id).order_by(PART.c.sy_rev)
    return {row.id: (row.household_id, row.sy_del == 0) for row in conn.execute(chosen)}


def count_by_month(conn: Connection, chosen: DutyFilter) -> tuple[DutyCount, ...]:
    """Return duties and households in sum for each code and month of what was asked for."""
    month = func.substr(DUTY.c.day, 1, 7).label("month")
    narrowed = select(DUTY.c.id, DUTY.c.code, month).where(*_narrowed(chosen)).subquery()
    parts = (
        select(narrowed.c.code, narrowed.c.month, func.count().label("n"))
        .join(PART, (PART.c.duty_id == narrowed.c.id) & (PART.c.sy_del == 0))
        .group_by(narrowed.c.code, narrowed.c.month)
    )
    households = {(row.code, row.month): row.n for row in conn.execute(parts)}
    duties = select(narrowed.c.code, narrowed.c.month, func.count().label("n")).group_by(narrowed.c.code, narrowed.c.month)
    return tuple(
        DutyCount(row.code, row.month, row.n, households.get((row.code, row.month), 0))
        for row in conn.execute(duties.order_by(narrowed.c.month, narrowed.c.code))
    )


def count_reached(conn: Connection, chosen: DutyFilter) -> tuple[int, int]:
    """Return (duties, different households) of what was asked for."""
    narrowed = select(DUTY.c.id).where(*_narrowed(chosen)).subquery()
    duties = conn.execute(select(func.count()).select_from(narrowed)).scalar_one()
    reached = select(func.count(distinct(PART.c.household_id))).join(narrowed, narrowed.c.id == PART.c.duty_id)
    return duties, conn.execute(reached.where(PART.c.sy_del == 0)).scalar_one()


_ROWS = (
    select(
        *(DUTY.c[name] for name in ("id", "day", "code", "grid_id", "words", "boxes")),
        GRID.c.number,
        DIVISION.c.name.label("village"),
        MEMBER.c.name.label("member"),
    )
    .join(GRID, GRID.c.id == DUTY.c.grid_id, isouter=True)
    .join(DIVISION, DIVISION.c.id == GRID.c.village_id, isouter=True)
    .join(MEMBER, MEMBER.c.id == DUTY.c.member_id, isouter=True)
    .where(DUTY.c.sy_del == 0)
)


def _part_counts(ids: Sequence[str]) -> Select[str, int]:
    counted = select(PART.c.duty_id, func.count().label("n")).where(PART.c.duty_id.in_(ids), PART.c.sy_del == 0)
    return counted.group_by(PART.c.duty_id)


def _sorted_by(sort: str) -> tuple[ColumnElement[object], ...]:
    columns: dict[str, tuple[ColumnElement[object], ...]] = {
        "day": (),
        "code": (DUTY.c.code,),
        "grid": (GRID.c.village_id, GRID.c.number),
        "member": (MEMBER_ORDER.c.name_key,),
    }
    return columns[sort] or (DUTY.c.day,)


def _joined(asked: Select[str], sort: str) -> Select[str]:
    if sort == "grid":
        return asked.join(GRID, GRID.c.id == DUTY.c.grid_id, isouter=True)
    return asked.outerjoin(MEMBER_ORDER, MEMBER_ORDER.c.member_id == DUTY.c.member_id) if sort == "member" else asked


def _narrowed(chosen: DutyFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter; removed entries never pass."""
    asked = [DUTY.c.sy_del == 0]
    if chosen.code:
        asked.append(DUTY.c.code == chosen.code)
    if chosen.first_day:
        asked.append(DUTY.c.day >= chosen.first_day)
    if chosen.last_day:
        asked.append(DUTY.c.day <= chosen.last_day)
    if chosen.member_id:
        asked.append(DUTY.c.member_id == chosen.member_id)
    if chosen.grid_id:
        asked.append(DUTY.c.grid_id == chosen.grid_id)
    if chosen.village_id:
        asked.append(DUTY.c.grid_id.in_(select(GRID.c.id).where(GRID.c.village_id == chosen.village_id)))
    if chosen.household_id:
        own = select(PART.c.duty_id).where(PART.c.household_id == chosen.household_id, PART.c.sy_del == 0)
        asked.append(DUTY.c.id.in_(own))
    return [*asked, *(_says(word) for word in chosen.words.split())]


def _says(word: str) -> ColumnElement[bool]:
    return or_(DUTY.c.words.contains(word, autoescape=True), DUTY.c.boxes.contains(word, autoescape=True))


def _box_words(boxes: str) -> str:
    return "，".join(str(value) for value in json.loads(boxes).values() if isinstance(value, str))
