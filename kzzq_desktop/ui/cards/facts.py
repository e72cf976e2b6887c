"""Lines of facts on a card: a word at the left, what is known at the right."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kzzq_desktop.ui.parts.buttons import Button
from kzzq_desktop.ui.parts.layout import Item, row
from kzzq_desktop.ui.parts.text import label

WIDTH, LINK_PADDING = 64, 5


def fact(word: str, *items: QWidget) -> QHBoxLayout:
    """Return a line; words that wrap take the room there is, a link stands flush with plain words."""
    wraps = items[0].sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
    rest: tuple[Item, ...] = ((items[0], 1), *items[1:]) if wraps else (*items, None)
    name = label(word, "field", width=WIDTH)
    if isinstance(items[0], Button):
        name.setFixedWidth(name.width() - LINK_PADDING)
    return row(name, *rest, gap=8)
