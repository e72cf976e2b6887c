"""How far the cells of a sheet in a package reach, learnt from its bytes before a reader makes room for all of them.

A reader that keeps a sheet as one block must never be given a cell at XFD1048576: it would end the whole program.
"""

import re
from collections.abc import Iterator

from kzzq_desktop.importers.xml_stream import read_xml

Extent = tuple[int, int, int]
_NEAR_ROWS, _NEAR_COLUMNS = 10_000, 26
# Whatever is not surely a tag that closes itself may hold a value.
_FILLED = rb"(?!(?:[^<>\"'/]|\"[^\"<>]*\")*+/>)"
_FAR_ROW = re.compile(rb'<c r="[A-Za-z]+(\d{5,})"' + _FILLED)
_FAR_COLUMN = re.compile(rb'<c r="([A-Za-z]{2,})\d+"' + _FILLED)
_PREFIXED_CELL = (b":c ", b":c>", b":c/", b":c\t", b":c\n", b":c\r")
_MOST_SHARED = 4_000_000
_RICH_TEXT = 0x3E


def sheet_extent(xml: bytes) -> Extent:
    """Return rows, columns and filled cells of a sheet's XML, at least as many as there are; raises ValueError if broken."""
    start = xml.find(b"sheetData")
    if start < 0:
        return 0, 0, 0
    body = xml[start : xml.rfind(b"sheetData")]
    cells = body.count(b"<c")
    if cells != body.count(b'<c r="') or (b":c" in body and any(mark in body for mark in _PREFIXED_CELL)):
        return _read_whole(xml)
    # Sets, because a column of a hundred thousand cells has one name.
    rows = max(map(int, set(_FAR_ROW.findall(body))), default=_NEAR_ROWS)
    names = set(_FAR_COLUMN.findall(body))
    columns = max((row_and_column(f"{name.decode()}1")[1] + 1 for name in names), default=_NEAR_COLUMNS)
    return max(rows, _NEAR_ROWS), columns, body.count(b"<v>") + body.count(b"<is>")


def has_too_many_strings(xml: bytes) -> bool:
    """Say whether a part holds more shared texts than any ledger."""
    return xml.count(b"<si") + xml.count(b":si") > _MOST_SHARED


def row_and_column(reference: str) -> tuple[int, int]:
    """Return row and column of a reference such as B5, from 0; raises ValueError where it is none."""
    found = re.fullmatch(r"([A-Za-z]{1,4})([0-9]{1,9})", reference)
    if found is None:
        raise ValueError
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _read_whole(xml: bytes) -> Extent:
    """Count as a reader does: what has no reference stands after what came before it."""
    rows = columns = filled = 0
    row = column = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, rows, columns, filled
        if name == "row" and attributes.get("r", "").isdecimal():
            row = int(attributes["r"]) - 1
        elif name == "c":
            if "r" in attributes:
                at, column = row_and_column(attributes["r"])
            else:
                at = row
            rows, columns, filled = max(rows, at + 1, row + 1), max(columns, column + 1), filled + 1
            column += 1

    def closed(name: str) -> None:
        nonlocal row, column
        if name == "row":
            row, column = row + 1, 0

    read_xml(xml, opened, closed, lambda _: None)
    return rows, columns, filled


def binary_sheet_extent(data: bytes) -> Extent:
    """Return rows, columns and filled cells of an .xlsb sheet ([MS-XLSB] 2.1.4): its rows and cells are records."""
    rows = columns = filled = row = 0
    for kind, at, size in _records(data):
        if kind == 0 and size >= 4:
            row = int.from_bytes(data[at : at + 4], "little")
        elif (1 <= kind <= 11 or kind == _RICH_TEXT) and size >= 4:
            rows, filled = max(rows, row + 1), filled + 1
            columns = max(columns, int.from_bytes(data[at : at + 4], "little") + 1)
    return rows, columns, filled


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Return kind, place and size of each record; both numbers are written seven bits to a byte."""
    at = 0
    while at < len(data):
        kind, at = _varint(data, at, 2)
        size, at = _varint(data, at, 4)
        yield kind, at, size
        at += size


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = shift = 0
    for byte in data[at : at + most]:
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return value, at
