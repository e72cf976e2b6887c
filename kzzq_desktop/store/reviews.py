"""Values kept aside, and what waits for a clerk: derived from the state of rows, never merged."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from kzzq_desktop.base.clock import now_text
from kzzq_desktop.domain.changes import IN_USE, SEVERAL, STAMP_FIELDS, SyncActor
from kzzq_desktop.domain.exchange import SyncReview, SyncSibling
from kzzq_desktop.domain.merge_rules import MARKS, must_choose
from kzzq_desktop.domain.row_state import GONE, Heads, RowState, decode, removal_of
from kzzq_desktop.store.tables import table_of

SIBLING, REVIEW, ACTOR = map(table_of, (SyncSibling, SyncReview, SyncActor))
CHUNK = 500
CONFLICT, REMOVED_CHANGED, FORK = "conflict", "removed", "fork"
Aside = dict[str, dict[str, Heads]]  # {row: {field: {dot: value}}}


def own_fields(table: Table) -> tuple[str, ...]:
    """Return the fields of a table that are merged: all but the id and the stamp."""
    return tuple(name for column in table.c if (name := column.name) != "id" and name not in STAMP_FIELDS)


def read_aside(conn: Connection, table: str, ids: Sequence[str]) -> Aside:
    """Return the values kept aside of these rows."""
    found: Aside = defaultdict(lambda: defaultdict(dict))
    for start in range(0, len(ids), CHUNK):
        asked = (
            select(SIBLING.c.row_id, SIBLING.c.col, ACTOR.c.idx, SIBLING.c.seq, SIBLING.c.value)
            .join(ACTOR, ACTOR.c.actor == SIBLING.c.actor)
            .where(SIBLING.c.tbl == table, SIBLING.c.row_id.in_(ids[start : start + CHUNK]))
        )
        for row in conn.execute(asked):
            found[row.row_id][row.col][row.idx, row.seq] = json.loads(row.value)
    return found


def write_aside(conn: Connection, table: str, aside: Mapping[str, Mapping[str, Heads]], actors: Mapping[int, str]) -> None:
    """Replace the values kept aside of these rows."""
    _drop_aside(conn, table, list(aside))
    rows = [
        {"tbl": table, "row_id": row_id, "col": col, "actor": actors[dot[0]], "seq": dot[1], "value": _text(value)}
        for row_id, fields in aside.items()
        for col, heads in fields.items()
        for dot, value in heads.items()
    ]  # fmt: skip
    if rows:
        conn.execute(insert(SIBLING), rows)


def waits_for(table: str, state: RowState) -> tuple[str, ...]:
    """Return why a row waits for a clerk: CONFLICT, REMOVED_CHANGED; nothing for a row that is hidden."""
    if removal_of(state) != IN_USE:
        return ()
    fields = ((name, heads) for name, heads in state.heads.items() if name != GONE)
    kinds = [CONFLICT] if any(must_choose(table, name, heads) for name, heads in fields) else []
    if table not in MARKS and any(how != IN_USE for how, _ in state.heads[GONE].values()):
        kinds.append(REMOVED_CHANGED)
    return tuple(kinds)


def has_several(state: RowState) -> bool:
    """Tell whether some field has several values or a removal that does not hide: such a row needs care when written."""
    removals = state.heads[GONE].values()
    uncertain = any(how != IN_USE for how, _ in removals) and removal_of(state) == IN_USE
    return uncertain or any(len(heads) > 1 for heads in state.heads.values())


def write_reviews(conn: Connection, table: str, kinds: Mapping[str, Iterable[str]]) -> None:
    """Let these rows wait for exactly these reasons; one that waits already keeps the moment it began."""
    held: dict[tuple[str, str], str] = {}
    ids = list(kinds)
    for start in range(0, len(ids), CHUNK):
        chosen = REVIEW.c.tbl == table, REVIEW.c.row_id.in_(ids[start : start + CHUNK]), REVIEW.c.kind != FORK
        held |= {(row.row_id, row.kind): row.at for row in conn.execute(select(REVIEW).where(*chosen))}
        conn.execute(delete(REVIEW).where(*chosen))
    at = now_text()
    rows = [
        {"tbl": table, "row_id": row_id, "kind": kind, "at": held.get((row_id, kind), at)}
        for row_id, why in kinds.items()
        for kind in why
    ]
    if rows:
        conn.execute(insert(REVIEW), rows)


def write_fork(conn: Connection, table: str, row_id: str) -> None:
    """Note that one write shows two values: a running machine was copied."""
    known = conn.execute(select(REVIEW.c.row_id).where(REVIEW.c.tbl == table, REVIEW.c.row_id == row_id, REVIEW.c.kind == FORK))
    if known.first() is None:
        conn.execute(insert(REVIEW), {"tbl": table, "row_id": row_id, "kind": FORK, "at": now_text()})


def tidy(conn: Connection, table: Table, ids: Sequence[str], next_rev: Callable[[], int]) -> None:
    """After a local write to rows with several values: forget the overwritten ones and look again at what still waits."""
    actors = {row.idx: row.actor for row in conn.execute(select(ACTOR.c.idx, ACTOR.c.actor))}
    aside = read_aside(conn, table.name, ids)
    kept: dict[str, dict[str, Heads]] = {}
    kinds: dict[str, Iterable[str]] = {}
    flags = []
    fields = own_fields(table)
    for start in range(0, len(ids), CHUNK):
        for row in conn.execute(select(table).where(table.c.id.in_(ids[start : start + CHUNK]))).mappings():
            kept[row["id"]] = _still_heads(row["sy_st"], aside[row["id"]])
            values = {name: row[name] for name in fields}
            state = decode((row["sy_vv"], row["sy_st"]), values, kept[row["id"]], row["sy_del"])
            kinds[row["id"]] = waits_for(table.name, state)
            flag = SEVERAL if has_several(state) else 0
            if flag != row["sy_flag"]:
                flags.append({"b_id": row["id"], "b_flag": flag, "b_rev": next_rev()})
    write_aside(conn, table.name, kept, actors)
    write_reviews(conn, table.name, kinds)
    if flags:
        values = {"sy_flag": bindparam("b_flag"), "sy_rev": bindparam("b_rev")}
        conn.execute(update(table).where(table.c.id == bindparam("b_id")).values(values), flags)


def _still_heads(st_text: str | None, aside: Mapping[str, Heads]) -> dict[str, Heads]:
    held: dict[str, Any] = json.loads(st_text) if st_text else {}
    dots = {name: {(head[0], head[1]) for head in heads} for name, heads in held.items() if name != "*"}
    return {name: {dot: value for dot, value in heads.items() if dot in dots.get(name, ())} for name, heads in aside.items()}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _drop_aside(conn: Connection, table: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), CHUNK):
        conn.execute(delete(SIBLING).where(SIBLING.c.tbl == table, SIBLING.c.row_id.in_(ids[start : start + CHUNK])))
