"""An editable list of words: add, rename (F2), take away, move up and down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.parts.buttons import button, quiet_button, shortcut
from kzzq_desktop.ui.parts.layout import column, row


class WordList(QWidget):
    """Signal `changed(words)` after each change by the clerk; each entry may carry a hidden code (its id)."""

    changed = Signal()

    def __init__(self, name: str, longest: int = 40) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.name, self.longest = name, longest
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setProperty("role", "boxed")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMinimumHeight(theme.px(34 * 6))
        self.list.itemDoubleClicked.connect(lambda _item: self.rename())
        self.setLayout(
            column(
                self.list,
                row(
                    button("新增…", self.add, icon="plus"),
                    quiet_button("改名…", self.rename, icon="edit"),
                    quiet_button("上移", lambda: self.move_entry(-1), icon="arrow-up"),
                    quiet_button("下移", lambda: self.move_entry(1), icon="arrow-down"),
                    None,
                    quiet_button("去掉", self.take_away, icon="trash"),
                    gap=4,
                ),
                gap=8,
            )
        )
        shortcut(self, "F2", self.rename)
        shortcut(self, "Delete", self.take_away)
        shortcut(self, "Ctrl+N", self.add)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show (code, words) entries."""
        at = self.list.currentRow()
        self.list.clear()
        for code, words in entries:
            self._append(code, words)
        self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))

    def entries(self) -> tuple[tuple[str, str], ...]:
        """Return (code, words) entries in their order; a new one has no code."""
        items = [self.list.item(at) for at in range(self.list.count())]
        return tuple((str(item.data(Qt.ItemDataRole.UserRole) or ""), item.text()) for item in items)

    def add(self) -> None:
        """Ask for a new entry."""
        words = ask.ask_words(self, f"新增{self.name}", yes="新增")
        if words and self._is_new(words):
            self._append("", words[: self.longest])
            self.list.setCurrentRow(self.list.count() - 1)
            self.changed.emit()

    def rename(self) -> None:
        """Ask for other words for the entry."""
        if self.list.currentRow() < 0:
            return
        item = self.list.currentItem()
        words = ask.ask_words(self, f"改名：{item.text()}", old=item.text())
        if words and words != item.text() and self._is_new(words):
            item.setText(words[: self.longest])
            self.changed.emit()

    def take_away(self) -> None:
        """Take the entry away, after asking."""
        if self.list.currentRow() < 0:
            return
        item, sentence = self.list.currentItem(), "以后登记时不再出现；已经登记的内容不变。"
        if ask.confirm(self, f"去掉“{item.text()}”？", sentence, yes="去掉"):
            self.list.takeItem(self.list.row(item))
            self.changed.emit()

    def move_entry(self, by: int) -> None:
        """Move the entry up or down."""
        at = self.list.currentRow()
        if at >= 0 and 0 <= at + by < self.list.count():
            item = self.list.takeItem(at)
            self.list.insertItem(at + by, item)
            self.list.setCurrentRow(at + by)
            self.changed.emit()

    def _is_new(self, words: str) -> bool:
        return words not in [said for _, said in self.entries()]

    def _append(self, code: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, code)
        self.list.addItem(item)
