"""What the painting and the arranging of a list may ask of it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from kzzq_desktop.ui.table_columns import Cell, Column
from kzzq_desktop.ui.table_model import Index


class TableBase(QTableView):
    """The state of a list that its painter and its ways out read; RowsTable fills it.

    `places` says where its rows lie, for the register: villages and grids, never a person. `wall` returns which of some
    rows may hang on a wall; a list without it offers no 公示.
    """

    places: Callable[[], str]
    wall: Callable[[Sequence[str]], Sequence[str]] | None

    sort_key = ""
    sort_order = Qt.SortOrder.AscendingOrder
    hover_row = -1
    row_height = 36
    rounded = True

    def columns(self) -> tuple[Column[Any], ...]:
        """Return all columns, as they were given."""
        raise NotImplementedError

    def shown_columns(self) -> Sequence[Column[Any]]:
        """Return the columns that show, in their order."""
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
