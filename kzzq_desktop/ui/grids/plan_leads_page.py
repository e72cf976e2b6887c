"""The second step: a member proposed for each planned grid with the reason, and who is not asked and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.domain.assign import MemberPlan
from kzzq_desktop.domain.candidates import Candidate
from kzzq_desktop.domain.grid_plan import GridPlan
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.grids.lead_dialog import LeadDialog
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.days import DateBox
from kzzq_desktop.ui.parts.layout import card, clear, column, hold, row, scroll
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column

Propose = Callable[[GridPlan, Sequence[tuple[str, str]]], MemberPlan]
List = Callable[[GridPlan, str, Mapping[str, str]], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Seat:
    """A planned grid and the member proposed for it."""

    id: str
    place: str
    homes: str
    member: str
    why: str


class PlanLeadsPage(QWidget):
    """`leads` is the proposal as it is now; `day` and `passed` go with it."""

    def __init__(self, propose: Propose, candidates: List, names: Mapping[str, str], key: Callable[..., str]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.propose, self.candidates, self.names, self.key = propose, candidates, names, key
        self.chosen: dict[str, str] = {}
        self.seats: dict[str, Seat] = {}
        self.plan: GridPlan | None = None
        self.leads = MemberPlan((), (), ())
        self.summary = label("", "second", wrap=True)
        columns: tuple[Column[Seat], ...] = (
            Column("place", "网格", 104, lambda seat: seat.place, fact=Fact.PLAIN),
            Column("homes", "户数", 60, lambda seat: seat.homes, kind="number", ink="ink2", fact=Fact.PLAIN),
            Column("member", "党员", 150, lambda seat: seat.member, fact=Fact.PLAIN),
            Column("why", "理由", 150, lambda seat: seat.why, stretch=True, ink="ink2", fact=Fact.PRIVATE),
        )
        self.table: RowsTable[Seat] = RowsTable(
            "plan_leads", columns, load=lambda ids: [self.seats[one] for one in ids], many=False
        )
        self.table.setAccessibleName("各网格推荐的党员")
        self.table.opened.connect(self._change)
        self.change = button("换人…", lambda: self._change(self.table.current_id()), icon="swap", key="F2")
        self.refused = column(gap=6, margins=(0, 0, 8, 0))
        self.day, self.passed = DateBox(name="起始日期"), QLineEdit()
        self.day.pick(clock.today().isoformat())
        self.passed.setAccessibleName("通过")
        self.passed.setMaxLength(64)
        self.passed.setPlaceholderText("如党员大会")
        self.setLayout(self._arranged())

    def show_plan(self, plan: GridPlan) -> None:
        """Propose leads for a division; what the clerk chose stays."""
        self.plan = plan
        self.leads = self.propose(plan, list(self.chosen.items()))
        proposed = {one.grid_id: one for one in self.leads.proposals}
        vacant = {one.grid_id: one for one in self.leads.vacancies}
        self.seats = {}
        for grid in plan.villages[0].grids:
            key = self.key(grid)
            if grid.size:
                one, open_ = proposed.get(key), vacant.get(key)
                member = one.member_id if one else open_.stays if open_ else ""
                why = one.why if one else open_.why if open_ else ""
                place = f"{grid.number:02d} {grid.name}"
                self.seats[key] = Seat(key, place, f"{grid.size}户", self.names.get(member, "") if member else "暂缺", why)
        self.table.show_ids(list(self.seats))
        if self.seats and not self.table.current_id():
            self.table.pick(next(iter(self.seats)), quiet=True)
        self._show_refused()
        new = sum(not one.kept for one in self.leads.proposals)
        kept = len(self.leads.proposals) - new
        overdue = sum(bool(one.stays) for one in self.leads.vacancies)
        none = len(vacant) - overdue
        counts = ((new, "新推荐{}名"), (kept, "{}名不变"), (overdue, "{}个网格待接替"), (none, "{}个网格暂缺"))
        said = "，".join(words.format(count) for count, words in counts if count) or "没有网格"
        self.summary.setText(f"{said}。近的优先，每名党员只推荐一个网格；要改就选中一行按F2。")

    def _change(self, key: str) -> None:
        """Let the clerk name another member for a grid; the rest is proposed anew around him."""
        if not key or self.plan is None:
            return
        leads = {one.grid_id: one.member_id for one in self.leads.proposals}
        dialog = LeadDialog(
            self, f"{self.seats[key].place}的联系党员", self.candidates(self.plan, key, leads), leads.get(key, ""), dated=False
        )
        if dialog.exec() and dialog.choice is not None:
            self.chosen[key] = dialog.choice.member_id
            self.show_plan(self.plan)

    def _show_refused(self) -> None:
        clear(self.refused)
        for one in self.leads.refusals:
            self.refused.addWidget(
                label(f"{self.names.get(one.member_id, '')}：{one.why}", "" if one.spare else "second", wrap=True)
            )
        if not self.leads.refusals:
            self.refused.addWidget(label("本嘎查村的党员都有网格。", "second", wrap=True))
        self.refused.addStretch(1)

    def _arranged(self) -> QVBoxLayout:
        right = hold(column(label("没有安排的党员", "head"), (scroll(self.refused), 1), gap=8))
        right.setFixedWidth(theme.px(260))
        table = card(self.table, margins=(0, 0, 0, 0))
        dated = row(label("起始日期", "field"), self.day, 12, label("通过", "field"), (self.passed, 1), 12, self.change, gap=8)
        return column(self.summary, (row((table, 1), right, gap=16), 1), dated, gap=8)
