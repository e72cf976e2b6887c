"""Registration cards: a household's labels with their values beside them, its people in a small table; one or more a sheet."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kzzq_desktop.domain.codes import HEAD, relation_code
from kzzq_desktop.domain.names import normal_text, read_name
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, RowKind
from kzzq_desktop.importers.asides import is_aside
from kzzq_desktop.importers.card_labels import NAME_FIELDS, OPENING, Labels, Pair, filled_cells, label_field
from kzzq_desktop.importers.columns import Header, cell_at, is_labels, read_header
from kzzq_desktop.importers.header_words import bare_label, known_fields, likely_fields
from kzzq_desktop.importers.infer import infer_columns
from kzzq_desktop.importers.kinds import VALUES, Kind, kind_of
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.shapes import is_example
from kzzq_desktop.importers.workbook import Cell, Sheet

PEOPLE = ("name", "relation", "sex", "birth", "id_number", "phone", "status", "note")
HOUSEHOLD = (
    *("household_no", "township", "village", "group", "building", "door", "address", "population", "grid", "contact_member"),
    *("contact_phone", "need", "head_name"),
)
CARD_HEADER = Header(0, 0, ("",) * (len(PEOPLE) + len(HOUSEHOLD)), {name: [at] for at, name in enumerate(PEOPLE + HOUSEHOLD)})
_MOST_ACROSS, _LEAST_TOLD = 4, 2
_LEAST_PAIRS, _DEEPEST, _SHORTEST_TITLE, _LEAST_CARDS = 3, 30, 4, 3
_FORMS = (("id_number", Kind.ID), ("grid", Kind.GRID), ("group", Kind.GROUP), ("address", Kind.ADDRESS))
_OWN = frozenset(PEOPLE) - {"name"}
_WIDTH = len(PEOPLE) + len(HOUSEHOLD)
_WORDS = Kind.NAME | Kind.TEXT | Kind.REMARK | Kind.PRIVATE | Kind.POLITICAL | Kind.ADDRESS
_ALIKE = (
    *(Kind.ID, Kind.PHONE | Kind.CODE, Kind.SEX | Kind.RELATION, Kind.DATE | Kind.SERIAL_DAY | Kind.YEAR),
    *(Kind.WHOLE | Kind.NUMBER, Kind.ACCOUNT, Kind.YES_NO | Kind.ETHNIC, _WORDS),
)
_NOT_FACTS = frozenset({FORBIDDEN, IGNORED, "name", "relation"})


@dataclass(slots=True)
class _Person:
    """A person of a card's table: the labels over or beside his cells, the cells, his name's row from 0, each cell's column."""

    labels: tuple[str, ...]
    cells: list[Cell]
    place: int
    cols: list[int]


@dataclass(slots=True)
class _Card:
    """One card while it is read: its facts by label, its people, its titles."""

    facts: dict[str, Pair] = field(default_factory=dict)
    people: list[_Person] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return any(pair.field == name for pair in self.facts.values())


def is_card(sheet: Sheet, header: Header | None) -> bool:
    """Say whether a sheet is a form about one household: labels with their values beside them, the head among them."""
    deepest = min(len(sheet.rows), _DEEPEST)
    if header and (len(header.fields) > _MOST_ACROSS or not _told(Labels(()), sheet.rows[header.first])):
        deepest = header.first
    table = next((place for place in range(deepest) if _heads_people(sheet, place)), deepest)
    rows = [row for row in sheet.rows[:table] if any(cell != "" for cell in row)]
    labels = Labels(rows)
    pairs = [pair.field for row in rows if _begins_with_label(row) for pair in _told(labels, row)]
    enough = len(set(pairs)) >= _LEAST_PAIRS and (header is not None or table < deepest or len(pairs) * 2 >= len(rows))
    return enough and any(name in pairs for name in OPENING)


def _told(labels: Labels, row: Sequence[Cell]) -> list[Pair]:
    """What a row tells by label and value; nothing where it holds labels and hardly a value, as a header does."""
    pairs = labels.pairs(row, 0)
    bare = sum(labels.is_label(cell) for cell in row if cell != "")
    return [pair for pair in pairs if pair.field] if bare <= 2 * len(pairs) else []


def read_cards(
    sheet: Sheet, year: int, kinds: dict[int, RowKind], names_place: Callable[[str], bool] = lambda _text: False
) -> list[TableRow]:
    """Return a row for each person of a sheet's cards, in the columns of CARD_HEADER; `kinds` is told what each row is.

    `names_place` says whether a card's title names its village.
    """
    cards = list(_Walk(sheet, kinds).cards())
    columns = _people_columns(cards, year)
    fields = _fact_fields(cards, year)
    found: list[TableRow] = []
    for number, card in enumerate(cards, 1):
        title = next((title for title in card.titles if names_place(title)), "")
        above = {"village": title} if title else {}
        found += [replace(row, above=above) for row in _rows_of(card, columns, fields, number)]
    return found


