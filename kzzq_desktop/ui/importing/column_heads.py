"""The heads of a sheet's columns: Excel's letters, the sheet's own label, and the field it was taken for as a chip."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, ColumnView, Ground
from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.importing.sentences import column_words
from kzzq_desktop.ui.importing.sheet_model import SheetModel
from kzzq_desktop.ui.importing.sheets import field_word, letters
from kzzq_desktop.ui.parts.fit import Fit
from kzzq_desktop.ui.tokens import RADIUS

PAD, ARROW = 8, 12
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ColumnHeads(QHeaderView):
    """Three lines a column. Signal `asked(col, global point)`: the clerk wants to say what a column is."""

    asked = Signal(int, QPoint)

    def __init__(self, table: QTableView, model: SheetModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.sheet_model = model
        self.row = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(44))
        self.setFixedHeight(theme.px(72))
        self.setMouseTracking(True)

    def show_row(self, row: int) -> None:
        """Show the heads of the tables that a row belongs to."""
        if row != self.row:
            self.row = row
            self.viewport().update()

    def column_of(self, col: int) -> ColumnView | None:
        """Return what a column was taken for, in the tables shown now."""
        return self.sheet_model.sheet.column_at(self.row, col)

    def needed(self, col: int) -> int:
        """Return the px that a head needs."""
        column = self.column_of(col)
        if column is None:
            return theme.px(44)
        return (
            round(max(theme.text_width(column.label, "mark"), theme.text_width(field_word(column.field), "small") + ARROW + 18))
            + 18
        )

    def chip(self, col: int) -> QRect:
        """Return where a column's chip stands in the view."""
        high = theme.px(22)
        left, wide = self.sectionViewportPosition(col) + PAD - 2, self.sectionSize(col) - 2 * PAD + 4
        return QRect(left, self.height() - high - 5, wide, high)

    def ask(self, col: int) -> None:
        """Let the clerk say what a column is."""
        column = self.column_of(col)
        if column is not None and column.field != FORBIDDEN:
            self.asked.emit(col, self.viewport().mapToGlobal(self.chip(col).bottomLeft()))

    def fits(self) -> list[Fit]:
        """Return the chips that can be seen and their room."""
        seen = [col for col in range(self.count()) if self.column_of(col) and self.viewport().rect().contains(self.chip(col))]
        words = {col: field_word(column.field) for col in seen if (column := self.column_of(col))}
        return [Fit(word, theme.text_width(word, "small") + ARROW + 16, self.chip(col).width()) for col, word in words.items()]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        super().mouseReleaseEvent(event)
        col = self.logicalIndexAt(at)
        if event.button() == Qt.MouseButton.LeftButton and col >= 0 and self.chip(col).contains(at):
            self.ask(col)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            column = self.column_of(self.logicalIndexAt(self.mapFromGlobal(self.cursor().pos())))
            self.setToolTip(column_words(column) if column else "")
        return super().viewportEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        area, column = QRectF(rect), self.column_of(logicalIndex)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(area.left(), area.bottom() + 0.5), QPointF(area.right() + 1, area.bottom() + 0.5))
        painter.drawLine(QPointF(area.right() + 0.5, area.top()), QPointF(area.right() + 0.5, area.bottom()))
        hidden = "·隐藏" if logicalIndex in self.sheet_model.sheet.view.hidden_cols else ""
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink3"))
        line, room = theme.px(18), area.width() - 2 * PAD
        painter.drawText(QRectF(area.left() + PAD, area.top() + 4, room, line), LEFT, letters(logicalIndex) + hidden)
        if column is not None:
            painter.setFont(theme.font("mark"))
            painter.setPen(theme.colour("ink"))
            label = painter.fontMetrics().elidedText(column.label, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(area.left() + PAD, area.top() + 4 + line, room, line), LEFT, label)
            _paint_chip(painter, QRectF(self.chip(logicalIndex)), column)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.px(72))


def _paint_chip(painter: QPainter, rect: QRectF, column: ColumnView) -> None:
    """Paint the field a column was taken for: teal when known, amber where a label is not, grey where nothing is read."""
    unread = column.field in (IGNORED, FORBIDDEN) or not (column.field or column.label)
    ink, tint = ("ink2", "hover") if unread else ("teal", "teal_t") if column.field else ("amber", "amber_t")
    clerk = column.ground == Ground.CLERK
    painter.setPen(QPen(theme.colour("teal" if clerk else tint), 1))
    painter.setBrush(theme.colour(tint))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS["small"], RADIUS["small"])
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour(ink))
    painter.drawText(rect.adjusted(7, 0, 0, -1), LEFT, field_word(column.field))
    if column.field != FORBIDDEN:
        at = QPointF(rect.right() - ARROW - 5, rect.center().y() - ARROW / 2 + 0.5)
        painter.drawPixmap(at, icons.pixmap("chev-down", ink, ARROW))
