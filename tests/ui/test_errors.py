"""Errors in words: what the clerk can mend says how; a bug has a number and a trace without any value."""

import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from kzzq_desktop.base.errors import AppError, Cancelled, FormError, Problem
from kzzq_desktop.ui import errors

MARKED = "马克名字甲"


def raised(act: Callable[[], object]) -> BaseException:
    try:
        act()
    except BaseException as error:  # noqa: BLE001 - the test wants any
        return error
    raise AssertionError


def shown_words(error: BaseException) -> str:
    """Show an error, read everything its dialog says, and close it."""
    words: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        words.extend(part.text() for part in dialog.findChildren(QLabel))
        words.extend(part.toPlainText() for part in dialog.findChildren(QPlainTextEdit))
        for part in dialog.findChildren(QPushButton):
            if part.isVisible() and "复制" in part.text():
                part.click()
        dialog.close()

    QTimer.singleShot(0, read)
    errors.show_error(None, error)
    return "\n".join(words)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    logger = logging.getLogger("kzzq")
    before, logger.propagate = logger.propagate, True
    yield caplog
    logger.propagate = before


def test_what_the_clerk_can_mend_says_what_and_how() -> None:
    said = shown_words(AppError("花名册.xlsx 正在被 WPS 打开。", "请关掉再导入。"))
    assert "正在被 WPS 打开" in said
    assert "请关掉再导入。" in said


def test_an_error_with_advice_only_is_still_a_sentence() -> None:
    class StickFull(AppError):
        advice = "请换一个空间更大的U盘。"

    assert "请换一个空间更大的U盘。" in shown_words(StickFull())


def test_all_problems_of_a_form_are_said() -> None:
    said = shown_words(FormError([Problem("没有填姓名", "，请填上。"), Problem("出生日期不对", where="第2行")]))
    assert "没有填姓名，请填上。" in said
    assert "第2行：出生日期不对" in said


def test_a_cancel_says_nothing() -> None:
    errors.show_error(None, Cancelled())
    assert QApplication.activeModalWidget() is None


def test_a_bug_has_a_number_a_log_line_and_can_be_copied(log: pytest.LogCaptureFixture) -> None:
    said = shown_words(raised(lambda: {}["missing"]))
    number = next(word for word in said.split() if word.count("-") == 1 and word.replace("-", "").rstrip("。").isdigit())
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"KZZQ {number.rstrip('。')[:11]}")
    assert "builtins.KeyError" in copied
    assert "test_errors.py" in copied
    assert copied in log.text


def test_no_value_of_a_person_reaches_log_or_screen(log: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        try:
            int(f"bad name {MARKED}")
        except ValueError as error:
            raise RuntimeError(MARKED) from error

    said = shown_words(raised(fail))
    assert MARKED not in said + log.text + QGuiApplication.clipboard().text()
    assert "builtins.ValueError" in log.text
    assert "builtins.RuntimeError" in log.text


def test_a_trace_names_no_folder_of_the_clerk() -> None:
    text = errors.trace_text(raised(lambda: int("x")), "1123-100000")
    assert all(not line.strip().startswith(("/", "C:")) for line in text.splitlines())


def test_what_a_slot_raises_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: seen.append(error))
    errors.install()
    bug = ValueError("x")
    sys.excepthook(ValueError, bug, None)
    assert seen == [bug]


def test_ctrl_c_still_ends_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_rest: seen.append(kind))
    errors.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]
