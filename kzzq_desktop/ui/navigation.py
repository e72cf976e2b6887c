"""The navigation at the left: icon and word, Ctrl+1…9; only icons (with tooltips) in a narrow window."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.brand import Brand
from kzzq_desktop.ui.parts.buttons import shortcut
from kzzq_desktop.ui.parts.fit import Fit
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import Screen
from kzzq_desktop.ui.tokens import WIDTH

MOST_NUMBER = 999


class Navigation(QFrame):
    """Signal `asked(key)` when the clerk chooses a screen."""

    asked = Signal(str)

    def __init__(self, screens: Sequence[Screen]) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self.items: dict[str, Item] = {}
        self.group = QButtonGroup(self)
        for at, screen in enumerate(screens):
            item = Item(screen, at + 1)
            item.clicked.connect(lambda _=False, key=screen.key: self.asked.emit(key))
            self.group.addButton(item)
            self.items[screen.key] = item
        *upper, foot = self.items.values()
        self.name = label("联系户", "head")
        head = hold(row(Brand(), self.name, None, gap=10, margins=(6, 0, 0, 0)))
        self.setLayout(column(head, 16, *upper, None, foot, gap=2, margins=(12, 14, 12, 12)))
        self.set_narrow(False)

    def choose(self, key: str) -> None:
        """Mark a screen as the open one."""
        self.items[key].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or words too; the words' width follows the text size."""
        self.narrow = narrow
        self.name.setHidden(narrow)
        words = max((item.needed_width() for item in self.items.values()), default=0) + 26
        self.setFixedWidth(WIDTH["nav_narrow"] if narrow else max(WIDTH["nav"], round(words)))
        for item in self.items.values():
            item.set_narrow(narrow)

    def badge(self, key: str, number: int) -> None:
        """Show a small number beside a word, 0 for none."""
        if key in self.items:
            self.items[key].set_number(number)
            self.set_narrow(self.narrow)


class Item(QAbstractButton):
    """One entry: the open one is white with a red mark at its left."""

    def __init__(self, screen: Screen, place: int) -> None:
        super().__init__()
        self.screen_entry, self.place = screen, place
        self.narrow, self.number = False, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(theme.height("nav"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        shortcut(self, f"Ctrl+{place}", self.click, everywhere=True)
        self._name()

    def set_narrow(self, narrow: bool) -> None:
        """Stand as an icon, or with the word."""
        self.narrow = narrow
        self._name()
        self.update()

    def set_number(self, number: int) -> None:
        """Show a number, 0 for none."""
        self.number = number
        self._name()
        self.update()

    def needed_width(self) -> float:
        """Return the width in which the word and its number (of two digits at least) show, in px."""
        number = max(theme.text_width("88", "small"), theme.text_width(self.number_words(), "small"))
        return 42 + theme.text_width(self.screen_entry.word, "strong") + 8 + number + 10

    def number_words(self) -> str:
        """Return the number as it is shown."""
        return f"{MOST_NUMBER}+" if self.number > MOST_NUMBER else str(self.number or "")

    def sizeHint(self) -> QSize:
        return QSize(40 if self.narrow else round(self.needed_width()), theme.height("nav"))

    def fits(self) -> list[Fit]:
        """Return the word and its room."""
        return [] if self.narrow else [Fit(self.screen_entry.word, self.needed_width(), self.width())]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, high = self.isChecked(), self.height()
        painter.setPen(QPen(theme.colour("line"), 1) if on else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface" if on else "track") if on or self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("red"))
            painter.drawRoundedRect(QRectF(3, high / 2 - 9, 3, 18), 1.5, 1.5)
        tint = "ink" if on else "ink2"
        left = (self.width() - 20) / 2 if self.narrow else 11
        painter.drawPixmap(QPointF(left, high / 2 - 9.5), icons.pixmap(self.screen_entry.icon, tint, 20))
        if not self.narrow:
            self._paint_word(painter, tint)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_word(self, painter: QPainter, tint: str) -> None:
        font = theme.font("strong")
        if self.isChecked():
            font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.colour(tint))
        painter.drawText(QRectF(42, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.screen_entry.word)
        if self.number:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("ink3"))
            room = QRectF(0, 0, self.width() - 12, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.number_words())

    def _name(self) -> None:
        number = f"，{self.number} 件" if self.number else ""
        self.setAccessibleName(f"{self.screen_entry.word}{number}")
        self.setToolTip(f"{self.screen_entry.word}  Ctrl+{self.place}" if self.narrow else f"Ctrl+{self.place}")
