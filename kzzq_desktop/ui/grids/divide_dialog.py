"""The wizard that divides a village: grids, then members; Enter goes on, one unit saves both."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from kzzq_desktop.domain.grid_plan import GridPlan
from kzzq_desktop.domain.people import HouseholdRow
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.services import candidates, grids, village_plan
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import preview_division
from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.grids.plan_grids_page import PlanGridsPage
from kzzq_desktop.ui.grids.plan_leads_page import PlanLeadsPage
from kzzq_desktop.ui.parts.buttons import Button, button, main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.text import label


class DivideDialog(Dialog):
    """After `exec()`, `saved` holds what was saved (None: went back)."""

    def __init__(self, parent: QWidget | None, desk: Desk, village_id: str, village: str, sizes: GridSizes) -> None:
        super().__init__(parent, f"划分网格：{village}", width=1060)
        self.desk, self.village_id = desk, village_id
        self.saved: village_plan.Saved | None = None
        homes = self._homes(sizes)
        self.grids = PlanGridsPage(
            lambda wanted, redraw: preview_division(desk, [village_id], wanted, redraw=redraw), homes, sizes
        )
        self.leads = PlanLeadsPage(
            lambda plan, chosen: village_plan.preview_leads(desk, plan, chosen),
            lambda plan, key, leads: candidates.list_plan_candidates(desk, plan, key, leads),
            village_plan.member_names(desk),
            village_plan.seat_key,
        )  # fmt: skip
        self.grids.changed.connect(self._show_state)
        self.steps = QStackedWidget()
        for page in (self.grids, self.leads):
            self.steps.addWidget(page)
        self.steps.setMinimumHeight(theme.px(300))
        self.title, self.step = label(village, "head", wrap=True), label("", "small")
        self.back = button("上一步(&B)", self._go_back)
        self.only = button("只划分，不定党员(&O)", self._save_grids)
        self.next = main_button("下一步：确定党员", self._go_on)
        self.enter = self._go_on
        body = column(row((self.title, 1), self.step), (self.steps, 1), gap=8)
        self.fill(body, self.back, None, self.cancel_button(), self.only, self.next, margins=(24, 14, 24, 12))
        self._show_state()
        self.next.setFocus()

    def reject(self) -> None:
        """Go back; what was moved by hand is not thrown away unasked."""
        edited = self.grids.is_edited() or bool(self.leads.chosen)
        if not edited or ask.confirm(self, "放弃这次划分？", "手工调整还没有保存。", yes="放弃", no="继续划分"):
            super().reject()

    def _homes(self, sizes: GridSizes) -> dict[str, HouseholdRow]:
        """Read every household of the village that a plan could name."""
        plan = preview_division(self.desk, [self.village_id], sizes).villages[0]
        ids = [house for grid in plan.grids for house in grid.household_ids]
        return grids.read_rows(self.desk, [*ids, *plan.waiting, *(move.household_id for move in plan.moves)])

    def _on_leads(self) -> bool:
        return self.steps.currentWidget() is self.leads

    def _go_on(self) -> None:
        if not self.grids.is_sound() or not self._some():
            return
        if not self._on_leads():
            self.leads.show_plan(self._plan())
            self.steps.setCurrentWidget(self.leads)
            self._show_state()
            self.next.setFocus()
        else:
            page = self.leads
            self._save(page.day.value(), page.passed.text().strip(), with_leads=True)

    def _go_back(self) -> None:
        self.steps.setCurrentWidget(self.grids)
        self._show_state()
        self.next.setFocus()

    def _save_grids(self) -> None:
        if self.grids.is_sound():
            self._save("", "", with_leads=False)

    def _save(self, day: str, passed: str, *, with_leads: bool) -> None:
        self.saved = village_plan.save_village(self.desk, self._plan(), self.leads.leads if with_leads else None, day, passed)
        self.accept()

    def _plan(self) -> GridPlan:
        return self.grids.plan

    def _some(self) -> bool:
        return any(grid.size for grid in self._plan().grids)

    def _show_state(self) -> None:
        """Show which step this is and what can be done."""
        last = self._on_leads()
        self.step.setText("第2步，共2步：确定党员" if last else "第1步，共2步：划分网格")
        self.back.setVisible(last)
        self.only.setVisible(not last)
        self.next.set_words("保存(&S)" if last else "下一步：确定党员(&N)")
        for act in (self.next, self.only):
            _enable(act, self.grids.is_sound() and self._some())


def _enable(act: Button, on: bool) -> None:
    if act.isEnabled() != on:
        act.setEnabled(on)
