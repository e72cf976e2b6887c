"""Lists that give each person two rows, one under another, under two rows of labels: made one row each."""

from collections.abc import Sequence
from dataclasses import replace

from kzzq_desktop.importers.header_words import bare_label, known_fields
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.sheet import Cell, Sheet

_DEEPEST, _LEAST_LABELS, _LEAST_PEOPLE = 12, 3, 2


def unfolded(sheet: Sheet) -> Sheet:
    """Return the sheet with the second row of each person right of the first; any other sheet as it is.

    The rows keep their numbers: the second one is left empty.
    """
    width = max(map(len, sheet.rows), default=0)
    for top in range(min(_DEEPEST, len(sheet.rows) - 1)):
        if _are_two_headers(sheet.rows[top], sheet.rows[top + 1]) and _alternate(sheet.rows, top):
            rows: list[list[Cell]] = [list(row) for row in sheet.rows]
            for place in range(top, len(rows) - 1, 2):
                if _filled(rows[place]) > 1:
                    rows[place] += [""] * (width - len(rows[place])) + rows[place + 1]
                    rows[place + 1] = []
            return replace(sheet, rows=rows, merges=())
    return sheet


def _are_two_headers(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Say whether two rows hold known labels in the same columns, another in each."""
    pairs = [(a, b) for a, b in zip(upper, lower, strict=False) if a != "" and b != ""]
    known = [known_fields(bare_label(one)) and known_fields(bare_label(other)) and one != other for one, other in pairs]
    return sum(map(bool, known)) >= _LEAST_LABELS and sum(map(bool, known)) >= 0.7 * max(_filled(upper), _filled(lower), 1)


def _alternate(rows: Sequence[Sequence[Cell]], top: int) -> bool:
    """Say whether under the labels every other row names a person and those between do not."""
    labels = [bare_label(cell) for cell in rows[top]]
    names = [col for col, label in enumerate(labels) if {"name", "head_name"} & set(known_fields(label))]
    people = [(rows[at], rows[at + 1]) for at in range(top + 2, len(rows) - 1, 2) if _filled(rows[at]) > 1]
    if not names or len(people) < _LEAST_PEOPLE:
        return False
    col = names[0]
    return all(_is_name(first, col) and not _is_name(second, col) for first, second in people)


def _is_name(row: Sequence[Cell], col: int) -> bool:
    kind = kind_of(row[col]) if col < len(row) else Kind.NOTHING
    return bool(kind & Kind.NAME) and not kind & Kind.RELATION


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell != "" for cell in row)
