"""Columns of a list: what a cell shows, and its words for the clipboard and for Excel."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.marks import Mark, chips_shown, chips_width, mark_width

Cell = str | Mark | tuple[str, ...]


class HasId(Protocol):
    """A light row: frozen, with the record's id."""

    @property
    def id(self) -> str:
        """Return the record's id."""


Row = TypeVar("Row", bound=HasId)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. `width` in px at text size 标准; `cell(row)` returns text, a Mark or chips.

    kind   text (never cut: wraps into two small lines) · number (right) · state (Mark) · chips (tuple) · link (teal, right)
           · words (free text: what has no room ends in … and stands in the tooltip)
    sort   the key `relist` is asked for; "" cannot be sorted
    drop   in a narrow table the columns with the highest number leave first; 0 stays
    shown  whether it shows before the clerk chooses columns
    words  the cell's text for clipboard and Excel, where it differs from what is shown
    fact   what kind of fact it holds: decides whether and how it may stand on a list for a wall
    wall   its text for a wall where masking is not enough: a place down to the group
    """

    key: str
    head: str
    width: int
    cell: Callable[[Row], Cell]
    kind: str = "text"
    sort: str = ""
    stretch: bool = False
    drop: int = 0
    shown: bool = True
    ink: str = "ink"
    words: Callable[[Row], str] | None = None
    fact: Fact = Fact.UNSAID
    wall: Callable[[Row], str] | None = None


def cell_words(column: Column[Any], row: HasId) -> str:
    """Return a cell's text for the clipboard, Excel and screen readers."""
    if column.words is not None:
        return column.words(row)
    cell = column.cell(row)
    if isinstance(cell, Mark):
        return cell.words
    return "、".join(cell) if isinstance(cell, tuple) else cell


def needed_width(cell: Cell, room: float, role: str) -> float:
    """Return the px a cell's content needs in `room` px: wrapped text needs its widest line."""
    if isinstance(cell, Mark):
        return mark_width(cell) if cell.words else 0
    if isinstance(cell, tuple):
        return chips_width(chips_shown(room, cell)) - 6
    used, lines = text_lines(cell, room, role)
    return max((theme.text_width(line, used) for line in lines), default=0)


def text_lines(words: str, room: float, role: str) -> tuple[str, list[str]]:
    """Return role and lines in which `words` fit: one line, else two small ones (the second takes all the rest)."""
    if theme.text_width(words, role) <= room + 1:
        return role, [words]
    at = len(words)
    while at > 1 and theme.text_width(words[:at], "small") > room:
        at -= 1
    for mark in (" ", "·", "，", "、"):
        cut = words.rfind(mark, 1, at)
        if cut > 0 and theme.text_width(words[cut + 1 :], "small") <= room:
            at = cut + 1
            break
    return "small", [line for line in (words[:at].rstrip(), words[at:].lstrip()) if line]


def inset(first: bool, last: bool) -> tuple[int, int]:
    """Return a cell's left and right padding: the outer columns stand 16 px in, others 10."""
    return 16 if first else 10, 16 if last else 10
