"""The one dialog, and the questions made with it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QWidget

from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label

Show = Callable[..., QWidget]


def open_dialog() -> QWidget:
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def during(act: Callable[[], object]) -> None:
    """Do something as soon as the next dialog stands."""
    QTimer.singleShot(0, act)


def test_enter_does_the_main_thing_and_escape_goes_back(shown: Show) -> None:
    done: list[str] = []
    dialog = Dialog(None, "修改")
    dialog.enter = lambda: done.append("enter")
    dialog.fill(column(QLineEdit()), None, dialog.cancel_button(), main_button("保存", lambda: done.append("button")))
    shown(dialog)
    box = dialog.findChild(QLineEdit)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    dialog.findChildren(QPushButton)[1].setFocus()
    QTest.keyClick(dialog.findChildren(QPushButton)[1], Qt.Key.Key_Return)
    assert done == ["enter", "button"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_a_tall_body_scrolls_and_the_actions_stay(size: str, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    dialog = Dialog(None, "许多")
    act = main_button("保存")
    dialog.fill(column(*(QLineEdit() for _ in range(60))), None, act, scrolls=True)
    shown(dialog)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert act.mapTo(dialog, act.rect().bottomRight()).y() < dialog.height()


def test_long_sentences_wrap_and_show_whole(shown: Show) -> None:
    dialog = Dialog(None, "说明", width=360)
    words = label("撤销以后，这一次保存的内容会全部退回去；" * 4, "second", wrap=True)
    dialog.fill(column(words), None, main_button("知道了"))
    shown(dialog)
    assert words.height() >= words.heightForWidth(words.width())


def test_confirm_says_yes_by_enter_and_no_by_escape() -> None:
    during(lambda: QTest.keyClick(open_dialog().focusWidget(), Qt.Key.Key_Return))
    assert ask.confirm(None, "去掉“其他”？", "登记过的不变。", yes="去掉")
    during(lambda: QTest.keyClick(open_dialog(), Qt.Key.Key_Escape))
    assert not ask.confirm(None, "去掉“其他”？", yes="去掉")


def test_confirm_names_its_button() -> None:
    words: list[str] = []

    def look() -> None:
        words.extend(button.text() for button in open_dialog().findChildren(QPushButton))
        open_dialog().close()

    during(look)
    ask.confirm(None, "撤销？", yes="撤销", no="不撤")
    assert words == ["不撤", "撤销"]


def test_choose_gives_the_code() -> None:
    def take_second() -> None:
        dialog = open_dialog()
        dialog.findChildren(QRadioButton)[1].setChecked(True)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    during(take_second)
    assert ask.choose(None, "用哪台打印机？", [("a", "一楼"), ("b", "二楼")], words="都在线") == "b"
    during(lambda: open_dialog().close())
    assert ask.choose(None, "用哪台打印机？", [("a", "一楼")]) == ""


def test_ask_words_gives_what_was_typed() -> None:
    def type_words() -> None:
        QTest.keyClicks(open_dialog().findChild(QLineEdit), "  fangqiang ")
        QTest.keyClick(open_dialog().findChild(QLineEdit), Qt.Key.Key_Return)

    during(type_words)
    assert ask.ask_words(None, "新增常用语", old="旧的", words="短一些") == "fangqiang"
    during(lambda: open_dialog().close())
    assert ask.ask_words(None, "新增常用语") is None
