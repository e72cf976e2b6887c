"""Single boxes of a form: what they take, what they refuse, how they look when the clerk walks in."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from kzzq_desktop.ui.form_fields import Box, Words, make_field
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.picker import among

Show = Callable[..., QWidget]
KINDS = ("text", "secret", "long", "number", "day", "part_day", "choice", "segmented", "pick", "ticks")


def a_box(kind: str) -> Box:
    options = (("a", "甲"), ("b", "乙"))
    return Box("k", "名称", kind, options=options, find=among([(Hit("v", "先锋嘎查"), "xfgc")]), least=1, most=99)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_named_and_can_have_the_keyboard(kind: str, shown: Show) -> None:
    field = make_field(a_box(kind))
    shown(field.widget)
    field.focus.setFocus()
    assert "名称" in field.focus.accessibleName()
    assert field.focus.focusPolicy() != Qt.FocusPolicy.NoFocus


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_words_come_back_trimmed_and_whole(words: str) -> None:
    field = make_field(a_box("text"))
    field.write(words)
    assert field.read() == words.strip()


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40))
def test_a_password_comes_back_as_it_is(words: str) -> None:
    field = make_field(a_box("secret"))
    field.write(words)
    assert field.read() == words
    assert isinstance(field.widget, QLineEdit)
    assert field.widget.echoMode() == QLineEdit.EchoMode.Password


@given(st.integers(1, 99))
def test_a_number_comes_back(number: int) -> None:
    field = make_field(a_box("number"))
    field.write(str(number))
    assert field.read() == str(number)


def test_a_number_stays_in_its_bounds_and_is_replaced_by_typing(shown: Show) -> None:
    field = make_field(a_box("number"))
    shown(field.widget)
    assert isinstance(field.widget, QSpinBox)
    field.write("500")
    assert field.read() == "99"
    field.write("")
    assert field.read() == "1"
    field.widget.clearFocus()
    field.widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field.widget, "37")
    assert field.read() == "37"


def test_a_day_that_cannot_be_read_comes_back_as_typed(shown: Show) -> None:
    field = make_field(a_box("part_day"))
    shown(field.widget)
    QTest.keyClicks(field.focus, "1986-13")
    assert field.read() == "1986-13"


def test_ticks_are_joined(shown: Show) -> None:
    field = make_field(a_box("ticks"))
    shown(field.widget, 400)
    assert field.read() == ""
    field.write("b")
    assert field.read() == "b"
    field.write("a|b")
    assert field.read() == "a|b"


def test_a_long_text_keeps_its_lines_and_hands_enter_on(shown: Show) -> None:
    box = Words()
    sent: list[int] = []
    box.enter = lambda: sent.append(1)
    shown(box, 300)
    QTest.keyClicks(box, "ab")
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(box, "cd")
    assert (sent, box.toPlainText().split()) == ([1], ["ab", "cd"])


def test_without_a_form_enter_breaks_the_line(shown: Show) -> None:
    box = Words()
    shown(box, 300)
    QTest.keyClicks(box, "a")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "a\n"
