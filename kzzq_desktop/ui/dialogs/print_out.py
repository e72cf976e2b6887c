"""Before printing: which printer, how many copies, and which names will show an empty box."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSpinBox, QWidget

from kzzq_desktop.services.printing import Missing
from kzzq_desktop.ui import memory
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import column, note_strip, row
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.printer import Printer

USUAL = "printer"
MOST_COPIES = 99
MOST_NAMES = 8


class PrintDialog(Dialog):
    """Asks for the printer and the copies. Enter prints."""

    def __init__(self, parent: QWidget | None, printers: Sequence[Printer], pages: int, missing: Sequence[Missing]) -> None:
        super().__init__(parent, "打印", width=440)
        usual = memory.recall_text(USUAL) or next((printer.name for printer in printers if printer.usual), "")
        self.printer = ChoiceBox([(printer.name, printer.name) for printer in printers], usual, name="打印机")
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.copies.setAccessibleName("份数")
        self.pages = pages
        self.sheets = label("", "small")
        self.copies.valueChanged.connect(lambda _value: self._count())
        body = column(
            label("打印", "head"),
            row(label("打印机", "field", width=56), (self.printer, 1), gap=8),
            row(label("份数", "field", width=56), self.copies, self.sheets, None, gap=8),
            gap=12,
        )
        if missing:
            body.addWidget(note_strip(missing_words(missing), icon="alert", tint="amber", role="warn"))
        self._count()
        self.go = main_button("照样打印" if missing else "打印", self.accept, icon="print")
        self.enter = self.accept
        self.fill(body, None, self.cancel_button(), self.go)
        self.go.setFocus()

    def _count(self) -> None:
        self.sheets.setText(f"每份 {self.pages:,} 页，共 {self.pages * self.copies.value():,} 张纸")


def missing_words(missing: Sequence[Missing]) -> str:
    """Return which names cannot be shown whole, and where they stand."""
    named = "、".join(f"{one.where} {one.name}" for one in missing[:MOST_NAMES])
    more = f"等 {len(missing)} 处" if len(missing) > MOST_NAMES else ""
    return f"有 {len(missing)} 处用字没有字体，纸上是一个方框：{named}{more}。打印后请用笔补上。"
