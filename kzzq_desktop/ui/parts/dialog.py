"""The one dialog: a title, a body that scrolls when the screen is low, an action row that is always visible."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import Button, button
from kzzq_desktop.ui.parts.layout import Item, column, frame, hold, row, rule, scroll


class Dialog(QDialog):
    """Build with `fill(body, actions…)`; the last action is usually the main one. Esc closes, Enter does `enter`."""

    def __init__(self, parent: QWidget | None, title: str, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.wide = width
        self.enter: Callable[[], object] | None = None

    def fill(
        self, body: QLayout, *actions: Item, scrolls: bool = False, margins: tuple[int, int, int, int] = (24, 20, 24, 20)
    ) -> None:
        """Put the body above the action row (None stretches in it)."""
        body.setContentsMargins(*margins)
        inside = scroll(body) if scrolls else hold(body)
        strip = frame("top", row(*actions, gap=8, margins=(24, 12, 24, 12)))
        strip.setStyleSheet('QFrame[role="top"] { border-bottom: 0 }')
        whole = column((inside, 1), rule(), strip, gap=0)
        self.setLayout(whole)
        screen, least = self.screen().availableGeometry(), whole.totalMinimumSize()
        wide = max(theme.px(self.wide), least.width())
        high = max(whole.totalHeightForWidth(wide), self.sizeHint().height(), least.height())
        wide, high = min(wide, screen.width() - 40), min(high, screen.height() - 60)
        self.setMinimumWidth(min(wide, theme.px(self.wide)))
        self.resize(wide, high)

    def cancel_button(self, words: str = "取消") -> Button:
        """Return a plain button that closes the dialog."""
        return button(words, self.reject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the main action on Enter, unless a button or a text holds the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = self.focusWidget()
            if isinstance(held, Button):
                held.click()
            elif self.enter is not None:
                self.enter()
            return
        super().keyPressEvent(event)
