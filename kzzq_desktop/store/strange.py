"""Fields and tables of a newer program: kept as they came, handed on, and used once this program knows them (sync.md 3.11)."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kzzq_desktop.domain.exchange import SyncUnknown
from kzzq_desktop.domain.row_state import Heads, RowState, decode, read_vector, write_vector
from kzzq_desktop.store.incoming import Document
from kzzq_desktop.store.tables import table_of

UNKNOWN = table_of(SyncUnknown)
WHOLE = "*"  # the field under which a whole row of an unknown table is kept
CHUNK = 500
Merge = Callable[[RowState, RowState], RowState]


def read_strange(conn: Connection, table: str, ids: Sequence[str]) -> dict[str, dict[str, Heads]]:
    """Return {row: {field: heads}} of fields this program does not know."""
    found: dict[str, dict[str, Heads]] = defaultdict(dict)
    if conn.execute(select(UNKNOWN.c.row_id).where(UNKNOWN.c.tbl == table).limit(1)).first() is None:
        return found
    for start in range(0, len(ids), CHUNK):
        asked = select(UNKNOWN).where(UNKNOWN.c.tbl == table, UNKNOWN.c.row_id.in_(ids[start : start + CHUNK]))
        for row in conn.execute(asked):
            found[row.row_id][row.col] = {(idx, seq): value for idx, seq, value in json.loads(row.doc)}
    return found


def write_strange(conn: Connection, table: str, fields: Mapping[str, Mapping[str, Heads]], revs: Mapping[str, int]) -> None:
    """Replace what is kept of these rows; `revs` are the revs they were written with."""
    ids = list(fields)
    for start in range(0, len(ids), CHUNK):
        conn.execute(delete(UNKNOWN).where(UNKNOWN.c.tbl == table, UNKNOWN.c.row_id.in_(ids[start : start + CHUNK])))
    rows = [
        {"tbl": table, "row_id": row_id, "col": name, "doc": _text(heads), "sy_rev": revs[row_id], "sy_scope": None}
        for row_id, found in fields.items()
        for name, heads in found.items()
    ]
    if rows:
        conn.execute(insert(UNKNOWN), rows)


def _text(heads: Heads) -> str:
    return json.dumps([[*dot, value] for dot, value in heads.items()], ensure_ascii=False)


def keep_row(
    conn: Connection, table: str, document: Document, fields: Sequence[str], join: tuple[Merge, int], scope: str | None
) -> None:
    """Keep a row of a table this program does not know; `join` is the merge and the rev of the write."""
    values = dict(zip(fields, document.values, strict=True))
    state = decode((write_vector(document.vector), document.heads), values, document.aside, document.removed)
    _keep(conn, table, document.row_id, state, join, scope)


def keep_strange_row(
    conn: Connection, record: list[Any], numbers: Mapping[int, int], merge: Merge, rev: int, scope: str | None
) -> None:
    """Keep an "x" record: a row that its sender did not know either."""
    _, table, row_id, vector, bases, given = record
    heads = {name: {(numbers[idx], seq): _seen(value, numbers) for idx, seq, value in found} for name, found in given.items()}
    state = RowState(read_vector(vector, numbers), tuple((numbers[idx], seq) for idx, seq in bases), heads)
    _keep(conn, str(table), str(row_id), state, (merge, rev), scope)


def read_whole(text: str) -> RowState:
    """Return the state of a kept row."""
    doc = json.loads(text)
    heads = {name: {(idx, seq): _seen(value, None) for idx, seq, value in found} for name, found in doc["heads"].items()}
    return RowState(read_vector(doc["vv"]), tuple((idx, seq) for idx, seq in doc["st"]), heads)


def _keep(conn: Connection, table: str, row_id: str, state: RowState, join: tuple[Merge, int], scope: str | None) -> None:
    same = UNKNOWN.c.tbl == table, UNKNOWN.c.row_id == row_id, UNKNOWN.c.col == WHOLE
    held = conn.execute(select(UNKNOWN.c.doc).where(*same)).scalar()
    merge, rev = join
    if held is not None:
        mine = read_whole(held)
        state = merge(mine, state)
        if state == mine:
            return
        conn.execute(delete(UNKNOWN).where(*same))
    heads = {name: [[*dot, value] for dot, value in found.items()] for name, found in state.heads.items()}
    doc = json.dumps({"vv": write_vector(state.vv), "st": state.base, "heads": heads}, ensure_ascii=False)
    row = {"tbl": table, "row_id": row_id, "col": WHOLE, "doc": doc, "sy_rev": rev, "sy_scope": scope}
    conn.execute(insert(UNKNOWN), row)


def _seen(value: Any, numbers: Mapping[int, int] | None) -> Any:  # noqa: ANN401 - a field's value, or a removal
    """Return a removal's vector with its numbers as numbers; other values as they are."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[1], dict):
        how, seen = value
        return how, {(numbers[int(idx)] if numbers else int(idx)): seq for idx, seq in seen.items()}
    return value
