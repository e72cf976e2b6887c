"""While an exchange runs: each package with what it brings, by kind of record, and how far it is."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kzzq_desktop.ui.exchange.found_card import package_name
from kzzq_desktop.ui.exchange.lines import show_rows, two_lines
from kzzq_desktop.ui.exchange.run import LEFT, READ, REFUSED, Course, Part
from kzzq_desktop.ui.exchange.words import plan_words, table_words
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.flow import flow
from kzzq_desktop.ui.parts.layout import card_head, column, hold, rule, scroll
from kzzq_desktop.ui.parts.marks import Chips, Mark

MARKS = {
    READ: Mark("ok", "读好了"),
    LEFT: Mark("due", "没有读入", icon="minus"),
    REFUSED: Mark("over", "没有读入"),
}


class RunPage(QFrame):
    """`show_course(course, writing)` shows how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: QVBoxLayout = column(gap=0)
        head = card_head("正在交换", small="请不要拔U盘")
        head.setContentsMargins(16, 12, 16, 12)
        self.setLayout(column(head, rule(), (scroll(self.rows), 1), gap=0))

    def show_course(self, course: Course, *, writing: bool) -> None:
        """Show the packages as they are now, and the writing out once it goes on."""
        rows = [part_row(part) for part in course.parts]
        if writing:
            rows.append(two_lines("export", "写出", "写完会重新读一遍，核对写得对不对。", Mark("due", "正在写"), tint="teal"))
        show_rows(self.rows, rows, EmptyState("swap", "没有要读入的数据包", "接着写出这台电脑的新内容。"))


def part_row(part: Part) -> QWidget:
    """Return one package of the exchange as a row."""
    waits = Mark("due", "正在读入") if part.plan else Mark("mute", "等着", icon="clock")
    said = part.why or (f"{plan_words(part.plan)}。" if part.plan else "先看里面有什么。")
    kinds = [Chips([words]) for words in table_words(part.plan)] if part.plan else []
    more = (hold(flow(*kinds, gap=4)),) if kinds else ()
    tint = {READ: "teal", REFUSED: "red", LEFT: "amber"}.get(part.state, "ink3")
    return two_lines("import", package_name(part.seen), said, MARKS.get(part.state, waits), *more, tint=tint)
