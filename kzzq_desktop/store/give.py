"""What a package carries: every row a peer may not have yet, whole, read in one snapshot (sync.md 3.6).

Lines are JSON arrays: ["a", actor number, actor id, site id, started at, program] before its first use; ["r", table number,
id, vector, heads, removal, values, aside] a row; ["m", table, id] a row that left the receiver's township; ["u", …] a save;
["l", …] a change of a field; ["b", sha256, kind, base64] a photo; ["z", counts] at the end.
"""

import base64
import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, func, or_, select, true
from sqlmodel import SQLModel

from kzzq_desktop import __version__
from kzzq_desktop.base.clock import now_text
from kzzq_desktop.domain.changes import IN_USE, MOVED_AWAY, SEVERAL, SyncActor, SyncBlob, SyncLog, SyncUnit
from kzzq_desktop.domain.exchange import SPLIT, Manifest, Site, SyncLeft, SyncOut, SyncSite, SyncUnknown
from kzzq_desktop.store.boots import read_meta
from kzzq_desktop.store.guards import stamped_tables
from kzzq_desktop.store.migrate import HEAD
from kzzq_desktop.store.peers import baseline, held_of, own_line
from kzzq_desktop.store.reviews import own_fields, read_aside
from kzzq_desktop.store.strange import WHOLE
from kzzq_desktop.store.tables import table_of

ACTOR, UNIT, LOG, BLOB = map(table_of, (SyncActor, SyncUnit, SyncLog, SyncBlob))
LEFT, UNKNOWN, OUT, SITE = map(table_of, (SyncLeft, SyncUnknown, SyncOut, SyncSite))
OLDEST_READER = "0003"  # the oldest schema that may take a package in: raised only when a field changes its meaning
PHOTOS = {"member": "photo", "glyph_picture": "picture"}
BATCH, CHUNK = 2_000, 500
ACTORS_OF = re.compile(r'"(\d+)":').findall
LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def columns_of_tables() -> dict[str, tuple[str, ...]]:
    """Return the merged fields of every synced table, in the order their rows are written."""
    return {table.name: own_fields(table) for table in stamped_tables()}


def in_territory(scope: ColumnElement[str | None], township: str) -> ColumnElement[bool]:
    """Return the condition that a row is a township's or common; "" asks for every row."""
    if not township:
        return true()
    disputed = and_(scope.startswith(SPLIT, autoescape=True), scope.contains(township, autoescape=True))
    return or_(scope == township, scope.is_(None), disputed)


def count_waiting(conn: Connection, base: int, township: str) -> int:
    """Return how many rows a package after `base` would carry."""
    total = 0
    for table in stamped_tables():
        asked = select(func.count()).where(table.c.sy_rev > base, in_territory(table.c.sy_scope, township))
        total += conn.execute(asked).scalar_one()
    return total


def lines(conn: Connection, manifest: Manifest) -> Iterator[bytes]:
    """Give the lines of the package that the manifest announces; memory stays bounded, the connection must hold a snapshot."""
    writer = _Lines(conn, manifest)
    for line in writer.every():
        yield line.encode()


