"""A sheet of people as a clerk works in it: frozen head, filters, drop-downs, text columns, set up to print."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

# Nothing that stands in a cell is a formula, a link or a number unless it is written as one.
SURE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
FONT, A4, LONGEST_NAME, LONGEST_LIST, LONGEST_FOOTER = "微软雅黑", 9, 31, 255, 200
MOST_DIGITS = 9  # longer numbers are text: a spreadsheet would cut or round them
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: its head, its width in digits, and what its cells are.

    `number` cells are whole numbers, all others text as they stand. `options` are offered in a drop-down; a cell may hold
    `many` of them. A cell that has not `length` characters (0: any length) is asked about with `about`, and may stay.
    """

    head: str
    width: int = 12
    number: bool = False
    options: tuple[str, ...] = ()
    many: bool = False
    length: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A sheet by its name: columns and rows of cell texts. The first `frozen` columns stay in sight."""

    name: str
    columns: tuple[LedgerColumn, ...]
    rows: Iterable[Sequence[str]]
    frozen: int = 1


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of a workbook."""

    head: Format
    text: Format
    number: Format


def looks_of(book: Workbook) -> Looks:
    """Add the formats to a new workbook."""
    return Looks(
        book.add_format({"bold": True, "font_name": FONT, "bg_color": "#EDE7DF", "border": 1, "border_color": "#C9C2B8",
                         "valign": "vcenter", "text_wrap": True}),
        book.add_format({"num_format": "@", "font_name": FONT, "valign": "vcenter"}),
        book.add_format({"num_format": "0", "font_name": FONT, "valign": "vcenter"}),
    )  # fmt: skip


def begin_sheet(book: Workbook, sheet: LedgerSheet, looks: Looks, footer: str) -> Worksheet:
    """Add the sheet with its head, widths, frozen panes and print set-up; rows come after."""
    page: Worksheet = book.add_worksheet(sheet.name)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, looks.number if column.number else looks.text)
        page.write_string(0, at, column.head, looks.head)
    page.set_row(0, 30)
    page.freeze_panes(1, sheet.frozen)
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(0.4, 0.4, 0.6, 0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(f"&L{footer.replace('&', '&&')[:LONGEST_FOOTER]}&R&P/&N")
    return page


def write_rows(page: Worksheet, sheet: LedgerSheet, looks: Looks) -> int:
    """Write the rows under the head; return the last row from 0."""
    write_text, write_number = page.write_string, page.write_number
    numbers = tuple(column.number for column in sheet.columns)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row):
            if not cell:
                continue
            if numbers[at] and cell.isdecimal() and len(cell) <= MOST_DIGITS:
                write_number(last, at, int(cell), looks.number)
            else:
                write_text(last, at, cell, looks.text)
    return last


def end_sheet(page: Worksheet, sheet: LedgerSheet, last: int, room: int) -> None:
    """Put filters over the rows, and drop-downs and warnings over them and `room` more."""
    page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + room + 1}"})
    for at, column in enumerate(sheet.columns):
        if column.options:
            page.data_validation(1, at, last + room, at, _choice(column))
        elif column.length:
            page.data_validation(1, at, last + room, at, _length(column))


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that a sheet may bear beside those taken; capitals do not tell two apart."""
    used = {name.casefold() for name in taken}
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip(" '") or "表"
    name, number = plain[:LONGEST_NAME], 1
    while name.casefold() in used:
        number += 1
        name = f"{plain[: LONGEST_NAME - len(str(number)) - 2]}({number})"
    return name


def _choice(column: LedgerColumn) -> dict[str, object]:
    offered: list[str] = []
    for option in column.options:
        if "," not in option and len(",".join([*offered, option])) <= LONGEST_LIST:
            offered.append(option)
    return {
        "validate": "list", "source": offered, "show_error": not column.many, "error_type": "warning",
        "error_title": column.head, "error_message": "这里一般从下拉里选。确实要这样写吗？",
    }  # fmt: skip


def _length(column: LedgerColumn) -> dict[str, object]:
    return {
        "validate": "length", "criteria": "==", "value": column.length, "error_type": "warning",
        "error_title": column.head, "error_message": column.about,
    }  # fmt: skip
