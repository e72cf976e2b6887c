"""The screen of the exchange over made-up answers, with a window that only remembers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import background
from kzzq_desktop.ui.screens.exchange import ExchangePage
from tests.ui.exchange_door import Answers


class RememberingWindow:
    """A window that remembers what it was told, and refreshes its page as the real one does."""

    def __init__(self) -> None:
        self.page: ExchangePage | None = None
        self.told: list[str] = []
        self.saves: list[tuple[str, str]] = []
        self.opened: list[tuple[str, str]] = []
        self.badges: list[int] = []

    def is_narrow(self) -> bool:
        return False

    def open(self, screen: str, place: str = "") -> None:
        self.opened.append((screen, place))

    def saved(self, unit_id: str, words: str) -> None:
        self.saves.append((unit_id, words))
        self.refresh()

    def tell(self, words: str, tone: str = "ok") -> None:
        self.told.append(words)

    def refresh(self) -> None:
        if self.page is not None:
            self.page.refresh()

    def badge(self, screen: str, number: int) -> None:
        self.badges.append(number)


def opened(
    qtbot: QtBot, desk: Desk, answers: Answers, *, size: tuple[int, int] = (1180, 611), banner: bool = False, narrow: bool = False
) -> ExchangePage:
    """The screen, shown, with everything loaded and the stick looked at."""
    if banner:
        desk = replace(desk, office=replace(desk.office, township="", township_name=""))
    window = RememberingWindow()
    page = ExchangePage(desk, window, answers.door())
    window.page = page
    qtbot.addWidget(page)
    page.resize(*size)
    page.fit_width(narrow)
    page.refresh()
    page.show()
    settle(qtbot)
    return page


def window_of(page: ExchangePage) -> RememberingWindow:
    assert isinstance(page.window_api, RememberingWindow)
    return page.window_api


def settle(qtbot: QtBot) -> None:
    """Wait until nothing runs any more, and what was asked for after it neither."""
    for _ in range(6):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not background.is_busy(), timeout=10_000)
        QApplication.processEvents()


def to_desk(qtbot: QtBot, page: ExchangePage) -> None:
    page.open_at("conflicts")
    settle(qtbot)


def click(qtbot: QtBot, button: QPushButton) -> None:
    button.click()
    settle(qtbot)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """A key to whatever holds the keyboard."""
    QTest.keyClick(QApplication.focusWidget(), key)
    settle(qtbot)


def words_in(widget: QWidget) -> str:
    """All words of the labels that show."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


@contextmanager
def answering(kind: type[QDialog], act: Callable[[QDialog], object]) -> Iterator[list[QDialog]]:
    """Let `act` answer a dialog as soon as it waits for the clerk; what was met stands in the list."""
    met: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog not in met:
            met.append(dialog)
            act(dialog)

    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(look)
    timer.start()
    yield met
    timer.stop()
