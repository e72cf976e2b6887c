"""The list that drops down under a search box or a picker: painted rows, walked by keyboard from the box above."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.fit import Fit

MOST = 9
FEW = 5  # a list under its box may be cut down to so many rows before it opens above it


@dataclass(frozen=True, slots=True)
class Hit:
    """One row: `words` strong, `detail` in grey after it, `kind` at the right; `key` is what was meant."""

    key: str
    words: str
    detail: str = ""
    kind: str = ""
    icon: str = ""


class HitList(QWidget):
    """A child of the window, so that it never takes the keyboard away. Signal `chosen(Hit)`."""

    chosen = Signal(object)
    most = MOST
    rows = 1

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self.box = box
        self.hits: tuple[Hit, ...] = ()
        self.at = self.top = 0
        self.empty_words = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], empty_words: str = "") -> None:
        """Show these hits under the box; with none, a sentence that says so (or nothing)."""
        self.hits, self.empty_words, self.at, self.top = tuple(hits), empty_words, 0, 0
        if not self.hits and not empty_words:
            self.hide()
            return
        window = self.box.window()
        if self.parent() is not window:
            self.setParent(window)
        corner = self.box.mapTo(window, QPoint(0, self.box.height() + 4))
        self.rows = max(1, min(len(self.hits), self.most))
        wide = max(self.box.width(), round(max((self.needed(hit) for hit in self.hits), default=0)))
        if not self.hits:
            wide = max(wide, round(theme.text_width(empty_words)) + 36)
        wide = min(wide, window.width() - 16)
        below = (window.height() - corner.y() - 14) // self.row_height()
        self.rows = below if FEW <= below < self.rows else self.rows
        high = self.rows * self.row_height() + 10
        left = max(8, min(corner.x(), window.width() - wide - 8))
        top = corner.y() if corner.y() + high < window.height() else max(4, corner.y() - self.box.height() - 8 - high)
        self.setGeometry(left, top, wide, high)
        self.raise_()
        self.show()
        self.update()

    def row_height(self) -> int:
        """Return the height of a row, in px."""
        return theme.height("side_row")

    def needed(self, hit: Hit) -> float:
        """Return the width in which nothing of a row is cut, in px."""
        kind = 24 + theme.text_width(hit.kind, "small") if hit.kind else 0
        words = theme.text_width(hit.words, "first") + 10 + theme.text_width(hit.detail, "small")
        return 30 + (26 if hit.icon else 0) + words + kind

    def step(self, by: int) -> None:
        """Walk up or down."""
        if self.hits:
            self.at = max(0, min(len(self.hits) - 1, self.at + by))
            self.top = min(max(self.top, self.at - self.rows + 1), self.at)
            self.update()

    def take(self) -> bool:
        """Choose the row walked to; False when there is none."""
        if self.isHidden() or not self.hits:
            return False
        hit = self.hits[self.at]
        self.hide()
        self.chosen.emit(hit)
        return True

    def fits(self) -> list[Fit]:
        """Return the shown rows and their room."""
        shown = self.hits[self.top : self.top + self.rows]
        return [Fit(f"{hit.words} {hit.detail}", self.needed(hit), self.width()) for hit in shown]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and its rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not self.hits:
            painter.setPen(theme.colour("ink3"))
            painter.setFont(theme.font("body"))
            painter.drawText(QRectF(16, 0, self.width() - 32, self.height()), Qt.AlignmentFlag.AlignVCenter, self.empty_words)
        high = self.row_height()
        for at, hit in enumerate(self.hits[self.top : self.top + self.rows], self.top):
            self.paint_row(painter, QRectF(5, 5 + (at - self.top) * high, self.width() - 10, high), hit, at == self.at)
        painter.end()

    def paint_row(self, painter: QPainter, rect: QRectF, hit: Hit, on: bool) -> None:
        """Paint one row; `on` is the one walked to."""
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("teal_t"))
            painter.drawRoundedRect(rect, 4, 4)
        left, middle = rect.x() + 10, Qt.AlignmentFlag.AlignVCenter
        if hit.icon:
            painter.drawPixmap(round(left), round(rect.center().y() - 7), icons.pixmap(hit.icon, "ink3", 16))
            left += 26
        painter.setFont(theme.font("first"))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(left, rect.y(), rect.width(), rect.height()), middle, hit.words)
        left += theme.text_width(hit.words, "first") + 10
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink2" if on else "ink3"))
        painter.drawText(QRectF(left, rect.y(), rect.right() - left, rect.height()), middle, hit.detail)
        painter.drawText(
            QRectF(left, rect.y(), rect.right() - 10 - left, rect.height()), middle | Qt.AlignmentFlag.AlignRight, hit.kind
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Walk with the mouse."""
        row = self.top + int((event.position().y() - 5) // self.row_height())
        if 0 <= row < len(self.hits) and row != self.at:
            self.at = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose with the mouse."""
        self.mouseMoveEvent(event)
        self.take()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a long list."""
        self.step(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()
