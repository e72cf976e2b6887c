"""Columns known by what is in them: content scored together with the words over it, position and neighbours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kzzq_desktop.domain.codes import implied_sex, relation_code
from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, Ground
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.header_words import known_fields, likely_fields
from kzzq_desktop.importers.infer_names import name_columns
from kzzq_desktop.importers.infer_numbers import number_columns
from kzzq_desktop.importers.kinds import SENSITIVE, Kind
from kzzq_desktop.importers.profiles import Profile, births, plain, profile
from kzzq_desktop.importers.workbook import Cell

# Fields whose cells have a form of their own, the surest first; (field, kinds, least share).
_BY_FORM = (
    ("id_number", Kind.ID, 0.5),
    ("sex", Kind.SEX, 0.6),
    ("relation", Kind.RELATION, 0.6),
    ("phone", Kind.PHONE, 0.6),
    ("grid", Kind.GRID, 0.6),
    ("group", Kind.GROUP, 0.6),
    ("branch", Kind.BRANCH, 0.6),
    ("township", Kind.TOWNSHIP, 0.7),
    ("village", Kind.VILLAGE, 0.8),
    ("address", Kind.ADDRESS, 0.6),
    ("note", Kind.REMARK, 0.3),
    ("post", Kind.POST, 0.6),
)
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
_SOME, _LONG_RUN, _COUNTS, _LISTED = 0.2, 5, 0.9, 0.5
_FORBIDDEN_SHARE, _MISPLACED, _ENOUGH, _MOSTLY = 0.6, 0.75, 4, 0.75


def infer_columns(header: Header, rows: Sequence[Sequence[Cell]], year: int) -> Header:
    """Return the header with the columns that its words left open, or named wrongly, known by a sample of data rows.

    `year` is that of the reading, for telling ages from other numbers.
    """
    width = max((len(row) for row in rows), default=0)
    width = max(width, len(header.labels))
    profiles = {col: profile(col, rows) for col in range(header.left, min(header.right + 1, width))}
    named = _kept(header, profiles)
    found = _Found(named, profiles)
    words = {col: likely_fields(header.labels[col] if col < len(header.labels) else "") for col in profiles}
    for col in [one.col for one in found.open()]:
        if profiles[col].share(SENSITIVE) >= _FORBIDDEN_SHARE and profiles[col].known:
            found.give(FORBIDDEN, col, words=bool(words[col]))
        elif IGNORED in words[col]:
            found.give(IGNORED, col, words=True)
    _by_form(found, words)
    _name_by_relation(found, header)
    _sex_by_relation(found)
    _birth(found, words)
    _by_words(found, words, frozenset({"household_no"}))
    few = _knows_few(header, found)
    _names(found, words, only_said=not few)
    _numbers(found, words, year, only_said=not few)
    _serial(found)
    _by_words(found, words, _BY_WORDS)
    return _rebuilt(header, found)


class _Found:
    """Fields given to columns so far."""

    def __init__(self, named: Mapping[str, list[int]], profiles: Mapping[int, Profile]) -> None:
        self.fields: dict[str, list[int]] = defaultdict(list, {name: list(cols) for name, cols in named.items()})
        self.profiles = profiles
        self.taken = {col for cols in named.values() for col in cols}
        self.grounds: dict[int, Ground] = {}

    def give(self, name: str, col: int, *, words: bool) -> None:
        """Give a field one more column."""
        self.fields[name].append(col)
        self.taken.add(col)
        self.grounds[col] = Ground.BOTH if words else Ground.CONTENT

    def open(self) -> list[Profile]:
        """Return the columns that nobody has yet, from the left."""
        return [one for col, one in self.profiles.items() if col not in self.taken and one.filled]


def _knows_few(header: Header, found: _Found) -> bool:
    """Say whether words left much open: names and plain numbers are then told by how they run.

    Where nearly every label is known, an unknown one stands over something that no ledger needs.
    """
    labelled = [col for col, one in found.profiles.items() if one.known or (col < len(header.labels) and header.labels[col])]
    known = sum(col in found.taken and found.grounds.get(col) is not Ground.CONTENT for col in labelled)
    listed = found.profiles.get(found.fields.get("member_name", [-1])[0])
    person = "name" in found.fields or (listed is not None and listed.distinct >= _LISTED)
    person |= "head_name" in found.fields and "relation" not in found.fields
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


def _by_form(found: _Found, words: Mapping[int, Mapping[str, float]]) -> None:
    """Columns whose cells have a form of their own. Of two, words decide, then how many rows they fill, then the left one."""
    for name, kind, least in _BY_FORM:
        if name in found.fields:
            continue
        fitting = [one for one in found.open() if one.share(kind) >= least - 0.3 * words[one.col].get(name, 0)]
        fitting = [one for one in fitting if _enough(one, name, words[one.col]) and not _says_other(one, name, words[one.col])]
        if name == "relation":
            fitting += [one for one in found.open() if one not in fitting and _holds_codes(one, words[one.col])]
            fitting = [one for one in fitting if one.share(Kind.SEX) < 0.9]
        if name == "sex":
            fitting += [one for one in found.open() if one.known and "sex" in words[one.col] and set(one.texts) <= {"1", "2"}]
        if name == "village":
            fitting += [one for one in found.open() if one not in fitting and _stands_in_blocks(one)]
        if name in {"village", "address"}:
            fitting = [one for one in fitting if one.share(Kind.GRID | Kind.NAME_PHONE) < 0.5]
        if name == "note":
            fitting = [one for one in fitting if one.share(Kind.NAME) < 0.5]
        if name == "phone":
            _phones(found, fitting, words)
        elif fitting:
            best = max(fitting, key=lambda one: (words[one.col].get(name, 0), round(one.fill, 1), -one.col))
            found.give(name, best.col, words=name in words[best.col])


def _enough(one: Profile, name: str, words: Mapping[str, float]) -> bool:
    """Say whether a column's few cells do: a remark is one by itself, a grid stands once over all its households."""
    few = name == "note" or (name == "grid" and len(one.filled) > 1 and one.share(Kind.GRID) == 1)
    return one.known or few or name in words


