"""The words and lines of a roll's table, written page after page."""

from collections.abc import Sequence

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.pen import LEADING, MIDDLE, Pen, Room, Style
from kzzq_desktop.documents.roll_layout import HEADING, PAD, Leaf, Strip, column_edges, table_top, wrapped
from kzzq_desktop.documents.roll_words import CENTRE, RIGHT, RollColumn, RollWords

_TIGHT = 1.5


class Cells:
    """Writes the strips of a page; styles are looked up once a document."""

    def __init__(self, pen: Pen, roll: RollWords) -> None:
        self.pen, self.roll = pen, roll
        self.edges = column_edges(roll)
        chains = [fonts.bold() if column.bold else fonts.regular() for column in roll.columns]
        self.styles = [pen.style(chain, column.size) for chain, column in zip(chains, roll.columns, strict=True)]
        self.sure = [
            int((right - left - 2 * PAD) / column.size)
            for left, right, column in zip(self.edges, self.edges[1:], roll.columns, strict=False)
        ]
        self.band = pen.style(fonts.bold(), 10.5)
        self.small = pen.style(fonts.regular(), 9.5)
        self.sign = pen.style(fonts.regular(), 10.5)

    def write(self, leaf: Leaf) -> None:
        """Write a page's strips and their lines."""
        for strip in leaf.strips:
            if strip.band:
                self._band(strip)
            elif strip.signatures:
                self._signatures(strip)
            else:
                self._block(strip)
        self._lines([strip for strip in leaf.strips if not strip.signatures])

    def _block(self, strip: Strip) -> None:
        y = strip.top
        for number, (row, high) in enumerate(zip(strip.rows, strip.heights, strict=True)):
            for at, (words, column) in enumerate(zip(row, self.roll.columns, strict=True)):
                if column.joined:
                    if not number and words:
                        self._cell(at, column, words, (strip.top + strip.bottom) / 2, strip.top - strip.bottom)
                elif words:
                    self._cell(at, column, words, y - high / 2, high)
            y -= high

    def _cell(self, at: int, column: RollColumn, words: str, middle: float, high: float) -> None:
        left, right = self.edges[at] + PAD, self.edges[at + 1] - PAD
        style = self.styles[at]
        if column.wraps and len(words) > self.sure[at] and len(lines := wrapped(column, words, right - left + 2 * PAD)) > 1:
            self._wrapped(at, column, lines, middle)
        elif column.align == CENTRE:
            room = Room(right - left, high - _TIGHT)
            self.pen.put_fitted(style, (left + right) / 2, middle, words, room, centred=True)
        elif column.align == RIGHT and style.chain.width(words, column.size) <= right - left:
            self.pen.put(style, right - style.chain.width(words, column.size), middle - MIDDLE * column.size, words)
        elif len(words) <= self.sure[at]:
            self.pen.put(style, left, middle - MIDDLE * column.size, words)
        else:
            self.pen.put_fitted(style, left, middle, words, Room(right - left, high - _TIGHT))

    def _wrapped(self, at: int, column: RollColumn, lines: Sequence[str], middle: float) -> None:
        y = middle - MIDDLE * column.size + (len(lines) - 1) * column.size * LEADING / 2
        for line in lines:
            if column.align == CENTRE:
                self.pen.put_centred(self.styles[at], (self.edges[at] + self.edges[at + 1]) / 2, y, line)
            else:
                self.pen.put(self.styles[at], self.edges[at] + PAD, y, line)
            y -= column.size * LEADING

    def _band(self, strip: Strip) -> None:
        middle = (strip.top + strip.bottom) / 2
        total = self.small.chain.width(strip.total, self.small.size)
        room = Room(self.roll.page.wide - total - 4 * PAD, strip.heights[0] - _TIGHT)
        self.pen.put_fitted(self.band, self.edges[0] + 2 * PAD, middle, strip.band, room)
        self._right(self.small, middle, strip.total)

    def _right(self, style: Style, middle: float, words: str) -> None:
        if words:
            x = self.edges[-1] - 2 * PAD - style.chain.width(words, style.size)
            self.pen.put(style, x, middle - MIDDLE * style.size, words)

    def _signatures(self, strip: Strip) -> None:
        y = strip.bottom + 10
        step = self.roll.page.wide / len(self.roll.signatures)
        for number, words in enumerate(self.roll.signatures):
            self.pen.put(self.sign, self.edges[0] + number * step, y, words)

    def _lines(self, strips: Sequence[Strip]) -> None:
        """Rule the table: thin inside a block, stronger between blocks and around all."""
        if not strips:
            return
        top = table_top(self.roll.page)
        left, right, low = self.edges[0], self.edges[-1], strips[-1].bottom
        thin: list[str] = []
        strong = [_line(left, top - HEADING, right, top - HEADING)]
        for strip in strips:
            if strip.band:
                thin.append(_line(left, strip.bottom, right, strip.bottom))
                continue
            thin += [_line(x, strip.top, x, strip.bottom) for x in self.edges[1:-1]]
            thin += self._between(strip)
            if strip is not strips[-1]:
                strong.append(_line(left, strip.bottom, right, strip.bottom))
        red, green, blue = sheet.LINE
        around = f"{left:.2f} {low:.2f} {right - left:.2f} {top - low:.2f} re S"
        ops = f"q {red} {green} {blue} RG 0.35 w {' '.join(thin)} S 0.7 w {' '.join(strong)} S"
        self.pen.canvas._code.append(f"{ops} {' '.join(map(str, sheet.INK))} RG 1 w {around} Q")  # noqa: SLF001 - one operator a page

    def _between(self, strip: Strip) -> list[str]:
        """Return the lines between the rows of a block; they pass joined cells by."""
        lines, y = [], strip.top
        spans = _spans(self.roll.columns, self.edges)
        for high in strip.heights[:-1]:
            y -= high
            lines += [_line(left, y, right, y) for left, right in spans]
        return lines


def _spans(columns: Sequence[RollColumn], edges: Sequence[float]) -> list[tuple[float, float]]:
    """Return where lines between rows run: over the columns that are not joined, neighbours in one stroke."""
    spans: list[tuple[float, float]] = []
    for at, column in enumerate(columns):
        if column.joined:
            continue
        if spans and spans[-1][1] == edges[at]:
            spans[-1] = (spans[-1][0], edges[at + 1])
        else:
            spans.append((edges[at], edges[at + 1]))
    return spans


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l"
