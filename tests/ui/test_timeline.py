"""The timeline: words wrap, heights follow, a click opens."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.timeline import WRAP, Event, Timeline

Show = Callable[..., QWidget]
EVENTS = (
    Event("10月23日", "白音那木拉 入户：解决困难，送去过冬煤", "履职·与另外 3 户同一次登记", "ok", "d1"),
    Event("10月15日", "申请危房改造，限期 11月30日", "镇村建办 承办", "due", "d2"),
    Event("8月12日", "特木尔 外出，沈阳", "萨仁高娃 登记"),
)


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_a_narrow_timeline_is_taller(size: str, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    line = Timeline(EVENTS)
    assert line.heightForWidth(240) > line.heightForWidth(700) >= 3 * theme.px(30)
    shown(line, 400)
    assert line.height() == line.heightForWidth(400)


def test_a_click_opens_what_stands_there(shown: Show) -> None:
    line = Timeline(EVENTS)
    opened: list[str] = []
    line.opened.connect(opened.append)
    shown(line, 600)
    for height in (8, 60, line.height() - 8):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(200, height))
    assert opened == ["d1", "d2"]


def test_it_is_spoken_and_changes() -> None:
    line = Timeline(EVENTS)
    assert "10月23日 白音那木拉 入户" in line.accessibleName()
    before = line.height()
    line.show_events(EVENTS[:1])
    assert line.height() < before
    line.show_events(())
    assert line.heightForWidth(300) < 10


def test_rings_wear_their_tones(shown: Show) -> None:
    line = Timeline(EVENTS)
    shown(line, 600)
    seen = line.grab().toImage()
    column = {seen.pixelColor(theme.px(58) + 14, y).name().upper() for y in range(seen.height())}
    assert theme.hexa("teal_t") in column
    assert theme.hexa("amber_t") in column


def test_no_line_begins_with_a_comma(qtbot):
    words = "提醒缴纳城乡居民医保，讲清缴费档次和时限"
    metrics = QFontMetrics(theme.font("body"))
    for room in range(120, 400, 7):
        layout = QTextLayout(words, theme.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            starts.append(words[line.textStart()])
        layout.endLayout()
        assert "，" not in starts
        height = metrics.boundingRect(QRect(0, 0, room, 1000), WRAP, words).height()
        assert round(height / metrics.height()) == len(starts)
