"""An empty list to be filled in: examples under the head, a comment at each column, a sheet of plain words."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.workbook import Workbook

from kzzq_desktop.documents.ledger_sheet import FONT, SURE, LedgerSheet, begin_sheet, end_sheet, looks_of

ROOM = 2000
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook knows no zone; one moment for ever makes equal bytes
WORDS_SHEET = "填写说明"


def ledger_template(sheet: LedgerSheet, title: str, words: Sequence[str]) -> bytes:
    """Return the workbook's bytes, the same each time; the sheet's rows are its examples, in grey."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SURE)
    book.set_properties({"title": title, "created": MADE})
    page = begin_sheet(book, sheet, looks_of(book), title)
    example = book.add_format({"num_format": "@", "font_name": FONT, "italic": True, "font_color": "#8A8378"})
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row):
            if cell:
                page.write_string(last, at, cell, example)
    for at, column in enumerate(sheet.columns):
        if column.about:
            page.write_comment(0, at, column.about, {"x_scale": 1.6, "y_scale": 0.9, "font_size": 10})
    end_sheet(page, sheet, last, ROOM - last)
    _write_words(book, words)
    book.close()
    return out.getvalue()


def _write_words(book: Workbook, words: Sequence[str]) -> None:
    """Write a sentence a row, all in one column: nothing there may look like a table of people."""
    page = book.add_worksheet(WORDS_SHEET)
    wrapped = book.add_format({"font_name": FONT, "text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 96, wrapped)
    for at, sentence in enumerate(words):
        page.write_string(at, 0, sentence, wrapped)
    page.hide_gridlines(2)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