def _says_other(one: Profile, name: str, words: Mapping[str, float]) -> bool:
    """Say whether words give a column another field that its cells fit as well; codes of grids that repeat are no old IDs."""
    if name in words:
        return False
    other = any(one.share(kind) >= least for field, kind, least in _BY_FORM if field in words)
    return other or (name == "id_number" and one.share(Kind.GRID) > _LISTED and one.distinct < _LISTED)


def _stands_in_blocks(one: Profile) -> bool:
    """Say whether a column names a few places, each over a long block of rows; not every village's name ends in 村."""
    words = one.share(Kind.VILLAGE | Kind.NAME | Kind.TEXT)
    return one.share(Kind.VILLAGE) >= _SOME and words > 0.9 and one.distinct <= _SOME and one.run >= _LONG_RUN


def _holds_codes(one: Profile, words: Mapping[str, float]) -> bool:
    """Say whether a column holds relations by the standard's numbers: its label says so, or heads are 02 throughout."""
    coded = sum(len(text) == 2 and text.isdecimal() and bool(relation_code(text)) for text in one.texts)
    heads = one.top["02"]
    return one.known and coded >= 0.8 * len(one.texts) and ("relation" in words or 1 < heads < len(one.texts))


def _name_by_relation(found: _Found, header: Header) -> None:
    """A column 姓名 was taken for heads before relations were found beside it: it holds every person."""
    col = found.fields.get("head_name", [-1])[0]
    is_open = "relation" in found.fields and "name" not in found.fields
    if is_open and 0 <= col < len(header.labels) and "name" in known_fields(header.labels[col]):
        found.fields["name"] = found.fields.pop("head_name")


