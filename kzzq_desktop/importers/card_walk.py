"""Down a sheet of registration cards: where each card begins, its facts, its people under labels or in columns beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.names import normal_text, read_name
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, RowKind
from kzzq_desktop.importers.asides import is_aside
from kzzq_desktop.importers.card_labels import NAME_FIELDS, OPENING, Labels, Pair, filled_cells, label_field
from kzzq_desktop.importers.columns import cell_at, is_labels
from kzzq_desktop.importers.header_words import bare_label, known_fields, likely_fields
from kzzq_desktop.importers.kinds import VALUES, Kind, kind_of
from kzzq_desktop.importers.shapes import is_example
from kzzq_desktop.importers.workbook import Cell, Sheet

# What a card tells of each of its people, the name first.
PEOPLE = ("name", "relation", "sex", "birth", "id_number", "phone", "status", "note")
_LEAST_TOLD, _SHORTEST_TITLE, _LONG_TITLE, _MOSTLY = 2, 2, 6, 0.7
_OWN = frozenset(PEOPLE) - {"name"}
_WORDS = Kind.NAME | Kind.TEXT | Kind.REMARK | Kind.PRIVATE | Kind.POLITICAL | Kind.ADDRESS
_ALIKE = (
    *(Kind.ID, Kind.PHONE | Kind.CODE, Kind.SEX | Kind.RELATION, Kind.DATE | Kind.SERIAL_DAY | Kind.YEAR),
    *(Kind.WHOLE | Kind.NUMBER, Kind.ACCOUNT, Kind.YES_NO | Kind.ETHNIC, _WORDS),
)


@dataclass(slots=True)
class CardPerson:
    """A person of a card's table: the labels over or beside his cells, the cells, his name's row from 0, each cell's column."""

    labels: tuple[str, ...]
    cells: list[Cell]
    place: int
    cols: list[int]


@dataclass(slots=True)
class Card:
    """One card while it is read: its facts by label, its people, its titles."""

    facts: dict[str, Pair] = field(default_factory=dict)
    people: list[CardPerson] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


