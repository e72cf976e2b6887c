"""The generator says of every row what it is, and invents only people and numbers that do not exist."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.importers.strange.books import FORMATS, LAYOUTS, WORDS, Order, write_set
from tests.importers.strange.page import COLUMNS
from tests.importers.strange.read_back import cell_of, read_back
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
    for (file, sheet), entries in by_sheet(made).items():
        grid = read_back(made / "ledgers" / file)[sheet]
        for entry in entries:
            assert cell_of(grid, int(entry["row"]), int(entry["col"])) == entry["name_raw"], (file, sheet, entry["row"])


def nobodies(folder: Path) -> list[dict[str, str]]:
    return read(folder / "truth" / "nondata_rows.csv")


def by_sheet(folder: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    found = defaultdict(list)
    for entry in occurrences(folder):
        found[entry["file"], entry["sheet"]].append(entry)
    return found


def test_every_row_is_a_person_or_nobody(made: Path) -> None:
    said = {(entry["file"], entry["sheet"], int(entry["row"])) for entry in occurrences(made)}
    nobody = {(entry["file"], entry["sheet"], int(entry["row"])): entry["kind"] for entry in nobodies(made)}
    assert not said & set(nobody)
    rows = {
        (path.name, sheet, row)
        for path in (made / "ledgers").iterdir()
        for sheet, grid in read_back(path).items()
        for row in range(1, len(grid) + 1)
    }
    assert rows <= said | set(nobody)
    # A form may end in empty lines, which a file does not keep.
    assert {kind for place, kind in nobody.items() if place not in rows} <= {"blank"}
    assert said <= rows


def test_a_row_of_nobody_names_no_person(made: Path) -> None:
    """Except in lists of members, on grids' lines and in the labels of cards."""
    names = {one["name"] for one in read(made / "truth" / "persons.csv")}
    grids = {path.name: read_back(path) for path in (made / "ledgers").iterdir()}
    for entry in nobodies(made):
        if entry["kind"] not in {"member_list", "other_sheet", "grid_row", "card_field"}:
            grid = grids[entry["file"]][entry["sheet"]]
            row = grid[int(entry["row"]) - 1] if int(entry["row"]) <= len(grid) else []
            assert not names & set(row), entry


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
        assert entry["dup"] == "moved" or entry["village_code"] == one["village_code"]


def test_a_flag_stands_where_nothing_can_be_known(made: Path) -> None:
    for entry in occurrences(made):
        assert not (entry["id_flag"] and entry["id_expect"])
        assert not (entry["phone_flag"] and entry["phone_expect"])
        assert not (entry["name_flag"] and entry["name_expect"])


def cells(folder: Path) -> list[str]:
    return [cell for path in (folder / "ledgers").iterdir() for grid in read_back(path).values() for row in grid for cell in row]


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


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_holds_what_the_truth_says(tmp_path: Path, kind: str) -> None:
    """The raw texts are the cells' in every format, the messy ones too."""
    write_set(tmp_path, Order(seed=6, villages=5, homes=8, formats=(kind,)))
    for (file, sheet), entries in by_sheet(tmp_path).items():
        grid = read_back(tmp_path / "ledgers" / file)[sheet]
        for entry in entries:
            assert cell_of(grid, int(entry["row"]), int(entry["col"])) == entry["name_raw"], (file, sheet, entry["row"])


def test_a_list_of_members_is_said_to_be_one(tmp_path: Path) -> None:
    write_set(tmp_path, Order(seed=2, villages=45, homes=6, formats=("xlsx",)))
    kinds = {entry["kind"] for entry in read(tmp_path / "truth" / "nondata_rows.csv")}
    assert {"member_list", "other_sheet", "header", "title", "total", "grid_row", "village_row", "example"} <= kinds
