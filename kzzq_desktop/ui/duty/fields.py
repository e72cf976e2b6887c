"""Everything a clerk fills in for one duty: grid, day, duty, households, the form's boxes, words. All by keyboard.

Enter goes on from grid and duty and is the form's in every text; Esc goes one step back; 1–5 choose the duty.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.duties import BY_CODE, FORMS, BoxValue
from kzzq_desktop.domain.duty_log import DutyDraft, GridChoice, HouseholdChoice
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.services import duty_lists
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.duty.boxes import BoxesRow
from kzzq_desktop.ui.duty.grid_words import grid_words
from kzzq_desktop.ui.form_fields import Words
from kzzq_desktop.ui.parts.buttons import link_button
from kzzq_desktop.ui.parts.days import DateBox
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import Item, column, row
from kzzq_desktop.ui.parts.marks import Mark, State
from kzzq_desktop.ui.parts.picker import Picker, among
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label, set_mark
from kzzq_desktop.ui.parts.ticks import Tick, TickBoard

LABEL = 56


class DutyFields(QWidget):
    """Signals: submitted() on Enter in a text, changed(), grid_picked(id), duty_picked(code), more_asked()."""

    submitted = Signal()
    changed = Signal()
    grid_picked = Signal(str)
    duty_picked = Signal(str)
    more_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.desk = desk
        self.grids: dict[str, GridChoice] = {}
        self.households: dict[str, HouseholdChoice] = {}
        self.faults: dict[str, QLabel] = {}
        self.boxes_kept: dict[str, dict[str, BoxValue]] = {}
        self.grid = Picker(self._find_grids, "网格：嘎查村名或拼音首字母加网格号", may_be_empty=False)
        self.day = DateBox(today().isoformat(), latest_today=True)
        self.duty = Segmented([(form.code, form.word) for form in FORMS], grow=True, numbered=True, name="职责")
        self.board = TickBoard()
        self.count = State("ok", "")
        self.boxes = BoxesRow(FORMS[0])
        self.boxes_place = column(gap=0)
        self.words = Words("做了什么，一两句话", 64)
        self.words.setAccessibleName("内容")
        self.words.enter = self.submitted.emit
        self._lay_out()
        self.grid.picked.connect(self._take_grid)
        self.duty.picked.connect(self._take_duty)
        self.board.changed.connect(self._count)
        self.words.textChanged.connect(self.changed)
        self.day.day_changed.connect(lambda _: self.changed.emit())

    def show_grids(self, grids: Sequence[GridChoice]) -> None:
        """Offer these grids; what is chosen stays."""
        self.grids = {grid.id: grid for grid in grids}
        self._find_among = among([(Hit(grid.id, grid_words(grid)), grid.keys) for grid in grids])
        if self.grid.value() in self.grids:
            self.grid.pick(self.grid.value(), grid_words(self.grids[self.grid.value()]))

    def draft(self) -> DutyDraft:
        """Return what stands in the form."""
        return DutyDraft(
            code=self.duty.value(),
            day=self.day.value() or self.day.text(),
            grid_id=self.grid.value(),
            households=self.board.chosen(),
            words=self.words.toPlainText().strip(),
            boxes=self.boxes.values(),
        )

    def fill(self, draft: DutyDraft) -> None:
        """Show a saved entry: its households on, the others of its grid off."""
        kept = duty_lists.find_households(self.desk, draft.households)
        grid = self.grids.get(draft.grid_id)
        self.grid.pick(draft.grid_id, grid_words(grid) if grid else "原来的网格")
        self.day.pick(draft.day)
        self.duty.pick(draft.code)
        self._show_form(draft.code)
        self.show_households((*duty_lists.list_households(self.desk, draft.grid_id), *kept), draft.households)
        self.boxes.fill(draft.boxes)
        self.words.setPlainText(draft.words)

    def pick_grid(self, grid_id: str) -> None:
        """Choose a grid; its households at home are ticked."""
        grid = self.grids.get(grid_id)
        self.grid.pick(grid_id if grid else "", grid_words(grid) if grid else "")
        choices = duty_lists.list_households(self.desk, grid_id) if grid else ()
        self.show_households(choices, [one.id for one in choices if one.status == HouseholdStatus.HOME])

    def show_households(self, choices: Sequence[HouseholdChoice], on: Sequence[str]) -> None:
        """Show households to tick, each once."""
        self.households = {one.id: one for one in choices}
        self.board.show_ticks(
            [Tick(one.id, one.head or "没有户主", self._tail(one), one.id in on) for one in self.households.values()]
        )
        self._count()

    def add_households(self, choices: Sequence[HouseholdChoice]) -> None:
        """Tick households of another grid as well."""
        chosen = (*self.board.chosen(), *(one.id for one in choices))
        self.show_households((*self.households.values(), *choices), chosen)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under each row what is wrong with it, and go to the first."""
        places = {**{box.key: "boxes" for box in self.boxes.form.boxes}, "member": "grid", "code": "code"}
        said: dict[str, list[str]] = {}
        for problem in problems:
            said.setdefault(places.get(problem.field, problem.field), []).append(problem.sentence())
        for place, fault in self.faults.items():
            fault.setText("".join(said.get(place, [])))
            fault.setVisible(place in said)
        self.boxes.show_problems(problems)
        for place, widget in {"grid": self.grid, "day": self.day, "words": self.words}.items():
            set_mark(widget, "wrong", "true" if place in said else "")
        first = next((place for place in self.faults if place in said), "")
        if first:
            self._first_of(first).setFocus()

    def clear(self) -> None:
        """Empty the words and the number reached; grid, day, duty and the other boxes stay for the next entry."""
        self.words.clear()
        kept = {key: value for key, value in self.boxes.values().items() if not isinstance(value, int | tuple)}
        self.boxes.fill(kept)
        self.show_problems(())

    def add_words(self, phrase: str) -> None:
        """Put a phrase at the end of the text."""
        said = self.words.toPlainText().rstrip()
        comma = "，" if said and said[-1] not in "，。；、！？,.;" else ""
        self.words.setPlainText(f"{said}{comma}{phrase}")
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.words.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back."""
        held = self.focusWidget()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on(held)
        elif key == Qt.Key.Key_Escape and held is not self.grid:
            (self.grid.setFocus if held in self.duty.buttons.values() else self.duty.focus)()
            self.grid.selectAll()
        else:
            super().keyPressEvent(event)

    def _go_on(self, held: QWidget | None) -> None:
        if held in (self.grid, self.day):
            self.duty.focus()
        elif held in self.duty.buttons.values():
            (self.boxes.first_text() or self.words).setFocus()
        else:
            self.submitted.emit()

    def _take_grid(self, grid_id: str) -> None:
        self.pick_grid(grid_id)
        self.grid_picked.emit(grid_id)
        self.duty.focus()

    def _take_duty(self, code: str) -> None:
        self._show_form(code)
        self.duty_picked.emit(code)
        (self.boxes.first_text() or self.words).setFocus()

    def _show_form(self, code: str) -> None:
        """Change the boxes to another form's; what stood in this one's comes back with it."""
        self.boxes_kept[self.boxes.form.code] = self.boxes.values()
        if self.boxes.form.code != code:
            self.boxes.hide()
            self.boxes_place.removeWidget(self.boxes)
            self.boxes.deleteLater()
            self.boxes = BoxesRow(BY_CODE[code])
            self.boxes.fill({**BY_CODE[code].started(), **self.boxes_kept.get(code, {})})
            self._place_boxes()
        self._count()

    def _place_boxes(self) -> None:
        self.boxes_place.addWidget(self.boxes)
        self.boxes.changed.connect(self.changed)
        if self.layout() is not None:
            QWidget.setTabOrder(self.boxes.keep_tab_order(self.more), self.words)

    def _count(self) -> None:
        chosen = self.board.chosen()
        people = sum(self.households[key].people for key in chosen)
        tone = "ok" if chosen else "mute"
        self.count.show_mark(Mark(tone, f"已选 {len(chosen)} 户 {people} 人" if chosen else "一户也没有选"))
        self.boxes.show_households([(key, self.households[key].head) for key in chosen])
        self.changed.emit()

    def _tail(self, one: HouseholdChoice) -> str:
        """Return what stands at a chip's right: away, another grid, or the door."""
        if one.status != HouseholdStatus.HOME:
            return "外出" if one.status == HouseholdStatus.AWAY else "已迁出"
        if one.grid_id != self.grid.value():
            other = self.grids.get(one.grid_id)
            return f"{other.number:02d}网格" if other else "未入网格"
        return f"{one.door_no}号" if one.door_no.isdigit() else one.door_no

    def _find_grids(self, typed: str) -> Sequence[Hit]:
        return self._find_among(typed.lower())

    def _first_of(self, place: str) -> QWidget:
        first_chip = self.board.chips[0] if self.board.chips else self.grid
        first_box = next(iter(self.boxes.widgets.values()))
        wrong = next((box for box in self.boxes.widgets.values() if box.property("wrong") == "true"), first_box)
        first_duty = self.duty.buttons[self.duty.value() or FORMS[0].code]
        return {"grid": self.grid, "day": self.day, "code": first_duty, "households": first_chip, "boxes": wrong}.get(
            place, self.words
        )

    def _lay_out(self) -> None:
        self._find_among = among([])
        self.more = link_button("加别的网格…", self.more_asked.emit)
        ticks = row(
            self.count, None, link_button("全选", lambda: self.board.set_all(True)),
            link_button("全不选", lambda: self.board.set_all(False)), self.more, gap=4,
        )  # fmt: skip
        self.phrases_place = column(gap=0)
        self._place_boxes()
        self.setLayout(
            column(
                self._line("网格", row((self.grid, 1), self.day, gap=12), "grid", "day"),
                self._line("职责", row((self.duty, 1)), "code"),
                self._line("住户", column(self.board, ticks, gap=4), "households"),
                column(self.boxes_place, row(theme.px(LABEL) + 12, (self._fault("boxes"), 1), gap=0), gap=2),
                (self._line("内容", column((self.words, 1), self.phrases_place, gap=8), "words"), 1),
                gap=12,
            )
        )

    def _line(self, word: str, inside: QLayout, *faults: str) -> QLayout:
        """Return a labelled row with the sentences of what is wrong under it."""
        name = label(word, "field", width=LABEL)
        name.setFixedHeight(theme.height("control"))
        under: list[Item] = [self._fault(place) for place in faults]
        box: QVBoxLayout = column((inside, 1), *under, gap=2)
        made = row(name, (box, 1), gap=12)
        made.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        return made

    def _fault(self, place: str) -> QLabel:
        fault = label("", "small", "over", wrap=True)
        fault.hide()
        self.faults[place] = fault
        return fault
