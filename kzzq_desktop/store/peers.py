"""What each PC has of the others: positions on history lines, never bare numbers (sync.md 3.5).

An acknowledgement counts only if it is a point on the present line; a restored or copied file breaks its line, and the peer
gets everything again. A gap still merges, but is not acknowledged.
"""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from kzzq_desktop.base.clock import now_text
from kzzq_desktop.domain.exchange import Line, Manifest, Position, SyncHeld, SyncPeer
from kzzq_desktop.store.boots import BOOT, read_meta
from kzzq_desktop.store.tables import table_of

PEER, HELD = table_of(SyncPeer), table_of(SyncHeld)
LONGEST_LINE = 512  # starts a line names; an acknowledgement older than these is void


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One live history line of a peer as it was last seen."""

    tip: str
    line: Line
    ack: Position | None
    seen_at: str


def own_line(conn: Connection) -> Line:
    """Return this database's history line up to now."""
    newest = conn.execute(select(BOOT.c.boot_id, BOOT.c.first_rev).order_by(BOOT.c.n.desc()).limit(LONGEST_LINE)).all()
    return Line(tuple((boot, first) for boot, first in reversed(newest)), int(read_meta(conn, "rev") or 0))


def peer_lines(conn: Connection, site_id: str) -> tuple[PeerLine, ...]:
    """Return the lines of a peer that are alive: more than one means that its file was restored or copied."""
    chosen = select(PEER).where(PEER.c.site_id == site_id, PEER.c.retired == 0).order_by(PEER.c.seen_at, PEER.c.tip_boot)
    return tuple(
        PeerLine(row.tip_boot, Line(_boots(row.line), row.pos_rev), _point(row.ack_boot, row.ack_rev), row.seen_at)
        for row in conn.execute(chosen)
    )


def baseline(conn: Connection, site_id: str, mine: Line) -> int:
    """Return the rev of our line up to which every live line of the peer surely has our rows; 0 asks for a full package."""
    lines = peer_lines(conn, site_id)
    if not lines:
        return 0
    return lowest([valid(mine, line.ack) for line in lines])


def lowest(revs: list[int]) -> int:
    """Return what the least informed of a peer's lines has."""
    return min(revs)


def valid(line: Line, point: Position | None) -> int:
    """Return the rev of a point on the line; 0 for one beyond a restore: what was sent then was of another history."""
    return point.rev if point and line.holds(point) else 0


def held_of(conn: Connection, site_id: str) -> Position | None:
    """Return how far we hold a peer's history without a gap."""
    row = conn.execute(select(HELD).where(HELD.c.site_id == site_id)).first()
    return Position(row.boot, row.rev) if row else None


def note_taken(conn: Connection, manifest: Manifest) -> None:
    """Remember what the package says: how far we hold the sender now, and how far the sender holds us."""
    _note_held(conn, manifest)
    _note_line(conn, manifest)


def without_gap(base: int, have: int) -> bool:
    """Tell whether a package continues what is held: else it merges, but is not acknowledged."""
    return base <= have


def is_stale(conn: Connection, manifest: Manifest) -> bool:
    """Tell whether the sender's line was seen further on already: such a package merges, but tells nothing new of its sender."""
    tip = manifest.line.position.boot
    held = conn.execute(select(PEER).where(PEER.c.site_id == manifest.sender))
    return any(manifest.line.tip <= row.pos_rev if row.tip_boot == tip else tip in dict(_boots(row.line)) for row in held)


def retire(conn: Connection, site_id: str, tip: str) -> None:
    """Stop waiting for a line that is gone (restored, replaced); a later package from it revives it."""
    conn.execute(update(PEER).where(PEER.c.site_id == site_id, PEER.c.tip_boot == tip).values(retired=1))


def _note_held(conn: Connection, manifest: Manifest) -> None:
    before = held_of(conn, manifest.sender)
    have = valid(manifest.line, before)
    if not without_gap(manifest.base, have):
        return
    if before and manifest.line.holds(before) and manifest.line.tip <= have:
        return
    point = manifest.line.position
    conn.execute(delete(HELD).where(HELD.c.site_id == manifest.sender))
    conn.execute(insert(HELD), {"site_id": manifest.sender, "boot": point.boot, "rev": point.rev})


def _note_line(conn: Connection, manifest: Manifest) -> None:
    """Keep the newest word of each live line: an older package of a line, or one of its ancestors, changes nothing."""
    if is_stale(conn, manifest):
        return
    tip = manifest.line.position.boot
    held = conn.execute(select(PEER).where(PEER.c.site_id == manifest.sender)).all()
    passed = [row.tip_boot for row in held if row.tip_boot in dict(manifest.line.boots)]
    conn.execute(delete(PEER).where(PEER.c.site_id == manifest.sender, PEER.c.tip_boot.in_(passed)))
    ack = manifest.ack or Position("", 0)
    conn.execute(
        insert(PEER),
        {
            "site_id": manifest.sender,
            "tip_boot": tip,
            "line": json.dumps(manifest.line.boots),
            "pos_rev": manifest.line.tip,
            "ack_boot": ack.boot,
            "ack_rev": ack.rev,
            "retired": 0,
            "seen_at": now_text(),
        },
    )


def _boots(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((boot, first) for boot, first in json.loads(text))


def _point(boot: str, rev: int) -> Position | None:
    return Position(boot, rev) if boot else None
