"""The status bar: who works where, what was saved, a word that goes away by itself."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.status_bar import StatusBar

Show = Callable[..., QWidget]


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
@pytest.mark.parametrize("wide", [1029, 1214])
def test_nothing_is_cut(size: str, wide: int, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    bar = StatusBar("舍伯吐镇党建办", "额尔敦朝鲁·阿拉坦仓", demo=True)
    bar.saved("登记履职，10 户", can_undo=True)
    shown(bar, wide, 40)
    for words in bar.findChildren(QLabel):
        if words.text():
            assert words.width() >= words.fontMetrics().horizontalAdvance(words.text()), words.text()
    assert bar.undo.width() >= bar.undo.sizeHint().width()


def test_undo_is_offered_only_when_there_is_something(shown: Show) -> None:
    bar = StatusBar("舍伯吐镇党建办", "萨仁高娃", demo=False)
    asked: list[int] = []
    bar.undo_asked.connect(lambda: asked.append(1))
    shown(bar, 900, 30)
    assert bar.undo.isHidden()
    bar.saved("改名", can_undo=True)
    bar.undo.click()
    bar.saved("改名", can_undo=False)
    assert (asked, bar.undo.isHidden()) == ([1], True)


@pytest.mark.parametrize(("tone", "token"), [("ok", "teal"), ("due", "amber"), ("over", "red")])
def test_a_word_wears_its_tone_and_goes(tone: str, token: str, shown: Show) -> None:
    bar = StatusBar("舍伯吐镇党建办", "萨仁高娃", demo=False)
    shown(bar, 900, 30)
    bar.tell("先选一个网格", tone)
    assert bar.words.palette().color(bar.words.foregroundRole()).name().upper() == theme.hexa(token)
    bar.back.timeout.emit()
    assert bar.words.text() == "都已保存"


def test_the_demonstration_is_said(shown: Show) -> None:
    for demo in (True, False):
        bar = StatusBar("舍伯吐镇党建办", "演示员", demo=demo)
        shown(bar, 900, 30)
        assert any("演示数据" in words.text() for words in bar.findChildren(QLabel)) is demo


def test_undo_does_not_stand_beside_an_export(shown: Show) -> None:
    bar = StatusBar("舍伯吐镇党建办", "萨仁高娃", demo=False)
    shown(bar, 900, 30)
    bar.saved("改名", can_undo=True)
    bar.tell("已保存 名册.pdf")
    assert bar.undo.isHidden()
    bar._show_state()
    assert not bar.undo.isHidden()


@pytest.mark.parametrize(("tone", "token"), [("calm", "ink2"), ("due", "amber"), ("over", "red")])
def test_the_exchange_stands_at_the_right_in_its_tone(tone: str, token: str, shown: Show) -> None:
    bar = StatusBar("舍伯吐镇党建办", "萨仁高娃", demo=False)
    asked: list[int] = []
    bar.exchange_asked.connect(lambda: asked.append(1))
    shown(bar, 1200, 30)
    assert bar.stick.isHidden()
    bar.show_exchange("U盘 6天前交换，该带去旗里了", tone, "U盘交换")
    assert bar.stick.text().strip() == "U盘 6天前交换，该带去旗里了"
    assert bar.stick.palette().color(bar.stick.foregroundRole()).name().upper() == theme.hexa(token)
    bar.stick.click()
    assert asked == [1]
    bar.show_exchange("")
    assert bar.stick.isHidden()


def test_the_exchange_shortens_and_then_goes_where_there_is_no_room(shown: Show) -> None:
    bar = StatusBar("舍伯吐镇党建办", "萨仁高娃", demo=True)
    bar.show_exchange("U盘 6天前交换，该带去旗里了", "due", "U盘交换")
    room = shown(QWidget(), 1300, 60)
    bar.setParent(room)
    bar.show()
    said = []
    for wide in (1200, 780, 600, 1200):
        bar.resize(wide, 30)
        said.append("" if bar.stick.isHidden() else bar.stick.text().strip())
    assert said == ["U盘 6天前交换，该带去旗里了", "U盘交换", "", "U盘 6天前交换，该带去旗里了"]
