"""The window: screens by keyboard, built when opened, saved state, undo, narrow and dark, the demonstration marked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.exchange_views import ExchangeStatus
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import grid_sizes, save_grid_sizes
from kzzq_desktop.ui import ask, background, memory, theme
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import Page, Screen, WindowApi
from kzzq_desktop.ui.window import MainWindow, day_words

Show = Callable[..., QWidget]


class Sheet(Page):
    """A page that notes what the window does to it."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.calls: list[str] = []
        self.may_leave = True
        self.box = QLineEdit()
        self.setLayout(column(label(key), self.box))

    def refresh(self) -> None:
        self.calls.append("refresh")

    def open_at(self, place: str) -> None:
        self.calls.append(f"at {place}")

    def start(self) -> None:
        self.calls.append("start")
        self.box.setFocus()

    def leave(self) -> bool:
        return self.may_leave

    def fit_width(self, narrow: bool) -> None:
        self.calls.append("narrow" if narrow else "wide")


def a_screen(key: str, word: str, icon: str) -> Screen:
    return Screen(key, word, icon, lambda _desk, _window: Sheet(key))


SCREENS = (a_screen("grids", "网格", "grids"), a_screen("households", "住户", "home"), a_screen("settings", "设置", "gear"))


@pytest.fixture
def window(desk: Desk, shown: Show) -> MainWindow:
    made = MainWindow(desk, SCREENS)
    made.open("grids")
    shown(made, 1366, 768)
    return made


def page(window: MainWindow, key: str) -> Sheet:
    found = window.pages[key]
    assert isinstance(found, Sheet)
    return found


def test_screens_are_built_when_first_opened(window: MainWindow) -> None:
    assert list(window.pages) == ["grids"]
    window.open("households")
    assert list(window.pages) == ["grids", "households"]
    first = window.pages["households"]
    window.open("grids")
    window.open("households")
    assert window.pages["households"] is first


def test_ctrl_and_a_digit_opens_a_screen(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (window.current, window.navigation.items["households"].isChecked()) == ("households", True)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "settings"


def test_a_click_opens_a_screen_and_the_keyboard_is_where_work_begins(window: MainWindow) -> None:
    window.navigation.items["households"].click()
    assert QApplication.focusWidget() is page(window, "households").box


def test_a_place_is_passed_on(window: MainWindow) -> None:
    window.open("households", "a" * 32)
    assert page(window, "households").calls[-1] == "at " + "a" * 32


def test_a_page_with_unsaved_words_keeps_the_clerk(window: MainWindow) -> None:
    page(window, "grids").may_leave = False
    window.navigation.items["households"].click()
    assert (window.current, window.navigation.items["grids"].isChecked()) == ("grids", True)
    closing = QCloseEvent()
    window.closeEvent(closing)
    assert not closing.isAccepted()


def test_a_save_refreshes_the_open_page_now_and_the_others_when_opened(window: MainWindow) -> None:
    window.open("households")
    window.open("grids")
    for key in ("grids", "households"):
        page(window, key).calls.clear()
    window.saved("a:1", "登记履职")
    assert (page(window, "grids").calls, page(window, "households").calls) == (["refresh"], [])
    window.open("households")
    assert "refresh" in page(window, "households").calls
    page(window, "households").calls.clear()
    window.open("grids")
    window.open("households")
    assert "refresh" not in page(window, "households").calls


def test_f5_shows_everything_anew(window: MainWindow) -> None:
    page(window, "grids").calls.clear()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page(window, "grids").calls == ["refresh"]


def test_the_last_save_is_undone_and_restored(
    window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "confirm", lambda *_words, **_more: True)
    assert window.status.undo.isHidden()
    window.saved(save_grid_sizes(desk, GridSizes(12, 10, 15)), "每格户数")
    assert window.status.undo.isVisible()
    assert "每格户数" in window.status.words.text()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: grid_sizes(desk) == GridSizes(10, 8, 12) and not background.is_busy(), timeout=5000)
    assert window.status.undo.accessibleName() == "恢复"
    window.undo()
    qtbot.waitUntil(lambda: grid_sizes(desk) == GridSizes(12, 10, 15) and not background.is_busy(), timeout=5000)


def test_undo_asks_first(window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _parent, question, *_words, **_more: bool(asked.append(question)))
    window.undo()
    assert asked == []
    window.saved(save_grid_sizes(desk, GridSizes(12, 10, 15)), "每格户数")
    window.undo()
    assert (len(asked), grid_sizes(desk).target) == (1, 12)


def test_a_narrow_window_shows_icons_with_tooltips(window: MainWindow) -> None:
    assert window.navigation.width() >= 152
    window.resize(1093, 600)
    QApplication.processEvents()
    assert window.navigation.width() == 64
    item = window.navigation.items["households"]
    assert "住户" in item.toolTip()
    assert item.accessibleName() == "住户"
    assert page(window, "grids").calls[-1] == "narrow"
    window.resize(1366, 768)
    QApplication.processEvents()
    assert page(window, "grids").calls[-1] == "wide"


