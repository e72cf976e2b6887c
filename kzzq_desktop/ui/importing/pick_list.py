"""A list whose entries have two lines and a mark: the sheets of an import, the problems of a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kzzq_desktop.ui import icons, theme

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the list: a first line, a second one, and an icon in a tint ("" for none)."""

    first: str
    second: str
    icon: str = ""
    tint: str = "ink3"


class PickList(QListView):
    """Entries made when they are shown. Signal `picked(at)` when the clerk walks to one; `choose` is silent."""

    picked = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.entries = _Entries()
        self.setModel(self.entries)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._walked)

    def show_entries(self, things: Sequence[object], entry: Callable[[Any], Entry]) -> None:
        """Show these; none is chosen."""
        self.selectionModel().blockSignals(True)
        self.entries.show_entries(things, entry)
        self.selectionModel().blockSignals(False)

    def choose(self, at: int) -> None:
        """Choose an entry without the signal; -1 for none."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.entries.index(at))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard without walking to the first entry."""
        self.selectionModel().blockSignals(True)
        super().focusInEvent(event)
        self.selectionModel().blockSignals(False)

    def _walked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(index.row())


class _Entries(QAbstractListModel):
    """The entries, made from what they stand for."""

    def __init__(self) -> None:
        super().__init__()
        self.things: Sequence[object] = ()
        self.entry: Callable[[Any], Entry] = lambda _: Entry("", "")

    def show_entries(self, things: Sequence[object], entry: Callable[[Any], Entry]) -> None:
        self.beginResetModel()
        self.things, self.entry = things, entry
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        shown = self.entry(self.things[index.row()])
        return shown.first if role == Qt.ItemDataRole.DisplayRole else f"{shown.first}\n{shown.second}"


class _TwoLines(QStyledItemDelegate):
    """Paints an entry: mark and first line, second line in small letters."""

    def __init__(self, view: PickList) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, theme.px(50))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: Any = option  # Qt's stubs leave out the fields of an option
        entry, rect = self.view.entries.entry(self.view.entries.things[index.row()]), QRectF(shown.rect)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or shown.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("teal_t" if chosen else "hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        if chosen:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height() - 1), theme.colour("teal"))
        if chosen and self.view.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        left = rect.left() + 12
        half = QRectF(left, rect.top() + 6, rect.width() - 20, theme.px(20))
        if entry.icon:
            painter.drawPixmap(QPointF(left, half.center().y() - 7), icons.pixmap(entry.icon, entry.tint, 14))
            half.setLeft(left + 19)
        _line(painter, half, entry.first, "first", "ink")
        _line(painter, QRectF(left, half.bottom(), rect.width() - 20, theme.px(18)), entry.second, "small", "ink2")
        painter.restore()


def _line(painter: QPainter, room: QRectF, words: str, role: str, ink: str) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.colour(ink))
    painter.drawText(room, LEFT, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width())))
