"""Which column holds what by its words: the header rows of a table, found and read through the list of header aliases."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from kzzq_desktop.domain.sheet_view import FORBIDDEN, Ground
from kzzq_desktop.importers.header_words import bare_label, bears_number, known_fields, likely_fields
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.workbook import Cell, Sheet

DEEPEST_HEADER, MOST_HEADER_ROWS, _FEWEST_LABELS = 40, 5, 3
NAMES = frozenset({"name", "head_name", "member_name"})
_NO_LABELS = Kind.ID | Kind.PHONE | Kind.NAME_PHONE | Kind.DATE | Kind.WHOLE | Kind.NUMBER | Kind.GROUP
_GRID_NUMBER = re.compile(r"[\d一二三四五六七八九十](?:号)?网格|网格[\d一二三四五六七八九十]")
SUBTITLE = re.compile(r"填[报表]|单位[:：]|时间[:：]|日期[:：]|(?<![生月])年月日|\d{4}年|第\d+页|共\d+页")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows from 0 (`first`..`last`), each field's columns from 0, and what was not read.

    A table without a header has `last` one row above its data and `first` after it. `labels` and `above` are each
    column's label and the words over it; `forbidden` the columns that a rule leaves out; `unknown` those nobody knows.
    `left` and `right` bound the table, the last column included; `grounds` say why a column is what it is.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    fields: dict[str, list[int]] = field(default_factory=dict)
    forbidden: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    above: tuple[str, ...] = ()
    left: int = 0
    right: int = 1 << 20
    grounds: dict[int, Ground] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Say whether a field has a column."""
        return name in self.fields

    def col(self, name: str) -> int:
        """Return a field's first column, -1 without one."""
        cols = self.fields.get(name)
        return cols[0] if cols else -1

    def field_of(self, col: int) -> str:
        """Return the field a column was taken for, "" for none."""
        if col in self.forbidden:
            return FORBIDDEN
        return next((name for name, cols in self.fields.items() if col in cols), "")

    @property
    def source(self) -> str:
        """Return a short name of the layout: the same labels in the same order give the same."""
        words = "\t".join(self.labels[self.left : self.right + 1])
        return blake2b(words.encode(), digest_size=8).hexdigest()


def find_header(sheet: Sheet, start: int = 0) -> Header | None:
    """Return the first header at or below a row whose words are known, or None where no row looks like one."""
    scores = [_score(row) for row in sheet.rows[start : start + DEEPEST_HEADER]]
    if not any(scores):
        return None
    # A header may be repeated further down, and there in one row instead of two: the first good one counts.
    best = start + next(place for place, score in enumerate(scores) if score > 0.5 * max(scores))
    first = last = best
    while first > start and best - first < MOST_HEADER_ROWS - 1 and _is_group_row(sheet, first - 1):
        first -= 1
    while last + 1 < len(sheet.rows) and last - first < MOST_HEADER_ROWS - 1 and _is_second_row(sheet, last):
        last += 1
    return read_header(sheet, first, last)


def read_header(sheet: Sheet, first: int, last: int, left: int = 0, right: int | None = None) -> Header:
    """Return the header that stands in these rows and columns, its columns named by their words."""
    width = max((len(row) for row in sheet.rows[first : last + 1]), default=0)
    if right is None:
        right = max(map(len, sheet.rows)) - 1
        width = right + 1
    labels, above, lower = _labels(sheet, first, last, width)
    fields: dict[str, list[int]] = defaultdict(list)
    forbidden, unknown = [], []
    inside = [label if left <= col <= right else "" for col, label in enumerate(labels)]
    for col, candidates in enumerate(_candidates(inside, lower, above)):
        if FORBIDDEN in candidates:
            forbidden.append(col)
        elif candidates:
            fields[candidates[0]].append(col)
        elif inside[col]:
            unknown.append(col)
    _settle(fields)
    grounds = dict.fromkeys((*forbidden, *(col for cols in fields.values() for col in cols)), Ground.WORDS)
    return Header(
        first, last, tuple(labels), dict(fields), tuple(forbidden), tuple(unknown), tuple(above), left, right, grounds
    )  # fmt: skip


def is_labels(row: Sequence[Cell]) -> bool:
    """Say whether a row by itself is a header of people: known labels, most of its cells, and no values."""
    labels = [bare_label(cell) for cell in row if cell != ""]
    known = sum(bool(known_fields(label)) for label in labels)
    # Two labels with a name between them are a line of a card.
    if known < _FEWEST_LABELS and known < len(labels):
        return False
    return _score(row) > 0 and all(isinstance(cell, str) and not _is_value(bare_label(cell)) for cell in row if cell != "")


def _score(row: Sequence[Cell]) -> int:
    """How much a row looks like a header: known labels, if they are most of its cells and one names people."""
    labels = [bare_label(cell) for cell in row if cell != ""]
    known = [known_fields(label) for label in labels]
    hits = sum(bool(fields) for fields in known)
    if hits < 2 or hits < 0.5 * len(labels) + 0.5:
        return 0
    named = any(NAMES & set(fields) or "contact_member" in fields for fields in known)
    return hits * 2 + len({fields for fields in known if fields}) if named else 0


