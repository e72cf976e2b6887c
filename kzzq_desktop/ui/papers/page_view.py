"""One page of a PDF on the screen: whole, or as wide as there is room; always black on white, in the dark theme too."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from kzzq_desktop.services import printing
from kzzq_desktop.ui import theme

POINTS = 72
MARGIN = 8
WHOLE, WIDE = "whole", "wide"


class PageView(QWidget):
    """The page shown now. Signal `turned(number)` when the clerk asks for another page by key or wheel."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.pdf = b""
        self.count = 0
        self.size_of: dict[int, tuple[float, float]] = {}
        self.number = 0
        self.mode = WHOLE
        self.room = QSize(400, 500)
        self.drawn: tuple[int, int, QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("预览")

    def show_pdf(self, pdf: bytes, count: int) -> None:
        """Show another document of `count` pages from its first page."""
        self.pdf, self.count = pdf, count
        self.size_of.clear()
        self.number, self.drawn = 0, None
        self._fit()

    def show_page(self, number: int) -> None:
        """Show a page, counted from 0; the nearest one where there is none of that number."""
        self.number = max(0, min(number, self.count - 1))
        self._fit()

    def show_mode(self, mode: str) -> None:
        """Show whole pages (WHOLE) or pages as wide as the room (WIDE)."""
        self.mode = mode
        self._fit()

    def fit_room(self, room: QSize) -> None:
        """Fit into the room of the scroll area around."""
        self.room = room
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper and the page on it."""
        painter = QPainter(self)
        paper = self._paper()
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(QColor("white"))
        painter.drawRect(paper)
        if self.count:
            painter.drawPixmap(paper.topLeft(), self._picture(round(paper.width())))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages: PgUp, PgDn, Home, End."""
        last = self.count - 1
        asked = {
            Qt.Key.Key_PageUp: self.number - 1,
            Qt.Key.Key_PageDown: self.number + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if asked is None:
            super().keyPressEvent(event)
        elif 0 <= asked <= last:
            self.turned.emit(asked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn whole pages by the wheel; a wide page scrolls."""
        if self.mode == WIDE or not event.angleDelta().y():
            event.ignore()
            return
        asked = self.number + (-1 if event.angleDelta().y() > 0 else 1)
        if 0 <= asked < self.count:
            self.turned.emit(asked)

    def _size(self) -> tuple[float, float]:
        if not self.count:
            return 595.0, 842.0
        if self.number not in self.size_of:
            self.size_of[self.number] = printing.page_size(self.pdf, self.number)
        return self.size_of[self.number]

    def _fit(self) -> None:
        """Take the size of the page at the present mode."""
        width, height = self._size()
        wide = max(self.room.width() - 2 * MARGIN, 80)
        if self.mode == WHOLE:
            wide = min(wide, int((self.room.height() - 2 * MARGIN) * width / height))
        self.setFixedSize(max(self.room.width(), 80), max(self.room.height(), round(wide * height / width) + 2 * MARGIN))
        self.wide = wide
        self.update()

    def _paper(self) -> QRectF:
        width, height = self._size()
        high = self.wide * height / width
        return QRectF(round((self.width() - self.wide) / 2), MARGIN, self.wide, round(high))

    def _picture(self, wide: int) -> QPixmap:
        """Return the page drawn for the dots of this screen; kept until page or size changes."""
        ratio = self.devicePixelRatioF()
        dots = round(wide * ratio)
        if self.drawn is None or self.drawn[:2] != (self.number, dots):
            drawn = printing.draw_page(self.pdf, self.number, POINTS * dots / self._size()[0])
            rows = QImage(drawn.data, drawn.width, drawn.height, drawn.width * 3, QImage.Format.Format_RGB888)
            picture = QPixmap.fromImage(rows)
            picture.setDevicePixelRatio(ratio)
            self.drawn = (self.number, dots, picture)
        return self.drawn[2]
