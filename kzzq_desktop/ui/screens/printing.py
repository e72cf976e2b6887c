"""打印: choose a paper, of what and for whom; look at it; print it or save it as a PDF."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.services import grids, printing, register
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Print, Printed, Request
from kzzq_desktop.ui import ask, background, errors, files, theme
from kzzq_desktop.ui.dialogs.print_out import PrintDialog, missing_words
from kzzq_desktop.ui.papers.choices import Choices
from kzzq_desktop.ui.papers.preview import Preview
from kzzq_desktop.ui.parts.buttons import button, main_button, shortcut
from kzzq_desktop.ui.parts.layout import PAGE_MARGINS, card, clear, column, hold, note_strip, page_head, row, scroll
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.printer import Printer, list_printers, print_pdf
from kzzq_desktop.ui.screen import Page, WindowApi

PANEL_WIDE, PANEL_NARROW = 340, 300
PATIENCE_MS = 300


class NoPrinter(AppError):
    """This PC has no printer."""

    advice = "可以先保存成PDF，拷到有打印机的电脑上打印。"


def build(desk: Desk, window: WindowApi) -> Page:
    """Build the screen."""
    return PrintingPage(desk, window)


class PrintingPage(Page):
    """Choices at the left, the preview at the right."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.desk, self.window_api = desk, window
        self.printed: Printed | None = None
        self.task: background.Task | None = None
        self.asked: tuple[Print, Request] | None = None
        self.wanted = ""
        self.choices = Choices()
        self.choices.changed.connect(self._changed)
        self.choices.village_asked.connect(self._list_grids)
        self.preview = Preview()
        self.count = label("", "second", wrap=True)
        self.notes = column(gap=8)
        self.go = main_button("打印(&P)…", lambda: self._when_ready("print"), icon="print", key="Ctrl+P")
        self.save = button("保存PDF(&S)…", lambda: self._when_ready("save"), icon="disk", key="Ctrl+S")
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE_MS)
        self.patience.timeout.connect(lambda: self.preview.say("正在排版"))
        shortcut(self, "PgDown", lambda: self.preview.turn(self.preview.view.number + 1))
        shortcut(self, "PgUp", lambda: self.preview.turn(self.preview.view.number - 1))
        self._arrange()

    def refresh(self) -> None:
        """Offer villages and grids as they are now and draw the paper anew."""
        villages = grids.list_villages(self.desk)
        self.choices.show_villages([village for village in villages if village.grids])
        self._list_grids(self.choices.village.value())
        self._changed()

    def open_at(self, place: str) -> None:
        """Show a village (its 12-digit code) or a grid (its id)."""
        if len(place) == len("150521102201"):
            self.choices.go_to(place)
        else:
            grid = grids.read_grid(self.desk, place)
            self.choices.go_to(grid.village_id, grid.id)
            self._list_grids(grid.village_id, grid.id)
        self._changed()
        self.start()

    def start(self) -> None:
        """Put the keyboard on the main button: Enter prints."""
        self.go.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Make the panel narrower in a narrow window."""
        self.panel.setFixedWidth(theme.px(PANEL_NARROW if narrow else PANEL_WIDE))

    def _arrange(self) -> None:
        said = scroll(column(card(self.choices, gap=8), self.count, self.notes, None, gap=12), least=160)
        self.panel = hold(column((said, 1), row(self.save, None, self.go), gap=12))
        self.panel.setFixedWidth(theme.px(PANEL_WIDE))
        self.setLayout(
            column(page_head("打印", None), (row(self.panel, (self.preview, 1), gap=16), 1), gap=12, margins=PAGE_MARGINS)
        )

    def _list_grids(self, village: str, on: str = "") -> None:
        self.choices.show_grids(grids.list_grids(self.desk, {village}) if village else (), on)

    def _changed(self) -> None:
        """Something else is to be printed: what is shown does not hold any more."""
        self.printed = None
        if self.task is not None:
            self.task.cancel()
            self.task = None
        self.count.setText("")
        clear(self.notes)
        self.preview.first()
        self._draw()

    def _draw(self) -> None:
        """Lay the paper out on the worker; what was asked before is dropped. The last page stays in sight a moment."""
        chosen = self.choices.chosen()
        if chosen is None:
            self._refused(printing.NothingToPrint("还没有可以打印的网格。"))
            return
        paper, scope, audience = chosen
        request = printing.make_request(paper, scope, audience)
        self.asked = paper, request
        self.task = background.run(
            lambda job: printing.preview(self.desk, paper, request, job), self._drawn, self._refused, quiet=True
        )
        self.patience.start()

    def _drawn(self, printed: Printed) -> None:
        self.printed, self.task = printed, None
        self.patience.stop()
        self.preview.show_printed(printed)
        self.count.setText(f"{printed.sheets:,} 个网格，共 {printed.pages:,} 页。")
        for note in printed.notes:
            self._note(note_strip(note))
        if printed.missing:
            self._note(note_strip(missing_words(printed.missing), icon="alert", tint="amber", role="warn"))
        wanted, self.wanted = self.wanted, ""
        if wanted:
            self._when_ready(wanted)

    def _note(self, strip: QFrame) -> None:
        """Show a strip as high as its words need at this width."""
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.notes.addWidget(strip)

    def _refused(self, error: BaseException) -> None:
        self.task, self.wanted = None, ""
        self.patience.stop()
        if isinstance(error, printing.NothingToPrint):
            self.preview.say("这里没有可以打印的", error.advice)
        elif not isinstance(error, Cancelled):
            self.preview.say("没有排好版")
            errors.show_error(self, error)

    def _when_ready(self, wanted: str) -> None:
        """Print or save what is shown, or as soon as it is drawn."""
        if self.printed is None:
            self.wanted = wanted if self.task is not None else ""
        elif wanted == "save":
            self._save(self.printed)
        else:
            background.run(_printers, self._ask, words="正在查看打印机", parent=self)

    def _ask(self, printers: tuple[Printer, ...]) -> None:
        """Ask for printer and copies, then print."""
        printed, asked = self.printed, self.asked
        if not printers:
            raise NoPrinter("这台电脑还没有装打印机。")
        if printed is None or asked is None:
            return
        dialog = PrintDialog(self, printers, printed.pages, printed.missing)
        if not dialog.exec():
            return
        name, copies = dialog.printer.value(), dialog.copies.value()
        background.run(
            lambda job: self._send(name, *asked, copies, job),
            lambda _nothing: self.window_api.tell(f"已交给打印机：{printed.pages:,} 页，{copies} 份"),
            words="正在打印",
            parent=self,
        )

    def _send(self, printer: str, paper: Print, request: Request, copies: int, job: Job) -> None:
        """Register the copies, then hand them to the printer: one by one where each has its own number."""
        issued = register.issue(self.desk, paper, request, copies, Act.PRINT, job)
        for one in issued:
            print_pdf(printer, one.pdf, copies // len(issued), job)

    def _save(self, printed: Printed) -> None:
        """Ask for a file, then write it."""
        if printed.missing and not ask.confirm(self, "照样保存？", missing_words(printed.missing), yes="保存"):
            return
        path = files.save_file(self, "保存PDF", f"{self.choices.words()}.pdf", files.PDF)
        if path is not None and self.asked is not None:
            paper, request = self.asked
            background.run(
                lambda job: register.save(self.desk, paper, request, path, job),
                lambda _printed: self._saved(path),
                words="正在保存",
                parent=self,
            )

    def _saved(self, path: Path) -> None:
        self.window_api.tell(f"已保存 {path.name}。里面有住户信息，请保管好")


def _printers(_job: Job) -> tuple[Printer, ...]:
    return list_printers()
