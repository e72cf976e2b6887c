"""The real window around the screen 履职, and its keys counted."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.screen import Screen
from kzzq_desktop.ui.screens import duty, settings
from kzzq_desktop.ui.screens.duty import DutyPage
from kzzq_desktop.ui.window import MainWindow


@dataclass
class Keyboard:
    """Presses real keys on whatever holds the focus; words are typed but not counted."""

    window: MainWindow
    presses: int = 0

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            for one in key if isinstance(key, str) else (key,):
                self.presses += 1
                self._send(one)

    def type_words(self, words: str) -> None:
        """What an input method gives: committed text."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def _send(self, one: Qt.Key | str) -> None:
        held = QApplication.focusWidget()
        assert held is not None
        (QTest.keyClicks if isinstance(one, str) else QTest.keyClick)(held, one)
        QApplication.processEvents()


def open_window(qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1366, 697), look: str = "normal") -> MainWindow:
    if theme.worn.look.size != look:
        theme.wear(theme.Look(look, "light"))
    screens = [Screen("duty", "履职", "duty", duty.build), Screen("settings", "设置", "gear", settings.build)]
    window = MainWindow(desk, screens)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.open("duty")
    QApplication.processEvents()
    return window


def page_of(window: MainWindow) -> DutyPage:
    page = window.pages["duty"]
    assert isinstance(page, DutyPage)
    return page


def dialog_of() -> QDialog:
    """The dialog that stands above the window."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog
