"""Rows on the clipboard for WPS: tab-separated text, and a table whose cells are text (long numbers keep their tails)."""

import html
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from kzzq_desktop.ui.table_columns import Column, HasId, cell_words

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER_MARKS = frozenset("0123456789.-")


def copy_rows(columns: Sequence[Column[Any]], rows: Iterable[HasId]) -> int:
    """Put heads and rows on the clipboard; return how many rows."""
    lines = [[cell_words(column, row) for column in columns] for row in rows]
    table = [[column.head for column in columns], *lines]
    mime = QMimeData()
    mime.setText(as_text(table))
    mime.setHtml(as_html(table))
    QGuiApplication.clipboard().setMimeData(mime)
    return len(lines)


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
