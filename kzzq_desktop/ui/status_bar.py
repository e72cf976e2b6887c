"""The status bar: office and clerk at the left, what was saved and 撤销 at the right."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from kzzq_desktop.base import clock
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.layout import Item, hold, row, vrule
from kzzq_desktop.ui.parts.text import Picture, label, set_mark, set_tone

TINTS = {"ok": ("check", "teal"), "due": ("clock", "amber"), "over": ("alert", "red"), "": ("info", "ink3")}


class StatusBar(QFrame):
    """Signals: undo_asked(), saves_asked(), exchange_asked()."""

    undo_asked = Signal()
    exchange_asked = Signal()
    saves_asked = Signal()

    def __init__(self, office: str, clerk: str, demo: bool) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self.setFixedHeight(theme.height("status"))
        self.mark = Picture("check", "teal", 14)
        self.words = label("都已保存", tone="ok")
        self.undo = link_button("撤销", self.undo_asked.emit)
        self.undo.setToolTip("撤销刚才的保存  Ctrl+Z")
        self.undo.hide()
        self.saves = link_button("保存记录…", self.saves_asked.emit)
        self.saves.setToolTip("看以前的每一次保存，可以整体撤销")
        self.stick = link_button("", self.exchange_asked.emit, "stick")
        self.stick_words = ("", "")
        self.stick.hide()
        left: list[Item] = [
            Picture("pin", "ink3", 14),
            label(office),
            vrule(),
            Picture("member", "ink3", 14),
            label(f"操作员 {clerk}"),
        ]
        if demo:
            left += [vrule(), Picture("info", "amber", 14), label("演示数据，人名都是虚构的", tone="due")]
        right = hold(row(self.mark, self.words, self.undo, self.saves, self.stick, gap=6))
        self.parts = hold(row(*left, gap=10)), right
        self.setLayout(row(self.parts[0], None, right, gap=10, margins=(16, 1, 12, 2)))
        self.back = QTimer(self)
        self.back.setSingleShot(True)
        self.back.setInterval(12_000)
        self.back.timeout.connect(self._show_state)
        self.state, self.can_undo = "都已保存", False

    def show_exchange(self, words: str, tone: str = "", short: str = "") -> None:
        """Say how the exchange by stick stands ("" hides it); `short` where there is no room for all words. Tones: due over."""
        self.stick_words = (words, short) if words else ("", "")
        set_mark(self.stick, "tone", tone)
        self.stick.show_icon(
            {"due": "clock", "over": "alert"}.get(tone, "stick"), {"due": "amber", "over": "red"}.get(tone, "ink3")
        )
        self.stick.setToolTip(f"{words}，点开U盘交换" if words else "")
        self._fit_stick()

    def minimumSizeHint(self) -> QSize:
        """Return the least size without the words of the exchange: they never keep the window wide."""
        least = super().minimumSizeHint()
        return least if self.stick.isHidden() else QSize(least.width() - self.stick.sizeHint().width() - 6, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of the exchange as there is room for."""
        super().resizeEvent(event)
        self._fit_stick()

    def _fit_stick(self) -> None:
        """Show the longest words that fit beside the rest, none where no words do."""
        for words in dict.fromkeys(words for words in self.stick_words if words):
            self.stick.set_words(words)
            self.stick.show()
            if sum(part.sizeHint().width() for part in self.parts) + 48 <= self.width():
                return
        self.stick.hide()

    def saved(self, words: str, can_undo: bool) -> None:
        """Say what was saved, and when."""
        self.state = f"已保存 {clock.local(clock.now_text()).strftime('%H:%M')}"
        self.tell(f"{self.state}　{words}" if words else self.state, "ok")
        self.can_undo = can_undo
        self.undo.setVisible(can_undo)
        self._fit_stick()

    def tell(self, words: str, tone: str = "ok") -> None:
        """Say something for a while; 撤销 does not stand beside what it would not take back (an export, a print)."""
        icon, tint = TINTS[tone]
        self.mark.show_icon(icon, tint)
        self.words.setText(words)
        set_tone(self.words, tone)
        self.undo.hide()
        self.back.start()
        self._fit_stick()

    def _show_state(self) -> None:
        self.mark.show_icon("check", "teal")
        self.words.setText(self.state)
        self.undo.setVisible(self.can_undo)
        set_tone(self.words, "ok")
        self._fit_stick()
