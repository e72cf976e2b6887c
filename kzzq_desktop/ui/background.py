"""The one worker: long work runs beside the window, its end is told in the window's thread. A drawer stands beside it.

    background.run(lambda job: import_ledger(desk, paths, job), self._imported, words="正在导入", parent=self)

One thread, one queue: two writers never meet. After 0.3 s a dialog shows the steps and lets the clerk cancel; until then the
window takes no input, so that nothing is asked twice. `quiet` work (a preview) shows nothing and blocks nothing.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import errors
from kzzq_desktop.ui.progress import ProgressDialog

PATIENCE_MS, LOOK_MS = 300, 80
BLOCKED = (
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.Shortcut,
)
Result = TypeVar("Result")


class WatchedJob:
    """A job the window looks at: plain attributes written by the worker, read by a timer."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self.words = ""
        self.stop = threading.Event()

    def step(self, done: int, total: int, words: str = "") -> None:
        """Report a step; raises Cancelled when the clerk has asked to stop."""
        self.done, self.total = done, total
        self.words = words or self.words
        if self.stop.is_set():
            raise Cancelled


@dataclass(eq=False)
class Task:
    """One piece of work: what runs, who is told, and where its dialog stands."""

    work: Callable[[Job], Any]
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object] | None
    words: str
    parent: QWidget | None
    quiet: bool
    may_cancel: bool
    job: WatchedJob = field(default_factory=WatchedJob)
    result: Any = None
    error: BaseException | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next step; nothing is told afterwards for quiet work."""
        self.job.stop.set()

    def release(self) -> "Task":
        """Return a copy and let go of everything: the worker may hold the last reference, and must not destroy a widget."""
        copy = replace(self)
        self.work, self.done, self.failed, self.parent, self.result, self.error = _nothing, _nothing, None, None, None, None
        return copy


def _nothing(_what: object) -> None:
    """Stand where a finished task's work stood."""


class Worker(QObject):
    """The thread, its queue, and the dialog of the task that runs."""

    ended = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self.waiting: list[Task] = []
        self.dialog: ProgressDialog | None = None
        self.shielded = False
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self._look)
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE_MS)
        self.patience.timeout.connect(self._show_dialog)
        self.ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def add(self, task: Task) -> Task:
        """Queue a task."""
        self.waiting.append(task)
        if not task.quiet:
            self._shield(True)
            self.patience.start()
        self.tasks.put(task)
        return task

    def finish(self) -> None:
        """Let the thread end after what is queued."""
        self.tasks.put(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow keys and clicks while the clerk waits for a dialog."""
        return event.type() in BLOCKED and self.dialog is None

    def _run(self) -> None:
        """Run task after task; only signals leave this thread."""
        while (task := self.tasks.get()) is not None:
            try:
                if task.job.stop.is_set():
                    raise Cancelled  # noqa: TRY301 - stopped before it began
                task.result = task.work(task.job)
            except BaseException as error:  # noqa: BLE001 - told in the window's thread, never lost
                task.error = error
            self.ended.emit(task)
            del task

    def _tell(self, task: Task) -> None:
        """Tell the end of a task in the window's thread."""
        self.waiting.remove(task)
        if not any(not other.quiet for other in self.waiting):
            self.patience.stop()
            self.timer.stop()
            self._shield(False)
            self._close_dialog()
        work = task.release()
        if work.quiet and work.job.stop.is_set():
            return
        if work.error is None:
            work.done(work.result)
        elif work.failed is not None:
            work.failed(work.error)
        elif not isinstance(work.error, Cancelled):
            errors.show_error(work.parent, work.error)

    def _show_dialog(self) -> None:
        """The work takes longer: show how far it is."""
        task = next((task for task in self.waiting if not task.quiet), None)
        if task is None:
            return
        self._shield(False)
        parent = task.parent.window() if task.parent is not None else None
        self.dialog = ProgressDialog(parent, task.words, task.cancel if task.may_cancel else None)
        self._look()
        self.timer.start()
        self.dialog.open()

    def _look(self) -> None:
        """Show the steps of the task that runs."""
        task = next((task for task in self.waiting if not task.quiet), None)
        if self.dialog is not None and task is not None:
            self.dialog.show_step(task.job.done, task.job.total, task.job.words)

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.leave()
            self.dialog = None

    def _shield(self, on: bool) -> None:
        app = QApplication.instance()
        if app is None or on == self.shielded:
            return
        self.shielded = on
        if on:
            app.installEventFilter(self)
            QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        else:
            app.removeEventFilter(self)
            QApplication.restoreOverrideCursor()


def run(
    work: Callable[[Job], Result],
    done: Callable[[Result], object],
    failed: Callable[[BaseException], object] | None = None,
    *,
    words: str = "正在处理",
    parent: QWidget | None = None,
    quiet: bool = False,
    may_cancel: bool = True,
) -> Task:
    """Run `work(job)` on the worker, then `done(result)` here; an error goes to `failed` or is shown (a cancel is not)."""
    return _started("worker").add(Task(work, done, failed, words, parent, quiet, may_cancel))


def draw(work: Callable[[Job], Result], done: Callable[[Result], object], failed: Callable[[BaseException], object]) -> Task:
    """Run quiet work beside the worker: the pages in sight do not wait until a long paper is laid out. It must not write."""
    return _started("drawer").add(Task(work, done, failed, "", None, quiet=True, may_cancel=True))


def is_busy(*, drawing: bool = True) -> bool:
    """Return whether anything runs or waits; what only draws does not count where `drawing` is False."""
    return any(worker.waiting for name, worker in _workers.items() if drawing or name != "drawer")


_workers: dict[str, Worker] = {}


def _started(name: str) -> Worker:
    """Return the worker of that name, made when first asked for."""
    if name not in _workers:
        _workers[name] = Worker(name)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(_workers[name].finish)
    return _workers[name]
