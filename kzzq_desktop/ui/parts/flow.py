"""A row that breaks into a second line where there is no more room: filter boxes, chips, buttons of a narrow window."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


def flow(*widgets: QWidget, gap: int = 8) -> "FlowLayout":
    """Return widgets side by side; lines break as words do. Its least width is that of its widest widget."""
    made = FlowLayout(gap)
    for widget in widgets:
        made.addWidget(widget)
    return made


class FlowLayout(QLayout):
    """Items at their hinted size, from left to right, line under line; each stands in the middle of its line."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self.gap = gap
        self.items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self.items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end (Qt asks until it gets none)."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Give an item away, None past the end."""
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that lines break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        hints = [item.sizeHint() for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self.gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self.items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items line by line and return the height they take."""
        lines: list[list[QLayoutItem]] = [[]]
        left = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines[-1] and left + wide > rect.width():
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self.gap
        top = rect.y()
        for line in lines:
            high = max((item.sizeHint().height() for item in line), default=0)
            if move:
                self._place(line, QPoint(rect.x(), top), rect.width(), high)
            top += high + self.gap
        return max(0, top - self.gap - rect.y())

    def _place(self, line: list[QLayoutItem], at: QPoint, room: int, high: int) -> None:
        left = at.x()
        for item in line:
            hint = item.sizeHint()
            wide = min(hint.width(), room)
            item.setGeometry(QRect(left, at.y() + (high - hint.height()) // 2, wide, hint.height()))
            left += wide + self.gap
