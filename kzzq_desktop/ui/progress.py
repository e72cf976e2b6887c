"""The dialog that shows how far long work is, and lets the clerk stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label


class ProgressDialog(Dialog):
    """Words, a bar, 取消 (when `cancel` is given); Esc asks to cancel too."""

    def __init__(self, parent: QWidget | None, words: str, cancel: Callable[[], object] | None) -> None:
        super().__init__(parent, words, width=420)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, cancel is not None)
        self.cancel = cancel
        self.leaving = False
        self.step_words = label("请稍候", "second", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        self.stop = button("取消(&C)", self.reject)
        self.stop.setVisible(cancel is not None)
        self.fill(column(label(words, "head"), self.step_words, self.bar, gap=12), None, self.stop)
        self.setMinimumWidth(theme.px(420))

    def show_step(self, done: int, total: int, words: str) -> None:
        """Show a step: `done` of `total`, and what is being done."""
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
        count = f"{done:,} / {total:,}" if total else ""
        if not self.stopped():
            self.step_words.setText("　".join(part for part in (words, count) if part) or "请稍候")

    def stopped(self) -> bool:
        """Return whether the clerk has asked to stop."""
        return not self.stop.isEnabled()

    def reject(self) -> None:
        """Ask the work to stop; the dialog leaves when it has."""
        if self.cancel is not None and not self.stopped():
            self.stop.setEnabled(False)
            self.step_words.setText("正在停下，已做的不会保存")
            self.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing means cancelling, too."""
        if not self.leaving:
            event.ignore()
            self.reject()

    def leave(self) -> None:
        """Close, now that the work has ended."""
        self.leaving = True
        self.done(0)
        self.deleteLater()
