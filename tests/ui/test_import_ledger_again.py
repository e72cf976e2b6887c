"""Files read anew with what the clerk says of them: villages, passwords, columns, cells; the place in the sheet stays."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.import_columns import remembered
from kzzq_desktop.ui import background
from kzzq_desktop.ui.dialogs import import_ledger as room
from kzzq_desktop.ui.dialogs.import_ledger import ImportDialog, import_ledger
from kzzq_desktop.ui.importing import notes
from tests.services.test_import_ledger import HEADS, ROWS
from tests.ui.import_window import opened, press, settle, watch_readings, write_ledger
from tests.ui.people_window import choose, type_into

RETURN, ESCAPE, F2, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_Down
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    """What each reading was told, in order."""
    return watch_readings(monkeypatch)


@pytest.fixture
def gave_up(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the question before corrections are lost is answered with."""
    answers: list[bool] = []
    monkeypatch.setattr(room.ask, "give_up", lambda _parent: answers.pop(0))
    return answers


def mend(qtbot: QtBot, dialog: ImportDialog, at: tuple[int, int], words: str) -> None:
    """Mend a cell with the keyboard, row and column from 0."""
    table = dialog.sheets.table
    table.setFocus()
    table.walk_to(*at)
    qtbot.keyClick(table, F2)
    type_into(qtbot, QApplication.focusWidget(), words)
    qtbot.keyClick(QApplication.focusWidget(), RETURN)
    settle(qtbot)


def test_an_unclear_village_is_asked_and_read_again_in_place(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(HEADS))
    book.active.append(list(ROWS[0]))
    path = tmp_path / "台账.xlsx"
    book.save(path)
    dialog, _ = opened(qtbot, desk, [path])
    assert not dialog.save.isEnabled()
    assert dialog.save.text().strip() == "请先选嘎查村"
    assert QApplication.focusWidget() is dialog.notes.village
    assert dialog.outcome.text() == "1 行等您选嘎查村。还没有保存任何内容。"
    box = dialog.notes.village
    box.pick("150521102201")
    box.activated.emit(box.currentIndex())
    settle(qtbot)
    assert dialog.isVisible()
    assert dialog.preview.plan.counts["new"] == 2
    assert dialog.save.isEnabled()
    assert dialog.notes.village is None


def test_a_mended_cell_is_read_anew_and_stays_marked(
    qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[Said], gave_up: list[bool]
) -> None:
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path)])
    mend(qtbot, dialog, (4, 2), "白志强")
    assert {(spot.row, spot.col): text for spot, text in said[-1].cells.items()} == {(5, 3): "白志强"}
    assert dialog.sheets.sheet.text(4, 2) == "白志强"
    assert dialog.sheets.table.place() == (4, 2)
    assert dialog.save.isEnabled()
    gave_up += [False, True]
    qtbot.keyClick(dialog, ESCAPE)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, ESCAPE)
    assert not dialog.isVisible()
    assert find(desk, "wxy") == ()


def test_a_column_corrected_by_keyboard_is_remembered_and_offered_next_time(
    qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[Said]
) -> None:
    heads = (*HEADS, "星座")
    rows = [(*row, "东头第三户") for row in ROWS]
    dialog, window = opened(qtbot, desk, [write_ledger(tmp_path, rows, heads=heads)])
    dialog.sheets.table.setFocus()
    dialog.sheets.table.walk_to(3, len(HEADS))
    qtbot.keyClick(dialog.sheets.table, DOWN, ALT)
    choose("住址")
    settle(qtbot)
    (source,) = said[-1].columns
    assert said[-1].columns[source] == {len(HEADS): "address"}
    assert dialog.sheets.table.heads.column_of(len(HEADS)).field == "address"
    assert remembered(desk) == {}
    dialog.save_all()
    qtbot.waitUntil(lambda: bool(window.told))
    assert remembered(desk) == {source: {len(HEADS): "address"}}
    path = write_ledger(tmp_path, rows, "花胡硕嘎查台账.xlsx", heads)
    import_ledger(desk, window, window.host, [path])
    settle(qtbot)
    again = next(one for one in window.host.findChildren(ImportDialog) if one.isVisible())
    assert said[-1].columns == {source: {len(HEADS): "address"}}
    press(qtbot, again, "不用")
    assert said[-1].columns == {}
    assert not [one for one in again.findChildren(QPushButton) if one.isVisible() and one.text().startswith("不用")]
    again.reject()


