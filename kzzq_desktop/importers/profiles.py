"""What a column holds as a whole: shares of kinds, how values repeat, rise and agree with others."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kzzq_desktop.domain.id_numbers import birth_in, read_id
from kzzq_desktop.domain.names import read_name
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.workbook import Cell

_FEW, _LOST_TAIL = 3, 1e17


@dataclass(frozen=True)
class Profile:
    """A column's cells in a sample of data rows, "" where a row leaves it empty (a merge fills its first row only)."""

    col: int
    cells: tuple[Cell, ...]

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Return each cell's kinds."""
        return tuple(kind_of(cell) for cell in self.cells)

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """Return the places of cells that say something."""
        return tuple(place for place, kind in enumerate(self.kinds) if kind)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Return the filled cells as comparable texts."""
        return tuple(plain(self.cells[place]) for place in self.filled)

    @property
    def fill(self) -> float:
        """Return the share of rows that fill the column."""
        return len(self.filled) / len(self.cells) if self.cells else 0.0

    def share(self, kind: Kind) -> float:
        """Return the share of filled cells that are of any of these kinds."""
        return sum(bool(self.kinds[place] & kind) for place in self.filled) / len(self.filled) if self.filled else 0.0

    @cached_property
    def distinct(self) -> float:
        """Return distinct texts over filled cells, 0 without any."""
        return len(set(self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Return the whole numbers that filled cells begin with or hold."""
        found = (re.search(r"\d+", text) for text in self.texts)
        return tuple(int(match[0][-6:]) for match in found if match)

    @cached_property
    def counting(self) -> float:
        """Return the share of steps between filled cells that add one."""
        steps = [later - before for before, later in pairwise(self.numbers)]
        return sum(step == 1 for step in steps) / len(steps) if steps else 0.0

    @cached_property
    def rising(self) -> float:
        """Return the share of steps that do not fall."""
        steps = [later - before for before, later in pairwise(self.numbers)]
        return sum(step >= 0 for step in steps) / len(steps) if steps else 0.0

    @cached_property
    def run(self) -> float:
        """Return how many rows, on average, one value covers: its repetitions and the empty rows under it."""
        changes = 1 + sum(before != later for before, later in pairwise(self.texts))
        return len(self.cells) / changes if self.texts else 0.0

    @cached_property
    def gathered(self) -> float:
        """Return how far equal texts stand together: distinct texts over runs of one text."""
        runs = 1 + sum(before != later for before, later in pairwise(self.texts))
        return len(set(self.texts)) / runs if self.texts else 0.0

    @property
    def top(self) -> Counter[str]:
        """Return how often each text stands."""
        return Counter(self.texts)

    @property
    def known(self) -> bool:
        """Say whether there is enough to tell."""
        return len(self.filled) >= min(_FEW, max(1, len(self.cells) // 3))


def plain(cell: Cell) -> str:
    """Return a cell as text to compare: whole numbers without ".0", no spaces."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell == int(cell) else repr(cell)
    return re.sub(r"\s", "", cell if isinstance(cell, str) else cell.isoformat())


def profile(col: int, rows: Sequence[Sequence[Cell]]) -> Profile:
    """Return the profile of a column of these rows."""
    return Profile(col, tuple(row[col] if col < len(row) else "" for row in rows))


def same_row(one: Profile, other: Profile) -> float:
    """Return the share of rows that fill `one` and hold the same person's name in `other`."""
    pairs = [(one.cells[place], other.cells[place]) for place in one.filled]
    same = sum(isinstance(a, str) and isinstance(b, str) and b != "" and read_name(a).name == read_name(b).name for a, b in pairs)
    return same / len(pairs) if pairs else 0.0


def births(ids: Profile) -> tuple[str, ...]:
    """Return each row's birth by a right ID number, "" without one."""
    return tuple(_birth(cell) for cell in ids.cells)


def _birth(cell: Cell) -> str:
    """The birth in an ID number; one that lost its tail as a number still shows it."""
    if isinstance(cell, float):
        # Excel keeps 15 digits; the double beside them may lie a little under.
        return birth_in(f"{cell:.14e}".replace(".", "")[:15] + "000") if cell >= _LOST_TAIL else ""
    number = read_id(cell).number if isinstance(cell, str) else ""
    return birth_in(number) if number else ""
