"""The table of a sheet: Excel's numbers and letters, what is painted where, mending in place, all with real keys."""

import time
from collections import Counter
from itertools import repeat

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit

from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.sheet_view import RowKind
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.importing.sheet_table import SheetTable
from tests.ui.import_window import FILE, SHEET, doubt, sheet_read
from tests.ui.people_window import type_into

ROLE = Qt.ItemDataRole
DOWN, RETURN, F2 = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_F2


@pytest.fixture
def table(shown):
    """The sheet made by hand, a doubt in its ID column and a row refused; the keyboard at the first name."""
    made = SheetTable()
    made.show_sheet(sheet_read(doubt(4, 2, "身份证号", "位数不对"), doubt(6, 2, verdict=Verdict.REFUSED)), False, (2, 1))
    return shown(made, 900, 400)


def words(table, at):
    return [table.sheet_model.data(table.sheet_model.index(at, col)) for col in range(5)]


def picture(table, row, col) -> Counter:
    """The colours of a cell as it is painted, with how often each stands there."""
    area = table.visualRect(table.sheet_model.index_of(row, col))
    image = table.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return Counter(image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height()))


def test_the_sheet_stands_as_it_is(table):
    assert table.sheet_model.rowCount() == 7
    assert words(table, 3) == ["王秀英", "特木尔", "15239919820304", "", ""]
    assert words(table, 5)[2] == "1985"
    assert table.place() == (2, 1)


def test_only_doubtful_rows_keep_their_numbers(table):
    table.show_sheet(table.sheet_model.sheet, True, (2, 1))
    assert list(table.sheet_model.shown) == [3, 5]
    assert words(table, 1)[1] == "白𣲗"
    assert table.place() == (3, 1)


def test_understood_doubtful_refused_and_forbidden_are_painted_apart(table):
    assert picture(table, 2, 0).most_common(1)[0][0] == theme.hexa("teal_w")
    assert picture(table, 3, 2).most_common(1)[0][0] == theme.hexa("amber_t")
    assert picture(table, 5, 2).most_common(1)[0][0] == theme.hexa("red_t")
    assert theme.hexa("line2") in picture(table, 2, 3)
    assert picture(table, 6, 0).most_common(1)[0][0] == theme.hexa("sunken")


def test_state_is_not_told_by_colour_alone(table):
    model = table.sheet_model
    spoken = {at: model.data(model.index_of(*at), ROLE.AccessibleTextRole) for at in ((3, 2), (5, 0), (2, 3), (6, 0), (2, 4))}
    assert spoken[3, 2] == "15239919820304，身份证号：位数不对，请核对。"
    assert spoken[5, 0].endswith("这一行不导入")
    assert spoken[2, 3].endswith("按规定不导入")
    assert "合计" in spoken[6, 0]
    assert spoken[2, 4].endswith("这一列没有用到")
    assert "位数不对" in model.data(model.index_of(3, 2), ROLE.ToolTipRole)


def test_a_long_title_runs_on_over_empty_cells(table):
    assert theme.hexa("ink3") in picture(table, 0, 1)
    assert theme.hexa("ink") not in picture(table, 4, 1)


@pytest.mark.parametrize("start", ["f2", "double"])
def test_a_cell_is_mended_in_place(qtbot, table, start):
    said = []
    table.mended.connect(lambda *given: said.append(given))
    table.setFocus()
    qtbot.keyClick(table, DOWN)
    if start == "f2":
        qtbot.keyClick(table, F2)
    else:
        at = table.visualRect(table.currentIndex()).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    editor = table.viewport().findChild(QLineEdit)
    assert editor.text() == "特木尔"
    assert editor.height() <= table.rowHeight(3)
    type_into(qtbot, editor, "特木尔巴根")
    qtbot.keyClick(editor, RETURN)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [(3, 1, "特木尔巴根")]


def test_the_same_text_or_escape_says_nothing(qtbot, table):
    said = []
    table.mended.connect(lambda *given: said.append(given))
    table.setFocus()
    for ending in (RETURN, Qt.Key.Key_Escape):
        qtbot.keyClick(table, F2)
        editor = table.viewport().findChild(QLineEdit)
        if ending != RETURN:
            qtbot.keyClicks(editor, "abc")
        qtbot.keyClick(editor, ending)
        QApplication.processEvents()
    assert said == []


def test_a_forbidden_cell_cannot_be_filled(qtbot, table):
    table.walk_to(2, 3)
    table.setFocus()
    qtbot.keyClick(table, F2)
    assert table.viewport().findChild(QLineEdit) is None


def test_enter_walks_down_and_stays_in_the_sheet(qtbot, table):
    table.setFocus()
    for _ in range(9):
        qtbot.keyClick(table, RETURN)
    assert table.place() == (6, 1)


def test_a_mended_cell_shows_its_mark(table):
    before = picture(table, 3, 1)
    table.show_sheet(sheet_read(cells={Spot(FILE, SHEET, 4, 2): "特木尔"}), False, (2, 1))
    assert theme.hexa("teal") in picture(table, 3, 1)
    assert theme.hexa("teal") not in before


def test_heads_show_letter_label_and_field(qtbot, table):
    asked = []
    table.column_asked.connect(lambda col, _point: asked.append(col))
    heads = table.heads
    assert [fit.words for fit in heads.fits()] == ["户主", "姓名", "身份证号", "按规定不导入", "没认出"]
    assert not any(fit.cut for fit in heads.fits())
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=heads.chip(2).center())
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=heads.chip(3).center())
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(heads.chip(1).center().x(), 6))
    assert asked == [2]
    table.setFocus()
    qtbot.keyClick(table, DOWN, Qt.KeyboardModifier.AltModifier)
    assert asked == [2, 1]


def test_the_same_sheet_stays_where_it_was(table):
    table.resize(300, 220)
    QApplication.processEvents()
    table.setColumnWidth(1, 333)
    table.walk_to(6, 4)
    kept = table.verticalScrollBar().value(), table.horizontalScrollBar().value()
    assert min(kept) > 0
    table.show_sheet(sheet_read(doubt(4, 2)), False, table.place())
    assert (table.verticalScrollBar().value(), table.horizontalScrollBar().value()) == kept
    assert table.columnWidth(1) == 333


def test_hidden_rows_and_columns_are_said(table):
    plain = table.verticalHeader().grab().toImage(), table.heads.grab().toImage()
    table.show_sheet(sheet_read(hidden_rows=frozenset({2}), hidden_cols=frozenset({1})), False, (2, 1))
    assert table.verticalHeader().grab().toImage() != plain[0]
    assert table.heads.grab().toImage() != plain[1]


def test_forty_thousand_rows_cost_no_more_than_forty(shown):
    line = ("王秀英", "特木尔", "152399195801120045", "", "")
    rows = list(repeat(line, 42_000))
    made = SheetTable()
    began = time.perf_counter()
    made.show_sheet(sheet_read(doubt(41_999, 2), rows=rows, kinds=dict.fromkeys(range(42_000), RowKind.PEOPLE)), False, (2, 0))
    shown(made, 900, 500)
    made.walk_to(41_998, 4)
    made.grab()
    assert time.perf_counter() - began < 5
    assert made.sheet_model.rowCount() == 42_000
    assert made.place() == (41_998, 4)
