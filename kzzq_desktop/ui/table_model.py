"""The rows of a list: ids listed once by SQL, light rows fetched in windows when they are shown, and kept."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kzzq_desktop.ui.table_columns import Cell, Column, Row, cell_words

WINDOW, KEPT = 64, 48
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class WindowModel(QAbstractTableModel, Generic[Row]):
    """`load(ids)` returns the light rows of some ids, in any order; a row that is gone is simply missing."""

    def __init__(self, columns: Sequence[Column[Any]], load: Callable[[Sequence[str]], Sequence[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.load = load
        self.ids: Sequence[str] = ()
        self.windows: OrderedDict[int, dict[str, Row]] = OrderedDict()
        self.draggable = False

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these rows in this order."""
        self.beginResetModel()
        self.ids = ids
        self.windows.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Fetch all rows anew when they are next shown (their content changed, not their order)."""
        self.windows.clear()
        if self.ids:
            last = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, at: int) -> Row | None:
        """Return the light row at a place, None when the record is gone."""
        if not 0 <= at < len(self.ids):
            return None
        return self._window(at // WINDOW).get(self.ids[at])

    def rows(self, ids: Sequence[str] | None = None) -> Iterator[Row]:
        """Yield the light rows of ids (all when None), a window at a time: for copy, export and print."""
        wanted = self.ids if ids is None else ids
        for start in range(0, len(wanted), WINDOW * 8):
            part = wanted[start : start + WINDOW * 8]
            found = {row.id: row for row in self.load(part)}
            yield from (found[one] for one in part if one in found)

    def cell(self, index: Index) -> Cell:
        """Return what a cell shows."""
        row = self.row_at(index.row())
        return "" if row is None else self.columns[index.column()].cell(row)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and column.kind not in ("words", "chips"):
            return None
        return cell_words(column, row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].head
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.draggable else flags

    def _window(self, at: int) -> dict[str, Row]:
        """Return a window of rows, fetched once."""
        if at in self.windows:
            self.windows.move_to_end(at)
        else:
            part = self.ids[at * WINDOW : (at + 1) * WINDOW]
            self.windows[at] = {row.id: row for row in self.load(part)}
            if len(self.windows) > KEPT:
                self.windows.popitem(last=False)
        return self.windows[at]
