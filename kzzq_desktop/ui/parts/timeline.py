"""A timeline: what happened, newest first; the words wrap, the heights follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.tokens import TONES

WRAP = Qt.TextFlag.TextWordWrap  # breaks between characters, never before a comma (UAX 14)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `day` as shown (10月23日), `who` or consequence in small; `key` makes it open a place."""

    day: str
    what: str
    who: str = ""
    tone: str = "mute"
    key: str = ""


class Timeline(QWidget):
    """Dates at the left, a ring on a line, words at the right. Signal `opened(key)` on a click."""

    opened = Signal(str)

    def __init__(self, events: Sequence[Event] = ()) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_events(events)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show other events."""
        self.events = tuple(events)
        self.setAccessibleName("经过：" + "；".join(f"{event.day} {event.what}" for event in self.events[:20]))
        self._fit_height()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all words need at a width."""
        return round(sum(self._heights(width))) + 4

    def sizeHint(self) -> QSize:
        """Return a size in which everything shows."""
        wide = max(self.width(), 240)
        return QSize(wide, self.heightForWidth(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the height follow the width."""
        super().resizeEvent(event)
        self._fit_height()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        bottom = 0.0
        for one, high in zip(self.events, self._heights(self.width()), strict=True):
            bottom += high
            if event.position().y() <= bottom:
                if one.key:
                    self.opened.emit(one.key)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every event."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, line = 0.0, theme.line_height()
        heights = self._heights(self.width())
        for at, (event, high) in enumerate(zip(self.events, heights, strict=True)):
            ring = QPointF(_at() - 14, top + line / 2 + 1)
            if at < len(self.events) - 1:
                painter.setPen(QPen(theme.colour("line2"), 1))
                painter.drawLine(QPointF(ring.x(), ring.y() + 6), QPointF(ring.x(), ring.y() + high - 6))
            ink, _, tint, _ = TONES[event.tone]
            painter.setPen(QPen(theme.colour(ink), 1.5))
            painter.setBrush(theme.colour("surface" if event.tone == "mute" else tint))
            painter.drawEllipse(ring, 4.5, 4.5)
            self._paint_words(painter, event, top, line)
            top += high
        painter.end()

    def _paint_words(self, painter: QPainter, event: Event, top: float, line: float) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(QRectF(0, top, _at() - 20, line + 2), Qt.AlignmentFlag.AlignVCenter, event.day)
        room = self.width() - _at()
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink"))
        what = _wrapped(event.what, "body", room)
        painter.drawText(QRectF(_at(), top, room, what), WRAP, event.what)
        if event.who:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("ink3"))
            painter.drawText(QRectF(_at(), top + what, room, _wrapped(event.who, "small", room)), WRAP, event.who)

    def _heights(self, width: int) -> list[float]:
        """Return the height of each event at a width."""
        room = width - _at()
        return [
            max(
                theme.px(30),
                _wrapped(event.what, "body", room) + (_wrapped(event.who, "small", room) if event.who else 0) + theme.px(7),
            )
            for event in self.events
        ]

    def _fit_height(self) -> None:
        self.setFixedHeight(self.heightForWidth(max(self.width(), 160)))


def _at() -> int:
    """Return where the words begin: the dates stand 58 px wide before the ring."""
    return theme.px(58) + 28


def _wrapped(words: str, role: str, room: float) -> float:
    """Return the height of wrapped words, in px."""
    metrics = QFontMetricsF(theme.font(role))
    return metrics.boundingRect(QRectF(0, 0, max(room, 40), 10000), WRAP, words).height()
