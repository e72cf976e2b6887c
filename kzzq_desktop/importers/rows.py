"""The rows of a sheet under its header: which hold people, which are titles, totals, notes and repeated headers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.importers.columns import Header, bare_label, known_fields
from kzzq_desktop.importers.stated_above import replace_stated, stated_in
from kzzq_desktop.importers.workbook import Cell, Sheet

TOTAL = re.compile(r"^(?:累计|总人[口数]|总户数|本页|全村共|.{0,12}(?:小计|合计|共计|总计)(?:$|[\d:：]))")
_SIGNED = re.compile(r"签字|签名|盖章|填表人|填报人|审核人|制表人|负责人[:：]|经办人|填报单位|填报时间|填表日期|制表时间")
_NOTE = re.compile(r"^(?:注|说明|备注|填表说明|填报说明|附注|提示)(?:[:：0-9一1①.、]|$)|^[一二三四五六七八九十\d]+[、.．]\S{8,}")
_HINT = re.compile(r"^(?:必填|选填|可填|可不填|非必填|如[:：]|例如?[:：]|示例|格式[:：]|多个用)")
_HINT_ROWS = 2
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row: its number from 1 and its cells.

    `merged_from` is the first row of the merge a household column lies in; `above` what lines above the row state.
    """

    number: int
    cells: Sequence[Cell]
    merged_from: dict[int, int]
    above: Mapping[str, str] = field(default_factory=dict)

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
        if isinstance(value, float):
            return f"{value:.0f}" if value == int(value) else repr(value)
        return normal_text(value if isinstance(value, str) else value.isoformat())


def data_rows(sheet: Sheet, header: Header, shared: Sequence[int]) -> Iterator[TableRow]:
    """Yield the rows that may hold people; a merged cell of the `shared` columns stands in every row of its range."""
    spans = _spans(sheet, header, frozenset(shared))
    above: dict[str, str] = {}
    for row in sheet.rows[: header.first]:
        above = replace_stated(above, stated_in(row))
    for place in range(header.last + 1, len(sheet.rows)):
        row = sheet.rows[place]
        merged = spans.get(place, {})
        if not any(_is_filled(cell) for cell in row):
            continue
        if not merged and _may_state(row) and (stated := stated_in(row)):
            above = replace_stated(above, stated)
            continue
        if is_header_again(row, header) or is_aside(row) or _is_hint(row, place - header.last):
            continue
        if merged:
            row = list(row) + [""] * (max(merged) + 1 - len(row))
            for col, top in merged.items():
                row[col] = sheet.rows[top][col] if col < len(sheet.rows[top]) else ""
        yield TableRow(place + 1, row, merged, above)


def is_aside(row: Sequence[Cell]) -> bool:
    """Say whether a row is a total, a signature line or a note: its first filled cell says so."""
    first = next((cell for cell in row if _is_filled(cell)), "")
    if not isinstance(first, str):
        return False
    text = _SPACE.sub("", normal_text(first))
    if text.isdecimal():
        return False
    return bool(TOTAL.search(text) or _NOTE.search(text) or (_SIGNED.search(text) and len(text) > 2))


def is_header_again(row: Sequence[Cell], header: Header) -> bool:
    """Say whether a row repeats the header, or its upper part: it holds labels, most of them under themselves or known."""
    first = next((cell for cell in row if _is_filled(cell)), "")
    if not isinstance(first, str) or first.isdecimal():
        return False
    if not known_fields(bare_label(first)) and bare_label(first) not in header.labels:
        return False
    labels = [(col, bare_label(cell)) for col, cell in enumerate(row) if _is_filled(cell)]
    same = sum(col < len(header.labels) and label == header.labels[col] != "" for col, label in labels)
    known = sum(bool(known_fields(label)) for _, label in labels)
    return (same >= 2 and same * 2 >= len(labels)) or (known >= 3 and known == len(labels))


def _may_state(row: Sequence[Cell]) -> bool:
    """Say whether a row may be a line between two tables: little in it, or its first cell ends a label."""
    filled = [cell for cell in row if _is_filled(cell)]
    first = filled[0]
    return isinstance(first, str) and ("：" in first or ":" in first or len(filled) == 1) and not _NOTE.match(first)


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


def _spans(sheet: Sheet, header: Header, shared: frozenset[int]) -> dict[int, dict[int, int]]:
    """For each row from 0: the shared columns that lie in a merge of several rows, and the merge's first row."""
    found: dict[int, dict[int, int]] = {}
    for top, left, bottom, _ in sheet.merges:
        if bottom > top > header.last and left in shared:
            for place in range(top, min(bottom + 1, len(sheet.rows))):
                found.setdefault(place, {})[left] = top
    return found
