"""Joined buttons of which one is chosen: a teal tint, a teal border and heavier words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.layout import row


class Segmented(QWidget):
    """One of a few codes. `numbered` puts 1–9 before the words and lets the digit keys choose.

    Signal `picked(code)` only when the clerk chooses; `pick(code)` chooses silently.
    """

    picked = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], on: str = "", *, grow: bool = False, numbered: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.numbered = numbered
        self.buttons: dict[str, QPushButton] = {}
        self.group = QButtonGroup(self)
        box = row(gap=0)
        for at, (code, words) in enumerate(options):
            made = QPushButton(f"{at + 1} {words}" if numbered else words)
            made.setProperty("seg", _place(at, len(options)))
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setAccessibleName(f"{name} {words}".strip())
            made.setMinimumWidth(round(theme.text_width(made.text(), "chosen")) + 24)
            self.group.addButton(made, at)
            self.buttons[code] = made
            box.addWidget(made, 1 if grow else 0)
        self.setLayout(box)
        self.pick(on or (options[0][0] if options else ""))
        self.group.idClicked.connect(lambda at: self.picked.emit(list(self.buttons)[at]))

    def value(self) -> str:
        """Return the chosen code, "" when none is."""
        return next((code for code, made in self.buttons.items() if made.isChecked()), "")

    def pick(self, code: str) -> None:
        """Choose a code without a signal."""
        if code in self.buttons:
            self.buttons[code].setChecked(True)

    def set_words(self, code: str, words: str) -> None:
        """Show other words for a code (a count that changed)."""
        made = self.buttons[code]
        made.setText(words)
        made.setMinimumWidth(round(theme.text_width(words, "chosen")) + 24)

    def focus(self) -> None:
        """Put the keyboard on the chosen button."""
        (self.buttons.get(self.value()) or self).setFocus()

    def press(self, digit: int) -> bool:
        """Choose by number (1 is the first), as the digit key does; False when there is no such number."""
        codes = list(self.buttons)
        if not 1 <= digit <= len(codes):
            return False
        self.pick(codes[digit - 1])
        self.picked.emit(codes[digit - 1])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit."""
        if not (self.numbered and event.text().isdigit() and self.press(int(event.text()))):
            super().keyPressEvent(event)


def _place(at: int, count: int) -> str:
    """Return where a button stands in the row, for its corners."""
    if count == 1:
        return "only"
    return "first" if at == 0 else "last" if at == count - 1 else "mid"
