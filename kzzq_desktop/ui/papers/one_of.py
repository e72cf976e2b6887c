"""One of a few words: joined buttons where they have room in the panel, a drop-down where they do not."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.segmented import Segmented

PANEL_WIDE, PANEL_NARROW = 340, 300
AROUND = 44  # a card's margins and border, the bar by which it scrolls
OneOf = Segmented | ChoiceBox


def stops(box: OneOf) -> list[QWidget]:
    """Return where Tab stops in a box, in order."""
    return list(box.buttons.values()) if isinstance(box, Segmented) else [box]


def one_of(options: Sequence[tuple[str, str]], on: str = "", *, name: str = "", narrow: bool = False) -> OneOf:
    """Return the box for these (value, word), `on` chosen where it is one of them, else the first."""
    wide = sum(round(theme.text_width(word, "chosen")) + 24 for _, word in options)
    chosen = on if on in dict(options) else ""
    if wide <= theme.px(PANEL_NARROW if narrow else PANEL_WIDE) - AROUND:
        return Segmented(options, chosen, grow=True, name=name)
    return ChoiceBox(options, chosen, name=name)
