"""Registration cards: a household's labels with their values beside them, its people in a small table; one or more a sheet."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from kzzq_desktop.domain.codes import HEAD, relation_code
from kzzq_desktop.domain.names import read_name
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, RowKind
from kzzq_desktop.importers.card_labels import OPENING, Labels, Pair
from kzzq_desktop.importers.card_walk import PEOPLE, Card, CardPerson, Walk, begins_with_label, heads_people, may_be_same
from kzzq_desktop.importers.columns import Header, is_labels, read_header
from kzzq_desktop.importers.infer import infer_columns
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.shapes import header_by_shape
from kzzq_desktop.importers.workbook import Cell, Sheet

HOUSEHOLD = (
    *("household_no", "township", "village", "group", "building", "door", "address", "population", "grid", "contact_member"),
    *("contact_phone", "need", "head_name"),
)
CARD_HEADER = Header(0, 0, ("",) * (len(PEOPLE) + len(HOUSEHOLD)), {name: [at] for at, name in enumerate(PEOPLE + HOUSEHOLD)})
_FEWEST_BESIDE, _LEAST_FIELDS = 3, 2
_LEAST_PAIRS, _MOST_ACROSS, _DEEPEST, _LEAST_CARDS = 3, 4, 30, 3
_FORMS = (("id_number", Kind.ID), ("grid", Kind.GRID), ("group", Kind.GROUP), ("address", Kind.ADDRESS))
_WIDTH = len(PEOPLE) + len(HOUSEHOLD)
_NOT_FACTS = frozenset({FORBIDDEN, IGNORED, "name", "relation"})


def is_card(sheet: Sheet, header: Header | None) -> bool:
    """Say whether a sheet is a form about one household: labels with their values beside them, the head among them."""
    if people_beside(sheet):
        return True
    deepest = min(len(sheet.rows), _DEEPEST)
    if header and (len(header.fields) > _MOST_ACROSS or not _told(Labels(()), sheet.rows[header.first])):
        # A line of a card right above the labels may have been taken for their upper part.
        heads = range(header.first, header.last + 1)
        deepest = next((place for place in heads if not _is_paired(sheet.rows[place])), header.last)
    table = next((place for place in range(deepest) if heads_people(sheet, place)), deepest)
    shape = header_by_shape(sheet) if header is None else None
    labelled = range(shape.first, shape.last + 1) if shape else range(0)
    kept = [row for place, row in enumerate(sheet.rows[:table]) if place not in labelled or _is_paired(row)]
    rows = [row for row in kept if any(cell != "" for cell in row)]
    labels = Labels(rows)
    pairs = [pair for row in rows if labels.is_label(_first(row)) for pair in _told(labels, row)]
    fields = {pair.field for pair in pairs if pair.field}
    enough = len({pair.label for pair in pairs}) >= _LEAST_PAIRS and len(fields) >= _LEAST_FIELDS
    enough &= header is not None or table < deepest or len(pairs) * 2 >= len(rows)
    return enough and any(name in fields for name in OPENING)


def _is_paired(row: Sequence[Cell]) -> bool:
    """Say whether a row holds a label, its value, the next label: all of it, or all but a label without a value."""
    return 2 * len(Labels(()).pairs(row, 0)) >= len([cell for cell in row if cell != ""]) - 1 > 0


def _first(row: Sequence[Cell]) -> Cell:
    return next((cell for cell in row if cell != ""), "")


def people_beside(sheet: Sheet) -> int:
    """Return the first column of the people's table that stands right of a card's facts, 0 where none does."""
    for place, row in enumerate(sheet.rows[:_DEEPEST]):
        cols = [col for col, cell in enumerate(row) if cell != ""]
        for at in range(2, len(cols) - _FEWEST_BESIDE + 1):
            if is_labels(["" if col < cols[at] else cell for col, cell in enumerate(row)]):
                return cols[at] if _facts_left(sheet, place, cols[at]) else 0
    return 0


def _facts_left(sheet: Sheet, top: int, right: int) -> bool:
    """Say whether the columns left of a table hold nothing but a card's facts, the head's among them."""
    rows = [row[:right] for row in sheet.rows[top : top + _DEEPEST] if any(cell != "" for cell in row[:right])]
    labels = Labels(rows)
    pairs = [pair.field for row in rows for pair in _told(labels, row) if begins_with_label(row) and pair.field]
    return "head_name" in pairs and len(set(pairs)) >= _LEAST_PAIRS and len(pairs) >= 0.7 * len(rows)


def _cards_of(sheet: Sheet, kinds: dict[int, RowKind]) -> list[Card]:
    """A sheet's cards; where the people stand right of the facts, both are read for themselves and put together."""
    right = people_beside(sheet)
    if not right:
        return list(Walk(sheet, kinds).cards())
    beside: dict[int, RowKind] = {}
    people = [["" if col < right else cell for col, cell in enumerate(row)] for row in sheet.rows]
    cards = list(Walk(replace(sheet, rows=[list(row[:right]) for row in sheet.rows]), kinds).cards())
    tops = [min(pair.row for pair in card.facts.values()) for card in cards]
    for one in (one for card in Walk(replace(sheet, rows=people), beside).cards() for one in card.people):
        at = sum(top <= one.place for top in tops[1:])
        cards[at].people.append(one)
    kinds.update({place: kind for place, kind in beside.items() if kind == RowKind.PEOPLE})
    return cards