class Walk:
    """Walks down a sheet: another title, or another head, begins another card."""

    def __init__(self, sheet: Sheet, kinds: dict[int, RowKind]) -> None:
        self.sheet, self.kinds = sheet, kinds
        self.labels = Labels(sheet.rows)
        self.heads = {_words_of(row) for place, row in enumerate(sheet.rows) if heads_people(sheet, place)}
        lines = [label for row in sheet.rows if (label := self._line_label(row))]
        self.lines = frozenset(lines) if any(NAME_FIELDS & set(_all_fields(label)) for label in lines) else frozenset()

    def cards(self) -> Iterator[Card]:
        """Yield the cards from the top."""
        card, over = Card(), -1
        place = 0
        while place < len(self.sheet.rows):
            row = self.sheet.rows[place]
            below = self._read_people(place, over, card)
            if below > place:
                place = below
                continue
            if _words_of(row) in self.heads:
                over, self.kinds[place] = place, RowKind.HEADER
            elif self._is_aside(row, place):
                self.kinds[place] = RowKind.NOTE
            elif any(cell != "" for cell in row):
                pairs = self.labels.pairs(row, place)
                if (card.facts or card.people) and self._opens(place, pairs, card):
                    yield card
                    card, over = Card(), -1
                self._read_facts(place, pairs, card)
            place += 1
        if card.facts or card.people:
            yield card

    def _read_people(self, place: int, over: int, card: Card) -> int:
        """Read the people who stand here, side by side or in a row under labels; return the row below them."""
        row = self.sheet.rows[place]
        below = self._lines_from(place)
        if below == place and self._is_alone(place, card):
            below = self._lone_lines(place)
        if below > place:
            card.people += self._people_across(place, below)
        elif over >= 0 and self._is_person(row, self.sheet.rows[over]) and not self._is_no_person(place, card):
            card.people.append(self._person_below(place, over))
            below = place + 1
        self.kinds.update(dict.fromkeys(range(place, below), RowKind.PEOPLE))
        return below

    def _read_facts(self, place: int, pairs: Sequence[Pair], card: Card) -> None:
        for pair in pairs:
            card.facts.setdefault(pair.label, pair)
        texts = [normal_text(cell) for cell in self.sheet.rows[place] if isinstance(cell, str) and cell]
        card.titles += texts if len(texts) == 1 and not pairs else []
        self.kinds[place] = RowKind.STATED if pairs else RowKind.TITLE

    def _is_aside(self, row: Sequence[Cell], place: int) -> bool:
        """Say whether a row is an example, a note or a signature; a remark behind its label is a fact."""
        return is_example(row) or (is_aside(row) and (len(filled_cells(row)) < 2 or not self.labels.pairs(row, place)))

    def _opens(self, place: int, pairs: Sequence[Pair], card: Card) -> bool:
        """Say whether a line begins another card: it names another head, or is a title that another card's facts follow."""
        for pair in pairs:
            known = next((one for one in card.facts.values() if one.field == pair.field), None)
            if pair.field in OPENING and known is not None and (known.label == pair.label or known.value != pair.value):
                return True
        filled = [cell for cell in self.sheet.rows[place] if cell != ""]
        if pairs or len(filled) != 1 or not isinstance(filled[0], str) or len(bare_label(filled[0])) < _SHORTEST_TITLE:
            return False
        if label_field(filled[0]) not in {"", IGNORED} and len(bare_label(filled[0])) < _LONG_TITLE:
            return False
        under = self._under(place)
        if _words_of(under) in self.heads or not begins_with_label(under):
            return False
        # The title of a part of the card stands over facts that it has not told yet.
        return any(pair.label in card.facts or pair.field in OPENING for pair in self.labels.pairs(under, place))

    def _is_no_person(self, place: int, card: Card) -> bool:
        """Say whether a row is labels, a note, or a text that stands alone as the title of the next card."""
        row = self.sheet.rows[place]
        if _words_of(row) in self.heads or self._is_aside(row, place):
            return True
        if len(filled_cells(row)) > 1:
            return False
        return _words_of(self._under(place)) in self.heads or self._opens(place, (), card)

    def _under(self, place: int) -> Sequence[Cell]:
        rows = self.sheet.rows[place + 1 :]
        return next((row for row in rows if any(cell != "" for cell in row)), [])

    def _line_label(self, row: Sequence[Cell]) -> str:
        """The label of a row that says the same of several people side by side, "" for any other row."""
        filled = filled_cells(row)
        if len(filled) < 3 or not isinstance(filled[0][1], str) or kind_of(filled[0][1]) & VALUES:
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
            if label not in self.lines and not (filled and self._goes_with(filled, end, begun=end > place)):
                break
            if _names_people(filled):
                if named:
                    break
                named = True
            end += 1
        return end if named else place

    def _goes_with(self, filled: Sequence[tuple[int, Cell]], place: int, *, begun: bool) -> bool:
        """Say whether a line that says little belongs to those of people: it stands among them, or is a remark right above."""
        name = label_field(filled[0][1])
        below = self.sheet.rows[place + 1] if place + 1 < len(self.sheet.rows) else []
        next_label = bare_label(next((cell for cell in below if cell != ""), ""))
        return name in _OWN if begun else name == "note" and len(filled) == 2 and next_label in self.lines

    def _is_alone(self, place: int, card: Card) -> bool:
        """Say whether the one person of a card stands where others have several side by side: the head, once more."""
        filled = filled_cells(self.sheet.rows[place])
        head = next((pair.value for pair in card.facts.values() if pair.field == "head_name"), "")
        if len(filled) != 2 or not NAME_FIELDS & set(_all_fields(bare_label(filled[0][1]))) or head == "":
            return False
        return may_be_same(read_name(str(filled[1][1])).name, read_name(str(head)).name)

    def _lone_lines(self, place: int) -> int:
        end = place + 1
        while end < len(self.sheet.rows):
            filled = filled_cells(self.sheet.rows[end])
            known = len(filled) == 2 and label_field(filled[0][1]) in {*_OWN, FORBIDDEN, IGNORED}
            if not known:
                break
            end += 1
        return end if end > place + 1 else place

    def _people_across(self, top: int, end: int) -> list[CardPerson]:
        """The people of columns, labels down the left side."""
        block = [filled_cells(row) for row in self.sheet.rows[top:end]]
        labels = tuple(bare_label(filled[0][1]) for filled in block)
        names = next(at for at, filled in enumerate(block) if _names_people(filled))
        cells = [dict(filled[1:]) for filled in block]
        return [CardPerson(labels, [of.get(col, "") for of in cells], top + names, [col] * len(labels)) for col in cells[names]]

    def _person_below(self, place: int, over: int) -> CardPerson:
        row, labels = self.sheet.rows[place], self.sheet.rows[over]
        width = max(len(row), len(labels))
        words = tuple(bare_label(labels[col]) if col < len(labels) else "" for col in range(width))
        return CardPerson(words, [*row, *[""] * (width - len(row))], place, list(range(width)))

    def _is_person(self, row: Sequence[Cell], over: Sequence[Cell]) -> bool:
        """Say whether a row may be a person's: values without a label before them, a name among them."""
        first = next((cell for cell in row if cell != ""), "")
        col = next((col for col, _ in filled_cells(row)), 0)
        if begins_with_label(row) and self.labels.pairs(row, 0) and label_field(cell_at(over, col)) != "relation":
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
    """Say whether cells may say the same of several people: most have a kind in common, or are words."""
    told = [kind for kind in kinds if kind]
    return any(sum(bool(kind & form) for kind in told) >= _MOSTLY * len(told) for form in _ALIKE)


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


