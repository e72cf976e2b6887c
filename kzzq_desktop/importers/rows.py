"""The rows of a table under its header: which hold people, which are titles, totals, notes, examples and repeated headers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.sheet_view import RowKind
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.header_words import bare_label, known_fields
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.shapes import is_example
from kzzq_desktop.importers.stated_above import replace_stated, stated_in
from kzzq_desktop.importers.workbook import Cell, Sheet

TOTAL = re.compile(r"^(?:累计|总人[口数]|总户数|本页|全村共|.{0,12}(?:小计|合计|共计|总计)(?:$|[\d:：]))")
_SIGNED = re.compile(r"签字|签名|盖章|填表人|填报人|审核人|制表人|负责人[:：]|经办人|填报单位|填报时间|填表日期|制表时间")
_NOTE = re.compile(
    r"^(?:注|说明|备注|填表说明|填报说明|附注|提示)(?:[:：0-9一1①.、]|$)|^(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．](?!\d)\S{8,}"
)
_HINT = re.compile(r"^(?:必填|选填|可填|可不填|非必填|如[:：]|例如?[:：]|示例|格式[:：]|多个用)")
_ORDINAL = re.compile(r"^[一二三四五六七八九十\d]+[、.．]")
_GROUP_LABEL = re.compile(r"(?:信息|情况|概况|内容|包联|联系)$")
_HINT_ROWS = 2
_SPACE = re.compile(r"\s")
_PLACES = Kind.VILLAGE | Kind.TOWNSHIP | Kind.GROUP | Kind.GRID | Kind.ADDRESS
_WIDE_MERGE = 3


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
        self._across = _rows_merged_across(sheet)
        self._bounded = header.left > 0 or header.right < max((len(row) for row in sheet.rows), default=1) - 1

    def rows(self, bottom: int, shared: Sequence[int]) -> Iterator[TableRow]:
        """Yield the rows that may hold people down to `bottom`; merged cells of `shared` columns stand in all their rows."""
        spans = _spans(self.sheet, self.header, frozenset(shared))
        above: dict[str, str] = {}
        for title in self.sheet.rows[: self.header.first]:
            above = replace_stated(above, stated_in(title))
        for place in range(self.header.last + 1, min(bottom + 1, len(self.sheet.rows))):
            row: Sequence[Cell] = self._inside(self.sheet.rows[place])
            merged = spans.get(place, {})
            if not any(map(_is_filled, row)):
                continue
            if not merged and _may_state(row) and (stated := self._stated(row, place)):
                above = replace_stated(above, stated)
                self.kinds[place] = RowKind.STATED
                continue
            kind = self._kind(row, place)
            self.kinds[place] = kind
            if kind == RowKind.PEOPLE:
                yield TableRow(place + 1, _filled_in(self.sheet, row, merged), merged, above)

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
            if (kind_of(bare) & Kind.VILLAGE or not is_aside(row)) and not is_total(row) and self.names_place(bare):
                return {**stated, "village": bare}
        return {} if texts and _NOTE.match(texts[0]) else stated

    def _kind(self, row: Sequence[Cell], place: int) -> RowKind:
        below = place - self.header.last
        if is_header_again(row, self.header):
            return RowKind.HEADER
        if is_aside(row):
            return RowKind.TOTAL if is_total(row) else RowKind.NOTE
        if is_example(row) or _is_hint(row, below):
            return RowKind.EXAMPLE
        return RowKind.TITLE if self._is_heading(row, place) else RowKind.PEOPLE

    def _is_heading(self, row: Sequence[Cell], place: int) -> bool:
        """Say whether a line stands by itself: one text over several columns, or alone where no name can stand."""
        filled = [col for col, cell in enumerate(row) if _is_filled(cell)]
        if len(filled) != 1:
            return False
        cell = row[filled[0]]
        if not isinstance(cell, str):
            return True
        if self._across.get(place, 0) >= _WIDE_MERGE or kind_of(cell) & _PLACES:
            return True
        return filled[0] not in {col for name in ("name", "head_name", "member_name") for col in self.header.fields.get(name, ())}


def is_aside(row: Sequence[Cell]) -> bool:
    """Say whether a row is a total, a signature line or a note: its first filled cell says so."""
    text = _first_text(row)
    if not text or text.isdecimal():
        return False
    return bool(TOTAL.search(text) or _NOTE.search(text) or (_SIGNED.search(text) and len(text) > 2))


def is_total(row: Sequence[Cell]) -> bool:
    """Say whether a row sums others up."""
    return bool(TOTAL.search(_first_text(row)))


def is_header_again(row: Sequence[Cell], header: Header) -> bool:
    """Say whether a row repeats the header, or its upper part: it holds labels, most of them under themselves or known."""
    first = next((cell for cell in row if _is_filled(cell)), "")
    if not isinstance(first, str) or first.isdecimal():
        return False
    begins = bare_label(first)
    if not known_fields(begins) and begins not in header.labels and not _GROUP_LABEL.search(begins):
        return False
    labels = [(col, bare_label(cell)) for col, cell in enumerate(row) if _is_filled(cell)]
    same = sum(col < len(header.labels) and label in {header.labels[col], header.above[col]} for col, label in labels)
    known = sum(bool(known_fields(label)) for _, label in labels)
    grouped = sum(bool(_GROUP_LABEL.search(label)) for _, label in labels)
    if same and grouped and same + grouped >= 0.7 * len(labels):
        return True
    return (same >= 2 and same * 2 >= len(labels)) or (known >= 3 and known == len(labels))


def _first_text(row: Sequence[Cell]) -> str:
    first = next((cell for cell in row if _is_filled(cell)), "")
    return _SPACE.sub("", normal_text(first)) if isinstance(first, str) else ""


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
    filled = [cell for cell in row if _is_filled(cell)]
    first = filled[0]
    if not isinstance(first, str) or (_NOTE.match(first) and len(filled) > 1):
        return False
    return "：" in first or ":" in first or len(filled) == 1 or (len(filled) <= 3 and bool(kind_of(first) & Kind.GRID))


def _is_hint(row: Sequence[Cell], below: int) -> bool:
    """Say whether a row close under the header explains the columns or numbers them 1, 2, 3."""
    if below > _HINT_ROWS:
        return False
    numbers = [str(cell).removesuffix(".0") for cell in row if _is_filled(cell)]
    if len(numbers) > 2 and numbers == [str(number + 1) for number in range(len(numbers))]:
        return True
    texts = [normal_text(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    return len(texts) == len([cell for cell in row if _is_filled(cell)]) and any(_HINT.match(text) for text in texts)


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(cell and not cell.isspace())


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
