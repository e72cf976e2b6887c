"""Buttons: main (one per screen), plain, quiet, link, phrase; and keyboard shortcuts.

Words may carry a mnemonic (`保存(&S)`); one that opens a dialog ends in …; an icon stands left of words, never alone.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from kzzq_desktop.ui import icons, theme

TINTS = {"main": "main_ink", "link": "teal", "": "ink2", "quiet": "ink2", "phrase": "ink2"}


class Button(QPushButton):
    """A push button whose icon follows the theme."""

    def __init__(self, words: str, role: str = "", icon: str = "") -> None:
        super().__init__()
        self.icon_name = icon
        self.role = role
        self.tint = TINTS.get(role, "ink2")
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setIconSize(QSize(16, 16))
        self.set_words(words)
        if role == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follows = False
        if icon:
            self.show_icon(icon)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self.setText(f" {words}" if self.icon_name else words)
        self.setAccessibleName(words.split("(&", maxsplit=1)[0].replace("&", "").rstrip("…"))

    def show_icon(self, icon: str, tint: str = "") -> None:
        """Show another icon, "" for none, in another tint when one is given."""
        self.icon_name, self.tint = icon, tint or self.tint
        if not self.follows:
            self.follows = True
            theme.worn.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        if not self.icon_name:
            self.setIcon(QIcon())
        else:
            self.setIcon(icons.icon(self.icon_name, self.tint, 16, "ink2" if self.role == "main" else "off"))


def button(
    words: str, act: Callable[[], object] | None = None, *, role: str = "", icon: str = "", tip: str = "", key: str = ""
) -> Button:
    """Return a button that calls `act`; `key` ("Ctrl+N") is shown in its tooltip and works in the button's window."""
    made = Button(words, role, icon)
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    if key:
        shortcut(made, key, made.click, everywhere=True)
    if tip or key:
        made.setToolTip(f"{tip or made.accessibleName()}  {key}".strip())
    return made


def main_button(words: str, act: Callable[[], object] | None = None, icon: str = "", key: str = "") -> Button:
    """Return the red button of a screen: one only."""
    return button(words, act, role="main", icon=icon, key=key)


def quiet_button(words: str, act: Callable[[], object] | None = None, icon: str = "", key: str = "") -> Button:
    """Return a button without border, for a tool row."""
    return button(words, act, role="quiet", icon=icon, key=key)


def link_button(words: str, act: Callable[[], object] | None = None, icon: str = "") -> Button:
    """Return teal words that open a place."""
    return button(words, act, role="link", icon=icon)


def phrase_button(words: str, act: Callable[[], object] | None = None) -> Button:
    """Return a small button that puts its words into a text."""
    return button(words, act, role="phrase")


def shortcut(owner: QWidget, key: str, act: Callable[[], object], everywhere: bool = False) -> QShortcut:
    """Call `act` on `key` while the focus is in `owner` (or anywhere in its window)."""
    context = Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
    made = QShortcut(QKeySequence(key), owner)
    made.setContext(context)
    made.activated.connect(act)
    return made
