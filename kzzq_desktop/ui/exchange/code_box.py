"""A code shown once: big, in groups, with a button that copies it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from kzzq_desktop.ui.parts.buttons import button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, frame
from kzzq_desktop.ui.parts.text import label

ROOT_HEAD = "把旗里的恢复码留在纸上"
ROOT_WHY = (
    "这台电脑坏了、换了，要用它才能在另一台电脑上继续签发邀请。程序不保存它，以后也不会再显示。请抄写下来，和公章一样锁好。"
)


def code_box(code: str, name: str) -> QFrame:
    """Return a code in two big lines; a screen reader hears it letter by letter."""
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    big = label("\n".join("　".join(part) for part in (groups[:half], groups[half:]) if part), "figure")
    big.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    big.setAccessibleName(f"{name} {'，'.join(' '.join(group) for group in groups)}")
    return frame("note", column(big, margins=(16, 16, 16, 16)))


class RootCodeDialog(Dialog):
    """The code that restores the root's keys, right after the office became the root."""

    def __init__(self, parent: QWidget, code: str) -> None:
        super().__init__(parent, "旗里的恢复码", width=520)
        copy = button("复制(&C)", lambda: QGuiApplication.clipboard().setText(code), icon="copy")
        body = column(label(ROOT_HEAD, "head"), code_box(code, "恢复码"), label(ROOT_WHY, "second", wrap=True), None, gap=12)
        self.fill(body, copy, None, main_button("抄好了", self.accept))
