"""The cells of a sheet for the table of the preview: read from the sheet where it lies, no object per row."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from kzzq_desktop.domain.sheet_view import FORBIDDEN, SheetView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing.sentences import doubt_words, look_words
from kzzq_desktop.ui.importing.sheets import Look, SheetRead

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
NO_SHEET = SheetRead(SheetView(Spot(""), ()))


class SheetModel(QAbstractTableModel):
    """Rows and columns of the shown sheet, all of them or only those in doubt. Signal `mended(row, col, text)`."""

    mended = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = NO_SHEET
        self.shown: Sequence[int] = ()

    def show_sheet(self, sheet: SheetRead, only_doubtful: bool) -> None:
        """Show a sheet; where the same rows of the same sheet stay, a cell that is being mended stays open."""
        shown = sheet.rows_in_doubt if only_doubtful else range(len(sheet.view.rows))
        if (sheet.key, sheet.wide, shown) == (self.sheet.key, self.sheet.wide, self.shown):
            self.sheet = sheet
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, sheet.wide - 1))
            return
        self.beginResetModel()
        self.sheet, self.shown = sheet, shown
        self.endResetModel()

    def place(self, index: Index) -> tuple[int, int]:
        """Return row and column of the sheet, from 0; -1, -1 for no cell."""
        return (self.shown[index.row()], index.column()) if index.isValid() else (-1, -1)

    def index_of(self, row: int, col: int) -> QModelIndex:
        """Return the index of a cell of the sheet; that of the next shown row where its own is not shown."""
        at = min(bisect_left(self.shown, row), len(self.shown) - 1)
        return self.index(at, max(0, min(col, self.sheet.wide - 1)))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self.sheet.wide

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, col = self.place(index)
        if row < 0:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.sheet.text(row, col)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [doubt_words(doubt.line) for doubt in self.sheet.of_cell(row, col)]
            return "\n".join(said) or self.sheet.text(row, col) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [doubt_words(doubt.line) for doubt in self.sheet.of_cell(row, col)]
            return "，".join([self.sheet.text(row, col), *(said or filter(None, [look_words(self.sheet, row, col)]))])
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, col = self.place(index)
        if role != Qt.ItemDataRole.EditRole or row < 0 or str(value) == self.sheet.text(row, col):
            return False
        self.mended.emit(row, col, str(value).strip())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        row, col = self.place(index)
        column = self.sheet.column_at(row, col) if row >= 0 else None
        forbidden = column is not None and column.field == FORBIDDEN and self.sheet.look(row, col) == Look.FORBIDDEN
        return flags if forbidden or row < 0 else flags | Qt.ItemFlag.ItemIsEditable
