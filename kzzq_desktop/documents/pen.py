"""Writing a page's words: one text block a page, one switch a style, each character's code looked up once a document.

reportlab's own `drawString` takes several times as long for each line; papers of many pages are written through here.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents.embed import Embedding
from kzzq_desktop.documents.fonts import THICK_FROM, FontChain

# A line never begins with one of these, and is best broken after one of the second.
_NOT_FIRST = frozenset("、，。；：！？）》”’·,.;:!?)")
_BREAK_AFTER = frozenset("·、，；-/ ")
_STEP = 0.5
# Text rendering mode: fill, then stroke (ISO 32000-1, 9.3.6).
_OUTLINED = "2 Tr"
SMALLER = 0.86
LEADING = 1.18
MIDDLE = 0.38
"""How far above its baseline, in ems, the middle of a Chinese character lies."""


class Room(NamedTuple):
    """How wide and how high a text may become, in points."""

    width: float
    height: float


@dataclass(slots=True)
class Style:
    """One font in one size, in one document: the codes of its characters and what is written in it on this page."""

    chain: FontChain
    size: float
    codes: "_Codes"
    switch: str
    marks: list[str] = field(default_factory=list)


class Pen:
    """The words of one document's pages. Put them in any order; `flush` writes them on the page."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._styles: dict[tuple[str, float], Style] = {}

    def style(self, chain: FontChain, size: float) -> Style:
        """Return the style of a font and a size in points."""
        found = self._styles.get((chain.fontName, size))
        if found is None:
            embedding = chain.embedding(self.canvas._doc)  # noqa: SLF001 - reportlab offers no other way to its fonts
            found = Style(chain, size, _Codes(embedding, size), f"/{chain.fontName}+0 {size:g} Tf")
            self._styles[chain.fontName, size] = found
        return found

    def put(self, style: Style, x: float, y: float, text: str) -> None:
        """Write a line from x on its baseline y."""
        style.marks.append(f"{start(x, y)}{text.translate(style.codes)}> Tj")

    def put_centred(self, style: Style, x: float, y: float, text: str) -> None:
        """Write a line around x on its baseline y."""
        self.put(style, x - style.chain.width(text, style.size) / 2, y, text)

    def put_fitted(self, style: Style, x: float, middle: float, text: str, room: Room, *, centred: bool = False) -> None:
        """Write text around the height `middle`, smaller or in several lines where `room` asks for it.

        It begins at x, or stands around x when `centred`.
        """
        size, lines = fit(style.chain, text, room, style.size)
        fitted = self.style(style.chain, size)
        y = middle - MIDDLE * size + (len(lines) - 1) * size * LEADING / 2
        for line in lines:
            (self.put_centred if centred else self.put)(fitted, x, y, line)
            y -= size * LEADING

    def flush(self) -> None:
        """Write everything that was put since the last page into the canvas's present page."""
        block = ["BT"]
        for style in self._styles.values():
            if style.marks:
                block.append(style.switch)
                block += style.marks
                style.marks.clear()
        block.append("ET")
        words = "\n".join(block)
        if _OUTLINED in words:
            words = f"q {_stroke(self.canvas)} 1 j\n{words}\nQ"
        self.canvas._code.append(words)  # noqa: SLF001 - one block instead of a call a line


class _Codes(dict[int, str]):
    """For str.translate: a character to its code; one from another file of the chain brings its own switch there and back."""

    def __init__(self, embedding: Embedding, size: float) -> None:
        self.embedding = embedding
        self.size = size

    def __missing__(self, letter: int) -> str:
        found = self.embedding.code(letter)
        if found is None:
            self[letter] = ""
        elif found[0] == 0:
            self[letter] = f"{found[1]:04X}"
        else:
            code = f"{found[1]:0{self.embedding.digits(found[0])}X}"
            large = self.size >= THICK_FROM and found[0] < len(self.embedding.files)
            thick = self.embedding.thick * self.size if large else 0
            before, after = (f"{_OUTLINED} {thick:.2f} w ", "0 Tr ") if thick else ("", "")
            there = f"> Tj {before}/{self.embedding.name}+{found[0]} {self.size:g} Tf <{code}"
            self[letter] = f"{there}> Tj {after}/{self.embedding.name}+0 {self.size:g} Tf <"
        return self[letter]


def _stroke(canvas: Canvas) -> str:
    """Return the operator that strokes in the colour the words are filled with."""
    colour = canvas._fillColorObj  # noqa: SLF001 - reportlab does not tell it
    red, green, blue = colour if isinstance(colour, tuple) else colour.rgb()
    return f"{red:g} {green:g} {blue:g} RG"


def start(x: float, y: float) -> str:
    """Return the operators that begin a line at a place; codes and "> Tj" follow."""
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm <"


@lru_cache(maxsize=1 << 14)
def fit(chain: FontChain, text: str, room: Room, size: float) -> tuple[float, tuple[str, ...]]:
    """Return the size and the lines in which text fits: a little smaller in one line, then two lines, then smaller still.

    Nothing is ever cut: what is very long becomes many lines and very small.
    """
    least = _step(size * SMALLER)
    one = size
    while one >= least:
        if chain.width(text, one) <= room.width:
            return one, (text,)
        one -= _STEP
    many = least
    while many > _STEP and len(wrap(chain, text, room.width, many)) * many * LEADING > room.height:
        many -= _STEP
    return many, _balanced(chain, text, room.width, many)


def _step(size: float) -> float:
    return round(size / _STEP) * _STEP


def _balanced(chain: FontChain, text: str, room: float, size: float) -> tuple[str, ...]:
    """Return text broken into as few lines as fit, about equally long."""
    lines = wrap(chain, text, room, size)
    if len(lines) == 2 and (parted := _parted(chain, text, room, size)):
        return parted
    narrow = chain.width(text, size) / len(lines)
    while narrow < room:
        even = wrap(chain, text, narrow, size)
        if len(even) == len(lines):
            return even
        narrow += size / 2
    return lines


def _parted(chain: FontChain, text: str, room: float, size: float) -> tuple[str, ...]:
    """Return text in two lines broken after a sign, the longer one as short as can be; () if no such lines fit."""
    found = [(text[:place].rstrip(), text[place:].lstrip()) for place in range(1, len(text)) if text[place - 1] in _BREAK_AFTER]
    longest = {
        max(chain.width(line, size) for line in lines): lines for lines in found if lines[1] and lines[1][0] not in _NOT_FIRST
    }
    least = min(longest, default=room + 1)
    return longest[least] if least <= room else ()


def wrap(chain: FontChain, text: str, room: float, size: float) -> tuple[str, ...]:
    """Return text broken into lines that fit `room`: after a sign or a space of the line's last third, if there is one."""
    lines: list[str] = []
    while text:
        length = _longest(chain, text, room, size)
        if length < len(text):
            good = [place for place in range(length * 2 // 3, length + 1) if place and text[place - 1] in _BREAK_AFTER]
            length = good[-1] if good else length
            while length > 1 and text[length] in _NOT_FIRST:
                length -= 1
        lines.append(text[:length].rstrip())
        text = text[length:].lstrip()
    return tuple(lines)


def _longest(chain: FontChain, text: str, room: float, size: float) -> int:
    """Return how many characters of text fit, at least one."""
    length = len(text)
    while length > 1 and chain.width(text[:length], size) > room:
        length -= 1
    return length
