"""Taking a package in: one transaction, all or nothing; what is acknowledged is written in it (sync.md 3.7)."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import SQLModel

from kzzq_desktop.base.clock import now_text
from kzzq_desktop.domain.changes import ERASED, SyncBlob, SyncLog, SyncUnit
from kzzq_desktop.domain.exchange import REFERENCE, Manifest, Site, SiteKind, SyncIn
from kzzq_desktop.store.apply import Applied, Applier, Joins
from kzzq_desktop.store.boots import read_meta, write_meta
from kzzq_desktop.store.database import DERIVED, Store
from kzzq_desktop.store.incoming import Document, PackageUnreadable, Reader, Record, Shape, add_actor, known_actors
from kzzq_desktop.store.peers import is_stale, note_taken
from kzzq_desktop.store.strange import keep_row, keep_strange_row
from kzzq_desktop.store.strays import keep_stray, owned_before
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.territory import Territory, follow

UNIT, LOG, BLOB, IN = map(table_of, (SyncUnit, SyncLog, SyncBlob, SyncIn))
BATCH = 500


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified package: what it says of itself, who sent it, its file's SHA-256, and its lines from the first each time."""

    manifest: Manifest
    sender: Site
    sha: str
    lines: Callable[[], Iterator[bytes]]


def take(store: Store, incoming: Incoming, joins: Joins, step: Callable[[int], None]) -> Applied:
    """Join a package with the store; `step(rows so far)` may raise to cancel, which leaves nothing."""
    with _transaction(store) as (conn, taking):
        taking.run(conn, incoming, joins, step)
        return taking.done


def was_taken(conn: Connection, package_id: str) -> bool:
    """Tell whether a package was taken before."""
    return conn.execute(select(IN.c.package_id).where(IN.c.package_id == package_id)).first() is not None