def test_a_correction_taken_back_is_forgotten(qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[Said]) -> None:
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path)])
    (source,) = {table.source for view in dialog.whole.reading.views for table in view.tables}
    dialog.sheets.column_said.emit(source, 0, "door")
    settle(qtbot)
    dialog.sheets.column_said.emit(source, 0, "auto")
    settle(qtbot)
    assert said[-1].columns == {}
    qtbot.keyClick(dialog, ESCAPE)
    assert not dialog.isVisible()
    assert remembered(desk) == {}


def test_a_long_import_waits_until_the_clerk_asks(
    qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "AT_ONCE", 0)
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path)])
    mend(qtbot, dialog, (2, 2), "王秀兰")
    mend(qtbot, dialog, (3, 2), "特木尔巴根")
    assert said == []
    assert not dialog.save.isEnabled()
    assert dialog.sheets.sheet.text(2, 2) == "王秀兰"
    qtbot.keyClick(dialog, Qt.Key.Key_R, ALT)
    qtbot.waitUntil(lambda: bool(said))
    settle(qtbot)
    assert len(said[-1].cells) == 2
    assert dialog.save.isEnabled()
    mend(qtbot, dialog, (4, 2), "白志强")
    press(qtbot, dialog, "放弃改动")
    assert len(said) == 1
    assert dialog.sheets.sheet.text(4, 2) == "白𣲗"
    assert dialog.save.isEnabled()


def test_a_password_is_asked_first_and_handed_to_the_reading(
    qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "locked_files", lambda _reading: () if said and said[-1].passwords else ("密.xlsx",))
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path)])
    assert QApplication.focusWidget() is dialog.notes.password
    qtbot.keyClicks(dialog.notes.password, "abc123")
    qtbot.keyClick(dialog.notes.password, RETURN)
    settle(qtbot)
    assert said[-1].passwords == {"密.xlsx": "abc123"}
    assert dialog.notes.password is None
    assert dialog.isVisible()


def test_a_reading_that_is_cancelled_keeps_what_was_read(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path)])
    shown: list[BaseException] = []
    monkeypatch.setattr(background.errors, "show_error", lambda *given: shown.append(given[1]))

    def stopped(*_given: object) -> None:
        raise Cancelled

    monkeypatch.setattr(room, "preview_import", stopped)
    dialog.add_files([write_ledger(tmp_path, name="花胡硕嘎查台账.xlsx")])
    settle(qtbot)
    assert dialog.whole.files == ("先锋嘎查台账.xlsx",)
    assert len(dialog.paths) == 1
    assert dialog.save.isEnabled()
    assert all(isinstance(error, Cancelled) for error in shown)


def test_a_later_correction_overtakes_an_earlier_one(qtbot: QtBot, desk: Desk, tmp_path: Path, said: list[Said]) -> None:
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path)])
    spot = replace(dialog.sheets.sheet.view.spot, row=3, col=3)
    for words in ("王秀兰", "王秀琴", "王秀芝"):
        dialog.sheets.cell_said.emit(spot, words)
        assert not dialog.save.isEnabled()
    settle(qtbot)
    assert dialog.said.cells == {spot: "王秀芝"}
    assert said[-1].cells == {spot: "王秀芝"}
    assert dialog.save.isEnabled()


def test_a_reading_that_fails_keeps_what_was_read(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gave_up: list[bool]
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(room.errors, "show_error", lambda _parent, error: shown.append(error))
    path = write_ledger(tmp_path)
    dialog, _ = opened(qtbot, desk, [path])
    path.unlink()
    mend(qtbot, dialog, (2, 2), "王秀兰")
    assert "先锋嘎查台账.xlsx" in str(shown[0])
    assert dialog.sheets.table.sheet_model.rowCount() == 5
    assert not dialog.save.isEnabled()
    press(qtbot, dialog, "放弃改动")
    assert dialog.save.isEnabled()
