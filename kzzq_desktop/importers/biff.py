"""The stream of an old .xls or .et workbook ([MS-XLS]), walked record by record: how far its cells reach, and their looks."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kzzq_desktop.importers.sheet import Looks

_FONT, _XF, _SHEET, _SHARED_TEXTS, _FILE_PASS, _END, _START = 0x31, 0xE0, 0x85, 0xFC, 0x2F, 0x0A, 0x809
_ROW, _COLUMNS, _MANY_NUMBERS, _FORMULA = 0x208, 0x7D, 0xBD, 0x06
# Label, shared label, rich label, number, short number, truth or error.
_CELLS = frozenset({0x204, 0xFD, 0xD6, 0x203, 0x27E, 0x205, _FORMULA})
_LIMITS = frozenset({_START, _END})
_STRUCK, _HIDDEN_ROW = 0x08, 0x20
_HEAD = struct.Struct("<HH").unpack_from
_CELL = struct.Struct("<HHHHH").unpack_from
_NO_TEXT, _ERROR, _BIFF8 = 3, 2, 0x600


@dataclass(slots=True)
class BiffSheet:
    """One sheet: how many rows and columns its filled cells span, how many they are, formulas with values, and its looks."""

    rows: int = 0
    columns: int = 0
    filled: int = 0
    counted: int = 0
    looks: Looks = field(default_factory=Looks)


@dataclass(slots=True)
class BiffBook:
    """A workbook's sheets; `rich` says that some font strikes through and no cell style uses it: parts of cells may."""

    sheets: list[BiffSheet] = field(default_factory=list)
    rich: bool = False


def is_locked(stream: bytes) -> bool:
    """Say whether a workbook's stream is encrypted: it then tells how among its first records."""
    for kind, _, _ in _records(stream, 0):
        if kind == _FILE_PASS:
            return True
        if kind == _END:
            break
    return False


def is_before_biff8(stream: bytes) -> bool:
    """Say whether Excel 5 or 95 wrote a stream: its texts are bytes in the code page of that computer."""
    return len(stream) >= 6 and int.from_bytes(stream[4:6], "little") < _BIFF8


def read_biff(stream: bytes) -> BiffBook:
    """Walk the whole stream; raises ValueError where it is broken or of no sensible length."""
    places, styles, rich = _read_globals(stream)
    book = BiffBook(rich=rich)
    room = 2 * len(stream)
    for place in places:
        sheet = BiffSheet()
        room -= _read_sheet(stream, place, styles, sheet)
        if room < 0:
            raise ValueError
        book.sheets.append(sheet)
    if any(sheet.counted for sheet in book.sheets):
        # Whoever counts formulas counts all of them: an empty text is then what the formula gives.
        for sheet in book.sheets:
            sheet.looks.formulas.clear()
    return book


def _read_globals(stream: bytes) -> tuple[list[int], frozenset[int], bool]:
    """Where the sheets begin, the cell styles that strike through, and whether some font does that no style uses."""
    fonts: list[bool] = []
    formats: list[int] = []
    places: list[int] = []
    for kind, at, size in _records(stream, 0):
        if kind == _FONT and size >= 4:
            # There is no font number 4.
            fonts += [False] * (len(fonts) == 4) + [bool(stream[at + 2] & _STRUCK)]
        elif kind == _XF and size >= 2:
            formats.append(int.from_bytes(stream[at : at + 2], "little"))
        elif kind == _SHEET and size >= 6:
            places.append(int.from_bytes(stream[at : at + 4], "little"))
        elif kind == _SHARED_TEXTS and int.from_bytes(stream[at + 4 : at + 8], "little") > len(stream) // 3:
            raise ValueError
        elif kind == _END:
            break
    struck = {number for number, is_struck in enumerate(fonts) if is_struck}
    return places, frozenset(number for number, font in enumerate(formats) if font in struck), bool(struck - set(formats))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Return kind, place and size of each record."""
    while at + 4 <= len(stream):
        kind, size = _HEAD(stream, at)
        yield kind, at + 4, size
        at += 4 + size


def _read_sheet(  # noqa: C901, PLR0912 - walked for every cell of a book: a call for each would take longer than all else
    stream: bytes, at: int, styles: frozenset[int], sheet: BiffSheet
) -> int:
    """Read one sheet up to its end and return how long it is."""
    looks, depth, start, unpack = sheet.looks, 0, at, _CELL
    rows = columns = filled = 0
    end = len(stream) - 14
    while at <= end:
        kind, size, row, column, style = unpack(stream, at)
        if kind in _CELLS:
            if row >= rows:
                rows = row + 1
            if column >= columns:
                columns = column + 1
            filled += 1
            if style in styles:
                looks.struck.add((row, column))
            if kind == _FORMULA:
                _note_formula(stream, at + 4, size, sheet)
        elif kind == _ROW:
            # Bytes 6 and 7 are the height, byte 12 holds the mark of a hidden row.
            if size >= 14 and at < end - 4 and (stream[at + 16] & _HIDDEN_ROW or stream[at + 10 : at + 12] == b"\0\0"):
                looks.hidden_rows.add(row)
        elif kind == _MANY_NUMBERS:
            # Row and first column, six bytes for each number, last column.
            last = column + size // 6 - 2
            rows, columns, filled = max(rows, row + 1), max(columns, last + 1), filled + last - column + 1
            if styles:
                looks.struck.update(_struck_numbers(stream, at + 8, row, range(column, last + 1), styles))
        elif kind == _COLUMNS:
            if size >= 10 and (stream[at + 12] & 1 or style == 0):
                looks.hidden_cols.update(range(row, min(column, 255) + 1))
        elif kind in _LIMITS:
            depth += 1 if kind == _START else -1
            if depth <= 0:
                break
        at += 4 + size
    sheet.rows, sheet.columns, sheet.filled = rows, columns, filled
    return at - start


def _struck_numbers(stream: bytes, at: int, row: int, columns: range, styles: frozenset[int]) -> Iterator[tuple[int, int]]:
    for column in columns:
        if int.from_bytes(stream[at : at + 2], "little") in styles:
            yield row, column
        at += 6


def _note_formula(stream: bytes, at: int, size: int, sheet: BiffSheet) -> None:
    """Note what a formula lacks: its value is eight bytes, a number unless the last two are set."""
    kind = stream[at + 6] if size >= 14 and stream[at + 12 : at + 14] == b"\xff\xff" else 0
    row, column = _HEAD(stream, at)
    if kind == _NO_TEXT:
        sheet.looks.formulas[row, column] = ""
    elif kind == _ERROR:
        sheet.looks.uncounted.add((row, column))
    else:
        sheet.counted += 1
