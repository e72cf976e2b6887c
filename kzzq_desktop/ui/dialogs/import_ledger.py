"""Import steps: choose files, look at what would happen, save. Nothing is written before the last button."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kzzq_desktop.domain.drafts import VillageAsk
from kzzq_desktop.domain.sheet_view import NOTHING_SAID, Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_ledger import Preview, preview_import, save_import
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.ui import background, files
from kzzq_desktop.ui.dialogs.import_lines import (
    ALL,
    COLUMNS,
    Line,
    left_out_words,
    lines_of,
    options_of,
    skipped_words,
    whole_words,
)
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import card, clear, column, note_strip, row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.table import RowsTable

PICK_ONE = "选中一行，这里显示全文。"


def import_ledger(desk: Desk, window: WindowApi, parent: QWidget, paths: Sequence[Path] = ()) -> None:
    """Ask for files (unless given), read them beside the window, then open the preview."""
    chosen = list(paths) or files.open_files(parent, "选择要导入的台账或党员名单")
    if chosen:
        read_files(desk, window, parent, chosen, NOTHING_SAID)


def read_files(desk: Desk, window: WindowApi, parent: QWidget, paths: Sequence[Path], said: Said) -> None:
    """Read the files with what the clerk said so far; the preview opens when that is done."""

    def opened(preview: Preview) -> None:
        ImportDialog(desk, window, parent, paths, preview, said).open()

    background.run(lambda job: preview_import(desk, paths, job, said), opened, words="正在读取台账", parent=parent)


class ImportDialog(Dialog):
    """The preview: what is new, changed, doubtful or refused, each with its place and how to mend it."""

    def __init__(
        self, desk: Desk, window: WindowApi, parent: QWidget, paths: Sequence[Path], preview: Preview, said: Said
    ) -> None:
        super().__init__(parent, "导入台账", 1040)
        self.desk, self.window_api, self.host, self.paths = desk, window, parent, paths
        self.preview, self.said = preview, said
        self.lines = lines_of(preview)
        self.asks: dict[Spot, ChoiceBox] = {}
        self.notes = QVBoxLayout()
        self.filter = Segmented(options_of(preview))
        self.filter.picked.connect(lambda _: self._list_anew())
        self.table: RowsTable[Line] = RowsTable(
            "import_preview",
            COLUMNS,
            load=self._load,
            relist=self._list_ids,
            many=False,
            empty=EmptyState("check", "没有这一类", ""),
        )
        self.table.setMinimumHeight(220)
        self.detail = label(PICK_ONE, "second", wrap=True)
        self.table.picked.connect(self._show_whole)
        self.save = main_button(self._save_words(), self.save_all, "import")
        self.save.setEnabled(not preview.plan.empty)
        self.enter = self.save_all
        self._fill_notes()
        names = "、".join(preview.files[:3]) + (f" 等{len(preview.files)}个文件" if len(preview.files) > 3 else "")
        body = column(
            row(label(names, "strong", wrap=True)),
            row(self.filter, None),
            self.notes,
            (card(self.table, margins=(0, 0, 0, 0)), 1),
            self.detail,
            gap=10,
        )
        self.fill(body, label("还没有保存任何内容。", "small"), None, self.cancel_button(), self.save)
        self.table.refresh()
        self.save.setFocus()

    def save_all(self) -> None:
        """Save the whole plan as one save, then close."""
        if self.preview.plan.empty:
            return
        background.run(lambda job: save_import(self.desk, self.preview, job), self._saved, words="正在保存", parent=self)

    def _list_anew(self) -> None:
        """List another verdict; the sentence of a line that is no longer chosen goes."""
        self.detail.setText(PICK_ONE)
        self.table.refresh()

    def _show_whole(self, key: str) -> None:
        """Show the chosen line's whole sentence, with its file."""
        if key in self.lines:
            self.detail.setText(whole_words(self.lines[key]))

    def _saved(self, unit_id: str) -> None:
        self.accept()
        self.window_api.saved(unit_id, f"已导入 {self._sure()} 行")

    def _sure(self) -> int:
        counts = self.preview.plan.counts
        return counts["new"] + counts["changed"]

    def _save_words(self) -> str:
        return "没有要导入的新内容" if self.preview.plan.empty else f"导入 {self._sure()} 行(&S)"

    def _list_ids(self, _sort: str, _down: bool) -> list[str]:
        chosen = self.filter.value()
        return [key for key, line in self.lines.items() if chosen in (ALL, str(line.row.verdict))]

    def _load(self, ids: Sequence[str]) -> list[Line]:
        return [self.lines[key] for key in ids]

    def _fill_notes(self) -> None:
        """Ask for unclear villages, say what was left out and what was not read."""
        clear(self.notes)
        villages = [(place.code, place.name) for place in list_villages(self.desk)]
        for ask in self.preview.reading.asks:
            self.notes.addWidget(self._ask_strip(ask, villages))
        for words, icon in ((left_out_words(self.preview), "info"), (skipped_words(self.preview), "alert")):
            if words:
                self.notes.addWidget(note_strip(words, icon=icon))

    def _ask_strip(self, ask: VillageAsk, villages: Sequence[tuple[str, str]]) -> QWidget:
        likely = [pair for pair in villages if pair[0] in ask.candidates]
        box = ChoiceBox([("", "请选择嘎查村"), *(likely or villages)], name="嘎查村")
        box.picked.connect(lambda code: self._answer(ask.spot, code))
        self.asks[ask.spot] = box
        return note_strip(f"{ask.spot.words}有 {ask.rows} 行，不清楚是哪个嘎查村：", box, icon="pin", role="warn")

    def _answer(self, spot: Spot, code: str) -> None:
        """Read the files again with this answer."""
        if code:
            self.reject()
            read_files(
                self.desk, self.window_api, self.host, self.paths, replace(self.said, villages={**self.said.villages, spot: code})
            )