def _told(labels: Labels, row: Sequence[Cell]) -> list[Pair]:
    """What a row tells by label and value; nothing where it holds labels and hardly a value, as a header does."""
    pairs = labels.pairs(row, 0)
    bare = sum(labels.is_label(cell) for cell in row if cell != "")
    return pairs if bare <= 2 * len(pairs) else []


def read_cards(
    sheet: Sheet, year: int, kinds: dict[int, RowKind], names_place: Callable[[str], bool] = lambda _text: False
) -> list[TableRow]:
    """Return a row for each person of a sheet's cards, in the columns of CARD_HEADER; `kinds` is told what each row is.

    `names_place` says whether a card's title names its village.
    """
    cards = _cards_of(sheet, kinds)
    columns = _people_columns(cards, year)
    fields = _fact_fields(cards, year)
    found: list[TableRow] = []
    for number, card in enumerate(cards, 1):
        title = next((title for title in card.titles if names_place(title)), "")
        above = {"village": title} if title else {}
        found += [replace(row, above=above) for row in _rows_of(card, columns, fields, number)]
    return found


def _people_columns(cards: Sequence[Card], year: int) -> dict[tuple[str, ...], dict[str, int]]:
    """{labels: {field: column}}; cards of one form are looked at together, so that their cells can tell."""
    forms: dict[tuple[str, ...], list[CardPerson]] = defaultdict(list)
    for card in cards:
        for person in card.people:
            forms[person.labels].append(person)
    found = {}
    for labels, people in forms.items():
        header = read_header(Sheet("", [list(labels)]), 0, 0)
        header = infer_columns(header, [person.cells for person in people], year)
        columns = {name: cols[0] for name, cols in header.fields.items()}
        for name in ("head_name", "member_name"):
            if "name" not in columns and name in columns:
                columns["name"] = columns.pop(name)
        found[labels] = columns
    return found


def _fact_fields(cards: Sequence[Card], year: int) -> dict[str, str]:
    """{label: field} of the cards' facts; where there are several cards, their values tell what words do not."""
    labels = tuple(dict.fromkeys(label for card in cards for label in card.facts))
    words = {label: next(card.facts[label].field for card in cards if label in card.facts) for label in labels}
    if len(cards) < _LEAST_CARDS:
        return _with_head(cards, _by_form(cards, words))
    fields: dict[str, list[int]] = defaultdict(list)
    for col, label in enumerate(labels):
        if words[label] and words[label] not in {FORBIDDEN, IGNORED, "seq"}:
            fields[words[label]].append(col)
    forbidden = tuple(col for col, label in enumerate(labels) if words[label] == FORBIDDEN)
    header = Header(0, 0, labels, dict(fields), forbidden, left=0, right=len(labels) - 1)
    rows = [[card.facts[label].value if label in card.facts else "" for label in labels] for card in cards]
    known = infer_columns(header, rows, year)
    return _with_head(
        cards, {label: name for col, label in enumerate(labels) if (name := known.field_of(col)) and name != "name"}
    )


def _by_form(cards: Sequence[Card], fields: dict[str, str]) -> dict[str, str]:
    """The fields of labels; what no word tells but a value's own form does, as 一组 or 第3网格."""
    found = dict(fields)
    for card in cards:
        for label, pair in card.facts.items():
            for name, kind in _FORMS:
                if not found.get(label) and kind_of(pair.value) & kind and name not in found.values():
                    found[label] = name
    return found


def _with_head(cards: Sequence[Card], fields: dict[str, str]) -> dict[str, str]:
    """The fields of labels; where none says who the head is, the first name under a label that says nothing is his."""
    if "head_name" in fields.values():
        return fields
    for card in cards:
        for label, pair in card.facts.items():
            if not fields.get(label) and kind_of(pair.value) & Kind.NAME:
                return {**fields, label: "head_name"}
    return fields


def _rows_of(card: Card, columns: dict[tuple[str, ...], dict[str, int]], fields: dict[str, str], number: int) -> list[TableRow]:
    """A card's people as rows, the household's facts on the head's; a head who is not among them comes first."""
    people = [_person(one, columns[one.labels], number) for one in card.people]
    people = [row for row in people if row.cell(0) != ""]
    facts: dict[str, Pair] = {}
    for label, pair in card.facts.items():
        facts.setdefault(fields.get(label, ""), pair)
    head = read_name(str(facts["head_name"].value)).name if "head_name" in facts else ""
    at = next((at for at, row in enumerate(people) if head and may_be_same(read_name(row.text(0)).name, head)), None)
    if at is None:
        at = next((at for at, row in enumerate(people) if relation_code(row.text(1)) == HEAD), None)
    if at is None and head:
        pair = facts["head_name"]
        people.insert(0, TableRow(pair.row + 1, [pair.value, *[""] * (_WIDTH - 1)], {}, {}, {0: pair.col}, number))
    if not people:
        return []
    first = people[at or 0]
    own = list(first.cells)
    for name, pair in facts.items():
        col = CARD_HEADER.col(name)
        if col >= 0 and own[col] == "" and name not in _NOT_FACTS:
            own[col] = pair.value
    people[at or 0] = TableRow(first.number, own, {}, {}, first.origin, number)
    return people


def _person(one: CardPerson, columns: dict[str, int], number: int) -> TableRow:
    cells: list[Cell] = [""] * _WIDTH
    origin = {}
    for name, col in columns.items():
        at = CARD_HEADER.col(name)
        if 0 <= at < len(PEOPLE) and 0 <= col < len(one.cells):
            cells[at] = one.cells[col]
            origin[at] = one.cols[col]
    return TableRow(one.place + 1, cells, {}, {}, origin, number)
