"""State, bar and chips: as widgets, and as functions that a table cell or a tile paints with.

Tones: ok (reached, teal, tick), due (amber, clock), over (red, triangle), mute (grey, dash). Never a tone without words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.fit import Fit
from kzzq_desktop.ui.tokens import RADIUS, TONES


@dataclass(frozen=True, slots=True)
class Mark:
    """A state: tone, words, `pill` on its tint, an icon of its own, and the part (0–1) a bar beside it shows (-1: no bar)."""

    tone: str
    words: str
    pill: bool = False
    icon: str = ""
    part: float = -1.0


def reach_mark(days: int | None, limit: int = 30, near: int = 20) -> Mark:
    """Return the mark for days since the last contact: over the limit red, from `near` on amber; None: never."""
    if days is None:
        return Mark("mute", "还没联系", part=0)
    words = "今天" if days == 0 else f"{days}天前"
    tone = "over" if days > limit else "due" if days >= near else "ok"
    return Mark(tone, words, part=min(1.0, days / limit))


def mark_width(mark: Mark) -> float:
    """Return how wide a mark is painted (without its bar), in px."""
    return theme.text_width(mark.words, "mark") + 19 + (16 if mark.pill else 2)


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Paint a state at the left of `rect`, in the middle of its height; its bar fills the rest when there is room."""
    ink, _, tint, shape = TONES[mark.tone]
    left, middle = rect.x(), rect.center().y()
    wide = mark_width(mark)
    if mark.pill:
        high = theme.px(24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tint))
        painter.drawRoundedRect(QRectF(left, middle - high / 2, wide, high), RADIUS["small"], RADIUS["small"])
        left += 8
    painter.drawPixmap(QPointF(left, middle - 6.5), icons.pixmap(mark.icon or shape, ink, 14))
    painter.setFont(theme.font("mark"))
    painter.setPen(theme.colour(ink))
    room = QRectF(left + 19, rect.y(), rect.width() + 40, rect.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark.words)
    at = max(theme.px(84), wide + 10)
    if mark.part >= 0 and rect.width() > at + 24:
        paint_bar(painter, QRectF(rect.x() + at, middle - 1.5, rect.width() - at, 4), mark.part, mark.tone)


def paint_bar(painter: QPainter, rect: QRectF, part: float, tone: str) -> None:
    """Paint a rounded bar filled to `part` (0–1, full when over)."""
    round_by = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("track"))
    painter.drawRoundedRect(rect, round_by, round_by)
    if part > 0:
        painter.setBrush(theme.colour(TONES[tone][1]))
        wide = max(rect.height(), rect.width() * min(part, 1.0))
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), wide, rect.height()), round_by, round_by)


def chips_width(words: Sequence[str]) -> float:
    """Return how wide chips are painted, in px."""
    return sum(theme.text_width(word, "small") + 20 for word in words)


def paint_chips(painter: QPainter, rect: QRectF, words: Sequence[str]) -> None:
    """Paint words on small hairline tags; what has no room becomes one tag +n."""
    painter.setFont(theme.font("small"))
    left, high = rect.x() + 0.5, theme.px(22)
    shown = list(chips_shown(rect.width(), words))
    for word in shown:
        tag = QRectF(left, round(rect.center().y() - high / 2) + 0.5, round(theme.text_width(word, "small") + 14), high)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(tag, RADIUS["small"], RADIUS["small"])
        painter.setPen(theme.colour("ink2"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, word)
        left = tag.right() + 5


def chips_shown(room: float, words: Sequence[str]) -> tuple[str, ...]:
    """Return the chips that fit into `room` px, the last one "+n" when some do not."""
    if chips_width(words) <= room + 6:
        return tuple(words)
    kept = len(words) - 1
    while kept > 0 and chips_width([*words[:kept], f"+{len(words) - kept}"]) > room + 6:
        kept -= 1
    return (*words[:kept], f"+{len(words) - kept}")


class _Painted(QWidget):
    """A small painted part: no focus, see-through."""

    def paint(self, painter: QPainter) -> None:
        """Paint into the widget's rectangle."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint smoothly."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        painter.end()


class State(_Painted):
    """Icon and words in one tone; `pill` puts them on their tint."""

    def __init__(self, tone: str = "mute", words: str = "", *, pill: bool = False, icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_mark(Mark(tone, words, pill, icon))

    def show_mark(self, mark: Mark) -> None:
        """Show another state."""
        self.mark = mark
        self.setAccessibleName(mark.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the words need."""
        return QSize(round(mark_width(self.mark) + 1) if self.mark.words else 0, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a state is never squeezed."""
        return self.sizeHint()

    def paint(self, painter: QPainter) -> None:
        """Paint the state."""
        if self.mark.words:
            paint_mark(painter, QRectF(self.rect()), self.mark)

    def fits(self) -> list[Fit]:
        """Return the words and their room."""
        return [Fit(self.mark.words, mark_width(self.mark), self.width())] if self.mark.words else []


class Bar(_Painted):
    """A bar filled to a part: 6 px for coverage, 4 px in rows; always beside words."""

    def __init__(self, part: float = 0.0, tone: str = "ok", *, high: int = 6, wide: int = 0) -> None:
        super().__init__()
        self.part, self.tone = part, tone
        self.setFixedHeight(high)
        self.setMinimumWidth(40)
        if wide:
            self.setFixedWidth(wide)

    def show_part(self, part: float, tone: str = "ok") -> None:
        """Show another part (0–1)."""
        self.part, self.tone = part, tone
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Paint the bar."""
        paint_bar(painter, QRectF(self.rect()), self.part, self.tone)


class Chips(_Painted):
    """Words on small hairline tags, for needs and the like; where room ends, +n stands for the rest."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_words(words)

    def show_words(self, words: Sequence[str]) -> None:
        """Show other words."""
        self.words = tuple(words)
        self.setAccessibleName("、".join(words))
        self.setFixedHeight(theme.px(24))
        self.setMinimumWidth(round(max((chips_width([word]) for word in words), default=0)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(round(chips_width(self.words)), theme.px(24))

    def paint(self, painter: QPainter) -> None:
        """Paint the chips that fit, and how many more there are."""
        paint_chips(painter, QRectF(self.rect()), self.words)

    def fits(self) -> list[Fit]:
        """Return the chips that are shown and their room."""
        shown = chips_shown(self.width(), self.words)
        return [Fit(" ".join(shown), chips_width(shown) - 6, self.width())] if shown else []
