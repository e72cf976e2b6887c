"""The sets of messy ledgers: what must be understood of them, whoever reads them."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.gazetteer import shipped_gazetteer
from kzzq_desktop.importers.layouts import CARDS, WIDE
from kzzq_desktop.importers.ledger import read_ledger
from tests.importers.scoring import FIELDS, Score, score

HERE = Path(__file__).parent / "ledgers"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "ledgers"


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != "truth.csv")


def read(files: Iterable[Path]) -> LedgerReading:
    return read_ledger(list(files), shipped_gazetteer())


def assert_understood(result: Score, *, fields: float = 0.97) -> None:
    assert result.truth > 0
    assert result.matched / result.truth >= 0.998
    assert result.matched / result.given >= 0.998
    assert result.household_pairs_wrong == 0
    assert len(result.missed_flags) <= 0.001 * result.truth
    low = {
        name: (result.precision(name), result.recall(name))
        for name in FIELDS
        if min(result.precision(name), result.recall(name)) < fields
    }
    assert not low


def test_the_clean_set_is_understood_whole() -> None:
    assert_understood(score(read(files_of(HERE / "clean")), HERE / "clean" / "truth.csv"), fields=1.0)


def test_the_small_set_is_understood_with_its_cards() -> None:
    reading = read(files_of(HERE / "small"))
    assert_understood(score(reading, HERE / "small" / "truth.csv"), fields=0.995)
    assert sum(layout == CARDS for layout in reading.layouts.values()) == 6


@pytest.mark.parametrize("path", files_of(HERE / "formats"), ids=lambda path: path.name.partition("_")[2])
def test_every_format_is_understood(path: Path) -> None:
    reading = read([path])
    assert_understood(score(reading, HERE / "formats" / "truth.csv"), fields=0.96)
    for layout in (WIDE, CARDS):
        assert (f"_{layout}_" in path.name) == (layout in reading.layouts.values())


@pytest.mark.parametrize("name", ["medium", "formats", "large"])
def test_the_larger_sets_are_understood(name: str) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip("the larger sets are not beside the project")
    reading = read(files_of(SHARED / name / "ledgers"))
    assert_understood(score(reading, SHARED / name / "truth" / "occurrences.csv"), fields=0.995)


@pytest.mark.parametrize("name", ["clean", "small"])
def test_no_forbidden_value_is_ever_read(name: str) -> None:
    reading = read(files_of(HERE / name))
    words = repr(reading)
    assert "蒙古族" not in words
    assert "中共党员" not in words
    assert "999999" not in words
    never = {column.header for column in reading.left_out if column.never}
    assert never >= ({"是否党员"} if name == "clean" else {"民族", "是否党员", "银行账号"})
