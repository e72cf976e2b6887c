"""How the words of a roll's cell stand: their size, their lines, and how high the row must be for that."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kzzq_desktop.documents import fonts
from kzzq_desktop.documents.fonts import FontChain
from kzzq_desktop.documents.pen import LEADING, Room, fit, wrap
from kzzq_desktop.documents.roll_words import RollColumn

PAD, TIGHT = 3.0, 1.5
SMALLEST = 7.5  # points: below it a name is no longer read at arm's length, so the row grows instead
_ENDLESS = 1e6
_HAIR = 0.01
_SENTENCE = "，；。、"


class Setting(NamedTuple):
    """The size and the lines of a cell's words."""

    size: float
    lines: tuple[str, ...]

    @property
    def high(self) -> float:
        """Return how high the lines are together."""
        return len(self.lines) * self.size * LEADING


def chain_of(column: RollColumn) -> FontChain:
    """Return the font of a column."""
    return fonts.bold() if column.bold else fonts.regular()


def sure_length(column: RollColumn, width: float) -> int:
    """Return how many characters fit a column of this width, however wide they are."""
    return int((width - 2 * PAD) / column.size)


def needed(column: RollColumn, words: str, width: float, row: float) -> float:
    """Return how high a row must be for one of its cells, at least `row`."""
    chain = chain_of(column)
    if chain.width(words, column.size) <= width - 2 * PAD:
        return row
    found = setting(chain, words, column.size, Room(width - 2 * PAD, row - TIGHT), wraps=column.wraps)
    if found.high + TIGHT <= row:
        return row
    return found.high + (2 * PAD if column.wraps else TIGHT)


def placed(column: RollColumn, words: str, width: float, row: float, high: float) -> Setting:
    """Return how the words stand in a cell `high` points high; smaller only where not even a page was high enough."""
    chain = chain_of(column)
    found = setting(chain, words, column.size, Room(width - 2 * PAD, row - TIGHT), wraps=column.wraps)
    if found.high + TIGHT <= high + _HAIR:
        return found
    return Setting(*fit(chain, words, Room(width - 2 * PAD, high - TIGHT), column.size))


@lru_cache(maxsize=1 << 14)
def setting(chain: FontChain, words: str, size: float, room: Room, *, wraps: bool) -> Setting:
    """Return words too long for one line in their size: one a little smaller, or lines; a name smaller where that splits it less.

    Words that do not wrap shrink to stay in the room, down to SMALLEST, before they are given more lines than it has.
    """
    least = min(SMALLEST, size)
    if not wraps:
        found = Setting(*fit(chain, words, room, size))
        return found if found.size >= least else Setting(least, wrap(chain, words, room.width, least))
    large = Setting(size, wrap(chain, words, room.width, size))
    if large.high <= room.height or any(mark in words for mark in _SENTENCE):
        return large
    smaller, lines = fit(chain, words, Room(room.width, _ENDLESS), size)
    if len(lines) > 2:  # a long name is best broken after its dots
        lines = wrap(chain, words, room.width, smaller)
    better = (len(lines), _splits(lines)) < (len(large.lines), _splits(large.lines))
    return Setting(smaller, lines) if smaller >= least and better else large


def _splits(lines: Sequence[str]) -> int:
    """Return how many lines end inside a part of a name."""
    return sum(not line.endswith("·") for line in lines[:-1])
