"""Rows on the clipboard for WPS: tab-separated text, and a table whose cells are text (long numbers keep their tails).

Whatever leaves a list is masked for its audience and written into the register of the open office first.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.export_rows import Audience, Fact, LeavingList, ListHead, copied_rows
from kzzq_desktop.ui.table_base import TableBase
from kzzq_desktop.ui.table_columns import Column, HasId, cell_words

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER_MARKS = frozenset("0123456789.-")


class Door:
    """The open office, into whose register every list is written before it leaves: without one nothing leaves."""

    desk: Desk | None = None

    def open_desk(self) -> Desk:
        """Return the desk."""
        if self.desk is None:
            raise RuntimeError("no office is open to register what leaves")
        return self.desk


door = Door()


def copy_rows(table: TableBase, rows: Iterable[HasId], audience: Audience) -> int:
    """Register the rows and put them with their heads on the clipboard; return how many rows."""
    copied = copied_rows(door.open_desk(), leaving_list(table, audience), cells_of(table, rows, audience))
    mime = QMimeData()
    mime.setText(as_text(copied))
    mime.setHtml(as_html(copied))
    QGuiApplication.clipboard().setMimeData(mime)
    return len(copied) - 1


def leaving_list(table: TableBase, audience: Audience, word: str = "") -> LeavingList:
    """Return what the shown columns of a list are when it leaves; it is named as for screen readers where `word` is ""."""
    heads = [ListHead(column.head, column.kind == "number", _fact(column, audience)) for column in _columns(table)]
    return LeavingList(word or table.accessibleName(), tuple(heads), table.places(), audience)


def cells_of(table: TableBase, rows: Iterable[HasId], audience: Audience) -> Iterator[list[str]]:
    """Yield the words of the shown columns, not masked yet."""
    columns = _columns(table)
    for row in rows:
        yield [_words(column, row, audience) for column in columns]


def _columns(table: TableBase) -> list[Column[Any]]:
    """Return the shown columns that hold words: a link to another place has no head."""
    return [column for column in table.shown_columns() if column.head]


def _words(column: Column[Any], row: HasId, audience: Audience) -> str:
    return column.wall(row) if column.wall is not None and audience == Audience.PUBLIC else cell_words(column, row)


def _fact(column: Column[Any], audience: Audience) -> Fact:
    """Return the kind of fact; words made for a wall may be read by everybody."""
    return Fact.PLAIN if column.wall is not None and audience == Audience.PUBLIC else column.fact


def as_text(table: Sequence[Sequence[str]]) -> str:
    """Return lines with tabs between cells; a cell that a spreadsheet would take for a formula gets an apostrophe."""
    return "\r\n".join("\t".join(guarded(" ".join(cell.split())) for cell in line) for line in table) + "\r\n"


def as_html(table: Sequence[Sequence[str]]) -> str:
    """Return the table as HTML in which every cell is marked as text."""
    cells = (
        "".join(f"<td style=\"mso-number-format:'\\@'\">{html.escape(guarded(cell))}</td>" for cell in line) for line in table
    )
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in cells) + "</table>"


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet computes; plain negative numbers stay."""
    if cell.startswith(FORMULA) and not (cell.startswith("-") and NUMBER_MARKS.issuperset(cell)):
        return f"'{cell}"
    return cell
