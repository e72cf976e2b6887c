"""The import steps with real keys and clicks: look first, one button saves, a cancel leaves nothing."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.sheet_view import NOTHING_SAID
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.import_ledger import preview_import
from kzzq_desktop.ui.dialogs.import_ledger import ImportDialog, import_ledger
from tests.services.desks import make_desk
from tests.services.test_import_ledger import HEADS, ROWS, write_ledger


class Window:
    """A window that only remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.host: QWidget | None = None

    def saved(self, unit_id: str, words: str) -> None:
        """Remember a save."""
        self.told.append((unit_id, words))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty office."""
    return make_desk(tmp_path)


def opened(qtbot: QtBot, desk: Desk, paths: list[Path]) -> tuple[ImportDialog, Window]:
    """Return the preview over these files, open."""
    host, window = QWidget(), Window()
    qtbot.addWidget(host)
    host.show()
    dialog = ImportDialog(desk, window, host, paths, preview_import(desk, paths), NOTHING_SAID)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog, window


def test_enter_saves_everything_at_once(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog, window = opened(qtbot, desk, [write_ledger(tmp_path)])
    assert dialog.table.rows_model.rowCount() == 5
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.told))
    assert window.told[0][1] == "已导入 5 行"
    assert [row.title for row in find(desk, "wxy")] == ["王秀英"]


def test_esc_leaves_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog, window = opened(qtbot, desk, [write_ledger(tmp_path)])
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not window.told
    assert find(desk, "wxy") == ()


def test_the_filter_shows_one_verdict_and_the_whole_sentence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    damaged = (*ROWS[2][:4], 152399199003030038, *ROWS[2][5:])
    dialog, _ = opened(qtbot, desk, [write_ledger(tmp_path, (*ROWS[:2], damaged))])
    qtbot.mouseClick(dialog.filter.buttons["doubtful"], Qt.MouseButton.LeftButton)
    assert dialog.table.rows_model.rowCount() == 1
    dialog.table.selectRow(0)
    assert "先锋嘎查台账.xlsx" in dialog.detail.text()
    assert "身份证号" in dialog.detail.text()


def test_an_unclear_village_is_asked_and_read_again(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(HEADS))
    book.active.append(list(ROWS[0]))
    path = tmp_path / "台账.xlsx"
    book.save(path)
    dialog, _ = opened(qtbot, desk, [path])
    assert not dialog.save.isEnabled()
    box = next(iter(dialog.asks.values()))
    box.pick("150521102201")
    with qtbot.waitSignal(dialog.finished):
        box.activated.emit(box.currentIndex())
    host = dialog.host
    qtbot.waitUntil(lambda: any(child is not dialog and child.isVisible() for child in host.findChildren(ImportDialog)))
    again = next(child for child in host.findChildren(ImportDialog) if child.isVisible())
    assert again.preview.plan.counts["new"] == 2
    assert again.save.isEnabled()


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
