"""Several sheets: the next problem by key, only the doubtful rows, columns said by mouse and by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from kzzq_desktop.domain.drafts import Skipped, VillageAsk
from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.domain.sheet_view import ColumnView, Ground, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing.corrections import AUTO
from kzzq_desktop.ui.importing.sheet_page import SheetPage
from kzzq_desktop.ui.importing.sheets import sheets_of
from tests.ui.import_window import FILE, SHEET, SOURCE, doubt, preview, sheet_read, view
from tests.ui.people_window import choose, menu_words, type_into

F8, SHIFT, ALT = Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
OTHER = PreviewRow(Verdict.DOUBTFUL, Spot(FILE, "党员", 3, 1), "", "看一看")
LINES = [doubt(4, 3), doubt(6, 1), OTHER]


@pytest.fixture
def page(shown):
    """Two sheets with doubts and one that was not read."""
    made = SheetPage()
    skipped = (Skipped(Spot(FILE, "封面"), "没有表头。"),)
    made.show_sheets(sheets_of(preview([view(), view("党员")], LINES, skipped=skipped), {}))
    shown(made, 1300, 520)
    made.activateWindow()
    QApplication.processEvents()
    return made


def places(qtbot, page, modifier, times):
    found = []
    for _ in range(times):
        qtbot.keyClick(page.table, F8, modifier)
        found.append((page.sheet.key[1], *page.table.place()))
    return found


def test_it_opens_at_the_first_person_of_the_first_sheet(page):
    assert page.sheet.key == (FILE, SHEET)
    assert page.table.place() == (2, 0)
    assert page.counts.text() == "0人 存疑2行"
    assert page.list.entries.data(page.list.entries.index(2), Qt.ItemDataRole.ToolTipRole) == "封面\n没有表头。"


def test_the_next_problem_goes_through_all_sheets_and_round(qtbot, page):
    page.table.setFocus()
    there = [(SHEET, 3, 2), (SHEET, 5, 0), ("党员", 2, 0), (SHEET, 3, 2)]
    assert places(qtbot, page, Qt.KeyboardModifier.NoModifier, 4) == there
    assert places(qtbot, page, SHIFT, 3) == there[2::-1]


def test_the_buttons_do_the_same(qtbot, page):
    qtbot.mouseClick(page.after, Qt.MouseButton.LeftButton)
    assert page.table.place() == (3, 2)
    qtbot.mouseClick(page.before, Qt.MouseButton.LeftButton)
    assert page.sheet.key[1] == "党员"


def test_only_doubtful_shows_the_rows_in_doubt(qtbot, page):
    page.only_doubtful.setFocus()
    qtbot.keyClick(page.only_doubtful, Qt.Key.Key_Space)
    assert page.only_doubtful.isChecked()
    assert list(page.table.sheet_model.shown) == [3, 5]
    page.only_doubtful.click()
    assert page.table.sheet_model.rowCount() == 7
    assert page.table.place()[0] == 3


def test_a_sheet_without_doubts_says_so_while_only_they_are_shown(page):
    page.only_doubtful.click()
    page.show_sheets([sheet_read()])
    assert page.stack.currentWidget() is page.nothing
    assert page.nothing.missing.text() == "这张表没有存疑的行"
    page.only_doubtful.click()
    assert page.stack.currentWidget() is page.table
    assert not page.after.isEnabled()


def test_a_sheet_is_picked_with_the_keys_and_told(qtbot, page):
    opened = []
    page.opened.connect(lambda: opened.append(page.sheet.key[1]))
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert opened == ["党员", "封面"]
    assert page.nothing.next_step.text() == "没有表头。"


def test_read_anew_the_place_stays(page):
    page.step(-1)
    page.table.walk_to(4, 3)
    page.show_sheets(sheets_of(preview([view(), view("党员")], LINES[:2]), {}))
    assert (page.sheet.key[1], *page.table.place()) == ("党员", 4, 3)
    page.show_sheets(sheets_of(preview([view()]), {}))
    assert page.sheet.key[1] == SHEET
    assert not page.left.isVisible()


def test_a_column_is_said_by_keyboard(qtbot, page):
    said = []
    page.column_said.connect(lambda *given: said.append(given))
    page.table.setFocus()
    page.table.walk_to(2, 4)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, ALT)
    assert "住址" in menu_words(page)
    assert "按规定不导入" not in menu_words(page)
    choose("住址")
    assert said == [(SOURCE, 4, "address")]


def test_a_column_is_said_at_its_chip_and_beside_the_sheet(qtbot, page):
    said = []
    page.column_said.connect(lambda *given: said.append(given))
    heads = page.table.heads
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=heads.chip(2).center())
    choose("联系电话")
    page.side.field.pick("note")
    page.side.field.activated.emit(page.side.field.currentIndex())
    assert said == [(SOURCE, 2, "phone"), (SOURCE, 0, "note")]


def test_the_same_field_again_says_nothing_and_a_said_one_can_be_taken_back(page):
    said = []
    page.column_said.connect(lambda *given: said.append(given))
    page.table.ask_column()
    choose("户主")
    assert said == []
    table = TableView("s", "people", 1, 6, 0, 0, (ColumnView(0, "户主", "name", Ground.CLERK),))
    page.show_sheets([sheet_read(tables=(table,))])
    page.table.ask_column()
    choose("由程序认")
    assert said == [("s", 0, AUTO)]


def test_a_mended_cell_is_told_with_its_place_in_the_file(qtbot, page):
    said = []
    page.cell_said.connect(lambda *given: said.append(given))
    page.table.setFocus()
    page.table.walk_to(3, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.viewport().findChild(QLineEdit)
    type_into(qtbot, editor, "特木尔巴根")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [(Spot(FILE, SHEET, 4, 2), "特木尔巴根")]


def test_a_problem_of_the_list_is_walked_to(qtbot, page):
    page.side.doubts.setFocus()
    page.side.doubts.choose(0)
    qtbot.keyClick(page.side.doubts, Qt.Key.Key_Down)
    assert page.table.place() == (5, 0)


def test_a_sheet_whose_village_is_asked_says_so(page):
    page.show_sheets(sheets_of(preview([view()], asks=(VillageAsk(Spot(FILE, SHEET), (), 3),)), {}))
    assert page.counts.text() == "0人 要选嘎查村"


def test_what_to_know_of_a_sheet_stands_above_it(page):
    assert not page.remarks.isVisible()
    page.show_sheets([replace(sheet_read(), remarks="表里有隐藏的2行，也一起读了。")])
    assert page.remarks.isVisible()
    assert page.remarks.text() == "表里有隐藏的2行，也一起读了。"


def test_nothing_at_all(page):
    page.show_sheets([])
    assert page.nothing.missing.text() == "没有可看的内容"
    assert page.side.place.text() == "没有选中的格子"
