"""Sheets with a household a row and its people side by side: each person made a row of its own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kzzq_desktop.domain.codes import CHINESE_NUMERAL, HEAD, number_in, relation_code
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.header_words import bears_number, known_fields, likely_fields
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.profiles import Profile, profile
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.workbook import Cell

PERSON = ("name", "relation", "sex", "birth", "id_number", "phone")
_NUMBER = rf"(?:\d{{1,2}}|{CHINESE_NUMERAL})"
_NUMBERED = (
    re.compile(rf"^(?P<what>.*?)[（(]?(?P<at>{_NUMBER})[)）]?$"),
    re.compile(rf"^第(?P<at>{_NUMBER})(?:口人|口|位|个|名|人)(?P<what>.*)$"),
    re.compile(rf"^\D{{0,4}}(?:成员|人员|家属|家人|人口|人)[（(]?(?P<at>{_NUMBER})[)）]?[的之\-—_]?(?P<what>\D*)$"),
)
_KIN = re.compile(
    r"^(?P<kin>配偶|妻子|丈夫|爱人|父亲|母亲|长子|次子|三子|儿子|长女|次女|女儿|儿媳|孙子|孙女|子女[1-9一二三四五六]?)"
    r"(?P<what>姓名|名字|身份证\S*|证件\S*|性别|出生\S*|电话|联系\S*|手机\S*)$"
)
_KINDS = (
    ("id_number", Kind.ID), ("sex", Kind.SEX), ("relation", Kind.RELATION), ("phone", Kind.PHONE), ("birth", Kind.DATE),
    ("name", Kind.NAME),
)  # fmt: skip
# Over a column beside the name these say only whose it is.
_PEOPLE_WORDS = frozenset({"家庭成员", "成员", "人员", "家属", "家人", "人", "第", "家里人", "其他人", "Member"})
_LEAST_UNITS, _WIDEST_UNIT, _MOST = 2, 8, 0.6


@dataclass(frozen=True, slots=True)
class Unit:
    """The columns of one person of a row: {field: column}, and the relation its labels give him."""

    cols: dict[str, int] = field(default_factory=dict)
    kin: str = ""


def find_units(header: Header, rows: Sequence[Sequence[Cell]]) -> tuple[Unit, ...]:
    """Return the people that stand side by side in each row, () where a row holds one person only.

    They are numbered (家庭成员1), called by what they are (配偶姓名), or the same labels or kinds of cells come again and again.
    `rows` is a sample of data rows: what no label tells, the cells do.
    """
    last = min(header.right + 1, len(header.labels))
    profiles = {col: profile(col, rows) for col in range(header.left, last)}
    for blocks in (_even(_numbered(header, last), profiles), _repeated(header, profiles), _by_cells(header, profiles)):
        units = _units(header, blocks, profiles)
        if units and not _have_heads(units[1:], profiles):
            return units
    return _called(header, last)


def household_header(header: Header, units: Sequence[Unit]) -> Header:
    """Return the header of a row's household with its own person, extended by columns for what only the others have."""
    inside = inside_of(units)
    fields = {name: kept for name, cols in header.fields.items() if (kept := [col for col in cols if col not in inside])}
    if "head_name" in fields and "name" not in fields:
        fields["name"] = fields.pop("head_name")
    width = len(header.labels)
    names = dict.fromkeys(name for unit in units for name in unit.cols)
    if any(unit.kin for unit in units):
        names["relation"] = None
    for name in names:
        if name not in fields:
            fields[name] = [width]
            width += 1
    labels = header.labels + ("",) * (width - len(header.labels))
    unknown = tuple(col for col in header.unknown if col not in inside)
    spots = (header.forbidden, unknown, header.above, header.left, header.right, header.grounds)
    return Header(header.first, header.last, labels, fields, *spots)


def inside_of(units: Sequence[Unit]) -> range:
    """Return the columns from the first person's first to the last person's last."""
    cols = [col for unit in units for col in unit.cols.values()]
    return range(min(cols), max(cols) + 1)


def spread(rows: Sequence[TableRow], header: Header, units: Sequence[Unit]) -> list[TableRow]:
    """Return a row for each person: the household's own cells in its first row, `header` as household_header gives it."""
    found: list[TableRow] = []
    width = max((col for cols in header.fields.values() for col in cols), default=0) + 1
    inside = inside_of(units)
    for row in rows:
        own = [cell if col not in inside else "" for col, cell in enumerate(row.cells)]
        own += [""] * (width - len(own))
        people = [unit for unit in units if (name := row.cell(unit.cols["name"])) != "" and kind_of(name)]
        if own[header.col("name")] == "" and people:
            found.append(_person(row, own, header, people.pop(0)))
        else:
            found.append(TableRow(row.number, own, row.merged_from, row.above, {}, row.number))
        found += [_person(row, [""] * width, header, unit) for unit in people]
    return found


