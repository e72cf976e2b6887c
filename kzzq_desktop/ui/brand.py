"""The program's mark: one in the middle, ten around."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import theme


class Brand(QWidget):
    """The mark as a widget."""

    def __init__(self, size: int = 28) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        self.setAccessibleName("联系户")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_brand(painter, QRectF(self.rect()))
        painter.end()


def paint_brand(painter: QPainter, rect: QRectF) -> None:
    """Paint the mark into a square."""
    unit = rect.width() / 28
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("red"))
    painter.drawEllipse(rect.center(), 4.6 * unit, 4.6 * unit)
    painter.setBrush(theme.colour("edge"))
    painter.save()
    painter.translate(rect.center())
    for _ in range(10):
        painter.rotate(36)
        painter.drawEllipse(QPointF(0, -11.4 * unit), 1.9 * unit, 1.9 * unit)
    painter.restore()


def window_icon() -> QIcon:
    """Return the mark as an icon for the task bar."""
    picture = QPixmap(128, 128)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_brand(painter, QRectF(picture.rect()))
    painter.end()
    return QIcon(picture)
