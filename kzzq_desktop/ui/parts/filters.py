"""Filter boxes above a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox

from kzzq_desktop.ui import theme


class ChoiceBox(QComboBox):
    """One of some codes, as a drop-down. Signal `picked(code)` only when the clerk chooses.

    The wheel scrolls the page, not the choice. As a filter it has the lighter border.
    """

    picked = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), on: str = "", *, name: str = "", filter_box: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("role", "filter" if filter_box else "choice")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_options(options, on)
        self.activated.connect(lambda: self.picked.emit(self.value()))

    def show_options(self, options: Sequence[tuple[str, str]], on: str = "") -> None:
        """Show other codes and words; keeps what was chosen when it is still there."""
        kept = on or self.value()
        self.blockSignals(True)
        self.clear()
        for code, words in options:
            self.addItem(words, code)
        self.pick(kept)
        self.blockSignals(False)
        widest = max((theme.text_width(words) for _, words in options), default=0.0)
        self.setMinimumWidth(round(widest) + 46)
        self.view().setMinimumWidth(round(widest) + 40)

    def value(self) -> str:
        """Return the chosen code."""
        return str(self.currentData() or "")

    def pick(self, code: str) -> None:
        """Choose a code without a signal."""
        at = self.findData(code)
        self.setCurrentIndex(max(at, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


def filter_box(options: Sequence[tuple[str, str]], on: str = "", name: str = "") -> ChoiceBox:
    """Return a drop-down for a filter row."""
    return ChoiceBox(options, on, name=name, filter_box=True)


def tick_box(words: str, on: bool = False) -> QCheckBox:
    """Return a tick box with its words."""
    made = QCheckBox(words)
    made.setChecked(on)
    return made