class _Lines:
    """One package being written."""

    def __init__(self, conn: Connection, manifest: Manifest) -> None:
        self.conn, self.base, self.township = conn, manifest.base, manifest.territory
        self.fields = manifest.tables
        self.declared: set[str] = set()
        self.dots: dict[int, set[int]] = defaultdict(set)
        self.photos: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.strangers = conn.execute(select(UNKNOWN.c.row_id).limit(1)).first() is not None

    def every(self) -> Iterator[str]:
        """Give all lines in their order."""
        for number, name in enumerate(self.fields):
            yield from self._rows(number, SQLModel.metadata.tables[name])
        yield from self._strange_rows()
        yield from self._moved()
        yield from self._units()
        if not self.township:  # the banner keeps the whole history, a township its own
            yield from self._log()
        yield from self._photos()
        yield LINE(["z", dict(self.counts)])

    def _rows(self, number: int, table: Table) -> Iterator[str]:
        names = self.fields[table.name]
        wanted = [table.c[name] for name in ("id", "sy_vv", "sy_st", "sy_del", "sy_flag", *names)]
        asked = select(*wanted).where(table.c.sy_rev > self.base, in_territory(table.c.sy_scope, self.township))
        if self.township:  # a PC of the same township learns from the banner itself what went elsewhere
            asked = asked.where(table.c.sy_del != MOVED_AWAY)
        found = self.conn.execution_options(yield_per=BATCH).execute(asked.order_by(table.c.sy_rev)).mappings()
        photo = PHOTOS.get(table.name)
        for batch in found.partitions():
            aside = self._aside(table.name, batch)
            for row in batch:
                yield from self._actors(row["sy_vv"])
                self._note(row["sy_vv"], row["sy_st"])
                if photo and row[photo]:
                    self.photos.add(row[photo])
                removal = IN_USE if row["sy_del"] == MOVED_AWAY else row["sy_del"]
                values = [row[name] for name in names]
                yield LINE(["r", number, row["id"], row["sy_vv"], row["sy_st"], removal, values, aside.get(row["id"])])
            self.counts["r"] += len(batch)

    def _aside(self, table: str, rows: Sequence[RowMapping]) -> dict[str, dict[str, list[list[Any]]]]:
        """Return what of these rows stands beside the values shown: other heads, and fields of a newer program."""
        found: dict[str, dict[str, list[list[Any]]]] = defaultdict(dict)
        several = [row["id"] for row in rows if row["sy_flag"] & SEVERAL]
        for row_id, fields in read_aside(self.conn, table, several).items() if several else ():
            for name, heads in fields.items():
                found[row_id][name] = [[*dot, value] for dot, value in heads.items()]
        if self.strangers:
            ids = [row["id"] for row in rows]
            for start in range(0, len(ids), CHUNK):
                asked = select(UNKNOWN).where(UNKNOWN.c.tbl == table, UNKNOWN.c.row_id.in_(ids[start : start + CHUNK]))
                for row in self.conn.execute(asked):
                    found[row.row_id][row.col] = json.loads(row.doc)
        return found

    def _strange_rows(self) -> Iterator[str]:
        """Give the rows of tables this program does not know, as they are kept."""
        if not self.strangers:
            return
        asked = select(UNKNOWN).where(UNKNOWN.c.col == WHOLE, UNKNOWN.c.sy_rev > self.base)
        for row in self.conn.execute(asked.where(in_territory(UNKNOWN.c.sy_scope, self.township)).order_by(UNKNOWN.c.sy_rev)):
            doc = json.loads(row.doc)
            yield from self._actors(doc["vv"])
            self._note(doc["vv"], None)
            self.counts["x"] += 1
            yield LINE(["x", row.tbl, row.row_id, doc["vv"], doc["st"], doc["heads"]])

    def _moved(self) -> Iterator[str]:
        if not self.township:
            return
        asked = select(LEFT.c.tbl, LEFT.c.row_id).where(LEFT.c.scope == self.township, LEFT.c.sy_rev > self.base)
        for table, row_id in self.conn.execute(asked.order_by(LEFT.c.sy_rev)):
            self.counts["m"] += 1
            yield LINE(["m", table, row_id])

    def _units(self) -> Iterator[str]:
        """Give the saves: upward all since then, downward those that wrote what is sent."""
        asked = select(UNIT, ACTOR.c.idx).join(ACTOR, ACTOR.c.actor == UNIT.c.actor)
        if not self.township:
            asked = asked.where(UNIT.c.first_rev > self.base)
        wanted = {idx: sorted(seqs) for idx, seqs in self.dots.items()}
        for row in self.conn.execute(asked.order_by(UNIT.c.first_rev)):
            seqs = wanted.get(row.idx, [])
            if self.township and bisect_right(seqs, row.last_seq) == bisect_right(seqs, row.first_seq - 1):
                continue
            yield from self._actors(f'"{row.idx}":')
            self.counts["u"] += 1
            yield LINE(["u", row.actor, row.first_seq, row.last_seq, row.clerk_id, row.at, row.at_state, row.what])

    def _log(self) -> Iterator[str]:
        asked = select(LOG).where(LOG.c.sy_rev > self.base).order_by(LOG.c.sy_rev)
        for row in self.conn.execution_options(yield_per=BATCH).execute(asked):
            self.counts["l"] += 1
            yield LINE(["l", row.actor, row.seq, row.tbl, row.row_id, row.patch])

    def _photos(self) -> Iterator[str]:
        for sha in sorted(self.photos):
            row = self.conn.execute(select(BLOB.c.mime, BLOB.c.data).where(BLOB.c.sha256 == sha)).first()
            if row:
                self.counts["b"] += 1
                yield LINE(["b", sha, row.mime, base64.b64encode(row.data).decode()])

    def _actors(self, vector: str) -> Iterator[str]:
        """Give the names behind actor numbers that were not used before."""
        fresh = [idx for idx in ACTORS_OF(vector) if idx not in self.declared]
        if not fresh:
            return
        self.declared.update(fresh)
        for row in self.conn.execute(select(ACTOR).where(ACTOR.c.idx.in_([int(idx) for idx in fresh]))):
            yield LINE(["a", row.idx, row.actor, row.site_id, row.started_at, row.app_version])

    def _note(self, vector: str, heads: str | None) -> None:
        """Remember the dots of a row whose saves a township shall see."""
        if not self.township:
            return
        for idx, seq in json.loads(vector).items():
            self.dots[int(idx)].add(seq)
        for name, found in json.loads(heads).items() if heads else ():
            for dot in found if name != "*" or isinstance(found[0], list) else [found]:
                self.dots[dot[0]].add(dot[1])


def manifest_for(conn: Connection, me: str, receiver: Site, package_id: str, *, full: bool = False) -> Manifest:
    """Return what the next package for a site announces; `full` sends everything whatever it holds."""
    newest = conn.execute(select(func.max(OUT.c.number)).where(OUT.c.site_id == receiver.site_id)).scalar() or 0
    line = own_line(conn)
    certs = conn.execute(select(SITE.c.cert).order_by(SITE.c.site_id)).scalars()
    return Manifest(
        package_id, me, receiver.site_id, newest + 1, now_text(), __version__, HEAD, OLDEST_READER, line,
        0 if full else baseline(conn, receiver.site_id, line), held_of(conn, receiver.site_id), int(read_meta(conn, "seq") or 0),
        receiver.territory, columns_of_tables(), tuple(certs),
    )  # fmt: skip
