"""How much of a set of ledgers was understood, row by row against its truth."""

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields
from math import comb
from pathlib import Path

from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.importers.report import COLUMNS, report_rows

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


@dataclass
class Score:
    """Rows and fields: expected, given and right; flags that were missed; rows that stand in no understood sheet."""

    truth: int = 0
    given: int = 0
    matched: int = 0
    expected: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    missed_flags: list[str] = field(default_factory=list)
    household_pairs_wrong: int = 0
    pairs_expected: int = 0
    pairs_given: int = 0
    pairs_right: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Both sets taken as one."""
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def precision(self, name: str) -> float:
        """Right among those given; 1 where nothing was given."""
        return self.right[name] / self.said[name] if self.said[name] else 1.0

    def recall(self, name: str) -> float:
        """Right among those expected; 1 where nothing was expected."""
        return self.right[name] / self.expected[name] if self.expected[name] else 1.0


def score(reading: LedgerReading, truth_csv: Path) -> Score:
    """Compare a reading with the truth of its files."""
    with truth_csv.open(encoding="utf-8", newline="") as lines:
        files = {spot.file for spot in reading.layouts}
        truth = [row for row in csv.DictReader(lines) if row["file"] in files]
    rows = {tuple(line[:4]): dict(zip(COLUMNS, line, strict=True)) for line in report_rows(reading)}
    result = Score(truth=len(truth), given=len(rows))
    blocks: dict[str, set[tuple[str, str]]] = defaultdict(set)
    refs: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    together: Counter[tuple[tuple[str, str], tuple[str, str]]] = Counter()
    for expected in truth:
        found = rows.get((expected["file"], expected["sheet"], expected["row"], expected["col"]))
        if found is None:
            continue
        result.matched += 1
        block = (expected["file"] + expected["sheet"], expected["block"])
        ref = (found["file"] + found["sheet"], found["household_ref"])
        blocks[str(block)].add(ref)
        refs[ref].add(block)
        together[block, ref] += 1
        _compare(result, expected, found)
    _count_pairs(result, together)
    result.household_pairs_wrong = sum(len(group) > 1 for group in (*blocks.values(), *refs.values()))
    return result


def _count_pairs(result: Score, together: Counter[tuple[tuple[str, str], tuple[str, str]]]) -> None:
    """Two people are a pair where they are of one household: by the truth, by the reading, by both."""
    blocks: Counter[tuple[str, str]] = Counter()
    refs: Counter[tuple[str, str]] = Counter()
    for (block, ref), people in together.items():
        blocks[block] += people
        refs[ref] += people
    result.pairs_expected, result.pairs_given, result.pairs_right = (
        sum(comb(people, 2) for people in counts.values()) for counts in (blocks, refs, together)
    )


def _compare(result: Score, expected: dict[str, str], found: dict[str, str]) -> None:
    for name, key in FIELDS.items():
        result.expected[name] += bool(expected[key])
        result.said[name] += bool(found[name])
        result.right[name] += bool(expected[key]) and _same(name, expected[key], found[name])
    for key in ("id_flag", "phone_flag", "name_flag"):
        kinds = {flag.split("_")[0] for flag in found["flags"].split("|")}
        if expected[key] and expected[key].split("_")[0] not in kinds:
            result.missed_flags.append(f"{expected['file']} {expected['row']} {expected[key]}")


def _same(name: str, expected: str, found: str) -> bool:
    if name == "phones":
        return _local(expected) == _local(found)
    return found.startswith(expected) if name == "birth_date" else expected == found


def _local(phones: str) -> set[str]:
    """Telephones without the area's code, which lists write or leave out."""
    return {phone[-7:] if phone.startswith("0475") else phone for phone in phones.split("|")}