def _person(row: TableRow, cells: list[Cell], header: Header, unit: Unit) -> TableRow:
    origin = {}
    for name, col in unit.cols.items():
        cells[header.col(name)] = row.cell(col)
        origin[header.col(name)] = col
    if unit.kin and cells[header.col("relation")] == "":
        cells[header.col("relation")] = unit.kin
    return TableRow(row.number, cells, {}, row.above, origin, row.number)


def _numbered(header: Header, last: int) -> list[list[tuple[int, str]]]:
    """Blocks of columns and what their labels say without the number that they, or the labels above them, bear."""
    best: list[list[tuple[int, str]]] = []
    here: list[list[tuple[int, str]]] = []
    before, bare = 0, False
    for col in range(header.left, last):
        label, above = header.labels[col], header.above[col] if col < len(header.above) else ""
        if here and not label and not above:
            here[-1].append((col, ""))  # the number stands over the first of his columns only
            continue
        number, what = _number_of(above) if bears_number(above) else (0, "")
        number, what = (number, label) if number else _number_of(label)
        if number == 0 and here and bare:
            here[-1].append((col, label))
            continue
        bare = number > 0 and what in _PEOPLE_WORDS
        if number == 0 or number not in {before, before + 1}:
            here = []
        if number:
            if number != before or not here:
                here.append([])
            here[-1].append((col, what))
            if here is not best and sum(map(len, here)) > sum(map(len, best)):
                best = here
        before = number
    return best if len(best) >= _LEAST_UNITS else []


def _even(blocks: Sequence[Sequence[tuple[int, str]]], profiles: dict[int, Profile]) -> list[list[tuple[int, str]]]:
    """The blocks at one width: an empty column in between is nobody's, and what stands right of the last no part of it."""
    if not blocks:
        return []
    told = [[(col, label) for col, label in block if label or profiles[col].filled] for block in blocks]
    if len({tuple(label for _, label in block) for block in told}) == 1:
        return told
    width = Counter(map(len, blocks[:-1])).most_common(1)[0][0]
    found = []
    for block in blocks:
        more = len(block) - width
        labels = ["", *(label for _, label in block)]
        empty = [col for at, (col, label) in enumerate(block) if not profiles[col].filled and (not label or label == labels[at])]
        nobody = set(empty[:more]) if more > 0 else set()
        found.append([(col, label) for col, label in block if col not in nobody][:width])
    return found


def _number_of(label: str) -> tuple[int, str]:
    """The number a label ends with, or bears behind a word for people, and the rest of the label; 0 for none."""
    for pattern in _NUMBERED:
        match = pattern.match(label)
        if match and (number := number_in(match["at"])) and number <= 20:
            return number, match["what"].strip("（() ")
    return 0, label


def _repeated(header: Header, profiles: dict[int, Profile]) -> list[list[tuple[int, str]]]:
    """The same labels again and again: the block that fills most columns, and those that follow it."""
    before = ("", *header.labels)
    cols = [col for col, one in profiles.items() if one.filled or header.labels[col] not in {"", before[col]}]
    labels = [header.labels[col] for col in cols]
    every = list(profiles)
    best = _by_one_label(cols, labels) or _by_one_label(every, [header.labels[col] for col in every])
    for width in range(2, _WIDEST_UNIT + 1):
        for start in range(len(cols) - 2 * width + 1):
            block = labels[start : start + width]
            times = 1
            while labels[start + times * width : start + (times + 1) * width] == block:
                times += 1
            named = [label for label in block if label]
            if len(set(named)) < len(named):
                continue
            told = sum(map(bool, block)) * 2 >= width
            if times >= _LEAST_UNITS and told and times * width > sum(map(len, best)):
                ends = range(start, start + times * width, width)
                best = [[(cols[at], labels[at]) for at in range(end, end + width)] for end in ends]
    return best


