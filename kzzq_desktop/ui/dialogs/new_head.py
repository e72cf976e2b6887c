"""Another head for a household: who it is, and what everybody else is to him."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.people import ResidentRow
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_events import NewHead, propose_relations
from kzzq_desktop.ui.form_fields import Box
from kzzq_desktop.ui.form_view import FormView
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import column, hold
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.relation_box import RelationBox


@dataclass(frozen=True, slots=True)
class HeadAsked:
    """Among whom the new head is chosen; `save(head, day)` returns the unit's id; `day` asks for the day as well."""

    household_id: str
    others: Sequence[ResidentRow]
    save: Callable[[NewHead, str], str]
    day: bool = False


class HeadDialog(Dialog):
    """`saved(unit id)` is told after the dialog closed."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, asked: HeadAsked, saved: Callable[[str], object]) -> None:
        super().__init__(parent, title, 520)
        self.desk, self.asked, self.others, self.saved = desk, asked, asked.others, saved
        days = [Box("day", "日期", "part_day")] if asked.day else []
        options = [(one.id, one.name) for one in self.others]
        self.form = FormView((*days, Box("head", "新户主", "choice", options=options)), label_width=72)
        self.form.fill({"day": today().isoformat(), "head": self.others[0].id})
        self.form.changed.connect(self._propose)
        self.relations: dict[str, RelationBox] = {}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        self._make_relations()
        self.enter = self.try_save
        self.form.submitted.connect(self.try_save)
        body = column(self.form, label("其他人与新户主的关系", "head"), hold(self.grid), None, gap=12)
        self.fill(body, None, self.cancel_button(), main_button("保存(&S)", self.try_save), scrolls=len(self.others) > 5)
        self._propose()
        self.form.focus()

    def try_save(self) -> None:
        """Save, or show what is wrong."""
        values = self.form.values()
        relations = {one: box.value() for one, box in self.relations.items() if one != values["head"]}
        unit_id = self.form.attempt(lambda: self.asked.save(NewHead(values["head"], relations), values.get("day", "")))
        if unit_id is not None:
            self.accept()
            self.saved(unit_id)

    def _make_relations(self) -> None:
        for line, person in enumerate(self.others):
            box = RelationBox(f"{person.name}与户主的关系")
            self.relations[person.id] = box
            self.grid.addWidget(label(person.name), line, 0)
            self.grid.addWidget(box, line, 1)
        self.grid.setColumnStretch(1, 1)

    def _propose(self) -> None:
        """Fill in what follows from the present relations; the rest is the clerk's to say."""
        head = self.form.values()["head"]
        if head == getattr(self, "proposed_for", ""):
            return
        self.proposed_for = head
        proposed = propose_relations(self.desk, self.asked.household_id, head)
        for resident_id, box in self.relations.items():
            box.pick(proposed.get(resident_id, ""))
            box.setEnabled(resident_id != head)
