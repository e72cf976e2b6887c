"""打印: choose a paper, of what and for whom; look at it; print it, save it as a PDF or export it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Print, Printed, Request
from kzzq_desktop.ui import background, errors, theme
from kzzq_desktop.ui.dialogs.glyph_picture import draw_missing
from kzzq_desktop.ui.dialogs.print_out import missing_words
from kzzq_desktop.ui.dialogs.print_register import show_register
from kzzq_desktop.ui.papers.choices import Choices
from kzzq_desktop.ui.papers.one_of import PANEL_NARROW, PANEL_WIDE
from kzzq_desktop.ui.papers.outgoing import Outgoing
from kzzq_desktop.ui.papers.preview import Preview
from kzzq_desktop.ui.papers.proof import Proof, first_proof, whole_proof
from kzzq_desktop.ui.papers.reach import GRID, VILLAGE
from kzzq_desktop.ui.parts.buttons import button, link_button, main_button, quiet_button, shortcut
from kzzq_desktop.ui.parts.layout import PAGE_MARGINS, card, clear, column, hold, note_strip, page_head, row, scroll
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.tools import ToolRow
from kzzq_desktop.ui.screen import Page, WindowApi

PATIENCE_MS, STEP_MS = 300, 150
VILLAGE_DIGITS = 12
HEAD_LETTERS = 18  # a longer sentence stands where lines break


def build(desk: Desk, window: WindowApi) -> Page:
    """Build the screen."""
    return PrintingPage(desk, window)


class PrintingPage(Page):
    """Choices at the left, the preview at the right, what can be done above."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.desk = desk
        self.outgoing = Outgoing(desk, window, self)
        self.chosen: tuple[Print, Request] | None = None
        self.printed: Printed | None = None
        self.tasks: list[background.Task] = []
        self.wanted = ""
        self.choices = Choices(desk)
        self.choices.changed.connect(self._changed)
        self.preview = Preview()
        self.preview.view.leaves.drawn.connect(lambda _number: self._go_on())
        self.count = label("", "second", wrap=True)
        self.notes = column(gap=8)
        self.go = main_button("打印(&P)…", lambda: self._when_ready("print"), icon="print", key="Ctrl+P")
        self.save = button("保存PDF(&S)…", lambda: self._when_ready("save"), icon="disk", key="Ctrl+S")
        self.export = quiet_button("导出Excel…", lambda: self._when_ready("export"), "export", "Ctrl+E")
        self.register = quiet_button("打印登记…", lambda: show_register(self, self.desk), "list")
        self.patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self.patience.timeout.connect(lambda: self.preview.say("正在排版"))
        self.steps = QTimer(self, interval=STEP_MS)
        self.steps.timeout.connect(self._say_step)
        view = self.preview.view
        shortcut(self, "PgDown", lambda: self.preview.turn(view.beside(1)))
        shortcut(self, "PgUp", lambda: self.preview.turn(view.beside(-1)))
        shortcut(self, "Ctrl+L", self.choices.paper.drop_down)
        self._arrange()

    def refresh(self) -> None:
        """Offer places and people as they are now and draw the paper anew."""
        self.choices.refresh()
        self._changed()

    def open_at(self, place: str) -> None:
        """Show the first paper of a village (its 12-digit code) or a grid (its id), or "paper:kind:record"."""
        if ":" in place:
            key, kind, record = place.split(":")
            self.choices.go_to(kind, record, key)
        else:
            self.choices.go_to(VILLAGE if len(place) == VILLAGE_DIGITS else GRID, place)
        self._changed()
        self.start()

    def start(self) -> None:
        """Put the keyboard on the main button: Enter prints."""
        self.go.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Make the panel narrower in a narrow window."""
        self.choices.fit_width(narrow)
        self.panel.setFixedWidth(theme.px(PANEL_NARROW if narrow else PANEL_WIDE))

    def _arrange(self) -> None:
        said = scroll(column(card(self.choices, gap=8), self.count, self.notes, None, gap=12), least=160)
        self.panel = hold(column((said, 1)))
        self.panel.setFixedWidth(theme.px(PANEL_WIDE))
        head = page_head("打印", (ToolRow((self.register, self.export), self.save, self.go), 1))
        self.setLayout(column(head, (row(self.panel, (self.preview, 1), gap=16), 1), gap=12, margins=PAGE_MARGINS))
        QWidget.setTabOrder(self.go, self.choices.paper)

    def _changed(self) -> None:
        """Something else is to be printed: what is shown does not hold any more."""
        self._stop()
        self.printed, self.chosen = None, self.choices.chosen()
        self.count.setText("")
        clear(self.notes)
        self.preview.first()
        if self.chosen is None:
            self._refused(self._lacking())
            return
        paper, request = self.chosen
        self.export.setEnabled(paper.roll)
        self.patience.start()
        self.tasks = [
            background.draw(lambda job: first_proof(self.desk, paper, request, job), self._first_drawn, self._refused),
        ]

    def _stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        self.tasks = []
        self.first: Proof | None = None
        self.patience.stop()
        self.steps.stop()

    def _lacking(self) -> AppError:
        """Return the sentence where nothing is chosen yet, or nothing is there to choose."""
        if lack := self.choices.reach.lack():
            return printing.NothingToPrint(f"还没有选{lack}。", f"请在左边输入{lack}的姓名或拼音。")
        return printing.NothingToPrint("还没有可以打印的网格。")

    def _first_drawn(self, proof: Proof | None) -> None:
        """Show the first pages; the rest is laid out once they can be seen."""
        self.tasks, self.first = [], proof
        if proof is None:
            self._draw_whole()
            return
        self.patience.stop()
        self.preview.show_proof(proof)
        self._go_on()

    def _go_on(self) -> None:
        """Lay out the whole as soon as its first page stands there: nothing else takes the PC's time till then."""
        if self.first is not None and not self.tasks and self.printed is None and self.preview.view.is_drawn():
            self._draw_whole()

    def _draw_whole(self) -> None:
        assert self.chosen is not None  # noqa: S101 - nothing is drawn of nothing
        paper, request = self.chosen
        self.tasks = [
            background.run(lambda job: whole_proof(self.desk, paper, request, job), self._drawn, self._refused, quiet=True)
        ]
        self.steps.start()

    def _drawn(self, proof: Proof) -> None:
        goes_on = self.first is not None
        self._stop()
        self.printed = proof.printed
        self.preview.show_proof(proof, goes_on=goes_on)
        self._say(proof.printed)
        wanted, self.wanted = self.wanted, ""
        if wanted:
            self._when_ready(wanted)

    def _say(self, printed: Printed) -> None:
        """Say how much it is, what was left out and which names cannot be shown."""
        unit = self.choices.paper.paper().unit
        self.count.setText(f"{printed.sheets:,} {unit}，共 {printed.pages:,} 页。")
        for note in printed.notes:
            self._note(note_strip(note))
        if printed.missing:
            draw = link_button("造字…", lambda: draw_missing(self, self.desk, self.outgoing.window, printed.missing[0]))
            self._note(note_strip(missing_words(printed.missing), draw, icon="alert", tint="amber", role="warn"))

    def _say_step(self) -> None:
        """Say how far the whole is while its first pages are looked at."""
        if self.tasks and (job := self.tasks[0].job).total:
            self.count.setText(f"{job.words} {job.done:,} / {job.total:,} 页")

    def _note(self, strip: QFrame) -> None:
        """Show a strip as high as its words need at this width."""
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.notes.addWidget(strip)

    def _refused(self, error: BaseException) -> None:
        self.wanted = ""
        self._stop()
        if isinstance(error, printing.NothingToPrint):
            if len(error.what) <= HEAD_LETTERS:
                self.preview.say(error.what.rstrip("。"), error.advice)
            else:
                self.preview.say("没有可以打印的内容", error.sentence())
        elif not isinstance(error, Cancelled):
            self.preview.say("没有排好版")
            errors.show_error(self, error)

    def _when_ready(self, wanted: str) -> None:
        """Print, save or export what is shown, or as soon as it is drawn."""
        if self.printed is None or self.chosen is None:
            self.wanted = wanted if self.chosen is not None else ""
            return
        paper, request = self.chosen
        if wanted == "save":
            self.outgoing.save(paper, request, self.printed, self.choices.words())
        elif wanted == "export":
            self.outgoing.export(paper, request, self.choices.words())
        else:
            self.outgoing.print(paper, request, self.printed, (self.preview.view.shown() or [0])[0])
