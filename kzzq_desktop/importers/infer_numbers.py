"""Columns of plain numbers told apart by how they run: serials, people of a household, groups, grids, ages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kzzq_desktop.domain.codes import HEAD, number_in, relation_code
from kzzq_desktop.importers.kinds import Kind
from kzzq_desktop.importers.profiles import Profile, births, plain

_PLAIN = Kind.WHOLE | Kind.COUNT
_LEAST, _MOSTLY = 3, 0.7
_MOST_IN_HOUSEHOLD, _FEWEST_IN_BLOCK, _MOST_IN_GRID = 25, 3.5, 14
Words = Mapping[int, Mapping[str, float]]
Fields = Mapping[str, Sequence[int]]


def number_columns(
    columns: Sequence[Profile], fields: Fields, profiles: Mapping[int, Profile], words: Words, year: int
) -> dict[str, list[int]]:
    """Return {field: columns} for serials, household numbers, populations, groups and grids among the open columns."""
    given: dict[str, list[int]] = defaultdict(list)
    starts = _starts(fields, profiles)
    ids = profiles.get(fields.get("id_number", [-1])[0])
    born = births(ids) if ids else ()
    left = []
    for one in columns:
        few = len(one.filled) < _LEAST and not words[one.col]
        if few or one.share(_PLAIN | Kind.CODE) < 0.7 or _is_age(one, born, year):
            continue
        name = _plain_role(one, starts, fields, given, words[one.col])
        if name:
            given[name].append(one.col)
        elif not set(words[one.col]) - {"group", "grid", "population"}:
            left.append(one)
    _blocks(left, fields, given, words, len(starts))
    return given


def _starts(fields: Fields, profiles: Mapping[int, Profile]) -> list[int]:
    """The sample rows where a household begins: relations or the head's column say so, else every row."""
    any_column = next(iter(profiles.values()), None)
    rows = len(any_column.cells) if any_column else 0
    if fields.get("relation") and fields["relation"][0] in profiles:
        cells = profiles[fields["relation"][0]].cells
        heads = [place for place, cell in enumerate(cells) if relation_code(plain(cell)) == HEAD]
        if heads:
            return heads
    for name in ("head_name", "household_no"):
        one = profiles.get(fields[name][0]) if fields.get(name) else None
        if one is not None and one.fill < 0.8:
            return list(one.filled)
        if one is not None and one.distinct < 0.8:
            return [place for at, place in enumerate(one.filled) if at == 0 or one.texts[at] != one.texts[at - 1]]
    return list(range(rows))


def _is_age(one: Profile, born: Sequence[str], year: int) -> bool:
    """Say whether a column holds ages: years since the birth of the ID beside it."""
    pairs = [(number_in(plain(one.cells[place])), born[place]) for place in one.filled if born and born[place]]
    close = sum(age is not None and abs(year - int(day[:4]) - age) <= 3 for age, day in pairs)
    return len(pairs) >= 3 and close >= 0.7 * len(pairs)


def _plain_role(
    one: Profile, starts: Sequence[int], fields: Fields, given: Mapping[str, Sequence[int]], words: Mapping[str, float]
) -> str:
    """What a column of numbers surely is, "" where it may be a group or a grid."""
    if "population" not in fields and not given.get("population") and _counts_people(one, starts, words):
        return "population"
    if words.keys() & {"grid", "group", "population"}:
        return ""
    free = [name for name in ("household_no", "seq") if name not in fields and not given.get(name)]
    if _marks_households(one, starts) and (
        max(one.counting, one.rising - 0.2) >= 0.7 or one.share(Kind.CODE) > 0.5 or "household_no" in words
    ):
        return free[0] if free else ""
    return "seq" if one.counting >= 0.7 and "seq" in free else ""


def _marks_households(one: Profile, starts: Sequence[int]) -> bool:
    """Say whether a value begins where a household begins, and nowhere else."""
    if len(starts) >= 0.9 * len(one.cells):
        return False
    begins = {place for at, place in enumerate(one.filled) if at == 0 or one.texts[at] != one.texts[at - 1]}
    return len(begins & set(starts)) >= 0.85 * max(len(begins), len(starts))


def _counts_people(one: Profile, starts: Sequence[int], words: Mapping[str, float]) -> bool:
    """Say whether a number equals the rows of its household, or is small and comes and goes as families do."""
    if "population" in words and one.share(Kind.COUNT) > _MOSTLY:
        return True
    if (
        sum(number > _MOST_IN_HOUSEHOLD for number in one.numbers) > max(1, 0.05 * len(one.numbers))
        or "grid" in words
        or "group" in words
    ):
        return False
    ends = [*starts[1:], len(one.cells)]
    sizes = [(number_in(plain(one.cells[start])), end - start) for start, end in zip(starts, ends, strict=True)]
    said = [(number, size) for number, size in sizes if number is not None]
    if len(starts) < 0.9 * len(one.cells) and said:
        return sum(number == size for number, size in said) >= 0.6 * len(said) and len(said) >= 0.5 * len(starts)
    with_word = sum(text.endswith(("人", "口", "名")) for text in one.texts)
    if with_word * 4 > len(one.texts) or "population" in words:
        return True
    return (
        len(one.texts) >= 8 and one.rising < 0.85 and one.share(Kind.COUNT) > 0.9 and len(set(one.numbers)) >= 3 and one.run < 4
    )


def _blocks(left: Sequence[Profile], fields: Fields, given: dict[str, list[int]], words: Words, households: int) -> None:
    """Groups and grids rise in blocks; a grid covers about ten households, a group more."""
    fitting = [
        one
        for one in left
        if (len(set(one.numbers)) > 1 or words[one.col])
        and one.rising >= 0.8
        and (one.run >= 3 or len(one.cells) < 12)
        and all(n <= 1000 for n in one.numbers)
    ]
    for name in ("grid", "group"):
        said = [one for one in fitting if name in words[one.col] and one.col not in _all(given)]
        if said and name not in fields and name not in given:
            given[name].append(said[0].col)
    open_fields = [name for name in ("grid", "group") if name not in fields and name not in given]
    fitting = sorted((one for one in fitting if one.col not in _all(given) and not words[one.col]), key=lambda one: one.run)
    if len(fitting) >= 2 and len(open_fields) == 2:
        given["grid"].append(fitting[0].col)
        given["group"].append(fitting[-1].col)
    elif fitting and open_fields:
        one = fitting[0]
        covered = one.run * households / max(1, len(one.cells))
        if covered < _FEWEST_IN_BLOCK:
            return
        likely = "grid" if covered <= _MOST_IN_GRID else "group"
        given[likely if likely in open_fields else open_fields[0]].append(one.col)


def _all(given: Mapping[str, Sequence[int]]) -> set[int]:
    return {col for cols in given.values() for col in cols}
