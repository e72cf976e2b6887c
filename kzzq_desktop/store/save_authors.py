"""Who made a write: the clerk, the office, the moment, and what speaks for or against that PC's clock."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from kzzq_desktop.domain.changes import ClockState, SyncActor, SyncUnit
from kzzq_desktop.domain.clock_doubt import Evidence
from kzzq_desktop.domain.exchange import SyncIn, SyncSite
from kzzq_desktop.domain.places import Clerk
from kzzq_desktop.domain.row_state import Dot
from kzzq_desktop.store.boots import read_meta
from kzzq_desktop.store.tables import table_of

UNIT, ACTOR, SITE, CLERK, IN = map(table_of, (SyncUnit, SyncActor, SyncSite, Clerk, SyncIn))


@dataclass(frozen=True, slots=True)
class Author:
    """The save that a write was part of. `at` is "" where the save is not known here; `rev` is when it came to be known."""

    actor: str
    site_id: str
    office: str
    mine: bool
    clerk: str = ""
    at: str = ""
    state: str = "ok"
    rev: int = 0
    first_seq: int = 0
    last_seq: int = -1


class Authors:
    """Authors of dots, each asked for once."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        own = read_meta(conn, "site_id") or ""
        asked = select(ACTOR, func.coalesce(SITE.c.name, "").label("office"))
        found = conn.execute(asked.join(SITE, SITE.c.site_id == ACTOR.c.site_id, isouter=True)).all()
        self.actors = {row.idx: Author(row.actor, row.site_id, row.office, row.site_id == own) for row in found}
        self.numbers = {one.actor: idx for idx, one in self.actors.items()}
        self.own = [one.actor for one in self.actors.values() if one.mine]
        self.known: dict[Dot, Author] = {}

    def author(self, dot: Dot) -> Author:
        """Return who wrote a dot."""
        if dot not in self.known:
            self.known[dot] = self._read(dot)
        return self.known[dot]

    def here_since(self, brought: Author) -> int:
        """Return the rev since which this office worked without the other's word when a save of his came.

        That is since the package before was taken. Revs are not kept of packages, so their moments are laid beside our saves'.
        """
        ours = select(UNIT.c.first_rev, UNIT.c.at).where(UNIT.c.actor.in_(self.own), UNIT.c.first_rev < brought.rev)
        last = self.conn.execute(ours.order_by(UNIT.c.first_rev.desc()).limit(1)).first()
        if last is None:
            return 0
        taken = select(func.max(IN.c.at)).where(IN.c.at < last.at)
        before = self.conn.execute(taken.where(IN.c.site_id == brought.site_id)).scalar() or self.conn.execute(taken).scalar()
        since = select(func.min(UNIT.c.first_rev)).where(UNIT.c.actor.in_(self.own), UNIT.c.at > (before or ""))
        return self.conn.execute(since.where(UNIT.c.first_rev < brought.rev)).scalar() or 0

    def evidence(self, author: Author, known_before: str = "") -> Evidence:
        """Return what is known beside a save's own moment."""
        created_at, taken_at = self._next_package(author)
        good, since = ("", "") if author.state == ClockState.OK else self._around(author)
        return Evidence(good, since, known_before, created_at, taken_at)

    def _read(self, dot: Dot) -> Author:
        who = self.actors[dot[0]]
        asked = (
            select(UNIT, func.coalesce(CLERK.c.name, "").label("clerk"))
            .join(CLERK, CLERK.c.id == UNIT.c.clerk_id, isouter=True)
            .where(UNIT.c.actor == who.actor, UNIT.c.first_seq <= dot[1], UNIT.c.last_seq >= dot[1])
        )
        row = self.conn.execute(asked).first()
        if row is None:
            return who
        told = (row.clerk, row.at, row.at_state, row.first_rev, row.first_seq, row.last_seq)
        return Author(who.actor, who.site_id, who.office, who.mine, *told)

    def _around(self, author: Author) -> tuple[str, str]:
        """Return the site's newest trusted moment before a save, and its first untrusted one since then."""
        trusted = self._of_site(author).where(UNIT.c.last_seq < author.first_seq, UNIT.c.at_state == ClockState.OK)
        good = self.conn.execute(trusted.order_by(UNIT.c.last_seq.desc()).limit(1)).first()
        if good is None:
            return "", ""
        since = self._of_site(author).where(UNIT.c.first_seq > good.last_seq, UNIT.c.at_state == author.state)
        first = self.conn.execute(since.order_by(UNIT.c.first_seq).limit(1)).first()
        return good.at, first.at if first else ""

    def _next_package(self, author: Author) -> tuple[str, str]:
        """Return when the site wrote its next package and when it was taken here, unless our own clock was wrong then."""
        if author.mine or not author.at:
            return "", ""
        asked = select(IN.c.created_at, IN.c.at).where(IN.c.site_id == author.site_id, IN.c.created_at >= author.at)
        found = self.conn.execute(asked.order_by(IN.c.created_at).limit(1)).first()
        if found is None or self._was_wrong(found.at):
            return "", ""
        return found.created_at, found.at

    def _was_wrong(self, at: str) -> bool:
        asked = select(UNIT.c.at).where(
            UNIT.c.actor.in_(self.own), UNIT.c.at_state != ClockState.OK, UNIT.c.at.startswith(at[:10])
        )
        return self.conn.execute(asked.limit(1)).first() is not None

    def _of_site(self, author: Author) -> Select[Any]:
        actors = [one.actor for one in self.actors.values() if one.site_id == author.site_id]
        return select(UNIT).where(UNIT.c.actor.in_(actors))
