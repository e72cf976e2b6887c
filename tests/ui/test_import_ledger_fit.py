"""The import at the sizes of old screens and of large letters: nothing is cut, everything has its name."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.import_choice import FieldChange
from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.domain.sheet_view import NOTHING_SAID
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_ledger import preview_import
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.dialogs.import_ledger import ImportDialog
from kzzq_desktop.ui.importing import notes
from tests.services.test_import_ledger import HEADS, ROWS
from tests.ui.import_window import settle, shown, write_ledger
from tests.ui.test_screens_no_cut_text import fits_of, said

SIZES = [("normal", 1342, 641), ("large", 1342, 641), ("huge", 1342, 641), ("normal", 1069, 544), ("large", 1069, 544)]
WORDS = ("电话", "住址", "门牌", "身份证号", "与户主关系")


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}-{size[1]}")
def dialog(
    request: pytest.FixtureRequest, qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ImportDialog:
    """A preview with everything in it: questions, a locked file, doubts, changes, somebody who may come back."""
    size, wide, high = request.param
    theme.wear(theme.Look(size, "light"))
    monkeypatch.setattr(notes, "locked_files", lambda _reading: ("上锁的台账.xlsx",))
    book = openpyxl.Workbook()
    book.active.append([*HEADS, "星座"])
    book.active.append([*ROWS[0], "天蝎"])
    book.save(tmp_path / "台账.xlsx")
    damaged = (*ROWS[:2], (*ROWS[2][:4], 152399199003030038, *ROWS[2][5:]))
    paths = [write_ledger(tmp_path, damaged), tmp_path / "台账.xlsx"]
    made = preview_import(desk, paths)
    changes = tuple(FieldChange(str(at), word, "16412345678", "16412345679") for at, word in enumerate(WORDS))
    spot = Spot(paths[0].name, "先锋嘎查", 4, 3)
    told = (
        PreviewRow(Verdict.CHANGED, spot, "额尔敦朝鲁·阿拉坦仓", changes=changes),
        PreviewRow(Verdict.DOUBTFUL, spot, "额尔敦朝鲁·阿拉坦仓", "这一户在册已迁出，台账里还有", revives="a" * 32),
    )
    preview = replace(made, plan=replace(made.plan, rows=(*made.plan.rows, *told)))
    opened, _ = shown(qtbot, desk, paths, preview, NOTHING_SAID)
    opened.resize(wide, high)
    settle(qtbot)
    assert (opened.width(), opened.height()) == (wide, high)
    return opened


def test_nothing_is_cut(qtbot: QtBot, dialog: ImportDialog) -> None:
    wrong = []
    for page in ("sheets", "saves"):
        dialog._turn_to(page)
        settle(qtbot)
        wrong += [said(part, fit) for part, fit in fits_of(dialog) if fit.cut]
    dialog._turn_to("sheets")
    dialog.sheets.step(1)
    settle(qtbot)
    wrong += [said(part, fit) for part, fit in fits_of(dialog) if fit.cut]
    assert not wrong, "\n".join(wrong)


def test_the_actions_always_show(dialog: ImportDialog) -> None:
    for one in dialog.findChildren(QPushButton):
        if one.isVisible() and one.property("role") == "main":
            seen = one.visibleRegion().boundingRect()
            assert (seen.width(), seen.height()) == (one.width(), one.height())


def test_every_control_has_a_name(qtbot: QtBot, dialog: ImportDialog) -> None:
    nameless = []
    for page in ("sheets", "saves"):
        dialog._turn_to(page)
        settle(qtbot)
        for part in dialog.findChildren(QWidget):
            focusable = part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.focusProxy()
            inner = part.objectName().startswith("qt_") or type(part).__name__ in ("QScrollArea", "QStackedWidget")
            words = part.accessibleName() or getattr(part, "text", str)()
            if focusable and not inner and not words:
                nameless.append(f"{type(part).__name__} {part.property('role')}")
    assert not nameless
