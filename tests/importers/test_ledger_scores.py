"""The sets of messy ledgers: what must be understood of them, whoever reads them."""

from pathlib import Path

import pytest

from kzzq_desktop.domain.gazetteer import shipped_gazetteer
from kzzq_desktop.importers.layouts import CARDS, WIDE
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.services.import_ledger import dry_run
from tests.importers.scoring import Score, read_lines, score

HERE = Path(__file__).parent / "ledgers"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "ledgers"


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != "truth.csv")


def scored(files: list[Path], truth: Path, folder: Path, *, duplicates: bool = True) -> Score:
    """Read files as the dry run does and score what it wrote."""
    report, pairs = folder / "rows.csv", folder / "duplicates.csv"
    dry_run(files, report, duplicates=pairs if duplicates else None)
    names = {path.name for path in files}
    expected = [line for line in read_lines(truth) if line["file"] in names]
    return score(read_lines(report), expected, read_lines(pairs) if duplicates else None)


def test_the_clean_set_is_understood_whole(tmp_path: Path) -> None:
    result = scored(files_of(HERE / "clean"), HERE / "clean" / "truth.csv", tmp_path)
    assert result.below() == []
    assert {(share.precision, share.recall) for share in (result.rows, result.households, *result.fields.values())} == {(1, 1)}


def test_the_small_set_is_understood(tmp_path: Path) -> None:
    assert scored(files_of(HERE / "small"), HERE / "small" / "truth.csv", tmp_path).below() == []


def test_the_formats_are_understood(tmp_path: Path) -> None:
    """One village stands in every file: whoever is listed twice is no news."""
    assert scored(files_of(HERE / "formats"), HERE / "formats" / "truth.csv", tmp_path, duplicates=False).below() == []


@pytest.mark.parametrize("name", ["medium", "formats", "large"])
def test_the_larger_sets_are_understood(name: str, tmp_path: Path) -> None:
    if not (SHARED / name).is_dir():
        pytest.skip("the larger sets are not beside the project")
    truth = SHARED / name / "truth" / "occurrences.csv"
    assert scored(files_of(SHARED / name / "ledgers"), truth, tmp_path, duplicates=name != "formats").below() == []


@pytest.mark.parametrize("path", [*files_of(HERE / "formats"), *files_of(HERE / "small")], ids=lambda path: path.stem[-12:])
def test_wide_sheets_and_cards_are_known_as_such(path: Path) -> None:
    layouts = read_ledger([path], shipped_gazetteer()).layouts.values()
    assert (WIDE in layouts) == ("_wide_" in path.name)
    assert (CARDS in layouts) == ("_cards_" in path.name or "登记卡" in path.name)


def test_every_card_of_a_sheet_each_is_read() -> None:
    layouts = read_ledger(files_of(HERE / "small"), shipped_gazetteer()).layouts.values()
    assert sum(layout == CARDS for layout in layouts) == 6


@pytest.mark.parametrize("name", ["clean", "small"])
def test_no_forbidden_value_is_ever_read(name: str) -> None:
    reading = read_ledger(files_of(HERE / name), shipped_gazetteer())
    words = repr(reading)
    assert "蒙古族" not in words
    assert "中共党员" not in words
    assert "999999" not in words
    never = {column.header for column in reading.left_out if column.never}
    assert never >= ({"是否党员"} if name == "clean" else {"民族", "是否党员", "银行账号"})
