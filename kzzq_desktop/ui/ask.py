"""Questions: yes or no, one of a few, a line of words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label


def confirm(parent: QWidget | None, question: str, words: str = "", *, yes: str = "确定", no: str = "取消") -> bool:
    """Ask; name the button by what it does (删除, 撤销). Esc and 取消 mean no."""
    dialog = Dialog(parent, question, width=440)
    go = main_button(yes, dialog.accept)
    dialog.enter = dialog.accept
    body = column(label(question, "head", wrap=True), gap=10)
    if words:
        body.addWidget(label(words, "second", wrap=True))
    dialog.fill(body, None, dialog.cancel_button(no), go)
    go.setFocus()
    return bool(dialog.exec())


def give_up(parent: QWidget) -> bool:
    """Ask before what was typed is lost."""
    return confirm(parent, "放弃刚才填写的内容？", "这些内容还没有保存。", yes="放弃", no="继续填写")


def choose(
    parent: QWidget | None, question: str, options: Sequence[tuple[str, str]], *, words: str = "", yes: str = "确定"
) -> str:
    """Ask for one of a few codes, each with its words; "" means the clerk went back."""
    dialog = Dialog(parent, question, width=440)
    body = column(label(question, "head", wrap=True), gap=10)
    if words:
        body.addWidget(label(words, "second", wrap=True))
    marks = {code: QRadioButton(said) for code, said in options}
    for mark in marks.values():
        body.addWidget(mark)
    first = next(iter(marks.values()))
    first.setChecked(True)
    dialog.enter = dialog.accept
    dialog.fill(body, None, dialog.cancel_button(), main_button(yes, dialog.accept))
    first.setFocus()
    if not dialog.exec():
        return ""
    return next(code for code, mark in marks.items() if mark.isChecked())


def ask_words(
    parent: QWidget | None, question: str, *, old: str = "", hint: str = "", words: str = "", yes: str = "保存"
) -> str | None:
    """Ask for a line of words; None means the clerk went back."""
    dialog = Dialog(parent, question, width=440)
    box = QLineEdit(old)
    box.setPlaceholderText(hint)
    box.setAccessibleName(question)
    box.setMinimumWidth(theme.px(300))
    body = column(label(question, "head", wrap=True), *([label(words, "second", wrap=True)] if words else []), box, gap=10)
    dialog.enter = dialog.accept
    dialog.fill(body, None, dialog.cancel_button(), main_button(yes, dialog.accept))
    box.selectAll()
    box.setFocus()
    return box.text().strip() if dialog.exec() else None
