"""Forms: every kind of box reads and writes; problems are red with their sentence; Enter submits."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.picker import among

Show = Callable[..., QWidget]
BOXES = (
    Box("name", "姓名", hint="全名"),
    Box("secret", "口令", "secret"),
    Box("birth", "出生", "part_day"),
    Box("day", "日期", "day"),
    Box("people", "人数", "number", least=1, most=99),
    Box("sex", "性别", "choice", options=(("0", "未填"), ("1", "男"), ("2", "女"))),
    Box("way", "方式", "segmented", options=(("home", "入户"), ("phone", "电话"))),
    Box("village", "嘎查", "pick", find=among([(Hit("v1", "先锋嘎查"), "xfgc")])),
    Box("needs", "需求", "ticks", options=(("a", "低保"), ("b", "残疾"))),
    Box("note", "备注", "long"),
)
VALUES = {
    "name": "王秀英", "secret": " a b ", "birth": "1958-03", "day": "2026-11-23", "people": "12", "sex": "2", "way": "phone",
    "village": "v1", "needs": "a|b", "note": "两行\n备注",
}  # fmt: skip


@pytest.mark.parametrize("columns", [1, 2])
def test_every_kind_gives_back_what_was_written(columns: int, shown: Show) -> None:
    form = FormView(BOXES, columns=columns)
    shown(form, 700)
    form.fill(VALUES)
    assert form.values() == VALUES


def test_an_empty_form_is_empty(shown: Show) -> None:
    form = FormView(BOXES)
    shown(form, 600)
    empty = form.values()
    assert {empty[key] for key in ("name", "birth", "day", "village", "needs", "note")} == {""}
    assert empty["people"] == "1"


def test_enter_does_not_drop_words_that_name_nothing(shown: Show) -> None:
    form = FormView(BOXES)
    shown(form, 600)
    sent: list[bool] = []
    form.submitted.connect(lambda: sent.append(True))
    box = form.fields["village"].focus
    QTest.keyClicks(box, "zz")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (sent, "没有找到" in form.faults["village"].text()) == ([], True)
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert sent == [True]


def test_problems_turn_red_and_go_when_the_clerk_types(shown: Show) -> None:
    form = FormView(BOXES)
    shown(form, 600)
    form.show_problems(
        [Problem("出生日期不对。", field="birth"), Problem("没有填姓名。", field="name"), Problem("这一户已经有了。")]
    )
    assert form.faults["name"].text() == "没有填姓名。"
    assert form.faults["birth"].isVisible()
    assert form.general.text() == "这一户已经有了。"
    assert form.box("name").property("wrong") == "true"
    assert QApplication.focusWidget() is form.box("birth")
    QTest.keyClicks(form.box("name"), "w")
    assert (form.faults["name"].isVisible(), form.box("name").property("wrong")) == (False, "")
    assert form.faults["birth"].isVisible()
    form.clear_problems()
    assert not form.faults["birth"].isVisible()
    assert not form.general.isVisible()


def test_two_problems_of_one_box_are_both_said(shown: Show) -> None:
    form = FormView(BOXES)
    shown(form, 600)
    form.show_problems([Problem("太短。", field="name"), Problem("有数字。", field="name")])
    assert form.faults["name"].text() == "太短。 有数字。"


def test_a_problem_is_spoken(shown: Show) -> None:
    form = FormView(BOXES)
    shown(form, 600)
    form.show_problems([Problem("没有填姓名。", field="name")])
    assert form.box("name").accessibleDescription() == "没有填姓名。"
    assert form.box("name").accessibleName() == "姓名"


def test_enter_submits_and_shift_enter_breaks_a_line(shown: Show) -> None:
    form = FormView(BOXES)
    sent: list[int] = []
    form.submitted.connect(lambda: sent.append(1))
    shown(form, 600)
    form.focus("name")
    QTest.keyClick(form.box("name"), Qt.Key.Key_Return)
    form.focus("note")
    QTest.keyClick(form.box("note"), Qt.Key.Key_Return)
    assert (len(sent), form.values()["note"]) == (2, "")
    QTest.keyClicks(form.box("note"), "a")
    QTest.keyClick(form.box("note"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(form.box("note"), "b")
    assert (len(sent), len(form.values()["note"].splitlines())) == (2, 2)


def test_a_change_is_told(shown: Show) -> None:
    form = FormView(BOXES)
    told: list[int] = []
    shown(form, 600)
    form.changed.connect(lambda: told.append(1))
    QTest.keyClicks(form.box("name"), "ab")
    QTest.keyClick(form.box("people"), Qt.Key.Key_Up)
    assert len(told) == 3


def test_boxes_can_be_hidden(shown: Show) -> None:
    form = FormView(BOXES)
    shown(form, 600)
    form.show_box("village", on=False)
    assert not form.box("village").isVisible()
    form.show_box("village", on=True)
    assert form.box("village").isVisible()


def test_attempt_saves_or_shows_the_problems(shown: Show) -> None:
    form = FormView(BOXES)
    shown(form, 600)

    def refuse() -> str:
        raise FormError([Problem("没有填姓名。", field="name")])

    assert form.attempt(lambda: "unit") == "unit"
    assert form.attempt(refuse) is None
    assert form.faults["name"].isVisible()


def test_a_box_keeps_its_wanted_width(shown: Show) -> None:
    theme.wear(theme.Look("large", "light"))
    form = FormView((Box("name", "姓名", wide=200),))
    shown(form, 600)
    assert form.box("name").width() == 230


def test_tab_leaves_a_long_text(shown: Show) -> None:
    form = FormView((Box("note", "备注", "long"), Box("name", "姓名")))
    shown(form, 600)
    form.focus("note")
    QTest.keyClick(form.box("note"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.box("name")
