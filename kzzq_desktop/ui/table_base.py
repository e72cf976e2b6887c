"""What the painting and the arranging of a list may ask of it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from kzzq_desktop.ui.table_columns import Cell, Column
from kzzq_desktop.ui.table_model import Index


class TableBase(QTableView):
    """The state of a list that its painter reads; RowsTable fills it."""

    sort_key = ""
    sort_order = Qt.SortOrder.AscendingOrder
    hover_row = -1
    row_height = 36
    rounded = True

    def columns(self) -> tuple[Column[Any], ...]:
        """Return all columns, as they were given."""
        raise NotImplementedError

    def cell(self, index: Index) -> Cell:
        """Return what a cell shows."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many rows are listed."""
        raise NotImplementedError

    def is_outer(self, section: int) -> tuple[bool, bool]:
        """Return whether a column is the first shown, and the last shown."""
        raise NotImplementedError

    def sort_by(self, key: str, descending: bool | None = None) -> None:
        """Sort by a key."""
        raise NotImplementedError
