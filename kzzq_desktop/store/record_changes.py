"""What was written to a few records of several tables, save by save: for the cards' history lines."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, false, func, or_, select

from kzzq_desktop.domain.changes import SyncActor, SyncLog, SyncUnit
from kzzq_desktop.domain.places import Clerk
from kzzq_desktop.store.guards import stamped_tables
from kzzq_desktop.store.stamps import base_dot
from kzzq_desktop.store.tables import table_of

UNIT, LOG, ACTOR, CLERK = table_of(SyncUnit), table_of(SyncLog), table_of(SyncActor), table_of(Clerk)
Patch = Mapping[str, tuple[Any, Any]]


@dataclass(slots=True)
class SaveSeen:
    """One save as far as it touched the records: `made` lists (table, id), `changed` (table, id, {field: (old, new)})."""

    at: str
    clerk: str
    what: str
    rev: int
    made: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str, Patch]] = field(default_factory=list)


def list_saves(conn: Connection, records: Mapping[str, Sequence[str]]) -> tuple[SaveSeen, ...]:
    """Return the saves that touched these records ({table name: ids}), newest first."""
    saves: dict[tuple[str, int], SaveSeen] = {}
    _collect_changes(conn, records, saves)
    _collect_creations(conn, records, saves)
    return tuple(sorted(saves.values(), key=lambda save: (save.at, save.rev), reverse=True))


def _collect_changes(conn: Connection, records: Mapping[str, Sequence[str]], saves: dict[tuple[str, int], SaveSeen]) -> None:
    asked = (
        select(LOG.c.tbl, LOG.c.row_id, LOG.c.patch, UNIT, func.coalesce(CLERK.c.name, "").label("clerk"))
        .join(UNIT, (UNIT.c.actor == LOG.c.actor) & (UNIT.c.first_seq <= LOG.c.seq) & (UNIT.c.last_seq >= LOG.c.seq))
        .outerjoin(CLERK, CLERK.c.id == UNIT.c.clerk_id)
        .where(or_(false(), *(and_(LOG.c.tbl == name, LOG.c.row_id.in_(ids)) for name, ids in records.items() if ids)))
        .order_by(LOG.c.sy_rev)
    )
    for row in conn.execute(asked):
        save = saves.setdefault((row.actor, row.first_seq), SaveSeen(row.at, row.clerk, row.what, row.first_rev))
        save.changed.append((row.tbl, row.row_id, {name: (old, new) for name, (old, new) in json.loads(row.patch).items()}))


def _collect_creations(conn: Connection, records: Mapping[str, Sequence[str]], saves: dict[tuple[str, int], SaveSeen]) -> None:
    tables = {table.name: table for table in stamped_tables()}
    born: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for name, ids in records.items():
        columns = (tables[name].c[column] for column in ("id", "sy_vv", "sy_st"))
        for row in conn.execute(select(*columns).where(tables[name].c.id.in_(ids))):
            idx, seq = base_dot(row.sy_vv, row.sy_st)
            born[idx].append((seq, name, row.id))
    actors = {row.idx: row.actor for row in conn.execute(select(ACTOR.c.idx, ACTOR.c.actor).where(ACTOR.c.idx.in_(born)))}
    for idx, dots in born.items():
        for seq, name, row_id in dots:
            if save := _save_of(conn, actors[idx], seq, saves):
                save.made.append((name, row_id))


def _save_of(conn: Connection, actor: str, seq: int, saves: dict[tuple[str, int], SaveSeen]) -> SaveSeen | None:
    asked = (
        select(UNIT, func.coalesce(CLERK.c.name, "").label("clerk"))
        .outerjoin(CLERK, CLERK.c.id == UNIT.c.clerk_id)
        .where(UNIT.c.actor == actor, UNIT.c.first_seq <= seq, UNIT.c.last_seq >= seq)
    )
    row = conn.execute(asked).first()
    return saves.setdefault((actor, row.first_seq), SaveSeen(row.at, row.clerk, row.what, row.first_rev)) if row else None
