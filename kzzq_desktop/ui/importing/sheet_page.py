"""The sheets of an import as they stand: their list, the chosen one cell by cell, and what is doubtful beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.sheet_view import Ground
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.importing.corrections import AUTO
from kzzq_desktop.ui.importing.pick_list import Entry, PickList
from kzzq_desktop.ui.importing.sentences import sheet_counts
from kzzq_desktop.ui.importing.sheet_model import NO_SHEET
from kzzq_desktop.ui.importing.sheet_side import FIELDS, SheetSide
from kzzq_desktop.ui.importing.sheet_table import SheetTable
from kzzq_desktop.ui.importing.sheets import SheetRead
from kzzq_desktop.ui.parts.buttons import quiet_button, shortcut
from kzzq_desktop.ui.parts.empty import EmptyState
from kzzq_desktop.ui.parts.filters import tick_box
from kzzq_desktop.ui.parts.layout import column, frame, hold, row
from kzzq_desktop.ui.parts.text import label


class SheetPage(QWidget):
    """Signals: opened() when the clerk turns to another sheet, column_said(table source, col, code), cell_said(spot, text).

    A column's code is a field's, or "auto" for what the program took it for.
    """

    opened = Signal()

    column_said = Signal(str, int, str)
    cell_said = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.sheets: Sequence[SheetRead] = ()
        self.sheet = NO_SHEET
        self.list = PickList("文件和工作表")
        self.list.picked.connect(self._pick)
        self.table, self.side = SheetTable(), SheetSide()
        self.counts = label("", "second")
        self.remarks = label("", "small", wrap=True)
        self.remarks.setContentsMargins(12, 0, 8, 6)
        self.only_doubtful = tick_box("只看存疑(&D)")
        self.only_doubtful.toggled.connect(lambda _: self._show())
        self.before = quiet_button("上一处", lambda: self.step(-1), "arrow-up")
        self.after = quiet_button("下一处", lambda: self.step(1), "arrow-down")
        self.before.setToolTip("上一处问题  Shift+F8")
        self.after.setToolTip("下一处问题  F8")
        shortcut(self, "F8", lambda: self.step(1), everywhere=True)
        shortcut(self, "Shift+F8", lambda: self.step(-1), everywhere=True)
        self.nothing = EmptyState("sheet", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.table.walked.connect(self.side.show_cell)
        self.table.mended.connect(self._mended)
        self.table.column_asked.connect(self._offer_fields)
        self.side.field_said.connect(lambda code: self._say_field(self.table.place(), code))
        self.side.doubt_picked.connect(self._walk_to_doubt)
        self.setLayout(row(self._left(), (self._middle(), 1), self.side, gap=0))

    def show_sheets(self, sheets: Sequence[SheetRead]) -> None:
        """Show these sheets; the chosen one and its chosen cell stay where they are."""
        key = self.sheet.key
        self.sheets = sheets
        several = len({sheet.key[0] for sheet in sheets}) > 1
        self.list.show_entries(sheets, lambda sheet: _entry(sheet, several))
        self.left.setVisible(len(sheets) > 1)
        kept = next((at for at, sheet in enumerate(sheets) if sheet.key == key), -1)
        first = next((at for at, sheet in enumerate(sheets) if sheet.view.rows and not sheet.why), 0)
        self._open(max(kept, 0) if kept >= 0 else first, self.table.place() if kept >= 0 else None)

    def step(self, by: int) -> None:
        """Walk to the next problem (1) or the one before (-1), on to other sheets and round again."""
        order = [(at, doubt.row, doubt.col) for at, sheet in enumerate(self.sheets) for doubt in sheet.doubts if doubt.row >= 0]
        shown = sorted({place for place in order if place[1] < len(self.sheets[place[0]].view.rows)})
        if not shown:
            return
        here = (self._at(), *self.table.place())
        ahead = [place for place in shown if (place > here if by > 0 else place < here)]
        at, to_row, to_col = (ahead[0] if by > 0 else ahead[-1]) if ahead else (shown[0] if by > 0 else shown[-1])
        if at != self._at():
            self._open(at, (to_row, to_col))
            self.opened.emit()
        self.table.walk_to(to_row, to_col)
        self.table.setFocus()

    def fit_width(self, narrow: bool) -> None:
        """Give the sheet the room where the window is narrow."""
        self.left.setFixedWidth(theme.px(148 if narrow else 196))
        self.side.setFixedWidth(theme.px(236 if narrow else 292))

    def _left(self) -> QFrame:
        self.left = frame("tree", column((self.list, 1), gap=0))
        self.left.setFixedWidth(theme.px(196))
        return self.left

    def _middle(self) -> QWidget:
        tools = row(self.counts, None, self.only_doubtful, self.before, self.after, gap=8, margins=(12, 4, 8, 4))
        return hold(column(tools, self.remarks, (self.stack, 1), gap=0))

    def _at(self) -> int:
        return next((at for at, sheet in enumerate(self.sheets) if sheet.key == self.sheet.key), 0)

    def _pick(self, at: int) -> None:
        if self.sheets[at].key != self.sheet.key:
            self._open(at)
            self.opened.emit()

    def _open(self, at: int, place: tuple[int, int] | None = None) -> None:
        self.sheet = self.sheets[at] if self.sheets else NO_SHEET
        self.list.choose(at if self.sheets else -1)
        self._show(place or self._first_place())

    def _first_place(self) -> tuple[int, int]:
        """Return the first cell under the header of the first table."""
        table = self.sheet.view.tables[0] if self.sheet.view.tables else None
        people = (at for at, kind in self.sheet.view.kinds.items() if kind == "people")
        return (next(people, table.top), table.left) if table else (0, 0)

    def _show(self, place: tuple[int, int] | None = None) -> None:
        sheet, has_cells = self.sheet, bool(self.sheet.view.rows)
        self.counts.setText(sheet.why or sheet_counts(sheet) if has_cells else "")
        self.remarks.setText(sheet.remarks)
        self.remarks.setVisible(bool(sheet.remarks))
        self.only_doubtful.setEnabled(bool(sheet.rows_in_doubt) or self.only_doubtful.isChecked())
        may_step = any(one.rows_in_doubt for one in self.sheets)
        for step in (self.before, self.after):
            step.setEnabled(may_step)
        self.side.show_sheet(sheet)
        at = place or self.table.place()
        self.table.show_sheet(sheet, self.only_doubtful.isChecked(), at if at[0] >= 0 else self._first_place())
        if not has_cells:
            self.nothing.show_words("没有可看的内容", sheet.why or "请选择要导入的表格。")
        elif not self.table.sheet_model.shown:
            self.nothing.show_words("这张表没有存疑的行", "去掉“只看存疑”可以看整张表。")
        self.stack.setCurrentIndex(0 if has_cells and self.table.sheet_model.shown else 1)

    def _walk_to_doubt(self, at: int) -> None:
        doubt = self.sheet.doubts[at]
        if 0 <= doubt.row < len(self.sheet.view.rows):
            self.table.walk_to(doubt.row, max(doubt.col, 0))

    def _mended(self, at_row: int, at_col: int, text: str) -> None:
        spot = self.sheet.view.spot
        self.cell_said.emit(Spot(spot.file, spot.sheet, at_row + 1, at_col + 1), text)

    def _offer_fields(self, col: int, where: QPoint) -> None:
        """Offer the fields that a column may be; where another column is one already, its letters stand beside it."""
        at_row = self.table.heads.row
        found = self.sheet.column_at(at_row, col)
        if found is None:
            return
        menu = QMenu(self)
        menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
        for code, word in [*FIELDS, *([(AUTO, "由程序认")] if found.ground == Ground.CLERK else [])]:
            entry = menu.addAction(word)
            entry.setCheckable(True)
            entry.setChecked(code == found.field)
            entry.triggered.connect(lambda _=False, it=code: self._say_field((at_row, col), it))
            if code == found.field:
                menu.setActiveAction(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _say_field(self, place: tuple[int, int], code: str) -> None:
        table, found = self.sheet.table_at(*place), self.sheet.column_at(*place)
        if table is not None and found is not None and code not in ("", found.field):
            self.column_said.emit(table.source, place[1], code)


def _entry(sheet: SheetRead, several: bool) -> Entry:
    """Return a sheet's entry; its file is named where there are several."""
    file, name = sheet.key
    told = sheet.why or sheet_counts(sheet)
    if sheet.why:
        mark = ("minus", "ink3")
    elif sheet.asked:
        mark = ("pin", "amber")
    elif sheet.count(Verdict.REFUSED):
        mark = ("cross", "red")
    else:
        mark = ("alert", "amber") if sheet.count(Verdict.DOUBTFUL) else ("check", "teal")
    return Entry(name or file, f"{told}·{file}" if name and several else told, *mark)
