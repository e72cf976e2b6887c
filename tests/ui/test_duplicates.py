"""The duplicate desk with real keys: walk, merge, tell apart, take back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kzzq_desktop.services import households
from kzzq_desktop.services.check import check
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duplicates import list_pairs
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.ui.dialogs.duplicates import DuplicatesDialog
from tests.services.people_forms import GRANDDAUGHTER, HEAD, SON, household, id_number
from tests.ui.people_window import cut_words, dialog_of, open_window

THERE, ELSEWHERE = "150521102202", "150521102203"
ALT, RETURN = Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Return
BRIDE = replace(GRANDDAUGHTER, name="孟根其其格", birth="1990-02-03", id_number=id_number("19900203", "002"), sex="2")


def add(desk, *people, **boxes) -> str:
    return households.add_household(desk, household(*people, **boxes)).household_id


@pytest.fixture
def twice(desk: Desk) -> dict[str, str]:
    """A family listed in two villages, and a bride in her parents' home and in her own."""
    return {
        "here": add(desk, HEAD, SON, GRANDDAUGHTER),
        "there": add(desk, replace(HEAD, birth="1958-03-04"), SON, replace(GRANDDAUGHTER, phones=""), village_id=THERE),
        "parents": add(desk, replace(HEAD, name="白音那木拉", sex="1", phones=""), replace(BRIDE, relation="30"), group_no="3"),
        "own": add(desk, replace(SON, relation="02", name="王军", phones=""), BRIDE_AT_HOME, village_id=ELSEWHERE),
    }


BRIDE_AT_HOME = replace(BRIDE, relation="12")


def opened(qtbot: QtBot, desk: Desk):
    """The desk, opened by the button of the 住户 screen."""
    window = open_window(qtbot, desk, "households")
    page = window.pages["households"]
    page._find_duplicates()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), DuplicatesDialog))
    dialog = dialog_of(window)
    dialog.resize(1240, 640)
    return window, dialog


def press(qtbot: QtBot, dialog: DuplicatesDialog, key: Qt.Key) -> None:
    """Press Alt and a letter, wait for the save."""
    before = dialog.last_unit
    qtbot.keyClick(dialog, key, ALT)
    qtbot.waitUntil(lambda: dialog.last_unit != before)


def test_the_surest_is_chosen_and_enter_walks_round(qtbot, desk, twice):
    _, dialog = opened(qtbot, desk)
    assert dialog.table.count() == 2
    assert dialog.focusWidget() is dialog.table
    first = dialog.table.current_id()
    assert dialog.plan.lines
    qtbot.keyClick(dialog.focusWidget(), RETURN)
    second = dialog.table.current_id()
    assert second != first
    qtbot.keyClick(dialog.focusWidget(), RETURN)
    assert dialog.table.current_id() == first


def test_alt_m_merges_and_goes_on_to_the_next(qtbot, desk, twice):
    window, dialog = opened(qtbot, desk)
    dialog.table.pick(next(key for key, row in dialog.rows.items() if row.kind.value == "household"))
    kept, other = dialog.plan.ask.kept_id, dialog.plan.ask.other_id
    press(qtbot, dialog, Qt.Key.Key_M)
    assert dialog.table.count() == 1
    assert dialog.table.current_id()
    assert read_card(desk, kept).row.people == 3
    assert other not in window.pages["households"].table.rows_model.ids
    assert window.last_unit == dialog.last_unit
    assert dialog.focusWidget() is dialog.table
    press(qtbot, dialog, Qt.Key.Key_M)
    assert dialog.table.count() == 0
    assert not dialog.go.isEnabled()
    assert dialog.table.empty.isVisible()
    assert check(desk) == ()
    assert list_pairs(desk) == ()


def test_alt_n_tells_apart_and_alt_z_takes_it_back(qtbot, desk, twice):
    _, dialog = opened(qtbot, desk)
    chosen = dialog.table.current_id()
    press(qtbot, dialog, Qt.Key.Key_N)
    assert chosen not in dialog.rows
    press(qtbot, dialog, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: chosen in dialog.rows)
    assert dialog.last_unit == ""
    assert not dialog.back.isEnabled()


def test_a_merge_is_taken_back_in_the_same_dialog(qtbot, desk, twice):
    window, dialog = opened(qtbot, desk)
    before = {key: read_card(desk, home).residents for key, home in twice.items()}
    press(qtbot, dialog, Qt.Key.Key_M)
    merged = dialog.last_unit
    press(qtbot, dialog, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: dialog.table.count() == 2)
    assert {key: read_card(desk, home).residents for key, home in twice.items()} == before
    assert window.last_unit != merged


def test_the_other_side_is_kept_and_a_field_taken_by_keys_only(qtbot, desk, twice):
    _, dialog = opened(qtbot, desk)
    dialog.table.pick(next(key for key, row in dialog.rows.items() if row.kind.value == "household"))
    kept = dialog.plan.ask.kept_id
    qtbot.keyClick(dialog, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: dialog.plan.ask.other_id == kept)
    same = add(desk, replace(HEAD, name="其力嘎", birth="1971-05-06", phones=""), group_no="7")
    other = add(desk, replace(HEAD, name="其贺力嘎", birth="1971-05-06", phones=""), group_no="8")
    dialog._show(list_pairs(desk))
    dialog.table.pick(next(key for key in dialog.rows if {same, other} == set(key.split("/"))))
    box = dialog.detail.boxes["group_no"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert dialog.plan.ask.take == {"group_no"}
    taken = next(line for line in dialog.plan.lines if line.field == "group_no")
    assert taken.result == taken.other
    press(qtbot, dialog, Qt.Key.Key_M)
    (left,) = households.list_rows(desk, [same, other])
    assert left.group_no == taken.other


def test_filters_narrow_the_list(qtbot, desk, twice):
    _, dialog = opened(qtbot, desk)
    qtbot.mouseClick(dialog.kind.buttons["person"], Qt.MouseButton.LeftButton)
    assert [dialog.rows[key].kind.value for key in dialog.table.rows_model.ids] == ["person"]
    dialog.village.pick(THERE)
    dialog.village.activated.emit(dialog.village.currentIndex())
    assert dialog.table.count() == 0
    assert dialog.detail.why.text() == ""
    qtbot.mouseClick(dialog.kind.buttons["all"], Qt.MouseButton.LeftButton)
    assert dialog.table.count() == 1


def test_nothing_twice_says_so(qtbot, desk):
    add(desk)
    _, dialog = opened(qtbot, desk)
    assert dialog.table.empty.missing.text() == "没有要核对的重复"
    assert not dialog.go.isEnabled()
    assert not dialog.apart.isEnabled()
    qtbot.keyClick(dialog, RETURN)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("look", ["normal", "huge"])
def test_nothing_is_cut_on_an_old_screen(qtbot, desk, twice, look):
    window = open_window(qtbot, desk, "households", look=look)
    dialog = DuplicatesDialog(desk, window, window, list_pairs(desk))
    dialog.open()
    dialog.resize(1326, 640)
    for key in list(dialog.rows):
        dialog.table.pick(key)
        QApplication.processEvents()
        assert list(cut_words(dialog)) == []
    dialog.reject()
