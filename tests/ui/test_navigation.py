"""The navigation: words whole at every text size, the open one marked in three ways, walked by Tab."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.navigation import Navigation
from kzzq_desktop.ui.screens import SCREENS
from kzzq_desktop.ui.tokens import WIDTH

Show = Callable[..., QWidget]


@pytest.fixture
def navigation(shown: Show) -> Navigation:
    made = Navigation(SCREENS)
    shown(made, made.width(), 700)
    return made


def test_the_screens_stand_in_their_order_and_the_settings_at_the_foot(navigation: Navigation) -> None:
    heights = [item.y() for item in navigation.items.values()]
    assert heights == sorted(heights)
    assert list(navigation.items)[-1] == "settings"
    assert heights[-1] - heights[-2] > 100


def test_keys_and_words_are_each_their_own() -> None:
    assert len({screen.key for screen in SCREENS}) == len({screen.word for screen in SCREENS}) == len(SCREENS) <= 9


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
def test_no_word_is_cut_with_a_number_beside_it(size: str, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    made = Navigation(SCREENS)
    for key in made.items:
        made.badge(key, 88)
    shown(made, made.width(), 800)
    assert not [fit for item in made.items.values() for fit in item.fits() if fit.cut]
    assert made.width() >= WIDTH["nav"]


def test_the_open_one_is_white_with_a_red_mark(navigation: Navigation) -> None:
    navigation.choose("households")
    on = navigation.items["households"].grab().toImage()
    off = navigation.items["members"].grab().toImage()
    middle = on.height() // 2
    assert on.pixelColor(4, middle).name().upper() == theme.hexa("red")
    assert on.pixelColor(on.width() - 20, middle).name().upper() == theme.hexa("surface")
    assert off.pixelColor(4, middle).name().upper() != theme.hexa("red")


def test_a_click_and_space_ask_for_a_screen(navigation: Navigation) -> None:
    asked: list[str] = []
    navigation.asked.connect(asked.append)
    QTest.mouseClick(navigation.items["members"], Qt.MouseButton.LeftButton)
    navigation.items["duty"].setFocus()
    QTest.keyClick(navigation.items["duty"], Qt.Key.Key_Space)
    assert asked == ["members", "duty"]


def test_narrow_it_shows_icons_that_still_say_their_word(navigation: Navigation) -> None:
    navigation.set_narrow(True)
    assert navigation.width() == WIDTH["nav_narrow"]
    for screen in SCREENS:
        item = navigation.items[screen.key]
        assert screen.word in item.toolTip()
        assert item.accessibleName() == screen.word
        assert item.fits() == []
    navigation.set_narrow(False)
    assert navigation.width() >= WIDTH["nav"]


def test_the_keyboard_shows_a_ring(navigation: Navigation) -> None:
    item = navigation.items["members"]
    item.setFocus(Qt.FocusReason.TabFocusReason)
    seen = item.grab().toImage()
    assert seen.pixelColor(seen.width() // 2, 0).name().upper() == theme.hexa("focus")
