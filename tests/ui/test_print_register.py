"""The register in the window: by month, exported, never changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.base import clock
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.register import list_register, note_list
from kzzq_desktop.ui import files
from kzzq_desktop.ui.dialogs.print_register import RegisterDialog, month_options, show_register
from kzzq_desktop.ui.table_copy import door
from tests.ui.people_window import cut_words

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> Iterator[RegisterDialog]:
    """The register of an office that exported a list last month and two this month."""
    host = QWidget()
    qtbot.addWidget(host)
    door.desk = desk
    for moment, act, word in (
        (datetime(2026, 10, 31, tzinfo=UTC), Act.EXPORT, "住户"),
        (datetime(2026, 11, 1, tzinfo=UTC), Act.EXPORT, "党员"),
        (NOW, Act.COPY, "履职记录"),
    ):
        with clock.held(moment):
            note_list(desk, act, word, "先锋嘎查", Audience.WORK, 1234)
    with clock.held(NOW):
        show_register(host, desk)
    (made,) = host.findChildren(RegisterDialog)
    yield made
    host.close()


def shown(dialog: RegisterDialog) -> list[list[str]]:
    table = dialog.table
    return [
        [str(table.rows_model.data(table.rows_model.index(at, col))) for col in range(len(table.columns()))]
        for at in range(table.count())
    ]


def test_this_month_stands_there_newest_first(dialog: RegisterDialog) -> None:
    assert shown(dialog) == [
        ["2026-11-25 10:30", "萨仁高娃", "复制", "履职记录", "先锋嘎查", "工作", "1,234行", "1份", "—"],
        ["2026-11-01 08:00", "萨仁高娃", "导出", "党员", "先锋嘎查", "工作", "1,234行", "1份", "第2号"],
    ]
    assert dialog.count.text() == "2 条"
    assert list(cut_words(dialog)) == []


def test_another_month_is_chosen(dialog: RegisterDialog) -> None:
    for month, words in (("2026-10", ["住户"]), ("", ["履职记录", "党员", "住户"]), ("2026-09", [])):
        dialog.month.pick(month)
        dialog.month.picked.emit(month)
        assert [line[3] for line in shown(dialog)] == words
    assert dialog.table.empty is not None
    assert dialog.table.empty.isVisible()


def test_it_goes_to_excel_and_that_is_registered_too(
    qtbot: QtBot, dialog: RegisterDialog, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "save_file", lambda *_asked: tmp_path / "登记.xlsx")
    dialog.month.pick("")
    dialog.refresh()
    next(one for one in dialog.findChildren(QPushButton) if one.text().strip() == "导出…").click()
    qtbot.waitUntil(lambda: bool(dialog.said.text()), timeout=5000)
    assert dialog.said.text() == "已导出 3 条：登记.xlsx"
    sheet = openpyxl.load_workbook(tmp_path / "登记.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:4] == ["2026-11-25 10:30", "萨仁高娃", "复制", "履职记录"]
    newest = list_register(desk)[0]
    assert (newest.act, newest.paper, newest.scope, newest.pages) == ("export", "打印登记", "全部时间", 3)
    assert shown(dialog)[0][3] == "打印登记"


def test_escape_closes_it(dialog: RegisterDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not dialog.isVisible()


def test_the_months_go_back_over_new_year() -> None:
    with clock.held(datetime(2026, 2, 3, tzinfo=UTC)):
        options = month_options()
    assert options[:3] == [("2026-02", "2026年2月"), ("2026-01", "2026年1月"), ("2025-12", "2025年12月")]
    assert options[-2:] == [("2024-03", "2024年3月"), ("", "全部时间")]
