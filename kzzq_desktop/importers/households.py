"""Ledgers of households: rows grouped into households, however the sheet marks where one begins."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kzzq_desktop.domain.codes import HEAD, number_in
from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft, RowProblem
from kzzq_desktop.domain.names import normal_name, normal_text, read_name
from kzzq_desktop.domain.phones import read_phones
from kzzq_desktop.domain.sheet_view import FIELD_WORDS
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.cross_checks import check_household
from kzzq_desktop.importers.grid_words import contact_in, door_in_address, grid_in, group_in, group_in_address
from kzzq_desktop.importers.needs import needs_in, needs_stated
from kzzq_desktop.importers.notes import household_in_row
from kzzq_desktop.importers.people_rows import SheetFacts, read_person, status_of
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.uncounted import uncounted_problems

SHARED = ("seq", "household_no", "head_name", "group", "building", "door", "address", "grid", "contact_member",
          "contact_phone", "population", "village", "township", "note", "need")  # fmt: skip
READ = frozenset({*SHARED, "name", "relation", "sex", "birth", "id_number", "phone", "status"})
_BLOCK = ("grid", "contact_member", "contact_phone")
_MARKERS = ("population", "address", "group", "grid", "contact_member", "contact_phone")
_LONGEST = {"household_no": 32, "group": 32, "building": 64, "door": 32, "address": 200, "grid": 64}
_PEOPLE = range(1, 100)
_CALLED = {word: field for field, word in FIELD_WORDS.items()}
VillageOf = Callable[[TableRow], str]
Read = tuple[TableRow, PersonDraft]


def read_households(
    rows: Sequence[TableRow], facts: SheetFacts, village_of: VillageOf, village_name: str
) -> tuple[list[HouseholdDraft], list[RowProblem]]:
    """Return the households of a sheet's data rows and what is wrong with its rows."""
    problems = uncounted_problems(rows, facts, READ)
    read: list[Read] = []
    for row in _carried(rows, facts.header):
        person, wrong = read_person(row, facts)
        problems += wrong
        if person is not None:
            read.append((row, person))
    households = []
    for group in _grouped(read, facts, {row.number: row for row in rows}):
        household = replace(_household(group, facts, village_name), village_code=village_of(group[0][0]))
        households.append(household)
        asks_head = _asks(facts.header, "relation")
        found = check_household(household, facts.today, is_heads=facts.is_heads, asks_head=asks_head)
        problems += [_at_its_cell(problem, group, facts) for problem in found]
        problems += _length_problems(group, household, facts.header)
        problems += _contact_problem(group, household, facts.header)
    return households, problems


def _carried(rows: Sequence[TableRow], header: Header) -> list[TableRow]:
    """Where a village, a grid or its member is written once over a block of rows and never merged, write it into each row."""
    sparse = _sparse_columns(rows, header)
    if not sparse:
        return list(rows)
    above: dict[int, str | float] = {}
    carried = []
    for row in rows:
        above.update({col: row.text(col) for col in sparse if row.text(col)})
        cells = list(row.cells) + [""] * (max(sparse) + 1 - len(row.cells))
        for col in sparse:
            cells[col] = above.get(col, "")
        carried.append(replace(row, cells=cells))
    return carried


def _sparse_columns(rows: Sequence[TableRow], header: Header) -> list[int]:
    """The columns to carry down: a village always; a grid and its member where most rows leave them to the one above.

    In a sheet of one row a person a grid left empty belongs to the household's first row and is found there.
    """
    places = [header.col(name) for name in ("township", "village") if header.has(name)]
    if header.has("relation"):
        return places
    village = header.col("village")
    sparse = []
    for col in (header.col(name) for name in _BLOCK if header.has(name)):
        filled = [row for row in rows if row.text(col)]
        merged = sum(col in row.merged_from for row in rows)
        with_village = village >= 0 and filled == [row for row in rows if row.text(village)]
        if merged > 0.5 * len(rows) or (filled and filled[0] is rows[0] and (len(filled) < 0.35 * len(rows) or with_village)):
            sparse.append(col)
    return [*places, *sparse]


def _grouped(read: Sequence[Read], facts: SheetFacts, written: Mapping[int, TableRow]) -> list[list[Read]]:
    """The rows of each household; `written` are the sheet's own rows by number, before anything was carried down."""
    anchors = _anchor_columns(read, facts.header)
    markers = _marker_columns(read, facts.header, anchors, written)
    blocks = {facts.header.col(name) for name in _BLOCK}
    alone = facts.is_heads or not (
        anchors or markers or any(person.relation or row.home or row.merged_from.keys() - blocks for row, person in read)
    )
    groups: list[list[Read]] = []
    for row, person in read:
        if not groups or alone or not _belongs(groups[-1], row, person, anchors, markers, written):
            groups.append([])
        groups[-1].append((row, person))
    return groups


