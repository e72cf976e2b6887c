"""Tools of a list: columns, copy, export."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.work_list import is_work_list
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_rows import Audience
from kzzq_desktop.services.register import list_register
from kzzq_desktop.ui import files
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_copy import door
from kzzq_desktop.ui.table_tools import export_table, tool_buttons
from tests.ui.test_settings import Window
from tests.ui.test_table import COLUMNS, Line, Source

Show = Callable[..., QWidget]


@pytest.fixture
def table(shown: Show, desk: Desk) -> RowsTable[Line]:
    source = Source(30)
    made: RowsTable[Line] = RowsTable("tools", COLUMNS, load=source.load, relist=source.relist, sort="place")
    shown(made, 1300, 400)
    made.refresh()
    door.desk = desk
    return made


@pytest.fixture
def public(table: RowsTable[Line], monkeypatch: pytest.MonkeyPatch) -> RowsTable[Line]:
    """A list of which two rows may not hang on a wall; the clerk narrows it to 公示."""
    table.wall = lambda ids: ids[2:]
    monkeypatch.setattr("kzzq_desktop.ui.table_tools.ask_audience", lambda *_: Audience.PUBLIC)
    return table


def lines_of(desk: Desk) -> list[tuple[str, str, str, int]]:
    return [(line.act, line.paper, line.audience, line.pages) for line in list_register(desk)]


def exported(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    *rows, last = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert is_work_list(last[0])
    return rows


def test_the_shown_columns_of_all_rows_are_exported(
    table: RowsTable[Line], desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, window = tmp_path / "住户.xlsx", Window()
    monkeypatch.setattr(files, "save_file", lambda *_asked: path)
    table.pick(table.rows_model.ids[3])
    export_table(table, window, "住户", "户")
    qtbot.waitUntil(lambda: bool(window.told), timeout=5000)
    rows = exported(path)
    assert rows[0] == ["户主", "组 / 门牌", "人口", "需求", "网格", "最近联系", "备注"]
    assert len(rows) == 31
    assert rows[2][:4] == ["额尔敦朝鲁·阿拉坦仓", "东2组 1号", 2, "低保"]
    assert rows[2][6] == "=HYPERLINK(1)"
    assert window.told == ["已导出 30 户：住户.xlsx"]
    assert lines_of(desk) == [("export", "住户", "工作", 30)]


def test_a_list_for_the_wall_is_masked_and_says_what_was_left_out(
    public: RowsTable[Line], desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed, window = [], Window()
    monkeypatch.setattr(files, "save_file", lambda _table, _title, name, _kind: proposed.append(name) or tmp_path / "x.xlsx")
    export_table(public, window, "住户", "户")
    qtbot.waitUntil(lambda: bool(window.told), timeout=5000)
    rows = exported(tmp_path / "x.xlsx")
    assert rows[0] == ["户主", "组 / 门牌", "人口", "网格"]
    assert rows[1] == ["李*才", "东2组", 3, "03 白音那木拉"]
    assert len(rows) == 29
    assert window.told == ["已导出 28 户：x.xlsx，2 户不能张贴，没有列入"]
    assert proposed[0].startswith("住户公示20")
    assert lines_of(desk) == [("export", "住户", "公示", 28)]


def test_a_copy_for_the_wall_is_asked_by_key_or_by_the_button(public: RowsTable[Line], desk: Desk) -> None:
    window = Window()
    public.setAccessibleName("住户")
    _, copy, _ = tool_buttons(public, window, "住户", "户")
    assert "Ctrl+Shift+C" in copy.toolTip()
    QTest.keyClick(public, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    by_key = QApplication.clipboard().text()
    copy.actions()[1].trigger()
    assert QApplication.clipboard().text() == by_key
    lines = by_key.splitlines()
    assert (lines[0], lines[1], len(lines)) == ("户主\t组 / 门牌\t人口\t网格", "李*才\t东2组\t3\t03 白音那木拉", 29)
    assert window.told == ["已复制公示版 28 户，可以粘贴到 WPS 表格"]
    assert lines_of(desk) == [("copy", "住户", "公示", 28)] * 2


def test_a_list_that_is_not_for_walls_offers_none(table: RowsTable[Line], desk: Desk) -> None:
    QApplication.clipboard().clear()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text() == ""
    _, copy, _ = tool_buttons(table, Window(), "住户", "户")
    assert (copy.actions(), "公示" in copy.toolTip()) == ([], False)
    assert lines_of(desk) == []


def test_without_an_office_nothing_leaves(table: RowsTable[Line], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door.desk = None
    QApplication.clipboard().clear()
    monkeypatch.setattr(files, "save_file", lambda *_asked: tmp_path / "x.xlsx")
    for leave in (table.copy, lambda: export_table(table, Window(), "住户")):
        with pytest.raises(RuntimeError):
            leave()
    assert (QApplication.clipboard().text(), list(tmp_path.glob("*.xlsx"))) == ("", [])


def test_several_chosen_rows_are_exported_alone(
    table: RowsTable[Line], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, window = tmp_path / "x.xlsx", Window()
    monkeypatch.setattr(files, "save_file", lambda *_asked: path)
    table.choose(table.rows_model.ids[4:7])
    export_table(table, window, "住户")
    qtbot.waitUntil(lambda: bool(window.told), timeout=5000)
    assert len(exported(path)) == 4


def test_going_back_writes_nothing(table: RowsTable[Line], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "save_file", lambda *_asked: None)
    export_table(table, Window(), "住户")
    assert list(tmp_path.glob("*.xlsx")) == []


def test_going_back_from_the_audience_asks_for_no_file(public: RowsTable[Line], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzzq_desktop.ui.table_tools.ask_audience", lambda *_: None)
    monkeypatch.setattr(files, "save_file", lambda *_asked: pytest.fail("nobody went on"))
    export_table(public, Window(), "住户")


def test_the_buttons_do_what_they_say(table: RowsTable[Line]) -> None:
    window = Window()
    columns, copy, export = tool_buttons(table, window, "住户", "户")
    copy.click()
    assert window.told == ["已复制 30 户，可以粘贴到 WPS 表格"]
    columns.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [entry.text() for entry in menu.actions()]
    assert {"户主", "电话", "排序(&S)"} <= set(words)
    next(entry for entry in menu.actions() if entry.text() == "电话").trigger()
    menu.close()
    assert "phone" in [column.key for column in table.shown_columns()]
    assert export.text().strip() == "导出…"
