"""What to print: the paper, of what, for whom, and what else it lets choose."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Audience, Print, Request
from kzzq_desktop.ui.papers.one_of import OneOf, one_of, stops
from kzzq_desktop.ui.papers.options import Options
from kzzq_desktop.ui.papers.paper_picker import PaperPicker
from kzzq_desktop.ui.papers.reach import Reach
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.text import label

SEEN_BY = {
    Audience.WORK: "给联系党员和经办人用：姓名、电话、门牌、需求都印全，请保管好，不要张贴。",
    Audience.INTERNAL: "只在本单位内部用：印全身份证号，每份带水印和编号，打印要登记。",
    Audience.HOUSEHOLD: "给这一户自己看，不给别人。",
    Audience.PUBLIC: "可以张贴：户主姓名和电话打码，只印到组，不印需求和备注，不印未满14周岁的人。",
}


class Choices(QWidget):
    """Signal `changed()` when something else is to be printed."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.paper = PaperPicker()
        self.about = label("", "small", wrap=True)
        self.reach = Reach(desk)
        self.narrow = False
        self.audience: OneOf = one_of([("", "")])
        self.seen_by = label("", "small", wrap=True)
        self.options = Options()
        whom = (label("给谁看", "field"), self.audience, self.seen_by)
        self.box = column(*_field("纸张", self.paper), self.about, 4, *_field("范围", self.reach), 4, *whom, self.options, gap=6)
        self.setLayout(self.box)
        self.paper.picked.connect(lambda _key: self._paper_picked())
        self.reach.changed.connect(self.changed)
        self.options.changed.connect(self.changed)
        self._offer()

    def chosen(self) -> tuple[Print, Request] | None:
        """Return what to print; None while nothing of its scope is chosen."""
        paper, scope = self.paper.paper(), self.reach.scope()
        if scope is None:
            return None
        return paper, printing.make_request(paper, scope, Audience(self.audience.value()), self.options.values())

    def words(self) -> str:
        """Return paper, place and audience as a file's name: no person in it."""
        parts = (self.paper.paper().word, self.reach.words(), self.audience.value())
        return "_".join(part for part in parts if part)

    def fit_width(self, narrow: bool) -> None:
        """Let joined buttons become a drop-down where they have no room, and back."""
        if narrow != self.narrow:
            self.narrow = narrow
            self._offer(self.audience.value())

    def refresh(self) -> None:
        """Offer places and people as they are now."""
        self.reach.refresh()

    def go_to(self, kind: str, record: str, key: str = "") -> None:
        """Choose a paper (the first one where it is not there, or not of that) and its record, without a signal."""
        fit = [paper for paper in printing.PRINTS if kind in paper.scopes]
        if not fit:
            return
        paper = next((paper for paper in fit if paper.key == key), fit[0])
        self.paper.pick(paper.key, paper.word)
        self._offer()
        self.reach.go_to(kind, record)

    def _paper_picked(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self, audience: str = "") -> None:
        """Offer what the paper chosen has. Another paper shows no more than usual: of the audience only 公示 stays."""
        paper = self.paper.paper()
        self.about.setText("".join((paper.about, _sheet_words(paper))))
        self.reach.offer(paper, narrow=self.narrow)
        self.options.offer(paper, narrow=self.narrow)
        self._offer_audiences(paper, audience or (Audience.PUBLIC if self.audience.value() == Audience.PUBLIC else ""))
        boxes = [stop for box in self.options.boxes.values() for stop in stops(box)]
        walked = [*stops(self.reach.kind), *self.reach.pickers.values(), *stops(self.audience), *boxes]
        for before, after in pairwise([self.paper, *walked]):
            QWidget.setTabOrder(before, after)

    def _offer_audiences(self, paper: Print, kept: str) -> None:
        made = one_of([(one.value, one.value) for one in paper.audiences], kept, name="给谁看", narrow=self.narrow)
        made.picked.connect(lambda _code: self._audience_picked())
        self.box.replaceWidget(self.audience, made)
        self.audience.hide()
        self.audience.deleteLater()
        self.audience = made
        self.seen_by.setText(SEEN_BY[Audience(made.value())])

    def _audience_picked(self) -> None:
        self.seen_by.setText(SEEN_BY[Audience(self.audience.value())])
        self.changed.emit()


def _field(words: str, box: QWidget) -> tuple[QLabel, QWidget]:
    """Return a box under its label."""
    return label(words, "field"), box


def _sheet_words(paper: Print) -> str:
    """Return the sheet it is printed on, where that is not plain A4."""
    return "".join(
        part for part in (f"{paper.size}纸。" if paper.size != "A4" else "", "双面打印。" if paper.two_sided else "") if part
    )
