"""One tile of a board: a painted, focusable card. Enter opens, Menu or right click asks what to do."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.fit import Fit
from kzzq_desktop.ui.parts.marks import Mark, mark_width, paint_bar, paint_mark

IDS_MIME = "application/x-kzzq-ids"  # ids joined by line breaks: what a table's rows are dragged as
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
PAD = 14
NO_MARK = Mark("mute", "")


@dataclass(frozen=True, slots=True)
class Face:
    """What a tile shows: number, place and `icon` (lock) above; title; left words, `note` (amber) and the mark; a bar.

    `vacant` draws it dashed and sunken. `spoken` is read by screen readers (default: all words).
    """

    key: str
    number: str
    title: str
    place: str = ""
    left: str = ""
    note: str = ""
    mark: Mark = NO_MARK
    icon: str = ""
    vacant: bool = False
    spoken: str = ""


class Tile(QWidget):
    """One card of a board."""

    picked = Signal(str)
    opened = Signal(str)
    asked = Signal(str, QPoint)
    dropped = Signal(str, list)
    stepped = Signal(int, int)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.chosen = self.under_drag = False
        self.show_face(face)

    def show_face(self, face: Face) -> None:
        """Show other words."""
        self.face = face
        words = (f"{face.number}号网格", face.place, face.title, face.left, face.note, face.mark.words)
        self.setAccessibleName(face.spoken or "，".join(word for word in words if word))
        self.update()

    def choose(self, on: bool) -> None:
        """Draw the tile as chosen or not."""
        self.chosen = on
        self.update()

    def sizeHint(self) -> QSize:
        """Return the least size in which nothing is cut."""
        return QSize(round(needed_width(self.face)), theme.height("tile"))

    def minimumSizeHint(self) -> QSize:
        """Return the least height; the board gives the width."""
        return QSize(theme.px(120), theme.height("tile"))

    def fits(self) -> list[Fit]:
        """Return the lines and their room."""
        return [Fit(words, need, self.width() - 2 * PAD) for words, need in _lines(self.face)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card; with focus the body steps in, so that ring and selection stay two things."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()

    def _paint_body(self, painter: QPainter) -> None:
        step = 4.5 if self.hasFocus() else 0.5
        step += 0.25 if self.chosen else 0
        marked = self.chosen or self.under_drag
        pen = QPen(theme.colour("teal" if marked else "edge" if self.underMouse() else "line2"), 1.5 if marked else 1)
        if self.face.vacant and not marked:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("teal_t" if marked else "sunken" if self.face.vacant else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(step, step, -step, -step), 8, 8)

    def _paint_words(self, painter: QPainter) -> None:
        face, wide, high = self.face, self.width(), self.height()
        left_side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room, line = wide - 2 * PAD, theme.px(22)
        top = theme.px(8)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(QRectF(PAD, top, room, line), left_side, face.number)
        painter.setFont(theme.font("small"))
        at = PAD + theme.text_width(face.number) + 8
        painter.drawText(QRectF(at, top, room, line), left_side, face.place)
        if face.icon:
            painter.drawPixmap(QPointF(wide - PAD - 14, top + line / 2 - 7), icons.pixmap(face.icon, "ink3", 14))
        painter.setFont(theme.font(_title_role(face, room)))
        painter.setPen(theme.colour("ink3" if face.vacant else "ink"))
        painter.drawText(QRectF(PAD, top + line, room + PAD, theme.px(25)), left_side, face.title)
        low = QRectF(PAD, high - theme.px(26) - line, room, line)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(low, left_side, face.left)
        if face.note:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("amber"))
            painter.drawText(low.adjusted(theme.text_width(face.left) + 6, 0, 0, 0), left_side, face.note)
        if face.mark.words:
            own = mark_width(face.mark)
            paint_mark(
                painter,
                QRectF(wide - PAD - own + 2, low.y(), own, line),
                Mark(face.mark.tone, face.mark.words, icon=face.mark.icon),
            )
        if face.mark.part >= 0 or face.vacant:
            paint_bar(painter, QRectF(PAD, high - theme.px(18), room, 4), max(0.0, face.mark.part), face.mark.tone)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.face.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open by double click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.face.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what to do, by right click or the Menu key."""
        self.picked.emit(self.face.key)
        self.asked.emit(self.face.key, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with arrows, choose with space, open with Enter."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.stepped.emit(*STEPS[key])
        elif key == Qt.Key.Key_Space:
            self.picked.emit(self.face.key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.face.key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take rows that are dragged over the tile."""
        if event.mimeData().hasFormat(IDS_MIME):
            event.acceptProposedAction()
            self._set_under_drag(True)

    def dragLeaveEvent(self, event: QEvent) -> None:
        """Forget them."""
        self._set_under_drag(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped: the tile's key and the ids."""
        self._set_under_drag(False)
        event.acceptProposedAction()
        ids = bytes(event.mimeData().data(IDS_MIME).data()).decode().split("\n")
        self.dropped.emit(self.face.key, ids)

    def _set_under_drag(self, on: bool) -> None:
        self.under_drag = on
        self.update()


def needed_width(face: Face) -> float:
    """Return the width in which no word of the tile is cut, in px."""
    return max(need for _, need in _lines(face)) + 2 * PAD


def _lines(face: Face) -> list[tuple[str, float]]:
    """Return the tile's lines and the px each needs."""
    top = theme.text_width(face.number) + 8 + theme.text_width(face.place, "small") + (22 if face.icon else 0)
    note = 6 + theme.text_width(face.note, "small") if face.note else 0
    low = theme.text_width(face.left) + note + (12 + mark_width(face.mark) if face.mark.words else 0)
    return [
        (f"{face.number} {face.place}", top),
        (face.title, theme.text_width(face.title, "first")),
        (f"{face.left} {face.note} {face.mark.words}", low),
    ]


def _title_role(face: Face, room: float) -> str:
    """Return the title's role: one size smaller where it would be cut."""
    return "name" if theme.text_width(face.title, "name") <= room else "first"
