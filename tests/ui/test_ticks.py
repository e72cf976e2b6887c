"""Tick chips: all on, none cut, walked by arrows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.ticks import Tick, TickBoard

Show = Callable[..., QWidget]
TICKS = (
    Tick("a", "王秀英", "1号"),
    Tick("b", "额尔敦朝鲁·阿拉坦仓", "102号"),
    Tick("c", "陈永贵", "外出", on=False),
    Tick("d", "包金花", "5号"),
    Tick("e", "那仁满都拉", "6号"),
)


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
@pytest.mark.parametrize("wide", [300, 480, 664, 900])
def test_no_chip_is_cut(size: str, wide: int, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    board = TickBoard()
    board.show_ticks(TICKS)
    shown(board, wide)
    assert not [fit for chip in board.chips for fit in chip.fits() if fit.cut]


def test_households_at_home_start_ticked(shown: Show) -> None:
    board = TickBoard()
    board.show_ticks(TICKS)
    shown(board, 664)
    assert board.chosen() == ("a", "b", "d", "e")
    assert board.chips[2].accessibleName() == "陈永贵 外出"


def test_ticks_by_mouse_and_space_are_told(shown: Show) -> None:
    board = TickBoard()
    board.show_ticks(TICKS)
    told: list[int] = []
    board.changed.connect(lambda: told.append(len(board.chosen())))
    shown(board, 664)
    QTest.mouseClick(board.chips[0], Qt.MouseButton.LeftButton)
    board.chips[2].setFocus()
    QTest.keyClick(board.chips[2], Qt.Key.Key_Space)
    assert told == [3, 4]


def test_arrows_walk_the_chips(shown: Show) -> None:
    board = TickBoard()
    board.show_ticks(TICKS)
    shown(board, 700)
    assert board.columns == 3
    board.chips[0].setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is board.chips[1]


def test_all_none_and_exactly_these() -> None:
    board = TickBoard()
    board.show_ticks(TICKS)
    board.set_all(on=True)
    assert len(board.chosen()) == 5
    board.set_all(on=False)
    assert board.chosen() == ()
    board.set_chosen(("c", "e"))
    assert board.chosen() == ("c", "e")


def test_chips_are_reused() -> None:
    board = TickBoard()
    board.show_ticks(TICKS)
    first = board.chips[0]
    board.show_ticks(TICKS[2:4])
    assert [chip.tick.key for chip in board.chips] == ["c", "d"]
    assert board.chips[0] is first
    assert board.chosen() == ("d",)


def test_a_chip_shows_whether_it_is_on(shown: Show) -> None:
    board = TickBoard()
    board.show_ticks(TICKS)
    shown(board, 664)
    on, off = board.chips[0].grab().toImage(), board.chips[2].grab().toImage()
    middle = board.chips[0].height() // 2
    assert on.pixelColor(12, middle).name().upper() == theme.hexa("teal")
    assert off.pixelColor(18, middle).name().upper() == theme.hexa("surface")
