"""The filters above the log: duty, time, grid, a person, words."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.duty_log import DutyFilter, GridChoice
from kzzq_desktop.domain.scope import scope_of
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find, scope_title
from kzzq_desktop.ui.duty.grid_words import grid_words
from kzzq_desktop.ui.parts.filters import filter_box
from kzzq_desktop.ui.parts.hits import Hit
from kzzq_desktop.ui.parts.layout import row
from kzzq_desktop.ui.parts.picker import Picker, among
from kzzq_desktop.ui.parts.text import label

MONTHS = 13
VILLAGE = "village"
KIND_WORDS = {"member": "党员", "household": "住户"}


class LogFilters(QWidget):
    """Signal `changed()` when the clerk asks for something else."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.desk = desk
        self.code = filter_box([("", "全部职责"), *((form.code, form.word) for form in FORMS)], name="职责")
        self.time = filter_box(time_options(today()), today().strftime("%Y-%m"), name="时间")
        self._find_among = among([])
        self.grid = Picker(lambda typed: self._find_among(typed.lower()), "全部网格", filter_box=True)
        self.person = Picker(self._find_people, "党员或住户", filter_box=True)
        self.words = QLineEdit()
        self.words.setProperty("role", "filter")
        self.words.setPlaceholderText("内容里的字")
        self.words.setAccessibleName("按内容筛选")
        self.words.setMaximumWidth(150)
        self.count = label("", "second")
        self.grid.setMaximumWidth(280)
        self.person.setMaximumWidth(200)
        self.setLayout(row(self.code, self.time, (self.grid, 3), (self.person, 2), (self.words, 1), None, self.count, gap=8))
        for picked in (self.code.picked, self.time.picked, self.grid.picked, self.person.picked, self.words.textEdited):
            picked.connect(lambda _: self.changed.emit())

    def show_grids(self, grids: Sequence[GridChoice]) -> None:
        """Offer these grids."""
        self._find_among = among([(Hit(grid.id, grid_words(grid)), grid.keys) for grid in grids])

    def chosen(self) -> DutyFilter:
        """Return what is asked for."""
        first, last = days_of(self.time.value())
        place = self.grid.value()
        village = place.removeprefix(f"{VILLAGE}:") if place.startswith(VILLAGE) else ""
        kind, _, key = self.person.value().partition(":")
        return DutyFilter(
            code=self.code.value(),
            first_day=first,
            last_day=last,
            grid_id="" if village else place,
            village_id=village,
            member_id=key if kind == "member" else "",
            household_id=key if kind == "household" else "",
            words=self.words.text(),
        )

    def places(self) -> str:
        """Return time and grid in words, for the register: no person."""
        grid = self.grid.text().partition("·")[0] if self.grid.value() else ""
        return " ".join(part for part in (grid, self.time.currentText()) if part)

    def show_time(self, time: str, code: str = "") -> None:
        """Ask for a month ("2026-11") or year and a duty only."""
        self.reset()
        self.time.pick(time)
        self.code.pick(code)

    def show_paper(self, month: str, kind: str, record: str) -> None:
        """Ask for a month of a grid, village, member or household; of wider places for the month alone."""
        self.reset()
        if self.time.findData(month) < 0:
            self.time.addItem(f"{int(month[:4])}年{int(month[5:])}月", month)
        self.time.pick(month)
        if kind == "grid":
            self.grid.pick(record)
        elif kind in KIND_WORDS or kind == VILLAGE:
            box = self.grid if kind == VILLAGE else self.person
            box.pick(f"{kind}:{record}", scope_title(self.desk, scope_of(kind, record)))

    def reset(self) -> None:
        """Ask for everything of all time."""
        for box in (self.code, self.time):
            box.pick("")
        for picker in (self.grid, self.person):
            picker.pick("")
        self.words.clear()

    def _find_people(self, typed: str) -> list[Hit]:
        if not typed:
            return []
        found = [one for one in find(self.desk, typed, 12) if one.open_kind in KIND_WORDS]
        hits = [Hit(f"{one.open_kind}:{one.open_id}", one.title, one.detail, KIND_WORDS[one.open_kind]) for one in found]
        return list({hit.key: hit for hit in hits}.values())


def time_options(day: date) -> list[tuple[str, str]]:
    """Return the times to choose: all, this year, last year, and the latest months."""
    months = []
    for _ in range(MONTHS):
        months.append((day.strftime("%Y-%m"), f"{day.year}年{day.month}月"))
        day = day.replace(day=1) - timedelta(days=1)
    years = [(str(today().year), "今年"), (str(today().year - 1), "去年")]
    return [("", "全部时间"), *years, *months]


def days_of(time: str) -> tuple[str, str]:
    """Return the first and last day of a year or month as ISO text, ("", "") for all time."""
    if len(time) == len("2026"):
        return f"{time}-01-01", f"{time}-12-31"
    return (f"{time}-01", f"{time}-31") if time else ("", "")
