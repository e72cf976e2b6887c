"""Ready words under the text: as many buttons as one line holds, all of them in a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import link_button, phrase_button

GAP = 6


class PhraseRow(QWidget):
    """Signals: picked(words), keep_asked() to make the present text a phrase."""

    picked = Signal(str)
    keep_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.height("phrase") + 2)
        self.phrases: tuple[str, ...] = ()
        self.last = ""
        self.buttons: list[QPushButton] = []
        self.more = link_button("常用语…", self._drop_down)
        self.more.setParent(self)

    def show_phrases(self, phrases: Sequence[str], last: str = "") -> None:
        """Offer these, and before them the `last` text to use again."""
        self.phrases, self.last = tuple(phrases), last
        for made in self.buttons:
            made.hide()
            made.deleteLater()
        self.buttons = [self._button("同上一条", last)] if last else []
        self.buttons += [self._button(phrase, phrase) for phrase in self.phrases]
        self._place()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(300, theme.height("phrase") + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._place()

    def _button(self, words: str, said: str) -> QPushButton:
        made = phrase_button(words, lambda: self.picked.emit(said))
        made.setParent(self)
        if words != said:
            made.setToolTip(said)
        return made

    def _place(self) -> None:
        high, wide = theme.height("phrase"), self.width()
        end = self.more.sizeHint().width()
        self.more.setGeometry(wide - end, 1, end, high)
        left = 0
        for made in self.buttons:
            need = max(made.sizeHint().width(), 40)
            made.setVisible(left + need <= wide - end - GAP)
            made.setGeometry(left, 1, need, high)
            left += need + GAP

    def _drop_down(self) -> None:
        menu = QMenu(self)
        for phrase in self.phrases:
            menu.addAction(phrase).triggered.connect(lambda _=False, words=phrase: self.picked.emit(words))
        menu.addSeparator()
        menu.addAction("把现在的内容存为常用语").triggered.connect(lambda _: self.keep_asked.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
