"""Rows of a package joined with ours, in batches: what is new goes in, what was seen is passed over, the rest is merged.

The merge itself is handed in: this room only reads and writes (sync.md 3.7).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from kzzq_desktop.domain.changes import ERASED, IN_USE, MOVED_AWAY, SEVERAL, SyncActor
from kzzq_desktop.domain.exchange import Site, SiteKind, SyncLeft, SyncSite
from kzzq_desktop.domain.merge_rules import choose
from kzzq_desktop.domain.row_state import GONE, Dot, Heads, RowState, decode, encode, read_vector, removal_of, write_vector
from kzzq_desktop.store import reviews
from kzzq_desktop.store.guards import stamped_tables
from kzzq_desktop.store.incoming import Document, Shape
from kzzq_desktop.store.strange import read_strange, write_strange
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.territory import (
    NOBODY,
    PARENTS,
    PLACED_BY,
    TIES,
    Shift,
    Territory,
    is_within,
    joined,
    note_shifts,
    township_of,
)
from kzzq_desktop.store.unit import CREATED, Touched

ACTOR, SITE, LEFT = map(table_of, (SyncActor, SyncSite, SyncLeft))
UNCERTAIN = '"sy_del"'
Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Joins:
    """The merge: how two vectors stand ("same", "newer", "older", "both"), and the join of two states."""

    compare: Callable[[Mapping[int, int], Mapping[int, int]], str]
    merge: Callable[[RowState, RowState], RowState]
    forked: Callable[[RowState, RowState], tuple[str, ...]]


@dataclass(slots=True)
class Applied:
    """What was written: counts by kind, rows touched, rows that changed their township, parents that came new."""

    counts: Counter[str] = field(default_factory=Counter)
    by_table: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    touched: Touched = field(default_factory=lambda: defaultdict(dict))
    shifts: dict[str, list[tuple[Shift, int]]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    erased: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Result:
    """One row to be written."""

    row: dict[str, Any]
    before: Row | None
    state: RowState | None
    siblings: dict[str, Heads]


class Applier:
    """Joins batches of rows with the tables. `next_rev` counts; `actors` are ids by number, ours.

    Only the banner can tell that a row which had gone to another township is ours again, and not in a `stale` package, one
    written before what it said last. A row that is new at the banner but stands in another township than its sender's has
    left the sender's.
    """

    def __init__(
        self, conn: Connection, territory: Territory, joins: Joins, next_rev: Callable[[], int], sender: Site, *, stale: bool
    ) -> None:
        self.conn, self.territory, self.joins, self.next_rev = conn, territory, joins, next_rev
        self.sender, self.from_banner = sender, sender.kind == SiteKind.BANNER and not stale
        self.done = Applied()
        self.actors: dict[int, str] = {}
        self.banner: set[int] = set()
        self.refresh_actors()

    def refresh_actors(self) -> None:
        """Read again who the actors are, after new ones came."""
        asked = select(ACTOR.c.idx, ACTOR.c.actor, SITE.c.kind).join(SITE, SITE.c.site_id == ACTOR.c.site_id, isouter=True)
        found = self.conn.execute(asked).all()
        self.actors = {row.idx: row.actor for row in found}
        self.banner = {row.idx for row in found if row.kind == SiteKind.BANNER}
        self.territory.forget_makers()

    def apply(self, shape: Shape, documents: Sequence[Document]) -> None:
        """Join these rows of one table with ours and write the result."""
        ids = [document.row_id for document in documents]
        local, aside = self._local(shape, ids)
        gone = self._gone(shape.name, ids)
        results = []
        for document in documents:
            mine = local.get(document.row_id)
            result = self._joined(shape, document, mine, aside.get(document.row_id, {}))
            if document.row_id in gone or (mine is not None and mine["sy_del"] == MOVED_AWAY):
                result = self._of_moved(shape, mine, aside.get(document.row_id, {}), result)
            if result is None:
                self._count(shape.name, "same")
            else:
                results.append(result)
        self.write(shape.table, results)

    def write(self, table: Table, results: Sequence[_Result]) -> None:
        """Write results of one table: stamps, scopes, values kept aside, reviews."""
        if not results:
            return
        self.territory.learn(table.name, [result.row for result in results])
        inserts: list[dict[str, Any]] = []
        updates: list[dict[str, Any]] = []
        for result in results:
            result.row["sy_rev"] = rev = self.next_rev()
            result.row["sy_scope"] = self._scope(table.name, result, rev)
            (updates if result.before is not None else inserts).append(result.row)
            self._note(table.name, result)
        if inserts:
            self.conn.execute(insert(table), inserts)
        if updates:
            names = [name for name in updates[0] if name != "id"]
            rows = [{f"b_{name}": value for name, value in row.items()} for row in updates]
            values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in names}
            self.conn.execute(update(table).where(table.c.id == bindparam("b_id")).values(values), rows)
        self._write_aside(table, [result for result in results if result.state is not None])

    def hide(self, name: str, ids: Sequence[str], own: str) -> list[str]:
        """Hide these rows, and remember it for those that another PC of the township may still send; return those hidden."""
        table = next((table for table in stamped_tables() if table.name == name), None)
        if table is None:
            return []
        note_shifts(self.conn, name, [(Shift(row_id, own, NOBODY), self.next_rev()) for row_id in ids])
        shown = self.conn.execute(select(table.c.id).where(table.c.id.in_(ids), table.c.sy_del == IN_USE)).scalars().all()
        if shown:
            values: dict[str, Any] = {"sy_del": MOVED_AWAY, "sy_rev": bindparam("b_rev")}
            rows = [{"b_id": row_id, "b_rev": self.next_rev()} for row_id in shown]
            self.conn.execute(update(table).where(table.c.id == bindparam("b_id")).values(values), rows)
        return list(shown)

    def order(self, dot: Dot) -> tuple[int, str]:
        """Sort dots as every PC sorts them: by seq, then by the author's global id."""
        return dot[1], self.actors[dot[0]]

    def result_of(self, table: Table, row_id: str, state: RowState, before: Row | None) -> _Result:
        """Return the row that holds a state."""
        known = reviews.own_fields(table)
        found = encode(state, lambda name, heads: choose(table.name, name, heads, self.order, self._of_banner), known)
        row = {"id": row_id, "sy_vv": found.sy_vv, "sy_st": found.sy_st, "sy_del": removal_of(state), **found.shown}
        row["sy_flag"] = SEVERAL if reviews.has_several(state) else 0
        return _Result(row, before, state, found.siblings)

    def _local(self, shape: Shape, ids: list[str]) -> tuple[dict[str, Row], dict[str, dict[str, Heads]]]:
        rows = self.conn.execute(select(shape.table).where(shape.table.c.id.in_(ids))).mappings()
        local: dict[str, Row] = {row["id"]: row for row in rows}
        several = [row_id for row_id, row in local.items() if row["sy_flag"]]
        aside = reviews.read_aside(self.conn, shape.name, several) if several else {}
        strange = read_strange(self.conn, shape.name, list(local))
        return local, {row_id: {**aside.get(row_id, {}), **strange.get(row_id, {})} for row_id in {*aside, *strange}}

    def _joined(self, shape: Shape, document: Document, mine: Row | None, aside: dict[str, Heads]) -> _Result | None:
        """Return what a row becomes, None if it stays as it is."""
        delicate = shape.skewed or bool(document.aside) or (document.heads is not None and UNCERTAIN in document.heads)
        if mine is None:
            if delicate:
                return self.result_of(shape.table, document.row_id, _completed(shape, document.state(shape)), None)
            return _Result(_plain(shape, document), None, None, {})
        standing = self.joins.compare(read_vector(mine["sy_vv"]), document.vector)
        if standing in {"same", "older"} and not shape.skewed and not document.aside:
            return None
        if standing == "newer" and not delicate and not mine["sy_flag"] and not aside:
            return _Result(_plain(shape, document), mine, None, {})
        values = {name: mine[name] for name in reviews.own_fields(shape.table)}
        ours = decode((mine["sy_vv"], mine["sy_st"]), values, aside, mine["sy_del"])
        theirs = document.state(shape)
        if self.joins.forked(ours, theirs):
            reviews.write_fork(self.conn, shape.name, document.row_id)
        state = self.joins.merge(ours, theirs)
        if state == ours:
            return None
        return self.result_of(shape.table, document.row_id, state, mine)

    def _gone(self, table: str, ids: Sequence[str]) -> frozenset[str]:
        """Return which of these rows are in another township's care, as the banner said; one it sends back no longer is."""
        own = self.territory.own
        if own is None:
            return frozenset()
        told = LEFT.c.tbl == table, LEFT.c.scope == own, LEFT.c.row_id.in_(ids)
        gone = frozenset(self.conn.execute(select(LEFT.c.row_id).where(*told)).scalars())
        if gone and self.from_banner:
            self.conn.execute(delete(LEFT).where(*told))
        return gone

    def _of_moved(self, shape: Shape, mine: Row | None, aside: dict[str, Heads], result: _Result | None) -> _Result | None:
        """Return what a row in another township's care becomes: it stays hidden unless the banner sends it back."""
        if self.from_banner:
            if result is not None or mine is None or mine["sy_del"] != MOVED_AWAY:
                return result
            values = {name: mine[name] for name in reviews.own_fields(shape.table)}
            return self.result_of(shape.table, mine["id"], decode((mine["sy_vv"], mine["sy_st"]), values, aside, IN_USE), mine)
        if result is not None and result.row["sy_del"] == IN_USE:
            result.row["sy_del"] = MOVED_AWAY
        return result

    def _scope(self, table: str, result: _Result, rev: int) -> str | None:
        """Return a row's scope, and remember the row where others follow it or its township is to be told."""
        row_id, scope = result.row["id"], self._derived_scope(table, result)
        if result.before is not None and scope != result.before["sy_scope"]:
            self.done.shifts[table].append((Shift(row_id, result.before["sy_scope"], scope), rev))
        if table in PARENTS:
            self.territory.remember(table, row_id, scope)
            if result.before is None:
                self.done.parents[table].append(row_id)
        if result.before is None and self.territory.own is None and not is_within(scope, self.sender.territory):
            note_shifts(self.conn, table, [(Shift(row_id, self.sender.territory, scope), rev)])
        return scope

    def _derived_scope(self, table: str, result: _Result) -> str | None:
        row, before, place = result.row, result.before, PLACED_BY.get(table)
        places = result.state.heads.get(place, {}) if result.state is not None and place else {}
        if len(places) > 1:
            return joined(township_of(value) for value in places.values())
        if before is not None and not before["sy_flag"] and all(row.get(tie) == before[tie] for tie in TIES & row.keys()):
            return str(before["sy_scope"]) if before["sy_scope"] else None
        return self.territory.scope_of(table, row, self.territory.maker(row["sy_vv"], row["sy_st"]))

    def _note(self, table: str, result: _Result) -> None:
        """Count a row and say what of it changed, for what is derived."""
        row, before = result.row, result.before
        fields = CREATED if before is None else frozenset(name for name, value in row.items() if before[name] != value)
        self.done.touched[table][row["id"]] = fields
        self._count(table, "new" if before is None else "changed")
        was = IN_USE if before is None else before["sy_del"]
        if row["sy_del"] != IN_USE and was in {IN_USE, MOVED_AWAY} and before is not None:
            self._count(table, "removed")
        if row["sy_del"] == ERASED or (result.state and any(how == ERASED for how, _ in result.state.heads[GONE].values())):
            self.done.erased.append((table, row["id"]))

    def _write_aside(self, table: Table, results: Sequence[_Result]) -> None:
        """Keep other values of known fields, and fields of a newer program, beside the rows."""
        known = set(reviews.own_fields(table))
        aside: dict[str, dict[str, Heads]] = {}
        strange: dict[str, dict[str, Heads]] = {}
        kinds: dict[str, Iterable[str]] = {}
        for result in results:
            row_id = result.row["id"]
            if result.row["sy_flag"] or (result.before is not None and result.before["sy_flag"]):
                aside[row_id] = {name: heads for name, heads in result.siblings.items() if name in known}
                kinds[row_id] = reviews.waits_for(table.name, result.state) if result.state else ()
                if kinds[row_id]:
                    self._count(table.name, "conflicts")
            if found := {name: heads for name, heads in result.siblings.items() if name not in known}:
                strange[row_id] = found
        reviews.write_aside(self.conn, table.name, aside, self.actors)
        reviews.write_reviews(self.conn, table.name, kinds)
        write_strange(self.conn, table.name, strange, {result.row["id"]: result.row["sy_rev"] for result in results})

    def _count(self, table: str, kind: str) -> None:
        self.done.counts[kind] += 1
        self.done.by_table[table][kind] += 1

    def _of_banner(self, dot: Dot) -> bool:
        return dot[0] in self.banner


def _plain(shape: Shape, document: Document) -> dict[str, Any]:
    row = {name: document.values[place] for name, place in shape.known}
    stamp = {"id": document.row_id, "sy_vv": write_vector(document.vector), "sy_st": document.heads}
    return row | stamp | {"sy_del": document.removed, "sy_flag": 0}


def _completed(shape: Shape, state: RowState) -> RowState:
    """Give fields that an older program does not know their defaults, with the row's own making as their author."""
    for name in reviews.own_fields(shape.table):
        if name not in state.heads:
            default = shape.table.c[name].default
            value = default.arg if isinstance(default, ScalarElementColumnDefault) else None
            state.heads[name] = dict.fromkeys(state.base, value)
    return state
