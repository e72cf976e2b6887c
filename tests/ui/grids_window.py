"""A window over a small office for tests of the screen 网格; other screens are blank pages that note where they were opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.screen import Page, Screen
from kzzq_desktop.ui.screens import grids as grids_screen
from kzzq_desktop.ui.screens.grids import GridsPage
from kzzq_desktop.ui.window import MainWindow
from tests.services.grid_desk import make_villages

PATIENCE_MS = 6000
NONE = Qt.KeyboardModifier.NoModifier


class Blank(Page):
    """A screen that only notes where it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []

    def open_at(self, place: str) -> None:
        self.places.append(place)


class Hands:
    """Presses keys on whatever holds the keyboard, and counts them."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.presses += 1
        window = focused().window().windowHandle()
        assert window is not None
        QTest.keyClick(window, key, held)  # through the window: shortcuts and mnemonics work as under real hands
        QApplication.processEvents()


def open_window(folder: Path, size: tuple[int, int] = (1366, 768)) -> tuple[MainWindow, GridsPage]:
    """A window at the screen 网格 over an office whose villages are not divided yet."""
    window = window_over(make_villages(folder), size)
    page = window.pages["grids"]
    assert isinstance(page, GridsPage)
    return window, page


def window_over(desk: Desk, size: tuple[int, int] = (1366, 768)) -> MainWindow:
    blank = [
        Screen(key, word, "home", lambda _desk, _window: Blank())
        for key, word in (("duty", "履职"), ("print", "打印"), ("households", "住户"))
    ]
    window = MainWindow(desk, [Screen("grids", "网格", "grids", grids_screen.build), *blank])
    window.resize(*size)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.open("grids")
    QApplication.processEvents()
    return window


def places(window: MainWindow, key: str) -> list[str]:
    """Where a blank screen was opened."""
    page = window.pages[key]
    assert isinstance(page, Blank)
    return page.places


def meanwhile(*steps: Callable[[QWidget], object]) -> None:
    """Do steps to the dialog that opens next, each on the dialog on top at its time; one left open is closed in the end."""
    waiting, seen = list(steps), list[QWidget]()

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and waiting:
            seen.append(dialog)
            QTimer.singleShot(30, go)
            waiting.pop(0)(dialog)
        elif waiting:
            QTimer.singleShot(10, go)

    def close() -> None:
        waiting.clear()
        for dialog in seen:
            if isValid(dialog) and dialog.isVisible():
                dialog.close()

    QTimer.singleShot(10, go)
    QTimer.singleShot(PATIENCE_MS, close)


def focused() -> QWidget:
    """What a key pressed now would reach."""
    held = QApplication.activeModalWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert held is not None
    return held


def dress_up(size: str = "normal") -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.dress(app, theme.Look(size, "light"))
