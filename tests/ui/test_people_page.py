"""What 住户 and 党员 have from the page they stand on."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from kzzq_desktop.services import households, members
from kzzq_desktop.ui import people_page
from kzzq_desktop.ui.parts.buttons import Button
from kzzq_desktop.ui.people_page import CARD_WIDTH, PeoplePage
from tests.services.desks import VILLAGE
from tests.services.people_forms import household, member
from tests.ui.people_window import choose, dialog_of, menu_words, open_window

ELSEWHERE = "150521102202"
SHOWN = [("households", "住户", "还没有住户"), ("members", "党员", "还没有党员")]
SCREENS = [screen for screen, _, _ in SHOWN]


@pytest.fixture
def people(desk) -> dict[str, str]:
    """{screen: the one on its list}, all in one village."""
    home = households.add_household(desk, household()).household_id
    return {"households": home, "members": members.add_member(desk, member()).member_id}


def open_page(qtbot, desk, screen, size=(1366, 697)) -> PeoplePage:
    return open_window(qtbot, desk, screen, size).pages[screen]


@pytest.mark.parametrize(("screen", "word", "missing"), SHOWN)
def test_an_empty_list_tells_a_filter_from_an_empty_office(qtbot, desk, screen, word, missing):
    page = open_page(qtbot, desk, screen)
    assert page.empty.currentWidget().missing.text() == missing
    page.without_grid.click()
    assert page.empty.currentWidget().missing.text() == f"没有符合条件的{word}"
    next(act for act in page.empty.currentWidget().findChildren(Button) if act.text().strip() == "清除条件").click()
    assert not page.without_grid.isChecked()


@pytest.mark.parametrize("screen", SCREENS)
def test_words_ask_once_when_the_typing_rests(qtbot, desk, people, screen):
    page = open_page(qtbot, desk, screen)
    page.typing.setInterval(0)
    listed = []
    page.table.listed.connect(listed.append)
    page.words.setFocus()
    qtbot.keyClicks(page.words, "xyz", delay=-1)
    assert page.typing.isActive()
    with qtbot.waitSignal(page.table.listed):
        pass
    QApplication.processEvents()
    assert (listed, page.panel.card, page.typing.isActive()) == ([0], None, False)


@pytest.mark.parametrize("screen", SCREENS)
def test_one_that_the_filters_hide_is_shown_and_the_keyboard_is_on_the_list(qtbot, desk, people, screen):
    page = open_page(qtbot, desk, screen)
    page.words.setFocus()
    page.village.pick(ELSEWHERE)
    page.table.refresh()
    assert page.panel.card is None
    page.open_at(people[screen])
    assert page.panel.card.row.id == page.table.current_id() == people[screen]
    assert (page.village.value(), QApplication.focusWidget()) == ("", page.table)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_narrow_window_shrinks_the_card_and_leaves_the_words_out(qtbot, desk, people, screen):
    wide = open_page(qtbot, desk, screen)
    assert (wide.panel.width(), wide.words.isVisible(), wide.filters.folded) == (CARD_WIDTH, True, False)
    narrow = open_page(qtbot, desk, screen, (1000, 560))
    assert narrow.panel.width() < CARD_WIDTH
    assert not narrow.words.isVisible()


@pytest.mark.parametrize(("key", "fresh"), [(Qt.Key.Key_F2, False), (Qt.Key.Key_N, True)])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_keys_of_the_forms(qtbot, desk, people, screen, key, fresh):
    window = open_window(qtbot, desk, screen)
    modifier = Qt.KeyboardModifier.ControlModifier if fresh else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(window.pages[screen].table, key, modifier)
    dialog = dialog_of(window)
    assert (dialog.household_id if screen == "households" else dialog.member_id) == ("" if fresh else people[screen])


@pytest.mark.parametrize("screen", SCREENS)
def test_the_key_of_the_log(qtbot, desk, people, screen):
    window = open_window(qtbot, desk, screen)
    qtbot.keyClick(window.pages[screen].table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.pages["duty"].isVisible()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_right_click_opens_the_menu_of_changes(qtbot, desk, people, screen):
    window = open_window(qtbot, desk, screen)
    page = window.pages[screen]
    page.table.asked.emit(people[screen], page.mapToGlobal(QPoint(40, 40)))
    assert menu_words(window) == [words for what, words in page.entries(page.panel.card) if what]
    choose("修改")
    assert dialog_of(window).parent() is page


@pytest.mark.parametrize("screen", SCREENS)
def test_the_ledger_is_asked_for_from_the_page(qtbot, desk, monkeypatch, screen):
    asked = []
    monkeypatch.setattr(people_page, "import_ledger", lambda *given: asked.append(given))
    page = open_page(qtbot, desk, screen)
    for act in page.findChildren(Button):
        if act.text().strip().startswith("导入"):
            act.click()
    assert asked == [(desk, page.window_api, page)] * 2


@pytest.mark.parametrize("screen", SCREENS)
def test_a_village_s_code_lists_the_village_as_at_first(qtbot, desk, people, screen):
    page = open_page(qtbot, desk, screen)
    page.words.setText("xyz")
    page.without_grid.click()
    page.window().open(screen, ELSEWHERE)
    assert (page.village.value(), list(page.table.rows_model.ids)) == (ELSEWHERE, [])
    page.open_at(VILLAGE)
    assert list(page.table.rows_model.ids) == [people[screen]]
    assert [box.value() for box in page.choices[1:]] == [page.at_first[box] for box in page.choices[1:]]
    assert (page.words.text(), page.without_grid.isChecked()) == ("", False)
    assert page.table.places() == "先锋嘎查"
