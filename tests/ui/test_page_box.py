import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.ui.papers.page_box import PageBox


@pytest.fixture
def box(shown):
    made = shown(PageBox())
    made.show_number(2, 40)
    made.asked_for = []
    made.asked.connect(made.asked_for.append)
    return made


@pytest.mark.parametrize(("typed", "asked"), [("12", [11]), ("999", [998]), ("一", []), ("", [])])
def test_enter_goes_to_the_number(qtbot, box, typed, asked):
    box.setFocus()
    box.clear()
    box.setText(typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.asked_for == asked
    assert box.text() == "3"


def test_esc_puts_the_number_back(qtbot, box):
    box.setText("7")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == "3"
    assert box.asked_for == []


def test_typing_replaces_the_number(qtbot, box):
    box.setFocus()
    qtbot.waitUntil(lambda: box.selectedText() == "3")
    qtbot.keyClicks(box, "15")
    assert box.text() == "15"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.asked_for == [14]


def test_it_has_room_for_the_last_page(box):
    box.show_number(0, 9)
    narrow = box.width()
    box.show_number(0, 19_000)
    assert box.width() > narrow
    assert box.fontMetrics().horizontalAdvance("19000") < box.width() - 20
