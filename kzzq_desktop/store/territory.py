"""Which township a row belongs to: by its own place, else by the row it hangs on, else by the site that made it.

A row whose place is disputed belongs to every township named. When a row goes over to another township, what hangs on it
goes with it: it gets a new rev, so that the next package carries it (sync.md 3.10).
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

from kzzq_desktop.domain.changes import SyncActor
from kzzq_desktop.domain.exchange import SPLIT, SiteKind, SyncLeft, SyncSibling, SyncSite
from kzzq_desktop.store.stamps import base_dot
from kzzq_desktop.store.tables import table_of

LEFT, SIBLING, SITE, ACTOR = map(table_of, (SyncLeft, SyncSibling, SyncSite, SyncActor))
CHUNK = 500
VILLAGE_DIGITS = 12
# The fields that place a row by themselves; a division's own code is its place.
PLACED_BY: Mapping[str, str] = {
    "household": "village_id",
    "grid": "village_id",
    "member": "village_id",
    "branch": "division_id",
    "setting": "division_id",
    "list_item": "division_id",
    "division": "id",
}
# What a row hangs on, the first that is there; parents stand before children.
HANGS_ON: Mapping[str, tuple[tuple[str, str], ...]] = {
    "member": (("branch_id", "branch"), ("household_id", "household")),
    "resident": (("household_id", "household"),),
    "household_need": (("household_id", "household"),),
    "member_post": (("member_id", "member"),),
    "contact": (("grid_id", "grid"), ("member_id", "member")),
    "duty": (("grid_id", "grid"), ("member_id", "member")),
    "duty_household": (("duty_id", "duty"),),
}
TIES = frozenset(PLACED_BY.values()) | {column for ties in HANGS_ON.values() for column, _ in ties} - {"id"}
NOBODY = "-"  # the scope of people without any tie, made at the banner: they are sent to no township
PARENTS = tuple(dict.fromkeys(parent for ties in HANGS_ON.values() for _, parent in ties))


@dataclass(frozen=True, slots=True)
class Shift:
    """A row that changed its scope."""

    row_id: str
    before: str | None
    after: str | None


def township_of(code: object) -> str | None:
    """Return the scope of a division's code: its township's, None for a banner's or anything else."""
    text = str(code or "")
    if len(text) != VILLAGE_DIGITS or text[6:9] == "000":
        return None
    return f"{text[:9]}000"


def is_within(scope: str | None, township: str) -> bool:
    """Tell whether a scope holds a township; what is common (None) is everybody's."""
    return scope is None or scope == township or (scope.startswith(SPLIT) and township in scope)


def townships_in(scope: str | None) -> frozenset[str]:
    """Return the townships a scope names."""
    return frozenset(scope.strip(SPLIT).split(SPLIT)) if scope and scope != NOBODY else frozenset()


def joined(scopes: Iterable[str | None]) -> str | None:
    """Return the scope of a row with several places; one that is common to all is common."""
    found = set(scopes)
    if len(found) == 1:
        return found.pop()
    if None in found or not found:
        return None
    every = sorted({township for scope in found for township in townships_in(scope)})
    return every[0] if len(every) == 1 else SPLIT + SPLIT.join(every)


