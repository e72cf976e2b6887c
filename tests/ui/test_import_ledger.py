"""The import with real keys and clicks: look first, choose, one button saves, a cancel leaves nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.import_choice import FieldChange
from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.history import list_units
from kzzq_desktop.ui.dialogs import import_ledger as room
from kzzq_desktop.ui.dialogs.import_ledger import ImportDialog, import_ledger
from tests.services.test_import_ledger import HEADS, ROWS
from tests.ui.import_window import Window, opened, press, preview, settle, shown, view, watch_readings, write_ledger
from tests.ui.people_window import open_window
from tests.ui.test_drops import drop

RETURN, ESCAPE, ALT, CONTROL = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
)  # fmt: skip
DAMAGED = (*ROWS[:2], (*ROWS[2][:4], 152399199003030038, *ROWS[2][5:]))


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    """What each reading was told, in order."""
    return watch_readings(monkeypatch)


def test_enter_saves_everything_at_once(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog, window = opened(qtbot, desk, [write_ledger(tmp_path)])
    assert dialog.outcome.text() == "新增 2 户 3 人、党员 2 名、网格 2 个。还没有保存任何内容。"
    qtbot.keyClick(dialog.focusWidget(), RETURN)
    qtbot.waitUntil(lambda: bool(window.told))
    assert window.told[0][1] == "已导入 5 行"
    assert [row.title for row in find(desk, "wxy")] == ["王秀英"]
    assert list_units(desk)[0].id == window.told[0][0]


def test_esc_leaves_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    before = len(list_units(desk))
    dialog, window = opened(qtbot, desk, [write_ledger(tmp_path)])
    qtbot.keyClick(dialog, ESCAPE)
    assert not dialog.isVisible()
    assert not window.told
    assert find(desk, "wxy") == ()
    assert len(list_units(desk)) == before


def test_the_sheet_itself_is_seen_first_and_the_rest_is_one_key_away(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path)])
    assert dialog.pages.currentWidget() is dialog.sheets
    assert dialog.sheets.table.sheet_model.rowCount() == 5
    qtbot.keyClick(dialog, Qt.Key.Key_2, CONTROL)
    assert dialog.saves.table.hasFocus()
    assert dialog.saves.table.rows_model.rowCount() == 5
    qtbot.keyClick(dialog, Qt.Key.Key_1, CONTROL)
    assert dialog.sheets.table.hasFocus()


def test_the_filter_shows_one_verdict_and_the_whole_sentence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path, DAMAGED)])
    qtbot.mouseClick(dialog.tabs.buttons["saves"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.saves.filter.buttons["doubtful"], Qt.MouseButton.LeftButton)
    assert dialog.saves.table.rows_model.rowCount() == 1
    dialog.saves.table.selectRow(0)
    assert "先锋嘎查台账.xlsx" in dialog.saves.detail.text()
    assert "身份证号" in dialog.saves.detail.text()


def test_doubtful_rows_alone_by_one_key(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path, DAMAGED)])
    qtbot.keyClick(dialog, Qt.Key.Key_D, ALT)
    qtbot.waitUntil(lambda: list(dialog.sheets.table.sheet_model.shown) == [4])
    qtbot.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.sheets.table.place() == (4, HEADS.index("身份证号"))


def test_files_dropped_on_the_preview_are_read_with_the_others(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    first, second, third = (
        write_ledger(tmp_path, [(*ROWS[at][:4], "", *ROWS[at][5:])], name)
        for at, name in enumerate(("先锋嘎查台账.xlsx", "巴彦胡硕台账.xlsx", "花胡硕嘎查台账.xlsx"))
    )
    dialog, _ = opened(qtbot, desk, [first])
    assert drop(dialog, [second, third, first])
    settle(qtbot)
    assert dialog.whole.files == (first.name, second.name, third.name)
    assert len(dialog.sheets.sheets) == 3
    assert dialog.names.text() == f"{first.name}、{second.name} 等 3 个文件"
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04broken")
    drop(dialog, [broken])
    settle(qtbot)
    assert [sheet.key for sheet in dialog.sheets.sheets if sheet.why] == [("坏.xlsx", "")]


def test_two_files_dropped_on_a_screen_open_one_preview(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    paths = [write_ledger(tmp_path, [ROWS[at]], name) for at, name in ((0, "先锋嘎查台账.xlsx"), (2, "花胡硕嘎查台账.xlsx"))]
    window = open_window(qtbot, desk, "members")
    assert drop(window.pages["members"], paths)
    settle(qtbot)
    dialog = next(one for one in window.findChildren(ImportDialog) if one.isVisible())
    assert dialog.whole.files == tuple(path.name for path in paths)
    dialog.reject()


def test_unticked_fields_are_not_saved(qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = []
    monkeypatch.setattr(room, "replan", lambda _desk, whole, choice: chosen.append(choice) or whole)
    whole = preview([view()], [PreviewRow(Verdict.CHANGED, view().spot, "", changes=(FieldChange("phones", "电话", "1", "2"),))])
    dialog, _ = shown(qtbot, desk, [tmp_path], whole)
    dialog._turn_to("saves")
    box = dialog.saves.fields["phones"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert [choice.fields for choice in chosen] == [None, frozenset()]


def test_the_report_is_written_where_the_clerk_says(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.xlsx"
    monkeypatch.setattr(room.files, "save_file", lambda *_: path)
    dialog, window = opened(qtbot, desk, [write_ledger(tmp_path, DAMAGED)])
    press(qtbot, dialog, "保存报告")
    assert window.said == ["报告已保存到 报告.xlsx"]
    assert path.stat().st_size > 1000


def test_a_file_that_is_no_table_is_said_and_nothing_opens(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    told: list[BaseException] = []
    monkeypatch.setattr("kzzq_desktop.ui.errors.show_error", lambda _parent, error, *_a, **_k: told.append(error))
    host = QWidget()
    qtbot.addWidget(host)
    import_ledger(desk, Window(), host, [path])
    qtbot.waitUntil(lambda: bool(told))
    assert "照片.xlsx" in str(told[0]) or "文件" in str(told[0])
    assert not host.findChildren(ImportDialog)
