"""The log as history: who wrote a row, when, in which save, and old → new of each field."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from kzzq_desktop.domain.changes import HistoryLine, Stamped, SyncActor, SyncLog, SyncUnit, UnitRow
from kzzq_desktop.domain.places import Clerk
from kzzq_desktop.store.boots import read_meta
from kzzq_desktop.store.stamps import base_dot
from kzzq_desktop.store.tables import table_of

UNIT, LOG, ACTOR, CLERK = table_of(SyncUnit), table_of(SyncLog), table_of(SyncActor), table_of(Clerk)
WHO = func.coalesce(CLERK.c.name, "")


def list_units(conn: Connection, limit: int = 50) -> tuple[UnitRow, ...]:
    """Return the latest saves of this PC, newest first: those of others came by exchange and are theirs to take back."""
    chosen = (
        select(UNIT.c.actor, UNIT.c.first_seq, UNIT.c.last_seq, UNIT.c.at, UNIT.c.what, WHO.label("who"))
        .join(CLERK, CLERK.c.id == UNIT.c.clerk_id, isouter=True)
        .join(ACTOR, ACTOR.c.actor == UNIT.c.actor)
        .where(ACTOR.c.site_id == (read_meta(conn, "site_id") or ""))
        .order_by(UNIT.c.first_rev.desc())
        .limit(limit)
    )
    rows = conn.execute(chosen)
    return tuple(UnitRow(f"{r.actor}:{r.first_seq}", r.at, r.who, r.what, r.last_seq - r.first_seq + 1) for r in rows)


def list_history(conn: Connection, kind: type[Stamped], ids: Sequence[str]) -> tuple[HistoryLine, ...]:
    """Return what happened to these rows of one kind, newest first: their creation and every later change."""
    table = table_of(kind)
    found = [*_creations(conn, kind, ids), *_changes(conn, table.name, ids)]
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0], reverse=True))


def _changes(conn: Connection, table_name: str, ids: Sequence[str]) -> list[tuple[int, HistoryLine]]:
    chosen = (
        select(LOG.c.seq, LOG.c.patch, UNIT.c.at, UNIT.c.what, WHO.label("who"))
        .join(UNIT, (UNIT.c.actor == LOG.c.actor) & (UNIT.c.first_seq <= LOG.c.seq) & (UNIT.c.last_seq >= LOG.c.seq))
        .join(CLERK, CLERK.c.id == UNIT.c.clerk_id, isouter=True)
        .where(LOG.c.tbl == table_name, LOG.c.row_id.in_(ids))
    )
    lines = []
    for row in conn.execute(chosen):
        for field, (old, new) in json.loads(row.patch).items():
            lines.append((row.seq, HistoryLine(row.at, row.who, row.what, field, _shown(old), _shown(new))))
    return lines


def _creations(conn: Connection, kind: type[Stamped], ids: Sequence[str]) -> list[tuple[int, HistoryLine]]:
    table = table_of(kind)
    actors = {row.idx: row.actor for row in conn.execute(select(ACTOR.c.idx, ACTOR.c.actor))}
    lines = []
    for row in conn.execute(select(table.c.sy_vv, table.c.sy_st).where(table.c.id.in_(ids))):
        idx, seq = base_dot(row.sy_vv, row.sy_st)
        unit = conn.execute(
            select(UNIT.c.at, UNIT.c.what, WHO.label("who"))
            .join(CLERK, CLERK.c.id == UNIT.c.clerk_id, isouter=True)
            .where(UNIT.c.actor == actors[idx], UNIT.c.first_seq <= seq, UNIT.c.last_seq >= seq)
        ).first()
        if unit:
            lines.append((seq, HistoryLine(unit.at, unit.who, unit.what)))
    return lines


def _shown(value: object) -> str:
    return "" if value is None else str(value)
