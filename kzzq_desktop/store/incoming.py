"""The lines of a package read as records, with the sender's actor numbers turned into ours."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlmodel import SQLModel

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.changes import STAMP_FIELDS, SyncActor
from kzzq_desktop.domain.exchange import Manifest
from kzzq_desktop.domain.row_state import Heads, RowState, Vector, decode, read_vector, renamed, write_vector
from kzzq_desktop.store.reviews import own_fields
from kzzq_desktop.store.tables import table_of

ACTOR = table_of(SyncActor)
Record = list[Any]


class PackageUnreadable(AppError):
    """The seal is right, but what is inside is not what a package holds."""

    advice = "文件没有读入，本机内容没有改动。请让对方换一个U盘重新写出，再读一次。"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of one table arrive: its fields known here, by place, and those of a newer program."""

    table: Table
    known: tuple[tuple[str, int], ...]
    strange: tuple[tuple[str, int], ...]
    skewed: bool

    @property
    def name(self) -> str:
        """Return the table's name."""
        return str(self.table.name)


@dataclass(frozen=True, slots=True)
class Document:
    """One row as it came, in our actor numbers."""

    row_id: str
    vector: Vector
    heads: str | None
    removed: int
    values: Sequence[Any]
    aside: Mapping[str, Heads]

    def state(self, shape: Shape) -> RowState:
        """Return what a merge needs; fields of a newer program come with all their heads."""
        texts = write_vector(self.vector), self.heads
        values = {name: self.values[place] for name, place in (*shape.known, *shape.strange)}
        return decode(texts, values, self.aside, self.removed)


def shape_of(manifest: Manifest, name: str) -> Shape | None:
    """Return how a table's rows arrive, None for a table this program does not know."""
    table = SQLModel.metadata.tables.get(name)
    if table is None or not set(table.c.keys()) >= STAMP_FIELDS:
        return None
    mine, declared = own_fields(table), manifest.tables[name]
    known = tuple((field, place) for place, field in enumerate(declared) if field in mine)
    strange = tuple((field, place) for place, field in enumerate(declared) if field not in mine)
    return Shape(table, known, strange, set(mine) != set(declared))


class Reader:
    """Reads lines once, in order. `learn` is told of every actor: (id, site, started at, program) → our number."""

    def __init__(self, manifest: Manifest, learn: Callable[[Record], int]) -> None:
        self.manifest, self.learn = manifest, learn
        self.names = list(manifest.tables)
        self.shapes = [shape_of(manifest, name) for name in self.names]
        self.numbers: dict[int, int] = {}
        self.same = True

    def records(self, lines: Iterator[bytes]) -> Iterator[Record]:
        """Give every record but actors; raises PackageUnreadable for a line that is none, or when the end is missing."""
        last: Record | None = None
        for line in lines:
            try:
                record = json.loads(line)
                tag = record[0]
                if tag == "a":
                    self.numbers[int(record[1])] = ours = self.learn(record[2:])
                    self.same = self.same and ours == int(record[1])
                    continue
            except (ValueError, TypeError, KeyError, IndexError) as error:
                raise PackageUnreadable("交换文件里有读不懂的内容。") from error
            last = record
            yield record
        if last is None or last[0] != "z":
            raise PackageUnreadable("交换文件不完整。")

    def document(self, record: Record) -> Document:
        """Return the row of an "r" record."""
        try:
            _, _, row_id, vector, heads, removed, values, aside = record
            numbers = None if self.same else self.numbers
            found = {name: self._heads(given) for name, given in aside.items()} if aside else {}
            return Document(
                str(row_id),
                read_vector(vector, numbers),
                renamed(heads, numbers) if heads and numbers else heads,
                int(removed),
                values,
                found,
            )
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise PackageUnreadable("交换文件里有读不懂的记录。") from error

    def _heads(self, given: list[list[Any]]) -> Heads:
        return {(self.numbers[idx], seq): value for idx, seq, value in given}


def known_actors(conn: Connection) -> dict[str, int]:
    """Return {actor id: our number}."""
    return {row.actor: row.idx for row in conn.execute(select(ACTOR.c.actor, ACTOR.c.idx))}


def add_actor(conn: Connection, facts: Record) -> int:
    """Give an actor that was unknown here a number; `facts` are its id, site, start and program."""
    idx = (conn.execute(select(func.max(ACTOR.c.idx))).scalar() or 0) + 1
    actor, site_id, started_at, version = (str(fact) for fact in facts)
    row = {"idx": idx, "actor": actor, "site_id": site_id, "started_at": started_at, "app_version": version}
    conn.execute(insert(ACTOR), row)
    return idx
