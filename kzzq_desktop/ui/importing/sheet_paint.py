"""How the sheet of the preview is painted: tints, marks and hatching for what was understood, and the numbers of its rows."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.sheet_view import RowKind
from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.importing.sheet_model import SheetModel
from kzzq_desktop.ui.importing.sheets import READ_KINDS, Look

MIDDLE = Qt.AlignmentFlag.AlignVCenter
PAD, MARK, ROOM_OF_MARK, LONGEST = 8, 14, 20, 4000
TINTS = {
    Look.PLAIN: "surface", Look.READ: "teal_w", Look.UNUSED: "sunken", Look.ASIDE: "sunken", Look.FORBIDDEN: "sunken",
    Look.DOUBTFUL: "amber_t", Look.REFUSED: "red_t",
}  # fmt: skip
RUN_ON = frozenset({RowKind.TITLE, RowKind.NOTE, RowKind.STATED})
INKS = {Look.UNUSED: "ink3", Look.ASIDE: "ink3"}


class SheetCells(QStyledItemDelegate):
    """Paints the cells and lets one be mended in place."""

    def __init__(self, table: QTableView, model: SheetModel) -> None:
        super().__init__(table)
        self.table, self.sheet_model = table, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        shown: Any = option  # Qt's stubs leave out the fields of an option
        sheet = self.sheet_model.sheet
        row, col = self.sheet_model.place(index)
        rect, look = QRectF(shown.rect), sheet.look(row, col)
        painter.save()
        painter.fillRect(rect, theme.colour(TINTS[look]))
        if look == Look.FORBIDDEN:
            painter.fillRect(rect, _hatching())
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        runs_on = sheet.kind(row) in RUN_ON
        if not runs_on or sheet.text(row, col + 1):
            painter.drawLine(QPointF(rect.right() - 0.5, rect.top()), QPointF(rect.right() - 0.5, rect.bottom()))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour(INKS.get(look, "ink")))
        if runs_on and not self._mark(row, col):
            self._run_on(painter, rect, row, col)
        else:
            self._write(painter, rect, row, col)
        if shown.state & QStyle.StateFlag.State_Selected:
            _ring(painter, rect, self.table.hasFocus())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, theme.height("head"))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("role", "cell")
        editor.setAccessibleName("改这一格")
        return editor

    def _write(self, painter: QPainter, rect: QRectF, row: int, col: int) -> None:
        """Write a cell's text in its own room, with its mark."""
        mark = self._mark(row, col)
        if mark:
            at = QPointF(rect.right() - PAD - MARK + 2, rect.center().y() - MARK / 2)
            painter.drawPixmap(at, icons.pixmap(*mark, MARK))
        room = rect.adjusted(PAD, 0, -PAD - (ROOM_OF_MARK if mark else 0), -1)
        words = " ".join(self.sheet_model.sheet.text(row, col).split())
        painter.drawText(room, MIDDLE, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width())))

    def _run_on(self, painter: QPainter, rect: QRectF, row: int, col: int) -> None:
        """Write the part of a title that lies over this cell: it runs on over empty cells, as in Excel."""
        sheet, start = self.sheet_model.sheet, col
        while start > 0 and not sheet.text(row, start):
            start -= 1
        heads = self.table.horizontalHeader()
        left = rect.left() + heads.sectionPosition(start) - heads.sectionPosition(col)
        painter.setClipRect(rect)
        painter.drawText(
            QRectF(left + PAD, rect.top(), 4000, rect.height() - 1), MIDDLE, " ".join(sheet.text(row, start).split())
        )
        painter.setClipping(False)

    def _mark(self, row: int, col: int) -> tuple[str, str] | None:
        """Return icon and tint of a cell that has something to say."""
        sheet = self.sheet_model.sheet
        doubts = sheet.of_cell(row, col)
        if any(doubt.line.verdict == Verdict.REFUSED for doubt in doubts):
            return "cross", "red"
        if doubts:
            return "alert", "amber"
        return ("edit", "teal") if (row, col) in sheet.texts else None


class RowNumbers(QHeaderView):
    """The numbers of the rows as in Excel, with the mark of a row in doubt, and 隐 beside a hidden one."""

    def __init__(self, table: QTableView, model: SheetModel) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.sheet_model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(theme.height("head"))
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        last = f"{len(self.sheet_model.sheet.view.rows):,}"
        return QSize(round(max(theme.text_width(last, "small"), theme.text_width("999", "small"))) + 52, 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        sheet = self.sheet_model.sheet
        row = self.sheet_model.shown[logicalIndex]
        area = QRectF(rect)
        painter.save()
        painter.fillRect(area, theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5))
        painter.drawLine(QPointF(area.right() - 0.5, area.top()), QPointF(area.right() - 0.5, area.bottom()))
        mark = self._mark(row)
        if mark:
            painter.drawPixmap(QPointF(area.left() + 6, area.center().y() - MARK / 2), icons.pixmap(*mark, MARK))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2" if sheet.kind(row) in READ_KINDS else "ink3"))
        painter.drawText(area.adjusted(0, 0, -PAD, -1), MIDDLE | Qt.AlignmentFlag.AlignRight, str(row + 1))
        if row in sheet.view.hidden_rows:
            painter.drawText(area.adjusted(24, 0, 0, -1), MIDDLE, "隐")
        painter.restore()

    def _mark(self, row: int) -> tuple[str, str] | None:
        sheet = self.sheet_model.sheet
        doubts = sheet.of_row(row)
        if any(doubt.line.verdict == Verdict.REFUSED for doubt in doubts):
            return "cross", "red"
        if doubts:
            return "alert", "amber"
        return None if sheet.kind(row) in {*READ_KINDS, RowKind.BLANK} else ("minus", "ink3")


def _hatching() -> QBrush:
    return QBrush(theme.colour("line2"), Qt.BrushStyle.BDiagPattern)


def _ring(painter: QPainter, rect: QRectF, focused: bool) -> None:
    """Paint the ring of the chosen cell: the focus colour while the keyboard is here."""
    painter.setPen(QPen(theme.colour("focus" if focused else "edge"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -2, -2))
