"""The parts of the screen 履职 by themselves: boxes in rows, phrases in a line, the latest entries."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.work import DutyRow
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.duty.boxes import BoxesRow
from kzzq_desktop.ui.duty.grid_words import day_words
from kzzq_desktop.ui.duty.phrases import PhraseRow
from kzzq_desktop.ui.duty.recent import RecentList

TODAY = date(2026, 11, 23)
LONG = "额尔敦朝鲁·阿拉坦仓"


def entry(n, day="2026-11-20", member="张玉林"):
    return DutyRow(f"{n:032x}", day, "policy", "g", n, "先锋嘎查", member, 10, "医保缴费，6 人当场办好")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_boxes_hold_what_they_are_given(shown, form):
    row = shown(BoxesRow(form), 660, 34)
    assert row.values() == form.started()
    row.fill({**form.started(), "reached": 12} if "reached" in row.widgets else form.started())
    assert form.check(row.values()) == ()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
@pytest.mark.parametrize("wide", [420, 560, 700])
def test_boxes_break_into_rows_and_never_overlap(shown, form, wide):
    row = shown(BoxesRow(form), wide, 34)
    QApplication.processEvents()
    taken = [part.geometry() for part in (*row.widgets.values(), *row.labels.values())]
    assert all(not one.intersects(other) for n, one in enumerate(taken) for other in taken[n + 1 :])
    assert max(one.bottom() for one in taken) < row.height()
    assert row.height() == row.sizeHint().height()


def test_a_wrong_box_turns_red_and_calm_again(shown):
    row = shown(BoxesRow(FORMS[0]), 660, 34)
    row.show_problems([Problem("应当是数字。", field="reached")])
    assert row.widgets["reached"].property("wrong") == "true"
    row.show_problems([])
    assert not row.widgets["reached"].property("wrong")


def test_parties_are_ticked_in_a_menu(shown):
    row = shown(BoxesRow(FORMS[1]), 660, 34)
    row.show_households([("a", "王秀英"), ("b", LONG), ("c", "李广才")])
    parties = row.widgets["parties"]
    parties._list()
    for action in parties.drop.actions():
        action.trigger()
    assert row.values()["parties"] == ("a", "b", "c")
    assert parties.text() == "3 户"
    parties.drop.actions()[0].trigger()
    assert parties.text() == f"{LONG}、李广才"
    row.show_households([("c", "李广才")])
    assert row.values()["parties"] == ("c",)


def test_phrases_show_as_many_as_fit_and_all_in_the_menu(shown, qtbot):
    row = shown(PhraseRow(), 330, 30)
    row.show_phrases(("发放明白纸", "提醒缴医保", "讲解补贴政策", "当面解答疑问"))
    QApplication.processEvents()
    assert [made.isVisible() for made in row.buttons] == [True, True, False, False]
    row.more.click()
    menu = row.findChild(QMenu)
    assert len([action for action in menu.actions() if action.text()]) == 5
    with qtbot.waitSignal(row.picked) as said:
        menu.actions()[3].trigger()
    assert said.args == ["当面解答疑问"]
    with qtbot.waitSignal(row.keep_asked):
        menu.actions()[-1].trigger()
    menu.close()
    row.resize(900, 30)
    assert all(made.isVisible() for made in row.buttons)


def test_the_latest_entries_are_walked_and_opened(shown, qtbot):
    recent = shown(RecentList(), 376, 300)
    recent.show_rows([entry(n) for n in range(1, 20)], TODAY)
    assert 1 < recent.shown() < 19
    recent.setFocus()
    QTest.keyClick(recent, Qt.Key.Key_Down)
    with qtbot.waitSignal(recent.opened) as opened:
        QTest.keyClick(recent, Qt.Key.Key_Return)
    assert opened.args == [entry(2).id]
    assert "张玉林" in recent.accessibleDescription()
    with qtbot.waitSignal(recent.opened) as opened:
        QTest.mouseClick(recent, Qt.MouseButton.LeftButton, pos=QPoint(50, 5))
    assert opened.args == [entry(1).id]


@pytest.mark.parametrize("look", ["normal", "large", "huge"])
def test_a_long_name_stands_whole_in_a_narrow_panel(shown, look):
    theme.wear(theme.Look(look, "light"))
    recent = shown(RecentList(), 320, 400)
    recent.show_rows([entry(3, member=LONG), entry(4)], TODAY)
    assert [fit.words for fit in recent.fits() if fit.cut] == []
    recent.grab()


def test_days_are_said_as_a_list_says_them():
    assert day_words("2026-11-23", TODAY) == "今天"
    assert day_words("2026-11-22", TODAY) == "昨天"
    assert day_words("2026-11-20", TODAY) == "11月20日"
    assert day_words("2025-11-20", TODAY) == "2025年11月20日"
