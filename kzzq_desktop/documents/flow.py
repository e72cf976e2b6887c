"""A paper whose words flow down the page: headings, facts, small tables, paragraphs. Laid out first, then written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.fonts import FontChain
from kzzq_desktop.documents.paragraph import full_lines, listed_lines
from kzzq_desktop.documents.pen import LEADING, MIDDLE, SMALLER, Pen, Room
from kzzq_desktop.documents.sheet import MM, Format, Paper

_FACT, _LABEL = 10.5, 22 * MM
_ROW, _PAD, _CELL = 6.4 * MM, 2.5, 9.5
_FORM_ROW, _AGAIN = 8.4 * MM, 5.5 * MM
_PARAGRAPH_LEADING, _PEN_LINE = 1.5, 9 * MM


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place: from x on the baseline y, or fitted around a middle into a room."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight thin line."""

    x0: float
    y0: float
    x1: float
    y1: float


Mark = Words | Rule


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of a formal paper: of its text and of its headings."""

    text: FontChain
    head: FontChain


def faces_of(paper: Paper) -> Faces:
    """Return the PC's own FangSong and Song where it has them and the office wants them, else ours."""
    formal = paper.settings.formal
    return Faces(fonts.fangsong(formal=formal), fonts.song(formal=formal))


class Flow:
    """Fills pages from `top` to `bottom`; `pages` holds what stands on each, with the heads that its page begins with.

    `again` is said at the top of every page but the first: of what it is, should the sheets be parted.
    """

    def __init__(self, page: Format, top: float, bottom: float, faces: Faces, again: str = "") -> None:
        self.page, self.top, self.bottom, self.faces, self.again = page, top, bottom, faces, again
        self.pages: list[list[Mark]] = [[]]
        self.y = top

    def heading(self, text: str, needs: float = 20 * MM) -> None:
        """Begin a part; it takes what follows along to the next page where that would not find `needs` points of room."""
        self._make_room(needs)
        self.y -= 7 * MM
        self._put(Words(self.page.left, self.y, text, 12, bold=True))
        self.y -= 2.5 * MM

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write labels and values in two columns; a long value takes the whole breadth and as many lines as it needs."""
        half = self.page.wide / 2
        side = 0
        for label, value in pairs:
            wide = self.faces.text.width(value, _FACT) > half - _LABEL - 3 * MM
            if wide and side:
                side = 0
                self.y -= _ROW
            lines = full_lines(self.faces.text, value, self.page.wide - _LABEL, _FACT) if wide else [value]
            high = max(_ROW, len(lines) * _FACT * LEADING + 2 * _PAD)
            if not side:
                self._make_room(high)
            x = self.page.left + side * half
            base = self.y - _ROW / 2 - MIDDLE * _FACT
            self._put(Words(x, base, label, 9.5))
            for at, line in enumerate(lines):
                self._put(Words(x + _LABEL, base - at * _FACT * LEADING, line, _FACT, bold=False))
            side = 0 if wide else 1 - side
            if not side:
                self.y -= high
        if side:
            self.y -= _ROW

    def form(self, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Write labels and values as a ruled form, high enough for the pen; the pairs of a row share the breadth."""
        for row in rows:
            part = self.page.wide / len(row)
            edges, cells = [self.page.left], []
            for at, (label, value) in enumerate(row):
                edges += [self.page.left + at * part + _LABEL, self.page.left + (at + 1) * part]
                cells += [label, value]
            lines = self._lines(edges, cells)
            high = max(_FORM_ROW, self._high(lines))
            self._make_room(high)
            self._table_row(edges, lines, high)
        self.y -= 1.5 * MM

    def table(self, heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]], listed: Collection[int] = ()) -> None:
        """Write a ruled table: `heads` are words and shares of the breadth; its head is said again on the next page.

        In the columns `listed` stand lists, whose entries are not parted.
        """
        share = self.page.wide / sum(part for _, part in heads)
        edges = [self.page.left]
        for _, part in heads:
            edges.append(edges[-1] + part * share)
        words = [head for head, _ in heads]
        first = self._lines(edges, rows[0], listed) if rows else ()
        self._make_room(_ROW + self._high(first))
        self._table_row(edges, [(word,) for word in words], _ROW, bold=True)
        for row in rows:
            lines = self._lines(edges, row, listed)
            if self.y - self._high(lines) < self.bottom:
                self._turn()
                self._table_row(edges, [(word,) for word in words], _ROW, bold=True)
            self._table_row(edges, lines, self._high(lines))
        self.y -= 1.5 * MM

    def paragraph(self, text: str, size: float = 10.5) -> None:
        """Write a text over the whole breadth."""
        for line in full_lines(self.faces.text, text, self.page.wide, size):
            self._make_room(size * _PARAGRAPH_LEADING)
            self.y -= size * _PARAGRAPH_LEADING
            self._put(Words(self.page.left, self.y, line, size))
        self.y -= 0.6 * MM

    def blank(self, high: float) -> None:
        """Leave room for the pen, with faint lines to write on."""
        self._make_room(high)
        for _ in range(round(high / _PEN_LINE)):
            self.y -= _PEN_LINE
            self.pages[-1].append(Rule(self.page.left, self.y, self.page.right, self.y))

    def signatures(self, *rows: Sequence[str]) -> None:
        """Write who signs, side by side; several rows stay together."""
        self._make_room(13 * MM * len(rows))
        for words in rows:
            self.y -= 12 * MM
            for at, text in enumerate(words):
                self._put(Words(self.page.left + at * self.page.wide / len(words), self.y, text, 11))

    def _lines(self, edges: Sequence[float], row: Sequence[str], listed: Collection[int] = ()) -> list[tuple[str, ...]]:
        """Return each cell's lines; what would do in slightly smaller letters stays one line."""
        found = []
        for at, text in enumerate(row):
            wide = edges[at + 1] - edges[at] - 2 * _PAD
            parted = listed_lines if at in listed else full_lines
            fits = "\n" not in text and self.faces.text.width(text, _CELL * SMALLER) <= wide
            found.append((text,) if fits else tuple(parted(self.faces.text, text, wide, _CELL)))
        return found

    @staticmethod
    def _high(lines: Sequence[tuple[str, ...]]) -> float:
        return max(_ROW, max(map(len, lines), default=1) * _CELL * LEADING + 2 * _PAD)

    def _table_row(self, edges: Sequence[float], cells: Sequence[tuple[str, ...]], high: float, *, bold: bool = False) -> None:
        top, self.y = self.y, self.y - high
        for left, right, lines in zip(edges, edges[1:], cells, strict=False):
            middle = (top + self.y) / 2 + (len(lines) - 1) * _CELL * LEADING / 2
            for at, text in enumerate(lines):
                room = Room(right - left - 2 * _PAD, _ROW - 2)
                self._put(Words(left + _PAD, middle - at * _CELL * LEADING, text, _CELL, bold, room))
        self.pages[-1] += [Rule(edges[0], top, edges[-1], top), Rule(edges[0], self.y, edges[-1], self.y)]
        self.pages[-1] += [Rule(x, top, x, self.y) for x in edges]

    def _make_room(self, high: float) -> None:
        if self.y - high < self.bottom and self.pages[-1]:
            self._turn()

    def _turn(self) -> None:
        self.pages.append([])
        self.y = self.top
        if self.again:
            self.y -= _AGAIN
            self._put(Words(self.page.left, self.y, self.again, 10, bold=True))
            self.y -= 2 * MM

    def _put(self, mark: Mark) -> None:
        self.pages[-1].append(mark)


def write_marks(pen: Pen, marks: Sequence[Mark], faces: Faces) -> None:
    """Write a page's marks."""
    red, green, blue = sheet.LINE
    lines = [f"{m.x0:.2f} {m.y0:.2f} m {m.x1:.2f} {m.y1:.2f} l" for m in marks if isinstance(m, Rule)]
    if lines:
        pen.canvas._code.append(f"q {red} {green} {blue} RG 0.5 w {' '.join(dict.fromkeys(lines))} S Q")  # noqa: SLF001 - as Pen
    for mark in marks:
        if isinstance(mark, Words):
            chain = faces.head if mark.bold else faces.text
            style = pen.style(chain, mark.size)
            if mark.room is None:
                pen.put(style, mark.x, mark.y, mark.text)
            else:
                pen.put_fitted(style, mark.x, mark.y, mark.text, mark.room)
