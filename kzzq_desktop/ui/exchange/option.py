"""One value that may be chosen: a card with a radio ring (one of them) or a tick box (several may stay)."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.fit import Fit

LEFT, RIGHT, TOP, MARK = 40, 12, 11, 16  # px: words begin, end, their upper edge, the ring
WRAP = Qt.TextFlag.TextWordWrap
WALK = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Option(QAbstractButton):
    """`words` are the value, `who` says by whom and when. Space, a click or `act` chooses; arrows are the grid's."""

    def __init__(self, words: str, who: str, act: Callable[[], object], *, many: bool = False) -> None:
        super().__init__()
        self.words, self.who, self.many = words or "空", who, many
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.px(132))
        self.clicked.connect(lambda _checked=False: act())

    def show_chosen(self, on: bool) -> None:
        """Draw it as chosen or not."""
        self.setChecked(on)
        kind = "可多选" if self.many else "单选"
        self.setAccessibleName(f"{self.words}，{self.who}，{kind}{'，已选' if on else ''}")
        self.update()

    def nextCheckState(self) -> None:
        """Leave the mark alone: the choices of the record say what is chosen."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in which all words show."""
        room = width - LEFT - RIGHT
        return max(theme.px(62), round(_wrapped(self.words, "chosen", room) + self._who_high(room) + 2 * TOP + 2))

    def sizeHint(self) -> QSize:
        wide = max(self.width(), self.minimumWidth())
        return QSize(theme.px(180), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), theme.px(62))

    def fits(self) -> list[Fit]:
        """Return the height the words need and have."""
        return [Fit(f"{self.words} {self.who}", self.heightForWidth(self.width()), self.height())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the height follow the width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrows and Enter to the grid."""
        if event.key() in WALK:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card; with focus the body steps in, so that ring and choice stay two things."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        step = 4.5 if self.hasFocus() else 0.5
        painter.setPen(QPen(theme.colour("teal" if on else "edge" if self.underMouse() else "line2"), 1))
        painter.setBrush(theme.colour("teal_t" if on else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(step, step, -step, -step), 6, 6)
        self._paint_mark(painter, on)
        room = self.width() - LEFT - RIGHT
        role = "chosen" if on else "body"
        high = _wrapped(self.words, role, room)
        top = max(float(TOP), (self.height() - high - self._who_high(room) - 2) / 2)
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(LEFT, top, room, high + 2), WRAP, self.words)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(QRectF(LEFT, top + high + 2, room, self.height()), WRAP, self._who(room))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _who(self, room: float) -> str:
        """Return by whom and when: under one another where there is no room beside one another."""
        return self.who if theme.text_width(self.who, "small") <= room else self.who.replace("·", "\n", 1)

    def _who_high(self, room: float) -> float:
        return _wrapped(self._who(room), "small", room)

    def _paint_mark(self, painter: QPainter, on: bool) -> None:
        room = self.width() - LEFT - RIGHT
        words = _wrapped(self.words, "chosen", room) + self._who_high(room) + 2
        top = max(float(TOP), (self.height() - words) / 2) + (theme.line_height() - MARK) / 2 + 0.5
        box = QRectF(14.5, top, MARK - 1, MARK - 1)
        painter.setPen(QPen(theme.colour("teal" if on else "edge"), 1.5 if on and not self.many else 1))
        painter.setBrush(theme.colour("teal" if on and self.many else "surface"))
        if self.many:
            painter.drawRoundedRect(box, 3.5, 3.5)
            if on:
                painter.drawPixmap(QPointF(box.x() + 1, box.y() + 1), icons.pixmap("tick", "tick", 13))
            return
        painter.drawEllipse(box)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("teal"))
            painter.drawEllipse(box.adjusted(4, 4, -4, -4))


def _wrapped(words: str, role: str, room: float) -> float:
    """Return the height of wrapped words, in px."""
    return QFontMetricsF(theme.font(role)).boundingRect(QRectF(0, 0, max(room, 40), 10000), WRAP, words).height()
