"""Workbooks that calamine reads, first measured so that it never makes room for what no computer holds."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.importers.biff import read_biff
from kzzq_desktop.importers.formulas import count_formulas
from kzzq_desktop.importers.old_book import read_rich_strikes
from kzzq_desktop.importers.package import Copy, Package
from kzzq_desktop.importers.sheet import (
    MOST_CELLS,
    MOST_TEXT,
    NO_LOOKS,
    Cell,
    Looks,
    Place,
    Range,
    Sheet,
    cell_of,
    make_sheet,
    refuse_huge,
)
from kzzq_desktop.importers.unread import DamagedFile, PasswordProtected, TooLarge
from kzzq_desktop.importers.xlsx_extent import binary_sheet_extent
from kzzq_desktop.importers.xlsx_looks import part_names, read_parts

_BINARY_RELATIONS = "xl/_rels/workbook.bin.rels"


@dataclass(slots=True)
class _Page:
    """One sheet as calamine reads it, and what else is known of it."""

    name: str
    rows: list[list[Cell]]
    merges: list[Range]
    hidden: bool
    looks: Looks


def read_xlsx(package: Package) -> tuple[Sheet, ...]:
    """Read an .xlsx workbook; raises an AppError child."""
    with Copy() as copy:
        looks = read_parts(package, copy)
        return _read(package.name, copy.data(), lambda name, _: looks.get(name, NO_LOOKS))


def read_xlsb(package: Package) -> tuple[Sheet, ...]:
    """Read an .xlsb workbook; its looks are not read."""
    named = {part for part in part_names(package, _BINARY_RELATIONS).values() if part.endswith(".bin")}
    with Copy() as copy:
        for part, data in package.read_all():
            if part in named:
                refuse_huge(package.name, "", *binary_sheet_extent(data))
            if part in named or part in {"xl/workbook.bin", _BINARY_RELATIONS}:
                copy.add(package.parts[part].filename.replace("\\", "/").lstrip("/"), data)
        return _read(package.name, copy.data(), lambda _name, _number: NO_LOOKS)


def read_xls(name: str, data: bytes, stream: bytes) -> tuple[Sheet, ...]:
    """Read an .xls or .et workbook whose stream has been taken out of its container."""
    try:
        book = read_biff(stream)
    except (ValueError, IndexError) as error:
        raise DamagedFile(f"“{name}”读不出来，可能已损坏。") from error
    for sheet in book.sheets:
        refuse_huge(name, "", sheet.rows, sheet.columns, sheet.filled)
    if sum(sheet.rows * sheet.columns for sheet in book.sheets) > MOST_CELLS:
        raise TooLarge(f"“{name}”的工作表加起来太大。")
    looks = [sheet.looks for sheet in book.sheets]
    if book.rich:
        read_rich_strikes(data, looks)
    # A zip at the end of these bytes would be read in place of a torn workbook, and was never measured.
    data = data.replace(b"PK\x05\x06", b"PK\x00\x00")
    return _read(name, data, lambda _, number: looks[number] if number < len(looks) else NO_LOOKS)


def _read(name: str, data: bytes, looks_of: Callable[[str, int], Looks]) -> tuple[Sheet, ...]:
    try:
        pages = list(_pages(name, data, looks_of))
    except AppError:
        raise
    except PasswordError as error:
        raise PasswordProtected(f"“{name}”设了打开密码。") from error
    except BaseException as error:
        # A torn .xls can make the reader's native code panic; that is no Exception and has no importable type.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DamagedFile(f"“{name}”读不出来，可能已损坏。") from error
    _count(pages)
    return tuple(make_sheet(page.name, page.rows, page.merges, page.looks, hidden=page.hidden) for page in pages)


def _pages(name: str, data: bytes, looks_of: Callable[[str, int], Looks]) -> list[_Page]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if len(set(book.sheet_names)) < len(book.sheet_names):
        # The reader would give the first of them twice.
        raise DamagedFile(f"“{name}”里有同名的工作表。")
    pages: list[_Page] = []
    room = MOST_CELLS
    for number, meta in enumerate(book.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(number)
        room -= (sheet.total_height + 1) * (sheet.total_width + 1)
        if room < 0:
            raise TooLarge(f"“{name}”的工作表加起来太大。")
        hidden = meta.visible != SheetVisibleEnum.Visible
        pages.append(_Page(meta.name, _rows(sheet), _merges(sheet), hidden, looks_of(meta.name, number)))
    return pages


def _rows(sheet: CalamineSheet) -> list[list[Cell]]:
    """The cells from A1; texts, which most are, pass untouched, and equal ones are kept once."""
    once: dict[str, str] = {}
    keep = once.setdefault
    whole = sheet.to_python(skip_empty_area=False)
    return [
        [keep(cell, cell) if cell.__class__ is str and len(cell) <= MOST_TEXT else _plain(cell) for cell in row] for row in whole
    ]


def _plain(cell: object) -> Cell:
    """The difference of a number to itself is 0 unless it is none."""
    return cell if isinstance(cell, float) and cell - cell == 0 else cell_of(cell)


def _merges(sheet: CalamineSheet) -> list[Range]:
    return [(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()]


def _count(pages: list[_Page]) -> None:
    """Put the values of formulas into the rows, and note those that cannot be counted."""
    formulas = {page.name: page.looks.formulas for page in pages if page.looks.formulas}
    if not formulas:
        return
    counted = count_formulas({page.name: page.rows for page in pages}, formulas)
    for page in pages:
        for place in page.looks.formulas:
            if place not in counted[page.name]:
                page.looks.uncounted.add(place)
            _put(page.rows, place, counted[page.name].get(place, ""))
        width = max(map(len, page.rows), default=0)
        for row in page.rows:
            row.extend("" for _ in range(len(row), width))


def _put(rows: list[list[Cell]], place: Place, cell: Cell) -> None:
    """Write a cell; what lies outside of the rows is given room only when something is written there."""
    row, col = place
    if cell != "":
        rows.extend([] for _ in range(len(rows), row + 1))
        rows[row].extend("" for _ in range(len(rows[row]), col + 1))
    if row < len(rows) and col < len(rows[row]):
        rows[row][col] = cell
