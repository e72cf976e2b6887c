"""The one write path: a unit is one save, all or nothing, in which every row written is stamped (sync.md 3.3)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlmodel import SQLModel

from kzzq_desktop.base.clock import new_id, now, now_text
from kzzq_desktop.domain.changes import ERASED, REMOVED, STAMP_FIELDS, ClockState, Stamped, SyncLog, SyncUnit
from kzzq_desktop.store.boots import BOOT, META, Boot, read_meta, write_meta
from kzzq_desktop.store.reviews import tidy
from kzzq_desktop.store.stamps import born, restamped
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.territory import PLACED_BY, TIES, Shift, Territory, disputed_places, follow, joined

CHUNK = 500
BATCH = 4_000
PATCH = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
CREATED = frozenset({"*"})
Row = Mapping[Any, Any]
# What a unit wrote: {table: {row id: the fields changed, with CREATED for a new row, which may be changed later in the unit}}.
Touched = dict[str, dict[str, frozenset[str]]]


class Unit:
    """One save in progress. `conn` reads inside the same transaction."""

    def __init__(self, conn: Connection, boot: Boot, clerk_id: str, what: str, scope: str | None) -> None:
        self.conn, self.boot, self.clerk_id, self.what, self.scope = conn, boot, clerk_id, what, scope
        self.rev, self.seq = int(read_meta(conn, "rev") or 0), int(read_meta(conn, "seq") or 0)
        self.first_rev, self.first_seq = self.rev + 1, self.seq + 1
        self.touched: Touched = defaultdict(dict)
        self.territory = Territory(conn, scope)
        self.shifts: dict[str, list[tuple[Shift, int]]] = defaultdict(list)
        self.several: dict[str, list[str]] = defaultdict(list)
        self.id = f"{boot.actor}:{self.first_seq}"

    def add(self, record: Stamped) -> str:
        """Insert a record; return its id, made here if it has none."""
        row = record.model_dump(exclude=set(STAMP_FIELDS))
        row["id"] = row.get("id") or new_id()
        self.add_many(type(record), [row])
        return str(row["id"])

    def add_many(self, kind: type[Stamped], rows: Sequence[Row]) -> None:
        """Insert rows (dicts with "id") in bulk; each gets its own dot and rev. A row may give its "sy_scope"."""
        if not rows:
            return
        table = table_of(kind)
        for start in range(0, len(rows), BATCH):  # a whole import at once would stand in memory several times over
            batch = rows[start : start + BATCH]
            self.territory.learn(table.name, batch)
            self._insert(table, [self._born(table.name, row) for row in batch])
        self.touched[table.name].update(dict.fromkeys((str(row["id"]) for row in rows), CREATED))

    def put_many(self, kind: type[Stamped], rows: Sequence[Row]) -> int:
        """Write rows whose ids are derived from what they say: new ones are inserted, a removed one is put back.

        Return how many were really written.
        """
        columns, held = table_of(kind).c, set[str]()
        ids = [row["id"] for row in rows]
        for start in range(0, len(ids), CHUNK):
            held.update(self.conn.execute(select(columns.id).where(columns.id.in_(ids[start : start + CHUNK]))).scalars())
        new = [row for row in rows if row["id"] not in held]
        self.add_many(kind, new)
        back = {str(row["id"]): {**_own(row), "sy_del": 0} for row in rows if row["id"] in held}
        return len(new) + self.change_many(kind, back)

    def change(self, kind: type[Stamped], row_id: str, **values: object) -> bool:
        """Change a row's fields; only those that really differ are stamped and logged. Return whether any did."""
        return self.change_many(kind, {row_id: values}) == 1

    def change_many(self, kind: type[Stamped], patches: Mapping[str, Row]) -> int:
        """Change many rows ({id: {field: value}}); return how many really changed. Unknown ids are passed over."""
        return self._change(table_of(kind), patches)

    def remove(self, kind: type[Stamped], ids: Iterable[str]) -> int:
        """Mark rows as removed; the stub stays for ever (sync.md 3.9)."""
        return self._change(table_of(kind), {row_id: {"sy_del": 1} for row_id in ids})

    def settle(self, table_name: str, row_id: str, values: Row) -> bool:
        """Say which values of a row hold: written even where they are the ones shown already. Return whether there is the row."""
        return self._change(SQLModel.metadata.tables[table_name], {row_id: values}, settled=True) == 1

    def next_rev(self) -> int:
        """Count a change of a row that is no edit."""
        self.rev += 1
        return self.rev

    def rewrite(self, table_name: str, patches: Mapping[str, Row]) -> int:
        """Change rows of a table by its name: for undo, which reads names from the log."""
        return self._change(SQLModel.metadata.tables[table_name], patches)

    def close(self) -> bool:
        """Write counters and the unit's own row; return whether anything was written."""
        if self.seq < self.first_seq:
            return False
        for name, ids in self.several.items():
            tidy(self.conn, SQLModel.metadata.tables[name], list(dict.fromkeys(ids)), self.next_rev)
        follow(self.conn, self.territory, self.shifts, self.next_rev)
        write_meta(self.conn, "rev", str(self.rev))
        write_meta(self.conn, "seq", str(self.seq))
        row = {"actor": self.boot.actor, "first_seq": self.first_seq, "last_seq": self.seq, "first_rev": self.first_rev}
        row |= {"clerk_id": self.clerk_id, "at": now_text(), "at_state": self._clock_state(), "what": self.what}
        self.conn.execute(insert(table_of(SyncUnit)), row)
        return True

    def _insert(self, table: Table, rows: list[dict[str, object]]) -> None:
        """Group rows by their columns: one executemany needs one set of names."""
        groups: dict[frozenset[str], list[dict[str, object]]] = defaultdict(list)
        for row in rows:
            groups[frozenset(row)].append(row)
        for group in groups.values():
            self.conn.execute(insert(table), group)

    def _born(self, table: str, row: Row) -> dict[str, object]:
        self.rev, self.seq = self.rev + 1, self.seq + 1
        given = row.get("sy_scope")
        scope = str(given) if given else self.territory.scope_of(table, row, self.scope)
        self.territory.remember(table, str(row["id"]), scope)
        return {**row, "sy_rev": self.rev, "sy_vv": born(self.boot.idx, self.seq), "sy_scope": scope}

    def _change(self, table: Table, patches: Mapping[str, Row], *, settled: bool = False) -> int:
        updates: dict[frozenset[str], list[dict[str, object]]] = defaultdict(list)
        log: list[dict[str, object]] = []
        ids, touched = list(patches), self.touched[table.name]
        for start in range(0, len(ids), CHUNK):
            chosen = select(table).where(table.c.id.in_(ids[start : start + CHUNK]))
            self.territory.learn(table.name, [patches[row_id] for row_id in ids[start : start + CHUNK]])
            for old in self.conn.execute(chosen).mappings():
                new = {k: v for k, v in patches[old["id"]].items() if settled or old[k] != v}
                if new:
                    fields = frozenset(new)
                    updates[fields].append(self._restamped(table.name, old, new))
                    touched[old["id"]] = touched.get(old["id"], frozenset()) | fields
                    log.append(self._logged(table, old, new))
        for fields, rows in updates.items():
            names = [*fields, "sy_rev", "sy_vv", "sy_st", *(["sy_scope"] if fields & TIES else [])]
            self.conn.execute(
                update(table).where(table.c.id == bindparam("b_id")).values({n: bindparam(f"b_{n}") for n in names}), rows
            )
        if log:
            self.conn.execute(insert(table_of(SyncLog)), log)
        return len(log)

    def _restamped(self, table: str, old: Row, new: Mapping[str, object]) -> dict[str, object]:
        self.rev, self.seq = self.rev + 1, self.seq + 1
        gone = old["sy_del"] if old["sy_del"] in {REMOVED, ERASED} else None  # who writes to a removed row leaves it removed
        written = new if gone is None or "sy_del" in new else {**new, "sy_del": gone}
        vector, heads = restamped(old["sy_vv"], old["sy_st"], self.boot.idx, self.seq, written)
        stamp = {"id": old["id"], "sy_rev": self.rev, "sy_vv": vector, "sy_st": heads, **new}
        if new.keys() & TIES:
            stamp["sy_scope"] = self._moved(table, old, new)
        if old["sy_flag"]:
            self.several[table].append(str(old["id"]))
        return {f"b_{name}": value for name, value in stamp.items()}

    def _moved(self, table: str, old: Row, new: Mapping[str, object]) -> str | None:
        """Return the scope of a row whose ties change, and remember the shift for what hangs on it."""
        row = {**old, **new}
        self.territory.learn(table, [row])
        scope = self.territory.scope_of(table, row, self.territory.maker(str(old["sy_vv"]), str(old["sy_st"] or "") or None))
        if old["sy_flag"] and PLACED_BY.get(table) not in new:  # whatever else is written, a disputed place stays disputed
            scope = joined([scope, *disputed_places(self.conn, table, [old["id"]]).get(old["id"], ())])
        before = str(old["sy_scope"]) if old["sy_scope"] else None
        if scope != before:
            self.shifts[table].append((Shift(str(old["id"]), before, scope), self.rev))
        self.territory.remember(table, str(old["id"]), scope)
        return scope

    def _logged(self, table: Table, old: Row, new: Mapping[str, object]) -> dict[str, object]:
        patch = PATCH({field: [old[field], value] for field, value in new.items()})
        head = {"actor": self.boot.actor, "seq": self.seq, "sy_rev": self.rev}
        return head | {"tbl": table.name, "row_id": old["id"], "patch": patch}

    def _clock_state(self) -> str:
        """Say how this PC's clock looks beside the newest good moment on record; nothing depends on it."""
        last, moment = read_meta(self.conn, "last_good_at"), now()
        if last:
            newest = datetime.fromisoformat(last)
            if moment < newest - timedelta(minutes=10):
                return ClockState.BEHIND
            if moment > newest + timedelta(days=400):
                return ClockState.JUMPED
        write_meta(self.conn, "last_good_at", now_text())
        return ClockState.OK


def _own(row: Row) -> dict[str, object]:
    """Return a row's fields without its stamp."""
    return {name: value for name, value in row.items() if name not in STAMP_FIELDS}


def lock_counters(conn: Connection, boot: Boot) -> bool:
    """Take the write lock on the counters; False when this database does not know our start (it was swapped)."""
    known = select(BOOT.c.n).where(BOOT.c.boot_id == boot.actor).exists()
    return conn.execute(update(META).where(META.c.k == "rev", known).values(v=META.c.v)).rowcount == 1
