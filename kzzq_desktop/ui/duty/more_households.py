"""Households of another grid for the same entry: choose a grid, tick."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.duty_log import GridChoice, HouseholdChoice
from kzzq_desktop.services import duty_lists
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui.duty.grid_words import grid_words
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.picker import Picker, among
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.parts.ticks import Tick, TickBoard


def ask_households(
    parent: QWidget, desk: Desk, grids: Sequence[GridChoice], present: Sequence[str]
) -> tuple[HouseholdChoice, ...]:
    """Ask for households of other grids; those already `present` are left out. Nothing when the clerk went back."""
    dialog = MoreHouseholds(parent, desk, grids, present)
    return dialog.chosen() if dialog.exec() else ()


class MoreHouseholds(Dialog):
    """A grid box and its households, none ticked."""

    def __init__(self, parent: QWidget, desk: Desk, grids: Sequence[GridChoice], present: Sequence[str]) -> None:
        super().__init__(parent, "加别的网格的住户", 620)
        self.desk, self.present = desk, set(present)
        self.choices: dict[str, HouseholdChoice] = {}
        find = among([(Hit(grid.id, grid_words(grid)), grid.keys) for grid in grids])
        self.grid = Picker(lambda typed: find(typed.lower()), "嘎查村名或拼音首字母加网格号", may_be_empty=False)
        self.board = TickBoard()
        self.empty = label("先选网格，再勾选住户。", "second")
        self.grid.picked.connect(self._show)
        body = column(label("加别的网格的住户", "head"), self.grid, self.empty, self.board, None, gap=12)
        self.board.setMinimumHeight(160)
        self.fill(body, None, self.cancel_button(), main_button("加上", self.accept))
        self.enter = self.accept
        self.grid.setFocus()

    def chosen(self) -> tuple[HouseholdChoice, ...]:
        """Return the ticked households."""
        return tuple(self.choices[key] for key in self.board.chosen())

    def _show(self, grid_id: str) -> None:
        found = [one for one in duty_lists.list_households(self.desk, grid_id) if one.id not in self.present]
        self.choices = {one.id: one for one in found}
        self.board.show_ticks([Tick(one.id, one.head or "没有户主", one.door_no, on=False) for one in found])
        self.empty.setText("勾选这次也去了的住户。" if found else "这个网格的住户都已经在里面了。")
        if self.board.chips:
            self.board.chips[0].setFocus()
