"""Rows, columns, cards and panels: how parts stand beside and under one another.

In `row` and `column` an item is a widget, a layout, None (stretch), a number (a gap in px) or (item, stretch).
"""

from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kzzq_desktop.ui.parts.text import Picture, label

Item = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]
Box = TypeVar("Box", bound=QBoxLayout)
NO_MARGINS = (0, 0, 0, 0)
PAGE_MARGINS = (24, 14, 24, 16)


def row(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = NO_MARGINS) -> QHBoxLayout:
    """Return items side by side."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = NO_MARGINS) -> QVBoxLayout:
    """Return items under one another."""
    return _filled(QVBoxLayout(), items, gap, margins)


def hold(layout: QLayout) -> QWidget:
    """Return a see-through widget around a layout."""
    made = QWidget()
    made.setProperty("role", "clear")
    layout.setContentsMargins(*_margins(layout))
    made.setLayout(layout)
    return made


def frame(role: str, layout: QLayout | None = None) -> QFrame:
    """Return a framed box; roles: card note warn wrong popup nav top status tree side."""
    made = QFrame()
    made.setProperty("role", role)
    if layout is not None:
        made.setLayout(layout)
    return made


def card(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (16, 12, 16, 12)) -> QFrame:
    """Return a white card with its items under one another (margins 0 where a table touches the edges)."""
    return frame("card", column(*items, gap=gap, margins=margins))


def card_head(words: str, *items: Item, small: str = "") -> QHBoxLayout:
    """Return the head row of a card: head, small note, stretch, at most one link or segmented."""
    note = (label(small, "small"),) if small else ()
    return row(label(words, "head"), *note, None, *items, gap=8)


def page_head(words: str, *items: Item) -> QHBoxLayout:
    """Return the head row of a screen: its one title, then items (put None where the row stretches)."""
    return row(label(words, "title"), *items, gap=8)


def side_panel(layout: QLayout, width: int) -> QFrame:
    """Return the panel at the right of a screen: full height, a line at its left edge; `width` 320–420."""
    made = frame("side", layout)
    made.setFixedWidth(width)
    return made


def tree_panel(layout: QLayout, width: int) -> QFrame:
    """Return the panel at the left of a screen for a tree."""
    made = frame("tree", layout)
    made.setFixedWidth(width)
    return made


def rule() -> QFrame:
    """Return a hairline across."""
    return frame("rule")


def vrule() -> QFrame:
    """Return a hairline between things of a row."""
    return frame("vrule")


def note_strip(words: str, *items: Item, icon: str = "info", tint: str = "ink3", role: str = "note") -> QFrame:
    """Return a strip with an icon, a sentence and at most one link; role note, warn or wrong."""
    sentence = label(words, wrap=True)
    made = frame(role, row(Picture(icon, tint), (sentence, 1), *items, gap=8, margins=(12, 6, 8, 6)))
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def scroll(layout: QLayout, least: int = 120) -> QScrollArea:
    """Return the part of a card that may scroll; keep the action row outside it. The focused box is scrolled into view."""
    area = QScrollArea()
    area.setWidget(hold(layout))
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setMinimumHeight(least)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if (widget := cast("QWidget | None", item.widget())) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _margins(layout: QLayout) -> tuple[int, int, int, int]:
    """Return a layout's margins as they were set (none by default)."""
    kept = layout.contentsMargins()
    return kept.left(), kept.top(), kept.right(), kept.bottom()


def _filled(box: Box, items: tuple[Item, ...], gap: int, margins: tuple[int, int, int, int]) -> Box:
    """Put the items into a box."""
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            thing, stretch = item if isinstance(item, tuple) else (item, 0)
            if isinstance(thing, QWidget):
                box.addWidget(thing, stretch)
            else:
                box.addLayout(thing, stretch)
    return box
