"""Household tick chips: a tick box, a name, a door number; a board of them with all on / all off."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.fit import Fit


@dataclass(frozen=True, slots=True)
class Tick:
    """One chip: `tail` stands at the right in grey (a door number, or 外出)."""

    key: str
    words: str
    tail: str = ""
    on: bool = True


class TickChip(QAbstractButton):
    """White with a teal tick box; off it is sunken with an empty box."""

    def __init__(self, tick: Tick) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_tick(tick)

    def show_tick(self, tick: Tick) -> None:
        """Show another household."""
        self.tick = tick
        self.setChecked(tick.on)
        self.setAccessibleName(f"{tick.words} {tick.tail}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room in which nothing is cut."""
        return QSize(round(needed_width(self.tick)), theme.height("control"))

    def fits(self) -> list[Fit]:
        """Return the words and their room."""
        return [Fit(f"{self.tick.words} {self.tick.tail}", needed_width(self.tick), self.width())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the board."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, high = self.isChecked(), self.height()
        edge = "focus" if self.hasFocus() else "edge" if self.underMouse() else "line2" if on else "line"
        wide = 2 if self.hasFocus() else 1
        painter.setPen(QPen(theme.colour(edge), wide))
        painter.setBrush(theme.colour("surface" if on else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), 6, 6)
        painter.setPen(QPen(theme.colour("teal" if on else "edge"), 1))
        painter.setBrush(theme.colour("teal" if on else "surface"))
        painter.drawRoundedRect(QRectF(10.5, high / 2 - 7.5, 15, 15), 3.5, 3.5)
        if on:
            painter.drawPixmap(QPointF(11.5, high / 2 - 6.5), icons.pixmap("tick", "tick", 13))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink" if on else "ink2"))
        painter.drawText(QRectF(34, 0, self.width(), high), middle, self.tick.words)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink3"))
        painter.drawText(QRectF(0, 0, self.width() - 10, high), middle | Qt.AlignmentFlag.AlignRight, self.tick.tail)
        painter.end()


class TickBoard(QWidget):
    """Tick chips in three columns, fewer when narrow. Arrow keys walk, space ticks. Signal `changed()` after each tick."""

    changed = Signal()

    def __init__(self, most_columns: int = 3) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.most_columns = most_columns
        self.columns = 0
        self.chips: list[TickChip] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(8)

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these households."""
        for chip, tick in zip(self.chips, ticks, strict=False):
            chip.show_tick(tick)
        while len(self.chips) > len(ticks):
            gone = self.chips.pop()
            gone.hide()
            gone.deleteLater()
        for tick in ticks[len(self.chips) :]:
            chip = TickChip(tick)
            chip.clicked.connect(lambda _checked=False: self.changed.emit())
            self.chips.append(chip)
        self.columns = 0
        self._place()

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the chips that are on."""
        return tuple(chip.tick.key for chip in self.chips if chip.isChecked())

    def set_all(self, on: bool) -> None:
        """Tick all or none."""
        for chip in self.chips:
            chip.setChecked(on)
        self.changed.emit()

    def set_chosen(self, keys: Sequence[str]) -> None:
        """Tick exactly these."""
        for chip in self.chips:
            chip.setChecked(chip.tick.key in keys)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self.columns, Qt.Key.Key_Down: self.columns}
        at = next((i for i, chip in enumerate(self.chips) if chip.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if at is None or step is None or not 0 <= at + step < len(self.chips):
            super().keyPressEvent(event)
        else:
            self.chips[at + step].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        least = max([theme.px(150), *(round(needed_width(chip.tick)) for chip in self.chips)])
        columns = min(self.most_columns, max(1, (self.width() + 8) // (least + 8)))
        if columns == self.columns:
            return
        self.columns = columns
        for at in range(self.most_columns):
            self.grid.setColumnStretch(at, 1 if at < columns else 0)
        for at, chip in enumerate(self.chips):
            self.grid.addWidget(chip, at // columns, at % columns)
            chip.show()
        self.updateGeometry()


def needed_width(tick: Tick) -> float:
    """Return the width in which neither the name nor the tail is cut, in px."""
    tail = 8 + theme.text_width(tick.tail, "small") if tick.tail else 0
    return 34 + theme.text_width(tick.words) + tail + 10