def _anchor_columns(read: Sequence[Read], header: Header) -> tuple[int, ...]:
    """The columns whose change means another household. A serial that counts persons is none."""
    cols = [header.col(name) for name in ("household_no", "head_name", "seq") if header.has(name)]
    cols = [col for col in cols if any(row.text(col) for row, _ in read)]
    seq = header.col("seq")
    others = [(row, person) for row, person in read if person.relation not in {"", HEAD}]
    if seq >= 0 and others:
        numbered = sum(bool(row.text(seq)) and seq not in row.merged_from for row, _ in others)
        repeats = len({row.text(seq) for row, _ in others}) < 0.7 * len(others)
        if numbered > 0.5 * len(others) and not repeats:
            cols.remove(seq)
    if seq in cols and not others and _counts_people(read, seq, cols):
        cols.remove(seq)
    return tuple(cols)


def _counts_people(read: Sequence[Read], seq: int, anchors: Sequence[int]) -> bool:
    """Say whether, without relations, a serial runs on where another anchor stands once for several rows."""
    rows = [row for row, _ in read]
    if len({row.text(seq) for row in rows}) < 0.95 * len(rows):
        return False
    return any(len({row.text(col) for row in rows if _own_text(row, col)}) < 0.8 * len(rows) for col in anchors if col != seq)


def _own_text(row: TableRow, col: int) -> str:
    """A cell's text, "" where it comes from a merge that began above the row."""
    return row.text(col) if row.merged_from.get(col, row.number - 1) == row.number - 1 else ""


def _belongs(
    group: Sequence[Read],
    row: TableRow,
    person: PersonDraft,
    anchors: Sequence[int],
    markers: Sequence[int],
    written: Mapping[int, TableRow],
) -> bool:
    last = group[-1][0]
    if row.home:
        return last.home == row.home
    if person.relation in {"", HEAD} and any(_own_text(written[row.number], col) for col in markers):
        return False
    return not _begins(group, row, person, anchors)


def _marker_columns(
    read: Sequence[Read], header: Header, anchors: Sequence[int], written: Mapping[int, TableRow]
) -> tuple[int, ...]:
    """The columns that only a household's first row fills, where no column of its own tells households apart."""
    heads = [row for row, person in read if person.relation == HEAD]
    others = [row for row, person in read if person.relation not in {"", HEAD}]
    cols = [header.col(name) for name in _MARKERS if header.has(name)]
    if not anchors and not heads and not others:
        return _first_row_columns([written[row.number] for row, _ in read], cols)
    if anchors or not heads or not others:
        return ()
    return tuple(
        col
        for col in cols
        if not any(col in row.merged_from for row in heads)
        and sum(bool(row.text(col)) for row in heads) >= 0.8 * len(heads)
        and sum(bool(row.text(col)) for row in others) <= 0.03 * len(others)
    )


def _first_row_columns(rows: Sequence[TableRow], cols: Sequence[int]) -> tuple[int, ...]:
    """Without relations: the columns that some rows fill together and the others leave empty."""
    filled = {col: {place for place, row in enumerate(rows) if _own_text(row, col)} for col in cols}
    some = [col for col in cols if 0.2 * len(rows) <= len(filled[col]) <= 0.8 * len(rows)]
    return tuple(
        col
        for col in some
        if any(len(filled[col] & filled[other]) >= 0.9 * len(filled[col] | filled[other]) for other in some if other != col)
    )


def _begins(group: Sequence[Read], row: TableRow, person: PersonDraft, anchors: Sequence[int]) -> bool:
    """Say whether a row begins another household than the group's."""
    last = group[-1][0]
    for col in anchors:
        if col in row.merged_from:
            return row.merged_from[col] != last.merged_from.get(col)
    here = [normal_text(row.text(col)) for col in anchors]
    before = [next((text for other, _ in reversed(group) if (text := other.text(col))), "") for col in anchors]
    if any(here):
        if any(now and was and _key(now) != _key(was) for now, was in zip(here, before, strict=True)):
            return True
        if all(not was for now, was in zip(here, before, strict=True) if now):
            return True
        return person.relation == HEAD and group[0][1].relation == HEAD and person.name != group[0][1].name
    return person.relation == HEAD


