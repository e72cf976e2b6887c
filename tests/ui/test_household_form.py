"""The form of a household by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kzzq_desktop.domain.listing import HouseholdFilter
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services import households
from kzzq_desktop.ui import ask
from tests.services.desks import VILLAGE
from tests.services.people_forms import HEAD, household, id_number
from tests.ui.people_window import cut_words, dialog_of, new_form, open_window, type_into

RETURN, TAB, CONTROL = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier


def test_a_household_is_added_by_keyboard_and_shown(qtbot, desk):
    window, dialog = new_form(qtbot, desk, "households")
    assert QApplication.focusWidget() is dialog.house.box("group_no")
    type_into(qtbot, dialog.house.box("group_no"), "3")
    type_into(qtbot, dialog.house.box("door_no"), "12")
    head = dialog.people.lines[0]
    type_into(qtbot, head.name, "王秀英")
    assert head.relation.value() == "02"
    qtbot.keyClick(dialog, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(dialog.people.lines) == 2)
    son = dialog.people.lines[1]
    assert QApplication.focusWidget() is son.name
    type_into(qtbot, son.name, "王立新")
    son.relation.setFocus()
    qtbot.keyClicks(son.relation, "20")
    qtbot.keyClick(son.relation, RETURN)
    assert son.sex.value() == "1"
    qtbot.keyClick(son.phones, RETURN)
    assert not dialog.isVisible()
    card = window.pages["households"].panel.card
    assert (card.row.head, card.row.group_no, card.row.door_no, card.row.people) == ("王秀英", "3", "12", 2)
    assert window.status.undo.isVisible()


def test_what_is_wrong_turns_red_and_the_keyboard_goes_there(qtbot, desk):
    _, dialog = new_form(qtbot, desk, "households")
    line = dialog.people.lines[0]
    type_into(qtbot, line.name, "王秀英")
    type_into(qtbot, line.phones, "12345")
    qtbot.keyClick(line.phones, RETURN)
    assert dialog.isVisible()
    assert line.phones.property("wrong") == "true"
    assert "电话号码不完整" in line.fault.text()
    assert households.list_ids(desk, HouseholdFilter()) == ()
    type_into(qtbot, line.phones, "15404750538")
    qtbot.keyClick(line.phones, RETURN)
    assert not dialog.isVisible()


def test_an_empty_form_asks_for_the_head(qtbot, desk):
    _, dialog = new_form(qtbot, desk, "households")
    qtbot.keyClick(dialog.house.box("group_no"), RETURN)
    assert dialog.people.lines[0].fault.text() == "没有填姓名，请填上。"
    assert QApplication.focusWidget() is dialog.people.lines[0].name


def test_an_id_number_fills_birth_and_sex(qtbot, desk):
    _, dialog = new_form(qtbot, desk, "households")
    line = dialog.people.lines[0]
    type_into(qtbot, line.id_number, id_number("19580312", "002").lower())
    qtbot.keyClick(line.id_number, TAB)
    assert (line.birth.text(), line.sex.value()) == ("1958-03-12", "2")


def test_the_same_id_number_elsewhere_is_said_once_and_then_saved(qtbot, desk):
    number = id_number("19580312", "002")
    households.add_household(desk, household(HEAD.__class__(name="包金花", relation="02", id_number=number)))
    _, dialog = new_form(qtbot, desk, "households")
    line = dialog.people.lines[0]
    type_into(qtbot, line.name, "包·金花")
    type_into(qtbot, line.id_number, number)
    qtbot.keyClick(line.id_number, RETURN)
    assert dialog.isVisible()
    assert "第 1 人的身份证号与 先锋嘎查 包金花家 的 包金花 相同" in dialog.warned_words.text()
    qtbot.keyClick(line.id_number, RETURN)
    assert not dialog.isVisible()
    assert len(households.list_ids(desk, HouseholdFilter())) == 2


def test_one_household_after_another_keeps_village_group_and_grid(qtbot, desk):
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
    _, dialog = new_form(qtbot, desk, "households")
    for name, door in (("王秀英", "1"), ("李广才", "2")):
        if name == "王秀英":
            type_into(qtbot, dialog.house.box("group_no"), "3")
            dialog.house.fill({"grid": grid})
        type_into(qtbot, dialog.house.box("door_no"), door)
        type_into(qtbot, dialog.people.lines[0].name, name)
        qtbot.keyClick(dialog, RETURN, CONTROL)
        qtbot.waitUntil(lambda: not dialog.people.lines[0].name.text())
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    rows = households.list_rows(desk, households.list_ids(desk, HouseholdFilter()))
    saved = [(row.head, row.group_no, row.door_no, row.grid_number) for row in rows]
    assert saved == [("王秀英", "3", "1", 3), ("李广才", "3", "2", 3)]


def test_editing_takes_a_resident_out(qtbot, desk):
    home = households.add_household(desk, household()).household_id
    window = open_window(qtbot, desk, "households")
    window.open("households", home)
    qtbot.keyClick(window.pages["households"].table, Qt.Key.Key_F2)
    dialog = dialog_of(window)
    dialog.people.lines[1].remove.click()
    dialog.more.box("needs").chips[0].click()
    assert dialog.save()
    read = households.read_form(desk, home)
    assert ([one.name for one in read.residents], read.needs) == (["包金花", "阿拉腾其其格"], ("独居老人",))


@pytest.mark.parametrize("look", ["normal", "large", "huge"])
def test_nothing_is_cut(qtbot, desk, look):
    home = households.add_household(desk, household()).household_id
    window = open_window(qtbot, desk, "households", look=look)
    window.open("households", home)
    window.pages["households"]._do("edit")
    dialog = dialog_of(window)
    dialog.resize(1326, 640)
    QApplication.processEvents()
    assert list(cut_words(dialog)) == []


def test_tab_walks_from_the_house_through_the_people(qtbot, desk):
    _, dialog = new_form(qtbot, desk, "households")
    dialog.people.add()
    dialog.house.focus("grid")
    lines = [box for line in dialog.people.lines for box in line.boxes().values()]
    walked = []
    for _ in (*lines, dialog.people.add_button):
        qtbot.keyClick(QApplication.focusWidget(), TAB)
        walked.append(QApplication.focusWidget())
    assert walked == [*lines, dialog.people.add_button]


def test_escape_asks_before_typed_words_are_lost(qtbot, desk, monkeypatch):
    _, dialog = new_form(qtbot, desk, "households")
    answers = [False, True]
    monkeypatch.setattr(ask, "give_up", lambda _parent: answers.pop(0))
    type_into(qtbot, dialog.house.box("group_no"), "3")
    qtbot.keyClick(dialog.house.box("group_no"), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.house.box("group_no"), Qt.Key.Key_Escape)
    assert (dialog.isVisible(), answers) == (False, [])


def test_an_untouched_form_closes_at_once(qtbot, desk):
    _, dialog = new_form(qtbot, desk, "households")
    qtbot.keyClick(dialog.house.box("group_no"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
