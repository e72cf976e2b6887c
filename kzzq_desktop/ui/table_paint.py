"""How a list is painted: cells that are more than text, hairlines, the chosen row, heads with their sorting arrow."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.marks import Mark, paint_chips, paint_mark
from kzzq_desktop.ui.table_base import TableBase
from kzzq_desktop.ui.table_columns import Cell, Column, inset, text_lines

MIDDLE = Qt.AlignmentFlag.AlignVCenter
ARROWS = {Qt.SortOrder.AscendingOrder: "↑", Qt.SortOrder.DescendingOrder: "↓"}


class Cells(QStyledItemDelegate):
    """Paints a table's cells."""

    def __init__(self, table: TableBase) -> None:
        super().__init__(table)
        self.table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        shown: Any = option  # Qt's stubs leave out the fields of an option
        table, rect = self.table, QRectF(shown.rect)
        first, last = table.is_outer(index.column())
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or index.row() == table.hover_row:
            painter.fillRect(rect, theme.colour("teal_t" if chosen else "hover"))
        low = rect.bottom() - 0.5
        if index.row() < table.count() - 1:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(rect.left(), low), QPointF(rect.right(), low))
        if chosen and first:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height() - 1), theme.colour("teal"))
        if table.hasFocus() and index.row() == table.currentIndex().row():
            _paint_focus(painter, rect, first, last)
        left, right = inset(first, last)
        column = table.columns()[index.column()]
        paint_cell(painter, rect.adjusted(left, 0, -right, -1), column, table.cell(index), first)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self.table.row_height)


def paint_cell(painter: QPainter, room: QRectF, column: Column[Any], cell: Cell, first: bool) -> None:
    """Paint what a cell shows."""
    if isinstance(cell, Mark):
        if cell.words:
            paint_mark(painter, room, cell)
    elif isinstance(cell, tuple):
        if cell:
            paint_chips(painter, room, cell)
    elif cell:
        role = "first" if first else "body"
        painter.setPen(theme.colour("teal" if column.kind == "link" else column.ink))
        side = Qt.AlignmentFlag.AlignRight if column.kind in ("number", "link") else Qt.AlignmentFlag.AlignLeft
        if column.kind == "words":
            painter.setFont(theme.font(role))
            painter.drawText(room, MIDDLE | side, _shortened(cell, room.width(), role))
        else:
            _paint_lines(painter, room, side, *text_lines(cell, room.width(), role))


def _paint_lines(painter: QPainter, room: QRectF, side: Qt.AlignmentFlag, role: str, lines: list[str]) -> None:
    """Paint one line in the middle, or two close under each other."""
    painter.setFont(theme.font(role))
    high = theme.px(16)
    top = room.center().y() - high * len(lines) / 2
    for at, line in enumerate(lines):
        rect = room if len(lines) == 1 else QRectF(room.x(), top + at * high, room.width() + 2, high)
        painter.drawText(
            rect.adjusted(-1, 0, 1, 0) if side == Qt.AlignmentFlag.AlignRight else rect.adjusted(0, 0, 2, 0), MIDDLE | side, line
        )


def _shortened(words: str, room: float, role: str) -> str:
    """Return free text on one line, with … where it has no room."""
    line = " ".join(words.split())
    if theme.text_width(line, role) <= room:
        return line
    low, high = 0, len(line)
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if theme.text_width(line[:half] + "…", role) <= room else (low, half - 1)
    return line[:low] + "…"


def _paint_focus(painter: QPainter, rect: QRectF, first: bool, last: bool) -> None:
    """Paint the part of the focus ring that runs through a cell of the current row."""
    ring = theme.colour("focus")
    wide, high = rect.width(), rect.height() - 1
    painter.fillRect(QRectF(rect.left(), rect.top(), wide, 2), ring)
    painter.fillRect(QRectF(rect.left(), rect.top() + high - 2, wide, 2), ring)
    if first:
        painter.fillRect(QRectF(rect.left(), rect.top(), 2, high), ring)
    if last:
        painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, high), ring)


class Heads(QHeaderView):
    """The heads of a list: small words on sunken, an arrow where it is sorted, rounded where the card's corner is."""

    def __init__(self, table: TableBase) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.table = table
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setFixedHeight(theme.height("head"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def head_width(self, section: int) -> float:
        """Return the px a head needs, arrow included."""
        left, right = inset(*self.table.is_outer(section))
        column = self.table.columns()[section]
        arrow = theme.text_width(" ↑", "mark") if column.sort else 0
        return theme.text_width(column.head, "mark") + arrow + left + right

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        column = self.table.columns()[logicalIndex]
        first, last = self.table.is_outer(logicalIndex)
        left, right = inset(first, last)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.table.rounded and (first or last):
            painter.setClipPath(_corners(QRectF(rect), first, last))
        painter.fillRect(rect, theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        words = column.head
        if column.sort and column.sort == self.table.sort_key:
            words += f" {ARROWS[self.table.sort_order]}"
        painter.setFont(theme.font("mark"))
        painter.setPen(theme.colour("ink2"))
        side = Qt.AlignmentFlag.AlignRight if column.kind in ("number", "link") else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(rect).adjusted(left - 1, 0, -right + 1, 0), MIDDLE | side, words)
        painter.restore()


def _corners(rect: QRectF, first: bool, last: bool) -> QPainterPath:
    """Return a section's outline with the card's rounded corners."""
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(0 if first else -10, 0, 0 if last else 10, 10), 7, 7)
    return path