def _sex_by_relation(found: _Found) -> None:
    """A column of 1 and 2 is the sex where it agrees with what relations imply."""
    if "sex" in found.fields or "relation" not in found.fields:
        return
    relations = found.profiles.get(found.fields["relation"][0])
    for one in found.open():
        if relations is None or not set(one.texts) <= {"1", "2"}:
            continue
        words = [(plain(relations.cells[place]), plain(one.cells[place])) for place in one.filled]
        told = [(implied, sex) for word, sex in words if (implied := implied_sex(relation_code(word), word))]
        if len(told) >= _ENOUGH and sum(implied == sex for implied, sex in told) >= 0.9 * len(told):
            found.give("sex", one.col, words=False)
            return


def _phones(found: _Found, fitting: Sequence[Profile], words: Mapping[int, Mapping[str, float]]) -> None:
    """Telephones: those of few people over many rows are the contacts', the others the row's own."""
    for one in fitting:
        of_contact = "contact_phone" in words[one.col] or (one.distinct < 0.35 and len(one.filled) > 5) or (
            one.fill < 0.3 and one.run > 6
        )  # fmt: skip
        if of_contact and "contact_phone" not in found.fields:
            found.give("contact_phone", one.col, words="contact_phone" in words[one.col])
        else:
            found.give("phone", one.col, words="phone" in words[one.col])


def _birth(found: _Found, words: Mapping[int, Mapping[str, float]]) -> None:
    """A column of days: births agree with the ID numbers beside them; without these they spread over decades."""
    if "birth" in found.fields:
        return
    ids = found.profiles.get(found.fields.get("id_number", [-1])[0])
    born = births(ids) if ids else ()
    for one in found.open():
        said = words[one.col].get("birth", 0)
        if not one.known or one.share(_DATES) < 0.7 - 0.3 * said:
            continue
        pairs = [(one.cells[place], born[place]) for place in one.filled if born and born[place]]
        years = sorted(filter(None, (_year(one.cells[place]) for place in one.filled)))
        if not years:
            continue
        agree = sum(_year(cell) == int(day[:4]) for cell, day in pairs) if pairs else 0
        spread = years[int(0.9 * (len(years) - 1))] - years[int(0.1 * (len(years) - 1))]
        if (agree >= 0.6 * len(pairs)) if len(pairs) >= 3 else (said > 0 or spread >= 20):
            found.give("birth", one.col, words=said > 0)
            return


def _year(cell: Cell) -> int:
    """The year a cell shows, 0 where none can be told."""
    from_text = "".join(letter for letter in (str(int(cell)) if isinstance(cell, float) else str(cell)) if letter.isdecimal())
    if isinstance(cell, float) and 3000 <= cell < 60000:
        return 1900 + int(cell / 365.25)
    if len(from_text) == 5 and isinstance(cell, str) and cell.isdecimal():
        return 1900 + int(int(from_text) / 365.25)
    year = int(from_text[:4]) if len(from_text) >= 4 else 0
    if 1880 <= year <= 2100:
        return year
    return 1900 + int(from_text[:2]) if len(from_text) >= 4 and int(from_text[:2]) > 26 else 0


def _names(found: _Found, words: Mapping[int, Mapping[str, float]], *, only_said: bool) -> None:
    given = name_columns([one for one in found.open() if words[one.col] or not only_said], found.fields, found.profiles, words)
    for name, col in given.items():
        found.give(name, col, words=name in words.get(col, {}))


def _numbers(found: _Found, words: Mapping[int, Mapping[str, float]], year: int, *, only_said: bool) -> None:
    given = number_columns(
        [one for one in found.open() if words[one.col] or not only_said], found.fields, found.profiles, words, year
    )
    for name, cols in given.items():
        for col in cols:
            found.give(name, col, words=name in words.get(col, {}))


def _serial(found: _Found) -> None:
    """A column that counts 1, 2, 3 is the serial, whatever stands over it."""
    if "seq" in found.fields or "household_no" in found.fields:
        return
    for one in found.open():
        if len(one.numbers) >= _ENOUGH and one.numbers[0] == 1 and one.counting >= _COUNTS and one.share(Kind.WHOLE) > _COUNTS:
            found.give("seq", one.col, words=False)
            return


def _by_words(found: _Found, words: Mapping[int, Mapping[str, float]], fields: frozenset[str]) -> None:
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


def _rebuilt(header: Header, found: _Found) -> Header:
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
