"""A list as an Excel workbook (ECMA-376, .xlsx): heads, then rows; nothing in it is a formula or a link."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from kzzq_desktop.domain.work_list import WORK_LIST

MOST_DIGITS = 9  # longer numbers (phones, codes) are text: a spreadsheet would cut or round them
WIDEST, NARROWEST = 48, 6
CHINESE = 2.1  # how many digits wide a Chinese character is in a cell
SURE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def rows_workbook(
    title: str, heads: Sequence[str], numbers: Sequence[bool], rows: Iterable[Sequence[str]], footer: str = ""
) -> bytes:
    """Return the workbook's bytes. `numbers` says which columns hold numbers; every other cell is text as it stands.

    Under the rows stands the mark that the list is not to be read back.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SURE)
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "vcenter"})
    text = book.add_format({"num_format": "@", "valign": "top"})
    plain = book.add_format({"valign": "top"})
    widths = [_wide(head) for head in heads]
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if numbers[at] and cell.isdecimal() and len(cell) <= MOST_DIGITS:
                sheet.write_number(last, at, int(cell), plain)
            elif cell:
                sheet.write_string(last, at, cell, text)
            widths[at] = max(widths[at], _wide(cell))
    sheet.write_string(last + 1, 0, WORK_LIST, plain)
    for at, wide in enumerate(widths):
        sheet.set_column(at, at, min(WIDEST, max(NARROWEST, wide + 2)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{footer.replace('&', '&&')}&R&P/&N")  # a sign of its own begins a command there
    book.close()
    return out.getvalue()


def _wide(words: str) -> float:
    """Return how many digits wide the longest line of a cell is."""
    return max((sum(1 if letter.isascii() else CHINESE for letter in line) for line in words.splitlines()), default=0)
