"""A list of members who could lead a grid, the nearest first, each with what speaks for or against."""

from collections.abc import Sequence

from kzzq_desktop.domain.candidates import Candidate
from kzzq_desktop.services.printing.list_masks import Fact
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.marks import Mark
from kzzq_desktop.ui.table import RowsTable
from kzzq_desktop.ui.table_columns import Column


class CandidateList(RowsTable[Candidate]):
    """A table of candidates; `picked` and `opened` carry the member's id."""

    def __init__(self) -> None:
        self.people: dict[str, Candidate] = {}
        columns: tuple[Column[Candidate], ...] = (
            Column("name", "党员", 150, lambda one: one.name, fact=Fact.PLAIN),
            Column("place", "住在", 112, lambda one: one.place, ink="ink2", fact=Fact.PLACE),
            Column("age", "年龄", 70, _age, "number", ink="ink2", fact=Fact.PRIVATE),
            Column("words", "说明", 250, _reason, kind="state", stretch=True, words=lambda one: one.words, fact=Fact.PRIVATE),
        )
        empty = EmptyState("member", "还没有登记党员", "先在“党员”里登记，或从台账导入。")
        super().__init__("candidates", columns, load=lambda ids: [self.people[one] for one in ids], many=False, empty=empty)
        self.setAccessibleName("可以选的党员")

    def show_people(self, people: Sequence[Candidate], chosen: str = "") -> None:
        """Show these candidates and walk to one, to the first when none is named."""
        self.people = {one.id: one for one in people}
        self.show_ids(list(self.people))
        if people:
            self.pick(chosen if chosen in self.people else people[0].id)


def _reason(one: Candidate) -> Mark:
    return Mark("mute" if one.refused else "due" if one.holds else "ok", one.words)


def _age(one: Candidate) -> str:
    return "未登记" if one.age is None else f"{one.age}岁"
