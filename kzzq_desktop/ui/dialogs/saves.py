"""保存记录: every save, newest first; any of them can be taken back whole, also long after."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.domain.changes import UnitRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import UndoPlan, list_units, plan_undo, undo_unit
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui import ask, background
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.layout import card, column
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.screen import WindowApi
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column

MOST = 500
COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("at", "时间", 152, lambda unit: f"{clock.local(unit.at):%Y-%m-%d %H:%M}", fact=Fact.PLAIN),
    Column("clerk", "操作员", 110, lambda unit: unit.clerk, fact=Fact.PLAIN),
    Column("what", "做了什么", 260, lambda unit: unit.what, "words", stretch=True, fact=Fact.PRIVATE),
    Column("rows", "写入", 84, lambda unit: f"{unit.rows}条", "number", fact=Fact.PLAIN),
)


class SavesDialog(Dialog):
    """The list, and one button that takes the chosen save back."""

    def __init__(self, desk: Desk, window: WindowApi, parent: QWidget) -> None:
        super().__init__(parent, "保存记录", 760)
        self.desk, self.window_api = desk, window
        self.units = {unit.id: unit for unit in list_units(desk, MOST)}
        self.table: RowsTable[UnitRow] = RowsTable(
            "saves", COLUMNS, load=self._load, relist=lambda _sort, _down: list(self.units), many=False,
            empty=EmptyState("history", "还没有保存过", ""),
        )  # fmt: skip
        self.table.setMinimumHeight(300)
        self.table.setAccessibleName("保存记录")
        self.table.opened.connect(lambda _: self.take_back())
        self.go = main_button("撤销这一步(&Z)…", self.take_back, "undo")
        self.enter = self.take_back
        note = label("选中一次保存，可以整体撤销。撤销也是一次保存，可以再撤销回来。", "second", wrap=True)
        self.fill(column(note, (card(self.table, margins=(0, 0, 0, 0)), 1), gap=10), None, self.cancel_button("关闭"), self.go)
        self.table.refresh()
        if self.units:
            self.table.pick(next(iter(self.units)))
        self.go.setEnabled(bool(self.units))
        self.table.setFocus()

    def take_back(self) -> None:
        """Look at what taking the chosen save back would do, ask, do it."""
        unit = self.units.get(self.table.current_id())
        if unit is not None:
            background.run(lambda _job: plan_undo(self.desk, unit.id), lambda plan: self._ask(unit, plan), parent=self)

    def _load(self, ids: Sequence[str]) -> list[UnitRow]:
        return [self.units[key] for key in ids]

    def _ask(self, unit: UnitRow, plan: UndoPlan) -> None:
        if ask.confirm(self, f"撤销“{plan.what}”？", consequence(plan), yes="撤销"):
            background.run(lambda _job: undo_unit(self.desk, unit.id), self._done, words="正在撤销", parent=self)

    def _done(self, made: tuple[str, UndoPlan]) -> None:
        unit_id, plan = made
        self.accept()
        self.window_api.saved(unit_id, f"已撤销 {plan.what}")


def consequence(plan: UndoPlan) -> str:
    """Return one sentence of what taking a save back will do."""
    done = [f"去掉这次新增的 {plan.removed} 条"] if plan.removed else []
    done += [f"把 {plan.restored} 条改回原样"] if plan.restored else []
    said = "，".join(done) + "。" if done else "没有可以退回的内容。"
    if plan.changed_since:
        said += f"其中 {plan.changed_since} 条后来又改过，也会一起去掉。"
    if plan.needed:
        said += f"{plan.needed} 条后来的内容还要用到，保留。"
    if plan.kept:
        said += f"{plan.kept} 处后来又改过，保持现在的样子。"
    return said