class Territory:
    """Scopes of rows inside one transaction; what was written is remembered, the rest is asked once."""

    def __init__(self, conn: Connection, own: str | None) -> None:
        self.conn, self.own = conn, own
        self.known: dict[str, str | None] = {}
        self.early: dict[str, list[str]] = defaultdict(list)
        self._makers: dict[int, str | None] | None = None

    def learn(self, table: str, rows: Sequence[Mapping[Any, Any]]) -> None:
        """Look up what these rows hang on, all at once."""
        for column, parent in HANGS_ON.get(table, ()):
            wanted = list(dict.fromkeys(row[column] for row in rows if row.get(column) and row[column] not in self.known))
            source = SQLModel.metadata.tables[parent]
            for start in range(0, len(wanted), CHUNK):
                chosen = select(source.c.id, source.c.sy_scope).where(source.c.id.in_(wanted[start : start + CHUNK]))
                self.known.update((row_id, scope) for row_id, scope in self.conn.execute(chosen))

    def scope_of(self, table: str, row: Mapping[Any, Any], made_by: str | None) -> str | None:
        """Return the scope of a row whose parents were learnt; `made_by` is the township of the site that made it."""
        place = PLACED_BY.get(table)
        if place and row.get(place):
            return township_of(row[place])
        ties = [row[column] for column, _ in HANGS_ON.get(table, ()) if row.get(column)]
        for tie in ties:
            if tie in self.known:
                return self.known[tie]
        if ties:
            self.early[table].append(row["id"])
        return NOBODY if made_by is None and table in HANGS_ON else made_by

    def remember(self, table: str, row_id: str, scope: str | None) -> None:
        """Keep what was written, if rows may hang on it."""
        if table in PARENTS:
            self.known[row_id] = scope

    def forget_makers(self) -> None:
        """Read anew who the actors are when next asked."""
        self._makers = None

    def maker(self, vv_text: str, st_text: str | None) -> str | None:
        """Return the township of the site that made a row, None for the banner's; the office's own before it takes part."""
        return self.township_of_actor(base_dot(vv_text, st_text)[0])

    def township_of_actor(self, idx: int) -> str | None:
        """Return the township of the site an actor started at."""
        if self._makers is None:
            asked = select(ACTOR.c.idx, SITE.c.territory, SITE.c.kind).join(SITE, SITE.c.site_id == ACTOR.c.site_id, isouter=True)
            self._makers = {
                row.idx: None if row.kind == SiteKind.BANNER else row.territory or self.own for row in self.conn.execute(asked)
            }
        return self._makers.get(idx, self.own)


def disputed_places(conn: Connection, table: str, ids: Sequence[str]) -> dict[str, list[str | None]]:
    """Return {row: scopes of the values kept aside} of rows whose place is disputed."""
    place = PLACED_BY.get(table)
    found: dict[str, list[str | None]] = defaultdict(list)
    if place is None:
        return found
    for start in range(0, len(ids), CHUNK):
        asked = select(SIBLING.c.row_id, SIBLING.c.value).where(SIBLING.c.tbl == table, SIBLING.c.col == place)
        for row_id, value in conn.execute(asked.where(SIBLING.c.row_id.in_(ids[start : start + CHUNK]))):
            found[row_id].append(township_of(json.loads(value)))
    return found


def note_shifts(conn: Connection, table: str, shifts: Sequence[tuple[Shift, int]]) -> None:
    """Remember, for each (shift, rev), which townships a row has left; one that it came back to forgets it."""
    for shift, rev in shifts:
        before, after = townships_in(shift.before), townships_in(shift.after)
        gone = before - after if shift.after is not None else frozenset()
        back = and_(LEFT.c.tbl == table, LEFT.c.row_id == shift.row_id, LEFT.c.scope.in_([*after, *gone]))
        conn.execute(delete(LEFT).where(back))
        if gone:
            conn.execute(insert(LEFT), [{"tbl": table, "row_id": shift.row_id, "scope": one, "sy_rev": rev} for one in gone])