def _by_cells(header: Header, profiles: dict[int, Profile]) -> list[list[tuple[int, str]]]:
    """Where no column bears a word: the same kinds of cells again and again, with a name and a relation in each block."""
    if any(header.labels[col] for col in profiles):
        return []
    cols = [col for col, one in profiles.items() if one.filled]
    kinds = [next((name for name, kind in _KINDS if profiles[col].share(kind) >= _MOST), "") for col in cols]
    for width in range(2, _WIDEST_UNIT + 1):
        for start in range(len(cols) - 2 * width + 1):
            block = kinds[start : start + width]
            if not {"name", "relation"} <= set(block) or len(set(block)) < width:
                continue
            end = start + width
            while kinds[end : end + width] == block:
                end += width
            if end >= start + _LEAST_UNITS * width:
                return [[(col, "") for col in cols[at : at + width]] for at in range(start, end, width)]
    return []


def _by_one_label(cols: Sequence[int], labels: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Blocks of which only one column each is named, as 姓名 again and again; they end where the columns do."""
    best: list[list[tuple[int, str]]] = []
    for word in dict.fromkeys(filter(None, labels)):
        places = [at for at, label in enumerate(labels) if label == word]
        width = places[1] - places[0] if len(places) > _LEAST_UNITS else 0
        even = all(later - before == width for before, later in pairwise(places))
        between = range(places[0], places[-1] + 1)
        if not 1 < width <= _WIDEST_UNIT or not even or any(labels[at] not in {"", word} for at in between):
            continue
        behind = min(len(labels) - 1 - places[-1], width - 1)
        if any(labels[places[-1] + 1 : places[-1] + 1 + behind]):
            continue
        start = places[0] - (width - 1 - behind)
        if start < 0 or any(labels[start : places[0]]):
            continue
        blocks = [
            [(cols[at], labels[at]) for at in range(start + n * width, start + (n + 1) * width)] for n in range(len(places))
        ]
        best = max(best, blocks, key=lambda found: sum(map(len, found)))
    return best


def _units(header: Header, blocks: Sequence[Sequence[tuple[int, str]]], profiles: dict[int, Profile]) -> tuple[Unit, ...]:
    """What each column of a block holds, by its words, else by its cells; the first block, filled best, speaks for all."""
    if not blocks:
        return ()
    named = any("name" in known_fields(what) for _, what in blocks[0])
    blocks = [[(col, "" if named and what in _PEOPLE_WORDS else what) for col, what in block] for block in blocks]
    said = Counter(what for _, what in blocks[0])
    first = [(col, what if said[what] == 1 else "") for col, what in blocks[0]]
    fields = [_field_of(what, profiles[col], blocks, at, profiles) for at, (col, what) in enumerate(first)]
    if "name" not in fields or len(blocks) < _LEAST_UNITS or not {"relation", "id_number", "birth", "sex"} & set(fields):
        numbered = header.above and any(header.above[col] for col, _ in blocks[0])
        if "name" not in fields or not (numbered or len(blocks) > _LEAST_UNITS):
            return ()
    units = []
    for block in blocks:
        cols: dict[str, int] = {}
        for (col, _), name in zip(block, fields, strict=False):
            if name in PERSON:
                cols.setdefault(name, col)
        if "name" in cols:
            units.append(Unit(cols))
    return tuple(units)


def _field_of(
    label: str, column: Profile, blocks: Sequence[Sequence[tuple[int, str]]], at: int, profiles: dict[int, Profile]
) -> str:
    known = known_fields(label) or (() if column.filled else tuple(likely_fields(label)))
    if known:
        return "name" if known[0] in {"head_name", "member_name", "contact_member"} else known[0]
    same = [profiles[block[at][0]] for block in blocks if at < len(block)]
    filled = sum(len(one.filled) for one in same)
    for name, kind in _KINDS:
        if filled and sum(one.share(kind) * len(one.filled) for one in same) >= _MOST * filled:
            return name
    return next(iter(likely_fields(label)), "")


def _called(header: Header, last: int) -> tuple[Unit, ...]:
    """People whose labels say what they are to the head."""
    units: dict[str, dict[str, int]] = {}
    for col in range(header.left, last):
        match = _KIN.match(header.labels[col])
        fields = known_fields(match["what"]) if match else ()
        name = "name" if "name" in fields else fields[0] if fields else ""
        if match and name in PERSON:
            units.setdefault(match["kin"], {}).setdefault(name, col)
    return tuple(Unit(cols, kin if relation_code(kin) else "") for kin, cols in units.items() if "name" in cols)


def _have_heads(units: Sequence[Unit], profiles: dict[int, Profile]) -> bool:
    """Say whether units are no people of one household: a second one that has its own heads."""
    columns = [profiles[unit.cols["relation"]] for unit in units if "relation" in unit.cols]
    return any(relation_code(text) == HEAD for one in columns for text in one.texts)