class _Taking:
    """One package on its way in."""

    def __init__(self, conn: Connection, own: str | None, clerk_id: str) -> None:
        self.own, self.clerk_id = own, clerk_id
        self.rev = int(read_meta(conn, "rev") or 0)
        self.done = Applied()

    def next_rev(self) -> int:
        """Count a change of a row."""
        self.rev += 1
        return self.rev

    def run(self, conn: Connection, incoming: Incoming, joins: Joins, step: Callable[[int], None]) -> None:
        """Read every record and write what it brings, then what follows from it."""
        self.conn, self.manifest, self.sender = conn, incoming.manifest, incoming.sender
        self.first_rev = self.rev + 1
        territory = Territory(conn, self.own)
        self.applier = Applier(conn, territory, joins, self.next_rev, incoming.sender, stale=is_stale(conn, incoming.manifest))
        self.done = self.applier.done
        self.actors = known_actors(conn)
        reader = Reader(incoming.manifest, self._learn)
        self._read(reader, reader.records(incoming.lines()), step)
        moved = follow(conn, territory, self.done.shifts, self.next_rev, self.done.parents)
        for table, ids in moved.items():
            for row_id in ids:
                self.done.touched[table].setdefault(row_id, frozenset({"sy_scope"}))
        self._blank_erased()
        note_taken(conn, incoming.manifest)
        write_meta(conn, "rev", str(self.rev))
        write_meta(conn, "seq", str(max(int(read_meta(conn, "seq") or 0), incoming.manifest.seq)))
        self._note_in(incoming)

    def _read(self, reader: Reader, records: Iterator[Record], step: Callable[[int], None]) -> None:
        batch: list[Document] = []
        number, rows = -1, 0
        kept: dict[str, list[Record]] = {"u": [], "l": [], "m": []}
        for record in records:
            tag = record[0]
            if tag == "r":
                if record[1] != number or len(batch) >= BATCH:
                    self._apply(reader, number, batch)
                    batch, number = [], record[1]
                    step(rows)
                batch.append(reader.document(record))
                rows += 1
            elif tag in kept:
                kept[tag].append(record)
                if len(kept[tag]) >= BATCH:
                    self._write_kept(tag, kept[tag])
                    kept[tag] = []
            elif tag == "x":
                keep_strange_row(self.conn, record, reader.numbers, self.applier.joins.merge, self.next_rev(), self._home())
            elif tag == "b":
                self._keep_photo(record)
        self._apply(reader, number, batch)
        for tag, found in kept.items():
            self._write_kept(tag, found)

    def _apply(self, reader: Reader, number: int, batch: list[Document]) -> None:
        if not batch:
            return
        try:
            shape = reader.shapes[number]
        except (IndexError, TypeError) as error:
            raise PackageUnreadable("交换文件里有读不懂的表。") from error
        if shape is None:
            name = reader.names[number]
            for document in batch:
                keep_row(
                    self.conn,
                    name,
                    document,
                    self.manifest.tables[name],
                    (self.applier.joins.merge, self.next_rev()),
                    self._home(),
                )
            return
        self.applier.apply(shape, self._allowed(shape, batch))

    def _allowed(self, shape: Shape, batch: Sequence[Document]) -> list[Document]:
        """Keep apart, at the banner, what a township sends of others: it waits for the banner's clerk."""
        if self.own is not None or self.sender.kind == SiteKind.BANNER:
            return list(batch)
        if shape.name in REFERENCE:
            self.done.counts["same"] += len(batch)
            return []
        owned = owned_before(self.conn, shape, batch, self.sender.territory, self.applier.territory)
        for document in batch:
            if document.row_id not in owned:
                keep_stray(self.conn, self.sender.site_id, shape, document, self.applier.actors)
                self.done.counts["stray"] += 1
        return [document for document in batch if document.row_id in owned]

    def _write_kept(self, tag: str, records: list[Record]) -> None:
        if not records:
            return
        try:
            {"u": self._write_units, "l": self._write_log, "m": self._hide_moved}[tag](records)
        except (ValueError, TypeError) as error:
            raise PackageUnreadable("交换文件里有读不懂的记录。") from error

    def _write_units(self, records: list[Record]) -> None:
        held = {(row.actor, row.first_seq) for row in self.conn.execute(_among(UNIT, UNIT.c.first_seq, records))}
        names = ("actor", "first_seq", "last_seq", "clerk_id", "at", "at_state", "what")
        rows = [dict(zip(names, record[1:], strict=True)) for record in records if (record[1], record[2]) not in held]
        if rows:
            self.conn.execute(insert(UNIT), [{**row, "first_rev": self.first_rev} for row in rows])

    def _write_log(self, records: list[Record]) -> None:
        held = {(row.actor, row.seq) for row in self.conn.execute(_among(LOG, LOG.c.seq, records))}
        names = ("actor", "seq", "tbl", "row_id", "patch")
        rows = [dict(zip(names, record[1:], strict=True)) for record in records if (record[1], record[2]) not in held]
        gone = self._erased_among([(row["tbl"], row["row_id"]) for row in rows])
        for row in rows:
            row["sy_rev"] = self.next_rev()
            if (row["tbl"], row["row_id"]) in gone:
                row["patch"] = "{}"
        if rows:
            self.conn.execute(insert(LOG), rows)

    def _hide_moved(self, records: list[Record]) -> None:
        """Hide rows that went to another township's care; only the banner knows that."""
        if self.own is None or not self.applier.from_banner:
            return
        for name in {str(record[1]) for record in records}:
            hidden = self.applier.hide(name, [str(record[2]) for record in records if record[1] == name], self.own)
            self.done.touched[name].update(dict.fromkeys(hidden, frozenset({"sy_del"})))
            self.done.counts["moved"] += len(hidden)

    def _keep_photo(self, record: Record) -> None:
        try:
            _, sha, mime, text = record
            photo = base64.b64decode(text, validate=True)
        except (ValueError, TypeError) as error:
            raise PackageUnreadable("交换文件里的照片读不出来。") from error
        if hashlib.sha256(photo).hexdigest() != sha:
            raise PackageUnreadable("交换文件里的照片对不上。")
        if self.conn.execute(select(BLOB.c.sha256).where(BLOB.c.sha256 == sha)).first() is None:
            self.conn.execute(insert(BLOB), {"sha256": sha, "size": len(photo), "mime": str(mime), "data": photo})

    def _learn(self, facts: Record) -> int:
        """Return our number of an actor, a new one if it was never heard of."""
        actor = str(facts[0])
        if actor not in self.actors:
            self.actors[actor] = add_actor(self.conn, facts)
            self.applier.refresh_actors()
        return self.actors[actor]

    def _home(self) -> str | None:
        """Return the township that rows of unknown tables are counted to."""
        return self.own or self.sender.territory or None

    def _erased_among(self, rows: list[tuple[str, str]]) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for name in {table for table, _ in rows}:
            table = SQLModel.metadata.tables.get(name)
            if table is not None:
                ids = [row_id for other, row_id in rows if other == name]
                asked = select(table.c.id).where(table.c.id.in_(ids), table.c.sy_del == ERASED)
                found |= {(name, row_id) for row_id in self.conn.execute(asked).scalars()}
        return found

    def _blank_erased(self) -> None:
        """Let the history of erased rows say that something was, and no more."""
        for table, row_id in self.done.erased:
            self.conn.execute(update(LOG).where(LOG.c.tbl == table, LOG.c.row_id == row_id).values(patch="{}"))

    def _note_in(self, incoming: Incoming) -> None:
        point = incoming.manifest.line.position
        row = {"package_id": incoming.manifest.package_id, "site_id": incoming.manifest.sender, "base": incoming.manifest.base}
        row |= {"number": incoming.manifest.number, "boot": point.boot, "rev": point.rev, "sha": incoming.sha}
        row |= {"created_at": incoming.manifest.created_at, "at": now_text(), "clerk_id": self.clerk_id}
        if not was_taken(self.conn, incoming.manifest.package_id):
            self.conn.execute(insert(IN), {**row, "counts": json.dumps(dict(self.done.counts))})


@contextmanager
def _transaction(store: Store) -> Iterator[tuple[Connection, _Taking]]:
    """Hold the one write transaction; what is derived follows before it ends."""
    with store.counting() as conn:
        taking = _Taking(conn, store.scope, store.clerk_id)
        yield conn, taking
        for derive in DERIVED:
            derive(conn, taking.done.touched)


def _among(table: Any, column: Any, records: list[Record]) -> Any:  # noqa: ANN401 - a question of either table
    """Return the question for rows that may be the same: two actors may share a number, the caller looks at both."""
    return select(table).where(column.in_([record[2] for record in records]))
