"""What stands beside the labels of a registration card: which cells are labels, and the values they name."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED
from kzzq_desktop.importers.header_words import bare_label, known_fields, likely_fields
from kzzq_desktop.importers.kinds import SENSITIVE, VALUES, Kind, kind_of
from kzzq_desktop.importers.workbook import Cell

OPENING = ("head_name", "household_no")
NAME_FIELDS = frozenset({"name", "head_name", "member_name"})
_COLON = re.compile(r"^([^:：]{2,12})[:：]\s*(\S.*)?$")
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_LEAST_REPEATED, _LONGEST, _MOST_WORDS = 3, 30, 12
# What is plainly a value is no label, though a part of it may be one.
_PLAIN_VALUES = Kind.ADDRESS | Kind.GRID | Kind.GROUP | Kind.REMARK | SENSITIVE
_NO_LABELS = (VALUES & ~Kind.RELATION) | _PLAIN_VALUES | Kind.VILLAGE | Kind.TOWNSHIP
# The remarks of a few cards are values, one that every card bears is none.
_NEVER_LABELS = _NO_LABELS & ~Kind.REMARK


@dataclass(frozen=True, slots=True)
class Pair:
    """A label, the field it means ("" where no word tells), its value and the value's place from 0."""

    label: str
    field: str
    value: Cell
    row: int
    col: int


class Labels:
    """Knows the labels of a sheet's cards: by their words, or because every card bears them."""

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        texts = Counter(bare_label(cell) for row in rows for cell in row if isinstance(cell, str) and len(cell) <= _LONGEST)
        openings = Counter(label for row in rows if label_field(label := _first_label(row)) in OPENING)
        cards = max(openings.values(), default=0)
        least = max(_LEAST_REPEATED, 0.8 * cards)
        self.borne = frozenset(
            text
            for text, count in texts.items()
            if least <= count <= cards + 1 and len(text) > 1 and kind_of(text) and not kind_of(text) & _NEVER_LABELS
        )
        self.repeated = frozenset(text for text in self.borne if not label_field(text))

    def is_label(self, cell: Cell) -> bool:
        """Say whether a cell is a label where one may stand."""
        return bool(label_field(cell)) or (isinstance(cell, str) and (ends_label(cell) or bare_label(cell) in self.repeated))

    def pairs(self, row: Sequence[Cell], place: int) -> list[Pair]:
        """Return the labelled values of a row, whose place counts from 0."""
        filled = filled_cells(row)
        found: list[Pair] = []
        at = 0
        while at < len(filled):
            col, cell = filled[at]
            at += 1
            if not self.is_label(cell):
                continue
            inside = _COLON.match(normal_text(cell)) if isinstance(cell, str) else None
            label = bare_label(inside[1] if inside else cell)
            if inside and inside[2]:
                found.append(Pair(label, label_field(cell), inside[2], place, col))
            elif at < len(filled) and not self._is_next_label(col, *filled[at]):
                value = filled[at][1]
                name = FORBIDDEN if kind_of(value) & SENSITIVE else label_field(cell)
                found.append(Pair(label, name, value, place, filled[at][0]))
                at += 1
        return found

    def _is_next_label(self, before: int, col: int, cell: Cell) -> bool:
        """Say whether the cell right of a label is another label, and not its value."""
        if not isinstance(cell, str):
            return False
        short = len(cell) <= 2 and bare_label(cell) not in self.borne
        known = known_fields(bare_label(cell)) or (not short and label_field(cell)) or ends_label(cell)
        return bool(known) or (col > before + 1 and bare_label(cell) in self.repeated)


def _first_label(row: Sequence[Cell]) -> str:
    """The first filled cell of a row as a label; 户主 among the relations of people stands further right."""
    first = next((cell for cell in row if cell != ""), "")
    return bare_label(first)


def filled_cells(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """Return the cells that hold something with their columns from 0."""
    return [(col, cell) for col, cell in enumerate(row) if cell != "" and not (isinstance(cell, str) and cell.isspace())]


def ends_label(cell: Cell) -> bool:
    """Say whether a text is a label by its form: short, a colon behind it and nothing more."""
    match = _COLON.match(normal_text(cell)) if isinstance(cell, str) else None
    return match is not None and not match[2]


def _names_head(label: str) -> bool:
    """Say whether a word for kin is a label all the same: 户主, 一家之主."""
    return bool(known_fields(label)) or "head_name" in likely_fields(label)


def _is_remarked(label: str) -> bool:
    """Say whether only words in brackets make a text look like a label: 娜仁花（党员）."""
    bare = _BRACKETS.sub("", label)
    return bare != label and not likely_fields(bare)


def label_field(cell: Cell) -> str:
    """Return the field a cell's label means, with or without a colon and a value behind it; "" for no label.

    Words that are likely do where the label is short and no value itself.
    """
    if not isinstance(cell, str):
        return ""
    inside = _COLON.match(normal_text(cell))
    if inside is None and kind_of(cell) & SENSITIVE:
        return ""
    if inside is None and kind_of(cell) & Kind.RELATION and not _names_head(bare_label(cell)):
        return ""
    label = bare_label(inside[1] if inside else cell)
    fields = known_fields(label)
    if fields:
        name = FORBIDDEN if FORBIDDEN in fields else "head_name" if fields == ("head_name", "name") else fields[0]
        return "contact_member" if name == "member_name" else name
    likely = (
        likely_fields(label)
        if not _is_remarked(label) and 0 < len(label) <= _MOST_WORDS and not kind_of(label) & _NO_LABELS
        else {}
    )
    best = max(likely, key=lambda name: likely[name], default="")
    return "" if best in {"seq", "name"} or (best == IGNORED and inside) else best
