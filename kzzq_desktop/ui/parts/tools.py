"""Buttons at the right of a head row. Where there is no room the least ones move into a 更多 menu, and come back."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from kzzq_desktop.ui.parts.buttons import quiet_button

GAP = 8


class ToolRow(QWidget):
    """`tools` leave in their order, the first one first; `kept` (the main or plain one) always stays, at the right end."""

    def __init__(self, tools: Sequence[QPushButton], *kept: QPushButton) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tools, self.kept = list(tools), list(kept)
        self.more = quiet_button("更多", self.open_menu, "more")
        for one in (self.more, *self.tools, *self.kept):
            one.setParent(self)
        self.left: list[QPushButton] = []

    def sizeHint(self) -> QSize:
        """Return the room of all buttons."""
        return QSize(_wide([*self.tools, *self.kept]), self._high())

    def minimumSizeHint(self) -> QSize:
        """Return the room of what always stays, and of 更多."""
        return QSize(_wide([*([self.more] if self.tools else []), *self.kept]), self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        shown = list(self.tools)
        while shown and _wide([*self._before(shown), *shown, *self.kept]) > self.width():
            shown.pop(0)
        self.left = [one for one in self.tools if one not in shown]
        line = [*self._before(shown), *shown, *self.kept]
        at = self.width() - _wide(line)
        for one in (self.more, *self.tools):
            one.setVisible(one in line)
        for one in line:
            hint = one.sizeHint()
            one.setGeometry(at, (self.height() - hint.height()) // 2, hint.width(), hint.height())
            at += hint.width() + GAP

    def open_menu(self) -> None:
        """Offer what has no room."""
        menu = QMenu(self)
        for one in self.left:
            entry = menu.addAction(one.icon(), one.text().strip())
            entry.setEnabled(one.isEnabled())
            entry.triggered.connect(one.click)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _before(self, shown: Sequence[QPushButton]) -> list[QPushButton]:
        """Return 更多 when some have left."""
        return [self.more] if len(shown) < len(self.tools) else []

    def _high(self) -> int:
        return max(one.sizeHint().height() for one in (self.more, *self.tools, *self.kept))


def _wide(buttons: Sequence[QPushButton]) -> int:
    """Return the room of buttons beside one another, in px."""
    return sum(one.sizeHint().width() for one in buttons) + GAP * max(0, len(buttons) - 1)
