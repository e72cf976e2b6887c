"""Where the rows of a roll stand: heights, pages, what is kept together. Pure arithmetic in points, from the top down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kzzq_desktop.documents import roll_fit
from kzzq_desktop.documents.roll_words import RollBlock, RollColumn, RollSection, RollWords
from kzzq_desktop.documents.sheet import MM, Format

HEADING, BAND, SIGNATURES = 8 * MM, 8 * MM, 14 * MM
_TOP, _ABOVE_FOOT = 35 * MM, 8 * MM
_HAIR = 0.001  # what sums of heights may be off
_AGAIN = "（续）"
Rows = tuple[tuple[str, ...], ...]
Cell = tuple[int, int, RollColumn, float]
"""A column: where it stands, how many characters fit it for certain, itself, its width."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A block or a part of one, a band, the signatures, or that there is nothing: its top edge and its rows' heights.

    `names` can be jumped to.
    """

    top: float
    heights: tuple[float, ...]
    rows: Rows = ()
    band: str = ""
    total: str = ""
    signatures: bool = False
    names: tuple[str, ...] = ()

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top - sum(self.heights)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: what stands above its table, the record and page of its code, its strips from the top down."""

    head: str
    total: str
    record: str
    page: int
    strips: tuple[Strip, ...]


def column_edges(roll: RollWords) -> list[float]:
    """Return the columns' edges from left to right, stretched over the page's breadth."""
    share = roll.page.wide / sum(column.width for column in roll.columns)
    edges = [roll.page.left]
    for column in roll.columns:
        edges.append(edges[-1] + column.width * share)
    return edges


def table_top(page: Format) -> float:
    """Return the upper edge of the table."""
    return page.height - _TOP


def bottom(page: Format) -> float:
    """Return how far down rows may reach."""
    return page.foot + _ABOVE_FOOT


def leaves(roll: RollWords) -> list[Leaf]:
    """Return the pages of a roll."""
    filling = _Filling(roll)
    for section in roll.sections:
        filling.begin(section)
        for block in section.blocks:
            filling.put(block)
        if not roll.flowing:
            filling.end_section()
    filling.close()
    return filling.pages


class _Filling:
    """Fills page after page."""

    def __init__(self, roll: RollWords) -> None:
        self.roll = roll
        edges = column_edges(roll)
        wide = [right - left for left, right in pairwise(edges)]
        cells = [
            (at, roll_fit.sure_length(column, width), column, width)
            for at, (column, width) in enumerate(zip(roll.columns, wide, strict=True))
        ]
        self.joined = [cell for cell in cells if cell[2].joined]
        self.single = [cell for cell in cells if not cell[2].joined]
        self.start = table_top(roll.page) - HEADING
        self.end = bottom(roll.page)
        self.pages: list[Leaf] = []
        self.strips: list[Strip] = []
        self.y = self.start
        self.section = self.shown = RollSection("", "", ())
        self.goes_on = False

    def begin(self, section: RollSection) -> None:
        """Begin a section: on a new page, or under a band that does not stand alone at the foot."""
        first = _high(*self._heights(section.blocks[0])) if self.roll.flowing and section.blocks else 0
        if not self.roll.flowing or self.y - BAND - first < self.end:
            self.close()
        self.section, self.goes_on = section, False
        if self.roll.flowing:
            self._strip(Strip(self.y, (BAND,), band=section.head, total=section.total, names=_named(section.head)))

    def put(self, block: RollBlock) -> None:
        """Put a block where it fits whole, else on a new page; one longer than a page is parted."""
        heights, joined = self._heights(block)
        high = _high(heights, joined)
        if self.strips and self.y - high < self.end <= self._fresh() - high:
            self._turn()
        names = (*_named(block.name), *block.names)
        for rows, part in self._parts(block, heights, joined):
            here = names if len(rows) == len(block.rows) else tuple(name for name in names if any(name in row for row in rows))
            self._strip(Strip(self.y, part, rows, names=here))

    def end_section(self) -> None:
        """Say that a section is empty; put the signatures under it, never on a page without a row of it."""
        if not self.section.blocks:
            self._strip(Strip(self.y, (self.roll.row,)))
        if not self.roll.signatures:
            return
        if self.y - SIGNATURES < self.end:
            last = self.strips[-1]
            carried = len(self.strips) > 1 and self.start - sum(last.heights) - SIGNATURES >= self.end
            if carried:
                self.strips.pop()
            self.close()
            if carried:
                self._strip(replace(last, top=self.y))
        self._strip(Strip(self.y, (SIGNATURES,), signatures=True))

    def close(self) -> None:
        """End the page, if anything stands on it."""
        if self.strips:
            before = self.pages[-1] if self.pages else None
            page = before.page + 1 if before and before.record == self.shown.record else 1
            flowing = self.roll.flowing
            head = self.roll.subtitle if flowing else self.shown.head + (_AGAIN if self.goes_on and self.shown.head else "")
            total = self.roll.total if flowing else self.shown.total
            self.pages.append(Leaf(head, total, self.shown.record, page, tuple(self.strips)))
            self.goes_on = True
        self.strips, self.y = [], self.start

    def _turn(self) -> None:
        """Go on with the section on a new page; a band says which it is."""
        self.close()
        if self.roll.flowing:
            self._strip(Strip(self.y, (BAND,), band=f"{self.section.head}{_AGAIN}"))

    def _fresh(self) -> float:
        """Return where the first row of a page stands."""
        return self.start - (BAND if self.roll.flowing else 0)

    def _strip(self, strip: Strip) -> None:
        if not self.strips:
            self.shown = self.section
        self.strips.append(strip)
        self.y = strip.bottom

    def _parts(self, block: RollBlock, heights: Sequence[float], joined: float) -> Iterator[tuple[Rows, tuple[float, ...]]]:
        """Yield what of a block fits on the page, then on the next ones; joined cells are said again."""
        first = 0
        while first < len(heights):
            last, y = first, self.y
            while last < len(heights) and y - heights[last] >= self.end - _HAIR:
                y -= heights[last]
                last += 1
            if last > first and self.y - joined >= self.end - _HAIR:
                yield self._said_again(block, first, last), _stretched(heights[first:last], joined)
                first = last
            if first < len(heights):
                self._turn()

    def _said_again(self, block: RollBlock, first: int, last: int) -> Rows:
        rows = block.rows[first:last]
        if first:
            head = tuple(block.rows[0][at] if column.joined else rows[0][at] for at, column in enumerate(self.roll.columns))
            return (head, *rows[1:])
        return rows

    def _heights(self, block: RollBlock) -> tuple[list[float], float]:
        """Return how high each row of a block is, and how high they must be together for its joined cells."""
        heights = [self._needed(row, self.single) for row in block.rows]
        return heights, self._needed(block.rows[0], self.joined) if block.rows else 0

    def _needed(self, row: tuple[str, ...], cells: Sequence[Cell]) -> float:
        """Return how high a row must be for some of its cells; never more than a page."""
        high = self.roll.row
        for at, sure, column, wide in cells:
            if len(row[at]) > sure:
                high = max(high, roll_fit.needed(column, row[at], wide, self.roll.row))
        return min(high, self._fresh() - self.end)


def _high(heights: Sequence[float], joined: float) -> float:
    return max(sum(heights), joined)


def _stretched(heights: Sequence[float], least: float) -> tuple[float, ...]:
    """Return the rows' heights; where a joined cell needs more, all of them give the same share."""
    lack = max(least - sum(heights), 0) / len(heights)
    return tuple(high + lack for high in heights)


def _named(name: str) -> tuple[str, ...]:
    return (name,) if name else ()
