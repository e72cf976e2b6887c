"""按职责看: how often each duty was done, month by month. Every number opens its entries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.duty_log import DutyCount, DutyFilter
from kzzq_desktop.services import duty_lists
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui import background
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import filter_box
from kzzq_desktop.ui.parts.layout import card, column, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column

ALL = "all"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month ("2026-11", or a year for the sum): entries by duty, and households in sum."""

    id: str
    word: str
    duties: dict[str, int]
    households: int


class CountsTab(QWidget):
    """Signal `opened(time, code)`: the clerk wants to see the entries behind a number ("" for all duties)."""

    opened = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.desk = desk
        self.rows: dict[str, MonthRow] = {}
        year = today().year
        self.year = filter_box([(str(y), f"{y}年") for y in range(year, year - 5, -1)], str(year), name="年份")
        self.note = label("", "second")
        empty = EmptyState("duty", "这一年还没有履职记录", "换一年再看，或先登记。")
        self.table: RowsTable[MonthRow] = RowsTable(
            "duty_counts", self._columns(), load=lambda ids: [self.rows[one] for one in ids], many=False, empty=empty
        )
        self.table.setAccessibleName("各月履职次数")
        self.table.places = self.year.currentText
        self.table.linked.connect(self._open)
        self.table.opened.connect(lambda time: self.opened.emit(time, ""))
        self.setLayout(column(row(self.year, None, self.note, gap=8), (card(self.table, margins=(0, 0, 0, 0)), 1), gap=10))
        self.year.picked.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        """Count anew beside the window: a banner's year takes a second."""
        year = self.year.value()
        chosen = DutyFilter(first_day=f"{year}-01-01", last_day=f"{year}-12-31")
        self.note.setText("正在统计")
        background.run(
            lambda _job: duty_lists.count_by_month(self.desk, chosen), self._show, words="正在统计", parent=self, quiet=True
        )

    def start(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus()

    def _show(self, counts: Sequence[DutyCount]) -> None:
        rows = month_rows(counts, self.year.value())
        self.rows = {one.id: one for one in rows}
        self.table.show_ids(list(self.rows))
        self.note.setText("点数字看是哪些记录" if rows else "")

    def _columns(self) -> Sequence[Column[MonthRow]]:
        duties: list[Column[MonthRow]] = [
            Column(form.code, form.word, 128, _times_of(form.code), "link", fact=Fact.PLAIN) for form in FORMS
        ]
        return (
            Column("month", "月份", 96, lambda one: one.word, stretch=True, fact=Fact.PLAIN),
            *duties,
            Column(ALL, "合计", 128, _all_times, "link", fact=Fact.PLAIN),
            Column("households", "联系户次", 120, lambda one: f"{one.households:,}户次", "number", fact=Fact.PLAIN),
        )

    def _open(self, time: str, key: str) -> None:
        self.opened.emit(time, "" if key == ALL else key)


def month_rows(counts: Sequence[DutyCount], year: str) -> list[MonthRow]:
    """Return the months, the latest first, and the year's sum under them; nothing without entries."""
    months = sorted({count.month for count in counts}, reverse=True)
    rows = [_row(month, f"{int(month[5:])}月", [count for count in counts if count.month == month]) for month in months]
    return [*rows, _row(year, "全年", counts)] if rows else []


def _row(time: str, word: str, counts: Sequence[DutyCount]) -> MonthRow:
    duties: dict[str, int] = {}
    for count in counts:
        duties[count.code] = duties.get(count.code, 0) + count.duties
    return MonthRow(time, word, duties, sum(count.households for count in counts))


def _times_of(code: str) -> Callable[[MonthRow], str]:
    return lambda one: _times(one.duties.get(code, 0))


def _all_times(one: MonthRow) -> str:
    return _times(sum(one.duties.values()))


def _times(number: int) -> str:
    return f"{number:,}次" if number else "—"
