"""Letting a stray row in: it is joined with ours as if it had come from its own territory, in one transaction."""

import json
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlmodel import SQLModel

from kzzq_desktop.domain.changes import SyncLog
from kzzq_desktop.domain.exchange import Site, SiteKind
from kzzq_desktop.store.apply import Applier, Joins
from kzzq_desktop.store.boots import read_meta, write_meta
from kzzq_desktop.store.database import DERIVED, Store
from kzzq_desktop.store.incoming import Document, Shape, known_actors
from kzzq_desktop.store.reviews import own_fields
from kzzq_desktop.store.sites import list_sites
from kzzq_desktop.store.strays import STRAY, WAITS
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.territory import Territory, follow

LOG = table_of(SyncLog)


def admit(store: Store, site_id: str, table: str, row_id: str, joins: Joins) -> bool:
    """Join a waiting row with ours; return whether it waited. Nothing of its history is made up: it keeps its own dots."""
    with store.counting() as conn:
        chosen = STRAY.c.site_id == site_id, STRAY.c.tbl == table, STRAY.c.row_id == row_id, STRAY.c.state == WAITS
        text = conn.execute(select(STRAY.c.doc).where(*chosen)).scalar()
        if text is None:
            return False
        conn.execute(delete(STRAY).where(*chosen))
        sender = list_sites(conn).get(site_id) or Site(site_id, "", SiteKind.TOWNSHIP, "", "", "")
        _Admission(conn, store.scope, joins).run((table, row_id), json.loads(text), sender)
    return True


class _Admission:
    """One row on its way in."""

    def __init__(self, conn: Connection, own: str | None, joins: Joins) -> None:
        self.conn, self.own, self.joins = conn, own, joins
        self.rev = int(read_meta(conn, "rev") or 0)

    def next_rev(self) -> int:
        """Count a change of a row."""
        self.rev += 1
        return self.rev

    def run(self, key: tuple[str, str], doc: dict[str, Any], sender: Site) -> None:
        """Write the row, (table, id), and what follows from it."""
        name, row_id = key
        territory = Territory(self.conn, self.own)
        applier = Applier(self.conn, territory, self.joins, self.next_rev, sender, stale=False)
        shape, document = _unpacked(self.conn, name, row_id, doc)
        applier.apply(shape, [document])
        done = applier.done
        for table, ids in follow(self.conn, territory, done.shifts, self.next_rev, done.parents).items():
            for moved in ids:
                done.touched[table].setdefault(moved, frozenset({"sy_scope"}))
        for table, gone in done.erased:
            self.conn.execute(update(LOG).where(LOG.c.tbl == table, LOG.c.row_id == gone).values(patch="{}"))
        write_meta(self.conn, "rev", str(self.rev))
        for derive in DERIVED:
            derive(self.conn, done.touched)


def _unpacked(conn: Connection, name: str, row_id: str, doc: dict[str, Any]) -> tuple[Shape, Document]:
    """Return a kept row as it came; actors have kept their numbers, since both lie in this file."""
    table = SQLModel.metadata.tables[name]
    mine, fields = own_fields(table), tuple(doc["values"])
    known = tuple((field, place) for place, field in enumerate(fields) if field in mine)
    strange = tuple((field, place) for place, field in enumerate(fields) if field not in mine)
    numbers = known_actors(conn)
    if any(numbers[actor] != int(idx) for idx, actor in doc["actors"].items()):
        raise AssertionError("an actor changed its number")
    vector = {int(idx): seq for idx, seq in doc["vv"].items()}
    aside = {field: {(idx, seq): value for idx, seq, value in heads} for field, heads in doc["aside"].items()}
    document = Document(row_id, vector, doc["st"], doc["del"], tuple(doc["values"].values()), aside)
    return Shape(table, known, strange, set(mine) != set(fields)), document
