"""Saves listed and taken back from the window, long after they were made."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.services.history import UndoPlan, list_units
from kzzq_desktop.services.import_ledger import preview_import, save_import
from kzzq_desktop.services.office import save_grid_sizes
from kzzq_desktop.ui import ask
from kzzq_desktop.ui.dialogs.saves import SavesDialog, consequence
from tests.services.desks import make_desk
from tests.services.test_import_ledger import write_ledger
from tests.ui.import_window import Window


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An office with an import and a later save."""
    made = make_desk(tmp_path)
    save_import(made, preview_import(made, [write_ledger(tmp_path)]))
    save_grid_sizes(made, GridSizes(11, 9, 13))
    return made


def opened(qtbot: QtBot, desk: Desk) -> tuple[SavesDialog, Window]:
    """Return the list of saves, open."""
    host, window = QWidget(), Window()
    qtbot.addWidget(host)
    window.host = host
    dialog = SavesDialog(desk, window, host)
    dialog.open()
    return dialog, window


def test_an_import_is_taken_back_after_later_saves(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _parent, question, words="", **_: asked.append(question + words) or True)
    dialog, window = opened(qtbot, desk)
    assert [unit.what for unit in dialog.units.values()][:2] == ["修改每格户数", "导入 先锋嘎查台账.xlsx"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.told))
    assert asked == ["撤销“导入 先锋嘎查台账.xlsx”？去掉这次新增的 11 条。"]
    assert find(desk, "wxy") == ()
    assert list_units(desk)[0].what == "撤销：导入 先锋嘎查台账.xlsx"
    assert window.told[0][0] == list_units(desk)[0].id


def test_no_means_no(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _parent, question, *_, **__: asked.append(question) or False)
    dialog, window = opened(qtbot, desk)
    before = len(list_units(desk))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))
    assert len(list_units(desk)) == before
    assert not window.told


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (UndoPlan("x", 3, 0, 0, 0, {}), "去掉这次新增的 3 条。"),
        (UndoPlan("x", 3, 2, 0, 1, {}), "去掉这次新增的 3 条，把 2 条改回原样。其中 1 条后来又改过，也会一起去掉。"),
        (UndoPlan("x", 3, 0, 0, 0, {}, 2), "去掉这次新增的 3 条。2 条后来的内容还要用到，保留。"),
        (UndoPlan("x", 0, 1, 4, 0, {}), "把 1 条改回原样。4 处后来又改过，保持现在的样子。"),
        (UndoPlan("x", 0, 0, 2, 0, {}), "没有可以退回的内容。2 处后来又改过，保持现在的样子。"),
    ],
)
def test_the_sentence_says_what_will_happen(plan: UndoPlan, said: str) -> None:
    assert consequence(plan) == said
