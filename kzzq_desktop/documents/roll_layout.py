"""Where the rows of a roll stand: heights, pages, what is kept together. Pure arithmetic in points, from the top down."""

from collections.abc import Iterator
from dataclasses import dataclass

from kzzq_desktop.documents import fonts
from kzzq_desktop.documents.pen import LEADING, SMALLER, wrap
from kzzq_desktop.documents.roll_words import RollBlock, RollColumn, RollSection, RollWords
from kzzq_desktop.documents.sheet import MM, Format

ROW, HEADING, BAND, SIGNATURES = 7 * MM, 8 * MM, 8 * MM, 14 * MM
PAD = 3.0
_TOP, _ABOVE_FOOT = 35 * MM, 8 * MM
_HAIR = 0.001  # what sums of heights may be off
_AGAIN = "（续）"
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A block or a part of one, a band (perhaps said `again`) or the signatures: its top edge and its rows' heights."""

    top: float
    heights: tuple[float, ...]
    rows: Rows = ()
    band: str = ""
    total: str = ""
    signatures: bool = False
    name: str = ""
    again: bool = False

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
        if roll.signatures and not roll.flowing:
            filling.sign()
    filling.close()
    return filling.pages


class _Filling:
    """Fills page after page."""

    def __init__(self, roll: RollWords) -> None:
        self.roll = roll
        self.edges = column_edges(roll)
        self.start = table_top(roll.page) - HEADING
        self.end = bottom(roll.page)
        self.pages: list[Leaf] = []
        self.strips: list[Strip] = []
        self.y = self.start
        self.section = self.shown = RollSection("", "", ())

    def begin(self, section: RollSection) -> None:
        """Begin a section: on a new page, or under a band that does not stand alone at the foot."""
        first = self._heights(section.blocks[0]) if section.blocks else ()
        if not self.roll.flowing or (self.strips and self.y - BAND - sum(first) < self.end):
            self.close()
        self.section = section
        if self.roll.flowing:
            self._strip(Strip(self.y, (BAND,), band=section.head, total=section.total, name=section.head))

    def put(self, block: RollBlock) -> None:
        """Put a block where it fits whole, else on a new page; one longer than a page is parted."""
        heights = self._heights(block)
        if self.y - sum(heights) < self.end and self.strips and sum(heights) <= self._room():
            self._turn()
        for rows, part in self._parts(block, heights):
            self._strip(Strip(self.y, part, rows, name=block.name))

    def sign(self) -> None:
        """Put the signatures under the section."""
        if self.y - SIGNATURES < self.end:
            self.close()
        self._strip(Strip(self.y, (SIGNATURES,), signatures=True))

    def close(self) -> None:
        """End the page, if anything stands on it."""
        if self.strips:
            before = self.pages[-1] if self.pages else None
            page = before.page + 1 if before and before.record == self.shown.record else 1
            flowing = self.roll.flowing
            head = "" if flowing else self.shown.head + (_AGAIN if page > 1 else "")
            total = "" if flowing else self.shown.total
            self.pages.append(Leaf(head, total, self.shown.record, page, tuple(self.strips)))
        self.strips, self.y = [], self.start

    def _turn(self) -> None:
        """Go on with the section on a new page; a band says which it is."""
        self.close()
        if self.roll.flowing:
            self._strip(Strip(self.y, (BAND,), band=f"{self.section.head}{_AGAIN}", again=True))

    def _room(self) -> float:
        """Return how high a block may be to stand on one page."""
        return self.start - self.end - (BAND if self.roll.flowing else 0)

    def _strip(self, strip: Strip) -> None:
        if not self.strips:
            self.shown = self.section
        self.strips.append(strip)
        self.y = strip.bottom

    def _parts(self, block: RollBlock, heights: tuple[float, ...]) -> Iterator[tuple[Rows, tuple[float, ...]]]:
        """Yield what of a block fits on the page, then on the next ones; joined cells are said again."""
        first = 0
        while first < len(heights):
            last, y = first, self.y
            while last < len(heights) and (y - heights[last] >= self.end - _HAIR or (last == first and self._is_fresh())):
                y -= heights[last]
                last += 1
            if last > first:
                yield self._said_again(block, first, last), heights[first:last]
                first = last
            if first < len(heights):
                self._turn()

    def _is_fresh(self) -> bool:
        """Tell whether nothing but a band said again stands on the page."""
        return all(strip.again for strip in self.strips)

    def _said_again(self, block: RollBlock, first: int, last: int) -> Rows:
        rows = block.rows[first:last]
        if first:
            head = tuple(block.rows[0][at] if column.joined else rows[0][at] for at, column in enumerate(self.roll.columns))
            return (head, *rows[1:])
        return rows

    def _heights(self, block: RollBlock) -> tuple[float, ...]:
        """Return the rows' heights; where a joined cell needs more, all its rows give a share."""
        heights = [self._needed(row, joined=False) for row in block.rows]
        lack = self._needed(block.rows[0], joined=True) - sum(heights) if block.rows else 0
        return tuple(high + max(lack, 0) / len(heights) for high in heights)

    def _needed(self, row: tuple[str, ...], *, joined: bool) -> float:
        high = ROW
        for at, column in enumerate(self.roll.columns):
            if column.wraps and row[at] and column.joined == joined:
                lines = len(wrapped(column, row[at], self.edges[at + 1] - self.edges[at]))
                high = max(high, lines * column.size * LEADING + 2 * PAD)
        return high


def wrapped(column: RollColumn, words: str, width: float) -> tuple[str, ...]:
    """Return the lines of a cell that makes its row higher; one line where a little smaller letters would do."""
    chain = fonts.bold() if column.bold else fonts.regular()
    if chain.width(words, column.size * SMALLER) <= width - 2 * PAD:
        return (words,)
    return wrap(chain, words, width - 2 * PAD, column.size)
