"""Registration cards: a household's labels with their values beside them, its people in a small table; one or more a sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.names import normal_text, read_name
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, RowKind
from kzzq_desktop.importers.columns import Header, is_labels, read_header
from kzzq_desktop.importers.header_words import bare_label, known_fields, likely_fields
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.rows import TableRow, is_aside
from kzzq_desktop.importers.shapes import is_example
from kzzq_desktop.importers.workbook import Cell, Sheet

PEOPLE = ("name", "relation", "sex", "birth", "id_number", "phone", "status", "note")
HOUSEHOLD = (
    *("household_no", "township", "village", "group", "building", "door", "address", "population", "grid", "contact_member"),
    *("contact_phone", "need", "head_name"),
)
CARD_HEADER = Header(0, 0, ("",) * (len(PEOPLE) + len(HOUSEHOLD)), {name: [at] for at, name in enumerate(PEOPLE + HOUSEHOLD)})
_OPENING = ("head_name", "household_no")
_COLON = re.compile(r"^([^:：]{2,12})[:：]\s*(\S.*)$")
_LEAST_PAIRS, _DEEPEST = 3, 30
_WIDTH = len(PEOPLE) + len(HOUSEHOLD)

Pair = tuple[str, Cell, int, int]


@dataclass(slots=True)
class _Card:
    """One card while it is read: {field: (value, row, column)} and its people as (row from 0, {field: column})."""

    facts: dict[str, tuple[Cell, int, int]] = field(default_factory=dict)
    people: list[tuple[int, dict[str, int]]] = field(default_factory=list)


def is_card(sheet: Sheet, header: Header | None) -> bool:
    """Say whether a sheet is a form about one household: labels with their values beside them, the head among them."""
    rows = range(header.first if header else min(len(sheet.rows), _DEEPEST))
    pairs = [name for place in rows for name, *_ in pairs_in(sheet.rows[place], place)]
    return len(pairs) >= _LEAST_PAIRS and any(name in pairs for name in _OPENING)


def read_cards(sheet: Sheet, kinds: dict[int, RowKind]) -> list[TableRow]:
    """Return a row for each person of a sheet's cards, in the columns of CARD_HEADER."""
    found: list[TableRow] = []
    for number, card in enumerate(_cards(sheet, kinds), 1):
        found += _rows_of(sheet, card, number)
    return found


def pairs_in(row: Sequence[Cell], place: int) -> list[Pair]:
    """Return the labelled values of a row: field, value, row from 0, column from 0."""
    filled = [(col, cell) for col, cell in enumerate(row) if cell != "" and not (isinstance(cell, str) and cell.isspace())]
    found: list[Pair] = []
    at = 0
    while at < len(filled):
        col, cell = filled[at]
        at += 1
        inside = _COLON.match(normal_text(cell)) if isinstance(cell, str) else None
        if inside and (name := _field(inside[1])):
            found.append((name, inside[2], place, col))
            continue
        name = _field(bare_label(cell)) if isinstance(cell, str) else ""
        if name and at < len(filled) and not _is_label(filled[at][1]):
            found.append((name, filled[at][1], place, filled[at][0]))
            at += 1
    return found


def _cards(sheet: Sheet, kinds: dict[int, RowKind]) -> Iterator[_Card]:
    """Walk down a sheet: another title, or another head, begins another card."""
    card, table = _Card(), None
    for place, row in enumerate(sheet.rows):
        if not any(cell != "" for cell in row):
            continue
        person = table is not None and not is_labels(row) and _names_person(row, table)
        pairs = [] if person or is_aside(row) or is_labels(row) else pairs_in(row, place)
        begins = not pairs and not is_aside(row) and _is_title(row)
        if (begins or any(name in _OPENING and name in card.facts for name, *_ in pairs)) and (card.facts or card.people):
            yield card
            card, table = _Card(), None
        if begins or is_aside(row) or is_example(row):
            kinds[place] = RowKind.TITLE if begins else RowKind.NOTE
            person = False
        if person and table is not None:
            card.people.append((place, table))
            kinds[place] = RowKind.PEOPLE
        elif is_labels(row):
            table = {name: cols[0] for name, cols in read_header(sheet, place, place).fields.items()}
            table.setdefault("name", table.pop("head_name", -1))
            kinds[place] = RowKind.HEADER
        elif pairs:
            card.facts.update({name: (value, at, col) for name, value, at, col in pairs if name not in card.facts})
            kinds[place] = RowKind.STATED
    if card.facts or card.people:
        yield card


def _rows_of(sheet: Sheet, card: _Card, number: int) -> list[TableRow]:
    """A card's people as rows, the household's facts on the head's; a head who is not among them comes first."""
    people = [_person(sheet.rows[place], place, table, number) for place, table in card.people]
    head = read_name(str(card.facts["head_name"][0])).name if "head_name" in card.facts else ""
    at = next((at for at, row in enumerate(people) if head and read_name(row.text(0)).name == head), None)
    if at is None and head:
        value, place, col = card.facts["head_name"]
        cells: list[Cell] = [""] * _WIDTH
        cells[0], cells[1] = value, "户主" if people else ""
        people.insert(0, TableRow(place + 1, cells, {}, {}, {0: col}, number))
    if not people:
        return []
    own = list(people[at or 0].cells)
    for name, (value, _, _) in card.facts.items():
        col = CARD_HEADER.col(name)
        if col >= 0 and own[col] == "" and name not in {"name", "relation"}:
            own[col] = value
    first = people[at or 0]
    people[at or 0] = TableRow(first.number, own, {}, {}, first.origin, number)
    return people


def _person(row: Sequence[Cell], place: int, table: dict[str, int], number: int) -> TableRow:
    cells: list[Cell] = [""] * _WIDTH
    origin = {}
    for name, col in table.items():
        at = CARD_HEADER.col(name)
        if at >= 0 and 0 <= col < len(row):
            cells[at] = row[col]
            origin[at] = col
    return TableRow(place + 1, cells, {}, {}, origin, number)


def _names_person(row: Sequence[Cell], table: dict[str, int]) -> bool:
    col = table["name"]
    if is_aside(row) or not 0 <= col < len(row) or not kind_of(row[col]) & (Kind.NAME | Kind.TEXT | Kind.RELATION):
        return False
    return not _is_label(row[col])


def _is_title(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell != ""]
    return len(filled) == 1 and isinstance(filled[0], str) and len(bare_label(filled[0])) >= 4 and not _is_label(filled[0])


def _is_label(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(known_fields(bare_label(cell)))


def _field(label: str) -> str:
    """The field a card's label means, "" for none; likely words do where the label is short."""
    fields = known_fields(label)
    if fields:
        return "" if FORBIDDEN in fields else "head_name" if fields == ("head_name", "name") else fields[0]
    likely = (
        likely_fields(label) if 2 <= len(label) <= 10 and not kind_of(label) & (Kind.ADDRESS | Kind.GRID | Kind.GROUP) else {}
    )
    best = max(likely, key=lambda name: likely[name], default="")
    return "" if best in {IGNORED, "note", "seq", "name"} else best
