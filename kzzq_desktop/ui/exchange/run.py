"""One exchange from the click to the end: look at each package, take it, let conflicts be seen, write out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.domain.exchange_views import GiveReceipt, PackageSeen, TakePlan, TakeReceipt
from kzzq_desktop.ui import background
from kzzq_desktop.ui.exchange.brake import ask_brake
from kzzq_desktop.ui.exchange.door import ExchangeDoor
from kzzq_desktop.ui.exchange.words import rows_of

WAITS, READ, LEFT, REFUSED = "waits", "read", "left", "refused"


@dataclass(slots=True)
class Part:
    """One package in an exchange: what it would do, and what became of it."""

    seen: PackageSeen
    plan: TakePlan | None = None
    state: str = WAITS
    why: str = ""


@dataclass(slots=True)
class Course:
    """What an exchange has done so far."""

    folder: Path
    on_stick: bool = True
    site_ids: Sequence[str] = ()
    full: bool = False
    parts: list[Part] = field(default_factory=list)
    taken: list[TakeReceipt] = field(default_factory=list)
    given: list[GiveReceipt] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Return how many records were taken in."""
        return sum(rows_of(receipt) for receipt in self.taken)

    @property
    def conflicts(self) -> int:
        """Return how many conflicts came with what was taken in."""
        return sum(receipt.conflicts + receipt.stray for receipt in self.taken)


class ExchangeRun(QObject):
    """Signals: stepped() after each step, conflicts_came() before the writing out, ended(), stopped(error)."""

    stepped = Signal()
    conflicts_came = Signal()
    ended = Signal()
    stopped = Signal(object)

    def __init__(self, door: ExchangeDoor, parent: QWidget) -> None:
        super().__init__(parent)
        self.door, self.widget = door, parent
        self.ask_brake: Callable[[QWidget | None, TakePlan], int | None] = ask_brake
        self.course: Course | None = None
        self.writing = False

    def begin(self, course: Course) -> None:
        """Start with the packages of a course."""
        self.course, self.writing = course, False
        self.stepped.emit()
        self._next()

    def write(self) -> None:
        """Write out; nothing that waits for the clerk's decision holds this up."""
        course = self._now()
        self.writing = True
        self.stepped.emit()
        background.run(
            lambda job: self.door.give(course.folder, job, course.site_ids, course.full),
            self._given,
            self._stop,
            words="正在写出",
            parent=self.widget,
        )

    def _next(self) -> None:
        part = next((part for part in self._now().parts if part.state == WAITS), None)
        if part is not None:
            background.run(
                lambda job: self.door.plan(part.seen, job),
                lambda plan: self._planned(part, plan),
                lambda error: self._refused(part, error),
                words=f"正在看 {part.seen.sender} 第{part.seen.number}号",
                parent=self.widget,
            )
        elif self._now().conflicts:
            self.conflicts_came.emit()
        else:
            self.write()

    def _planned(self, part: Part, plan: TakePlan) -> None:
        part.plan = plan
        self.stepped.emit()
        typed = self.ask_brake(self.widget, plan) if plan.brake else 0
        if typed is None:
            part.state, part.why = LEFT, "没有读入，留在U盘里，下次还能读。"
            self.stepped.emit()
            self._next()
            return
        background.run(
            lambda job: self.door.take(part.seen, job, typed),
            lambda receipt: self._taken(part, receipt),
            lambda error: self._refused(part, error),
            words=f"正在读入 {part.seen.sender} 第{part.seen.number}号",
            parent=self.widget,
        )

    def _taken(self, part: Part, receipt: TakeReceipt) -> None:
        part.state = READ
        self._now().taken.append(receipt)
        self.stepped.emit()
        self._next()

    def _refused(self, part: Part, error: BaseException) -> None:
        """One package that cannot be taken does not keep the others away."""
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            part.state, part.why = REFUSED, error.sentence()
            self.stepped.emit()
            self._next()
        else:
            self._stop(error)

    def _given(self, receipts: Sequence[GiveReceipt]) -> None:
        self._now().given.extend(receipts)
        self.writing = False
        self.ended.emit()

    def _stop(self, error: BaseException) -> None:
        self.writing = False
        self.stopped.emit(error)

    def _now(self) -> Course:
        if self.course is None:
            raise RuntimeError("no exchange has begun")
        return self.course
