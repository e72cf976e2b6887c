"""The rows of a table under its header: which hold people, which are titles, totals, notes, examples and repeated headers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.sheet_view import RowKind
from kzzq_desktop.importers.asides import NOTE, is_aside, is_filled, is_total
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.header_words import bare_label, known_fields, likely_fields
from kzzq_desktop.importers.kinds import VALUES, Kind, is_never, kind_of
from kzzq_desktop.importers.shapes import counts_columns, is_example, is_hint
from kzzq_desktop.importers.stated_above import replace_stated, stated_in
from kzzq_desktop.importers.workbook import Cell, Sheet

_ORDINAL = re.compile(r"^[一二三四五六七八九十\d]+[、.．]")
_GROUP_LABEL = re.compile(r"(?:信息|情况|概况|内容|包联|联系)$")
_HINT_ROWS = 2
# What is plainly a value, though a part of it may be a word of some header.
_PLAIN_VALUES = (VALUES & ~Kind.RELATION) | Kind.VILLAGE | Kind.TOWNSHIP | Kind.BRANCH | Kind.POST | Kind.REMARK
_PLACES = Kind.VILLAGE | Kind.TOWNSHIP | Kind.GROUP | Kind.GRID | Kind.ADDRESS
# Fields of names and places; the others have forms of their own.
_OF_WORDS = ("name", "head_name", "contact_member", "member_name", "address", "group", "grid", "household_no", "phone")
_WIDE_MERGE, _FEWEST_LABELS = 3, 4


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row: its number from 1 and its cells.

    `merged_from` is the first row of the merge a household column lies in; `above` what lines above the row state.
    A row made from another layout says where its cells stand (`origin`: {column here: column in the sheet}) and which
    household it belongs to (`home`, the same for all its rows, 0 where the rows themselves must tell).
    """

    number: int
    cells: Sequence[Cell]
    merged_from: Mapping[int, int] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[int, int] = field(default_factory=dict)
    home: int = 0

    def cell(self, col: int) -> Cell:
        """Return a cell, "" outside the row or for column -1."""
        return self.cells[col] if 0 <= col < len(self.cells) else ""

    def raw_text(self, col: int) -> str:
        """Return a text cell as it stands, "" for numbers and days."""
        value = self.cell(col)
        return value if isinstance(value, str) else ""

    def text(self, col: int) -> str:
        """Return a cell as clean text; whole numbers without ".0"."""
        value = self.cell(col)
        if isinstance(value, str):
            return normal_text(value) if value else ""
        if isinstance(value, float):
            return f"{value:.0f}" if value == int(value) else repr(value)
        return normal_text(value.isoformat())


