"""A workbook of pages with its merges, looks and formulas."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.importers.strange.page import Page
from tests.importers.strange.said import Formula

MADE = datetime(2025, 3, 15)  # noqa: DTZ001 - a workbook knows no zone


def write_xlsx(path: Path, pages: Sequence[Page]) -> None:
    """Write the pages as the sheets of one workbook; equal pages give equal bytes."""
    with xlsxwriter.Workbook(
        str(path), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": MADE})
        looks = {
            (day, struck): book.add_format({"num_format": "yyyy/m/d"} if day else {})
            for day in (False, True)
            for struck in (False, True)
        }
        for (_, struck), look in looks.items():
            if struck:
                look.set_font_strikeout()
        centre = book.add_format({"align": "center", "valign": "vcenter"})
        for page in pages:
            fill(book.add_worksheet(page.name), page, looks, centre)


def fill(sheet: Any, page: Page, looks: dict[tuple[bool, bool], Any], centre: Any) -> None:
    for top, left, bottom, right in page.merges:
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", centre)
    for (row, col), cell in sorted(page.cells.items(), key=lambda one: one[0]):
        look = looks[isinstance(cell, date), (row, col) in page.struck]
        if isinstance(cell, Formula):
            sheet.write_formula(row - 1, col - 1, cell.text, look, "" if cell.kept is None else cell.kept)
        elif isinstance(cell, date):
            sheet.write_datetime(row - 1, col - 1, datetime(cell.year, cell.month, cell.day), look)  # noqa: DTZ001
        else:
            sheet.write(row - 1, col - 1, cell, look)
    for row in sorted(page.hidden_rows):
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for col in sorted(page.hidden_cols):
        sheet.set_column(col - 1, col - 1, None, None, {"hidden": True})