class _Walk:
    """Walks down a sheet: another title, or another head, begins another card."""

    def __init__(self, sheet: Sheet, kinds: dict[int, RowKind]) -> None:
        self.sheet, self.kinds = sheet, kinds
        self.labels = Labels(sheet.rows)
        self.heads = {_words_of(row) for place, row in enumerate(sheet.rows) if _heads_people(sheet, place)}
        lines = [label for row in sheet.rows if (label := self._line_label(row))]
        self.lines = frozenset(lines) if any(NAME_FIELDS & set(_all_fields(label)) for label in lines) else frozenset()

    def cards(self) -> Iterator[_Card]:
        card, over = _Card(), -1
        place = 0
        while place < len(self.sheet.rows):
            row = self.sheet.rows[place]
            if not any(cell != "" for cell in row):
                place += 1
                continue
            block = self._lines_from(place)
            if block == place and self._is_alone(place, card):
                block = self._lone_lines(place)
            if block > place:
                card.people += self._people_across(place, block)
                self.kinds.update(dict.fromkeys(range(place, block), RowKind.PEOPLE))
                place = block - 1
            elif _words_of(row) in self.heads:
                over = place
                self.kinds[place] = RowKind.HEADER
            elif is_example(row) or (is_aside(row) and (len(filled_cells(row)) < 2 or not self.labels.pairs(row, place))):
                self.kinds[place] = RowKind.NOTE
            elif over >= 0 and self._is_person(row, self.sheet.rows[over]) and not self._is_title(place, card):
                card.people.append(self._person_below(place, over))
                self.kinds[place] = RowKind.PEOPLE
            else:
                pairs = self.labels.pairs(row, place)
                if (card.facts or card.people) and self._opens(place, pairs, card):
                    yield card
                    card, over = _Card(), -1
                for pair in pairs:
                    card.facts.setdefault(pair.label, pair)
                texts = [normal_text(cell) for cell in row if isinstance(cell, str) and cell]
                card.titles += texts if len(texts) == 1 and not pairs else []
                self.kinds[place] = RowKind.STATED if pairs else RowKind.TITLE
            place += 1
        if card.facts or card.people:
            yield card

    def _opens(self, place: int, pairs: Sequence[Pair], card: _Card) -> bool:
        """Say whether a line begins another card: it names another head, or is a title that another card's facts follow."""
        for pair in pairs:
            known = next((one for one in card.facts.values() if one.field == pair.field), None)
            if pair.field in OPENING and known is not None and (known.label == pair.label or known.value != pair.value):
                return True
        filled = [cell for cell in self.sheet.rows[place] if cell != ""]
        if pairs or len(filled) != 1 or not isinstance(filled[0], str) or len(bare_label(filled[0])) < _SHORTEST_TITLE:
            return False
        if label_field(filled[0]) not in {"", IGNORED}:
            return False
        rows = range(place + 1, len(self.sheet.rows))
        under = next((other for other in rows if any(cell != "" for cell in self.sheet.rows[other])), place)
        if _words_of(self.sheet.rows[under]) in self.heads or self._lines_from(under) > under:
            return False
        return _begins_with_label(self.sheet.rows[under]) and bool(self.labels.pairs(self.sheet.rows[under], 0))

    def _is_title(self, place: int, card: _Card) -> bool:
        """Say whether a text that stands alone is no name: the title of the next card."""
        if len(filled_cells(self.sheet.rows[place])) > 1:
            return False
        return _words_of(self._under(place)) in self.heads or self._opens(place, (), card)

    def _under(self, place: int) -> Sequence[Cell]:
        rows = self.sheet.rows[place + 1 :]
        return next((row for row in rows if any(cell != "" for cell in row)), [])

    def _line_label(self, row: Sequence[Cell]) -> str:
        """The label of a row that says the same of several people side by side, "" for any other row."""
        filled = filled_cells(row)
        if len(filled) < 3 or not isinstance(filled[0][1], str) or kind_of(filled[0][1]) & VALUES & ~Kind.RELATION:
            return ""
        if self._holds_labels(filled):
            return _name_line(filled)
        return bare_label(filled[0][1]) if _alike([kind_of(cell) for _, cell in filled[1:]]) else ""

    def _holds_labels(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Say whether more of a row than its first cell are labels; 户主 is none in a line of relations."""
        relations = bool(filled) and label_field(filled[0][1]) == "relation"
        return any(self.labels.is_label(cell) and not (relations and kind_of(cell) & Kind.RELATION) for _, cell in filled[1:])

    def _lines_from(self, place: int) -> int:
        """The row under those that begin here and speak of people side by side, names among them; `place` without any."""
        end, named = place, False
        while end < len(self.sheet.rows):
            filled = filled_cells(self.sheet.rows[end])
            label = bare_label(filled[0][1]) if filled else ""
            if self._holds_labels(filled) and not _name_line(filled):
                break
            if label not in self.lines and not (end > place and len(filled) > 1 and label_field(filled[0][1]) in _OWN):
                break
            if _names_people(filled):
                if named:
                    break
                named = True
            end += 1
        return end if named else place

    def _is_alone(self, place: int, card: _Card) -> bool:
        """Say whether the one person of a card stands where others have several side by side: the head, once more."""
        filled = filled_cells(self.sheet.rows[place])
        head = next((pair.value for pair in card.facts.values() if pair.field == "head_name"), "")
        if len(filled) != 2 or not NAME_FIELDS & set(_all_fields(bare_label(filled[0][1]))) or head == "":
            return False
        return _may_be_same(read_name(str(filled[1][1])).name, read_name(str(head)).name)

    def _lone_lines(self, place: int) -> int:
        end = place + 1
        while end < len(self.sheet.rows):
            filled = filled_cells(self.sheet.rows[end])
            known = len(filled) == 2 and label_field(filled[0][1]) in {*_OWN, FORBIDDEN, IGNORED}
            if not known:
                break
            end += 1
        return end if end > place + 1 else place

    def _people_across(self, top: int, end: int) -> list[_Person]:
        """The people of columns, labels down the left side."""
        block = [filled_cells(row) for row in self.sheet.rows[top:end]]
        labels = tuple(bare_label(filled[0][1]) for filled in block)
        names = next(at for at, filled in enumerate(block) if _names_people(filled))
        cells = [dict(filled[1:]) for filled in block]
        return [_Person(labels, [of.get(col, "") for of in cells], top + names, [col] * len(labels)) for col in cells[names]]

    def _person_below(self, place: int, over: int) -> _Person:
        row, labels = self.sheet.rows[place], self.sheet.rows[over]
        width = max(len(row), len(labels))
        words = tuple(bare_label(labels[col]) if col < len(labels) else "" for col in range(width))
        return _Person(words, [*row, *[""] * (width - len(row))], place, list(range(width)))

    def _is_person(self, row: Sequence[Cell], over: Sequence[Cell]) -> bool:
        """Say whether a row may be a person's: values without a label before them, a name among them."""
        first = next(cell for cell in row if cell != "")
        if _begins_with_label(row) and self.labels.pairs(row, 0) and not kind_of(first) & Kind.RELATION:
            return False
        if bare_label(first) in self.labels.repeated:
            return False
        filled = filled_cells(row)
        if len(filled) == 1:
            # Of children often nothing is written but their names.
            col, cell = filled[0]
            return bool(kind_of(cell) & Kind.NAME) and bool(NAME_FIELDS & set(_all_fields(bare_label(cell_at(over, col)))))
        return len(filled) >= 2 and any(kind_of(cell) & (Kind.NAME | Kind.TEXT | Kind.REMARK) for _, cell in filled)


def _alike(kinds: Sequence[Kind]) -> bool:
    """Say whether cells may say the same of several people: all have a kind in common, or are words."""
    told = [kind for kind in kinds if kind]
    return any(all(kind & form for kind in told) for form in _ALIKE)


def _names_people(filled: Sequence[tuple[int, Cell]]) -> bool:
    """Say whether a line names people: its label does, and what follows are names and no relations."""
    label = bare_label(filled[0][1]) if filled else ""
    likely = known_fields(label) or sorted(likely_fields(label), key=lambda name: -likely_fields(label)[name])[:1]
    kinds = [kind for _, cell in filled[1:] if (kind := kind_of(cell))]
    names = sum(bool(kind & Kind.NAME) and not kind & Kind.RELATION for kind in kinds)
    return bool(NAME_FIELDS & set(likely)) and names > 0.5 * len(kinds)


def _name_line(filled: Sequence[tuple[int, Cell]]) -> str:
    """The label of a row of names, though one of them may look like a label."""
    if len(filled) < 3:
        return ""
    label = bare_label(filled[0][1])
    fields = _all_fields(label)
    names = [cell for _, cell in filled[1:] if isinstance(cell, str) and kind_of(cell) & Kind.NAME and not label_field(cell)]
    return label if NAME_FIELDS & set(fields) and len(names) == len(filled) - 1 else ""


def _all_fields(label: str) -> tuple[str, ...]:
    return known_fields(label) or tuple(likely_fields(label))


def _heads_people(sheet: Sheet, place: int) -> bool:
    """Say whether a row holds the labels of a small table: known ones, or text without values over rows with them."""
    row = sheet.rows[place]
    under = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else []
    if _begins_with_label(under) and not kind_of(next(cell for cell in under if cell != "")) & Kind.RELATION:
        return False
    if is_labels(row):
        return True
    filled = [(col, cell) for col, cell in enumerate(row) if cell != ""]
    if len(filled) < 3 or any(not isinstance(cell, str) or re.search("[:：]", cell) for _, cell in filled):
        return False
    if any(kind_of(cell) & (VALUES & ~Kind.RELATION) and not known_fields(bare_label(cell)) for _, cell in filled):
        return False
    cells = [under[col] for col, _ in filled if col < len(under) and under[col] != ""]
    named = any(kind_of(cell) & (Kind.NAME | Kind.TEXT | Kind.REMARK) for cell in cells)
    words = [bare_label(cell) for _, cell in filled]
    told = sum(label_field(word) not in {"", IGNORED} for word in words)
    if told < _LEAST_TOLD and sum(_words_of(other) == tuple(words) for other in sheet.rows) < _LEAST_TOLD:
        return False
    return named and len(cells) >= 2 and any(kind_of(cell) & VALUES for cell in cells)


def _words_of(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(bare_label(cell) for cell in row if cell != "")


def _begins_with_label(row: Sequence[Cell]) -> bool:
    """Say whether a row's first cell is a label, as a card's are; in a table without a header it is a value."""
    return bool(label_field(next((cell for cell in row if cell != ""), "")))


def _people_columns(cards: Sequence[_Card], year: int) -> dict[tuple[str, ...], dict[str, int]]:
    """{labels: {field: column}}; cards of one form are looked at together, so that their cells can tell."""
    forms: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
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


def _fact_fields(cards: Sequence[_Card], year: int) -> dict[str, str]:
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


def _by_form(cards: Sequence[_Card], fields: dict[str, str]) -> dict[str, str]:
    """The fields of labels; what no word tells but a value's own form does, as 一组 or 第3网格."""
    found = dict(fields)
    for card in cards:
        for label, pair in card.facts.items():
            for name, kind in _FORMS:
                if not found.get(label) and kind_of(pair.value) & kind and name not in found.values():
                    found[label] = name
    return found


def _with_head(cards: Sequence[_Card], fields: dict[str, str]) -> dict[str, str]:
    """The fields of labels; where none says who the head is, the first name under a label that says nothing is his."""
    if "head_name" in fields.values():
        return fields
    for card in cards:
        for label, pair in card.facts.items():
            if not fields.get(label) and kind_of(pair.value) & Kind.NAME:
                return {**fields, label: "head_name"}
    return fields


def _rows_of(card: _Card, columns: dict[tuple[str, ...], dict[str, int]], fields: dict[str, str], number: int) -> list[TableRow]:
    """A card's people as rows, the household's facts on the head's; a head who is not among them comes first."""
    people = [_person(one, columns[one.labels], number) for one in card.people]
    people = [row for row in people if row.cell(0) != ""]
    facts: dict[str, Pair] = {}
    for label, pair in card.facts.items():
        facts.setdefault(fields.get(label, ""), pair)
    head = read_name(str(facts["head_name"].value)).name if "head_name" in facts else ""
    at = next((at for at, row in enumerate(people) if head and _may_be_same(read_name(row.text(0)).name, head)), None)
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


def _may_be_same(one: str, other: str) -> bool:
    """Say whether two names are the same but for lost characters."""
    alike = all(a == b or not (a.isalpha() and b.isalpha()) for a, b in zip(one, other, strict=False))
    return one == other or (len(one) == len(other) and alike)


def _person(one: _Person, columns: dict[str, int], number: int) -> TableRow:
    cells: list[Cell] = [""] * _WIDTH
    origin = {}
    for name, col in columns.items():
        at = CARD_HEADER.col(name)
        if 0 <= at < len(PEOPLE) and 0 <= col < len(one.cells):
            cells[at] = one.cells[col]
            origin[at] = one.cols[col]
    return TableRow(one.place + 1, cells, {}, {}, origin, number)
