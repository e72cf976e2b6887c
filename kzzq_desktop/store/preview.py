"""What a package would do, counted without writing: vectors are compared, and only rows changed on both sides are joined."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from kzzq_desktop.domain.changes import IN_USE
from kzzq_desktop.domain.exchange import REFERENCE, SiteKind
from kzzq_desktop.domain.row_state import decode, read_vector
from kzzq_desktop.store import reviews
from kzzq_desktop.store.apply import Joins
from kzzq_desktop.store.incoming import Document, Reader, Record, Shape, known_actors
from kzzq_desktop.store.take import BATCH, Incoming


@dataclass(slots=True)
class Outlook:
    """Counts in all and by table: new, changed, conflicts, removed, same, moved; `held` are our rows by table."""

    counts: Counter[str] = field(default_factory=Counter)
    by_table: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    held: dict[str, int] = field(default_factory=dict)


def look_ahead(conn: Connection, incoming: Incoming, joins: Joins) -> Outlook:
    """Count what taking the package would do; raises PackageUnreadable."""
    seen = _Looking(conn, joins)
    copies = REFERENCE if incoming.sender.kind == SiteKind.TOWNSHIP else frozenset()
    reader = Reader(incoming.manifest, seen.number_of)
    batch: list[Document] = []
    shape: Shape | None = None
    for record in reader.records(incoming.lines()):
        if record[0] == "r":
            found = reader.shapes[record[1]]
            if found is not None and found.name in copies:
                seen.outlook.counts["same"] += 1
                continue
            if found is not shape or len(batch) >= BATCH:
                seen.count(shape, batch)
                batch, shape = [], found
            batch.append(reader.document(record))
        elif record[0] == "m":
            seen.outlook.counts["moved"] += 1
    seen.count(shape, batch)
    return seen.outlook


class _Looking:
    """The counting of one package."""

    def __init__(self, conn: Connection, joins: Joins) -> None:
        self.conn, self.joins, self.outlook = conn, joins, Outlook()
        self.actors = known_actors(conn)
        self.next = max(self.actors.values(), default=0)

    def number_of(self, facts: Record) -> int:
        """Return our number of an actor; one never heard of gets one for the moment."""
        if facts[0] not in self.actors:
            self.next += 1
            self.actors[facts[0]] = self.next
        return self.actors[facts[0]]

    def count(self, shape: Shape | None, batch: list[Document]) -> None:
        """Count rows of one table."""
        if shape is None or not batch:
            return
        table = shape.table
        if shape.name not in self.outlook.held:
            self.outlook.held[shape.name] = self.conn.execute(select(func.count()).select_from(table)).scalar_one()
        ids = [document.row_id for document in batch]
        asked = select(table.c.id, table.c.sy_vv, table.c.sy_del).where(table.c.id.in_(ids))
        local = {row.id: row for row in self.conn.execute(asked)}
        both = []
        for document in batch:
            mine = local.get(document.row_id)
            standing = "new" if mine is None else self.joins.compare(read_vector(mine.sy_vv), document.vector)
            kind = {"new": "new", "newer": "changed", "both": "changed"}.get(standing, "same")
            self._add(shape.name, kind)
            if mine is not None and standing == "newer" and document.removed != IN_USE and mine.sy_del == IN_USE:
                self._add(shape.name, "removed")
            if standing == "both":
                both.append(document)
        if both:
            self._join(shape, both)

    def _join(self, shape: Shape, both: list[Document]) -> None:
        ids = [document.row_id for document in both]
        rows = {row["id"]: row for row in self.conn.execute(select(shape.table).where(shape.table.c.id.in_(ids))).mappings()}
        aside = reviews.read_aside(self.conn, shape.name, ids)
        for document in both:
            mine = rows[document.row_id]
            values = {name: mine[name] for name in reviews.own_fields(shape.table)}
            ours = decode((mine["sy_vv"], mine["sy_st"]), values, aside.get(document.row_id, {}), mine["sy_del"])
            if reviews.waits_for(shape.name, self.joins.merge(ours, document.state(shape))):
                self._add(shape.name, "conflicts")

    def _add(self, table: str, kind: str) -> None:
        self.outlook.counts[kind] += 1
        self.outlook.by_table[table][kind] += 1
