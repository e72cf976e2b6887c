"""The window with the papers' Mongolian words: each written downwards as it is printed, and who has read it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.bilingual import BilingualWord
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.fit import Fit
from kzzq_desktop.ui.parts.flow import flow
from kzzq_desktop.ui.parts.layout import column, hold, scroll
from kzzq_desktop.ui.parts.text import label

UNREAD = "还没有校对"
_HIGH, _PAD, _LINE, _PITCH, _BASE = 128, 12, 20, 1.36, 0.27
_POINTS = 12.5


class MongolianWords(Dialog):
    """All words of the list, to look at and to show to a reader."""

    def __init__(self, parent: QWidget | None, words: Sequence[BilingualWord]) -> None:
        super().__init__(parent, "蒙古文词表", width=860)
        self.cards = [WordCard(word) for word in words]
        read = sum(bool(word.reviewer) for word in words)
        said = (
            f"共 {len(words)} 条，校对过 {read} 条。请懂蒙古文的人逐条看，不对的在词表文件里改正，看过的写上姓名："
            "程序文件夹 resources/words/mongolian.csv，做法写在同一处的 README.md 里。"
        )
        area = scroll(column(hold(flow(*self.cards, gap=10)), None))
        area.setMinimumHeight(theme.px(380))
        self.enter = self.accept
        head = (label("蒙古文词表", "head"), label(said, "second", wrap=True))
        self.fill(column(*head, 4, (area, 1), gap=8), None, main_button("知道了", self.accept))


class WordCard(QWidget):
    """One word: Mongolian in columns from left to right, under it the Chinese and the reader's name."""

    def __init__(self, word: BilingualWord) -> None:
        super().__init__()
        self.word = word
        self.font_used = mongolian_font()
        self.columns = broken(word.mongolian, QFontMetricsF(self.font_used), theme.px(_HIGH))
        self.reader = word.reviewer or UNREAD
        self.setAccessibleName(f"{word.chinese}，{word.mongolian}，{self.reader}")
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the room in which nothing is cut."""
        written = len(self.columns) * self._pitch()
        wide = max(written, theme.text_width(self.word.chinese, "strong"), theme.text_width(self.reader, "small"))
        return QSize(round(wide) + 2 * _PAD + 2, theme.px(_HIGH + 2 * _LINE) + 3 * _PAD)

    def fits(self) -> list[Fit]:
        """Return the words and their room."""
        room, metrics = self.width() - 2 * _PAD, QFontMetricsF(self.font_used)
        long = max((metrics.horizontalAdvance(one) for one in self.columns), default=0)
        return [
            Fit(self.word.chinese, theme.text_width(self.word.chinese, "strong"), room),
            Fit(self.reader, theme.text_width(self.reader, "small"), room),
            Fit(self.word.mongolian, long, theme.px(_HIGH) + _PAD),
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_columns(painter)
        across, top = Qt.AlignmentFlag.AlignCenter, theme.px(_HIGH) + 2 * _PAD
        for at, (words, role, tint) in enumerate(self._lines()):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(tint))
            painter.drawText(QRectF(0, top + at * theme.px(_LINE), self.width(), theme.px(_LINE)), across, words)
        painter.end()

    def _lines(self) -> tuple[tuple[str, str, str], ...]:
        return (self.word.chinese, "strong", "ink"), (self.reader, "small", "ink2" if self.word.reviewer else "amber")

    def _paint_columns(self, painter: QPainter) -> None:
        """Write downwards: the font's letters lie on their side, a quarter turn clockwise sets them up."""
        pitch = self._pitch()
        left = (self.width() - len(self.columns) * pitch) / 2
        painter.setFont(self.font_used)
        painter.setPen(theme.colour("ink"))
        for at, words in enumerate(self.columns):
            painter.save()
            painter.translate(QPointF(left + (at + _BASE) * pitch, _PAD))
            painter.rotate(90)
            painter.drawText(QPointF(0, 0), words)
            painter.restore()

    def _pitch(self) -> float:
        return _PITCH * QFontInfo(self.font_used).pixelSize()


def mongolian_font() -> QFont:
    """Return the font of traditional Mongolian at the text size worn now."""
    made = QFont([theme.FAMILIES[2]])
    made.setPointSizeF(_POINTS * theme.factor())
    return made


def broken(words: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """Return words broken at spaces into columns no longer than `room`, where a single word is not."""
    columns: list[str] = []
    for part in words.split(" ") if words else ():
        longer = f"{columns[-1]} {part}" if columns else part
        if columns and metrics.horizontalAdvance(longer) <= room:
            columns[-1] = longer
        else:
            columns.append(part)
    return columns
