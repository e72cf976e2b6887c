"""U盘交换: one button takes in, lets conflicts be settled, writes out and says that the stick may be pulled out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.exchange_views import Conflict, ExchangeLine, ExchangeStatus, PackageState, Stray
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import background, errors
from kzzq_desktop.ui.exchange.acts import ExchangeActs
from kzzq_desktop.ui.exchange.begin_page import BeginPage
from kzzq_desktop.ui.exchange.desk import ConflictDesk
from kzzq_desktop.ui.exchange.door import ExchangeDoor, door_of
from kzzq_desktop.ui.exchange.end_page import EndPage
from kzzq_desktop.ui.exchange.overview import Overview
from kzzq_desktop.ui.exchange.run import Course, ExchangeRun
from kzzq_desktop.ui.exchange.run_page import RunPage
from kzzq_desktop.ui.exchange.steps import Steps
from kzzq_desktop.ui.exchange.words import unresolved_words
from kzzq_desktop.ui.parts.buttons import quiet_button
from kzzq_desktop.ui.parts.layout import PAGE_MARGINS, column, page_head
from kzzq_desktop.ui.screen import Page, WindowApi

KEY, DESK_PLACE = "exchange", "conflicts"
LATER, BACK = "先放着，回头再核对", "返回"
READ, SETTLE, WRITE, PULL = range(4)


def build(desk: Desk, window: WindowApi) -> Page:
    """Build the screen."""
    return ExchangePage(desk, window, door_of(desk))


@dataclass(frozen=True, slots=True)
class Loaded:
    """How the exchange stands; the waiting records only where they are shown (None: they were not asked for)."""

    status: ExchangeStatus
    history: Sequence[ExchangeLine] = ()
    conflicts: Sequence[Conflict] | None = None
    strays: Sequence[Stray] = ()


class ExchangePage(Page):
    """One of five stages at a time: begin, overview, run, desk, end."""

    def __init__(self, desk: Desk, window: WindowApi, door: ExchangeDoor) -> None:
        super().__init__()
        self.desk, self.window_api, self.door = desk, window, door
        self.status: ExchangeStatus | None = None
        self.stage, self.running = "", False
        self.starting = False  # the keyboard goes to the big button as soon as that can be pressed
        self.acts = ExchangeActs(self, door, window)
        banner = not desk.office.township
        begin = self.acts.become_root if banner else self._join
        self.steps, self.aside = Steps(), quiet_button(BACK, self.step_aside)
        self.begin = BeginPage(banner=banner, demo=desk.office.demo, act=begin)
        self.overview, self.run_page, self.end_page = Overview(door, self.acts), RunPage(), EndPage()
        self.conflicts = ConflictDesk(door, window)
        self.run = ExchangeRun(door, self)
        self.stages: dict[str, QWidget] = {
            "": QWidget(),
            "begin": self.begin,
            "overview": self.overview,
            "run": self.run_page,
            "desk": self.conflicts,
            "end": self.end_page,
        }
        head = page_head("U盘交换", 12, self.steps, None, self.aside)
        self.setLayout(column(head, *((widget, 1) for widget in self.stages.values()), gap=12, margins=PAGE_MARGINS))
        self._connect()
        self._show("")

    def refresh(self) -> None:
        """Load how the exchange stands, beside the window."""
        with_desk = self.stage == "desk"

        def load(_job: Job) -> Loaded:
            status = self.door.status()
            if not status.enrolled:
                return Loaded(status)
            waits = (self.door.conflicts(), self.door.strays()) if with_desk else (None, ())
            return Loaded(status, self.door.history(), *waits)

        background.draw(load, self._loaded, lambda error: errors.show_error(self, error))

    def open_at(self, place: str) -> None:
        """Open the desk ("conflicts"), else the overview."""
        if place == DESK_PLACE and not self.running:
            self.open_desk()
        self.start()

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.starting = self.stage == "overview"
        if self.starting:
            self._start_overview()
        elif self.stage == "desk":
            self.conflicts.focus_record()
        elif self.stage == "end":
            self.end_page.start()
        elif self.stage == "begin":
            self.begin.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that holds the keyboard on Enter, too."""
        held = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(held, QPushButton):
            held.click()
        else:
            super().keyPressEvent(event)

    def fit_width(self, narrow: bool) -> None:
        """Arrange for a narrow window."""
        self.overview.fit_width(narrow)
        self.conflicts.fit_width(narrow)

    def open_desk(self) -> None:
        """Show what waits for the clerk's decision."""
        self._show("desk")
        self.refresh()

    def step_aside(self) -> None:
        """Leave the desk: in an exchange the writing out goes on, what waits is looked at later."""
        if self.running:
            self._show("run")
            self.run.write()
        else:
            self._to_overview()

    def _connect(self) -> None:
        self.overview.begun.connect(self._begin_run)
        self.overview.desk_asked.connect(self.open_desk)
        self.overview.join_asked.connect(lambda path: self._join(Path(path)))
        self.overview.found_some.connect(self._found)
        self.run.stepped.connect(self._run_stepped)
        self.run.conflicts_came.connect(self.open_desk)
        self.run.ended.connect(self._run_ended)
        self.run.stopped.connect(self._run_stopped)
        self.conflicts.back_asked.connect(self.step_aside)
        self.conflicts.emptied.connect(self.step_aside)
        self.end_page.finished.connect(self._to_overview)
        self.end_page.desk_asked.connect(self.open_desk)
        self.end_page.told.connect(self.window_api.tell)

    def _found(self) -> None:
        self._say_steps()
        self._start_overview()

    def _start_overview(self) -> None:
        go = self.overview.start.go
        if self.starting and self.stage == "overview" and go.isEnabled():
            self.starting = False
            go.setFocus()

    def _join(self, invitation: Path | None = None) -> None:
        self.acts.join(invitation or self.overview.invitation())

    def _loaded(self, loaded: Loaded) -> None:
        status = self.status = loaded.status
        self.window_api.badge(KEY, status.conflicts + status.strays)
        if not status.enrolled:
            self._show("begin")
            return
        self.overview.show_status(status, loaded.history)
        if self.stage == "desk" and loaded.conflicts is not None:
            self._show_waiting(loaded)
        elif self.stage in ("", "begin"):
            self._show("overview")
            if self.isVisible():
                self.start()
        self._say_steps()

    def _show_waiting(self, loaded: Loaded) -> None:
        course = self.run.course
        merged = max(0, course.rows - course.conflicts) if self.running and course is not None else 0
        self.conflicts.show_waiting(loaded.conflicts or (), loaded.strays, merged)
        if not self.conflicts.waiting():
            self.step_aside()
        elif not self.conflicts.holds_keyboard():
            self.conflicts.focus_record()

    def _begin_run(self, course: Course) -> None:
        self.running = True
        self._show("run")
        self.run.begin(course)

    def _run_stepped(self) -> None:
        if self.run.course is not None:
            self.run_page.show_course(self.run.course, writing=self.run.writing)
        self._say_steps()

    def _run_ended(self) -> None:
        """Everything is done: show the end, and how things stand now."""
        self.running = False
        self._show("end")
        self._show_end()
        self.end_page.start()
        self.overview.end()
        self.window_api.refresh()
        self.window_api.tell("交换好了")

    def _show_end(self) -> None:
        if self.run.course is not None:
            self.end_page.show_course(self.run.course, unresolved_words(self.status) if self.status else "")

    def _run_stopped(self, error: BaseException) -> None:
        """It did not come to its end: what was taken in stays, the rest can be begun again."""
        self.running = False
        course = self.run.course
        taken = f"已经读入的 {course.rows:,} 条都保存好了。" if course is not None and course.taken else ""
        known = isinstance(error, AppError)
        said = "已停下。" if isinstance(error, Cancelled) else error.sentence() if isinstance(error, AppError) else "没有完成。"
        self.overview.end(f"{said}{taken}再点一次“开始交换”会接着做。")
        self._to_overview()
        self.window_api.refresh()
        if not known:
            errors.show_error(self, error)

    def _to_overview(self) -> None:
        self._show("overview")
        if self.status is not None:
            self.refresh()
        self.start()

    def _show(self, stage: str) -> None:
        """Show a stage with its steps and its way out."""
        self.stage = stage
        for key, widget in self.stages.items():  # hidden ones take no room: only the size of the one that shows counts
            widget.setVisible(key == stage)
        self.aside.set_words(LATER if self.running else BACK)
        self.aside.setVisible(stage == "desk")
        self._say_steps()

    def _say_steps(self) -> None:
        """Say where the exchange is."""
        course, status = self.run.course, self.status
        begun = course is not None and (self.running or self.stage == "end")
        self.steps.setVisible(self.stage in ("overview", "run", "end") or (self.stage == "desk" and self.running))
        fresh = sum(1 for one in self.overview.seen or () if one.state is PackageState.NEW)
        waiting = status.conflicts + status.strays if status is not None else 0
        read = f"读入 {fresh} 个" if fresh else "读入"
        if begun and course is not None:
            read = f"读入 {course.rows:,} 条"
        settle = f"核对 {waiting:,} 处" if waiting else "核对"
        now = {"overview": -1, "desk": SETTLE, "end": PULL + 1}.get(self.stage, WRITE if self.run.writing else READ)
        later = {SETTLE} if waiting and now > SETTLE else set()
        self.steps.show_steps((read, settle, "写出", "拔出U盘"), now, later)
        if self.stage == "end":
            self._show_end()
