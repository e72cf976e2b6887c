"""记录: the log of duties with its filters, and the chosen entry at its right."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.work import DutyRow
from kzzq_desktop.services import duty, duty_lists
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.services.wall import duties_of_gone
from kzzq_desktop.ui import ask
from kzzq_desktop.ui.duty.detail import DutyDetail
from kzzq_desktop.ui.duty.edit import EditDuty
from kzzq_desktop.ui.duty.filters import LogFilters
from kzzq_desktop.ui.parts.buttons import shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import card, column, row
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column

WIDE, NARROW = 356, 300


class RecordsTab(QWidget):
    """Ids listed once by SQL, rows fetched as they are seen."""

    def __init__(self, desk: Desk, window: WindowApi) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.desk, self.window_api = desk, window
        self.of_gone = frozenset[str]()
        self.filters = LogFilters(desk)
        self.detail = DutyDetail(desk)
        self._make_table()
        self.setLayout(column(self.filters, (row((card(self.table, margins=(0, 0, 0, 0)), 1), self.detail, gap=16), 1), gap=10))
        self.filters.changed.connect(self.table.refresh)
        self.detail.edit_asked.connect(self.edit)
        self.detail.remove_asked.connect(self.remove)
        shortcut(self, "F2", self.edit)
        shortcut(self, "Del", self.remove)
        self.fit_width(False)

    def refresh(self) -> None:
        """List anew; the chosen entry stays chosen."""
        self.filters.show_grids(duty_lists.list_grids(self.desk))
        self.table.refresh()

    def start(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus()

    def open_duty(self, duty_id: str) -> None:
        """Show one entry; filters that hide it are cleared."""
        if not self.table.pick(duty_id):
            self.filters.reset()
            self.table.refresh()
            self.table.pick(duty_id)
        self.table.setFocus()

    def open_count(self, time: str, code: str) -> None:
        """Show the entries behind a number of the counts."""
        self.filters.show_time(time, code)
        self.table.refresh()
        self.table.setFocus()

    def open_paper(self, month: str, kind: str, record: str) -> None:
        """Show the entries of a month of what a paper was printed of, a key of SCOPE_WORDS and its id."""
        self.filters.show_paper(month, kind, record)
        self.table.refresh()
        self.table.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Give the entry less room in a narrow window."""
        self.detail.setFixedWidth(NARROW if narrow else WIDE)
        self.filters.words.setVisible(not narrow)

    def edit(self) -> None:
        """Open the chosen entry to change it."""
        if duty_id := self.table.current_id():
            EditDuty(self, self.desk, duty_id, lambda unit_id: self.window_api.saved(unit_id, "履职记录已修改")).exec()

    def remove(self) -> None:
        """Take the chosen entries away, after asking."""
        ids = self.table.chosen_ids()
        question = "删除这条履职记录？" if len(ids) == 1 else f"删除这 {len(ids)} 条履职记录？"
        if ids and ask.confirm(self, question, "住户的最近联系日期会跟着变。删除以后可以撤销。", yes="删除"):
            self.window_api.saved(duty.remove_duties(self.desk, ids), f"已删除 {len(ids)} 条履职记录")

    def _make_table(self) -> None:
        self.empty = QStackedWidget()
        self.empty.addWidget(
            EmptyState("duty", "没有符合条件的记录", "换一个时间或条件再看。", ("看全部", "filter", self._show_all))
        )
        self.table: RowsTable[DutyRow] = RowsTable(
            "duties", self._columns(), load=self._load, relist=self._list_ids, sort="day", empty=self.empty
        )
        self.table.sort_order = Qt.SortOrder.DescendingOrder
        self.table.setAccessibleName("履职记录")
        self.table.places, self.table.wall = self.filters.places, self._on_wall
        self.table.picked.connect(self.detail.show_duty)
        self.table.opened.connect(lambda _: self.edit())
        self.table.listed.connect(self._listed)

    def _columns(self) -> Sequence[Column[DutyRow]]:
        return (
            Column("day", "日期", 100, lambda one: _day(one.day), sort="day", words=lambda one: one.day, fact=Fact.PLAIN),
            Column("code", "职责", 84, lambda one: BY_CODE[one.code].word, sort="code", fact=Fact.PLAIN),
            Column("grid", "网格", 132, _grid, sort="grid", ink="ink2", drop=1, fact=Fact.PLAIN),
            Column(
                "member",
                "党员",
                118,
                lambda one: one.member or "没有党员",
                sort="member",
                fact=Fact.PLAIN,
                wall=self._wall_member,
            ),
            Column("households", "户数", 60, lambda one: f"{one.households}户", "number", drop=2, fact=Fact.PLAIN),
            Column("words", "内容", 160, lambda one: one.words, "words", stretch=True, drop=3, fact=Fact.PRIVATE),
        )

    def _on_wall(self, ids: Sequence[str]) -> Sequence[str]:
        """Every duty may hang on a wall; learn of which the member may not be named."""
        self.of_gone = duties_of_gone(self.desk, ids)
        return ids

    def _wall_member(self, one: DutyRow) -> str:
        return "" if one.id in self.of_gone else one.member

    def _load(self, ids: Sequence[str]) -> Sequence[DutyRow]:
        return duty_lists.list_duties(self.desk, ids)

    def _list_ids(self, sort: str, down: bool) -> Sequence[str]:
        return duty_lists.list_duty_ids(self.desk, self.filters.chosen(), sort or "day", down=down)

    def _listed(self, number: int) -> None:
        self.filters.count.setText(f"{number:,} 条")
        chosen = self.table.current_id()
        if number and not chosen:
            self.table.pick(self.table.rows_model.ids[0])
        else:
            self.detail.show_duty(chosen if number else "")

    def _show_all(self) -> None:
        self.filters.reset()
        self.table.refresh()


def _member(one: DutyRow) -> str:
    return one.member or "没有党员"


def _grid(one: DutyRow) -> str:
    return f"{one.village} {one.grid_number:02d}"


def _day(day: str) -> str:
    """Return a day of this year without the year."""
    done = date.fromisoformat(day)
    return f"{done.month}月{done.day}日" if done.year == today().year else day
