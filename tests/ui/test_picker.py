"""Finding one of many by typing; the drop-down list; filter boxes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionComboBox, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.filters import ChoiceBox, filter_box, tick_box
from kzzq_desktop.ui.parts.hits import MOST, Hit, HitList
from kzzq_desktop.ui.parts.layout import column, hold
from kzzq_desktop.ui.parts.picker import Picker, among

Show = Callable[..., QWidget]
VILLAGES = [
    (Hit("1", "巴彦胡硕嘎查"), "bayanhushuogacha byhsgc"),
    (Hit("2", "敖包营子嘎查"), "aobaoyingzigacha abyzgc"),
    (Hit("3", "东敖包嘎查"), "dongaobaogacha dabgc"),
]


@pytest.fixture
def picker(shown: Show) -> Picker:
    box, other = Picker(among(VILLAGES), "选嘎查"), QLineEdit()
    shown(hold(column(box, other, None)), 400, 500)
    box.setFocus()
    return box


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", ["1", "2", "3"]),
        ("敖包", ["2", "3"]),
        ("ab", ["2", "3"]),
        ("byhs", ["1"]),
        ("BYHS", ["1"]),
        ("东 gc", ["3"]),
        ("zz", []),
    ],
)
def test_among_finds_by_characters_pinyin_and_initials(typed: str, keys: list[str]) -> None:
    assert [hit.key for hit in among(VILLAGES)(typed)] == keys


def test_typing_walks_and_enter_takes(picker: Picker) -> None:
    told: list[str] = []
    picker.picked.connect(told.append)
    QTest.keyClicks(picker, "ab")
    assert [hit.key for hit in picker.list.hits] == ["2", "3"]
    QTest.keyClick(picker, Qt.Key.Key_Down)
    QTest.keyClick(picker, Qt.Key.Key_Return)
    assert (told, picker.value(), picker.text(), picker.list.isHidden()) == (["3"], "3", "东敖包嘎查", True)


def test_down_opens_the_whole_list_and_escape_puts_back(picker: Picker) -> None:
    picker.pick("1")
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert len(picker.list.hits) == 3
    QTest.keyClicks(picker, "xx")
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert (picker.text(), picker.value(), picker.list.isHidden()) == ("巴彦胡硕嘎查", "1", True)


def test_words_that_are_exact_are_taken_when_the_box_is_left(picker: Picker) -> None:
    told: list[str] = []
    picker.picked.connect(told.append)
    picker.setText("敖包营子嘎查")
    QTest.keyClick(picker, Qt.Key.Key_Tab)
    assert (told, picker.value()) == (["2"], "2")


def test_words_that_mean_nothing_are_put_back(picker: Picker) -> None:
    picker.pick("1")
    picker.setText("没有的地方")
    QTest.keyClick(picker, Qt.Key.Key_Tab)
    assert (picker.text(), picker.value()) == ("巴彦胡硕嘎查", "1")


def test_an_emptied_box_takes_nothing(picker: Picker) -> None:
    told: list[str] = []
    picker.pick("1")
    picker.picked.connect(told.append)
    picker.selectAll()
    QTest.keyClick(picker, Qt.Key.Key_Backspace)
    assert (told, picker.value()) == ([""], "")


def test_a_click_opens_and_takes(picker: Picker) -> None:
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton)
    assert not picker.list.isHidden()
    QTest.mouseClick(picker.list, Qt.MouseButton.LeftButton, pos=QPoint(40, 5 + theme.height("side_row") + 4))
    assert picker.value() == "2"


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_no_row_of_the_list_is_cut(size: str, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    box = QLineEdit()
    shown(hold(column(box, None)), 900, 600)
    hits = HitList(box)
    hits.show_hits([Hit(str(n), "额尔敦朝鲁·阿拉坦仓", "巴彦胡硕嘎查 东2组 2号", "住户", "home") for n in range(30)])
    assert not any(fit.cut for fit in hits.fits())
    assert hits.height() <= (MOST + 1) * theme.height("side_row")


def test_the_list_scrolls_with_the_walk(shown: Show) -> None:
    box = QLineEdit()
    shown(hold(column(box, None)), 500, 600)
    hits = HitList(box)
    hits.show_hits([Hit(str(n), f"第{n}户") for n in range(30)])
    for _ in range(40):
        hits.step(1)
    assert (hits.at, hits.top) == (29, 29 - MOST + 1)
    for _ in range(40):
        hits.step(-1)
    assert (hits.at, hits.top) == (0, 0)


def test_an_empty_list_says_so_or_stays_away(shown: Show) -> None:
    box = QLineEdit()
    shown(hold(column(box, None)), 500, 600)
    hits = HitList(box)
    hits.show_hits([], "没有找到")
    assert (hits.isHidden(), hits.take()) == (False, False)
    hits.show_hits([])
    assert hits.isHidden()


def test_a_filter_shows_its_widest_words_and_keeps_the_choice(shown: Show) -> None:
    box = filter_box([("", "全部需求"), ("a", "脱贫监测户和低保户")], name="需求")
    told: list[str] = []
    box.picked.connect(told.append)
    shown(box)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)
    assert room.width() >= theme.text_width("脱贫监测户和低保户")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (told, box.value()) == (["a"], "a")
    box.show_options([("", "全部"), ("a", "监测户"), ("b", "低保")])
    assert box.value() == "a"
    box.pick("unknown")
    assert box.value() == ""


def test_the_wheel_leaves_a_choice_alone(shown: Show) -> None:
    box = ChoiceBox([("1", "一"), ("2", "二")])
    shown(box)
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.value() == "1"


def test_a_tick_box_says_its_words() -> None:
    assert tick_box("只看未入网格", on=True).isChecked()