def heads_people(sheet: Sheet, place: int) -> bool:
    """Say whether a row holds the labels of a small table: known ones, or text without values over rows with them."""
    row = sheet.rows[place]
    under = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else []
    if begins_with_label(under) and not kind_of(next(cell for cell in under if cell != "")) & Kind.RELATION:
        return False
    if len(pairs := Labels(()).pairs(row, place)) > 1 and 2 * len(pairs) == len(filled_cells(row)):
        return False
    if is_labels(row):
        return True
    return _looks_like_labels(sheet, row) and _fits_under(row, under)


def _looks_like_labels(sheet: Sheet, row: Sequence[Cell]) -> bool:
    """Say whether a row holds texts and no values, some of them words for fields, or the same as on another card."""
    filled = [cell for cell in row if cell != ""]
    if len(filled) < 3 or any(not isinstance(cell, str) or re.search("[:：]", cell) for cell in filled):
        return False
    if any(kind_of(cell) & (VALUES & ~Kind.RELATION) and not known_fields(bare_label(cell)) for cell in filled):
        return False
    words = _words_of(row)
    told = sum(label_field(word) not in {"", IGNORED} for word in words)
    return told >= _LEAST_TOLD or sum(_words_of(other) == words for other in sheet.rows) >= _LEAST_TOLD


def _fits_under(row: Sequence[Cell], under: Sequence[Cell]) -> bool:
    """Say whether the row below stands under the labels and may be a person's."""
    cells = [under[col] for col, cell in enumerate(row) if cell != "" and col < len(under) and under[col] != ""]
    named = any(kind_of(cell) & (Kind.NAME | Kind.TEXT | Kind.REMARK) for cell in cells)
    return named and len(cells) >= 2 and any(kind_of(cell) & VALUES for cell in cells)


def _words_of(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(bare_label(cell) for cell in row if cell != "")


def begins_with_label(row: Sequence[Cell]) -> bool:
    """Say whether a row's first cell is a label, as a card's are; in a table without a header it is a value."""
    return bool(label_field(next((cell for cell in row if cell != ""), "")))


def may_be_same(one: str, other: str) -> bool:
    """Say whether two names are the same but for lost characters."""
    alike = all(a == b or not (a.isalpha() and b.isalpha()) for a, b in zip(one, other, strict=False))
    return one == other or (len(one) == len(other) and alike)