def _key(text: str) -> str:
    return normal_name(text) or text


def _household(group: Sequence[Read], facts: SheetFacts, village_name: str) -> HouseholdDraft:
    people = tuple(person for _, person in group)

    def first(name: str) -> str:
        col = facts.header.col(name)
        found = next((text for row, _ in group if (text := row.text(col))), "") if col >= 0 else ""
        found = found or group[0][0].above.get(name, "")
        return found if len(found) <= _LONGEST.get(name, len(found)) else ""

    address = first("address")
    place = address.replace(village_name, "") if village_name else address
    number, grid_name = grid_in(first("grid"), village_name) if first("grid") else (None, "")
    contact, phone, _ = contact_in(_raw_contact(group, facts.header))
    head_name = read_name(first("head_name")).name
    head_at = _head_at(people, head_name)
    head_row = group[head_at][0]
    note = head_row.text(facts.header.col("note"))
    own_phones = "|".join(read_phones(first("contact_phone")).phones) or phone
    stated = number_in(first("population"))
    spot, door, group_no = group[0][1].spot, first("door").removesuffix("号"), group_in(first("group"))
    if not door and not _asks(facts.header, "door"):
        door = door_in_address(place)
    if not group_no and not _asks(facts.header, "group"):
        group_no = group_in_address(place)
    return HouseholdDraft(
        spot, f"{spot.file}#{spot.sheet}#{spot.row}.{spot.col}", "", group_no, first("building"),
        door, address, first("household_no"), number, grid_name, contact, own_phones,
        people[head_at].phones[0] if people[head_at].phones else "", stated if stated in _PEOPLE else None,
        household_in_row(status_of(head_row, facts.header), note), _needs(group, facts.header, note), note, people, head_name,
        _asks(facts.header, "contact_phone") or bool(own_phones),
    )  # fmt: skip


def _asks(header: Header, name: str) -> bool:
    """Say whether a list has a labelled column for a field: what stays blank there is known to be blank."""
    return header.has(name) and bool(header.labels[header.col(name)])


def _needs(group: Sequence[Read], header: Header, note: str) -> tuple[str, ...]:
    """The needs of the household's own cells; without a word there those that the head's remark names."""
    cells = dict.fromkeys(row.text(header.col("need")) for row, _ in group) if header.has("need") else {}
    stated = needs_stated(list(cells))
    return needs_in(note) if stated is None else stated


def _head_at(people: Sequence[PersonDraft], head_name: str) -> int:
    for at, person in enumerate(people):
        if person.relation == HEAD:
            return at
    return next((at for at, person in enumerate(people) if person.name == head_name), 0)


def _raw_contact(group: Sequence[Read], header: Header) -> str:
    col = header.col("contact_member")
    found = next((cell for row, _ in group if isinstance(cell := row.cell(col), str) and cell.strip()), "")
    return found if col >= 0 else group[0][0].above.get("contact_member", "")


def _contact_problem(group: Sequence[Read], household: HouseholdDraft, header: Header) -> list[RowProblem]:
    if not contact_in(_raw_contact(group, header))[2]:
        return []
    return [RowProblem(household.spot, "联系党员", "一格里写了几个人，只取了第一个。", "一户由一名党员联系，请核对。")]


def _length_problems(group: Sequence[Read], household: HouseholdDraft, header: Header) -> list[RowProblem]:
    cols = [(header.col(name), most) for name, most in _LONGEST.items() if header.has(name)]
    long = [col for col, most in cols if any(_is_longer(row, col, most) for row, _ in group)]
    what, mend = "这一格太长，没有读。", "请写短一些，其余的写在备注里。"
    return [RowProblem(household.spot, header.labels[col], what, mend) for col in long]


def _at_its_cell(problem: RowProblem, group: Sequence[Read], facts: SheetFacts) -> RowProblem:
    """A problem of a household moved from a person's place to the cell that it speaks of, where the list has its column."""
    col = facts.header.col(_CALLED[problem.column])
    own = [row for row, person in group if person.spot == problem.spot]
    filled = [row for row in (*own, *(row for row, _ in group)) if row.text(col)]
    return replace(problem, spot=facts.spot(filled[0], col)) if filled else problem


def _is_longer(row: TableRow, col: int, most: int) -> bool:
    cell = row.cell(col)
    return not (isinstance(cell, str) and len(cell) <= most) and len(row.text(col)) > most