def _is_group_row(sheet: Sheet, place: int) -> bool:
    """Say whether a row above the labels is their upper part: known labels or words over several columns."""
    row = sheet.rows[place]
    cells = [bare_label(cell) for cell in row if cell != ""]
    if len(cells) < 2 or any(not isinstance(cell, str) or len(cell) > 20 for cell in row):
        return False
    if SUBTITLE.search("".join(cells)) or any(_is_value(cell) for cell in cells):
        return False
    known = sum(bool(known_fields(cell)) for cell in cells)
    across = sum(1 for top, left, _, right in sheet.merges if top == place and right > left)
    spanned = sum(1 for top, left, bottom, right in sheet.merges if top == place and (right > left or bottom > place))
    blanks_below = sum(1 for col, cell in enumerate(row) if cell != "" and cell_at(sheet.rows[place + 1], col) == "")
    if known == 0:
        return across >= 1 and spanned >= 2 and not any(":" in cell or "：" in cell for cell in row if isinstance(cell, str))
    return spanned >= 2 or blanks_below >= 1 or len(cells) <= 4


def _is_value(label: str) -> bool:
    return not known_fields(label) and bool(kind_of(label) & _NO_LABELS or _GRID_NUMBER.search(label))


def _is_second_row(sheet: Sheet, place: int) -> bool:
    """Say whether the row below holds more labels: mostly known ones, under columns the upper row leaves open."""
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    labels = [(col, bare_label(cell)) for col, cell in enumerate(lower) if cell != ""]
    if not labels or any(not isinstance(cell, str) for cell in lower):
        return False
    known = sum(bool(known_fields(label)) for _, label in labels)
    open_above = sum(1 for col, _ in labels if _is_open(bare_label(cell_at(upper, col))))
    return known >= 2 and known > 0.6 * len(labels) and open_above >= 1


def _is_open(upper: str) -> bool:
    """Say whether an upper label leaves its column to a lower one: it says nothing known, or whose column it is."""
    return not known_fields(upper) or bears_number(upper)


def _labels(sheet: Sheet, first: int, last: int, width: int) -> tuple[list[str], list[str], list[str]]:
    """Each column's label, the words above it, and its own lowest label where that differs from an upper one."""
    grid = [_spread(sheet, place, last, width) for place in range(first, last + 1)]
    labels, above, lower = [], [], []
    for col in range(width):
        words = [row[col] for row in grid if row[col]]
        words = [word for at, word in enumerate(words) if at == 0 or word != words[at - 1]]
        here = len(words) - 1
        if words and not known_fields(words[-1]):
            here = next((at for at in range(here, -1, -1) if known_fields(words[at])), here)
        labels.append(words[here] if words else "")
        above.append("".join(words[:here]))
        lower.append(words[here] if len(words) > 1 else "")
    return labels, above, lower


def _spread(sheet: Sheet, place: int, last: int, width: int) -> list[str]:
    """A header row's labels over every column they span: of merged ranges, else carried right over open columns."""
    labels = [bare_label(cell_at(sheet.rows[place], col)) for col in range(width)]
    spans = [(left, right) for top, left, _, right in sheet.merges if top == place and right > left]
    for left, right in spans:
        for col in range(left + 1, min(right + 1, width)):
            labels[col] = labels[left]
    if not spans and place < last:
        below = [bare_label(cell_at(sheet.rows[place + 1], col)) for col in range(width)]
        for col in range(1, width):
            if not labels[col] and below[col] and below[col - 1]:
                labels[col] = labels[col - 1]
    return labels


def _candidates(labels: Sequence[str], lower: Sequence[str], above: Sequence[str]) -> list[tuple[str, ...]]:
    """The fields each column may be, the likeliest first, from its label and the words above it."""
    known = [known_fields(label) for label in labels]
    counts = Counter(name for fields in known for name in fields)
    heads = any("head_name" in fields and "name" not in fields for fields in known)
    likely = {_likeliest(label) for label, fields in zip(labels, known, strict=True) if label and not fields}
    is_flat = (
        heads or counts["relation"] > 0 or counts["household_no"] > 0 or bool(likely & {"relation", "head_name", "household_no"})
    )
    return [
        _choose(fields, is_flat=is_flat, above=above[col] if lower[col] else "", label=labels[col], counts=counts)
        for col, fields in enumerate(known)
    ]


def _likeliest(label: str) -> str:
    likely = likely_fields(label)
    return max(likely, key=lambda name: likely[name], default="")


def _choose(fields: tuple[str, ...], *, is_flat: bool, above: str, label: str, counts: Counter[str]) -> tuple[str, ...]:
    of_member = "党员" in above and "家庭" not in above
    if "phone" in fields and of_member:
        return ("contact_phone",)
    if {"name", "head_name"} <= set(fields):
        if of_member:
            return ("contact_member",)
        return ("head_name",) if "户主" in above or not is_flat else ("name",)
    if fields == ("member_name",) and is_flat:
        return ("contact_member",)
    is_list = label == "党员姓名" and not counts["relation"] and not counts["head_name"]
    return ("member_name",) if is_list else fields


def _settle(fields: dict[str, list[int]]) -> None:
    """Where a field stands in several columns, keep the first; a phone right of a contact is the contact's."""
    phones = fields.get("phone", [])
    for col in list(phones):
        if len(phones) > 1 and col - 1 in fields.get("contact_member", []) and "contact_phone" not in fields:
            phones.remove(col)
            fields["contact_phone"] = [col]


def cell_at(row: Sequence[Cell], col: int) -> Cell:
    """Return a cell, "" right of the row's end."""
    return row[col] if col < len(row) else ""
