"""Traditional Mongolian: letters joined as HarfBuzz shapes them, written downwards, columns from left to right.

The font draws the script lying on its side; turned a quarter clockwise it stands. Each glyph carries the letters it was
made of, and the whole says its words once more (ISO 32000-1, 14.9.4, ActualText): readers take columns that follow one
another to the right for lines in the wrong order, and the narrow space before an ending for the end of a word.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

import uharfbuzz as hb
from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import fonts
from kzzq_desktop.documents.font_file import EM
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.sheet import INK, Colour

GAP = 0.26
"""Between two columns, in ems."""
_SMALLER = 0.85  # a line shrinks so far before it is broken


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shaped glyph: the letters it says ("" where the one before says them), its advance as shaped, in ems / 1000."""

    number: int
    text: str
    advance: float


@dataclass(frozen=True, slots=True)
class Line:
    """One shaped column: its ink, in ems, along the line from `start` to `end`, and across it from `low` to `high`."""

    glyphs: tuple[Glyph, ...]
    start: float
    end: float
    low: float
    high: float

    @property
    def length(self) -> float:
        """Return how far the ink reaches along the line."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words laid out for a height: the size in points, the columns from left to right, in points how wide and how high."""

    size: float
    lines: tuple[Line, ...]
    width: float
    height: float


def draw_vertical(
    canvas: Canvas, words: str, box: Frame, size: float, colour: Colour = INK, *, align: str = "centre", centred: bool = False
) -> float:
    """Write words downwards into a box, no larger than `size`, smaller or in several columns where they do not fit.

    They stand at the box's left, right or centre, from its top or, `centred`, around its middle; return how wide they are.
    """
    if not words:
        return 0.0
    fitted = fit(words, box.width, box.height, size)
    slack = box.width - fitted.width
    x = box.left + {"left": 0.0, "centre": slack / 2, "right": slack}[align]
    top = box.bottom + (box.height + fitted.height) / 2 if centred else box.bottom + box.height
    low, pitch = _across(fitted.lines)
    codes = fonts.mongolian().embedding(canvas._doc)  # noqa: SLF001 - as Pen
    said = words.encode("utf-16-be").hex().upper()
    block = [f"/Span <</ActualText <FEFF{said}>>> BDC BT", f"/{fonts.mongolian().fontName}+0 {fitted.size:.2f} Tf"]
    for number, line in enumerate(fitted.lines):
        down = top + line.start * fitted.size
        across = x + (number * pitch - low) * fitted.size
        block.append(f"0 -1 1 0 {across:.2f} {down:.2f} Tm [{_shown(line, codes.shaped_code)}] TJ")
    canvas.setFillColorRGB(*colour)
    canvas._code.append("\n".join([*block, "ET EMC"]))  # noqa: SLF001 - as Pen
    return fitted.width


def vertical_width(words: str, box: Frame, size: float) -> float:
    """Return how wide words become in a box, 0 for none."""
    return fit(words, box.width, box.height, size).width if words else 0.0


@lru_cache(maxsize=1 << 10)
def fit(words: str, width: float, height: float, size: float) -> Fitted:
    """Return the layout: one column, a little smaller if need be; else the columns, broken at spaces, that stay largest."""
    parts = words.split(" ")
    best = _fitted(_broken(parts, 1), width, height, size)
    if best.size >= size * _SMALLER:
        return best
    for count in range(2, len(parts) + 1):
        other = _fitted(_broken(parts, count), width, height, size)
        best = other if other.size > best.size else best
        if best.size >= size:
            break
    return best


@lru_cache(maxsize=1 << 12)
def shape(words: str) -> Line:
    """Return words as one shaped column."""
    file = fonts.mongolian().files[0]
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.direction, buffer.script, buffer.language = "ltr", "Mong", "mn"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(file.font, buffer)
    firsts = [info.cluster for info in buffer.glyph_infos]
    nexts = dict(pairwise([*sorted(set(firsts)), len(words)]))
    glyphs, ink, at = [], [], 0.0
    for place, (info, position) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
        said = words[info.cluster : nexts[info.cluster]] if info.cluster not in firsts[:place] else ""
        glyphs.append(Glyph(info.codepoint, said, position.x_advance * file.scale))
        drawn = file.font.get_glyph_extents(info.codepoint)
        if drawn and drawn.width:
            first, top = at + drawn.x_bearing * file.scale, drawn.y_bearing * file.scale
            ink.append((first, first + drawn.width * file.scale, top + drawn.height * file.scale, top))
        at += position.x_advance * file.scale
    starts, ends, lows, highs = zip(*ink, strict=True) if ink else ((0.0,),) * 4
    return Line(tuple(glyphs), min(starts) / EM, max(ends) / EM, min(lows) / EM, max(highs) / EM)


def _fitted(lines: tuple[Line, ...], width: float, height: float, size: float) -> Fitted:
    """Return columns as large as a box lets them be, `size` at most."""
    _, pitch = _across(lines)
    wide, long = len(lines) * pitch - GAP, max(line.length for line in lines)
    fitting = int(min(size, height / long, width / wide) * 100) / 100
    return Fitted(fitting, lines, wide * fitting, long * fitting)


def _broken(parts: list[str], count: int) -> tuple[Line, ...]:
    """Return the words in so many columns, the longest one as short as can be."""

    def lines(places: tuple[int, ...]) -> tuple[Line, ...]:
        return tuple(shape(" ".join(parts[first:last])) for first, last in pairwise((0, *places, len(parts))))

    breaks = combinations(range(1, len(parts)), count - 1)
    return min(map(lines, breaks), key=lambda columns: max(line.length for line in columns))


def _across(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Return in ems how far left of its baseline the ink of columns reaches, and from one baseline to the next."""
    low = min(line.low for line in lines)
    return low, max(line.high for line in lines) - low + GAP


def _shown(line: Line, code: Callable[[int, str], int]) -> str:
    """Return the operands of TJ: codes, and after a glyph what its shaped advance differs from the font's own."""
    file = fonts.mongolian().files[0]
    said = ""
    for glyph in line.glyphs:
        said += f"{code(glyph.number, glyph.text):04X}"
        if more := file.advance(glyph.number) - glyph.advance:
            said += f"> {more:.0f} <"
    return f"<{said}>"
