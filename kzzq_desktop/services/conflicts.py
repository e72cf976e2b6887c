"""Records that offices changed differently: what each wrote, who and when, for the clerk to settle field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kzzq_desktop.domain.changes import IN_USE, ClockState
from kzzq_desktop.domain.clock_doubt import clock_words, read_clock
from kzzq_desktop.domain.conflict_origin import Change, Origin, origin_of
from kzzq_desktop.domain.conflict_words import sentence, value_words
from kzzq_desktop.domain.exchange_views import Choice, Conflict, ConflictField
from kzzq_desktop.domain.keep_both import kept_both
from kzzq_desktop.domain.merge_rules import Rule, must_choose, rule_of
from kzzq_desktop.domain.row_state import GONE, Dot, Heads, covers
from kzzq_desktop.services.conflict_fields import field_order, field_word
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.record_titles import Title, learn_around, name_of, title_of
from kzzq_desktop.services.settling import ChangedSince, NothingToSettle, settle
from kzzq_desktop.services.strays import list_strays, settle_stray
from kzzq_desktop.store import conflicts as kept
from kzzq_desktop.store.conflicts import Waiting
from kzzq_desktop.store.field_limits import longest
from kzzq_desktop.store.record_rows import RecordRows
from kzzq_desktop.store.reviews import REMOVED_CHANGED
from kzzq_desktop.store.save_authors import Author, Authors

__all__ = [
    "ChangedSince", "NothingToSettle", "count_conflicts", "list_conflicts", "list_strays", "sentence", "settle", "settle_stray",
]  # fmt: skip
HERE, THERE = "本机", "对方"


def count_conflicts(desk: Desk) -> int:
    """Return how many records wait for the clerk."""
    with desk.store.reading() as conn:
        return kept.count_waiting(conn)


def list_conflicts(desk: Desk) -> tuple[Conflict, ...]:
    """Return every record that waits: urgent ones first, then by place, a household beside its people."""
    with desk.store.reading() as conn:
        found = kept.list_waiting(conn)
        rows, authors = RecordRows(conn), Authors(conn)
        for table in {one.table for one in found}:
            rows.add(table, [one.row for one in found if one.table == table])
        learn_around(rows, [(one.table, one.row) for one in found])
        changes: dict[tuple[str, str], list[Change]] = {}
        for table in {one.table for one in found}:
            ids = [one.row["id"] for one in found if one.table == table]
            changes |= {(table, row_id): logged for row_id, logged in kept.list_changes(conn, table, ids).items()}
        told = [_Record(desk, one, rows, authors, changes.get((one.table, one.row["id"]), [])) for one in found]
        made = [one.conflict() for one in told]
    return tuple(one for one, _ in sorted(made, key=lambda pair: (not pair[0].urgent, pair[1].order)))


@dataclass(slots=True)
class _Record:
    """One record that waits, being put into words."""

    desk: Desk
    waiting: Waiting
    rows: RecordRows
    authors: Authors
    changes: Sequence[Change]

    def conflict(self) -> tuple[Conflict, Title]:
        """Return the record as the clerk sees it, and its title."""
        table, row = self.waiting.table, self.waiting.row
        title = title_of(self.rows, table, row)
        asked = self._asked()
        removed_by, removed_at = self._removal()
        fields = sorted(asked, key=lambda name: (field_order(table, name), name))
        rules = {rule_of(table, name) for name in fields}
        urgent = bool(removed_by) or not rules.isdisjoint({Rule.BANNER, Rule.EARLIEST, Rule.LEAST})
        made = tuple(self._field(name, asked[name]) for name in fields)
        place = (title.title, title.detail, title.screen, title.place)
        return Conflict(table, row["id"], *place, made, removed_by, removed_at, urgent, row["sy_rev"]), title

    def _asked(self) -> dict[str, Heads]:
        """Return the fields to decide, and for a record removed elsewhere those written unseen by who removed it."""
        table, heads = self.waiting.table, self.waiting.state.heads
        asked = {name: found for name, found in heads.items() if name != GONE and must_choose(table, name, found)}
        removals = [seen for how, seen in heads[GONE].values() if how != IN_USE]
        if REMOVED_CHANGED not in self.waiting.kinds or not removals:
            return asked
        for name, found in heads.items():
            unseen = [dot for dot in found if not any(covers(seen, dot) for seen in removals)]
            if name != GONE and unseen and name not in asked and rule_of(table, name) is not Rule.QUIET:
                asked[name] = {dot: found[dot] for dot in unseen}
        return asked

    def _removal(self) -> tuple[str, str]:
        """Return who removed the record and when, two "" if nobody did."""
        removals = [dot for dot, (how, _) in self.waiting.state.heads[GONE].items() if how != IN_USE]
        if REMOVED_CHANGED not in self.waiting.kinds or not removals:
            return "", ""
        author = self.authors.author(max(removals, key=lambda dot: (dot[1], self.authors.author(dot).actor)))
        office = self._office(author)
        at = read_clock(author.at, author.state, self.authors.evidence(author)).at if author.at else ""
        return "·".join(part for part in (author.clerk, office) if part) or (HERE if author.mine else THERE), at

    def _field(self, name: str, heads: Heads) -> ConflictField:
        origin = self._origin(name, heads)
        since = self._since(origin)
        shown = next(iter(self.waiting.state.heads[name]))
        order = sorted(heads, key=lambda dot: (not self.authors.author(dot).mine, -dot[1], self.authors.author(dot).actor))
        choices = tuple(self._choice(name, dot, heads[dot], since, shown=dot == shown) for dot in order)
        before = str(origin.value or "") if origin else None
        values = [choice.value for choice in choices]
        both = kept_both(name, values, before, longest(self.waiting.table, name)) if len(values) > 1 else ""
        words = self._words(name, origin.value) if origin else ""
        said = self._words(name, both) if both else ""
        return ConflictField(name, field_word(self.waiting.table, name), choices, words, since.at if since else "", said)

    def _choice(self, name: str, dot: Dot, value: Any, since: Author | None, *, shown: bool) -> Choice:  # noqa: ANN401 - JSON
        author = self.authors.author(dot)
        known = since.at if since and since.mine and since.state == ClockState.OK and since.at else ""
        at, clock = author.at, ""
        if at:
            read = read_clock(at, author.state, self.authors.evidence(author, known))
            at, clock = read.at, clock_words(read, mine=author.mine)
        words = self._words(name, value)
        return Choice(author.actor, dot[1], value, words, author.clerk, self._office(author), at, clock, author.mine, shown)

    def _origin(self, name: str, heads: Heads) -> Origin | None:
        authors = {dot: self.authors.author(dot) for dot in heads}
        brought = max((one for one in authors.values() if not one.mine), key=lambda one: one.rev, default=None)
        came = brought.rev if brought else 0
        here_since = self.authors.here_since(brought) if brought else 0
        dots = frozenset((one.actor, dot[1]) for dot, one in authors.items())
        site_of = {one.actor: one.site_id for one in self.authors.actors.values()}
        changes = [one for one in self.changes if one.field == name]
        return origin_of(changes, dots, came, here_since, lambda actor: site_of.get(actor, ""))

    def _since(self, origin: Origin | None) -> Author | None:
        """Return the save that wrote the value from before, None if it is not known."""
        if origin is None:
            return None
        if origin.writer is not None:
            return self.authors.author((self.authors.numbers[origin.writer.actor], origin.writer.seq))
        state = self.waiting.state
        strangers = set(state.vv) - {dot[0] for heads in state.heads.values() for dot in heads} - {dot[0] for dot in state.base}
        whole = self.desk.store.scope is None or not any(not self.authors.actors[idx].mine for idx in strangers)
        return self.authors.author(min(state.base)) if origin.first and whole and len(state.base) == 1 else None

    def _office(self, author: Author) -> str:
        return author.office or (self.desk.office.name if author.mine else "")

    def _words(self, name: str, value: object) -> str:
        key = str(self.waiting.row.get("key", ""))
        return value_words(self.waiting.table, name, value, self._name, key)

    def _name(self, table: str, row_id: str) -> str:
        return name_of(self.rows, table, row_id)
