"""The real window around the 住户 and 党员 screens; 网格 and 履职 only remember where they were opened."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.screen import Page, Screen
from kzzq_desktop.ui.screens import households, members
from kzzq_desktop.ui.window import MainWindow
from tests.services.desks import VILLAGE


class Remembering(Page):
    places: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.places = []

    def open_at(self, place: str) -> None:
        self.places.append(place)


def open_window(qtbot: QtBot, desk: Desk, screen: str, size: tuple[int, int] = (1366, 697), look: str = "normal") -> MainWindow:
    theme.dress(QApplication.instance(), theme.Look(size=look, tone="light"))
    screens = [
        Screen("grids", "网格", "grids", lambda _desk, _window: Remembering()),
        Screen("households", "住户", "home", households.build),
        Screen("members", "党员", "member", members.build),
        Screen("duty", "履职", "duty", lambda _desk, _window: Remembering()),
    ]
    window = MainWindow(desk, screens)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    window.open(screen)
    QApplication.processEvents()
    return window


def new_form(qtbot: QtBot, desk: Desk, screen: str) -> tuple[MainWindow, QDialog]:
    """The form of a new one, opened by keyboard while the list shows one village."""
    window = open_window(qtbot, desk, screen)
    page = window.pages[screen]
    page.village.pick(VILLAGE)
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    return window, dialog_of(window)


def dialog_of(window: MainWindow) -> QDialog:
    """The dialog that stands above the window."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.activateWindow()
    QApplication.processEvents()
    assert dialog.isActiveWindow()
    return dialog


def menu_words(window: MainWindow) -> list[str]:
    """The entries of the menu that is open."""
    return [entry.text() for entry in open_menu().actions() if entry.text()]


def choose(words: str) -> None:
    """Choose the entry of the open menu that begins with these words."""
    menu = open_menu()
    entry = next(entry for entry in menu.actions() if entry.text().startswith(words))
    menu.close()
    entry.trigger()
    QApplication.processEvents()


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def cut_words(root: QWidget) -> Iterator[str]:
    """Everything on the screen whose words have less room than they need."""
    for part in root.findChildren(QWidget):
        if not part.isVisible():
            continue
        if hasattr(part, "fits"):
            yield from (f"{type(part).__name__}: {fit.words}" for fit in part.fits() if fit.need > fit.room + 2)
        elif isinstance(part, QPushButton) and part.width() < part.minimumSizeHint().width() - 1:
            yield f"button: {part.text()}"
        elif isinstance(part, QLabel) and part.text() and not part.wordWrap() and part.width() < part.sizeHint().width() - 1:
            yield f"label: {part.text()}"


def type_into(qtbot: QtBot, box: QWidget, words: str) -> None:
    """Type as a clerk does; Chinese comes from the input method in one piece."""
    box.setFocus()
    box.selectAll()
    if words.isascii():
        qtbot.keyClicks(box, words)
    else:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(box, event)
