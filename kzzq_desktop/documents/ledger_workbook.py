"""A ledger as an Excel workbook (ECMA-376, .xlsx): a sheet a village, one row a person, ready to be worked on."""

import io
from collections.abc import Iterable

import xlsxwriter

from kzzq_desktop.documents.ledger_sheet import SURE, LedgerSheet, begin_sheet, end_sheet, looks_of, write_rows

ROOM = 200  # rows under the last one that have drop-downs, too


def ledger_workbook(sheets: Iterable[LedgerSheet], footer: str) -> bytes:
    """Return the workbook's bytes; `footer` is printed under each page. Sheets are taken one by one, with their rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SURE)
    looks = looks_of(book)
    for sheet in sheets:
        page = begin_sheet(book, sheet, looks, footer)
        end_sheet(page, sheet, write_rows(page, sheet, looks), ROOM)
    book.close()
    return out.getvalue()
