"""The steps of an exchange in one line: done ones ticked, the present one dark, the rest open."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.fit import Fit

DOT, NEAR, AROUND, LEAST = 22, 8, 12, 10  # px: the ring, ring to words, words to line, the shortest line


class Steps(QWidget):
    """`show_steps(words, now, later)`: those before `now` are done, but for those put off; `now` = -1: nothing has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[str, ...] = ()
        self.now = -1
        self.later: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, words: Sequence[str], now: int, later: Iterable[int] = ()) -> None:
        """Show these steps, the one that is going on and those put off marked."""
        self.words, self.now, self.later = tuple(words), now, frozenset(later)
        said = [f"{self._state(at)}{one}" for at, one in enumerate(self.words)]
        self.setAccessibleName("步骤：" + "，".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room with lines of a comely length."""
        return QSize(round(self._needed(30)), theme.height("control"))

    def minimumSizeHint(self) -> QSize:
        """Return the room with short lines: the words are never cut."""
        return QSize(round(self._needed(LEAST)), theme.height("control"))

    def fits(self) -> list[Fit]:
        """Return the words and their room."""
        return [Fit(" ".join(self.words), self._needed(LEAST), self.width())] if self.words else []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring after ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spare = (self.width() - self._needed(0)) / max(1, len(self.words) - 1)
        line = max(LEAST, min(30.0, spare))
        left, middle = 0.0, self.height() / 2
        for at, words in enumerate(self.words):
            if at:
                painter.setPen(QPen(theme.colour("line2"), 1.5))
                painter.drawLine(QPointF(left + AROUND, middle), QPointF(left + AROUND + line, middle))
                left += 2 * AROUND + line
            self._paint_ring(painter, at, QRectF(left, middle - DOT / 2, DOT, DOT))
            left += DOT + NEAR
            painter.setFont(theme.font(self._role(at)))
            painter.setPen(theme.colour("ink" if at == self.now else "ink2" if at < self.now else "ink3"))
            wide = theme.text_width(words, self._role(at))
            painter.drawText(QRectF(left, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += wide
        painter.end()

    def _state(self, at: int) -> str:
        """Return what a step's state is called."""
        if at in self.later:
            return "回头再 "
        return "已完成 " if at < self.now else "正在 " if at == self.now else ""

    def _paint_ring(self, painter: QPainter, at: int, ring: QRectF) -> None:
        if at in self.later:
            painter.drawPixmap(QPointF(ring.x(), ring.y()), icons.pixmap("clock", "amber", DOT))
            return
        fill = "teal" if at < self.now else "ink" if at == self.now else "canvas"
        painter.setPen(QPen(theme.colour(fill if at <= self.now else "edge"), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5))
        if at < self.now:
            painter.drawPixmap(QPointF(ring.x() + 4, ring.y() + 4), icons.pixmap("tick", "tick", 14))
        else:
            painter.setFont(theme.font("mark"))
            painter.setPen(theme.colour("canvas" if at == self.now else "ink2"))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(at + 1))

    def _role(self, at: int) -> str:
        return "first" if at == self.now else "body"

    def _needed(self, line: float) -> float:
        """Return the px needed with lines of a length between the steps."""
        words = sum(theme.text_width(one, self._role(at)) for at, one in enumerate(self.words))
        return words + len(self.words) * (DOT + NEAR) + max(0, len(self.words) - 1) * (2 * AROUND + line) + 2
