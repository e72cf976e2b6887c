"""The search box of the frame: finds any household, resident, member or grid as the clerk types, and a paper by its code.

Down and up walk the hits, Enter opens one, Esc goes back to where the keyboard was.
"""

from collections.abc import Callable, Sequence
from weakref import ref

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from kzzq_desktop.services.find import KIND_WORDS, PLACE_WORDS, FoundRow
from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.hits import Hit, HitList

HINTS = (
    "找住户、家庭成员、党员、网格：姓名、拼音首字母、电话或证件尾号",
    "找住户、党员、网格：姓名、拼音首字母、电话或证件尾号",
    "姓名、拼音首字母、电话或证件尾号",
    "姓名、首字母、尾号",
)
AROUND = 48  # what the glass and the padding take of the box's width
SCREEN_OF = {
    "household": "households", "resident": "households", "member": "members", "grid": "grids",
    "village": "households", "roster": "members", "board": "grids", "log": "duty",
}  # fmt: skip
ICON_OF = {"household": "home", "resident": "people", "member": "member", "grid": "grids"}
ALL_WORDS = {**KIND_WORDS, **PLACE_WORDS}
LIMIT = 30


class SearchBox(QLineEdit):
    """Signal `opened(screen key, record id)`."""

    opened = Signal(str, str)

    def __init__(self, find: Callable[[str, int], Sequence[FoundRow]]) -> None:
        super().__init__()
        self.finds = find
        self.before: ref[QWidget] | None = None
        self.setProperty("role", "search")
        self.setAccessibleName("查找")
        self.setToolTip("也可以扫描或输入纸上的编号，打开印在纸上的那些内容")
        self.setClearButtonEnabled(False)
        self.glass = self.addAction(icons.icon("search", "ink3", 16), QLineEdit.ActionPosition.LeadingPosition)
        self.setMaximumWidth(max(460, round(theme.text_width(HINTS[0])) + AROUND + 8))
        self.setMinimumWidth(round(theme.text_width(HINTS[-1])) + AROUND + 8)
        self.list = HitList(self)
        self.list.chosen.connect(self._open)
        self.late = QTimer(self)
        self.late.setSingleShot(True)
        self.late.setInterval(0)
        self.late.timeout.connect(self.search)
        self.textEdited.connect(self._typed)
        theme.worn.changed.connect(self._draw)
        theme.application().focusChanged.connect(self._focus_moved)

    def _typed(self) -> None:
        self.late.start()

    def ask(self) -> None:
        """Take the keyboard (Ctrl+F) and remember where it was."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def search(self) -> None:
        """Show what the words find."""
        words = self.text().strip()
        if not words:
            self.list.hide()
            return
        rows = self.finds(words, LIMIT)
        self.list.show_hits([hit_of(row) for row in rows], "没有找到。可以换拼音首字母，或电话、证件号的后几位。")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, or go back."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.list.isHidden():
                self.search()
            else:
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.late.isActive():
                self.late.stop()
                self.search()
            self.list.take()
        elif key == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of what can be found as there is room for."""
        super().resizeEvent(event)
        room = self.width() - AROUND
        self.setPlaceholderText(next((hint for hint in HINTS if theme.text_width(hint) <= room), HINTS[-1]))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.list.hide()

    def _open(self, hit: Hit) -> None:
        kind, _, record = hit.key.partition(":")
        self.clear()
        self.opened.emit(SCREEN_OF[kind], record)

    def _go_back(self) -> None:
        self.list.hide()
        self.clear()
        before = self.before() if self.before is not None else None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Remember where the keyboard was when it comes here."""
        if now is self and before is not None and before.window() is self.window():
            self.before = ref(before)

    def _draw(self) -> None:
        self.glass.setIcon(icons.icon("search", "ink3", 16))


def hit_of(row: FoundRow) -> Hit:
    """Return a found row as a row of the list."""
    kind, icon = ALL_WORDS.get(row.kind, ""), ICON_OF.get(row.kind, "print")
    return Hit(f"{row.open_kind}:{row.open_id}", row.title, row.detail, kind, icon)
