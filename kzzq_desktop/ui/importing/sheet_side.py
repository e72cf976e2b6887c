"""Beside the sheet: the chosen cell, what its column is taken for, what is wrong with its row, and all problems of the sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.sheet_view import FIELD_WORDS, FORBIDDEN, Ground
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.importing.corrections import AUTO
from kzzq_desktop.ui.importing.pick_list import Entry, PickList
from kzzq_desktop.ui.importing.sentences import GROUND_WORDS, cell_place, doubt_words, look_words
from kzzq_desktop.ui.importing.sheet_model import NO_SHEET
from kzzq_desktop.ui.importing.sheets import Doubt, SheetRead
from kzzq_desktop.ui.parts.filters import ChoiceBox
from kzzq_desktop.ui.parts.layout import clear, column, hold, note_strip, row, rule
from kzzq_desktop.ui.parts.text import label

MOST = 3
FIELDS = [(code, word) for code, word in FIELD_WORDS.items() if code != FORBIDDEN]


class SheetSide(QFrame):
    """Signals: field_said(code) for the chosen cell's column ("auto": as the program took it), doubt_picked(at)."""

    field_said = Signal(str)
    doubt_picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self.sheet = NO_SHEET
        self.place = label("", "head")
        self.value = label("", wrap=True)
        self.understood = label("", "small", wrap=True)
        self.field = ChoiceBox(FIELDS, name="这一列是")
        self.field.picked.connect(self.field_said)
        self.field_row = hold(row(label("这一列是", "second"), (self.field, 1), gap=8))
        self.row_doubts = QVBoxLayout()
        self.row_doubts.setSpacing(6)
        self.head = label("", "head")
        self.doubts = PickList("这张表的问题")
        self.doubts.picked.connect(self.doubt_picked)
        about = column(self.place, self.value, self.understood, self.field_row, self.row_doubts, gap=6, margins=(16, 12, 12, 10))
        listed = column(self.head, margins=(16, 8, 12, 6))
        self.setLayout(column(about, rule(), listed, (self.doubts, 1), gap=0))
        self.setFixedWidth(theme.px(292))

    def show_sheet(self, sheet: SheetRead) -> None:
        """List the problems of a sheet."""
        self.sheet = sheet
        self.head.setText(f"这张表的问题 {len(sheet.doubts)}" if sheet.doubts else "这张表没有问题")
        self.doubts.show_entries(sheet.doubts, _entry)

    def show_cell(self, at_row: int, at_col: int) -> None:
        """Tell of a cell; -1 for none."""
        there = at_row >= 0
        clear(self.row_doubts)
        self.place.setText(cell_place(at_row, at_col) if there else "没有选中的格子")
        self.value.setText(self._short(at_row, at_col) if there else "")
        self.value.setVisible(bool(self.value.text()))
        self._show_column(at_row, at_col)
        doubts = self.sheet.of_row(at_row) if there else ()
        for doubt in sorted(doubts, key=lambda one: one.col != at_col)[:MOST]:
            wrong = doubt.line.verdict == Verdict.REFUSED
            role, icon, tint = ("wrong", "cross", "red") if wrong else ("warn", "alert", "amber")
            self.row_doubts.addWidget(note_strip(doubt_words(doubt.line), icon=icon, tint=tint, role=role))
        if len(doubts) > MOST:
            self.row_doubts.addWidget(label(f"还有 {len(doubts) - MOST} 处", "small"))
        first = next((at for at, one in enumerate(self.sheet.doubts) if one.row == at_row and one.col == at_col), -1)
        self.doubts.choose(first)

    def _show_column(self, at_row: int, at_col: int) -> None:
        found = self.sheet.column_at(at_row, at_col) if at_row >= 0 else None
        may_say = found is not None and found.field != FORBIDDEN
        self.field_row.setVisible(may_say)
        told = [look_words(self.sheet, at_row, at_col) if at_row >= 0 else ""]
        if found is not None and may_say:
            auto = [(AUTO, "由程序认")] if found.ground == Ground.CLERK else []
            unknown = [] if found.field else [("", "没认出")]
            self.field.show_options([*unknown, *FIELDS, *auto])
            self.field.pick(found.field)
            told.append(GROUND_WORDS[found.ground])
        if (at_row, at_col) in self.sheet.texts:
            told.append("这一格您改过")
        self.understood.setText("，".join(filter(None, told)))
        self.understood.setVisible(bool(self.understood.text()))

    def _short(self, at_row: int, at_col: int) -> str:
        words = self.sheet.text(at_row, at_col)
        return words if len(words) <= 80 else f"{words[:80]}…"


def _entry(doubt: Doubt) -> Entry:
    wrong = doubt.line.verdict == Verdict.REFUSED
    place = cell_place(doubt.row, doubt.col) if doubt.row >= 0 else "整张表"
    who = f" {doubt.line.title}" if doubt.line.title else ""
    return Entry(f"{place}{who}", doubt_words(doubt.line), "cross" if wrong else "alert", "red" if wrong else "amber")
