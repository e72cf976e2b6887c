"""A drawn character as paper shows it: alone, or in its place among others at several sizes."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.fit import Fit

PAPER, INK = Qt.GlobalColor.white, Qt.GlobalColor.black
SIZES = (12, 20, 44)
# As on paper: the em square of Han characters reaches a little under the baseline, the ink keeps off its sides.
_BELOW, _INSIDE = 0.12, 0.04
_PAD, _GAP = 14, 22


class GlyphSample(QWidget):
    """Words in which one character is drawn by its picture, in rows of different size on white paper."""

    def __init__(self, letter: str, words: str = "", sizes: Sequence[int] = SIZES) -> None:
        super().__init__()
        self.letter, self.words, self.sizes = letter, words or letter, tuple(sizes)
        self.picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(self.sizeHint())
        self.show_picture(b"")

    def show_picture(self, picture: bytes) -> None:
        """Show a kept picture (PNG, black on white), or the empty box of a character without one."""
        self.picture = QImage.fromData(picture) if picture else QImage()
        self.setAccessibleName("字的样子" if picture else "还没有图片")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for all rows side by side."""
        wide = sum(self._wide(size) for size in self.sizes) + _GAP * (len(self.sizes) - 1)
        return QSize(round(wide) + 2 * _PAD, round(theme.px(max(self.sizes)) * 1.1) + 2 * _PAD)

    def fits(self) -> list[Fit]:
        """Return the words and their room."""
        return [Fit(self.words, self.sizeHint().width(), self.width())]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows on one baseline."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(PAPER)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(INK)
        x, base = float(_PAD), self.height() / 2 + theme.px(max(self.sizes)) * (0.5 - _BELOW)
        for size in self.sizes:
            x = self._paint_row(painter, x, base, size) + _GAP
        painter.end()

    def _paint_row(self, painter: QPainter, x: float, base: float, size: int) -> float:
        """Paint the words at one size; return where they end."""
        used, em = _font(size), float(theme.px(size))
        painter.setFont(used)
        for letter in self.words:
            wide = self._advance(letter, used, em)
            if letter == self.letter:
                self._paint_letter(painter, QRectF(x, base - em * (1 - _BELOW), em, em))
            else:
                painter.drawText(QPointF(x, base), letter)
            x += wide
        return x

    def _paint_letter(self, painter: QPainter, square: QRectF) -> None:
        inner = square.marginsRemoved(_inside(square.width()))
        if self.picture.isNull():
            painter.save()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink3"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(inner)
            painter.restore()
            return
        sharp = self.devicePixelRatioF()
        points = QSize(round(inner.width() * sharp), round(inner.height() * sharp))
        grey = self.picture.convertToFormat(QImage.Format.Format_Grayscale8)
        painter.drawImage(
            inner, grey.scaled(points, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )

    def _wide(self, size: int) -> float:
        used = _font(size)
        return sum(self._advance(letter, used, float(theme.px(size))) for letter in self.words)

    def _advance(self, letter: str, used: QFont, em: float) -> float:
        return em if letter == self.letter else QFontMetricsF(used).horizontalAdvance(letter)


def _font(size: int) -> QFont:
    made = theme.font("body")
    made.setPixelSize(theme.px(size))
    return made


def _inside(side: float) -> QMarginsF:
    kept = side * _INSIDE
    return QMarginsF(kept, kept, kept, kept)
