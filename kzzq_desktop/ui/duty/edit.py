"""Changing a saved entry: the same fields in a dialog."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from kzzq_desktop.services import duty, duty_lists
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui.duty.fields import DutyFields
from kzzq_desktop.ui.duty.more_households import ask_households
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label


class EditDuty(Dialog):
    """`saved(unit id)` is told after the dialog closed."""

    def __init__(self, parent: QWidget, desk: Desk, duty_id: str, saved: Callable[[str], object]) -> None:
        super().__init__(parent, "修改履职记录", 760)
        self.desk, self.duty_id, self.saved = desk, duty_id, saved
        self.before = duty.draft_of(desk, duty_id)
        self.fields = DutyFields(desk)
        self.fields.show_grids(duty_lists.list_grids(desk))
        self.fields.fill(self.before)
        self.fields.submitted.connect(self.try_save)
        self.fields.more_asked.connect(self._ask_more)
        self.enter = self.try_save
        hint = label("Enter 保存，Shift+Enter 换行", "small")
        self.fill(
            column((self.fields, 1)), hint, None, self.cancel_button(), main_button("保存(&S)", self.try_save), scrolls=True
        )
        self.fields.words.moveCursor(QTextCursor.MoveOperation.End)
        self.fields.words.setFocus()

    def try_save(self) -> None:
        """Save, or show what is wrong. The member stays unless grid or day became another."""
        draft = replace(self.fields.draft(), place=self.before.place)
        if (draft.grid_id, draft.day) == (self.before.grid_id, self.before.day):
            draft = replace(draft, member_id=self.before.member_id)
        problems = duty.check_duty(self.desk, draft, self.before)
        self.fields.show_problems(problems)
        if not problems:
            unit_id = duty.change_duty(self.desk, self.duty_id, draft)
            self.accept()
            self.saved(unit_id)

    def _ask_more(self) -> None:
        grids = [grid for grid in self.fields.grids.values() if grid.id != self.fields.grid.value()]
        self.fields.add_households(ask_households(self, self.desk, grids, tuple(self.fields.households)))
