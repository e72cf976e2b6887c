"""Beside the sheet: the cell, its column, what is wrong with its row, all problems of the sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.sheet_view import ColumnView, Ground, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing.corrections import AUTO
from kzzq_desktop.ui.importing.sheet_side import SheetSide
from tests.ui.import_window import FILE, SHEET, doubt, sheet_read


@pytest.fixture
def side(shown):
    made = SheetSide()
    lines = [doubt(4, 2, "身份证号", "位数不对"), doubt(4, 2, "姓名", "有丢失的字"), doubt(6, 1, "", "重复", Verdict.REFUSED)]
    made.show_sheet(sheet_read(*lines, cells={Spot(FILE, SHEET, 4, 5): "低保"}))
    return shown(made, 292, 600)


def told(side):
    QApplication.processEvents()
    return [one.text() for one in side.findChildren(QLabel) if one.text() and one.isVisible() and one.pixmap().isNull()]


def test_a_cell_tells_its_place_its_text_and_its_column(side):
    side.show_cell(3, 2)
    assert told(side)[:3] == ["第4行 C列", "15239919820304", "存疑，按表头认出"]
    assert side.field.value() == "id_number"


def test_the_doubts_of_its_own_cell_come_first(side):
    side.show_cell(3, 1)
    words = [text for text in told(side) if "请核对" in text]
    assert words == ["姓名：有丢失的字，请核对。", "身份证号：位数不对，请核对。"]
    assert side.doubts.currentIndex().row() == 0
    side.show_cell(3, 2)
    assert [text for text in told(side) if "请核对" in text] == words[::-1]
    assert side.doubts.currentIndex().row() == 1


def test_a_forbidden_column_cannot_be_chosen(side):
    side.show_cell(2, 3)
    assert not side.field_row.isVisible()
    assert "按规定不导入" in told(side)


def test_an_unknown_column_says_so_and_a_mended_cell_too(side):
    side.show_cell(3, 4)
    assert side.field.currentText() == "没认出"
    assert "这一列没有用到，这一格您改过" in told(side)


def test_no_cell(side):
    side.show_cell(-1, -1)
    assert told(side)[0] == "没有选中的格子"
    assert not side.field_row.isVisible()


def test_a_field_is_said_and_taken_back(qtbot, shown):
    table = TableView("s", "people", 0, 6, 0, 0, (ColumnView(0, "电话", "address", Ground.CLERK),))
    side = SheetSide()
    side.show_sheet(sheet_read(tables=(table,)))
    side.show_cell(2, 0)
    shown(side, 292, 600)
    said = []
    side.field_said.connect(said.append)
    side.field.setFocus()
    qtbot.keyClick(side.field, Qt.Key.Key_Up)
    assert said == ["door"]
    side.field.activated.emit(side.field.findData(AUTO))
    side.field.pick(AUTO)
    side.field.activated.emit(side.field.currentIndex())
    assert said[-1] == AUTO
    assert "您指定的" in told(side)


def test_problems_are_listed_and_picked(qtbot, side):
    assert "这张表的问题 3" in told(side)
    picked = []
    side.doubt_picked.connect(picked.append)
    side.doubts.setFocus()
    side.doubts.choose(0)
    qtbot.keyClick(side.doubts, Qt.Key.Key_End)
    assert picked == [2]
    side.show_sheet(sheet_read())
    assert "这张表没有问题" in told(side)


def test_many_doubts_of_a_row_are_counted(shown):
    side = SheetSide()
    side.show_sheet(sheet_read(*(doubt(3, 2, what=f"第{at}件") for at in range(5))))
    side.show_cell(2, 1)
    shown(side, 292, 600)
    assert "还有 2 处" in told(side)
