"""Columns known by what is in them: content scored together with the words over it, position and neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, Ground
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.header_words import known_fields, likely_fields
from kzzq_desktop.importers.infer_forms import Found, Words, birth, by_form, head_ticks, sex_by_others
from kzzq_desktop.importers.infer_names import name_columns
from kzzq_desktop.importers.infer_numbers import number_columns
from kzzq_desktop.importers.kinds import SENSITIVE, Kind
from kzzq_desktop.importers.profiles import Profile, profile
from kzzq_desktop.importers.workbook import Cell

# Fields that only words can name.
_BY_WORDS = frozenset(
    {"household_no", "note", "need", "status", "door", "building", "address", "post", "branch", "seq", "village", "township"}
)
_DATES = Kind.DATE | Kind.SERIAL_DAY | Kind.YEAR
_PHONES = Kind.PHONE | Kind.CODE | Kind.NAME_PHONE
_NAMES = Kind.NAME | Kind.NAME_PHONE | Kind.TEXT | Kind.RELATION
# What the cells of a named column may look like; one that is mostly of other kinds is named wrongly.
_FIRM = {
    "id_number": Kind.ID | Kind.CODE,
    "phone": _PHONES,
    "contact_phone": _PHONES,
    "sex": Kind.SEX | Kind.COUNT,
    "birth": _DATES | Kind.WHOLE | Kind.ID | Kind.NUMBER | Kind.CODE | Kind.PHONE,
    "relation": Kind.RELATION | Kind.WHOLE | Kind.YES_NO | Kind.TEXT | Kind.NAME,
    "name": _NAMES,
    "head_name": _NAMES,
    "contact_member": _NAMES,
}
_OF_HOUSEHOLD = ("seq", "household_no", "address", "population", "group", "door")
_FIRST_ROWS = (0.2, 0.8)
_COUNTS, _LISTED = 0.9, 0.5
_FORBIDDEN_SHARE, _MISPLACED, _ENOUGH, _MOSTLY = 0.6, 0.75, 4, 0.75


def infer_columns(header: Header, rows: Sequence[Sequence[Cell]], year: int) -> Header:
    """Return the header with the columns that its words left open, or named wrongly, known by a sample of data rows.

    `year` is that of the reading, for telling ages from other numbers.
    """
    width = max((len(row) for row in rows), default=0)
    width = max(width, len(header.labels))
    profiles = {col: profile(col, rows) for col in range(header.left, min(header.right + 1, width))}
    named = _kept(header, profiles)
    found = Found(named, profiles)
    words = {col: likely_fields(header.labels[col] if col < len(header.labels) else "") for col in profiles}
    for col in [one.col for one in found.open()]:
        sensitive = profiles[col].share(SENSITIVE)
        if sensitive == 1 or (sensitive >= _FORBIDDEN_SHARE and profiles[col].known):
            found.give(FORBIDDEN, col, words=bool(words[col]))
        elif IGNORED in words[col]:
            found.give(IGNORED, col, words=True)
    head_ticks(found, header.fields.get("head_name", ()), words)
    by_form(found, words)
    _name_by_relation(found, header)
    sex_by_others(found)
    birth(found, words)
    _by_words(found, words, frozenset({"household_no"}))
    few = _knows_few(header, found)
    _names(found, words, only_said=not few)
    _numbers(found, words, year, only_said=not few)
    _serial(found)
    _by_words(found, words, _BY_WORDS)
    return _rebuilt(header, found)


def _knows_few(header: Header, found: Found) -> bool:
    """Say whether words left much open: names and plain numbers are then told by how they run.

    Where nearly every label is known, an unknown one stands over something that no ledger needs.
    """
    labelled = [col for col, one in found.profiles.items() if one.known or (col < len(header.labels) and header.labels[col])]
    known = sum(col in found.taken and found.grounds.get(col) is not Ground.CONTENT for col in labelled)
    listed = found.profiles.get(found.fields.get("member_name", [-1])[0])
    person = "name" in found.fields or (listed is not None and min(listed.distinct, listed.fill) >= _LISTED)
    heads = found.profiles.get(found.fields.get("head_name", [-1])[0])
    person |= heads is not None and heads.fill > _FIRST_ROWS[1] and "relation" not in found.fields
    return not person or known < _MOSTLY * len(labelled) or not labelled


def _kept(header: Header, profiles: Mapping[int, Profile]) -> dict[str, list[int]]:
    """The fields that words named, without columns whose content plainly is of another form."""
    kept: dict[str, list[int]] = {FORBIDDEN: list(header.forbidden)}
    for name, cols in header.fields.items():
        firm = _FIRM.get(name)
        right = [col for col in cols if firm is None or col not in profiles or not _is_misplaced(profiles[col], firm)]
        if right:
            kept[name] = right
    return kept


def _is_misplaced(column: Profile, firm: Kind) -> bool:
    return len(column.filled) >= _ENOUGH and sum(not column.kinds[place] & firm for place in column.filled) >= (
        _MISPLACED * len(column.filled)
    )


def _name_by_relation(found: Found, header: Header) -> None:
    """A column 姓名 was taken for heads before relations were found beside it: it holds every person."""
    col = found.fields.get("head_name", [-1])[0]
    is_open = "relation" in found.fields and "name" not in found.fields
    if is_open and 0 <= col < len(header.labels) and "name" in known_fields(header.labels[col]):
        found.fields["name"] = found.fields.pop("head_name")


def _names(found: Found, words: Words, *, only_said: bool) -> None:
    given = name_columns([one for one in found.open() if words[one.col] or not only_said], found.fields, found.profiles, words)
    for name, col in given.items():
        found.give(name, col, words=name in words.get(col, {}))


def _numbers(found: Found, words: Words, year: int, *, only_said: bool) -> None:
    given = number_columns(
        [one for one in found.open() if words[one.col] or not only_said], found.fields, found.profiles, words, year
    )
    for name, cols in given.items():
        for col in cols:
            found.give(name, col, words=name in words.get(col, {}))


def _serial(found: Found) -> None:
    """A column that counts 1, 2, 3 is the serial, whatever stands over it."""
    if "seq" in found.fields or "household_no" in found.fields:
        return
    for one in found.open():
        if len(one.numbers) >= _ENOUGH and one.numbers[0] == 1 and one.counting >= _COUNTS and one.share(Kind.WHOLE) > _COUNTS:
            found.give("seq", one.col, words=False)
            return


def _by_words(found: Found, words: Words, fields: frozenset[str]) -> None:
    """What is left is taken at its word, where content cannot speak against it."""
    for one in found.open():
        likely = [name for name in sorted(words[one.col], key=lambda name: -words[one.col][name]) if name in fields]
        name = next((name for name in likely if name not in found.fields), "")
        if name:
            found.give(name, one.col, words=True)


def _lists_heads(header: Header, fields: Mapping[str, Sequence[int]], profiles: Mapping[int, Profile]) -> bool:
    """Say whether a column 姓名 holds heads: else the household's own cells stand in some rows and are empty in others."""
    col = fields["head_name"][0]
    label = header.labels[col] if col < len(header.labels) else ""
    if "name" not in known_fields(label) or "relation" in fields:
        return True
    own = [profiles[cols[0]] for name in _OF_HOUSEHOLD if (cols := fields.get(name)) and cols[0] in profiles]
    return not any(_FIRST_ROWS[0] <= one.fill <= _FIRST_ROWS[1] for one in own) or profiles[col].fill < _FIRST_ROWS[1]


def _rebuilt(header: Header, found: Found) -> Header:
    """The header with what was found; columns that hold something and that nobody knows are unknown."""
    fields = {name: cols for name, cols in found.fields.items() if name not in {FORBIDDEN, IGNORED} and cols}
    if "head_name" in fields and "name" not in fields and not _lists_heads(header, fields, found.profiles):
        fields["name"] = fields.pop("head_name")
    if "member_name" in fields and ("name" in fields or "head_name" in fields) and "contact_member" not in fields:
        fields["contact_member"] = fields.pop("member_name")
    forbidden = tuple(sorted(found.fields.get(FORBIDDEN, ())))
    given = {col for cols in fields.values() for col in cols} | set(forbidden)
    unknown = tuple(col for col, one in found.profiles.items() if col not in given and (one.filled or col in header.unknown))
    labels = header.labels + ("",) * (max(found.profiles, default=-1) + 1 - len(header.labels))
    kept = {col: why for col, why in header.grounds.items() if col in given}
    return replace(header, fields=fields, forbidden=forbidden, unknown=unknown, labels=labels, grounds=kept | found.grounds)
