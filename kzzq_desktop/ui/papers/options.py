"""What else can be chosen of a paper: each option under its word."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.services.printing import MONTH, Option, Print
from kzzq_desktop.ui.papers.one_of import OneOf, one_of
from kzzq_desktop.ui.parts.layout import clear, column
from kzzq_desktop.ui.parts.text import label

MONTHS = 24
# How far a printer's backs are off is measured once a printer and asked for where it is chosen.
SHIFTS = ("shift_x", "shift_y")


class Options(QWidget):
    """Signal `changed()` when the clerk chooses something else. Each paper remembers what was chosen for it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.kept: dict[str, dict[str, str]] = {}
        self.boxes: dict[str, OneOf] = {}
        self.box = column(gap=6)
        self.setLayout(self.box)

    def offer(self, paper: Print, *, narrow: bool = False) -> None:
        """Offer a paper's options."""
        self.paper = paper.key
        clear(self.box)
        self.boxes = {}
        for option in (one for one in paper.options if one.key not in SHIFTS):
            kept = self.kept.get(paper.key, {}).get(option.key, "")
            made = one_of(choices(option), kept, name=option.word, narrow=narrow)
            made.picked.connect(lambda _value: self._picked())
            self.boxes[option.key] = made
            self.box.addWidget(label(option.word, "field"))
            self.box.addWidget(made)
        self.setVisible(bool(self.boxes))

    def values(self) -> dict[str, str]:
        """Return {option: value}."""
        return {key: box.value() for key, box in self.boxes.items()}

    def _picked(self) -> None:
        self.kept[self.paper] = self.values()
        self.changed.emit()


def choices(option: Option) -> tuple[tuple[str, str], ...]:
    """Return an option's (value, word); of a month the latest ones."""
    return option.choices or (tuple(latest_months(clock.today())) if option.key == MONTH else ())


def latest_months(day: date) -> list[tuple[str, str]]:
    """Return the last months as (ISO month, word), the present one first."""
    found = []
    for _ in range(MONTHS):
        found.append((f"{day:%Y-%m}", f"{day.year}年{day.month}月"))
        day = day.replace(day=1) - timedelta(days=1)
    return found
