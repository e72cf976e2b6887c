"""Formulas that a text file kept as they were typed: "=B2" is what stands in B2, and what cannot be told is nothing."""

import re
from dataclasses import replace

from kzzq_desktop.importers.sheet import Cell, Sheet

_FORMULA = re.compile(r"^'?=\s*[A-Za-z$(\"]")
_REFERENCE = re.compile(r"^'?=\s*\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_MOST_STEPS = 50


def with_references(sheet: Sheet) -> Sheet:
    """Return the sheet with what its typed references show; other typed formulas are empty cells."""
    if not any(isinstance(cell, str) and _FORMULA.match(cell) for row in sheet.rows for cell in row if cell):
        return sheet
    return replace(sheet, rows=[[_shown(sheet, cell) for cell in row] for row in sheet.rows])


def _shown(sheet: Sheet, cell: Cell) -> Cell:
    """What a cell shows: references are followed until they end or run in a ring."""
    for _ in range(_MOST_STEPS):
        if not isinstance(cell, str) or not _FORMULA.match(cell):
            return cell
        match = _REFERENCE.match(cell)
        if match is None:
            return ""
        row, col = int(match[2]) - 1, _column(match[1])
        inside = 0 <= row < len(sheet.rows) and col < len(sheet.rows[row])
        cell = sheet.rows[row][col] if inside else ""
    return ""


def _column(letters: str) -> int:
    """A column's place from 0: A, B … Z, AA."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1
