"""Strange ledgers made anew for each run of the tests: what must be understood of lists that nobody has seen."""

import re
from pathlib import Path

import pytest

from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.gazetteer import shipped_gazetteer
from kzzq_desktop.importers.layouts import CARDS
from kzzq_desktop.importers.ledger import read_ledger
from tests.importers.scoring import FIELDS, Score, score
from tests.importers.strange.books import WORDS, Order, write_set

SEEDS, VILLAGES, HOMES = (11, 12, 13, 14), 12, 20
ROWS, PAIRS = 0.998, 0.99
# Words that everybody knows must be read nearly perfectly; what has none is told by what is in it.
LEAST = {"usual": 0.995, "odd": 0.99, "none": 0.99}
NEVER = re.compile(r"[蒙汉满]古?族|中共党员|共青团员|999999\d{13}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("strange")


READ: dict[str, tuple[list[LedgerReading], Score]] = {}


def understood(folder: Path, words: str) -> tuple[list[LedgerReading], Score]:
    """The sets of strange ledgers with such words, read once for all tests."""
    if words not in READ:
        readings, total = [], Score()
        for seed in SEEDS:
            place = folder / f"{words}{seed}"
            write_set(place, Order(seed, VILLAGES, HOMES, (words,)))
            readings.append(read_ledger(sorted((place / "ledgers").iterdir()), shipped_gazetteer()))
            total += score(readings[-1], place / "truth" / "occurrences.csv")
        READ[words] = readings, total
    return READ[words]


@pytest.mark.parametrize("words", WORDS)
def test_every_person_is_found_and_nothing_else_is_taken_for_one(folder: Path, words: str) -> None:
    _, result = understood(folder, words)
    assert result.truth > 2000
    assert result.matched >= ROWS * result.truth
    assert result.matched >= ROWS * result.given


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("words", WORDS)
def test_every_field_is_right_where_it_is_given_and_given_where_it_is_told(folder: Path, words: str, name: str) -> None:
    _, result = understood(folder, words)
    assert result.precision(name) >= LEAST[words]
    assert result.recall(name) >= LEAST[words]


@pytest.mark.parametrize("words", WORDS)
def test_the_people_of_a_household_are_kept_together_and_apart_from_others(folder: Path, words: str) -> None:
    _, result = understood(folder, words)
    assert result.pairs_right >= PAIRS * result.pairs_expected
    assert result.pairs_right >= PAIRS * result.pairs_given


@pytest.mark.parametrize("words", WORDS)
def test_what_a_rule_forbids_is_never_read(folder: Path, words: str) -> None:
    readings, _ = understood(folder, words)
    assert not [found for reading in readings for found in NEVER.findall(repr(reading.households) + repr(reading.members))]


@pytest.mark.parametrize("words", WORDS)
def test_every_table_that_was_read_says_what_each_of_its_columns_is(folder: Path, words: str) -> None:
    readings, _ = understood(folder, words)
    tables = [table for reading in readings for view in reading.views for table in view.tables if table.layout != CARDS]
    assert len(tables) > 20
    assert all(any(column.field for column in table.columns) for table in tables)
