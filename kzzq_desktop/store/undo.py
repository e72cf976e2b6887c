"""Taking back a whole save: what it made is removed, what it changed goes back, later work of others is kept."""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.changes import ERASED, SyncActor, SyncLog, SyncUnit
from kzzq_desktop.store.checks import LIVE_TIES
from kzzq_desktop.store.guards import stamped_tables
from kzzq_desktop.store.stamps import base_dot
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK, Unit

UNIT, LOG, ACTOR = table_of(SyncUnit), table_of(SyncLog), table_of(SyncActor)
REMOVED: dict[str, object] = {"sy_del": 1}
Made = tuple[int, range]
Patches = dict[str, dict[str, dict[str, object]]]


class NothingToUndo(AppError):
    """The save is unknown here, or everything in it was changed again since."""

    advice = "这一步之后的内容已经又改过，请在相应的卡片上直接修改。"


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking a save back will do: counts for the clerk, patches {table: {id: {field: value}}} for the unit.

    `kept` counts fields changed again since, which stay; `changed_since` counts rows it made that others changed since;
    `needed` counts rows it made that stay because later work hangs on them (a child born into an imported household).
    """

    what: str
    removed: int
    restored: int
    kept: int
    changed_since: int
    patches: Patches = field(repr=False)
    needed: int = 0


def plan_undo(conn: Connection, unit_id: str) -> UndoPlan:
    """Look at what the save did; `kept` counts fields changed again since, which stay as they are."""
    actor, first_seq = unit_id.split(":")
    unit = conn.execute(select(UNIT).where(UNIT.c.actor == actor, UNIT.c.first_seq == int(first_seq))).mappings().first()
    if unit is None:
        raise NothingToUndo("找不到这一步的记录。")
    patches: Patches = defaultdict(lambda: defaultdict(dict))
    dots = (actor, unit["first_seq"], unit["last_seq"])
    idx = conn.execute(select(ACTOR.c.idx).where(ACTOR.c.actor == actor)).scalar_one()
    made = range(unit["first_seq"], unit["last_seq"] + 1)
    removed, changed = _remove_created(conn, unit["first_rev"], (idx, made), patches)
    kept = _restore_changed(conn, dots, (idx, made), patches)
    kept += _leave_gone(conn, patches)
    restored = sum(len(rows) for rows in patches.values()) - removed
    needed = _keep_needed(conn, unit["first_rev"], patches)
    changed_since = sum(row_id in patches[table] for table, row_id in changed)
    return UndoPlan(unit["what"], removed - needed, restored, kept, changed_since, patches, needed)


def carry_out(unit: Unit, plan: UndoPlan) -> int:
    """Write the plan through the unit; return how many rows changed. Raises NothingToUndo if none would."""
    changed = sum(unit.rewrite(table, rows) for table, rows in plan.patches.items())
    if not changed:
        raise NothingToUndo("这一步已经撤销过，或者没有可撤销的内容。")
    return changed


def _remove_created(conn: Connection, first_rev: int, made: Made, patches: Patches) -> tuple[int, list[tuple[str, str]]]:
    """Plan the removal of every row the save made; return how many, and which of them were changed since."""
    removed, changed = 0, []
    for table in stamped_tables():
        since = select(table.c.id, table.c.sy_vv, table.c.sy_st).where(table.c.sy_rev >= first_rev, table.c.sy_del == 0)
        for row in conn.execute(since):
            if _is_born(row.sy_vv, row.sy_st, made):
                patches[table.name][row.id] = dict(REMOVED)
                removed += 1
                idx, dots = made
                if any(int(i) != idx or seq >= dots.stop for i, seq in json.loads(row.sy_vv).items()):
                    changed.append((table.name, row.id))
    return removed, changed


def _keep_needed(conn: Connection, first_rev: int, patches: Patches) -> int:
    """Take rows out of the removal that something in use is tied to and stays so; return how many."""
    ties = _ties_since(conn, first_rev, patches)
    going = {(table, row_id) for table, rows in patches.items() for row_id, patch in rows.items() if patch == REMOVED}
    needed: set[tuple[str, str]] = set()
    while more := {target for source, target in ties if target in going - needed and source not in going - needed}:
        needed |= more
    for table, row_id in needed:
        del patches[table][row_id]
    return len(needed)


def _ties_since(conn: Connection, first_rev: int, patches: Patches) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the ties of rows in use that the undo does not itself loosen, from row to row; older rows cannot have any."""
    found = []
    for column, target in LIVE_TIES:
        if target.name not in patches:
            continue
        source = column.table
        chosen = select(source.c.id, column).where(source.c.sy_rev >= first_rev, source.c.sy_del == 0, column.is_not(None))
        own = patches.get(source.name, {})
        for row_id, tied in conn.execute(chosen):
            if tied in patches[target.name] and column.name not in own.get(row_id, {}):
                found.append(((source.name, row_id), (target.name, tied)))
    return found


