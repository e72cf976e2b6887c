"""Columns whose cells have a form of their own: IDs, sexes, relations, phones, grids, groups, places, remarks, births."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kzzq_desktop.domain.codes import implied_sex, relation_code
from kzzq_desktop.domain.id_numbers import read_id, sex_in
from kzzq_desktop.domain.sheet_view import Ground
from kzzq_desktop.importers.kinds import Kind
from kzzq_desktop.importers.profiles import Profile, births, plain
from kzzq_desktop.importers.workbook import Cell

Words = Mapping[int, Mapping[str, float]]
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
_DATES = Kind.DATE | Kind.SERIAL_DAY | Kind.YEAR
_TICKS = frozenset({"是", "否", "√", "✓", "×", "有", "无"})
_SOME, _LONG_RUN, _HALF, _ENOUGH = 0.2, 5, 0.5, 4


class Found:
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


def by_form(found: Found, words: Words) -> None:
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


def head_ticks(found: Found, said: Sequence[int], words: Words) -> None:
    """A column 户主 whose cells are ticks says which of the people is the head; `said` are the columns with that word."""
    if "relation" in found.fields:
        return
    likely = [one.col for one in found.open() if "head_name" in words[one.col]]
    for one in (found.profiles[col] for col in (*said, *likely) if col in found.profiles):
        if one.filled and set(one.texts) <= _TICKS:
            found.fields.pop("head_name", None)
            found.give("relation", one.col, words=True)
            return


def _enough(one: Profile, name: str, words: Mapping[str, float]) -> bool:
    """Say whether a column's few cells do: a remark is one by itself, a grid stands once over all its households."""
    few = name == "note" or (name == "grid" and len(one.filled) > 1 and one.share(Kind.GRID) == 1)
    return one.known or few or name in words


def _says_other(one: Profile, name: str, words: Mapping[str, float]) -> bool:
    """Say whether words give a column another field that its cells fit as well; codes of grids that repeat are no old IDs."""
    if name in words:
        return False
    other = any(one.share(kind) >= least for field, kind, least in _BY_FORM if field in words)
    return other or (name == "id_number" and one.share(Kind.GRID) > _HALF and one.distinct < _HALF)


def _stands_in_blocks(one: Profile) -> bool:
    """Say whether a column names a few places, each over a long block of rows; not every village's name ends in 村."""
    words = one.share(Kind.VILLAGE | Kind.NAME | Kind.TEXT)
    return one.share(Kind.VILLAGE) >= _SOME and words > 0.9 and one.distinct <= _SOME and one.run >= _LONG_RUN


def _holds_codes(one: Profile, words: Mapping[str, float]) -> bool:
    """Say whether a column holds relations by the standard's numbers: its label says so, or heads are 02 throughout."""
    coded = sum(len(text) == 2 and text.isdecimal() and bool(relation_code(text)) for text in one.texts)
    heads = one.top["02"]
    return one.known and coded >= 0.8 * len(one.texts) and ("relation" in words or 1 < heads < len(one.texts))


def sex_by_others(found: Found) -> None:
    """A column of 1 and 2 is the sex where it agrees with what relations and ID numbers imply."""
    if "sex" in found.fields:
        return
    relations, ids = (found.profiles.get(found.fields.get(name, [-1])[0]) for name in ("relation", "id_number"))
    for one in found.open():
        if not set(one.texts) <= {"1", "2"}:
            continue
        implied = [(_implied(relations, ids, place), plain(one.cells[place])) for place in one.filled]
        told = [(sex, said) for sex, said in implied if sex]
        if len(told) >= _ENOUGH and sum(sex == said for sex, said in told) >= 0.9 * len(told):
            found.give("sex", one.col, words=False)
            return


def _implied(relations: Profile | None, ids: Profile | None, place: int) -> str:
    """The sex that a row's relation or ID number implies, "" where neither does."""
    word = plain(relations.cells[place]) if relations else ""
    number = read_id(cell).number if ids and isinstance(cell := ids.cells[place], str) else ""
    return implied_sex(relation_code(word), word) or (sex_in(number) if number else "")


def _phones(found: Found, fitting: Sequence[Profile], words: Words) -> None:
    """Telephones: those of few people over many rows are the contacts', the others the row's own."""
    for one in fitting:
        of_contact = "contact_phone" in words[one.col] or (one.distinct < 0.35 and len(one.filled) > 5) or (
            one.fill < 0.3 and one.run > 6
        )  # fmt: skip
        if of_contact and "contact_phone" not in found.fields:
            found.give("contact_phone", one.col, words="contact_phone" in words[one.col])
        else:
            found.give("phone", one.col, words="phone" in words[one.col])


def birth(found: Found, words: Words) -> None:
    """A column of days: births agree with the ID numbers beside them; without these most have one, spread over decades."""
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
        if (agree >= 0.6 * len(pairs)) if len(pairs) >= 3 else (said > 0 or (spread >= 20 and one.fill >= 0.5)):
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
