"""Sheets made by hand for the import's preview, and the import dialog over real files with real keys."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.import_plan import ImportPlan, PreviewRow, Verdict
from kzzq_desktop.domain.sheet_view import FORBIDDEN, NOTHING_SAID, ColumnView, Ground, RowKind, Said, SheetView, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_ledger import Preview, preview_import
from kzzq_desktop.ui import background
from kzzq_desktop.ui.dialogs import import_ledger as room
from kzzq_desktop.ui.dialogs.import_ledger import ImportDialog
from kzzq_desktop.ui.importing.sheets import SheetRead, sheets_of
from tests.services.test_import_ledger import HEADS, ROWS

FILE, SHEET, SOURCE = "台账.xlsx", "先锋", "户主|姓名|身份证号|民族|备注"
LABELS = ("户主", "姓名", "身份证号", "民族", "备注")
FIELDS = ("head_name", "name", "id_number", FORBIDDEN, "")
CELLS = (
    ("先锋嘎查户情台账", "", "", "", ""),
    LABELS,
    ("王秀英", "王秀英", "152399195801120045", "", "低保"),
    ("王秀英", "特木尔", "15239919820304", "", ""),
    ("", "", "", "", ""),
    ("白𣲗", "白𣲗", 1985.0, "", "在外地"),
    ("合计", "", 3.0, "", ""),
)
KINDS = (
    RowKind.TITLE, RowKind.HEADER, RowKind.PEOPLE, RowKind.PEOPLE, RowKind.BLANK, RowKind.PEOPLE, RowKind.TOTAL,
)  # fmt: skip


class Window:
    """A window that only remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.host = QWidget()

    def saved(self, unit_id: str, words: str) -> None:
        """Remember a save."""
        self.told.append((unit_id, words))

    def tell(self, words: str, tone: str = "ok") -> None:
        """Remember a word."""
        self.said.append(words)


def view(sheet: str = SHEET, file: str = FILE, **changed: object) -> SheetView:
    """A sheet of five columns under a title and a header, with a total below."""
    columns = tuple(
        ColumnView(col, label, field, Ground.WORDS if field else Ground.NONE)
        for col, (label, field) in enumerate(zip(LABELS, FIELDS, strict=True))
    )
    table = TableView(SOURCE, "people", 1, len(CELLS) - 1, 0, len(LABELS) - 1, columns)
    return SheetView(Spot(file, sheet), **{"rows": CELLS, "kinds": dict(enumerate(KINDS)), "tables": (table,), **changed})


def doubt(row: int, col: int = 0, column: str = "", what: str = "看一看", verdict: Verdict = Verdict.DOUBTFUL) -> PreviewRow:
    """A line of the preview that needs a look; row and column from 1."""
    return PreviewRow(verdict, Spot(FILE, SHEET, row, col), "", what, column, "请核对。")


def preview(views: Sequence[SheetView] = (), lines: Sequence[PreviewRow] = (), **read: object) -> Preview:
    """A preview made by hand."""
    files = dict.fromkeys(one.spot.file for one in views)
    field_counts = dict(Counter(change.field for line in lines for change in line.changes))
    return Preview(tuple(files), LedgerReading(views=tuple(views), **read), ImportPlan({}, {}, tuple(lines), field_counts))


def sheet_read(*lines: PreviewRow, cells: dict[Spot, str] | None = None, **changed: object) -> SheetRead:
    """The sheet made by hand with these doubts."""
    return sheets_of(preview([view(**changed)], lines), cells or {})[0]


def write_ledger(
    folder: Path, rows: Sequence[Sequence[object]] = ROWS, name: str = "先锋嘎查台账.xlsx", heads: Sequence[str] = HEADS
) -> Path:
    """Write a flat ledger whose sheet is called as its village, from the file's name."""
    book = openpyxl.Workbook()
    book.active.title = name[:4]
    book.active.append([f"舍伯吐镇{name[:4]}户情台账"])
    book.active.append(list(heads))
    for row in rows:
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name


def opened(qtbot: QtBot, desk: Desk, paths: Sequence[Path], said: Said = NOTHING_SAID) -> tuple[ImportDialog, Window]:
    """The preview over these files, open."""
    return shown(qtbot, desk, paths, preview_import(desk, paths, said=said), said)


def shown(
    qtbot: QtBot, desk: Desk, paths: Sequence[Path], given: Preview, said: Said = NOTHING_SAID
) -> tuple[ImportDialog, Window]:
    """The dialog over a preview, open."""
    window = Window()
    qtbot.addWidget(window.host)
    window.host.show()
    dialog = ImportDialog(desk, window, window.host, paths, given, said)
    dialog.resize(1342, 690)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog, window


def watch_readings(monkeypatch: pytest.MonkeyPatch) -> list[Said]:
    """Let readings show their sheets; return what each of them is told, in order."""
    told: list[Said] = []

    def read(desk: Desk, paths: Sequence[Path], job: Job, said: Said) -> Preview:
        told.append(said)
        return preview_import(desk, paths, job, said)

    monkeypatch.setattr(room, "preview_import", read)
    return told


def press(qtbot: QtBot, dialog: ImportDialog, words: str) -> None:
    """Click the button with these words."""
    found = [one for one in dialog.findChildren(QPushButton) if one.isVisible() and one.text().strip().startswith(words)]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    settle(qtbot)


def settle(qtbot: QtBot) -> None:
    """Wait until nothing is read or saved any more; what an editor hands over comes by way of the queue."""
    for _ in range(3):
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=20_000)
    QApplication.processEvents()
