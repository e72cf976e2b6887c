"""Import steps: choose files, look at the sheets and at what would happen, save. Nothing is written before the last button."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.drafts import VillageAsk
from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_columns import remember, remembered
from kzzq_desktop.services.import_ledger import Preview, preview_import, replan, save_import
from kzzq_desktop.services.office import list_villages
from kzzq_desktop.ui import ask, background, errors, files, theme
from kzzq_desktop.ui.drops import take_ledgers
from kzzq_desktop.ui.importing import corrections
from kzzq_desktop.ui.importing.notes import ImportNotes, locked_files
from kzzq_desktop.ui.importing.report import write_report
from kzzq_desktop.ui.importing.saves_page import SavesPage
from kzzq_desktop.ui.importing.sentences import outcome_words
from kzzq_desktop.ui.importing.sheet_page import SheetPage
from kzzq_desktop.ui.importing.sheets import sheets_of
from kzzq_desktop.ui.parts.buttons import button, main_button, quiet_button, shortcut
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, row, rule
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.tokens import WIDTH

AT_ONCE = 3_000  # rows that are read anew at each correction; more wait until the clerk asks
SHEETS, SAVES = "sheets", "saves"


def import_ledger(desk: Desk, window: WindowApi, parent: QWidget, paths: Sequence[Path] = ()) -> None:
    """Ask for files (unless given), read them beside the window, then open the preview."""
    chosen = list(paths) or files.open_files(parent, "选择要导入的台账或党员名单")
    if not chosen:
        return
    said = Said(columns=remembered(desk))

    def opened(preview: Preview) -> None:
        ImportDialog(desk, window, parent, chosen, preview, said).open()

    background.run(lambda job: preview_import(desk, chosen, job, said), opened, words="正在读取台账", parent=parent)


class ImportDialog(Dialog):
    """The preview of an import.

    `whole` is what was read with `said`, with every change in it; `preview` what is left of it by the clerk's choice;
    `wanted` what the clerk has said since: where it differs, the files wait to be read anew.
    """

    def __init__(
        self, desk: Desk, window: WindowApi, parent: QWidget, paths: Sequence[Path], preview: Preview, said: Said
    ) -> None:
        super().__init__(parent, "导入台账", 1040)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.desk, self.window_api = desk, window
        self.paths, self.paths_read = list(paths), list(paths)
        self.whole = self.preview = preview
        self.said = self.wanted = said
        self.offered = dict(said.columns)
        self.reading: background.Task | None = None
        self.sheets, self.saves = SheetPage(), SavesPage()
        self.notes = ImportNotes([(place.code, place.name) for place in list_villages(desk)])
        self.pages = QStackedWidget()
        self.pages.addWidget(self.sheets)
        self.pages.addWidget(self.saves)
        self.tabs = Segmented([(SHEETS, "看原表"), (SAVES, "会保存什么")], name="看")
        self.names = label("", "second", wrap=True)
        self.outcome = label("", "second", wrap=True)
        self.save = main_button("", self.save_all, "import")
        self.enter = self.save_all
        self._connect()
        self._lay_out()
        self._show_reading()
        (self.notes.password or (self.notes.village if preview.plan.empty else None) or self.save).setFocus()

    def save_all(self) -> None:
        """Save what was chosen as one save and remember the columns, then close."""
        if self.save.isEnabled():
            background.run(self._work, self._saved, words="正在保存", parent=self)

    def reject(self) -> None:
        """Close without saving; corrections are not thrown away unasked."""
        if (self.wanted.cells or self.wanted.columns != self.offered) and not ask.give_up(self):
            return
        if self.reading is not None:
            self.reading.cancel()
        super().reject()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read more files together with these."""
        fresh = [path for path in paths if path not in self.paths]
        if fresh:
            self.paths += fresh
            self._read(self.wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sheet the room in a narrow window."""
        super().resizeEvent(event)
        for page in (self.sheets, self.saves):
            page.fit_width(self.width() < theme.px(WIDTH["narrow"]))

    def _connect(self) -> None:
        self.tabs.picked.connect(self._turn_to)
        self.sheets.column_said.connect(self._column_said)
        self.sheets.cell_said.connect(self._cell_said)
        self.sheets.opened.connect(self._show_notes)
        self.saves.chosen.connect(self._choose)
        self.notes.village_said.connect(self._village_said)
        self.notes.password_said.connect(self._password_said)
        self.notes.offer_refused.connect(self._refuse_offer)
        self.notes.read_asked.connect(lambda: self._read(self.wanted))
        self.notes.given_up.connect(self._give_up_waiting)
        for key, code in (("Ctrl+1", SHEETS), ("Ctrl+2", SAVES)):
            shortcut(self, key, partial(self._turn_to, code), everywhere=True)
            self.tabs.buttons[code].setToolTip(key)
        take_ledgers(self, self.add_files)

    def _lay_out(self) -> None:
        more = quiet_button("添加文件…", self._ask_files, "plus", "Ctrl+O")
        head = row(self.tabs, 4, (self.names, 1), more, gap=8, margins=(24, 12, 16, 10))
        body = column(head, self.notes, rule(), (self.pages, 1), gap=0)
        report = button("保存报告…", self._ask_report, icon="sheet")
        self.fill(body, (self.outcome, 1), report, self.cancel_button(), self.save, margins=(0, 0, 0, 0))
        room = self.screen().availableGeometry()
        self.resize(max(self.minimumWidth(), room.width() - 24), max(self.minimumHeight(), room.height() - 56))

    def _show_reading(self) -> None:
        """Show what was read; the place in the sheets stays."""
        self.saves.show_choices(self.whole, self.whole.plan.field_counts)
        names = list(dict.fromkeys(self.whole.files))
        self.names.setText("、".join(names[:2]) + (f" 等 {len(names)} 个文件" if len(names) > 2 else ""))
        self._show_waiting()
        self._choose()

    def _show_waiting(self) -> None:
        """Show the sheets with what the clerk has said of them, and whether the files wait to be read anew."""
        self.sheets.show_sheets(sheets_of(self.whole, self.wanted.cells))
        self._show_notes()
        self._show_save()

    def _show_notes(self) -> None:
        waiting = corrections.count_differences(self.said, self.wanted)
        self.notes.show_notes(self.whole.reading, self.said, self.offered, waiting, self.sheets.sheet.view.spot)

    def _choose(self) -> None:
        """Plan anew with what the clerk chose of the changes."""
        self.preview = replan(self.desk, self.whole, self.saves.choice())
        self.saves.show_preview(self.preview)
        self._show_save()

    def _show_save(self) -> None:
        waits = self.reading is not None or self.said != self.wanted
        self.outcome.setText("正在重新识别…" if self.reading else outcome_words(self.preview))
        self.save.set_words(self._save_words())
        self.save.setEnabled(not self.preview.plan.empty and not waits)

    def _save_words(self) -> str:
        if not self.preview.plan.empty:
            return f"导入 {self._sure()} 行(&S)"
        if locked_files(self.whole.reading):
            return "请先填写打开密码"
        return "请先选嘎查村" if self.whole.reading.asks else "没有要导入的新内容"

    def _sure(self) -> int:
        counts = self.preview.plan.counts
        return counts["new"] + counts["changed"]

    def _turn_to(self, code: str) -> None:
        self.tabs.pick(code)
        self.pages.setCurrentWidget(self.sheets if code == SHEETS else self.saves)
        (self.sheets.table if code == SHEETS else self.saves.table).setFocus()

    def _work(self, job: Job) -> str:
        unit_id = save_import(self.desk, self.preview, job)
        sources = {table.source for view in self.whole.reading.views for table in view.tables}
        remember(self.desk, {source: self.said.columns.get(source, {}) for source in sources})
        return unit_id

    def _saved(self, unit_id: str) -> None:
        self.accept()
        self.window_api.saved(unit_id, f"已导入 {self._sure()} 行")

    def _village_said(self, asked: VillageAsk, code: str) -> None:
        self._read(corrections.with_village(self.wanted, asked.spot, code))

    def _password_said(self, file: str, password: str) -> None:
        self._read(corrections.with_password(self.wanted, file, password))

    def _refuse_offer(self) -> None:
        """Read the files as the program understands them, without last time's columns."""
        wanted = corrections.without_sources(self.wanted, frozenset(self.offered))
        self.offered = {}
        self._read(wanted)

    def _column_said(self, source: str, col: int, code: str) -> None:
        self._correct(corrections.with_column(self.wanted, source, col, code))

    def _cell_said(self, spot: Spot, text: str) -> None:
        self._correct(corrections.with_cell(self.wanted, spot, text))

    def _correct(self, wanted: Said) -> None:
        """Take a correction: a short import is read anew at once, beside the window; a long one when the clerk asks."""
        self.wanted = wanted
        if self.whole.reading.rows <= AT_ONCE:
            self._read(wanted, quiet=True)
        self._show_waiting()

    def _give_up_waiting(self) -> None:
        self.wanted = self.said
        self._show_waiting()

    def _read(self, wanted: Said, *, quiet: bool = False) -> None:
        """Read the files anew; what was being read before is no longer waited for."""
        self.wanted = wanted
        if self.reading is not None:
            self.reading.cancel()
        paths = list(self.paths)

        def shown(preview: Preview) -> None:
            self.reading, self.whole, self.said, self.paths_read = None, preview, wanted, paths
            self._show_reading()

        self.reading = background.run(
            lambda job: preview_import(self.desk, paths, job, wanted),
            shown,
            self._not_read,
            words="正在重新识别",
            parent=self,
            quiet=quiet,
        )
        self._show_save()

    def _not_read(self, error: BaseException) -> None:
        """Keep what was read before; the corrections wait."""
        self.reading, self.paths = None, list(self.paths_read)
        self._show_waiting()
        errors.show_error(self, error)

    def _ask_files(self) -> None:
        self.add_files(files.open_files(self, "添加要导入的台账或党员名单"))

    def _ask_report(self) -> None:
        path = files.save_file(self, "保存导入报告", "导入报告.xlsx", files.EXCEL)
        if path is not None:
            preview = self.preview
            background.run(
                lambda job: write_report(self.desk, path, preview, job),
                lambda _: self.window_api.tell(f"报告已保存到 {path.name}"),
                words="正在写报告",
                parent=self,
            )
