"""One function turns an error into words on a screen. Screens contain no `try`: what a slot raises arrives here.

What the clerk can mend shows what happened and what to do. Anything else is a bug: a number, and its trace in the log
without any value (a trace names files, lines and kinds of errors, never what stood in a variable).
"""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import AppError, Cancelled, FormError
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.text import Picture, label

log = logging.getLogger("kzzq")


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Show an error; a cancel shows nothing."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, FormError):
        ErrorDialog(parent, "有些地方要改一下", [problem.sentence() for problem in error.problems]).exec()
    elif isinstance(error, AppError):
        what = error.what if error.what and error.what != error.advice else "没有完成"
        ErrorDialog(parent, what.rstrip("。"), [error.advice] if error.advice else []).exec()
    else:
        number = bug_number()
        text = trace_text(error, number)
        log.error("%s", text)
        words = [
            "这是程序的错误，刚才这一步没有保存，别的内容没有受影响。",
            f"编号 {number}。可以复制下面的文字交给维护人员，里面没有住户信息。",
        ]
        ErrorDialog(parent, "程序出错了", words, text).exec()


def install() -> None:
    """From now on whatever a slot raises is shown."""
    sys.excepthook = _arrived


def bug_number() -> str:
    """Return a number the clerk can read out: month, day, hour, minute, second."""
    return clock.local(clock.now_text()).strftime("%m%d-%H%M%S")


def trace_text(error: BaseException, number: str) -> str:
    """Return the trace of an error without any value: kinds, files, lines, function names; an AppError's own sentence."""
    lines = [f"KZZQ {number}"]
    seen: BaseException | None = error
    while seen is not None:
        said = f": {seen.what}" if isinstance(seen, AppError) else ""
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}{said}")
        frames = traceback.extract_tb(seen.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


class ErrorDialog(Dialog):
    """What happened, what to do; for a bug the text to copy."""

    def __init__(self, parent: QWidget | None, what: str, lines: list[str], text: str = "") -> None:
        super().__init__(parent, what, width=480)
        head = row(Picture("alert", "red" if text else "amber", 20), (label(what, "head", wrap=True), 1), gap=10)
        body = column(head, *(label(line, "second", wrap=True) for line in lines), gap=10)
        self.copy_button = button("复制(&C)", lambda: QGuiApplication.clipboard().setText(text), icon="copy")
        self.copy_button.setVisible(bool(text))
        if text:
            box = QPlainTextEdit(text)
            box.setReadOnly(True)
            box.setAccessibleName("错误文字")
            box.setMinimumHeight(theme.px(120))
            body.addWidget(box)
        ok = main_button("知道了", self.accept)
        ok.setDefault(True)
        self.enter = self.accept
        self.setAccessibleDescription("".join(lines))
        self.fill(body, self.copy_button, None, ok)
        ok.setFocus()


def _short(path: str) -> str:
    """Return a file's place inside the program: a trace must not name the clerk's folders."""
    parts = path.replace("\\", "/").split("/")
    for mark in ("kzzq_desktop", "site-packages"):
        if mark in parts:
            return "/".join(parts[parts.index(mark) :])
    return parts[-1]


def _arrived(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show what nobody caught; Ctrl+C in a terminal still ends the program."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    show_error(QApplication.activeWindow(), error)
