"""What the clerk has chosen of a conflict so far. No Qt: what stands in which column, what is still open, the settlement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kzzq_desktop.domain.exchange_views import Choice, Conflict, ConflictField, Settlement

TYPED = -1  # the place of what the clerk typed himself


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: whose values stand in a column. `cells` gives the choice of each field that has one there."""

    head: str
    small: str
    mine: bool
    cells: Mapping[str, int]


def columns_of(conflict: Conflict) -> tuple[Side, ...]:
    """Return the columns of a record: this PC's first, then one for each other office (or more where one has two values)."""
    cells: dict[tuple[bool, str, int], dict[str, int]] = {}
    for field in conflict.fields:
        seen: dict[tuple[bool, str], int] = {}
        for at, choice in enumerate(field.choices):
            whose = (choice.mine, choice.office)
            place = seen.get(whose, 0)
            seen[whose] = place + 1
            cells.setdefault((*whose, place), {})[field.name] = at
    order = sorted(cells, key=lambda key: (not key[0], key[2]))
    others = sum(1 for key in cells if not key[0])
    return tuple(_column(key, cells[key], alone=others == 1) for key in order)


def _column(key: tuple[bool, str, int], cells: Mapping[str, int], *, alone: bool) -> Side:
    mine, office, place = key
    again = f"（第{place + 1}个）" if place else ""
    if mine:
        return Side(f"本机{again}", office, mine, cells)
    return Side(f"对方{again}", f"{office}·U盘带来", mine, cells) if alone else Side(f"{office}{again}", "U盘带来", mine, cells)


class Choosing:
    """The choices for one conflict. Fields where all can be kept begin with all of them; the others begin open."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.columns = columns_of(conflict)
        self.chosen: dict[str, set[int]] = {
            field.name: set(range(len(field.choices))) if field.both else set() for field in conflict.fields
        }
        self.typed: dict[str, str] = {}
        self.remove: bool | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Return which record it is."""
        return self.conflict.table, self.conflict.row_id

    def pick(self, name: str, at: int) -> None:
        """Choose a value: the only one of its field, or one more (or one less) where all can be kept."""
        now = self.chosen[name]
        if not self._field(name).both or TYPED in (at, *now):
            self.chosen[name] = {at}
        elif now != {at}:
            self.chosen[name] = now ^ {at}

    def type_in(self, name: str, words: str) -> None:
        """Take words that the clerk typed himself."""
        self.typed[name] = words
        self.chosen[name] = {TYPED}

    def take_column(self, column: Side) -> None:
        """Choose all values of one side; fields that have none there stay as they are."""
        for name, at in column.cells.items():
            self.chosen[name] = {at}

    def decide(self, remove: bool) -> None:
        """Decide whether a record that was removed on one side stays."""
        self.remove = remove

    def waiting(self) -> tuple[str, ...]:
        """Return the fields still open; "" stands for the question whether the record stays."""
        if self.conflict.removed_by and self.remove is not False:
            return () if self.remove else ("",)
        return tuple(name for name, now in self.chosen.items() if not now)

    def decided(self) -> int:
        """Return how many of the questions have an answer."""
        if self.remove:
            return 1
        return sum(1 for now in self.chosen.values() if now) + (1 if self.conflict.removed_by and self.remove is not None else 0)

    def settlement(self) -> Settlement:
        """Return the decision, of the fields that have one."""
        remove = self.remove if self.conflict.removed_by else None
        values = {} if remove else {name: self._value(name) for name, now in self.chosen.items() if now}
        return Settlement(self.conflict.table, self.conflict.row_id, values, remove, self.conflict.stamp)

    def free_fields(self) -> tuple[ConflictField, ...]:
        """Return the fields the clerk may type: those whose values are kept as they read (phones are read with spaces)."""
        return tuple(field for field in self.conflict.fields if all(_is_free(choice) for choice in field.choices))

    def clocks(self) -> tuple[tuple[str, str], ...]:
        """Return (office, "" for this one; how its clock was wrong), each once."""
        every = [choice for field in self.conflict.fields for choice in field.choices if choice.clock]
        return tuple(dict.fromkeys(("" if choice.mine else choice.office, choice.clock) for choice in every))

    def _field(self, name: str) -> ConflictField:
        return next(field for field in self.conflict.fields if field.name == name)

    def _value(self, name: str) -> object:
        field = self._field(name)
        places = sorted(self.chosen[name])
        if places == [TYPED]:
            return _kept(self.typed[name], field.choices)
        if len(places) == 1:
            return field.choices[places[0]].value
        return joined(field, [field.choices[at] for at in places])


def joined(field: ConflictField, choices: Sequence[Choice]) -> str:
    """Return the words, as a form takes them, in which all these values are kept."""
    return field.both if len(choices) == len(field.choices) else "、".join(dict.fromkeys(choice.words for choice in choices))


def _is_free(choice: Choice) -> bool:
    return isinstance(choice.value, str) and _plain(choice.value) == _plain(choice.words) and "|" not in choice.value


def _plain(words: str) -> str:
    return words.replace(" ", "").replace("-", "")


def _kept(typed: str, choices: Sequence[Choice]) -> str:
    """Return typed words as the field keeps them: without the spaces that only the screen shows."""
    spaced = any(choice.words != choice.value for choice in choices)
    return _plain(typed) if spaced else typed
