"""A member's photo, or the outline of a person until there is one."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import icons, theme


class Avatar(QWidget):
    """A square with round corners, `size` px."""

    def __init__(self, name: str = "", photo: bytes = b"", size: int = 52) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        self.show_person(name, photo)

    def show_person(self, name: str, photo: bytes = b"") -> None:
        """Show a person: the bytes of a JPEG or PNG, or nothing yet."""
        self.photo = QPixmap()
        if photo:
            self.photo.loadFromData(photo)
        self.setAccessibleName(f"{name}的照片" if not self.photo.isNull() else f"{name}，还没有照片")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the photo, cut to a square round its middle."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(body, 6, 6)
        if self.photo.isNull():
            half = self.width() / 4
            painter.drawPixmap(
                QPointF(self.width() / 2 - half, self.height() / 2 - half), icons.pixmap("member", "ink3", round(half * 2))
            )
        else:
            corners = QPainterPath()
            corners.addRoundedRect(body, 6, 6)
            painter.setClipPath(corners)
            side = min(self.photo.width(), self.photo.height())
            left, top = (self.photo.width() - side) / 2, (self.photo.height() - side) / 3
            painter.drawPixmap(body, self.photo, QRectF(left, top, side, side))
        painter.end()
