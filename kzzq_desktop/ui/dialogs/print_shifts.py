"""How far a printer sets backs beside their fronts: measured on a test page, kept for each printer of this PC."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from kzzq_desktop.services.printing import Option
from kzzq_desktop.ui import memory
from kzzq_desktop.ui.parts.buttons import button
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import column, row
from kzzq_desktop.ui.parts.text import label

SHIFTS = "printer.shifts"


class ShiftRows(QWidget):
    """One box an option; nothing where a paper has none. `test` prints the page to measure on, None where there is none."""

    def __init__(self, options: Sequence[Option], test: Callable[[], object] | None) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.boxes = {option.key: ChoiceBox(option.choices, name=option.word) for option in options}
        self.test = button("对位测试页(&T)", test, icon="print")
        self.test.setVisible(test is not None)
        lines = [row(label(one.word, "field", width=76), self.boxes[one.key], None, gap=8) for one in options]
        told = "正反面没对齐时，先打测试页，照上面的刻度量好，在这里选。这台电脑会记住这台打印机的。"
        self.setLayout(column(row(column(*lines, gap=8), None, self.test), label(told, "small", wrap=True), gap=8))

    def show_printer(self, printer: str) -> None:
        """Show what was measured for a printer."""
        for key, box in self.boxes.items():
            box.pick(str(_kept(printer).get(key, "")))

    def values(self) -> Mapping[str, str]:
        """Return {option: value}."""
        return {key: box.value() for key, box in self.boxes.items()}

    def keep(self, printer: str) -> None:
        """Remember what was chosen for a printer."""
        if self.boxes:
            kept = memory.recall(SHIFTS)
            memory.keep(SHIFTS, {**(kept if isinstance(kept, dict) else {}), printer: dict(self.values())})


def _kept(printer: str) -> Mapping[str, object]:
    kept = memory.recall(SHIFTS)
    found = kept.get(printer) if isinstance(kept, dict) else None
    return found if isinstance(found, dict) else {}
