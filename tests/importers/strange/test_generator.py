"""The generator says of every row what it is, and invents only people and numbers that do not exist."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest

from tests.importers.strange.books import LAYOUTS, WORDS, Order, write_set
from tests.importers.strange.page import COLUMNS
from tests.importers.strange.roster import PREFIXES, check_digit
from tests.importers.strange.truth import PERSON_COLUMNS

SEEDS = (1, 2, 3)
ORDER = Order(seed=1, villages=2 * len(LAYOUTS), homes=14)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module", params=SEEDS)
def made(request, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp(f"strange{request.param}")
    write_set(folder, Order(seed=request.param, villages=ORDER.villages, homes=ORDER.homes))
    return folder


def occurrences(folder: Path) -> list[dict[str, str]]:
    return read(folder / "truth" / "occurrences.csv")


def test_one_order_gives_one_set(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_set(tmp_path / name, Order(seed=5, villages=len(LAYOUTS), homes=8))
    first = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert first == sorted(path.relative_to(tmp_path / "two") for path in (tmp_path / "two").rglob("*.*"))
    assert all((tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes() for path in first)


def test_another_seed_gives_another_set(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_set(tmp_path / str(seed), Order(seed=seed, villages=2, homes=6))
    assert occurrences(tmp_path / "1") != occurrences(tmp_path / "2")


def test_truth_has_the_columns_the_scorer_reads(made: Path) -> None:
    for name, columns in (
        ("occurrences", COLUMNS),
        ("nondata_rows", ("file", "sheet", "row", "kind")),
        ("persons", PERSON_COLUMNS),
    ):
        assert tuple(read(made / "truth" / f"{name}.csv")[0]) == columns


def test_every_person_stands_where_the_truth_says(made: Path) -> None:
    by_sheet = defaultdict(list)
    for entry in occurrences(made):
        by_sheet[entry["file"], entry["sheet"]].append(entry)
    for (file, sheet), entries in by_sheet.items():
        if not file.endswith(".xlsx"):
            continue
        page = openpyxl.load_workbook(made / "ledgers" / file)[sheet]
        for entry in entries:
            assert page.cell(int(entry["row"]), int(entry["col"])).value == entry["name_raw"], (file, sheet, entry["row"])


def test_every_row_is_a_person_or_nobody(made: Path) -> None:
    said = {(entry["file"], entry["sheet"], int(entry["row"])) for entry in occurrences(made)}
    nobody = {(entry["file"], entry["sheet"], int(entry["row"])) for entry in read(made / "truth" / "nondata_rows.csv")}
    assert not said & nobody
    for path in (made / "ledgers").glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        rows = {(path.name, page.title, row) for page in book for row in range(1, page.max_row + 1)}
        assert rows == {one for one in said | nobody if one[0] == path.name}


def test_no_row_is_left_unsaid(made: Path) -> None:
    assert "unsaid" not in {entry["kind"] for entry in read(made / "truth" / "nondata_rows.csv")}


def test_what_is_expected_is_true(made: Path) -> None:
    people = {one["person_uid"]: one for one in read(made / "truth" / "persons.csv")}
    for entry in occurrences(made):
        one = people[entry["person_uid"]]
        assert entry["name_expect"] in {"", one["name"]}
        assert entry["id_expect"] in {"", one["id_number"]}
        assert one["birth_date"].startswith(entry["birth_expect"])
        assert entry["sex_expect"] in {"", one["sex"]}
        assert entry["relation_expect"] in {"", one["relation_code"]}
        assert entry["village_code"] == one["village_code"]


def test_a_flag_stands_where_nothing_can_be_known(made: Path) -> None:
    for entry in occurrences(made):
        assert not (entry["id_flag"] and entry["id_expect"])
        assert not (entry["phone_flag"] and entry["phone_expect"])
        assert not (entry["name_flag"] and entry["name_expect"])


def cells(folder: Path) -> list[str]:
    found = []
    for path in (folder / "ledgers").glob("*.xlsx"):
        for page in openpyxl.load_workbook(path):
            found += [str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell is not None]
    return found


def test_nobody_holds_the_numbers(made: Path) -> None:
    for one in read(made / "truth" / "persons.csv"):
        number = one["id_number"]
        assert number[4:6] == "99"
        assert check_digit(number[:17]) == number[17]
        assert all(phone.startswith(PREFIXES) for phone in one["phones"].split("|") if phone)


def test_no_cell_holds_a_real_number(made: Path) -> None:
    for cell in cells(made):
        for number in re.findall(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])", cell):
            assert number[4:6] == "99", cell
        if re.match(r"\W?[0-9]{4}99[\s-]?[12][0-9]{3}", cell):
            continue  # an ID number in pieces, of whose end a phone could be read
        for phone in re.findall(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])", cell):
            assert phone.startswith(PREFIXES), cell


@pytest.mark.parametrize("words", WORDS)
def test_the_asked_words_are_kept_to(tmp_path: Path, words: str) -> None:
    write_set(tmp_path, Order(seed=1, villages=4, homes=6, words=(words,), layouts=("flat", "heads")))
    said = {feature for sheet in read(tmp_path / "truth" / "sheets.csv") for feature in sheet["features"].split("|")}
    assert {one for one in said if one.startswith("words:")} == {f"words:{words}"}


def test_every_layout_comes(made: Path) -> None:
    assert {entry["layout"] for entry in occurrences(made)} == set(LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_layout_alone(tmp_path: Path, layout: str) -> None:
    write_set(tmp_path, Order(seed=4, villages=2, homes=6, layouts=(layout,)))
    assert {entry["layout"] for entry in occurrences(tmp_path)} == {layout}
