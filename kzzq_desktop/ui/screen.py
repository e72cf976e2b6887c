"""What a screen is to the window, and the window to a screen.

A screen's module builds one page:

    def build(desk: Desk, window: WindowApi) -> Page: …

and stands in SCREENS (ui/screens/__init__.py) as Screen(key, word, icon, build). Pages are built when first opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kzzq_desktop.services.desk import Desk


class WindowApi(Protocol):
    """What a page may ask of the window."""

    def is_narrow(self) -> bool:
        """Return whether the window is narrower than 1200 px."""

    def open(self, screen: str, place: str = "") -> None:
        """Open another screen at a record's id.

        "grids", "households" and "members" also take a village's 12-digit code, "grids" a township's, "duty" a grid's id or
        a month of something (`services.find_paper.log_place`).
        """

    def saved(self, unit_id: str, words: str) -> None:
        """Say that something was saved (state and 撤销 in the status bar); the open page and stale ones refresh."""

    def tell(self, words: str, tone: str = "ok") -> None:
        """Say something in the status bar that needs no answer."""

    def refresh(self) -> None:
        """Show everything anew."""

    def badge(self, screen: str, number: int) -> None:
        """Show a small number beside a screen's word, 0 for none."""

    def restyle(self) -> None:
        """Build the window anew after a change of text size."""


class Page(QWidget):
    """One screen's widget; override what applies."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")

    def refresh(self) -> None:
        """Show what is in the store now; keep what the clerk has chosen or typed."""

    def open_at(self, place: str) -> None:
        """Go to a record or a place inside the screen."""

    def start(self) -> None:
        """Put the keyboard where work begins."""

    def leave(self) -> bool:
        """Return whether the clerk may go: False keeps him here (unsaved words he wants to keep)."""
        return True

    def fit_width(self, narrow: bool) -> None:
        """Arrange for a window narrower than 1200 px, or wide again."""


@dataclass(frozen=True, slots=True)
class Screen:
    """An entry of the navigation; `build(desk, window)` is called when it is first opened."""

    key: str
    word: str
    icon: str
    build: Callable[[Desk, WindowApi], Page]
