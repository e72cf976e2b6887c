"""The table of a monthly report: a row a village or a grid, sums in bold, the share of households reached as a bar."""

from collections.abc import Sequence

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.pen import LEADING, MIDDLE, Pen, Room
from kzzq_desktop.documents.report_charts import BAR, PALE
from kzzq_desktop.documents.report_words import ReportWords, TableColumn, TableRow
from kzzq_desktop.documents.sheet import A4, MM, TINT

TOP, HEADING, ROW, HIGHEST = A4.height - 45 * MM, 12 * MM, 6.6 * MM, 8.4 * MM
_PAD, _SIZE, _HEAD = 3.0, 9.5, 9.0
_NUMBER = 11 * MM  # what stays free for the number behind a bar
_LOW = A4.foot + 13 * MM
ROOM = int((TOP - HEADING - _LOW) / ROW)
"""How many rows a page holds."""


def edges(columns: Sequence[TableColumn]) -> list[float]:
    """Return the columns' edges from left to right, stretched over the page's breadth."""
    share, found = A4.wide / sum(column.width for column in columns), [A4.left]
    for column in columns:
        found.append(found[-1] + column.width * share)
    return found


def draw_page(pen: Pen, words: ReportWords, rows: Sequence[TableRow]) -> None:
    """Draw the headings and these rows."""
    sides = edges(words.columns)
    pen.put(pen.style(fonts.bold(), 11.5), A4.left, TOP + 3 * MM, words.table)
    note = pen.style(fonts.regular(), 8.5)
    pen.put(note, A4.right - note.chain.width(words.note, note.size), TOP + 3 * MM, words.note)
    sheet.box(pen.canvas, A4.left, TOP - HEADING, A4.wide, HEADING, fill=TINT)
    for left, right, column in zip(sides, sides[1:], words.columns, strict=False):
        _draw_heading(pen, (left + right) / 2, column.heading.split("\n"))
    high = row_height(len(rows))
    for at, row in enumerate(rows):
        _draw_row(pen, words.columns, row, TOP - HEADING - at * high, high)
    sheet.ruled(pen.canvas, sides, [TOP, *(TOP - HEADING - at * high for at in range(len(rows) + 1))])


def row_height(rows: int) -> float:
    """Return how high so many rows are: airier where there are few."""
    return min(HIGHEST, (TOP - HEADING - _LOW) / max(rows, 1))


def _draw_heading(pen: Pen, x: float, lines: Sequence[str]) -> None:
    style = pen.style(fonts.bold(), _HEAD)
    y = TOP - HEADING / 2 - MIDDLE * _HEAD + (len(lines) - 1) * _HEAD * LEADING / 2
    for line in lines:
        pen.put_centred(style, x, y, line)
        y -= _HEAD * LEADING


def _draw_row(pen: Pen, columns: Sequence[TableColumn], row: TableRow, top: float, high: float) -> None:
    middle, chain, sides = top - high / 2, fonts.bold() if row.strong else fonts.regular(), edges(columns)
    style = pen.style(chain, _SIZE)
    if row.strong:
        sheet.box(pen.canvas, A4.left, top - high, A4.wide, high, fill=TINT)
    for left, right, column, cell in zip(sides, sides[1:], columns, row.cells, strict=False):
        if column.bar and row.share:
            wide = (right - left - 2 * _PAD - _NUMBER) * min(row.share, 1.0)
            sheet.box(pen.canvas, left + _PAD, middle - 1.5 * MM, wide, 3 * MM, fill=BAR if row.strong else PALE)
        if column.words:
            pen.put_fitted(style, left + _PAD, middle, cell, Room(right - left - 2 * _PAD, high - 1))
        else:
            x = right - _PAD - chain.width(cell, _SIZE)
            pen.put(style, x, middle - MIDDLE * _SIZE, cell)
