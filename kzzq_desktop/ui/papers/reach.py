"""Of what a paper is printed: everything, a township, a village, a grid, a member, a household."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.scope import ALL, SCOPE_WORDS, Scope, scope_of
from kzzq_desktop.services import grids
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Print
from kzzq_desktop.ui.papers.finders import Finders
from kzzq_desktop.ui.papers.one_of import OneOf, one_of
from kzzq_desktop.ui.parts.layout import column
from kzzq_desktop.ui.parts.picker import Picker

TOWNSHIP, VILLAGE, GRID, MEMBER, HOUSEHOLD = "township", "village", "grid", "member", "household"
HINTS = {
    TOWNSHIP: "苏木镇：名字或拼音",
    VILLAGE: "嘎查村：名字或拼音",
    GRID: "网格：村名拼音加网格号",
    MEMBER: "党员：姓名或拼音",
    HOUSEHOLD: "住户：姓名或拼音",
}


class Reach(QWidget):
    """Kinds as the paper has them, and the box of the kind chosen. Signal `changed()` when the clerk chooses something else.

    What was chosen of a kind stays when another paper or kind is chosen. A township's office has no townships to choose:
    its papers of a township are its own.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.desk = desk
        self.finders = Finders(desk, self._near)
        find = self.finders
        self.pickers = {
            TOWNSHIP: Picker(find.townships, HINTS[TOWNSHIP], may_be_empty=False),
            VILLAGE: Picker(find.villages, HINTS[VILLAGE], may_be_empty=False),
            GRID: Picker(find.grids, HINTS[GRID], may_be_empty=False),
            MEMBER: Picker(find.members, HINTS[MEMBER], may_be_empty=False),
            HOUSEHOLD: Picker(find.households, HINTS[HOUSEHOLD], may_be_empty=False),
        }
        self.kind: OneOf = one_of([(VILLAGE, SCOPE_WORDS[VILLAGE])])
        self.only = False
        self.box = column(self.kind, *self.pickers.values(), gap=6)
        self.setLayout(self.box)
        for picker in self.pickers.values():
            picker.picked.connect(lambda _key: self.changed.emit())

    def offer(self, paper: Print, *, narrow: bool = False) -> None:
        """Offer the kinds of a paper; the one chosen stays where the paper has it, else its usual one is chosen."""
        kinds = [kind for kind in SCOPE_WORDS if kind in paper.scopes and self._has(kind, paper)]
        on = next(kind for kind in (self.kind.value(), *paper.scopes) if kind in kinds)
        made = one_of([(kind, self._word(kind)) for kind in kinds], on, name="范围", narrow=narrow)
        made.picked.connect(lambda _kind: self._kind_picked())
        self.only = len(kinds) == 1  # its box says what it is of
        self.box.replaceWidget(self.kind, made)
        self.kind.hide()
        self.kind.deleteLater()
        self.kind = made
        self._arrange()

    def refresh(self) -> None:
        """Take the places as they are now; what was chosen stays while it is there."""
        self.finders.forget()
        for kind, picker in self.pickers.items():
            kept = picker.value()
            picker.pick(kept if (words := self.finders.words(kind, kept) if kept else "") else "", words)
        self._arrange()

    def scope(self) -> Scope | None:
        """Return what is chosen, None where nothing of its kind is."""
        kind = self.kind.value()
        if kind == ALL:
            return Scope()
        if kind == TOWNSHIP and self.desk.office.township:
            return Scope(township=self.desk.office.township)
        record = self.pickers[kind].value()
        return scope_of(kind, record) if record else None

    def words(self) -> str:
        """Return the place for a file's name: no person in it."""
        kind = self.kind.value()
        if kind == TOWNSHIP:
            return self.desk.office.township_name or self.pickers[kind].text()
        if kind == GRID:
            return self.pickers[kind].text().split("·")[0].replace(" ", "") + "号网格"
        return self.pickers[VILLAGE].text() if kind == VILLAGE else ""

    def lack(self) -> str:
        """Return what is to be chosen yet, "" where nothing could be."""
        kind = self.kind.value()
        return SCOPE_WORDS[kind] if kind in (MEMBER, HOUSEHOLD) or self.finders.places else ""

    def go_to(self, kind: str, record: str) -> None:
        """Choose a record without a signal; the village goes with its grid."""
        self.kind.pick(kind)
        if kind in self.pickers:
            self.pickers[kind].pick(record, self.finders.words(kind, record))
        if kind == GRID and self.pickers[GRID].value():
            village = grids.read_grid(self.desk, record).village_id
            self.pickers[VILLAGE].pick(village, self.finders.words(VILLAGE, village))
        self._arrange()

    def _near(self) -> str:
        return self.pickers[VILLAGE].value()

    def _has(self, kind: str, paper: Print) -> bool:
        """Tell whether a kind says anything here: a township's office is one township, which is everything it has."""
        return kind != TOWNSHIP or not self.desk.office.township or ALL not in paper.scopes

    def _word(self, kind: str) -> str:
        return self.desk.office.township_name or SCOPE_WORDS[kind] if kind == TOWNSHIP else SCOPE_WORDS[kind]

    def _kind_picked(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        """Show the box that matters, with something likely in it: a place is never left empty where there is one."""
        kind = self.kind.value()
        own = kind == TOWNSHIP and bool(self.desk.office.township)
        for one, picker in self.pickers.items():
            picker.setVisible(one == kind and not own)
        self.kind.setHidden(self.only and not own and kind in self.pickers)
        if not self.pickers[VILLAGE].value():
            likely = sorted(self.finders.places, key=lambda place: not place.grids)
            self.pickers[VILLAGE].pick(likely[0].village_id if likely else "", likely[0].village if likely else "")
        if kind in (TOWNSHIP, GRID) and not self.pickers[kind].value():
            hits = self.pickers[kind].finds("")
            self.pickers[kind].pick(hits[0].key if hits else "", hits[0].words if hits else "")
