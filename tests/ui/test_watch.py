"""Sticks are looked for every two seconds while the widget shows; a drive that fails is asked again, never twice at once."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.ui.exchange.watch import EVERY_MS, StickWatch
from tests.ui.exchange_door import Stick
from tests.ui.exchange_page import settle

Show = Callable[..., QWidget]


class Drives:
    """Drives that answer, or fail; how often they were asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.fails = False
        self.there: tuple[Stick, ...] = ()

    def sticks(self) -> tuple[Stick, ...]:
        self.asked += 1
        if self.fails:
            raise OSError
        return self.there


def test_only_a_change_is_told(shown: Show, qtbot: QtBot) -> None:
    drives, told = Drives(), []
    widget = QWidget()
    watch = StickWatch(widget, drives.sticks)
    watch.changed.connect(told.append)
    shown(widget)
    settle(qtbot)
    assert (told, watch.timer.interval(), watch.timer.isActive()) == ([()], EVERY_MS, True)
    watch.look()
    settle(qtbot)
    drives.there = (Stick(Path("/media/a")),)
    watch.look()
    settle(qtbot)
    assert told == [(), drives.there]


def test_a_failing_drive_is_no_news_and_is_asked_again(shown: Show, qtbot: QtBot) -> None:
    drives, told = Drives(), []
    drives.fails = True
    widget = QWidget()
    watch = StickWatch(widget, drives.sticks)
    watch.changed.connect(told.append)
    shown(widget)
    settle(qtbot)
    assert (told, watch.asking) == ([], False)
    drives.fails = False
    watch.look()
    watch.look()
    settle(qtbot)
    assert (told, drives.asked) == ([()], 2)


def test_a_hidden_widget_asks_nothing(shown: Show, qtbot: QtBot) -> None:
    drives = Drives()
    widget = shown(QWidget())
    watch = StickWatch(widget, drives.sticks)
    assert not watch.timer.isActive()
    widget.hide()
    widget.show()
    settle(qtbot)
    assert drives.asked == 1
    widget.hide()
    assert not watch.timer.isActive()
