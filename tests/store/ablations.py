"""The nine safety rules of the exchange, each switched off in turn on the real code: a law that cannot fail is none."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from sqlalchemy import delete, insert, select

from kzzq_desktop.base.clock import now_text
from kzzq_desktop.domain.changes import IN_USE, REMOVED
from kzzq_desktop.domain.exchange import Line, Manifest, Position
from kzzq_desktop.domain.row_state import GONE, RowState
from kzzq_desktop.store import apply, peers, reviews, take, unit
from kzzq_desktop.store.boots import Boot, read_meta, write_meta
from kzzq_desktop.store.incoming import known_actors
from kzzq_desktop.store.territory import note_shifts
from kzzq_desktop.sync.merge import merge
from tests.store import sites


@dataclass(frozen=True)
class Ablation:
    """A rule that is off: what replaces it, and the misfortune without which it is not needed ("" if it always is)."""

    name: str
    off: Callable[[ExitStack], None]
    needs: frozenset[str] = frozenset()


def _replaced(*places: tuple[Any, str], by: Any) -> Callable[[ExitStack], None]:
    def off(stack: ExitStack) -> None:
        for room, name in places:
            stack.enter_context(patch.object(room, name, by))

    return off


def _actor_in_file(stack: ExitStack) -> None:
    """The actor is kept in the file instead of made new at every start."""
    opened = sites.MemorySite.open

    def open_again(pc: Any) -> None:
        opened(pc)
        with pc.store.local() as conn:
            actor = read_meta(conn, "kept_actor") or pc.store.boot.actor
            write_meta(conn, "kept_actor", actor)
            pc.store.boot = Boot(actor, known_actors(conn)[actor])

    stack.enter_context(patch.object(sites.MemorySite, "open", open_again))


def _bare(_line: Line, point: Position | None) -> int:
    return point.rev if point else 0


def _bare_numbers(stack: ExitStack) -> None:
    """Acknowledgements are bare numbers: the highest one counts, on whatever line."""

    def note(conn: Any, manifest: Manifest) -> None:
        old = conn.execute(select(peers.PEER).where(peers.PEER.c.site_id == manifest.sender)).first()
        ack = max(manifest.ack.rev if manifest.ack else 0, old.ack_rev if old else 0)
        conn.execute(delete(peers.PEER).where(peers.PEER.c.site_id == manifest.sender))
        row = {"site_id": manifest.sender, "tip_boot": "x", "line": "[]", "pos_rev": 0, "ack_boot": "x", "ack_rev": ack}
        conn.execute(insert(peers.PEER), {**row, "retired": 0, "seen_at": now_text()})

    stack.enter_context(patch.object(peers, "valid", _bare))
    stack.enter_context(patch.object(peers, "_note_line", note))
    stack.enter_context(patch.object(Line, "holds", lambda _line, _point: True))


def _cut_back(line: Line, point: Position | None) -> int:
    """Return an acknowledgement beyond a restore cut back to it, as the first version did."""
    end = line.end(point.boot) if point else None
    return 0 if point is None or end is None else min(point.rev, end)


def _no_follow(conn: Any, _territory: Any, shifts: Any, *_rest: Any) -> dict[str, set[str]]:
    for table, found in shifts.items():
        note_shifts(conn, table, found)
    return {}


def _last_writer(key: Callable[[tuple[int, int]], Any]) -> Callable[[RowState, RowState], RowState]:
    def joined(mine: RowState, theirs: RowState) -> RowState:
        state = merge(mine, theirs)
        for name, heads in state.heads.items():
            winner = max(heads, key=key)
            state.heads[name] = {winner: heads[winner]}
        return state

    return joined


def _lamport(stack: ExitStack) -> None:
    wins = apply.Joins(sites.JOINS.compare, _last_writer(lambda dot: (dot[1], dot[0])), sites.JOINS.forked)
    stack.enter_context(patch.object(sites, "JOINS", wins))


def _wall_clock(stack: ExitStack) -> None:
    """The later wall clock wins, and the clocks of actors are wrong by a million."""
    wins = apply.Joins(
        sites.JOINS.compare, _last_writer(lambda dot: (dot[1] + (dot[0] % 3 - 1) * 10**6, dot)), sites.JOINS.forked
    )
    stack.enter_context(patch.object(sites, "JOINS", wins))


def _removal_wins(state: RowState) -> int:
    return REMOVED if any(how != IN_USE for how, _ in state.heads[GONE].values()) else IN_USE


RESTORED, GAPS, MOVED = frozenset({"restore", "clone"}), frozenset({"lose", "restore", "clone", "late"}), frozenset({"move"})
ABLATIONS = (
    Ablation("an acknowledgement beyond a restore is cut back", _replaced((peers, "valid"), by=_cut_back), RESTORED),
    Ablation("the actor is kept in the file", _actor_in_file, RESTORED),
    Ablation("acknowledgements are bare numbers", _bare_numbers, RESTORED),
    Ablation("a gap is acknowledged", _replaced((peers, "without_gap"), by=lambda _base, _have: True), GAPS),
    Ablation("the best informed line counts", _replaced((peers, "lowest"), by=max), RESTORED),
    Ablation("what hangs on a moved row is not touched", _replaced((take, "follow"), (unit, "follow"), by=_no_follow), MOVED),
    Ablation("the last writer wins", _lamport),
    Ablation("the later clock wins", _wall_clock),
    Ablation("a removal wins", _replaced((apply, "removal_of"), (reviews, "removal_of"), by=_removal_wins)),
)


@contextmanager
def without(ablation: Ablation) -> Iterator[None]:
    """Switch a rule off."""
    with ExitStack() as stack:
        ablation.off(stack)
        yield
