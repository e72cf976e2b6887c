"""RowsTable: the one list of the program, for ten rows or for 150,000.

    table = RowsTable("households", COLUMNS, load=lambda ids: list_rows(desk, ids), relist=self._list_ids, sort="place")
    table.refresh()                     # asks relist(sort key, descending) for ids, shows them, keeps the chosen row
    table.picked.connect(self._show)    # id of the row walked to; table.opened: Enter or double click

Sorting and filtering happen in SQL (`relist`); rows come in windows (`load(ids)`). Order, widths and hidden columns are
remembered under the table's name. Ctrl+C copies the chosen rows for WPS, Ctrl+Shift+C as a wall may show them (where `wall`
says which may); ui/table_tools.py gives 列 复制 导出… for a tool row.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from kzzq_desktop.services.export_rows import Audience
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.fit import Fit
from kzzq_desktop.ui.parts.tiles import IDS_MIME
from kzzq_desktop.ui.table_base import TableBase
from kzzq_desktop.ui.table_columns import Cell, Column, Row, inset, needed_width
from kzzq_desktop.ui.table_copy import copy_rows
from kzzq_desktop.ui.table_layout import Arrangement
from kzzq_desktop.ui.table_model import Index, WindowModel
from kzzq_desktop.ui.table_paint import Cells, Heads

Relist = Callable[[str, bool], Sequence[str]]
WALL_COPY = QKeySequence("Ctrl+Shift+C")


class RowsTable(TableBase, Generic[Row]):
    """Signals: picked(id), opened(id), linked(id, column key), asked(id, global point), listed(count)."""

    picked = Signal(str)
    opened = Signal(str)
    linked = Signal(str, str)
    asked = Signal(str, QPoint)
    listed = Signal(int)

    def __init__(  # noqa: PLR0913 - named options of the one list
        self,
        name: str,
        columns: Sequence[Column[Any]],
        *,
        load: Callable[[Sequence[str]], Sequence[Row]],
        relist: Relist | None = None,
        sort: str = "",
        many: bool = True,
        drag: bool = False,
        rounded: bool = True,
        empty: QWidget | None = None,
    ) -> None:
        """`many` rows can be chosen; `drag` lets them be dragged to tiles; `rounded`: the heads touch the card's corners."""
        super().__init__()
        self.relist, self.sort_key, self.rounded, self.empty = relist, sort, rounded, empty
        self.places, self.wall = str, None
        self.sort_order = Qt.SortOrder.AscendingOrder
        self.row_height = theme.height("row")
        self.rows_model: WindowModel[Row] = WindowModel(columns, load)
        self.rows_model.draggable = drag
        self.setModel(self.rows_model)
        self.setItemDelegate(Cells(self))
        self.heads = Heads(self)
        self.setHorizontalHeader(self.heads)
        self._set_manners(many, drag)
        self.arrangement = Arrangement(self, self.heads, name)
        self.arrangement.apply()
        self.heads.sectionClicked.connect(self._sort_by)
        self.heads.customContextMenuRequested.connect(lambda at: self.arrangement.menu(self.heads.mapToGlobal(at)))
        self.selectionModel().currentRowChanged.connect(self._walked)
        if empty is not None:
            empty.setParent(self)
            empty.hide()

    def refresh(self) -> None:
        """List the ids anew; the chosen row stays chosen when it is still there."""
        if self.relist is not None:
            self.show_ids(self.relist(self.sort_key, self.sort_order == Qt.SortOrder.DescendingOrder))

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these rows in this order."""
        chosen, top = self.current_id(), self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        self.rows_model.show_ids(ids)
        self.selectionModel().blockSignals(False)
        self.hover_row = -1
        if chosen:
            self.pick(chosen, quiet=True)
            self.verticalScrollBar().setValue(top)
        self._show_empty()
        self.listed.emit(len(ids))

    def pick(self, row_id: str, quiet: bool = False) -> bool:
        """Choose a row and bring it into view; False when it is not in the list. `quiet`: without the signal."""
        try:
            at = self.rows_model.ids.index(row_id)
        except ValueError:
            return False
        self.selectionModel().blockSignals(quiet)
        self.setCurrentIndex(self.rows_model.index(at, self.arrangement.first()))
        self.selectionModel().blockSignals(False)
        if quiet:
            self.viewport().update()
        return True

    def current_id(self) -> str:
        """Return the id of the row walked to, "" for none."""
        at = self.currentIndex().row()
        return self.rows_model.ids[at] if 0 <= at < len(self.rows_model.ids) else ""

    def chosen_ids(self) -> list[str]:
        """Return the ids of the chosen rows, in the order shown."""
        spans = sorted(
            (span.top(), span.bottom()) for span in cast("list[QItemSelectionRange]", self.selectionModel().selection())
        )
        seen = dict.fromkeys(one for top, low in spans for one in self.rows_model.ids[top : low + 1])
        return list(seen)

    def choose(self, ids: Sequence[str]) -> None:
        """Choose several rows."""
        places = {one: at for at, one in enumerate(self.rows_model.ids)}
        chosen, last = QItemSelection(), len(self.rows_model.columns) - 1
        for one in ids:
            if one in places:
                chosen.select(self.rows_model.index(places[one], 0), self.rows_model.index(places[one], last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def count(self) -> int:
        """Return how many rows are listed."""
        return len(self.rows_model.ids)

    def copy(self, audience: Audience = Audience.WORK) -> int:
        """Copy the chosen rows (all when none is) for WPS as the audience may see them; return how many."""
        return copy_rows(self, self.rows_model.rows(self.ids_for(self.chosen_ids() or self.rows_model.ids, audience)), audience)

    def ids_for(self, ids: Sequence[str], audience: Audience) -> Sequence[str]:
        """Return which of these rows the audience may see; of a list that is not for walls, none."""
        return ids if audience != Audience.PUBLIC else self.wall(ids) if self.wall else ()

    def shown_columns(self) -> list[Column[Row]]:
        """Return the columns that show, in their order: what copy, export and print take."""
        return [self.rows_model.columns[at] for at in self.arrangement.shown()]

    def columns(self) -> tuple[Column[Row], ...]:
        """Return all columns, as they were given."""
        return self.rows_model.columns

    def cell(self, index: Index) -> Cell:
        """Return what a cell shows."""
        return self.rows_model.cell(index)

    def column_at(self, section: int) -> Column[Row]:
        """Return a column by its number in the tuple given."""
        return self.rows_model.columns[section]

    def is_outer(self, section: int) -> tuple[bool, bool]:
        """Return whether a column is the first shown, and the last shown."""
        return self.arrangement.outer(section)

    def fits(self) -> list[Fit]:
        """Return the heads and the visible cells with the room they have."""
        found = [Fit(self.column_at(at).head, self.heads.head_width(at), self.columnWidth(at)) for at in self.arrangement.shown()]
        top, low = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for row in range(max(top, 0), (self.count() if low < 0 else low + 1)):
            found += [fit for at in self.arrangement.shown() if (fit := self._fit(row, at)) is not None]
        return found

    def _fit(self, row: int, at: int) -> Fit | None:
        column = self.column_at(at)
        if column.kind == "words":
            return None
        first, last = self.is_outer(at)
        room = self.columnWidth(at) - sum(inset(first, last))
        cell = self.rows_model.cell(self.rows_model.index(row, at))
        words = cell if isinstance(cell, str) else str(cell)
        return Fit(f"{column.head}：{words}", needed_width(cell, room, "first" if first else "body"), room)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: Qt would read every row. The search box finds."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; Esc and Tab leave the table to its screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif QKeySequence(event.keyCombination()) == WALL_COPY and self.wall is not None:
            self.copy(Audience.PUBLIC)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the mouse; a hand over a link."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row())
        over_link = index.isValid() and self.column_at(index.column()).kind == "link"
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_link else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the mouse."""
        self._hover(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link cell."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self.column_at(index.column()).kind == "link":
            self.linked.emit(self.rows_model.ids[index.row()], self.column_at(index.column()).key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what to do with the chosen row."""
        if self.current_id():
            self.asked.emit(self.current_id(), event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their room."""
        super().resizeEvent(event)
        self.arrangement.fit()
        self._show_empty()

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803 - Qt's name
        """Drag the chosen rows as ids."""
        mime = QMimeData()
        mime.setData(IDS_MIME, "\n".join(self.chosen_ids()).encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.MoveAction)

    def _set_manners(self, many: bool, drag: bool) -> None:
        """Set how the view behaves."""
        modes, behaviour = QAbstractItemView.SelectionMode, QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectRows)
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setDragEnabled(drag)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(20)
        rows.setDefaultSectionSize(self.row_height)
        self.verticalScrollBar().setSingleStep(self.row_height)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows_model.ids[index.row()]))

    def _walked(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.picked.emit(self.rows_model.ids[now.row()])

    def _sort_by(self, section: int) -> None:
        self.sort_by(self.column_at(section).sort)

    def sort_by(self, key: str, descending: bool | None = None) -> None:
        """Sort by a key in SQL: the other way round when it is sorted by it already."""
        if not key:
            return
        turned = key == self.sort_key and self.sort_order == Qt.SortOrder.AscendingOrder
        down = turned if descending is None else descending
        self.sort_key = key
        self.sort_order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.heads.viewport().update()
        self.refresh()

    def _hover(self, row: int) -> None:
        if row != self.hover_row:
            self.hover_row = row
            self.viewport().update()

    def _show_empty(self) -> None:
        if self.empty is not None:
            self.empty.setVisible(self.count() == 0)
            self.empty.setGeometry(self.viewport().geometry())