def follow(
    conn: Connection,
    territory: Territory,
    shifts: Mapping[str, Sequence[tuple[Shift, int]]],
    next_rev: Callable[[], int],
    parents: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, set[str]]:
    """Let everything that hangs on shifted rows go with them, level by level; return the rows touched, by table.

    `parents` are rows that came new, whose dependants may have come before them.
    """
    touched: dict[str, set[str]] = defaultdict(set)
    waiting = {table: list(found) for table, found in shifts.items()}
    for table, ids in territory.early.items():  # written before what they hang on, in the same transaction
        moved = _shifted(territory, table, _tied_rows(conn, table, "id", ids), next_rev)
        touch_scope(conn, SQLModel.metadata.tables[table], [(shift.row_id, shift.after, rev) for shift, rev in moved])
        touched[table].update(shift.row_id for shift, _ in moved)
        waiting[table] = waiting.get(table, []) + moved
    waiting = {table: found for table, found in waiting.items() if found}
    fresh = {table: list(ids) for table, ids in (parents or {}).items()}
    while waiting or fresh:
        table = next(iter(waiting or fresh))
        found = waiting.pop(table, [])
        note_shifts(conn, table, found)
        ids = [*(shift.row_id for shift, _ in found), *fresh.pop(table, [])]
        for child, rows in _dependants(conn, table, ids).items():
            moved = _shifted(territory, child, rows, next_rev)
            touch_scope(conn, SQLModel.metadata.tables[child], [(shift.row_id, shift.after, rev) for shift, rev in moved])
            touched[child].update(shift.row_id for shift, _ in moved)
            if moved:
                waiting[child] = waiting.get(child, []) + moved
    return touched


def derive_all(conn: Connection, territory: Territory, next_rev: Callable[[], int]) -> int:
    """Derive every row's scope anew, parents first; return how many were wrong (before an office takes part they may be)."""
    wrong = 0
    for name in dict.fromkeys((*PLACED_BY, *HANGS_ON)):
        table = SQLModel.metadata.tables[name]
        ids = conn.execute(select(table.c.id).order_by(table.c.sy_rev)).scalars().all()
        for start in range(0, len(ids), CHUNK):
            shifts = _shifted(territory, name, _tied_rows(conn, name, "id", ids[start : start + CHUNK]), next_rev)
            touch_scope(conn, table, [(shift.row_id, shift.after, rev) for shift, rev in shifts])
            wrong += len(shifts)
    return wrong


def _shifted(
    territory: Territory, table: str, rows: Sequence[Mapping[Any, Any]], next_rev: Callable[[], int]
) -> list[tuple[Shift, int]]:
    territory.learn(table, rows)
    disputed = disputed_places(territory.conn, table, [row["id"] for row in rows])
    found = {}
    for row in rows:
        own = territory.scope_of(table, row, territory.maker(row["sy_vv"], row["sy_st"]))
        scope = joined([own, *disputed.get(row["id"], ())])
        if scope != row["sy_scope"]:
            found[row["id"]] = (Shift(row["id"], row["sy_scope"], scope), next_rev())
            territory.remember(table, row["id"], scope)
    return list(found.values())


def _dependants(conn: Connection, parent: str, ids: Sequence[str]) -> dict[str, list[Mapping[Any, Any]]]:
    """Return the rows that hang on these, by table."""
    found: dict[str, list[Mapping[Any, Any]]] = {}
    for table, ties in HANGS_ON.items():
        found[table] = [row for column, of in ties if of == parent for row in _tied_rows(conn, table, column, ids)]
    return found


def _tied_rows(conn: Connection, table: str, column: str, ids: Sequence[str]) -> list[Mapping[Any, Any]]:
    """Return the rows whose `column` is one of these: id, ties, stamps and scope."""
    source = SQLModel.metadata.tables[table]
    names = {"id", "sy_vv", "sy_st", "sy_scope", PLACED_BY.get(table, "id"), *(tie for tie, _ in HANGS_ON.get(table, ()))}
    found: list[Mapping[Any, Any]] = []
    for start in range(0, len(ids), CHUNK):
        chosen = select(*(source.c[name] for name in sorted(names))).where(source.c[column].in_(ids[start : start + CHUNK]))
        found += [dict(row) for row in conn.execute(chosen).mappings()]
    return found


def touch_scope(conn: Connection, table: Table, rows: Sequence[tuple[str, str | None, int]]) -> None:
    """Write (id, scope, rev): a touch is no edit and makes no dot."""
    if rows:
        values: dict[str, Any] = {"sy_scope": bindparam("b_scope"), "sy_rev": bindparam("b_rev")}
        conn.execute(
            update(table).where(table.c.id == bindparam("b_id")).values(values),
            [{"b_id": row_id, "b_scope": scope, "b_rev": rev} for row_id, scope, rev in rows],
        )
