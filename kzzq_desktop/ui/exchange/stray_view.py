"""A record that a site sent though it is not of its township: the banner's clerk lets it in or leaves it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from kzzq_desktop.domain.exchange_views import Stray
from kzzq_desktop.ui.exchange.words import moment_words
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.layout import column, note_strip, row, rule, scroll
from kzzq_desktop.ui.parts.text import label

WHY = "这一条从来不归它管，所以先放在一边，没有改动台账。认识这件事的话，可以收下；不认识的，不要收。"


class StrayView(QFrame):
    """Signal `decided(stray, accept)`."""

    decided = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.stray: Stray | None = None
        self.title, self.detail = label("", "head", wrap=True), label("", "second", wrap=True)
        self.said = label("", wrap=True)
        self.leave = button("不要它(&N)", lambda: self._decide(accept=False))
        self.accept = main_button("收下", lambda: self._decide(accept=True))
        why = note_strip(WHY, icon="info")
        body = scroll(column(self.said, why, None, gap=12, margins=(20, 0, 20, 12)))
        head = column(self.title, self.detail, gap=0, margins=(20, 14, 20, 12))
        foot = row(None, self.leave, self.accept, gap=8, margins=(16, 10, 20, 10))
        self.setLayout(column(head, (body, 1), rule(), foot, gap=0))

    def show_stray(self, stray: Stray) -> None:
        """Show a record that waits."""
        self.stray = stray
        self.title.setText(stray.title)
        self.detail.setText(stray.detail)
        self.said.setText(f"{stray.site} {moment_words(stray.at)}用U盘送来了这一条的改动。")

    def focus(self) -> None:
        """Put the keyboard on what changes nothing."""
        self.leave.setFocus()

    def _decide(self, *, accept: bool) -> None:
        if self.stray is not None:
            self.decided.emit(self.stray, accept)
