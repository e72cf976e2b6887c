"""How much of a set of ledgers was understood: the report of a dry run, row by row against the set's truth."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

FIELDS = {
    "name": "name_expect",
    "id_number": "id_expect",
    "phones": "phone_expect",
    "relation_code": "relation_expect",
    "sex": "sex_expect",
    "birth_date": "birth_expect",
    "status": "status_expect",
    "population": "population_expect",
    "group_no": "group_expect",
    "grid_no": "grid_expect",
    "contact_name": "contact_expect",
    "village_code": "village_code",
}
FLAGS = ("id_flag", "phone_flag", "name_flag")
# Least shares; rows, fields, household pairs and pairs of rows of one person each as precision and recall.
ROWS, EVERY_FIELD, FLAG_RECALL, HOUSEHOLDS, DUPLICATES = 0.998, 0.995, 0.99, 0.99, (0.98, 0.95)
_CARD_FILE, _AREA = "登记卡", "0475"
Line = Mapping[str, str]


@dataclass
class Share:
    """How many were expected, given, and right."""

    truth: int = 0
    given: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Right among those given; 1 where nothing was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Right among those expected; 1 where nothing was expected."""
        return self.right / self.truth if self.truth else 1.0

    def __str__(self) -> str:
        return f"truth {self.truth:6d} given {self.given:6d} right {self.right:6d}  P {self.precision:.4f} R {self.recall:.4f}"


@dataclass
class Score:
    """What the issue asks of a set. A flag counts as raised where any of its kind is; `exact` are those of the very name."""

    rows: Share = field(default_factory=Share)
    fields: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in FIELDS})
    flags: dict[str, Share] = field(default_factory=dict)
    exact_flags: Counter[str] = field(default_factory=Counter)
    households: Share = field(default_factory=Share)
    duplicates: Share | None = None
    leaks: int = 0

    @property
    def flag_recall(self) -> float:
        """The share of flags that were raised."""
        expected = sum(share.truth for share in self.flags.values())
        return sum(share.right for share in self.flags.values()) / expected if expected else 1.0

    def lines(self) -> Iterator[str]:
        """The figures as a table."""
        yield f"{'rows':16} {self.rows}"
        for name, share in self.fields.items():
            yield f"{name:16} {share}"
        for name, share in sorted(self.flags.items()):
            exact = self.exact_flags[name]
            yield f"{name:16} truth {share.truth:6d} some {share.right:6d} exact {exact:6d}  R {share.recall:.4f}"
        yield f"{'flags':16} R {self.flag_recall:.4f}"
        yield f"{'household pairs':16} {self.households}"
        if self.duplicates:
            yield f"{'duplicate pairs':16} {self.duplicates}"
        yield f"{'leaks':16} {self.leaks}"

    def below(self) -> list[str]:
        """What is below its floor."""
        low = [] if min(self.rows.precision, self.rows.recall) >= ROWS else ["rows"]
        low += [name for name, share in self.fields.items() if min(share.precision, share.recall) < EVERY_FIELD]
        low += ["flags"] if self.flag_recall < FLAG_RECALL else []
        low += ["household pairs"] if min(self.households.precision, self.households.recall) < HOUSEHOLDS else []
        pairs = self.duplicates or Share()
        low += ["duplicate pairs"] if (pairs.precision < DUPLICATES[0] or pairs.recall < DUPLICATES[1]) else []
        return low + (["leaks"] if self.leaks else [])


def read_lines(path: Path) -> list[dict[str, str]]:
    """The lines of a report or of a truth."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def score(found: Sequence[Line], truth: Sequence[Line], pairs: Iterable[Line] | None = None) -> Score:
    """Compare the lines of a report, and its pairs of rows of one person, with the truth of the same files."""
    matched = _matched(found, truth)
    taken = {id(line) for line in matched.values()}
    result = Score(Share(len(truth), len(found), len(matched)))
    for place, expected in enumerate(truth):
        _compare(result, expected, matched.get(place, {}))
    for line in found:
        if id(line) not in taken:
            for name, share in result.fields.items():
                share.given += bool(line[name])
    blocks = [(expected["file"], expected["sheet"], expected["block"]) for expected in truth]
    refs = {at: (line["file"], line["sheet"], line["household_ref"]) for at, line in matched.items() if line["household_ref"]}
    result.households = _share(_pairs(dict(enumerate(blocks))), _pairs(refs))
    result.leaks = sum(_leaks(value) for line in found for value in line.values())
    if pairs is not None:
        result.duplicates = _share(_true_pairs(truth), {frozenset((_row(line), _row(line, "2"))) for line in pairs})
    return result


def _matched(found: Sequence[Line], truth: Sequence[Line]) -> dict[int, Line]:
    """The report's line for each place of the truth: the same cell, else the same name in the row."""
    cells = {(*_row(line), line["col"]): place for place, line in enumerate(truth)}
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(truth):
        rows[_row(line)].append(place)
    matched: dict[int, Line] = {}
    for line in found:
        place = cells.get((*_row(line), line["col"]))
        if place is None:
            named = (at for at in rows[_row(line)] if at not in matched and truth[at]["name_expect"] == line["name"] != "")
            place = next(named, None)
        if place is not None and place not in matched:
            matched[place] = line
    return matched


def _row(line: Line, which: str = "") -> tuple[str, ...]:
    return line[f"file{which}"], line[f"sheet{which}"], line[f"row{which}"]


def _compare(result: Score, expected: Line, found: Line) -> None:
    for name, key in FIELDS.items():
        share, said = result.fields[name], found.get(name, "")
        share.truth += bool(expected[key])
        share.given += bool(said)
        share.right += bool(expected[key] and said) and _same(name, expected[key], said)
    flags = found.get("flags", "").split("|")
    for key in FLAGS:
        flag = expected[key]
        if flag and found:
            share = result.flags.setdefault(flag, Share())
            share.truth += 1
            share.right += any(one.split("_")[0] == flag.split("_")[0] for one in flags)
            result.exact_flags[flag] += flag in flags


def _same(name: str, expected: str, found: str) -> bool:
    if name == "phones":
        return {_bare_phone(one) for one in expected.split("|")} == {_bare_phone(one) for one in found.split("|")}
    if name in {"population", "group_no", "grid_no"}:
        expected = expected.removesuffix(".0")
    return found.startswith(expected) if name == "birth_date" else expected == found


def _bare_phone(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return digits[-7:] if len(digits) <= 8 or digits.startswith(_AREA) else digits[-11:]


def _leaks(value: str) -> bool:
    """Say whether a value is an account or a people's name: neither may ever be read."""
    return value in {"蒙古族", "汉族"} or ("999999" in value and len(re.sub(r"\D", "", value)) >= 19)


def _pairs(groups: Mapping[int, Hashable]) -> set[frozenset[int]]:
    together: dict[Hashable, list[int]] = defaultdict(list)
    for place, group in groups.items():
        together[group].append(place)
    return {frozenset(pair) for places in together.values() for pair in combinations(places, 2)}


def _share(truth: Collection[object], given: Collection[object]) -> Share:
    return Share(len(truth), len(given), len(set(truth) & set(given)))


def _true_pairs(truth: Sequence[Line]) -> set[frozenset[tuple[str, ...]]]:
    """The rows of one person, but for rows that hold several people and for cards, which stand beside a list on purpose."""
    people = {_row(line): line["person_uid"] for line in truth if line["layout"] != "wide"}
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row, person in people.items():
        if _CARD_FILE not in row[0]:
            rows[person].append(row)
    return {frozenset(pair) for places in rows.values() for pair in combinations(places, 2)}
