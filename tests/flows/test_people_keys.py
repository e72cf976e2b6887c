"""What the everyday tasks on people cost in key presses (the budgets of the screens' plan)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from kzzq_desktop.services import households, members
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.ui import files
from kzzq_desktop.ui.dialogs.import_ledger import ImportDialog
from tests.services.desks import make_desk
from tests.services.people_forms import HEAD, household, member
from tests.services.test_import_ledger import write_ledger
from tests.ui.people_window import dialog_of, open_window

RETURN, DOWN, CONTROL = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier


class Counter(QObject):
    """Counts every key the clerk presses; a shortcut counts once."""

    def __init__(self, qtbot) -> None:
        super().__init__()
        self.qtbot, self.keys = qtbot, 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.qtbot.keyClicks(QApplication.focusWidget(), words)


@pytest.fixture
def desk(tmp_path):
    return make_desk(tmp_path)


@pytest.fixture
def clerk(qtbot) -> Iterator[Counter]:
    return Counter(qtbot)


def test_find_a_resident_by_initials_and_open_the_household(qtbot, desk, clerk):
    for at, name in enumerate(("王秀英", "李广才", "那仁满都拉")):
        households.add_household(desk, household(replace(HEAD, name=name), door_no=str(at)))
    home = households.add_household(desk, household(door_no="9")).household_id
    window = open_window(qtbot, desk, "members")
    window.activateWindow()
    window.pages["members"].table.setFocus()
    qtbot.waitUntil(window.pages["members"].table.hasFocus)
    clerk.press(Qt.Key.Key_F, CONTROL)
    clerk.type("tme")
    clerk.press(RETURN)
    assert window.current == "households"
    assert window.pages["households"].panel.card.row.id == home
    assert clerk.keys <= 6


def test_change_a_phone_of_the_household_found(qtbot, desk, clerk):
    home = households.add_household(desk, household()).household_id
    window = open_window(qtbot, desk, "households")
    window.activateWindow()
    qtbot.waitUntil(window.pages["households"].table.hasFocus)
    clerk.press(Qt.Key.Key_F2)
    dialog = dialog_of(window)
    dialog.people.lines[1].phones.setFocus()
    dialog.people.lines[1].phones.selectAll()
    clerk.type("15404759999")
    clerk.press(RETURN)
    assert read_card(desk, home).residents[1].phones == ("15404759999",)
    assert clerk.keys - len("15404759999") <= 3


def test_a_family_goes_away(qtbot, desk, clerk):
    home = households.add_household(desk, household()).household_id
    window = open_window(qtbot, desk, "households")
    window.pages["households"]._do("away")
    dialog_of(window)
    clerk.press(RETURN)
    assert read_card(desk, home).row.status == "away"
    assert clerk.keys == 1


def test_a_ledger_without_doubts_is_imported(qtbot, desk, clerk, tmp_path, monkeypatch):
    path = write_ledger(tmp_path)
    monkeypatch.setattr(files, "open_files", lambda *_: [path])  # the system's own dialog: a name picked, Enter
    window = open_window(qtbot, desk, "households")
    window.activateWindow()
    qtbot.waitUntil(window.pages["households"].table.hasFocus)
    clerk.press(Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = dialog_of(window)
    assert dialog.preview.plan.counts["doubtful"] == 0
    clerk.press(RETURN)
    qtbot.waitUntil(lambda: window.pages["households"].table.count() == 2)
    in_the_file_dialog = 3
    assert clerk.keys + in_the_file_dialog <= 8


def test_a_member_is_exempted(qtbot, desk, clerk):
    one = members.add_member(desk, member()).member_id
    window = open_window(qtbot, desk, "members")
    window.pages["members"]._do("eligibility")
    dialog = dialog_of(window)
    dialog.form.box("eligibility").buttons["infirm"].click()
    dialog.form.box("why").setFocus()
    clerk.type("ill")
    clerk.press(RETURN)
    assert members.list_rows(desk, [one])[0].eligibility == "infirm"
    assert clerk.keys - len("ill") <= 6


def test_the_list_is_walked_sorted_and_read_without_a_mouse(qtbot, desk, clerk):
    for at, name in enumerate(("王秀英", "李广才", "那仁满都拉")):
        households.add_household(desk, household(replace(HEAD, name=name), door_no=str(at + 1)))
    window = open_window(qtbot, desk, "households")
    window.activateWindow()
    page = window.pages["households"]
    page.start()
    qtbot.waitUntil(page.table.hasFocus)
    seen = [page.panel.card.row.head]
    for _ in range(2):
        clerk.press(DOWN)
        seen.append(page.panel.card.row.head)
    assert seen == ["王秀英", "李广才", "那仁满都拉"]
