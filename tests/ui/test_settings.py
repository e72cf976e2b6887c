"""Settings: every tab reads and saves; what is saved can be undone; the look changes at once and is remembered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop import __version__
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.services.office import grid_sizes, list_words
from kzzq_desktop.services.phrases import list_phrases
from kzzq_desktop.ui import ask, memory, theme
from kzzq_desktop.ui.dialogs import change_password
from kzzq_desktop.ui.dialogs.change_password import ChangePassword, check
from kzzq_desktop.ui.printer import Printer
from kzzq_desktop.ui.screens.settings import TABS, SettingsPage, build
from kzzq_desktop.ui.settings import look as look_sheet
from kzzq_desktop.ui.settings.about import AboutSheet, LicenceDialog
from kzzq_desktop.ui.settings.lists import PhrasesSheet, WordsSheet
from kzzq_desktop.ui.settings.look import LookSheet
from kzzq_desktop.ui.settings.sizes import SizesSheet
from tests.ui.settings_window import Window

Show = Callable[..., QWidget]


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def page(desk: Desk, window: Window, shown: Show, monkeypatch: pytest.MonkeyPatch) -> SettingsPage:
    monkeypatch.setattr(look_sheet, "list_printers", lambda: (Printer("一楼", usual=True), Printer("二楼")))
    made = build(desk, window)
    shown(made, 1200, 600)
    assert isinstance(made, SettingsPage)
    return made


def test_every_tab_opens_by_its_place_and_by_a_click(page: SettingsPage) -> None:
    for at, (key, _) in enumerate(TABS):
        page.open_at(key)
        assert (page.stack.currentIndex(), page.tabs.value()) == (at, key)
        page.tabs.buttons[TABS[0][0]].click()
        assert page.stack.currentIndex() == 0


def test_the_office_is_told(page: SettingsPage) -> None:
    words = {part.text() for part in page.sheets["office"].findChildren(QLabel)}
    assert {"舍伯吐镇党建办", "科尔沁左翼中旗", "舍伯吐镇", "3 个", "萨仁高娃"} <= words


def test_sizes_are_saved_and_undone(page: SettingsPage, desk: Desk, window: Window) -> None:
    sheet = page.sheets["sizes"]
    assert isinstance(sheet, SizesSheet)
    assert not sheet.save_button.isEnabled()
    sheet.form.fill({"target": "12", "least": "9", "most": "15"})
    assert sheet.save_button.isEnabled()
    sheet.save_button.click()
    assert (grid_sizes(desk), len(window.saves)) == (GridSizes(12, 9, 15), 1)
    undo_unit(desk, window.saves[0])
    sheet.refresh()
    assert (grid_sizes(desk), sheet.form.values()["target"], sheet.save_button.isEnabled()) == (GridSizes(10, 8, 12), "10", False)


def test_sizes_that_cannot_be_are_refused(page: SettingsPage, desk: Desk, window: Window) -> None:
    sheet = page.sheets["sizes"]
    assert isinstance(sheet, SizesSheet)
    page.open_at("sizes")
    sheet.form.fill({"target": "12", "least": "13", "most": "15"})
    sheet.save()
    assert (grid_sizes(desk), window.saves) == (GridSizes(10, 8, 12), [])
    assert sheet.form.faults["target"].isVisible()


def test_needs_are_added_renamed_moved_and_taken_away(
    page: SettingsPage, desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = page.sheets["needs"]
    assert isinstance(sheet, WordsSheet)
    before = [item.words for item in list_words(desk, "need")]
    answers = iter(["住房困难", "就学困难"])
    monkeypatch.setattr(ask, "ask_words", lambda *_words, **_more: next(answers))
    monkeypatch.setattr(ask, "confirm", lambda *_words, **_more: True)
    sheet.words.add()
    assert [item.words for item in list_words(desk, "need")] == [*before, "住房困难"]
    kept_id = list_words(desk, "need")[-1].id
    sheet.refresh()
    sheet.words.list.setCurrentRow(len(before))
    sheet.words.rename()
    sheet.refresh()
    sheet.words.list.setCurrentRow(len(before))
    sheet.words.move_entry(-1)
    now = list_words(desk, "need")
    assert [item.words for item in now] == [*before[:-1], "就学困难", before[-1]]
    assert now[-2].id == kept_id
    sheet.refresh()
    sheet.words.list.setCurrentRow(0)
    sheet.words.take_away()
    assert next(item.words for item in list_words(desk, "need")) == before[1]
    assert len(window.saves) == 4


def test_a_word_that_is_there_or_an_empty_answer_changes_nothing(
    page: SettingsPage, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = page.sheets["needs"]
    assert isinstance(sheet, WordsSheet)
    for answer in ("低保", "", None):
        monkeypatch.setattr(ask, "ask_words", lambda *_words, given=answer, **_more: given)
        sheet.words.add()
        sheet.words.list.setCurrentRow(0)
        sheet.words.rename()
    monkeypatch.setattr(ask, "confirm", lambda *_words, **_more: False)
    sheet.words.take_away()
    sheet.words.list.setCurrentRow(0)
    sheet.words.move_entry(-1)
    assert window.saves == []


def test_an_empty_list_has_nothing_to_rename(page: SettingsPage, window: Window) -> None:
    sheet = page.sheets["needs"]
    assert isinstance(sheet, WordsSheet)
    sheet.words.show_entries([])
    sheet.words.rename()
    sheet.words.take_away()
    assert window.saves == []


def test_posts_keep_their_group(page: SettingsPage, desk: Desk) -> None:
    sheet = page.sheets["posts"]
    assert isinstance(sheet, WordsSheet)
    sheet.words.list.setCurrentRow(0)
    sheet.words.move_entry(1)
    assert {item.words: item.grp for item in list_words(desk, "post")}["科技示范岗"] == "经济发展"
    assert list_words(desk, "post")[1].words == "科技示范岗"


def test_phrases_belong_to_a_duty(page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = page.sheets["phrases"]
    assert isinstance(sheet, PhrasesSheet)
    page.open_at("phrases")
    monkeypatch.setattr(ask, "ask_words", lambda *_words, **_more: "讲了新农合")
    policy, mediation = list_phrases(desk, "policy"), list_phrases(desk, "mediation")
    sheet.duty.buttons["policy"].click()
    sheet.words.add()
    assert list_phrases(desk, "policy") == (*policy, "讲了新农合")
    sheet.duty.buttons["mediation"].click()
    assert tuple(words for _, words in sheet.words.entries()) == mediation == list_phrases(desk, "mediation")


def test_lists_are_worked_by_keyboard(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = page.sheets["needs"]
    assert isinstance(sheet, WordsSheet)
    page.open_at("needs")
    asked: list[str] = []
    monkeypatch.setattr(ask, "ask_words", lambda _parent, question, **_more: asked.append(question))
    monkeypatch.setattr(ask, "confirm", lambda _parent, question, *_words, **_more: bool(asked.append(question)))
    sheet.words.list.setFocus()
    sheet.words.list.setCurrentRow(0)
    QTest.keyClick(sheet.words.list, Qt.Key.Key_F2)
    QTest.keyClick(sheet.words.list, Qt.Key.Key_Delete)
    QTest.keyClick(sheet.words.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["改名：独居老人", "去掉“独居老人”？", "新增需求"]


def test_the_look_changes_at_once_and_is_kept(page: SettingsPage, window: Window) -> None:
    sheet = page.sheets["look"]
    assert isinstance(sheet, LookSheet)
    sheet.tone.buttons["dark"].click()
    assert (theme.worn.dark, window.restyled, memory.recall("look.tone")) == (True, 0, "dark")
    sheet.text_size.buttons["huge"].click()
    assert (theme.factor(), window.restyled, memory.recall("look.size")) == (1.3, 1, "huge")
    assert window.told[-1] == "open settings look"


def test_the_usual_printer_is_chosen(page: SettingsPage, qtbot: QtBot) -> None:
    sheet = page.sheets["look"]
    assert isinstance(sheet, LookSheet)
    page.open_at("look")
    qtbot.waitUntil(lambda: sheet.printer.count() == 3, timeout=5000)
    assert sheet.printer.itemText(0) == "系统默认（一楼）"
    sheet.printer.setFocus()
    QTest.keyClick(sheet.printer, Qt.Key.Key_End)
    assert memory.recall("printer") == "二楼"
    sheet.show_printers(())
    assert "还没有装打印机" in sheet.hint.text()


def test_about_names_version_and_licences(page: SettingsPage, shown: Show) -> None:
    sheet = page.sheets["about"]
    assert isinstance(sheet, AboutSheet)
    assert any(__version__ in part.text() for part in sheet.findChildren(QLabel))
    dialog = LicenceDialog(sheet)
    shown(dialog)
    words = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "LGPL" in words
    assert "SIL OPEN FONT LICENSE" in words.upper()


@pytest.mark.parametrize(
    ("old", "new", "again", "wrong"),
    [
        ("", "123456", "123456", ["old"]),
        ("a", "12345", "", ["new"]),
        ("a", "123456", "1", ["again"]),
        ("a", "123456", "123456", []),
    ],
)
def test_a_new_password_is_checked(old: str, new: str, again: str, wrong: list[str]) -> None:
    assert [problem.field for problem in check({"old": old, "new": new, "again": again})] == wrong


def test_the_password_is_changed_or_the_old_one_refused(
    desk: Desk, shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[str, str]] = []

    def change(_desk: Desk, old: str, new: str) -> None:
        tried.append((old, new))
        if old != "right":
            raise AppError("口令不对。", "请再输一次。")

    monkeypatch.setattr(change_password, "change_password", change)
    dialog = ChangePassword(None, desk)
    shown(dialog)
    dialog.save()
    assert (tried, dialog.form.faults["old"].isVisible()) == ([], True)
    dialog.form.fill({"old": "wrong", "new": "xinkouling", "again": "xinkouling"})
    dialog.save()
    qtbot.waitUntil(lambda: dialog.form.faults["old"].text() != "" and dialog.go.isEnabled(), timeout=5000)
    dialog.form.fill({"old": "right"})
    dialog.save()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=5000)
    assert (tried[-1], dialog.result()) == (("right", "xinkouling"), 1)


def test_nothing_main_is_hidden_on_a_low_screen(page: SettingsPage) -> None:
    page.resize(900, 420)
    for key, _ in TABS:
        page.open_at(key)
        QApplication.processEvents()
        for one in page.sheets[key].findChildren(QPushButton):
            if one.property("role") == "main":
                assert one.visibleRegion().boundingRect().height() == one.height()
