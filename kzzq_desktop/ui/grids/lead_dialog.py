"""Naming the lead of one grid: whom, from which day, passed by whom, why; or nobody for now."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.domain.candidates import Candidate
from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.grids.candidate_list import CandidateList
from kzzq_desktop.ui.parts.buttons import main_button, quiet_button
from kzzq_desktop.ui.parts.days import DateBox
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.layout import card, column, row
from kzzq_desktop.ui.parts.text import label


@dataclass(frozen=True, slots=True)
class Choice:
    """What the clerk decided: `member_id` "" means nobody."""

    member_id: str
    day: str
    why: str
    approved_by: str


class LeadDialog(Dialog):
    """Enter takes the member walked to. After `exec()`, `choice` holds what was decided (None: went back)."""

    def __init__(
        self, parent: QWidget | None, title: str, people: Sequence[Candidate], lead_id: str = "", *, dated: bool = True
    ) -> None:
        super().__init__(parent, title, width=840)
        self.choice: Choice | None = None
        self.proposed = ""
        self.list = CandidateList()
        self.list.setMinimumHeight(theme.px(200))
        self.list.picked.connect(self._walked)
        self.list.opened.connect(lambda _member: self._take())
        self.day = DateBox(name="起始日期")
        self.day.pick(clock.today().isoformat())
        self.passed, self.why = QLineEdit(), QLineEdit()
        self.passed.setPlaceholderText("如党员大会、支部委员会")
        for box, name in ((self.passed, "通过"), (self.why, "理由")):
            box.setAccessibleName(name)
            box.setMaxLength(64)
        self.enter = self._take
        nobody = quiet_button("暂不安排党员", self._take_nobody, icon="minus")
        nobody.setVisible(bool(lead_id) or not dated)
        body = column(label(title, "head", wrap=True), (card(self.list, margins=(0, 0, 0, 0)), 1), gap=10)
        if dated:
            body.addLayout(row(label("起始日期", "field"), self.day, 12, label("通过", "field"), (self.passed, 1), gap=8))
            body.addLayout(row(label("理由", "field"), (self.why, 1), gap=8))
        self.fill(body, nobody, None, self.cancel_button(), main_button("确定党员", self._take))
        self.list.show_people(people, lead_id)
        self.list.setFocus()

    def _walked(self, member_id: str) -> None:
        """Propose the reason of the member walked to, unless the clerk wrote one."""
        words = self.list.people[member_id].words
        if self.why.text() in ("", self.proposed):
            self.why.setText(words)
            self.why.setCursorPosition(0)
        self.proposed = words

    def _take(self) -> None:
        member_id = self.list.current_id()
        if not member_id:
            return
        one = self.list.people[member_id]
        if one.refused and not ask.confirm(self, f"仍要确定{one.name}？", f"{one.words}。确定后会照此记录。", yes="仍要确定"):
            return
        self.choice = Choice(member_id, self._day(), self.why.text().strip(), self.passed.text().strip())
        self.accept()

    def _take_nobody(self) -> None:
        self.choice = Choice("", self._day(), "暂缺", self.passed.text().strip())
        self.accept()

    def _day(self) -> str:
        return self.day.value() or clock.today().isoformat()