class RowReader:
    """Walks down a table and yields its data rows; `kinds` gathers what each row of the sheet was taken for.

    `names_place` says whether a line by itself names a village: it then holds for the rows below.
    """

    def __init__(self, sheet: Sheet, header: Header, names_place: Callable[[str], bool] = lambda _text: False) -> None:
        self.sheet, self.header, self.names_place = sheet, header, names_place
        self.kinds: dict[int, RowKind] = {}
        self._words = frozenset(col for name in _OF_WORDS for col in header.fields.get(name, ()))
        self._across = _rows_merged_across(sheet)
        self._bounded = header.left > 0 or header.right < max((len(row) for row in sheet.rows), default=1) - 1

    def rows(self, bottom: int, shared: Sequence[int], top: int = 0) -> Iterator[TableRow]:
        """Yield the rows that may hold people down to `bottom`; merged cells of `shared` columns stand in all their rows.

        The table's titles begin at row `top` from 0.
        """
        spans = _spans(self.sheet, self.header, frozenset(shared))
        above: dict[str, str] = {}
        for title in self.sheet.rows[top : self.header.first]:
            above = replace_stated(above, stated_in(title))
        for place in range(self.header.last + 1, min(bottom + 1, len(self.sheet.rows))):
            row: Sequence[Cell] = self._inside(self.sheet.rows[place])
            merged = spans.get(place, {})
            if not any(map(is_filled, row)):
                continue
            if not merged and _may_state(row) and (stated := self._stated(row, place)):
                above = replace_stated(above, stated)
                self.kinds[place] = RowKind.STATED
                continue
            kind = self._kind(row, place)
            self.kinds[place] = kind
            if kind == RowKind.PEOPLE:
                yield TableRow(place + 1, self._allowed(_filled_in(self.sheet, row, merged)), merged, above)

    def _allowed(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells without what no field may hold: an ethnicity, a political status, a bank's number in a wrong column."""
        if not any(is_never(cells[col]) for col in self._words if col < len(cells)):
            return cells
        return ["" if col in self._words and is_never(cell) else cell for col, cell in enumerate(cells)]

    def _inside(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """Only the table's own columns, where another stands beside it."""
        if not self._bounded:
            return row
        return ["" if col < self.header.left else cell for col, cell in enumerate(row[: self.header.right + 1])]

    def _stated(self, row: Sequence[Cell], place: int) -> dict[str, str]:
        stated = stated_in(row)
        texts = [text for cell in row if isinstance(cell, str) and (text := normal_text(cell))]
        if len(texts) == 1 and self._is_heading(row, place):
            bare = _ORDINAL.sub("", texts[0]).strip("【】[]（）() ")
            if (
                "grid" not in stated
                and (kind_of(bare) & Kind.VILLAGE or not is_aside(row))
                and not is_total(row)
                and self.names_place(bare)
            ):
                return {**stated, "village": bare}
        return {} if texts and NOTE.match(texts[0]) else stated

    def _kind(self, row: Sequence[Cell], place: int) -> RowKind:
        below = place - self.header.last
        if is_header_again(row, self.header) or _reads_as_labels(row) or self._is_upper_part(row, place):
            return RowKind.HEADER
        if is_aside(row):
            return RowKind.TOTAL if is_total(row) else RowKind.NOTE
        if is_example(row) or _is_hint(row, below):
            return RowKind.EXAMPLE
        return RowKind.TITLE if self._is_heading(row, place) else RowKind.PEOPLE

    def _is_upper_part(self, row: Sequence[Cell], place: int) -> bool:
        """Say whether a row of words stands right above the header's repetition."""
        filled = [cell for cell in row if is_filled(cell)]
        if len(filled) < 2 or place + 1 >= len(self.sheet.rows) or not all(isinstance(cell, str) for cell in filled):
            return False
        if any(kind_of(cell) & VALUES for cell in filled):
            return False
        return is_header_again(self._inside(self.sheet.rows[place + 1]), self.header)

    def _is_heading(self, row: Sequence[Cell], place: int) -> bool:
        """Say whether a line stands by itself: one text over several columns, or alone where no name can stand."""
        filled = [col for col, cell in enumerate(row) if is_filled(cell)]
        if len(filled) != 1:
            return False
        cell = row[filled[0]]
        if not isinstance(cell, str):
            return True
        if self._across.get(place, 0) >= _WIDE_MERGE or kind_of(cell) & _PLACES:
            return True
        return filled[0] not in {col for name in ("name", "head_name", "member_name") for col in self.header.fields.get(name, ())}


def is_header_again(row: Sequence[Cell], header: Header) -> bool:
    """Say whether a row repeats the header, or its upper part: it holds labels, most of them under themselves or known."""
    first = next((cell for cell in row if is_filled(cell)), "")
    if not isinstance(first, str) or first.isdecimal():
        return False
    begins = bare_label(first)
    if not known_fields(begins) and begins not in header.labels and not _GROUP_LABEL.search(begins):
        return False
    labels = [(col, bare_label(cell)) for col, cell in enumerate(row) if is_filled(cell)]
    same = sum(col < len(header.labels) and label in {header.labels[col], header.above[col]} for col, label in labels)
    known = sum(bool(known_fields(label)) for _, label in labels)
    grouped = sum(bool(_GROUP_LABEL.search(label)) for _, label in labels)
    if same and grouped and same + grouped >= 0.7 * len(labels):
        return True
    return (same >= 2 and same * 2 >= len(labels)) or (known >= 3 and known == len(labels))


def _reads_as_labels(row: Sequence[Cell]) -> bool:
    """Say whether a row holds nothing but labels, of a table that may be another: most of them words for some field."""
    filled = [cell for cell in row if is_filled(cell)]
    if len(filled) < _FEWEST_LABELS or not all(isinstance(cell, str) for cell in filled):
        return False
    if any(kind_of(cell) & _PLAIN_VALUES and not known_fields(bare_label(cell)) for cell in filled):
        return False
    fields = [known_fields(label) or tuple(likely_fields(label)) for label in map(bare_label, filled)]
    told = [one[0] for one in fields if one]
    return len(told) >= 0.6 * len(filled) and len(set(told)) >= _FEWEST_LABELS


def _filled_in(sheet: Sheet, row: Sequence[Cell], merged: Mapping[int, int]) -> Sequence[Cell]:
    """The row with the cells of merges that began above it."""
    if not merged:
        return row
    cells: list[Cell] = [*row, *[""] * (max(merged) + 1 - len(row))]
    for col, top in merged.items():
        cells[col] = sheet.rows[top][col] if col < len(sheet.rows[top]) else ""
    return cells


def _may_state(row: Sequence[Cell]) -> bool:
    """Say whether a row may be a line between two tables: little in it, or its first cell ends a label."""
    filled = [cell for cell in row if is_filled(cell)]
    first = filled[0]
    if not isinstance(first, str) or (NOTE.match(first) and len(filled) > 1):
        return False
    return "：" in first or ":" in first or len(filled) == 1 or (len(filled) <= 3 and bool(kind_of(first) & Kind.GRID))


def _is_hint(row: Sequence[Cell], below: int) -> bool:
    """Say whether a row close under the header explains the columns or numbers them 1, 2, 3."""
    if below > _HINT_ROWS:
        return False
    return counts_columns(row) or is_hint(row)


def _rows_merged_across(sheet: Sheet) -> dict[int, int]:
    """For each row from 0: over how many columns its widest merge reaches."""
    found: dict[int, int] = {}
    for top, left, _, right in sheet.merges:
        if right > left:
            found[top] = max(found.get(top, 0), right - left + 1)
    return found


def _spans(sheet: Sheet, header: Header, shared: frozenset[int]) -> dict[int, dict[int, int]]:
    """For each row from 0: the shared columns that lie in a merge of several rows, and the merge's first row."""
    found: dict[int, dict[int, int]] = {}
    for top, left, bottom, _ in sheet.merges:
        if bottom > top > header.last and left in shared:
            for place in range(top, min(bottom + 1, len(sheet.rows))):
                found.setdefault(place, {})[left] = top
    return found
