"""Formulas counted where a file does not hold their values.

Only what is the same on every computer and every day is counted: no TODAY, no other file, nothing that runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kzzq_desktop.importers.formula_functions import FUNCTIONS, Argument, Value, add, compare, is_true, number, one, text
from kzzq_desktop.importers.formula_tree import Node, NotCounted, read_formula
from kzzq_desktop.importers.sheet import Cell, Place, cell_of
from kzzq_desktop.importers.xlsx_extent import row_and_column

_DEEPEST, _MOST_WORK = 120, 600_000

Pages = Mapping[str, list[list[Cell]]]
Formulas = Mapping[str, Mapping[Place, str]]


def count_formulas(pages: Pages, formulas: Formulas) -> dict[str, dict[Place, Cell]]:
    """Return by sheet and place the values of those formulas that can be counted from the sheets' cells."""
    book = _Book(pages, {(name, place): formula for name, some in formulas.items() for place, formula in some.items()})
    found: dict[str, dict[Place, Cell]] = {name: {} for name in formulas}
    for name, place in sorted(book.open):
        try:
            value = book.value_at(name, place)
            found[name][place] = cell_of(0.0 if value is None else value)
        except (NotCounted, ValueError, ArithmeticError):
            continue
    return found


@dataclass(slots=True)
class _Book:
    """The cells of a book, the formulas still to be counted, the values known, and the work that is left."""

    pages: Pages
    open: dict[tuple[str, Place], str]
    known: dict[tuple[str, Place], Value] = field(default_factory=dict)
    failed: set[tuple[str, Place]] = field(default_factory=set)
    depth: int = 0
    work: int = _MOST_WORK

    def value_at(self, sheet: str, place: Place) -> Value:
        """Return the value of a cell; a formula is counted once, and one that needs itself never."""
        self.work -= 1
        key = (sheet, place)
        if key in self.known:
            return self.known[key]
        if self.work < 0 or key in self.failed:
            raise NotCounted
        if key in self.open:
            self.failed.add(key)
            self.known[key] = one(self._value(read_formula(self.open[key]), sheet, place))
            self.failed.discard(key)
            return self.known[key]
        rows = self.pages[sheet]
        row, col = place
        cell = rows[row][col] if row < len(rows) and col < len(rows[row]) else ""
        return None if cell == "" else cell

    def _value(self, node: Node, sheet: str, place: Place) -> Argument:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotCounted
        try:
            return self._of_kind(node, sheet, place)
        finally:
            self.depth -= 1

    def _of_kind(self, node: Node, sheet: str, place: Place) -> Argument:
        if node.kind == "number":
            return float(node.word)
        if node.kind == "text":
            return node.word[1:-1].replace('""', '"')
        if node.kind == "cells":
            return self._cells(node.word, sheet)
        if node.kind == "call":
            return self._call(node, sheet, place)
        if node.kind == "name" and node.word in {"TRUE", "FALSE"}:
            return node.word == "TRUE"
        if node.kind == "name":
            raise NotCounted
        parts = [self._value(part, sheet, place) for part in node.parts]
        return _signed(node.word, parts[0]) if node.kind == "sign" else _joined(node.word, parts[0], parts[1])

    def _cells(self, word: str, own: str) -> Argument:
        name, _, area = word.rpartition("!")
        sheet = name.removeprefix("'").removesuffix("'").replace("''", "'") if name else own
        if sheet not in self.pages:
            raise NotCounted
        first, _, last = area.replace("$", "").partition(":")
        top, left = row_and_column(first)
        if not last:
            return self.value_at(sheet, (top, left))
        bottom, right = row_and_column(last)
        rows = range(top, min(bottom + 1, max(len(self.pages[sheet]), top + 1)))
        if len(rows) * (right - left + 1) > self.work:
            raise NotCounted
        return [self.value_at(sheet, (row, col)) for row in rows for col in range(left, right + 1)]

    def _call(self, node: Node, sheet: str, place: Place) -> Argument:
        name, parts = node.word, node.parts
        if name == "IF" and 2 <= len(parts) <= 3:
            if is_true(one(self._value(parts[0], sheet, place))):
                return self._value(parts[1], sheet, place)
            return self._value(parts[2], sheet, place) if len(parts) == 3 else False
        if name == "IFERROR" and len(parts) == 2:
            try:
                return self._value(parts[0], sheet, place)
            except ZeroDivisionError:
                return self._value(parts[1], sheet, place)
        if name in {"ROW", "COLUMN"} and len(parts) <= 1:
            return _position(name, parts, place)
        if name not in FUNCTIONS:
            raise NotCounted
        fewest, most, function = FUNCTIONS[name]
        if not fewest <= len(parts) <= most:
            raise NotCounted
        return function(*(self._value(part, sheet, place) for part in parts))


def _position(name: str, parts: tuple[Node, ...], place: Place) -> float:
    if parts:
        if parts[0].kind != "cells":
            raise NotCounted
        place = row_and_column(parts[0].word.rpartition("!")[2].replace("$", "").partition(":")[0])
    return float(place[0] + 1 if name == "ROW" else place[1] + 1)


def _signed(mark: str, value: Argument) -> Value:
    if mark == "%":
        return number(value) / 100
    return -number(value) if mark == "-" else one(value)


def _joined(mark: str, left: Argument, right: Argument) -> Value:
    if mark == "&":
        return text(left) + text(right)
    if mark in {"+", "-"}:
        return add(left, right, 1 if mark == "+" else -1)
    if mark == "*":
        return number(left) * number(right)
    if mark == "/":
        return number(left) / number(right)
    return compare(mark, left, right)
