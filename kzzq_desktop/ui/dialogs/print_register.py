"""打印登记: who printed, saved, exported or copied what, for whom and when; nothing in it can be changed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.domain.papers import ACT_WORDS, PrintLine
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.services.register import amount_words, list_register, number_words
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import filter_box
from kzzq_desktop.ui.parts.layout import card, column, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column
from kzzq_desktop.ui.table_tools import tool_buttons

WORD, WIDE, HIGH = "打印登记", 1080, 380
MONTHS = 24
NOTE = "打印、存为PDF、导出和复制都记在这里，只能看，不能改、不能删。"
COLUMNS: tuple[Column[PrintLine], ...] = (
    Column("at", "时间", 140, lambda one: f"{clock.local(one.at):%Y-%m-%d %H:%M}", fact=Fact.PLAIN),
    Column("clerk", "经办人", 96, lambda one: one.clerk, fact=Fact.PLAIN),
    Column("act", "做了什么", 84, lambda one: ACT_WORDS.get(one.act, one.act), fact=Fact.PLAIN),
    Column("paper", "纸张或名单", 160, lambda one: one.paper, fact=Fact.PLAIN),
    Column("scope", "范围", 190, lambda one: one.scope or "—", "words", stretch=True, ink="ink2", fact=Fact.PLAIN),
    Column("audience", "给谁看", 68, lambda one: one.audience, fact=Fact.PLAIN),
    Column("pages", "数量", 84, amount_words, "number", fact=Fact.PLAIN),
    Column("copies", "份数", 64, lambda one: f"{one.copies}份", "number", fact=Fact.PLAIN),
    Column("numbers", "编号", 110, lambda one: number_words(one) or "—", ink="ink2", drop=1, fact=Fact.PLAIN),
)


class RegisterDialog(Dialog):
    """A month of the register; what the clerk exports of it is registered too."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, WORD, WIDE)
        self.desk = desk
        self.lines: dict[str, PrintLine] = {}
        self.month = filter_box(month_options(), f"{clock.today():%Y-%m}", name="月份")
        self.month.picked.connect(lambda _: self.refresh())
        self.count, self.said = label("", "second"), label("", "second")
        self.table: RowsTable[PrintLine] = RowsTable(
            "print_register", COLUMNS, load=self._load, relist=lambda _sort, _down: list(self.lines),
            empty=EmptyState("print", "这个月没有登记", "换一个月份再看。"),
        )  # fmt: skip
        self.table.setAccessibleName(WORD)
        self.table.setMinimumHeight(theme.px(HIGH))
        self.table.places = self.month.currentText
        tools = tool_buttons(self.table, self, WORD, "条")
        body = column(
            row(label("月份", "field"), self.month, self.count, None, *tools, gap=8),
            (card(self.table, margins=(0, 0, 0, 0)), 1),
            label(NOTE, "small"),
            gap=10,
        )
        self.fill(body, self.said, None, self.cancel_button("关闭"))
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """List the chosen month as it is now."""
        self.lines = {line.id: line for line in list_register(self.desk, self.month.value())}
        self.table.refresh()
        self.count.setText(f"{len(self.lines):,} 条")

    def tell(self, words: str, tone: str = "ok") -> None:
        """Say what was copied or exported, and show its line."""
        self.said.setText(words)
        self.refresh()

    def _load(self, ids: Sequence[str]) -> list[PrintLine]:
        return [self.lines[one] for one in ids if one in self.lines]


def show_register(parent: QWidget, desk: Desk) -> None:
    """Open the register above a screen; it goes when it is closed."""
    dialog = RegisterDialog(parent, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def month_options() -> list[tuple[str, str]]:
    """Return all time and the latest months, this one first."""
    day = clock.today()
    latest = day.year * 12 + day.month - 1
    months = [divmod(number, 12) for number in range(latest, latest - MONTHS, -1)]
    return [*((f"{year}-{month + 1:02d}", f"{year}年{month + 1}月") for year, month in months), ("", "全部时间")]
