"""The end of an exchange: the stick may be pulled out; what was taken in and written out, as receipts to keep."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.exchange.found_card import package_name
from kzzq_desktop.ui.exchange.lines import show_rows, two_lines
from kzzq_desktop.ui.exchange.run import LEFT, REFUSED, Course
from kzzq_desktop.ui.exchange.run_page import MARKS
from kzzq_desktop.ui.exchange.words import given_words, receipt_text, taken_words
from kzzq_desktop.ui.parts.buttons import button, link_button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, frame, row, rule, scroll
from kzzq_desktop.ui.parts.marks import Mark
from kzzq_desktop.ui.parts.text import Picture, label

PULL, DONE = "现在可以拔出U盘", "交换好了"


class EndPage(QFrame):
    """Signals: finished(), desk_asked(), told(words)."""

    finished = Signal()
    desk_asked = Signal()
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.receipt = ""
        self.picture = Picture("stick", "teal", 48)
        self.calm, self.second = label(PULL, "figure"), label("", "second", wrap=True)
        for words in (self.calm, self.second):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.rows: QVBoxLayout = column(gap=0)
        self.rest_words = label("", wrap=True)
        desk = link_button("去核对", self.desk_asked.emit)
        self.strip = frame("warn", row(Picture("clock", "amber"), (self.rest_words, 1), desk, gap=8, margins=(12, 6, 8, 6)))
        self.copy = button("复制收条(&C)", self.copy_receipt, icon="copy")
        self.open = button("打开收条(&O)…", lambda: ReceiptDialog(self, self.receipt).exec(), icon="file")
        self.go = main_button("好了", self.finished.emit)
        top = column(row(None, self.picture, None), 4, self.calm, self.second, gap=6, margins=(24, 22, 24, 18))
        foot = row(self.copy, self.open, None, self.go, gap=8, margins=(20, 12, 20, 12))
        strip = row(self.strip, margins=(20, 0, 20, 14))
        self.setLayout(column(top, strip, rule(), (scroll(self.rows, 90), 1), rule(), foot, gap=0))

    def show_course(self, course: Course, waiting: str) -> None:
        """Show what an exchange has done; `waiting` says what the clerk has not yet looked at."""
        self.receipt = receipt_text(course.taken, course.given)
        self.calm.setText(PULL if course.on_stick else DONE)
        self.picture.show_icon("stick" if course.on_stick else "folder", "teal")
        where = "" if course.on_stick else f"写在 {course.folder}。"
        self.second.setText(f"{sum_words(course)}{where}")
        self.rest_words.setText(f"还有 {waiting}，随时可以核对。")
        self.strip.setVisible(bool(waiting))
        show_rows(self.rows, receipt_rows(course))
        self.setAccessibleName(self.calm.text())

    def start(self) -> None:
        """Put the keyboard where the work ends."""
        self.go.setFocus()

    def copy_receipt(self) -> None:
        """Copy the receipts."""
        QGuiApplication.clipboard().setText(self.receipt)
        self.told.emit("收条已复制")


class ReceiptDialog(Dialog):
    """The receipts as text."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, "交换收条", width=520)
        self.box = QPlainTextEdit(text)
        self.box.setReadOnly(True)
        self.box.setAccessibleName("收条")
        self.box.setMinimumHeight(theme.px(280))
        copy = button("复制(&C)", lambda: QGuiApplication.clipboard().setText(text), icon="copy")
        close = main_button("关闭", self.accept)
        self.fill(column(self.box), copy, None, close)
        close.setFocus()


def sum_words(course: Course) -> str:
    """Return the whole exchange in a sentence."""
    read = f"读入 {len(course.taken)} 个" if course.taken else "没有读入"
    wrote = f"写出 {len(course.given)} 个，写完都重新读过，没有写错" if course.given else "没有写出"
    return f"{read}，{wrote}。"


def receipt_rows(course: Course) -> list[QWidget]:
    """Return what was taken, what was not, what was given: a row each."""
    rows = [
        two_lines("import", f"{one.sender} 第{one.number}号", taken_words(one), Mark("ok", "读入了"), tint="teal")
        for one in course.taken
    ]
    rows += [
        two_lines("import", package_name(part.seen), part.why, MARKS[part.state], tint="amber")
        for part in course.parts
        if part.state in (LEFT, REFUSED)
    ]
    rows += [
        two_lines("export", f"给{one.receiver} 第{one.number}号", given_words(one), Mark("ok", "写出了"), tint="teal")
        for one in course.given
    ]
    return rows
