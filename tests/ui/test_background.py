"""The one worker: results and errors arrive in the window's thread; long work shows a dialog that can stop it."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import background, errors
from kzzq_desktop.ui.progress import ProgressDialog

Show = Callable[..., QWidget]


def wait_for(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=5000)


def test_work_runs_beside_and_ends_here(qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    background.run(lambda _job: threading.get_ident(), lambda there: seen.append((there, threading.get_ident())))
    wait_for(qtbot, lambda: bool(seen))
    there, told_in = seen[0]
    assert there != here
    assert told_in == here


def test_two_works_never_run_at_once_and_keep_their_order(qtbot: QtBot) -> None:
    running: list[str] = []
    most: list[int] = []
    ends: list[str] = []

    def work(name: str) -> Callable[[Job], str]:
        def run(_job: Job) -> str:
            running.append(name)
            most.append(len(running))
            threading.Event().wait(0.01)
            running.remove(name)
            return name

        return run

    for name in "abcdef":
        background.run(work(name), ends.append, quiet=name in "bd")
    wait_for(qtbot, lambda: len(ends) == 6)
    assert (ends, max(most)) == (list("abcdef"), 1)


def test_many_ends_are_told_without_loss(qtbot: QtBot) -> None:
    ends: list[int] = []
    for number in range(500):
        background.run(lambda _job, n=number: n, ends.append, quiet=True)
    wait_for(qtbot, lambda: len(ends) == 500)
    assert ends == list(range(500))


def test_an_error_goes_to_the_one_who_asked(qtbot: QtBot) -> None:
    seen: list[BaseException] = []

    def fail(_job: Job) -> None:
        raise AppError("文件打不开。", "请关掉 WPS 再试。")

    background.run(fail, lambda _nothing: seen.append(ValueError()), seen.append)
    wait_for(qtbot, lambda: bool(seen))
    assert isinstance(seen[0], AppError)


def test_an_error_nobody_takes_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: shown.append(error))

    def fail(_job: Job) -> None:
        raise AppError("文件打不开。")

    def stop(_job: Job) -> None:
        raise Cancelled

    background.run(stop, lambda _nothing: None)
    background.run(fail, lambda _nothing: None)
    wait_for(qtbot, lambda: bool(shown))
    assert [type(error) for error in shown] == [AppError]


def test_long_work_shows_its_steps_and_can_be_stopped(qtbot: QtBot, shown: Show) -> None:
    go_on = threading.Event()
    ends: list[object] = []
    owner = shown(QLineEdit())

    def work(job: Job) -> str:
        job.step(3, 10, "正在读 花名册.xlsx")
        while not go_on.wait(0.005):
            job.step(3, 10)
        return "done"

    background.run(work, ends.append, ends.append, words="正在导入", parent=owner)
    dialog = _dialog(qtbot)
    qtbot.waitUntil(lambda: "3 / 10" in dialog.step_words.text(), timeout=3000)
    assert "正在读 花名册.xlsx" in dialog.step_words.text()
    dialog.findChild(QPushButton).click()
    assert dialog.stopped()
    wait_for(qtbot, lambda: bool(ends))
    assert isinstance(ends[0], Cancelled)
    assert QApplication.activeModalWidget() is None


def test_escape_and_closing_stop_too(qtbot: QtBot, shown: Show) -> None:
    owner = shown(QLineEdit())
    for leave in (lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape), lambda dialog: dialog.close()):
        ends: list[object] = []

        def work(job: Job) -> None:
            while True:
                threading.Event().wait(0.005)
                job.step(0, 0)

        background.run(work, ends.append, ends.append, words="正在划分", parent=owner)
        leave(_dialog(qtbot))
        wait_for(qtbot, lambda got=ends: bool(got))
        assert isinstance(ends[0], Cancelled)


def test_work_that_must_not_stop_offers_no_cancel(qtbot: QtBot, shown: Show) -> None:
    go_on, ends = threading.Event(), []
    background.run(lambda _job: go_on.wait(5), ends.append, words="正在建立台账", parent=shown(QLineEdit()), may_cancel=False)
    dialog = _dialog(qtbot)
    assert dialog.stop.isHidden()
    dialog.reject()
    assert not dialog.stopped()
    go_on.set()
    wait_for(qtbot, lambda: bool(ends))


def test_keys_wait_while_the_dialog_has_not_come(qtbot: QtBot, shown: Show) -> None:
    box = shown(QLineEdit())
    go_on, ends = threading.Event(), []
    background.run(lambda _job: go_on.wait(5), ends.append)
    QTest.keyClicks(box, "abc")
    assert box.text() == ""
    go_on.set()
    wait_for(qtbot, lambda: bool(ends))
    QTest.keyClicks(box, "abc")
    assert box.text() == "abc"


def test_quiet_work_blocks_nothing_and_a_dropped_one_is_not_told(qtbot: QtBot, shown: Show) -> None:
    box = shown(QLineEdit())
    go_on, ends = threading.Event(), []
    background.run(lambda _job: go_on.wait(5), lambda _done: ends.append("first"), quiet=True).cancel()
    background.run(lambda _job: None, lambda _done: ends.append("second"), quiet=True)
    QTest.keyClicks(box, "abc")
    assert box.text() == "abc"
    go_on.set()
    wait_for(qtbot, lambda: bool(ends))
    assert ends == ["second"]


def test_the_worker_keeps_no_widget_alive(qtbot: QtBot) -> None:
    ends: list[int] = []
    owner = QWidget()
    gone = weakref.ref(owner)
    background.run(lambda _job, held=owner: 1, lambda done, held=owner: ends.append(done), parent=owner, quiet=True)
    wait_for(qtbot, lambda: bool(ends))
    del owner
    gc.collect()
    qtbot.waitUntil(lambda: gone() is None, timeout=2000)


def _dialog(qtbot: QtBot) -> ProgressDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ProgressDialog), timeout=3000)
    found = QApplication.activeModalWidget()
    assert isinstance(found, ProgressDialog)
    return found


def test_a_page_is_drawn_while_the_worker_works(qtbot: QtBot) -> None:
    free, ends = threading.Event(), []
    background.run(lambda _job: free.wait(5), lambda _done: ends.append("worked"), quiet=True)
    background.draw(lambda _job: "drawn", ends.append, lambda _error: None)
    wait_for(qtbot, lambda: ends == ["drawn"])
    assert background.is_busy()
    free.set()
    wait_for(qtbot, lambda: ends == ["drawn", "worked"])


def test_a_page_nobody_wants_any_more_is_not_drawn(qtbot: QtBot) -> None:
    free, drawn, told = threading.Event(), [], []
    background.draw(lambda _job: free.wait(5), lambda _done: None, told.append)
    background.draw(lambda _job: drawn.append("old"), told.append, told.append).cancel()
    background.draw(lambda _job: drawn.append("new"), lambda _done: told.append("new"), told.append)
    free.set()
    wait_for(qtbot, lambda: told == ["new"])
    assert drawn == ["new"]
