"""Rows that a township sent of others' territory: neither applied nor dropped, they wait for the banner's clerk."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from kzzq_desktop.base.clock import now_text
from kzzq_desktop.domain.exchange import SyncLeft, SyncSite, SyncStray
from kzzq_desktop.store.incoming import Document, Shape
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.territory import HANGS_ON, PLACED_BY, Territory, townships_in

CHUNK = 500
LEFT, STRAY, SITE = table_of(SyncLeft), table_of(SyncStray), table_of(SyncSite)
WAITS, REFUSED = "waits", "refused"


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A row that waits: `values` are its fields as they were sent."""

    site_id: str
    site: str
    table: str
    row_id: str
    at: str
    values: Mapping[str, Any]


def list_waiting_strays(conn: Connection) -> tuple[StrayRow, ...]:
    """Return the rows that wait for the banner's clerk, the oldest first."""
    asked = select(STRAY, func.coalesce(SITE.c.name, "").label("site")).join(
        SITE, SITE.c.site_id == STRAY.c.site_id, isouter=True
    )
    rows = conn.execute(asked.where(STRAY.c.state == WAITS).order_by(STRAY.c.at, STRAY.c.site_id, STRAY.c.tbl, STRAY.c.row_id))
    return tuple(StrayRow(r.site_id, r.site, r.tbl, r.row_id, r.at, json.loads(r.doc)["values"]) for r in rows)


def refuse(conn: Connection, site_id: str, table: str, row_id: str) -> bool:
    """Leave a row out and keep it; return whether it waited."""
    chosen = STRAY.c.site_id == site_id, STRAY.c.tbl == table, STRAY.c.row_id == row_id, STRAY.c.state == WAITS
    return conn.execute(update(STRAY).where(*chosen).values(state=REFUSED)).rowcount == 1


def owned_before(
    conn: Connection, shape: Shape, documents: Sequence[Document], township: str, territory: Territory
) -> frozenset[str]:
    """Return which of these rows the township may write: those in its scope now or once, and new ones that began in it.

    A row that others have written too came to the township through an exchange, so it was given to it. A new row that
    stands elsewhere began in the township if somebody moved it since it was made.
    """
    ids = [document.row_id for document in documents]
    asked = select(shape.table.c.id, shape.table.c.sy_scope).where(shape.table.c.id.in_(ids))
    scopes: dict[str, str | None] = {row.id: row.sy_scope for row in conn.execute(asked)}
    rows = {document.row_id: _ties(shape, document) for document in documents}
    territory.learn(shape.name, list(rows.values()))
    once = _once(conn, township, [*ids, *(str(tie) for row in rows.values() for tie in row.values() if tie)])
    owned = set()
    for document in documents:
        row = rows[document.row_id]
        if document.row_id in scopes:
            ours = township in townships_in(scopes[document.row_id])
        else:
            ours = township in townships_in(territory.scope_of(shape.name, row, township)) or _was_moved(shape, document)
        if ours or _has_others(document, township, territory) or any(value in once for value in row.values()):
            owned.add(document.row_id)
    return frozenset(owned)


def _once(conn: Connection, township: str, ids: Sequence[str]) -> frozenset[str]:
    """Return which rows were the township's once."""
    found: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        asked = select(LEFT.c.row_id).where(LEFT.c.scope == township, LEFT.c.row_id.in_(ids[start : start + CHUNK]))
        found.update(conn.execute(asked).scalars())
    return frozenset(found)


def _has_others(document: Document, township: str, territory: Territory) -> bool:
    return any(territory.township_of_actor(idx) != township for idx in document.vector)


def _was_moved(shape: Shape, document: Document) -> bool:
    place = PLACED_BY.get(shape.name)
    return place is not None and document.heads is not None and f'"{place}":' in document.heads


def keep_stray(conn: Connection, site_id: str, shape: Shape, document: Document, actors: Mapping[int, str]) -> None:
    """Keep a row for the banner's clerk; a later one of the same row takes its place, the same one again changes nothing."""
    names = {str(idx): actors[idx] for idx in document.vector}
    aside = {name: [[*dot, value] for dot, value in heads.items()] for name, heads in document.aside.items()}
    values = {name: document.values[place] for name, place in (*shape.known, *shape.strange)}
    doc = {
        "actors": names,
        "vv": document.vector,
        "st": document.heads,
        "del": document.removed,
        "values": values,
        "aside": aside,
    }
    text = json.dumps(doc, ensure_ascii=False)
    same = STRAY.c.site_id == site_id, STRAY.c.tbl == shape.name, STRAY.c.row_id == document.row_id
    if conn.execute(select(STRAY.c.doc).where(*same)).scalar() == text:
        return
    conn.execute(delete(STRAY).where(*same))
    row = {"site_id": site_id, "tbl": shape.name, "row_id": document.row_id, "at": now_text(), "state": WAITS}
    conn.execute(insert(STRAY), {**row, "doc": text})


def _ties(shape: Shape, document: Document) -> dict[str, object]:
    wanted = {PLACED_BY.get(shape.name), *(column for column, _ in HANGS_ON.get(shape.name, ()))}
    return {"id": document.row_id} | {name: document.values[place] for name, place in shape.known if name in wanted}
