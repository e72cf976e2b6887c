"""The list of two lines: walked with the keys, made only where it shows, chosen in silence by the program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kzzq_desktop.ui.importing.pick_list import Entry, PickList


@pytest.fixture
def made():
    return []


@pytest.fixture
def listed(shown, made):
    """A thousand entries, and which of them were made."""

    def entry(at: int) -> Entry:
        made.append(at)
        return Entry(f"第{at}行", "看一看", "alert", "amber")

    view = PickList("问题")
    view.show_entries(range(1000), entry)
    return shown(view, 240, 200)


def test_the_keys_walk_and_tell(qtbot, listed):
    told = []
    listed.picked.connect(told.append)
    listed.choose(0)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert told == [1, 2]


def test_a_click_tells(qtbot, listed):
    told = []
    listed.picked.connect(told.append)
    at = listed.visualRect(listed.entries.index(1)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told == [1]


def test_choosing_is_silent_and_can_choose_none(listed):
    told = []
    listed.picked.connect(told.append)
    listed.choose(900)
    assert listed.currentIndex().row() == 900
    listed.choose(-1)
    assert not listed.currentIndex().isValid()
    assert told == []


def test_only_what_shows_is_made(listed, made):
    QApplication.processEvents()
    assert set(made) <= set(range(12))


def test_both_lines_are_spoken(listed):
    index = listed.entries.index(5)
    assert listed.entries.data(index) == "第5行"
    assert listed.entries.data(index, Qt.ItemDataRole.AccessibleTextRole) == "第5行\n看一看"
    assert listed.entries.data(index, Qt.ItemDataRole.ToolTipRole) == "第5行\n看一看"
    assert listed.entries.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert listed.accessibleName() == "问题"