def _restore_changed(conn: Connection, dots: tuple[str, int, int], made: Made, patches: Patches) -> int:
    """Give each field its value from before the save, unless it was changed again since; return how many were.

    Rows the save itself made have no value from before.
    """
    before = _before(conn, dots)
    kept = 0
    for (table, row_id), current in _present(conn, list(before)).items():
        if _is_born(str(current["sy_vv"]), str(current["sy_st"] or "") or None, made):
            continue
        if current["sy_del"] == ERASED:
            kept += 1
            continue
        for name, (old, new) in before[table, row_id].items():
            if current[name] != new:
                kept += 1
            elif old != new:
                patches[table][row_id][name] = old
    return kept


def _leave_gone(conn: Connection, patches: Patches) -> int:
    """Do not tie a row again to one that was removed since (a grid that was dropped); return how many fields stay."""
    left = 0
    for column, target in LIVE_TIES:
        rows = patches.get(column.table.name, {})
        wanted = {row_id: str(patch[column.name]) for row_id, patch in rows.items() if patch.get(column.name)}
        there = _present(conn, [(target.name, target_id) for target_id in set(wanted.values())])
        for row_id, target_id in wanted.items():
            back = patches.get(target.name, {}).get(target_id, {}).get("sy_del")
            if there.get((target.name, target_id), {}).get("sy_del", 1) if back is None else back:
                del rows[row_id][column.name]
                left += 1
                if not rows[row_id]:
                    del rows[row_id]
    return left


def _before(conn: Connection, dots: tuple[str, int, int]) -> dict[tuple[str, str], dict[str, list[object]]]:
    """Return {(table, id): {field: [before the save, after it]}}."""
    actor, first, last = dots
    inside = (
        select(LOG.c.tbl, LOG.c.row_id, LOG.c.patch)
        .where(LOG.c.actor == actor, LOG.c.seq.between(first, last))
        .order_by(LOG.c.seq)
    )
    before: dict[tuple[str, str], dict[str, list[object]]] = defaultdict(dict)
    for row in conn.execute(inside):
        for name, (old, new) in json.loads(row.patch).items():
            span = before[row.tbl, row.row_id].setdefault(name, [old, new])
            span[1] = new
    return before


def _is_born(vv_text: str, st_text: str | None, made: Made) -> bool:
    idx, seq = base_dot(vv_text, st_text)
    return idx == made[0] and seq in made[1]


def _present(conn: Connection, rows: list[tuple[str, str]]) -> dict[tuple[str, str], dict[str, object]]:
    found: dict[tuple[str, str], dict[str, object]] = {}
    by_table: dict[str, list[str]] = defaultdict(list)
    for table_name, row_id in rows:
        by_table[table_name].append(row_id)
    for name, ids in by_table.items():
        table = SQLModel.metadata.tables[name]
        for start in range(0, len(ids), CHUNK):
            for row in conn.execute(select(table).where(table.c.id.in_(ids[start : start + CHUNK]))).mappings():
                found[name, row["id"]] = dict(row)
    return found
