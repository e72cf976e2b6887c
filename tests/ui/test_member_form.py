"""The form of a party member by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kzzq_desktop.domain.listing import MemberFilter
from kzzq_desktop.services import households, members
from tests.services.desks import VILLAGE
from tests.services.people_forms import household, member
from tests.ui.people_window import cut_words, dialog_of, new_form, open_window, type_into

RETURN, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def fill(qtbot, dialog, key: str, words: str) -> None:
    type_into(qtbot, dialog.form_view.box(key), words)


def test_a_member_is_added_with_a_new_branch_and_his_own_household(qtbot, desk):
    home = households.add_household(desk, household()).household_id
    window, dialog = new_form(qtbot, desk, "members")
    fill(qtbot, dialog, "name", "包金花")
    fill(qtbot, dialog, "branch_name", "先锋嘎查党支部")
    fill(qtbot, dialog, "phone", "15404750538")
    dialog.form_view.box("posts").chips[1].click()
    assert dialog.form_view.values()["household_id"] == home
    qtbot.keyClick(dialog.form_view.box("phone"), RETURN)
    card = window.pages["members"].panel.card
    assert (card.row.name, card.row.branch, card.row.posts, card.own.id) == ("包金花", "先锋嘎查党支部", ("流通服务岗",), home)
    form = members.read_form(desk, card.row.id)
    assert form.resident_id == households.read_form(desk, home).residents[0].id


def test_another_household_can_be_found_by_initials(qtbot, desk):
    home = households.add_household(desk, household()).household_id
    _, dialog = new_form(qtbot, desk, "members")
    fill(qtbot, dialog, "name", "张玉林")
    own = dialog.form_view.box("household_id")
    own.setFocus()
    qtbot.keyClicks(own, "tme")
    qtbot.keyClick(own, RETURN)
    assert dialog.form_view.values()["household_id"] == home
    assert dialog.form().resident_id == ""


def test_problems_are_red_and_the_next_member_keeps_village_and_branch(qtbot, desk):
    _, dialog = new_form(qtbot, desk, "members")
    qtbot.keyClick(dialog, RETURN)
    assert dialog.form_view.box("name").property("wrong") == "true"
    fill(qtbot, dialog, "name", "张玉林")
    fill(qtbot, dialog, "branch_name", "先锋嘎查党支部")
    qtbot.keyClick(dialog, RETURN, CONTROL)
    qtbot.waitUntil(lambda: not dialog.form_view.values()["name"])
    assert dialog.isVisible()
    assert dialog.form_view.values()["branch_name"] == "先锋嘎查党支部"
    assert len(members.list_ids(desk, MemberFilter(village_id=VILLAGE))) == 1


def test_editing_keeps_what_was_not_touched(qtbot, desk):
    one = members.add_member(desk, member(posts=("治安维护岗",), branch_name="先锋嘎查党支部", committee=True)).member_id
    window = open_window(qtbot, desk, "members")
    qtbot.keyClick(window.pages["members"].table, Qt.Key.Key_F2)
    dialog = dialog_of(window)
    dialog.save()
    assert not dialog.isVisible()
    assert window.last_unit == ""
    assert members.read_form(desk, one).committee


@pytest.mark.parametrize("look", ["normal", "large", "huge"])
def test_nothing_is_cut(qtbot, desk, look):
    members.add_member(desk, member())
    window = open_window(qtbot, desk, "members", look=look)
    window.pages["members"]._do("edit")
    QApplication.processEvents()
    assert list(cut_words(dialog_of(window))) == []
