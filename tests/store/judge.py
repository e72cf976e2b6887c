"""The oracle of the histories: compares every PC with the truth."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from kzzq_desktop.domain.changes import IN_USE, MOVED_AWAY
from kzzq_desktop.domain.row_state import GONE, decode
from kzzq_desktop.store.incoming import known_actors
from kzzq_desktop.store.reviews import own_fields, read_aside
from kzzq_desktop.store.tables import table_of
from tests.store.truth import FIELDS, KINDS, VILLAGES, GlobalDot, Key


class Judge:
    """Compares every PC with the truth."""

    def __init__(self, history: Any) -> None:
        self.history, self.truth = history, history.truth
        self.known: dict[Key, frozenset[GlobalDot]] = defaultdict(frozenset)
        for copied in history.copies.values():
            for key, dots in copied.seen.items():
                self.known[key] |= dots

    def check(self) -> None:
        shown: dict[tuple[str, str], Any] = {}
        for pc in self.history.pcs:
            found = dict(self.rows_of(pc))
            for table, row_id in {key[:2] for key in self.known}:
                if not self.is_of(pc.who.territory, row_id):
                    assert (table, row_id) not in found or found[table, row_id][1] != IN_USE, ("not hidden", pc.who.name, row_id)
                    continue
                assert (table, row_id) in found, ("row missing", pc.who.name, row_id)
                heads, removed, values = found[table, row_id]
                self.check_row(pc.who.name, table, row_id, heads, removed)
                assert shown.setdefault((table, row_id), (removed, values)) == (removed, values), (
                    "shown differs",
                    pc.who.name,
                    row_id,
                )

    def check_row(self, name: str, table: str, row_id: str, heads: dict[str, dict[GlobalDot, Any]], removed: int) -> None:
        for field_name in (*FIELDS[table], GONE):
            key = (table, row_id, field_name)
            truth = self.truth.heads(key, self.known[key])
            assert heads[field_name] == truth, ("lost or phantom", name, key, heads[field_name], truth)
        assert removed != MOVED_AWAY, ("hidden though ours", name, row_id)
        if removed:
            seen = frozenset().union(*(self.truth.removals[dot] for dot in heads[GONE]))
            assert all(dot in seen for field_name in FIELDS[table] for dot in heads[field_name]), (
                "hid an unseen edit",
                name,
                row_id,
            )

    def is_of(self, territory: str, row_id: str) -> bool:
        if not territory:
            return True
        key = ("household", self.truth.parents.get(row_id, row_id), "village_id")
        return any(value in VILLAGES[territory] for value in self.truth.heads(key, self.known[key]).values())

    def rows_of(self, pc: Any) -> Iterator[tuple[tuple[str, str], tuple[dict[str, dict[GlobalDot, Any]], int, Any]]]:
        with pc.store.reading() as conn:
            actors = {idx: actor for actor, idx in known_actors(conn).items()}
            for name, kind in KINDS.items():
                table = table_of(kind)
                rows = conn.execute(select(table)).mappings().all()
                aside = read_aside(conn, name, [row["id"] for row in rows])
                for row in rows:
                    values = {field_name: row[field_name] for field_name in own_fields(table)}
                    state = decode((row["sy_vv"], row["sy_st"]), values, aside.get(row["id"], {}), row["sy_del"])
                    heads = {f: {(actors[dot[0]], dot[1]): v for dot, v in found.items()} for f, found in state.heads.items()}
                    heads[GONE] = {dot: how for dot, (how, _) in heads[GONE].items()}
                    yield (name, row["id"]), (heads, row["sy_del"], values)
