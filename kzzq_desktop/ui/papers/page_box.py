"""The box that holds the number of the page looked at: type another one, Enter goes there, Esc puts it back."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kzzq_desktop.ui import theme


class PageBox(QLineEdit):
    """Signal `asked(number)`, counted from 0, for a number that there may be no page of: the nearest one is meant."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.number = self.count = 0
        self.setProperty("role", "filter")
        self.setAccessibleName("页码")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.show_number(0, 0)

    def show_number(self, number: int, count: int) -> None:
        """Show the page looked at, of so many."""
        self.number, self.count = number, count
        self.setText(str(number + 1))
        self.setFixedWidth(round(theme.text_width("0" * max(len(str(count)), 2))) + 26)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there, or put the number back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip().isdecimal():
                self.asked.emit(int(self.text()) - 1)
            self.show_number(self.number, self.count)
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self.show_number(self.number, self.count)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the number, so that typing replaces it; a click would unselect it again at once."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put back what was not asked for."""
        super().focusOutEvent(event)
        self.show_number(self.number, self.count)
