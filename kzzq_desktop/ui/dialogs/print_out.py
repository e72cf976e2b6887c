"""Before printing: which printer and tray, which pages, how many copies, and which names will show an empty box."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from kzzq_desktop.services.printing import Missing, Option
from kzzq_desktop.ui import background, memory
from kzzq_desktop.ui.dialogs.print_shifts import ShiftRows
from kzzq_desktop.ui.parts.buttons import main_button
from kzzq_desktop.ui.parts.dialog import Dialog
from kzzq_desktop.ui.parts.filters import ChoiceBox, tick_box
from kzzq_desktop.ui.parts.layout import column, hold, note_strip, row
from kzzq_desktop.ui.parts.segmented import Segmented
from kzzq_desktop.ui.parts.text import label
from kzzq_desktop.ui.printer import Order, Printer, Tray, list_trays

USUAL, TRAYS = "printer", "printer.trays"
MOST_COPIES, MOST_NAMES = 99, 8
LABEL = 56
ALL, HERE, SPAN = "all", "here", "span"


@dataclass(frozen=True, slots=True)
class Subject:
    """What will be printed: its pages, the one looked at (from 0), and what the paper is.

    `numbered` gives each copy its own number; `shifts` are the options that move the backs.
    """

    pages: int
    here: int = 0
    two_sided: bool = False
    numbered: bool = False
    missing: Sequence[Missing] = ()
    shifts: Sequence[Option] = ()


class PrintDialog(Dialog):
    """Asks how to print. Enter prints. `test(order)` prints the page by which the shift of the backs is measured."""

    def __init__(
        self, parent: QWidget | None, printers: Sequence[Printer], subject: Subject, test: Callable[[Order], object] | None = None
    ) -> None:
        super().__init__(parent, "打印", width=500)
        self.subject = subject
        usual = memory.recall_text(USUAL) or next((printer.name for printer in printers if printer.usual), "")
        self.printer = ChoiceBox([(printer.name, printer.name) for printer in printers], usual, name="打印机")
        self.tray = ChoiceBox([("", "打印机自己选")], name="纸盒")
        self.span = Segmented(((ALL, "全部"), (HERE, "当前页"), (SPAN, "从…到…")), ALL, name="页数")
        self.first, self.last = _page_box("从第几页", subject.pages, 1), _page_box("到第几页", subject.pages, subject.pages)
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.copies.setAccessibleName("份数")
        self.collate = tick_box("逐份打印", on=True)
        self.two_sided = tick_box("双面打印", on=subject.two_sided)
        self.sheets = label("", "small")
        self.shifts = ShiftRows(subject.shifts, (lambda: test(self.order())) if test else None)
        self.go = main_button("照样打印" if subject.missing else "打印", self.accept, icon="print")
        self.enter = self.accept
        self._connect()
        self.fill(self._body(), None, self.cancel_button(), self.go)
        self._count()
        self._printer_picked(self.printer.value())
        self.go.setFocus()

    def order(self) -> Order:
        """Return what the printer is asked for."""
        return Order(
            self.printer.value(), self.copies.value(), self.tray.value(), self.collate.isChecked(), self.two_sided.isChecked()
        )

    def pages(self) -> tuple[int, int]:
        """Return the first and the last page, counted from 0."""
        if self.span.value() == HERE:
            return self.subject.here, self.subject.here
        if self.span.value() == SPAN:
            return self.first.value() - 1, self.last.value() - 1
        return 0, self.subject.pages - 1

    def shift(self) -> Mapping[str, str]:
        """Return how far the backs are moved, as options of the paper."""
        return self.shifts.values()

    def show_trays(self, printer: str, trays: Sequence[Tray]) -> None:
        """Offer the trays of a printer; the one used on it last is chosen."""
        if printer == self.printer.value():
            kept = memory.recall(TRAYS)
            on = kept.get(printer, "") if isinstance(kept, dict) else ""
            self.tray.show_options([("", "打印机自己选"), *((tray.key, tray.word) for tray in trays)], str(on))
            self.tray_row.setVisible(bool(trays))

    def accept(self) -> None:
        """Keep what is usual on this PC, then print."""
        name = self.printer.value()
        memory.keep(USUAL, name)
        trays = memory.recall(TRAYS)
        memory.keep(TRAYS, {**(trays if isinstance(trays, dict) else {}), name: self.tray.value()})
        self.shifts.keep(name)
        super().accept()

    def _connect(self) -> None:
        self.printer.picked.connect(self._printer_picked)
        self.span.picked.connect(lambda _span: self._count())
        self.first.valueChanged.connect(self.last.setMinimum)
        for box in (self.copies, self.first, self.last):
            box.valueChanged.connect(lambda _value: self._count())
        self.two_sided.toggled.connect(lambda _on: self._count())

    def _body(self) -> QVBoxLayout:
        """Return the rows, each under its word at the left."""
        subject = self.subject
        self.range = hold(row(self.first, label("到", "second"), self.last, label("页", "second"), gap=6))
        self.tray_row = hold(row(_word("纸盒"), (self.tray, 1), gap=8))
        self.tray_row.hide()
        self.collate.setVisible(not subject.numbered)
        body = column(
            row(label("打印", "head"), None, self.sheets),
            row(_word("打印机"), (self.printer, 1), gap=8),
            self.tray_row,
            row(_word("页数"), self.span, self.range, None, gap=8),
            row(_word("份数"), self.copies, 4, self.collate, 4, self.two_sided, None, gap=8),
            gap=12,
        )
        if subject.numbered:
            body.addWidget(label("每份有自己的编号，印在水印里，并记入打印登记。", "small", wrap=True))
        if subject.shifts:
            body.addWidget(self.shifts)
        if subject.missing:
            body.addWidget(note_strip(missing_words(subject.missing), icon="alert", tint="amber", role="warn"))
        return body

    def _printer_picked(self, name: str) -> None:
        """Ask the printer for its trays beside the window; nothing is said where it does not answer."""
        self.shifts.show_printer(name)
        self.tray_row.hide()
        if name:
            background.draw(lambda _job: list_trays(name), lambda trays: self._trays_told(name, trays), lambda _error: None)

    def _trays_told(self, name: str, trays: Sequence[Tray]) -> None:
        if not self.finished_already:
            self.show_trays(name, trays)

    def done(self, result: int) -> None:
        """Hear no more of trays."""
        self.finished_already = True
        super().done(result)

    finished_already = False

    def _count(self) -> None:
        """Say how many sheets of paper that takes."""
        self.range.setEnabled(self.span.value() == SPAN)
        first, last = self.pages()
        pages, copies = last - first + 1, self.copies.value()
        sheets = (pages + 1) // 2 if self.two_sided.isChecked() else pages
        self.collate.setEnabled(copies > 1)
        self.sheets.setText(f"每份 {pages:,} 页，共 {sheets * copies:,} 张纸")


def missing_words(missing: Sequence[Missing]) -> str:
    """Return which names cannot be shown whole, and where they stand."""
    named = "、".join(f"{one.where} {one.name}" for one in missing[:MOST_NAMES])
    more = f"等 {len(missing)} 处" if len(missing) > MOST_NAMES else ""
    return f"有 {len(missing)} 处用字没有字体，纸上是一个方框：{named}{more}。可以先造字，或打印后用笔补上。"


def _word(words: str) -> QWidget:
    return label(words, "field", width=LABEL)


def _page_box(name: str, pages: int, on: int) -> QSpinBox:
    """Return a box for a page's number."""
    made = QSpinBox()
    made.setRange(1, max(pages, 1))
    made.setValue(on)
    made.setAccessibleName(name)
    return made
