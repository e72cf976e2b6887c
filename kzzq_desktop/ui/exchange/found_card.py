"""What lies on the stick, and what was exchanged before: two lists in one card."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from kzzq_desktop.domain.exchange_views import ExchangeLine, PackageSeen, PackageState
from kzzq_desktop.ui.exchange.lines import show_rows, two_lines
from kzzq_desktop.ui.exchange.words import STATES, day_words, moment_words, size_words
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import column, row, rule, scroll
from kzzq_desktop.ui.parts.marks import Mark
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label

HERE, PAST = "here", "past"


class FoundCard(QFrame):
    """Signal `joined(path)` when an invitation is to be taken."""

    joined = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.tabs = Segmented([(HERE, "U盘里 0"), (PAST, "交换记录")], name="看什么")
        self.tabs.picked.connect(self._turn)
        self.state = label("", "small")
        self.here: QVBoxLayout = column(gap=0)
        self.past: QVBoxLayout = column(gap=0)
        self.lists = QStackedWidget()
        for box in (self.here, self.past):
            self.lists.addWidget(scroll(box, 60))
        head = row(self.tabs, 4, self.state, None, gap=8, margins=(12, 9, 16, 9))
        self.setLayout(column(head, rule(), (self.lists, 1), gap=0))

    def show_packages(self, packages: Sequence[PackageSeen], empty: str, next_step: str, *, on_stick: bool = True) -> None:
        """Show what was found; `empty` and `next_step` stand where nothing was."""
        self.state.setText("")
        self.tabs.set_words(HERE, f"{'U盘里' if on_stick else '文件夹里'} {len(packages)}")
        order = list(PackageState)
        rows = [self._row(one) for one in sorted(packages, key=lambda one: order.index(one.state))]
        show_rows(self.here, rows, EmptyState("file", empty, next_step))

    def show_looking(self) -> None:
        """Say that the stick is being read."""
        self.state.setText("正在看U盘…")

    def show_history(self, lines: Sequence[ExchangeLine]) -> None:
        """Show what was exchanged before."""
        empty = EmptyState("history", "还没有交换过", "每次读入和写出，这里都会留下一行。")
        show_rows(self.past, [history_row(line) for line in lines], empty)

    def _turn(self, which: str) -> None:
        self.lists.setCurrentIndex(0 if which == HERE else 1)

    def _row(self, seen: PackageSeen) -> QWidget:
        mark = STATES[seen.state]
        take = (row(link_button("用这份邀请加入…", lambda: self.joined.emit(seen.path)), None),)
        more = take if seen.state is PackageState.INVITATION else ()
        tint = {"ok": "teal", "over": "red", "due": "amber"}.get(mark.tone, "ink3")
        return two_lines(mark.icon or "alert", package_name(seen), package_words(seen), mark, *more, tint=tint)


def package_name(seen: PackageSeen) -> str:
    """Return from whom a package is and its number, as far as it is known."""
    who = seen.sender or "不知道是谁的"
    return f"{who} 第{seen.number}号" if seen.number else who


def package_words(seen: PackageSeen) -> str:
    """Return what a package is and what to do; when it was made and how large it is."""
    made = f"{moment_words(seen.created_at)}写的，" if seen.created_at else ""
    return f"{seen.sentence}{'　' if seen.sentence else ''}{made}{size_words(seen.size)}。"


def history_row(line: ExchangeLine) -> QWidget:
    """Return a past exchange as a row."""
    who = f"读入 {line.site}" if line.taken else f"写出给{line.site}"
    when = Mark("mute", f"{moment_words(line.at)}　{line.clerk}".strip("　"), icon="clock")
    return two_lines("import" if line.taken else "export", f"{who} 第{line.number}号", line.words, when)


def nothing_words(*, there: bool, last_at: str) -> tuple[str, str]:
    """Return what is missing and what to do where no package was found."""
    if not there:
        return "插上U盘以后，这里列出里面的数据包", f"上次交换是{day_words(last_at)}。" if last_at else "还没有交换过。"
    return "这里没有数据包", "点“开始交换”，会把这台电脑的新内容写出去。"
