"""Rows of two lines in a card: a name with its state at the right, a sentence below, a hairline between rows."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kzzq_desktop.ui.parts.layout import Item, clear, column, hold, row, rule
from kzzq_desktop.ui.parts.marks import Mark, State
from kzzq_desktop.ui.parts.text import Picture, label


def two_lines(icon: str, name: str, sentence: str, mark: Mark | None = None, *more: Item, tint: str = "ink3") -> QWidget:
    """Return a row: an icon, a name (wrapping), its state at the right, a sentence and what else there is below."""
    state = (State(mark.tone, mark.words, icon=mark.icon),) if mark is not None else ()
    head = row((label(name, "strong", wrap=True), 1), *state, gap=8)
    below = (label(sentence, "second", wrap=True),) if sentence else ()
    words = column(head, *below, *more, gap=2)
    picture = column(Picture(icon, tint, 18), None, margins=(0, 3, 0, 0))
    return hold(row(picture, (words, 1), gap=12, margins=(16, 9, 14, 9)))


def show_rows(box: QVBoxLayout, rows: Sequence[QWidget], empty: QFrame | None = None) -> None:
    """Put rows into a box with hairlines between them; with none, what says so."""
    clear(box)
    for at, one in enumerate(rows):
        if at:
            box.addWidget(rule())
        box.addWidget(one)
    if not rows and empty is not None:
        box.addWidget(empty, 1)
    else:
        box.addStretch(1)
