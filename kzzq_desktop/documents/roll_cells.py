"""The words and lines of a roll's table, written page after page."""

from collections.abc import Sequence
from itertools import pairwise

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.pen import LEADING, MIDDLE, Pen, Room, Style
from kzzq_desktop.documents.roll_fit import PAD, TIGHT, chain_of, placed, sure_length
from kzzq_desktop.documents.roll_layout import HEADING, Leaf, Strip, column_edges, table_top
from kzzq_desktop.documents.roll_words import CENTRE, LEFT, RIGHT, RollColumn, RollWords

NOTHING = "（无）"


class Cells:
    """Writes the strips of a page; styles are looked up once a document."""

    def __init__(self, pen: Pen, roll: RollWords) -> None:
        self.pen, self.roll = pen, roll
        self.edges = column_edges(roll)
        self.styles = [pen.style(chain_of(column), column.size) for column in roll.columns]
        self.sure = [
            sure_length(column, right - left) if column.align == LEFT else 0
            for (left, right), column in zip(pairwise(self.edges), roll.columns, strict=True)
        ]
        self.upright = [f"{x:.2f}" for x in self.edges[1:-1]]
        self.spans = [(f"{left:.2f}", f"{right:.2f}") for left, right in _spans(roll.columns, self.edges)]
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
            elif strip.rows:
                self._block(strip)
            else:
                middle = (strip.top + strip.bottom) / 2 - MIDDLE * self.small.size
                self.pen.put_centred(self.small, (self.edges[0] + self.edges[-1]) / 2, middle, NOTHING)
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
        if len(words) <= self.sure[at]:
            self.pen.put(style, left, middle - MIDDLE * column.size, words)
            return
        wide = style.chain.width(words, column.size)
        if wide <= right - left:
            self.pen.put(style, _start(column, left, right, wide), middle - MIDDLE * column.size, words)
            return
        size, lines = placed(column, words, self.edges[at + 1] - self.edges[at], self.roll.row, high)
        fitted = self.pen.style(style.chain, size)
        y = middle - MIDDLE * size + (len(lines) - 1) * size * LEADING / 2
        for line in lines:
            self.pen.put(fitted, _start(column, left, right, style.chain.width(line, size)), y, line)
            y -= size * LEADING

    def _band(self, strip: Strip) -> None:
        middle = (strip.top + strip.bottom) / 2
        total = self.small.chain.width(strip.total, self.small.size)
        room = Room(self.roll.page.wide - total - 4 * PAD, strip.heights[0] - TIGHT)
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
        bands: list[str] = []
        strong = [_level(left, right, top - HEADING)]
        for strip in strips:
            if strip.band:
                bands.append(_box(left, strip.bottom, right, strip.top))
            thin += self._between(strip)
            if strip is not strips[-1]:
                (strong if strip.rows else thin).append(_level(left, right, strip.bottom))
        thin += [f"{x} {y0:.2f} m {x} {y1:.2f} l" for y0, y1 in _runs(strips) for x in self.upright]
        filled = f"{_colour(sheet.TINT)} rg {' '.join(bands)} f " if bands else ""
        ops = f"q {filled}{_colour(sheet.LINE)} RG 0.35 w {' '.join(thin)} S 0.7 w {' '.join(strong)} S"
        around = f"{_colour(sheet.INK)} RG 1 w {_box(left, low, right, top)} S Q"
        self.pen.canvas._code.append(f"{ops} {around}")  # noqa: SLF001 - one operator a page

    def _between(self, strip: Strip) -> list[str]:
        """Return the lines between the rows of a block; they pass joined cells by."""
        lines, y = [], strip.top
        for high in strip.heights[:-1]:
            y -= high
            lines += [f"{left} {y:.2f} m {right} {y:.2f} l" for left, right in self.spans]
        return lines


def _start(column: RollColumn, left: float, right: float, wide: float) -> float:
    """Return where a line of this width begins between left and right."""
    if column.align == CENTRE:
        return (left + right - wide) / 2
    return right - wide if column.align == RIGHT else left


def _runs(strips: Sequence[Strip]) -> list[tuple[float, float]]:
    """Return where upright lines run: through blocks that follow one another, not through bands."""
    runs: list[tuple[float, float]] = []
    for strip in strips:
        if strip.rows:
            runs.append((runs.pop()[0] if runs and runs[-1][1] == strip.top else strip.top, strip.bottom))
    return runs


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


def _level(left: float, right: float, y: float) -> str:
    return f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l"


def _box(left: float, bottom: float, right: float, top: float) -> str:
    return f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re"


def _colour(parts: sheet.Colour) -> str:
    return " ".join(map(str, parts))
