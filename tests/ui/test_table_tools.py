"""Tools of a list: columns, copy, export."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.work_list import is_work_list
from kzzq_desktop.ui import files
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_tools import export_table, tool_buttons
from tests.ui.test_settings import Window
from tests.ui.test_table import COLUMNS, Line, Source

Show = Callable[..., QWidget]


@pytest.fixture
def table(shown: Show) -> RowsTable[Line]:
    source = Source(30)
    made: RowsTable[Line] = RowsTable("tools", COLUMNS, load=source.load, relist=source.relist, sort="place")
    shown(made, 1300, 400)
    made.refresh()
    return made


def exported(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    *rows, last = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert is_work_list(last[0])
    return rows


def test_the_shown_columns_of_all_rows_are_exported(
    table: RowsTable[Line], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
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
    assert list(tmp_path.iterdir()) == []


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
