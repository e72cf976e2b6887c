"""The list at the left of the desk: each record with its name, where it is, and how many of its questions are answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.marks import Mark, paint_mark

Index = QModelIndex | QPersistentModelIndex
LEFT, RIGHT, EDGE = 16, 12, 11  # px
WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record: its key, what it is, where it is, how far the clerk is with it."""

    key: tuple[str, str]
    title: str
    detail: str
    mark: Mark


class RecordList(QListView):
    """Signals: picked(key) when another record is looked at, entered() on Enter or the right arrow."""

    picked = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("两边改得不一样的记录")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.lines = _Lines()
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.selectionModel().currentChanged.connect(self._moved)

    def show_lines(self, lines: Sequence[RecordLine], key: tuple[str, str] | None = None) -> None:
        """Show these records; choose one without a signal."""
        self.blockSignals(True)
        self.lines.replace(lines)
        self.pick(key)
        self.blockSignals(False)

    def pick(self, key: tuple[str, str] | None) -> None:
        """Choose a record by its key, the first one when it is not there."""
        keys = [line.key for line in self.lines.rows]
        if keys:
            index = self.lines.index(keys.index(key) if key in keys else 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def current(self) -> tuple[str, str] | None:
        """Return the chosen record's key."""
        row = self.currentIndex().row()
        return self.lines.rows[row].key if 0 <= row < len(self.lines.rows) else None

    def show_mark(self, key: tuple[str, str], mark: Mark) -> None:
        """Show how far a record is now."""
        self.lines.mark(key, mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the heights follow the width: names wrap."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the record on Enter and the right arrow."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Left:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if (key := self.current()) is not None:
            self.picked.emit(key)


class _Lines(QAbstractListModel):
    """The records."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RecordLine] = []

    def replace(self, lines: Sequence[RecordLine]) -> None:
        """Hold other records."""
        self.beginResetModel()
        self.rows = list(lines)
        self.endResetModel()

    def mark(self, key: tuple[str, str], mark: Mark) -> None:
        """Change how far a record is."""
        for at, line in enumerate(self.rows):
            if line.key == key and line.mark != mark:
                self.rows[at] = RecordLine(key, line.title, line.detail, mark)
                self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.title}，{line.detail}，{line.mark.words}"
        return line if role == Qt.ItemDataRole.UserRole else None


class _Painter(QStyledItemDelegate):
    """Paints a record in three lines; the name and the place wrap."""

    def __init__(self, view: RecordList) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of all lines at the list's width."""
        line: RecordLine = index.data(Qt.ItemDataRole.UserRole)
        room = self._room()
        return QSize(
            self.view.viewport().width(),
            round(_high(line.title, "name", room) + _high(line.detail, "small", room) + theme.px(24) + 2 * EDGE),
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one record; the chosen one is tinted with a bar at its left."""
        line: RecordLine = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("teal_t"))
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), theme.colour("teal"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        room, top = self._room(), area.y() + EDGE
        for words, role, ink in ((line.title, "name", "ink"), (line.detail, "small", "ink2")):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(ink))
            high = _high(words, role, room)
            painter.drawText(QRectF(area.x() + LEFT, top, room, high + 2), WRAP, words)
            top += high
        paint_mark(painter, QRectF(area.x() + LEFT, top, room, theme.px(24)), line.mark)
        if self.view.hasFocus() and index.row() == self.view.currentIndex().row():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _room(self) -> float:
        return self.view.viewport().width() - LEFT - RIGHT


def _high(words: str, role: str, room: float) -> float:
    """Return the height of wrapped words, in px; none for no words."""
    if not words:
        return 0.0
    return QFontMetricsF(theme.font(role)).boundingRect(QRectF(0, 0, max(room, 40), 10000), WRAP, words).height()
