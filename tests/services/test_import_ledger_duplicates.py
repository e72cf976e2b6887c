"""Rows of one person in the sets of messy ledgers: few named wrongly, few missed."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from kzzq_desktop.services.import_ledger import dry_run

SMALL = Path(__file__).resolve().parents[1] / "importers" / "ledgers" / "small"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "ledgers"
CARDS = "登记卡"
Row = tuple[str, str, str]


def said_of(files: list[Path], tmp_path: Path) -> set[frozenset[Row]]:
    pairs = tmp_path / "pairs.csv"
    dry_run(sorted(files), duplicates=pairs)
    with pairs.open(encoding="utf-8", newline="") as lines:
        return {
            frozenset(((one["file"], one["sheet"], one["row"]), (one["file2"], one["sheet2"], one["row2"])))
            for one in csv.DictReader(lines)
        }


def wanted_of(truth: Path) -> set[frozenset[Row]]:
    """Every pair of rows of one person; rows of several people and cards beside their list are not asked for."""
    rows: dict[str, set[Row]] = defaultdict(set)
    with truth.open(encoding="utf-8", newline="") as lines:
        for one in csv.DictReader(lines):
            if one["layout"] != "wide" and CARDS not in one["file"]:
                rows[one["person_uid"]].add((one["file"], one["sheet"], one["row"]))
    return {frozenset(pair) for places in rows.values() for pair in combinations(places, 2)}


def test_the_small_set_has_one_family_twice(tmp_path: Path) -> None:
    said = said_of([path for path in SMALL.iterdir() if path.name != "truth.csv"], tmp_path)
    assert len(said) == 3
    assert all(abs(int(one[2]) - int(other[2])) < 10 for one, other in map(tuple, said))
    assert not any(CARDS in row[0] for pair in said for row in pair)


@pytest.mark.parametrize("name", ["clean", "medium"])
def test_the_sets_are_found_out(name: str, tmp_path: Path) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip("the shared sets of ledgers are not on this machine")
    said = said_of(list((SHARED / name / "ledgers").iterdir()), tmp_path)
    wanted = wanted_of(SHARED / name / "truth" / "occurrences.csv")
    assert len(said & wanted) >= 0.98 * len(said)
    assert len(said & wanted) >= 0.95 * len(wanted)
