"""Sign-in: the password, a growing wait after wrong ones, the recovery code for a forgotten one.

It imports nothing slow: what opens the office is handed in, and is loaded while the clerk types.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.ui.dialogs.entry import EntryWindow, sentence_label
from kzzq_desktop.ui.dialogs.new_password import LEAST_PASSWORD, check_new
from kzzq_desktop.ui.parts.buttons import button, link_button, main_button
from kzzq_desktop.ui.parts.layout import column, hold, row
from kzzq_desktop.ui.parts.text import label, set_mark

CODE_HINT = "ABCDE-FGHJK-…"
Opened = Callable[[object], object]
Refused = Callable[[AppError], object]


@dataclass(frozen=True, slots=True)
class Doors:
    """What the sign-in may do. `enter` and `recover` work on the worker and then call one of the two functions they are given.

    `enter(password, opened, refused)`, `recover(code, new password, opened, refused)`: `opened(desk)` or `refused(error)`;
    `wait(failures)` says how many seconds to wait after so many wrong passwords.
    """

    enter: Callable[[str, Opened, Refused], object]
    recover: Callable[[str, str, Opened, Refused], object]
    wait: Callable[[int], int]


class SignIn(EntryWindow):
    """Signal `opened(desk)` after the right password."""

    opened = Signal(object)

    def __init__(self, doors: Doors, office: str = "") -> None:
        super().__init__(office or "登录")
        self.doors = doors
        if office:
            self.second.setText(office)
        self.failures = self.left = 0
        self.busy = False
        self.password = secret_box("口令")
        self.fault = sentence_label()
        self.go = main_button("登录", self.enter)
        forgotten = link_button("忘了口令…", self.ask_code)
        self.page = hold(column(label("口令", "field"), self.password, self.fault, row(forgotten, None, self.go, gap=8), gap=6))
        self.code_page: CodePage | None = None
        self.show_page(self.page)
        self.password.returnPressed.connect(self.enter)
        self.password.textEdited.connect(self._typed)
        self.tick = QTimer(self)
        self.tick.setInterval(1000)
        self.tick.timeout.connect(self._count_down)
        self.fit_screen(620, 460)
        self.password.setFocus()

    def enter(self) -> None:
        """Try the password."""
        if self.busy or self.left:
            return
        words = self.password.text()
        if not words:
            self._refuse("请输入口令。")
            return
        self._set_busy(True)
        self.doors.enter(words, self.opened.emit, self._failed)

    def ask_code(self) -> None:
        """Show the page for the printed recovery code."""
        if self.code_page is None:
            self.code_page = CodePage(self.doors.recover, self.go_back)
            self.code_page.opened.connect(self.opened)
            self.fit_screen(620, 640)
        self.show_page(self.code_page)
        self.code_page.code.setFocus()

    def go_back(self) -> None:
        """Go back to the password."""
        self.show_page(self.page)
        self.password.setFocus()

    def _failed(self, error: AppError) -> None:
        self._set_busy(False)
        self.failures += 1
        self.left = self.doors.wait(self.failures)
        self._refuse(error.sentence())
        self.password.selectAll()
        if self.left:
            self.go.setEnabled(False)
            self._show_wait()
            self.tick.start()

    def _count_down(self) -> None:
        self.left -= 1
        self._show_wait()
        if self.left <= 0:
            self.left = 0
            self.tick.stop()
            self.go.setEnabled(True)
            self.go.set_words("登录")

    def _show_wait(self) -> None:
        self.go.set_words(f"请等 {self.left} 秒" if self.left > 0 else "登录")

    def _set_busy(self, on: bool) -> None:
        self.busy = on
        self.go.setEnabled(not on and not self.left)
        self.go.set_words("正在打开" if on else "登录")

    def _refuse(self, sentence: str) -> None:
        self.fault.setText(sentence)
        set_mark(self.password, "wrong", "true")
        self.password.setAccessibleDescription(sentence)
        self.password.setFocus()

    def _typed(self) -> None:
        self.fault.setText("")
        set_mark(self.password, "wrong", "")


class CodePage(QWidget):
    """The recovery code and a new password, twice. Signal `opened(desk)`."""

    opened = Signal(object)

    def __init__(self, recover: Callable[[str, str, Opened, Refused], object], back: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.recover = recover
        self.code = QLineEdit()
        self.code.setPlaceholderText(CODE_HINT)
        self.code.setAccessibleName("恢复码")
        self.first, self.second = secret_box("新口令"), secret_box("再输一次新口令")
        self.fault = sentence_label()
        self.go = main_button("打开并换成新口令", self.enter)
        self.setLayout(
            column(
                label("用恢复码打开", "head"),
                label("恢复码是建立台账时抄写或打印的那张纸，六组，每组五个字符。", "second", wrap=True),
                6,
                label("恢复码", "field"),
                self.code,
                label(f"新口令（至少 {LEAST_PASSWORD} 个字符）", "field"),
                self.first,
                label("再输一次", "field"),
                self.second,
                self.fault,
                row(button("返回", back), None, self.go, gap=8),
                gap=6,
            )
        )
        for box in (self.code, self.first, self.second):
            box.returnPressed.connect(self.enter)
            box.textEdited.connect(lambda: self.fault.setText(""))

    def enter(self) -> None:
        """Check what can be checked here, then open."""
        code, new = self.code.text(), self.first.text()
        if not code.strip():
            self._refuse(self.code, "请输入恢复码。")
        elif problems := check_new(new, self.second.text(), "new"):
            self._refuse(self.second if problems[0].field == "again" else self.first, problems[0].sentence())
        else:
            self.go.setEnabled(False)
            self.recover(code, new, self.opened.emit, self._failed)

    def _failed(self, error: AppError) -> None:
        self.go.setEnabled(True)
        self._refuse(self.code, error.sentence())

    def _refuse(self, box: QLineEdit, sentence: str) -> None:
        self.fault.setText(sentence)
        box.setFocus()
        box.selectAll()


def secret_box(name: str) -> QLineEdit:
    """Return a box for a password; input methods stay out of it."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
    made.setAccessibleName(name)
    return made
