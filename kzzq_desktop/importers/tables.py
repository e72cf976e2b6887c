"""The tables of a sheet: one under another, side by side, or a sheet of cards; each with its header and its layout."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, Ground
from kzzq_desktop.importers import beside, wide
from kzzq_desktop.importers.asides import is_aside
from kzzq_desktop.importers.cards import is_card
from kzzq_desktop.importers.columns import NAMES, Header, cell_at, find_header, is_labels, read_header
from kzzq_desktop.importers.header_words import bare_label, known_fields
from kzzq_desktop.importers.infer import infer_columns
from kzzq_desktop.importers.layouts import CARDS, OTHER, WIDE, layout_of
from kzzq_desktop.importers.rows import is_header_again
from kzzq_desktop.importers.shapes import counts_columns, header_by_shape, heads_data, is_example, is_hint, with_lower_labels
from kzzq_desktop.importers.workbook import Cell, Sheet

_SAMPLE, _SHORT = 160, 2
_LONG_NUMBER = re.compile(r"\d{6}")
Columns = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its header as it stands in the sheet, its last row from 0, and the people side by side in each row.

    Its titles begin at row `top`.
    """

    layout: str
    header: Header
    bottom: int
    units: tuple[wide.Unit, ...] = ()
    top: int = 0


def find_tables(sheet: Sheet, year: int, said: Columns) -> list[Table]:
    """Return the tables of a sheet from the top, () where it holds none; `said` are the clerk's columns by table source."""
    header = find_header(sheet)
    if is_card(sheet, header):
        first = header or Header(0, len(sheet.rows) - 1, ())
        return [Table(CARDS, first, len(sheet.rows) - 1)]
    header = _with_rows_above(sheet, with_lower_labels(sheet, header)) if header else header_by_shape(sheet)
    found: list[Table] = []
    top = 0
    while header is not None:
        after = _next_header(sheet, header)
        bottom = (after.first if after else len(sheet.rows)) - 1
        found += [replace(table, top=top) for table in _beside(sheet, header, bottom, year, said)]
        header, top = after, bottom + 1
    return [table for table in found if table.layout != OTHER] or found[:1]


def _with_rows_above(sheet: Sheet, header: Header) -> Header:
    """The header of rows that begin above it: some pages bear no header, or only the second one does."""
    above = header_by_shape(replace(sheet, rows=sheet.rows[: header.first]))
    if above is None:
        return header
    # Labels of another table that nobody knew; else rows before the header's first page.
    return above if any(above.labels) else replace(header, first=above.first, last=above.last)


def _beside(sheet: Sheet, header: Header, bottom: int, year: int, said: Columns) -> list[Table]:
    """The table under a header, or the tables that stand there side by side."""
    rows = _sample(sheet, header, bottom)
    parts = beside.parts(header, rows)
    if len(parts) == 1:
        return [_table(sheet, header, bottom, rows, year, said)]
    tables = []
    for part in parts:
        left, right = part[0], part[-1]
        if header.last >= header.first:
            one = read_header(sheet, header.first, header.last, left, right)
        else:
            one = replace(header, left=left, right=right)
        equal = len({len(part) for part in parts}) == 1 and len({tuple(_labels_at(header, part)) for part in parts}) == 1
        tables.append(_table(sheet, one, bottom, _all_at(rows, part, parts if equal else [part]), year, said))
    return tables


def _labels_at(header: Header, cols: Sequence[int]) -> list[str]:
    return [header.labels[col] if col < len(header.labels) else "" for col in cols]


def _all_at(rows: Sequence[Sequence[Cell]], here: Sequence[int], parts: Sequence[Sequence[int]]) -> list[list[Cell]]:
    """The rows of equal tables side by side, all in the columns of one: what it is too short to tell, they tell together."""
    found = []
    for part in parts:
        for row in rows:
            moved: list[Cell] = [""] * (here[-1] + 1)
            for col, other in zip(here, part, strict=True):
                moved[col] = cell_at(row, other)
            if any(cell != "" for cell in moved):
                found.append(moved)
    return found


def _table(sheet: Sheet, header: Header, bottom: int, rows: Sequence[Sequence[Cell]], year: int, said: Columns) -> Table:
    units = wide.find_units(header, rows)
    if units:
        inside = wide.inside_of(units)
        alone = [[("" if col in inside else cell) for col, cell in enumerate(row)] for row in rows]
        fields = {name: kept for name, cols in header.fields.items() if (kept := [col for col in cols if col not in inside])}
        household = infer_columns(replace(header, fields=fields), alone, year)
        return Table(WIDE, _corrected(household, said), bottom, units)
    known = _corrected(infer_columns(header, rows, year), said)
    return Table(layout_of(sheet, known), known, bottom)


def _corrected(header: Header, said: Columns) -> Header:
    """The header as the clerk corrected it for this layout."""
    columns = said.get(header.source)
    if not columns:
        return header
    fields = {name: kept for name, cols in header.fields.items() if (kept := [col for col in cols if col not in columns])}
    forbidden = {col for col in header.forbidden if col not in columns}
    for col, name in sorted(columns.items()):
        if name == FORBIDDEN:
            forbidden.add(col)
        elif name and name != IGNORED:
            fields[name] = [*fields.get(name, []), col] if name == "phone" else [col]
    given = {col for cols in fields.values() for col in cols} | forbidden
    unknown = tuple(sorted((set(header.unknown) | set(columns)) - given))
    grounds = header.grounds | dict.fromkeys(columns, Ground.CLERK)
    return replace(header, fields=fields, forbidden=tuple(sorted(forbidden)), unknown=unknown, grounds=grounds)


def _sample(sheet: Sheet, header: Header, bottom: int) -> list[list[Cell]]:
    """The first data rows under a header, as they stand; a household more or less does not matter here."""
    found = []
    for row in sheet.rows[header.last + 1 : bottom + 1]:
        filled = sum(cell != "" for cell in row)
        if filled < 2 or is_header_again(row, header) or is_aside(row) or is_example(row) or is_hint(row) or counts_columns(row):
            continue
        found.append(row)
        if len(found) == _SAMPLE:
            break
    return found


def _next_header(sheet: Sheet, header: Header) -> Header | None:
    """The next header below that puts other things into the columns."""
    for place in range(header.last + 1, len(sheet.rows)):
        row = sheet.rows[place]
        if not _may_be_labels(row):
            continue
        if is_labels(row) and _differs(row, header):
            below = find_header(replace(sheet, rows=sheet.rows[: place + 6]), place)
            if below and below.first >= place:
                return with_lower_labels(sheet, below)
        elif heads_data(sheet, place) and not is_header_again(row, header):
            return with_lower_labels(sheet, read_header(sheet, place, place))
    return None


def _may_be_labels(row: Sequence[Cell]) -> bool:
    """Say quickly whether a row may be a header: nothing but texts, and no number longer than a label bears."""
    filled = [cell for cell in row if cell != ""]
    return bool(filled) and all(isinstance(cell, str) and not _is_long_number(cell) for cell in filled)


def _is_long_number(text: str) -> bool:
    return bool(_LONG_NUMBER.search(text)) or (text.isdecimal() and len(text) > _SHORT)


def _differs(row: Sequence[Cell], header: Header) -> bool:
    """Say whether labels stand over other columns than the header's, people's names among them."""
    labels = [(col, bare_label(cell)) for col, cell in enumerate(row) if cell != ""]
    same = sum(col < len(header.labels) and label in (header.labels[col], header.above[col]) for col, label in labels)
    named = any(NAMES & set(known_fields(label)) for _, label in labels)
    return named and same * 2 < len(labels)
