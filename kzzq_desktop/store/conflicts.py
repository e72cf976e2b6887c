"""Records that wait for a clerk's decision: their heads, what was changed before, and what was removed together."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel

from kzzq_desktop.domain.changes import IN_USE, REMOVED, SyncLog
from kzzq_desktop.domain.conflict_origin import Change
from kzzq_desktop.domain.exchange import SyncReview
from kzzq_desktop.domain.row_state import GONE, Dot, RowState, decode
from kzzq_desktop.store.guards import stamped_tables
from kzzq_desktop.store.reviews import CONFLICT, REMOVED_CHANGED, own_fields, read_aside
from kzzq_desktop.store.save_authors import Author
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.territory import HANGS_ON
from kzzq_desktop.store.unit import CHUNK

REVIEW, LOG = table_of(SyncReview), table_of(SyncLog)
ASKED = (CONFLICT, REMOVED_CHANGED)
Tie = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits: its row as it is shown, its state, and why (CONFLICT, REMOVED_CHANGED)."""

    table: str
    row: dict[str, Any]
    state: RowState
    kinds: frozenset[str]


def count_waiting(conn: Connection) -> int:
    """Return how many records wait; those that went to another's care do not."""
    counted = 0
    for table in stamped_tables():
        rows = select(REVIEW.c.row_id).where(REVIEW.c.tbl == table.name, REVIEW.c.kind.in_(ASKED))
        asked = select(func.count()).select_from(table).where(table.c.id.in_(rows), table.c.sy_del == IN_USE)
        counted += conn.execute(asked).scalar_one()
    return counted


def list_waiting(conn: Connection, table_name: str = "", ids: Sequence[str] | None = None) -> tuple[Waiting, ...]:
    """Return every record that waits, or those of a table among `ids`."""
    asked = select(REVIEW.c.tbl, REVIEW.c.row_id, REVIEW.c.kind).where(REVIEW.c.kind.in_(ASKED))
    if table_name:
        asked = asked.where(REVIEW.c.tbl == table_name)
    if ids is not None:
        asked = asked.where(REVIEW.c.row_id.in_(ids))
    kinds: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in conn.execute(asked):
        kinds[row.tbl][row.row_id].add(row.kind)
    return tuple(one for name, found in kinds.items() for one in _read(conn, name, found))


def list_changes(conn: Connection, table: str, ids: Sequence[str]) -> dict[str, list[Change]]:
    """Return {row: every logged change of its fields}, in the order in which they came to be known here."""
    found: dict[str, list[Change]] = defaultdict(list)
    for start in range(0, len(ids), CHUNK):
        asked = select(LOG).where(LOG.c.tbl == table, LOG.c.row_id.in_(ids[start : start + CHUNK]))
        for row in conn.execute(asked.order_by(LOG.c.sy_rev)):
            for field, (old, new) in json.loads(row.patch).items():
                found[row.row_id].append(Change(row.actor, row.seq, row.sy_rev, field, old, new))
    return found


def list_removed_with(conn: Connection, waiting: Waiting, removals: Iterable[tuple[int, Author]]) -> dict[str, list[str]]:
    """Return the rows that must come back with a record that is kept, by table.

    What it hangs on comes back whoever removed that; beside it comes what the same save removed (`removals`: actor number
    and save). Without this a kept resident would stand in no household.
    """
    spans = [(idx, range(one.first_seq, one.last_seq + 1)) for idx, one in removals]
    back: dict[Tie, None] = {}
    waiting_rows: list[Tie] = [(waiting.table, waiting.row["id"])]
    rows = {waiting_rows[0]: waiting.row}
    while waiting_rows:
        tie = waiting_rows.pop()
        near = [(one, row, False) for one, row in _parents(conn, tie[0], rows[tie])]
        near += [(one, row, True) for one, row in _children(conn, tie)]
        for other, row, must_match in near:
            if other not in rows and row["sy_del"] == REMOVED and not (must_match and not _is_of(row, spans)):
                back[other], rows[other] = None, row
                waiting_rows.append(other)
    found: dict[str, list[str]] = defaultdict(list)
    for table, row_id in back:
        found[table].append(row_id)
    return found


def last_change(conn: Connection, table: str, row_id: str, field: str, value: object) -> object:
    """Return what a field held before it last became `value`, None if the history does not tell."""
    changes = list_changes(conn, table, [row_id])[row_id]
    return next((one.old for one in reversed(changes) if one.field == field and one.new == value), None)


def _read(conn: Connection, name: str, kinds: dict[str, set[str]]) -> list[Waiting]:
    table, ids, found = SQLModel.metadata.tables[name], list(kinds), []
    fields, aside = own_fields(table), read_aside(conn, name, list(kinds))
    for start in range(0, len(ids), CHUNK):
        asked = select(table).where(table.c.id.in_(ids[start : start + CHUNK]), table.c.sy_del == IN_USE)
        for row in conn.execute(asked).mappings():
            values = {field: row[field] for field in fields}
            state = decode((row["sy_vv"], row["sy_st"]), values, aside.get(row["id"]), row["sy_del"])
            found.append(Waiting(name, dict(row), state, frozenset(kinds[row["id"]])))
    return found


def _parents(conn: Connection, table: str, row: dict[str, Any]) -> list[tuple[Tie, dict[str, Any]]]:
    found = []
    for column, parent in HANGS_ON.get(table, ()):
        found += [((parent, one["id"]), one) for one in _rows(conn, parent, "id", row[column])]
    return found


def _children(conn: Connection, tie: Tie) -> list[tuple[Tie, dict[str, Any]]]:
    table, row_id = tie
    return [
        ((child, row["id"]), row)
        for child, ties in HANGS_ON.items()
        for column, parent in ties
        if parent == table
        for row in _rows(conn, child, column, row_id)
    ]


def _rows(conn: Connection, name: str, column: str, value: object) -> list[dict[str, Any]]:
    table = SQLModel.metadata.tables[name]
    return [dict(row) for row in conn.execute(select(table).where(table.c[column] == value)).mappings()] if value else []


def _is_of(row: dict[str, Any], spans: Sequence[tuple[int, range]]) -> bool:
    """Tell whether a row was removed by one of these saves."""
    dots: list[Dot] = [(head[0], head[1]) for head in json.loads(row["sy_st"] or "{}").get(GONE, ())]
    return any(idx == dot[0] and dot[1] in seqs for dot in dots for idx, seqs in spans)
