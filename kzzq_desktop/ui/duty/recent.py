"""The entries written last: two painted lines each, as many as the room holds; arrows walk, Enter opens."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.work import DutyRow
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.duty.grid_words import day_words
from kzzq_desktop.ui.parts.fit import Fit

SIDE, DAY_WIDE = 16, 66


class RecentList(QWidget):
    """Signal `opened(id)` on a click or Enter."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[DutyRow, ...] = ()
        self.today, self.at, self.under = date.min, 0, -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("最近登记")

    def show_rows(self, rows: Sequence[DutyRow], today: date) -> None:
        """Show these entries, the newest first."""
        self.rows, self.today, self.at = tuple(rows), today, 0
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a few."""
        return QSize(300, 4 * self._high())

    def minimumSizeHint(self) -> QSize:
        """Return room for one."""
        return QSize(240, self._high())

    def fits(self) -> list[Fit]:
        """Return the first lines: names and duties are never cut."""
        shown = self.rows[: self.shown()]
        if self._stacked():
            return [Fit(_who(one), self._stacked_width(one), self.width() - 2 * SIDE) for one in shown]
        return [Fit(f"{_who(one)} {_what(one)}", self._first_width(one), self._room()) for one in shown]

    def shown(self) -> int:
        """Return how many entries fit."""
        return min(len(self.rows), max(1, self.height() // self._high()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and open."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self.rows:
            self.at = max(0, min(self.shown() - 1, self.at + step))
            self._say()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.rows:
            self.opened.emit(self.rows[self.at].id)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the entry under the mouse; its whole text is the tooltip."""
        at = int(event.position().y() // self._high())
        under = at if at < self.shown() else -1
        if under != self.under:
            self.under = under
            self.setToolTip(self.rows[under].words if under >= 0 else "")
            self.update()

    def leaveEvent(self, event: object) -> None:
        """Forget the entry under the mouse."""
        self.under = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        at = int(event.position().y() // self._high())
        if event.button() == Qt.MouseButton.LeftButton and at < self.shown():
            self.opened.emit(self.rows[at].id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the entries that fit, or what to do when there is none."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("ink2"))
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, "还没有登记过，从左边开始。")
        for at in range(self.shown()):
            self._paint_row(painter, QRectF(0, at * self._high(), self.width(), self._high()), at)
        painter.end()

    def _paint_row(self, painter: QPainter, rect: QRectF, at: int) -> None:
        one, line = self.rows[at], theme.line_height("strong")
        if at == self.under:
            painter.fillRect(rect, theme.colour("hover"))
        if at:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(0, rect.y() + 0.5), QPointF(rect.width(), rect.y() + 0.5))
        if self.hasFocus() and at == self.at:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), 4, 4)
        right, day = Qt.AlignmentFlag.AlignRight, day_words(one.day, self.today)
        left = SIDE if self._stacked() else SIDE + theme.px(DAY_WIDE)
        first = QRectF(left, rect.y() + 8, rect.width() - left - SIDE, line)
        below = first.translated(0, line + 2)
        self._text(painter, first, _who(one), "strong", "ink")
        if self._stacked():
            self._text(painter, below, _what(one), "body", "ink2")
            self._text(painter, below, day, "small", "ink3", right)
            below = below.translated(0, line)
        else:
            self._text(painter, QRectF(SIDE, first.y(), left, line), day, "small", "ink3")
            self._text(painter, first, _what(one), "body", "ink2", right)
        self._paint_words(painter, below, one)

    def _paint_words(self, painter: QPainter, rect: QRectF, one: DutyRow) -> None:
        place = f"{one.village}  "
        self._text(painter, rect, place, "small", "ink3")
        rect.setLeft(rect.left() + theme.text_width(place, "small"))
        said = QFontMetricsF(theme.font("body")).elidedText(one.words, Qt.TextElideMode.ElideRight, rect.width())
        self._text(painter, rect, said, "body", "ink2")

    def _text(
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        role: str,
        ink: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, words)

    def _first_width(self, one: DutyRow) -> float:
        return theme.text_width(_who(one), "strong") + 12 + theme.text_width(_what(one))

    def _stacked_width(self, one: DutyRow) -> float:
        below = theme.text_width(_what(one)) + 12 + theme.text_width(day_words(one.day, self.today), "small")
        return max(theme.text_width(_who(one), "strong"), below)

    def _room(self) -> int:
        return self.width() - 2 * SIDE - theme.px(DAY_WIDE)

    def _stacked(self) -> bool:
        """Whether name and duty need a line each: the panel is narrow for the text's size."""
        return any(self._first_width(one) > self._room() for one in self.rows)

    def _high(self) -> int:
        lines = 2 if self._stacked() else 1
        return round(lines * theme.line_height("strong") + theme.line_height() + 20)

    def _say(self) -> None:
        if self.rows:
            one = self.rows[self.at]
            said = (day_words(one.day, self.today), _who(one), _what(one), one.words)
            self.setAccessibleDescription(" ".join(said))


def _who(one: DutyRow) -> str:
    return f"{one.grid_number:02d}  {one.member}"


def _what(one: DutyRow) -> str:
    return f"{BY_CODE[one.code].word}·{one.households}户"
