"""The page of a PDF that is looked at, or two side by side; always black on white, in the dark theme too."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.papers.leaves import Leaves

MARGIN, BETWEEN = 8, 12
WHOLE, WIDE = "whole", "wide"
DPI = 96  # dots of the screen an inch at 100 %
POINTS = 72
NOTCH = 120
# A neighbour that takes more than this is drawn when it is turned to: an A3 at 200 % is 28 MB.
AHEAD = 12 << 20


class PageView(QWidget):
    """Signals: `turned(number)` to another page, `turned_up(number)` to one whose end is wanted, `zoomed(step)` +1 or -1."""

    turned = Signal(int)
    turned_up = Signal(int)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.leaves = Leaves()
        self.leaves.drawn.connect(self._arrived)
        self.destroyed.connect(self.leaves.let_go)
        self.count = self.number = 0
        self.mode, self.double = WHOLE, False
        self.room = QSize(400, 500)
        self.wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("预览")

    def show_pdf(self, pdf: bytes, count: int, size: tuple[float, float], *, goes_on: bool = False) -> None:
        """Show another document of `count` pages, its first page of this size in points.

        The page that was looked at stays where there is one of that number; `goes_on` tells that it is the same paper.
        """
        self.leaves.show_pdf(pdf, size, None if goes_on else self.shown())
        self.count = count
        self.show_page(self.number)

    def show_page(self, number: int) -> None:
        """Show a page, counted from 0; the nearest one where there is none of that number."""
        self.number = max(0, min(number, self.count - 1))
        self.wheel = 0
        self.setAccessibleName(f"预览 第{self.number + 1}页")
        self._fit()

    def show_mode(self, mode: str) -> None:
        """Show whole pages (WHOLE), pages as wide as the room (WIDE) or of so many per cent ("150")."""
        self.mode = mode
        self._fit()

    def show_double(self, double: bool) -> None:
        """Show two pages side by side."""
        self.double = double
        self._fit()

    def fit_room(self, room: QSize) -> None:
        """Fit into the room of the scroll area around."""
        self.room = room
        self._fit()

    def shown(self) -> list[int]:
        """Return the pages looked at; of two the first one has an even place, as the front of a sheet."""
        first = self.number - self.number % 2 if self.double else self.number
        return [number for number in (first, first + 1)[: 2 if self.double else 1] if number < self.count]

    def beside(self, by: int) -> int:
        """Return the page before (-1) or after (+1) what is looked at; it may lie outside."""
        shown = self.shown() or [0]
        return shown[-1] + 1 if by > 0 else shown[0] - (2 if self.double else 1)

    def scale(self) -> float:
        """Return px of the screen a point."""
        pages = self.shown() or [0]
        sizes = [self.leaves.size(number) for number in pages]
        gaps = 2 * MARGIN + BETWEEN * (len(pages) - 1)
        wide = max(self.room.width() - gaps, 80) / sum(width for width, _ in sizes)
        if self.mode == WIDE:
            return wide
        if self.mode == WHOLE:
            return min(wide, max(self.room.height() - 2 * MARGIN, 80) / max(height for _, height in sizes))
        return int(self.mode) / 100 * DPI / POINTS

    def papers(self) -> list[tuple[int, QRectF]]:
        """Return where the pages looked at lie."""
        scale, found = self.scale(), []
        sizes = [self._size(number, scale) for number in self.shown()]
        total = sum(size.width() for size in sizes) + BETWEEN * (len(sizes) - 1)
        left = max((self.width() - total) // 2, MARGIN)
        for number, size in zip(self.shown(), sizes, strict=True):
            found.append((number, QRectF(left, MARGIN, size.width(), size.height())))
            left += size.width() + BETWEEN
        return found

    def is_drawn(self) -> bool:
        """Tell whether what is looked at stands there as sharp as it will be."""
        return bool(self.count) and not any(number in self.shown() for number, _ in self.leaves.tasks)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the papers and the pages on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        for number, paper in self.papers():
            painter.fillRect(paper, QColor("white"))
            if (picture := self.leaves.picture(number)) is not None:
                sharp = picture.width() == round(paper.width() * ratio)
                picture.setDevicePixelRatio(ratio if sharp else 1)
                if sharp:
                    painter.drawImage(QPointF(paper.topLeft()), picture)
                else:
                    painter.drawImage(paper, picture)
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages: PgUp, PgDn, Home, End."""
        asked = {
            Qt.Key.Key_PageUp: self.beside(-1),
            Qt.Key.Key_PageDown: self.beside(1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }.get(Qt.Key(event.key()))
        if asked is None:
            super().keyPressEvent(event)
        elif 0 <= asked < self.count:
            self.turned.emit(asked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll what is larger than the room; turn whole pages, and at the end of a large one."""
        turn = event.angleDelta().y()
        event.setAccepted(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) or self._at_edge(turn))
        if not turn or not event.isAccepted():
            self.wheel = 0
            return
        self.wheel = turn if self.wheel * turn < 0 else self.wheel + turn
        if abs(self.wheel) < NOTCH:
            return
        up, self.wheel = self.wheel > 0, 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if up else -1)
        elif 0 <= (asked := self.beside(-1 if up else 1)) < self.count:
            (self.turned_up if up else self.turned).emit(asked)

    def _at_edge(self, turn: int) -> bool:
        """Tell whether there is nothing more to scroll in that direction."""
        around = self.parentWidget()
        return around is None or (self.y() >= 0 if turn > 0 else self.y() + self.height() <= around.height())

    def _arrived(self, number: int) -> None:
        """A page is drawn; it may be of another size than the first one."""
        if number in self.shown():
            self._fit()

    def _size(self, number: int, scale: float) -> QSize:
        """Return a page's size in px."""
        width, height = self.leaves.size(number)
        return QSize(round(width * scale), round(height * scale))

    def _fit(self) -> None:
        """Take the size of the pages at the present mode, and have them drawn, their neighbours next."""
        scale = self.scale()
        sizes = [self._size(number, scale) for number in self.shown()] or [QSize(0, 0)]
        wide = sum(size.width() for size in sizes) + BETWEEN * (len(sizes) - 1) + 2 * MARGIN
        high = max(size.height() for size in sizes) + 2 * MARGIN
        self.setFixedSize(max(self.room.width(), wide), max(self.room.height(), high))
        self.update()
        if self.count:
            self._want(scale)

    def _want(self, scale: float) -> None:
        ratio, step = self.devicePixelRatioF(), 2 if self.double else 1
        asked = self.shown()
        if sizes := [self._size(number, scale) for number in asked]:
            light = max(size.width() * size.height() for size in sizes) * 4 * ratio * ratio <= AHEAD
            after, before = range(self.beside(1), self.beside(1) + step), range(self.beside(-1), self.beside(-1) + step)
            asked = [*asked, *(number for number in (*after, *before) if light and 0 <= number < self.count)]
        self.leaves.want([(number, round(self._size(number, scale).width() * ratio)) for number in asked])
