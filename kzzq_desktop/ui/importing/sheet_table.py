"""The table of a sheet: walk with the arrows, F2 mends a cell, Alt+Down says what its column is."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.importing.column_heads import ColumnHeads
from kzzq_desktop.ui.importing.sheet_model import SheetModel
from kzzq_desktop.ui.importing.sheet_paint import ROOM_OF_MARK, RowNumbers, SheetCells
from kzzq_desktop.ui.importing.sheets import SheetRead

SAMPLE, WIDEST = 80, 260


class SheetTable(QTableView):
    """Signals: walked(row, col) and mended(row, col, text) in the sheet's rows and columns from 0; column_asked(col, point)."""

    walked = Signal(int, int)
    mended = Signal(int, int, str)
    column_asked = Signal(int, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.sheet_model = SheetModel()
        self.heads = ColumnHeads(self, self.sheet_model)
        self.setModel(self.sheet_model)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(RowNumbers(self, self.sheet_model))
        self.setItemDelegate(SheetCells(self, self.sheet_model))
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setAccessibleName("表格原样")
        self.setMinimumSize(theme.px(320), theme.px(160))
        self.selectionModel().currentChanged.connect(self._walked)
        # Queued: the editor is still open while it hands over its text, and showing the sheet anew would take it away.
        self.sheet_model.mended.connect(self.mended, Qt.ConnectionType.QueuedConnection)
        self.heads.asked.connect(self.column_asked)

    def show_sheet(self, sheet: SheetRead, only_doubtful: bool, at: tuple[int, int]) -> None:
        """Show a sheet with the keyboard at a cell; the same sheet keeps its widths and stays where it was scrolled to."""
        before = self.sheet_model.sheet
        same = sheet.key == before.key and sheet.wide == before.wide
        rows, sideways, down = len(self.sheet_model.shown), self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        self.sheet_model.show_sheet(sheet, only_doubtful)
        self.heads.row = at[0]
        self._fit_columns(only_wider=same)
        self.updateGeometries()
        if self.sheet_model.shown and sheet.wide:
            self.setCurrentIndex(self.sheet_model.index_of(*at))
        self.selectionModel().blockSignals(False)
        self.horizontalScrollBar().setValue(sideways if same else 0)
        self.verticalScrollBar().setValue(down if same else 0)
        if not same or rows != len(self.sheet_model.shown):
            self.scrollTo(self.currentIndex())
        self._walked(self.currentIndex())

    def place(self) -> tuple[int, int]:
        """Return the chosen cell's row and column of the sheet, -1, -1 for none."""
        return self.sheet_model.place(self.currentIndex())

    def walk_to(self, row: int, col: int) -> None:
        """Choose a cell and bring it into view."""
        if row < 0 or not self.sheet_model.shown:
            self.walked.emit(-1, -1)
            return
        index = self.sheet_model.index_of(row, col)
        if index == self.currentIndex():
            self._walked(index)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def ask_column(self) -> None:
        """Let the clerk say what the chosen cell's column is."""
        self.heads.ask(self.currentIndex().column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks down as in WPS; it does not save the import from here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ask_column()
        else:
            super().keyPressEvent(event)

    def _walked(self, index: QModelIndex) -> None:
        row, col = self.sheet_model.place(index)
        if row >= 0:
            self.heads.show_row(row)
        self.walked.emit(row, col)

    def _fit_columns(self, *, only_wider: bool) -> None:
        """Give each column the width of its head and of what stands in its first rows."""
        sheet = self.sheet_model.sheet
        people = [row for row in self.sheet_model.shown[: SAMPLE * 3] if sheet.look(row, 0) != "aside"][:SAMPLE]
        for col in range(sheet.wide):
            needed = max((theme.text_width(sheet.text(row, col).split("\n")[0]) for row in people), default=0)
            wide = max(self.heads.needed(col), min(round(needed) + 20 + ROOM_OF_MARK, theme.px(WIDEST)))
            if not only_wider or wide > self.columnWidth(col):
                self.setColumnWidth(col, wide)
