"""A plan being made: what is new may still be completed by a later row of the same import (pure)."""

from collections import defaultdict
from collections.abc import Callable

from kzzq_desktop.domain.drafts import PersonDraft
from kzzq_desktop.domain.import_plan import Offered, PreviewRow, Row, Rows, Verdict
from kzzq_desktop.domain.import_rows import person_given
from kzzq_desktop.domain.spot import Spot

NOTHING: frozenset[str] = frozenset()


class Draft:
    """Collects what an import could do. `waits` name the ids that a clerk must revive first."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self.new_id = new_id
        self.inserts: Rows = defaultdict(dict)
        self.patches: Rows = defaultdict(dict)
        self.rows: list[PreviewRow] = []
        self.waits: dict[str, frozenset[str]] = {}
        self.brings: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._held: dict[int, tuple[frozenset[str], PreviewRow]] = {}
        self._given: dict[str, tuple[str, ...] | set[str] | PersonDraft | Callable[[], Row]] = {}
        self._alike: dict[tuple[str, ...], tuple[str, ...]] = {}

    def offered(self) -> Offered:
        """Return all that was collected."""
        return Offered(dict(self.inserts), dict(self.patches), tuple(self.rows), self.waits, self._codes, self.brings, self._held)

    def born(self, row_id: str, given: PersonDraft | Callable[[], Row]) -> None:
        """Note what a new row was made of; most stand once, so it is looked through only when another row tells of it."""
        self._given[row_id] = given

    def first_said(self, row_id: str, given: Row, changes: Row) -> tuple[Row, set[str]]:
        """Return the changes to fields that nothing earlier in this import gave, and the fields where two disagree.

        What stands first in the files holds: so the same files, read again, change nothing.
        """
        before = self._given.get(row_id)
        if before is None:  # most rows stand once, and give the same fields as others: all these share one tuple
            names = _filled(given)
            self._given[row_id] = self._alike.setdefault(names, names)
            return changes, set()
        if not isinstance(before, set):
            before = self._given[row_id] = set(_names(before))
        fresh = {name: value for name, value in changes.items() if name not in before}
        disputed = set(changes) & before
        before.update(name for name, value in given.items() if value)
        return fresh, disputed

    def insert(self, kind: str, row: Row, code: str = "", waits: frozenset[str] = NOTHING) -> None:
        """Plan a new row; with a `code` it stands for a change of that field of something on record."""
        row_id = str(row["id"])
        self.inserts[kind][row_id] = row
        if code:
            self._codes[row_id] = code
        if waits:
            self.waits[row_id] = waits

    def patch(self, kind: str, row_id: str, values: Row, waits: frozenset[str] = NOTHING) -> None:
        """Plan a change, of a row on record or of one that this import makes."""
        if not values:
            return
        if row_id in self.inserts[kind]:
            self.inserts[kind][row_id].update(values)
        else:
            self.patches[kind].setdefault(row_id, {}).update(values)
            if waits:
                self.waits[row_id] = waits

    def is_new(self, kind: str, row_id: str) -> bool:
        """Say whether this import makes the row."""
        return row_id in self.inserts[kind]

    def tell(self, row: PreviewRow, waits: frozenset[str] = NOTHING, instead: PreviewRow | None = None) -> None:
        """Add a line to the preview; while it waits another stands `instead`."""
        if waits and instead:
            self._held[len(self.rows)] = (waits, instead)
        self.rows.append(row)

    def say(self, verdict: Verdict, spot: Spot, title: str, what: str = "", mend: str = "") -> None:
        """Add a line that depends on no choice."""
        self.rows.append(PreviewRow(verdict, spot, title, what, mend=mend))


def _filled(given: Row) -> tuple[str, ...]:
    return tuple([name for name, value in given.items() if value])


def _names(told: tuple[str, ...] | PersonDraft | Callable[[], Row]) -> tuple[str, ...]:
    """The fields that a row's first mention filled."""
    if isinstance(told, tuple):
        return told
    return _filled(person_given(told) if isinstance(told, PersonDraft) else told())