def test_badges_are_shown_and_spoken(window: MainWindow) -> None:
    window.badge("households", 14)
    assert window.navigation.items["households"].accessibleName() == "住户，14 件"
    window.badge("households", 0)
    window.badge("nothing", 3)
    assert window.navigation.items["households"].accessibleName() == "住户"


def test_words_in_the_status_bar_go_and_the_state_stays(window: MainWindow) -> None:
    window.saved("", "改名")
    window.tell("先选一个网格", "due")
    assert window.status.words.text() == "先选一个网格"
    window.status.back.timeout.emit()
    assert window.status.words.text().startswith("已保存 ")
    assert window.status.undo.isHidden()


@pytest.mark.parametrize("demo", [False, True])
def test_the_demonstration_is_marked(demo: bool, desk: Desk, shown: Show) -> None:
    made = MainWindow(replace(desk, office=replace(desk.office, demo=demo)), SCREENS)
    made.open("grids")
    shown(made, 1366, 768)
    words = " ".join(found.text() for found in made.findChildren(QLabel))
    assert ("演示数据" in words) is demo
    assert ("演示" in made.windowTitle()) is demo


def test_office_clerk_and_day_are_shown(window: MainWindow) -> None:
    words = [found.text() for found in window.findChildren(QLabel)]
    assert {"舍伯吐镇党建办", "操作员 萨仁高娃", day_words()} <= set(words)


def test_a_new_text_size_builds_the_open_screen_anew(window: MainWindow) -> None:
    window.open("households")
    before = window.pages["households"]
    theme.wear(theme.Look("huge", "light"))
    window.restyle()
    assert (window.current, list(window.pages)) == ("households", ["households"])
    assert window.pages["households"] is not before
    assert window.status.height() == theme.height("status")


def test_the_frame_follows_the_dark(window: MainWindow) -> None:
    theme.wear(theme.Look("normal", "dark"))
    QApplication.processEvents()
    assert window.grab().toImage().pixelColor(10, 400).name().upper() == theme.hexa("nav")


def test_closing_remembers_the_size(desk: Desk, shown: Show) -> None:
    memory.keep("window", [780, 560, False])
    window = MainWindow(desk, SCREENS)
    window.take_size()
    assert (window.width(), window.height()) == (max(780, window.minimumWidth()), 560)
    window.open("grids")
    window.setWindowState(Qt.WindowState.WindowNoState)
    shown(window, 950, 520)
    window.close()
    assert memory.recall("window") == [950, 520, False]


def test_a_window_never_opens_larger_than_the_screen(desk: Desk) -> None:
    memory.keep("window", [9000, 9000, False])
    room = MainWindow(desk, SCREENS).screen().availableGeometry()
    window = MainWindow(desk, SCREENS)
    window.take_size()
    assert (window.width() <= max(room.width(), 900), window.height() <= max(room.height(), 500)) == (True, True)
    memory.keep("window", "odd")
    window.take_size()
    assert window.isMaximized() == (room.width() <= 1366)


def test_a_screen_may_tell_the_window_everything(window: MainWindow) -> None:
    """MainWindow is what screens know as WindowApi."""
    api: WindowApi = window
    assert api.is_narrow() is False
    with pytest.raises(StopIteration):
        api.open("nothing")


def test_an_error_of_an_undo_is_shown(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from kzzq_desktop.ui import errors

    seen: list[BaseException] = []
    monkeypatch.setattr(ask, "confirm", lambda *_words, **_more: True)
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: seen.append(error))
    window.last_unit = "0000000000000000:1"
    window.undo()
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert isinstance(seen[0], AppError)


def test_the_exchange_is_said_after_each_save_and_leads_to_its_screen(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    told = [(0, "U盘 今天交换"), (3, "U盘 6天前交换")]

    def ask_status() -> ExchangeStatus:
        waiting, words = told.pop(0) if len(told) > 1 else told[0]
        return ExchangeStatus(True, False, (), 2, "", "2099-01-01", 0, waiting, 0, 0, words)

    screens = (*SCREENS[:2], a_screen("exchange", "U盘交换", "stick"), SCREENS[2])
    window = MainWindow(desk, screens, ask_status)
    shown(window, 1366, 768)
    window.open("grids")
    qtbot.waitUntil(lambda: window.status.stick.text().strip() == "U盘 今天交换", timeout=5000)
    window.saved("", "改名")
    qtbot.waitUntil(lambda: window.status.stick.text().strip() == "U盘 6天前交换", timeout=5000)
    assert window.navigation.items["exchange"].number == 3
    window.status.stick.click()
    assert window.current == "exchange"


def test_an_office_that_takes_no_part_says_nothing_of_sticks(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    alone = ExchangeStatus(False, False, (), 2, "", "", 0, 0, 0, 0, "不说")
    window = MainWindow(desk, SCREENS, lambda: alone)
    shown(window, 1366, 768)
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=5000)
    QApplication.processEvents()
    assert window.status.stick.isHidden()
