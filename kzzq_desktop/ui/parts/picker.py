"""A box in which the clerk finds one thing by typing: characters, pinyin or initials; arrows walk, Enter takes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from kzzq_desktop.ui import icons, theme
from kzzq_desktop.ui.parts.hits import Hit, HitList
from kzzq_desktop.ui.parts.text import set_mark

Find = Callable[[str], Sequence[Hit]]


class Picker(QLineEdit):
    """`find(typed)` returns the hits, "" all of them (or the likeliest). Signal `picked(key)` when the clerk takes one.

    Text that was not taken is put back when the focus leaves. `value()` is the key taken, "" for none.
    """

    picked = Signal(str)
    list_kind: type[HitList] = HitList

    def __init__(self, find: Find, hint: str = "", *, filter_box: bool = False, may_be_empty: bool = True) -> None:
        super().__init__()
        self.finds, self.may_be_empty = find, may_be_empty
        self.taken = Hit("", "")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("role", "filter" if filter_box else "picker")
        self.arrow = self.addAction(icons.icon("chev-down", "ink2", 16), QLineEdit.ActionPosition.TrailingPosition)
        self.arrow.triggered.connect(self.drop_down)
        self.list = self.list_kind(self)
        self.list.chosen.connect(self._take)
        self.textEdited.connect(self._search)
        theme.worn.changed.connect(self._draw)

    def value(self) -> str:
        """Return the key taken, or ""."""
        return self.taken.key

    def is_loose(self) -> bool:
        """Return whether words stand in the box that were not taken from the list."""
        return self.text().strip() not in ("", self.taken.words)

    def pick(self, key: str, words: str = "") -> None:
        """Take a key without a signal; its words are looked up when not given."""
        found = Hit(key, words) if words or not key else next((hit for hit in self.finds("") if hit.key == key), Hit("", ""))
        self.taken = found
        self.setText(found.words)
        self.setCursorPosition(0)
        set_mark(self, "wrong", "")

    def drop_down(self) -> None:
        """Show everything that can be taken."""
        self.setFocus()
        self.selectAll()
        self.list.show_hits(self.finds(""), "没有可选的")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take or leave the list."""
        key = event.key()
        open_now = not self.list.isHidden()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if open_now:
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.drop_down()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and open_now and self.list.take():
            event.accept()
        elif key == Qt.Key.Key_Escape and open_now:
            self._put_back()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list by a click."""
        super().mousePressEvent(event)
        if self.list.isHidden():
            self.drop_down()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what is exact, put back what is not."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return
        typed = self.text().strip()
        if typed and typed != self.taken.words:
            exact = [hit for hit in self.finds(typed) if hit.words == typed]
            if len(exact) == 1:
                self._take(exact[0])
        self._put_back()

    def _search(self, typed: str) -> None:
        if not typed.strip() and self.may_be_empty and self.taken.key:
            self._take(Hit("", ""))
        self.list.show_hits(self.finds(typed.strip()), "没有找到")

    def _take(self, hit: Hit) -> None:
        self.taken = hit
        self.setText(hit.words)
        self.setCursorPosition(0)
        self.list.hide()
        self.picked.emit(hit.key)

    def _put_back(self) -> None:
        self.list.hide()
        if self.text() != self.taken.words:
            self.setText(self.taken.words)
        self.setCursorPosition(0)

    def _draw(self) -> None:
        self.arrow.setIcon(icons.icon("chev-down", "ink2", 16))


def among(choices: Sequence[tuple[Hit, str]]) -> Find:
    """Return a find function over a short fixed list: each hit with its search text (words, pinyin, initials; lower case)."""

    def find(typed: str) -> list[Hit]:
        wanted = typed.lower().split()
        if not wanted:
            return [hit for hit, _ in choices]
        hits = [hit for hit, keys in choices if all(word in keys or word in hit.words.lower() for word in wanted)]
        return sorted(hits, key=lambda hit: not hit.words.lower().startswith(wanted[0]))

    return find
