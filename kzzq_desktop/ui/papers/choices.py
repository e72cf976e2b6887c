"""What to print: the paper, of which village or grid, for whom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from kzzq_desktop.domain.board import VillageCount
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.services.printing import PRINTS, Audience, Print, Scope
from kzzq_desktop.services.typing_keys import typing_keys
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.picker import Find, Picker, among
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label

ALL, VILLAGE, GRID = "all", "village", "grid"
SEEN_BY = {
    Audience.WORK: "给联系党员和经办人用：姓名、电话、门牌、需求都印全，请保管好，不要张贴。",
    Audience.INTERNAL: "只在本单位内部用：印全身份证号，每份带水印和编号，打印要登记。",
    Audience.HOUSEHOLD: "给这一户自己看，不给别人。",
    Audience.PUBLIC: "可以张贴：户主姓名和电话打码，只印到组，不印需求和备注，不印未满14周岁的人。",
}


class Choices(QWidget):
    """Signals: `changed()` when something else is to be printed, `village_asked(code)` when its grids are wanted."""

    changed = Signal()
    village_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.villages: Find = among(())
        self.paper = ChoiceBox([(paper.key, paper.word) for paper in PRINTS], name="纸张")
        self.reach = Segmented(((ALL, "全部"), (VILLAGE, "嘎查村"), (GRID, "网格")), VILLAGE, grow=True, name="范围")
        self.village = Picker(self._find_village, "嘎查村：名字或拼音", may_be_empty=False)
        self.grid = ChoiceBox(name="网格")
        self.audience = Segmented((), grow=True)
        self.seen_by = label("", "small", wrap=True)
        self.box = column(*_papers(self.paper), 2, *_field("范围", self.reach), self.village, self.grid, 6, gap=6)
        self.setLayout(self.box)
        self._offer_audiences()
        self.box.addWidget(self.seen_by)
        self.paper.picked.connect(lambda _key: self._paper_picked())
        self.reach.picked.connect(lambda _code: self._reach_picked())
        self.village.picked.connect(self._village_picked)
        self.grid.picked.connect(lambda _id: self.changed.emit())
        self._arrange()

    def chosen(self) -> tuple[Print, Scope, Audience] | None:
        """Return what to print; None while the village or grid is not chosen."""
        paper = next(paper for paper in PRINTS if paper.key == self.paper.value())
        audience = Audience(self.audience.value())
        reach = self.reach.value()
        if reach == ALL:
            return paper, Scope(), audience
        if reach == VILLAGE:
            return (paper, Scope(village=self.village.value()), audience) if self.village.value() else None
        return (paper, Scope(grid=self.grid.value()), audience) if self.grid.value() else None

    def words(self) -> str:
        """Return paper, place and audience as a file's name: no person in it."""
        paper = next(paper for paper in PRINTS if paper.key == self.paper.value())
        places = {ALL: "", VILLAGE: self.village.text(), GRID: f"{self.village.text()}{self.grid.currentText().split('　')[0]}"}
        return "_".join(part for part in (paper.word, places[self.reach.value()], self.audience.value()) if part)

    def show_villages(self, villages: Sequence[VillageCount]) -> None:
        """Offer these villages; what was chosen stays while it is there."""
        alike = {village.village for village in villages if sum(other.village == village.village for other in villages) > 1}
        hits = [
            (Hit(one.village_id, one.village, one.township if one.village in alike else ""), typing_keys(one.village))
            for one in villages
        ]
        self.villages = among(hits)
        kept = self.village.value()
        self.village.pick(kept if any(hit.key == kept for hit, _ in hits) else (hits[0][0].key if hits else ""))

    def show_grids(self, grids: Sequence[GridRow], on: str = "") -> None:
        """Offer the grids of the village."""
        options = [(grid.id, f"{grid.number:02d}号网格　{grid.member or '没有党员'}·{grid.households}户") for grid in grids]
        self.grid.show_options(options, on)
        self.grid.setEnabled(bool(options))

    def go_to(self, village: str, grid: str = "") -> None:
        """Choose a village, or a grid of it, without a signal; its grids are shown by the caller."""
        self.village.pick(village)
        self.reach.pick(GRID if grid else VILLAGE)
        self._arrange()

    def _find_village(self, typed: str) -> Sequence[Hit]:
        return self.villages(typed)

    def _paper_picked(self) -> None:
        self._offer_audiences()
        self.changed.emit()

    def _offer_audiences(self) -> None:
        """Offer the audiences of the paper."""
        paper = next(paper for paper in PRINTS if paper.key == self.paper.value())
        kept = self.audience.value()
        made = Segmented([(one.value, one.value) for one in paper.audiences], kept, grow=True, name="给谁看")
        made.picked.connect(lambda _code: self._audience_picked())
        if self.audience.parent() is None:
            for item in _field("给谁看", made):
                self.box.addWidget(item)
        else:
            self.box.replaceWidget(self.audience, made)
            self.audience.deleteLater()
        self.audience = made
        self.seen_by.setText(SEEN_BY[Audience(made.value())])

    def _audience_picked(self) -> None:
        self.seen_by.setText(SEEN_BY[Audience(self.audience.value())])
        self.changed.emit()

    def _reach_picked(self) -> None:
        self._arrange()
        if self.reach.value() == GRID:
            self.village_asked.emit(self.village.value())
        self.changed.emit()

    def _village_picked(self, code: str) -> None:
        if self.reach.value() == GRID:
            self.village_asked.emit(code)
        self.changed.emit()

    def _arrange(self) -> None:
        """Show only the boxes that matter."""
        self.village.setVisible(self.reach.value() != ALL)
        self.grid.setVisible(self.reach.value() == GRID)


def _papers(box: ChoiceBox) -> tuple[QWidget, ...]:
    """Return the box to choose a paper; the only one is just named."""
    return _field("纸张", box) if len(PRINTS) > 1 else (label(PRINTS[0].word, "head"),)


def _field(words: str, box: QWidget) -> tuple[QLabel, QWidget]:
    """Return a box under its label."""
    return label(words, "field"), box
