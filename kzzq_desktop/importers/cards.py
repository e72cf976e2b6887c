"""Registration cards: a household's labels with their values beside them, its people in a small table; one or more a sheet."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kzzq_desktop.domain.names import normal_text, read_name
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, RowKind
from kzzq_desktop.importers.columns import Header, is_labels, read_header
from kzzq_desktop.importers.header_words import bare_label, known_fields, likely_fields
from kzzq_desktop.importers.infer import infer_columns
from kzzq_desktop.importers.kinds import SENSITIVE, VALUES, Kind, kind_of
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
_COLON = re.compile(r"^([^:：]{2,12})[:：]\s*(\S.*)?$")
_LEAST_PAIRS, _DEEPEST, _SHORTEST_TITLE = 3, 30, 4
_WIDTH = len(PEOPLE) + len(HOUSEHOLD)
# What is plainly a value is no label, though a part of it may be one.
_PLAIN_VALUES = Kind.ADDRESS | Kind.GRID | Kind.GROUP | Kind.REMARK | SENSITIVE

Pair = tuple[str, Cell, int, int]
Fact = tuple[Cell, int, int]


@dataclass(slots=True)
class _Card:
    """One card while it is read: {field: (value, row, column)}, and its people's rows from 0 under the row of their labels."""

    facts: dict[str, Fact] = field(default_factory=dict)
    people: list[tuple[int, int]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def is_card(sheet: Sheet, header: Header | None) -> bool:
    """Say whether a sheet is a form about one household: labels with their values beside them, the head among them."""
    deepest = header.first if header else min(len(sheet.rows), _DEEPEST)
    rows = [row for row in sheet.rows[:deepest] if any(cell != "" for cell in row)]
    pairs = [name for row in rows if _begins_with_label(row) for name, *_ in pairs_in(row, 0)]
    enough = len(set(pairs)) >= _LEAST_PAIRS and (header is not None or len(pairs) * 2 >= len(rows))
    return enough and any(name in pairs for name in _OPENING)


def read_cards(
    sheet: Sheet, year: int, kinds: dict[int, RowKind], names_place: Callable[[str], bool] = lambda _text: False
) -> list[TableRow]:
    """Return a row for each person of a sheet's cards, in the columns of CARD_HEADER; `kinds` is told what each row is.

    `names_place` says whether a card's title names its village.
    """
    cards = list(_cards(sheet, kinds))
    columns = _people_columns(sheet, cards, year)
    found: list[TableRow] = []
    for number, card in enumerate(cards, 1):
        title = next((title for title in card.titles if names_place(title)), "")
        above = {"village": title} if title else {}
        found += [replace(row, above=above) for row in _rows_of(sheet, card, columns, number)]
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
        name = _label_field(cell)
        if name and inside and inside[2]:
            found.append((name, inside[2], place, col))
        elif name and at < len(filled) and not _is_label(filled[at][1]):
            found.append((name, filled[at][1], place, filled[at][0]))
            at += 1
    return found


def _cards(sheet: Sheet, kinds: dict[int, RowKind]) -> Iterator[_Card]:
    """Walk down a sheet: another title, or another head, begins another card."""
    card, labels = _Card(), -1
    for place, row in enumerate(sheet.rows):
        if not any(cell != "" for cell in row):
            continue
        if is_aside(row) or is_example(row):
            kinds[place] = RowKind.NOTE
        elif _heads_people(sheet, place):
            labels = place
            kinds[place] = RowKind.HEADER
        elif labels >= 0 and _is_person(row):
            card.people.append((place, labels))
            kinds[place] = RowKind.PEOPLE
        else:
            pairs = pairs_in(row, place)
            if (card.facts or card.people) and _opens(sheet, place, pairs, card):
                yield card
                card, labels = _Card(), -1
            card.facts.update({name: (value, at, col) for name, value, at, col in pairs if name not in card.facts})
            texts = [normal_text(cell) for cell in row if isinstance(cell, str) and cell]
            card.titles += texts if len(texts) == 1 and not pairs else []
            kinds[place] = RowKind.STATED if pairs else RowKind.TITLE
    if card.facts or card.people:
        yield card


def _opens(sheet: Sheet, place: int, pairs: Sequence[Pair], card: _Card) -> bool:
    """Say whether a line begins another card: it names another head, or is a title that no table of people stands under."""
    if any(name in _OPENING and name in card.facts for name, *_ in pairs):
        return True
    filled = [cell for cell in sheet.rows[place] if cell != ""]
    if pairs or len(filled) != 1 or not isinstance(filled[0], str) or len(bare_label(filled[0])) < _SHORTEST_TITLE:
        return False
    if _field(bare_label(filled[0])):
        return False
    rows = range(place + 1, len(sheet.rows))
    under = next((other for other in rows if any(cell != "" for cell in sheet.rows[other])), place)
    return not _heads_people(sheet, under) and _begins_with_label(sheet.rows[under]) and bool(pairs_in(sheet.rows[under], 0))


def _heads_people(sheet: Sheet, place: int) -> bool:
    """Say whether a row holds the labels of a small table: known ones, or text without values over rows with them."""
    row = sheet.rows[place]
    if is_labels(row):
        return True
    filled = [(col, cell) for col, cell in enumerate(row) if cell != ""]
    if len(filled) < 3 or any(not isinstance(cell, str) or re.search("[:：]", cell) for _, cell in filled):
        return False
    if any(kind_of(cell) & (VALUES & ~Kind.RELATION) and not known_fields(bare_label(cell)) for _, cell in filled):
        return False
    under = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else []
    cells = [under[col] for col, _ in filled if col < len(under) and under[col] != ""]
    return _is_person(under) and len(cells) >= 2 and any(kind_of(cell) & VALUES for cell in cells)


def _is_person(row: Sequence[Cell]) -> bool:
    """Say whether a row may be a person's: values without a label before them, a name among them."""
    if _begins_with_label(row) and pairs_in(row, 0) and not kind_of(next(cell for cell in row if cell != "")) & Kind.RELATION:
        return False
    filled = [cell for cell in row if cell != ""]
    return len(filled) >= 2 and any(kind_of(cell) & (Kind.NAME | Kind.TEXT | Kind.REMARK) for cell in filled)


def _begins_with_label(row: Sequence[Cell]) -> bool:
    """Say whether a row's first cell is a label, as a card's are; in a table without a header it is a value."""
    return bool(_label_field(next((cell for cell in row if cell != ""), "")))


def _label_field(cell: Cell) -> str:
    """The field a cell's label means, with or without a colon and a value behind it; "" for no label."""
    if not isinstance(cell, str):
        return ""
    inside = _COLON.match(normal_text(cell))
    if inside:
        return _field(inside[1])
    return "" if kind_of(cell) & SENSITIVE else _field(bare_label(cell))


def _people_columns(sheet: Sheet, cards: Sequence[_Card], year: int) -> dict[int, dict[str, int]]:
    """{row of labels: {field: column}}; cards of one form are looked at together, so that their cells can tell."""
    forms: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for card in cards:
        for place, labels in card.people:
            forms[tuple(bare_label(cell) for cell in sheet.rows[labels])].append((place, labels))
    found: dict[int, dict[str, int]] = {}
    for rows in forms.values():
        header = infer_columns(read_header(sheet, rows[0][1], rows[0][1]), [sheet.rows[place] for place, _ in rows], year)
        columns = {name: cols[0] for name, cols in header.fields.items()}
        for name in ("head_name", "member_name"):
            if "name" not in columns and name in columns:
                columns["name"] = columns.pop(name)
        found.update({labels: columns for _, labels in rows})
    return found


def _rows_of(sheet: Sheet, card: _Card, columns: dict[int, dict[str, int]], number: int) -> list[TableRow]:
    """A card's people as rows, the household's facts on the head's; a head who is not among them comes first."""
    people = [_person(sheet.rows[place], place, columns[labels], number) for place, labels in card.people]
    people = [row for row in people if row.cell(0) != ""]
    head = read_name(str(card.facts["head_name"][0])).name if "head_name" in card.facts else ""
    at = next((at for at, row in enumerate(people) if head and read_name(row.text(0)).name == head), None)
    if at is None and head:
        value, place, col = card.facts["head_name"]
        people.insert(0, TableRow(place + 1, [value, *[""] * (_WIDTH - 1)], {}, {}, {0: col}, number))
    if not people:
        return []
    first = people[at or 0]
    own = list(first.cells)
    for name, (value, _, _) in card.facts.items():
        col = CARD_HEADER.col(name)
        if col >= 0 and own[col] == "" and name not in {"name", "relation"}:
            own[col] = value
    people[at or 0] = TableRow(first.number, own, {}, {}, first.origin, number)
    return people


def _person(row: Sequence[Cell], place: int, columns: dict[str, int], number: int) -> TableRow:
    cells: list[Cell] = [""] * _WIDTH
    origin = {}
    for name, col in columns.items():
        at = CARD_HEADER.col(name)
        if at >= 0 and 0 <= col < len(row):
            cells[at] = row[col]
            origin[at] = col
    return TableRow(place + 1, cells, {}, {}, origin, number)


def _is_label(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(known_fields(bare_label(cell)) or (len(cell) > 2 and _label_field(cell)))


def _field(label: str) -> str:
    """The field a card's label means, "" for none; likely words do where the label is short and no value itself."""
    fields = known_fields(label)
    if fields:
        name = "" if FORBIDDEN in fields else "head_name" if fields == ("head_name", "name") else fields[0]
        return "contact_member" if name == "member_name" else name
    likely = likely_fields(label) if 2 <= len(label) <= 10 and not kind_of(label) & _PLAIN_VALUES else {}
    best = max(likely, key=lambda name: likely[name], default="")
    return "" if best in {IGNORED, "seq", "name"} else best
