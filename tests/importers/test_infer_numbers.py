from collections.abc import Mapping, Sequence

import pytest

from kzzq_desktop.importers.infer_numbers import number_columns
from kzzq_desktop.importers.profiles import Profile
from tests.importers.tables import id_of

SIZES = (3, 2, 4, 1, 3, 2, 2, 3, 1, 4, 2, 3)
RELATIONS = [word for size in SIZES for word in ("户主", "妻", "长子", "次子")[:size]]
ROWS = len(RELATIONS)
YEAR = 2026


def of_households(values: Sequence[object]) -> list[object]:
    """Cells that stand in each household's first row."""
    return [value if at == 0 else "" for value, size in zip(values, SIZES, strict=True) for at in range(size)]


def repeated(values: Sequence[object]) -> list[object]:
    return [value for value, size in zip(values, SIZES, strict=True) for _ in range(size)]


def given(
    *columns: Sequence[object], words: Mapping[int, Mapping[str, float]] | None = None, **fields: list[int]
) -> dict[str, list[int]]:
    profiles = {col: Profile(col, tuple(cells)) for col, cells in enumerate(columns)}
    taken = {col for cols in fields.values() for col in cols}
    said = {col: {} for col in profiles} | dict(words or {})
    return dict(number_columns([one for col, one in profiles.items() if col not in taken], fields, profiles, said, YEAR))


SERIAL = [float(number) for number in range(1, len(SIZES) + 1)]


def test_a_number_that_equals_the_rows_of_its_household_counts_its_people() -> None:
    counts = of_households([float(size) for size in SIZES])
    assert given(RELATIONS, counts, relation=[0]) == {"population": [1]}


@pytest.mark.parametrize("form", ["{}人", "{}口人", "{}口"])
def test_counts_with_their_word_are_people(form: str) -> None:
    assert given([form.format(size) for size in SIZES]) == {"population": [0]}


def test_a_number_that_does_not_agree_with_the_rows_is_none() -> None:
    cattle = of_households([float(size * 3 % 7 + 5) for size in SIZES])
    assert given(RELATIONS, cattle, relation=[0]) == {}


def test_numbers_too_large_for_families_are_no_counts_of_people() -> None:
    assert "population" not in given([float(size * 30) for size in SIZES])


def test_a_count_of_households_marks_them_and_a_count_of_rows_does_not() -> None:
    assert given(RELATIONS, of_households(SERIAL), relation=[0]) == {"household_no": [1]}
    rows = [float(number) for number in range(1, ROWS + 1)]
    assert given(RELATIONS, rows, relation=[0]) == {"seq": [1]}


def test_a_code_that_changes_with_the_household_is_its_number() -> None:
    codes = of_households([f"100200{number:04d}" for number in range(len(SIZES))])
    assert given(RELATIONS, of_households(SERIAL), codes, relation=[0]) == {"household_no": [1], "seq": [2]} or given(
        RELATIONS, codes, relation=[0]
    ) == {"household_no": [1]}  # fmt: skip


def test_a_serial_repeated_in_every_row_of_a_household_is_no_grid() -> None:
    numbers = repeated([f"100200{number:04d}" for number in range(len(SIZES))])
    assert given(repeated(SERIAL), numbers, household_no=[1]) == {"seq": [0]}


def test_ages_are_told_by_the_ids_beside_them_and_not_read() -> None:
    ids = [id_of(number * 40) for number in range(ROWS)]
    ages = [float(YEAR - int(number[6:10])) for number in ids]
    assert given(ids, ages, id_number=[0]) == {}


def test_blocks_of_about_ten_households_are_grids_and_longer_ones_groups() -> None:
    grids = [float(number // 10 + 1) for number in range(60)]
    groups = [float(number // 20 + 1) for number in range(60)]
    assert given(grids, groups) == {"grid": [0], "group": [1]}
    assert given(groups, grids) == {"grid": [1], "group": [0]}


def test_a_word_names_a_block_though_its_number_never_changes() -> None:
    assert given([1.0] * 12, words={0: {"group": 0.6}}) == {"group": [0]}


def test_a_constant_number_without_a_word_says_nothing() -> None:
    assert given([1.0] * 12) == {}


def test_numbers_under_the_word_for_another_thing_are_left_to_it() -> None:
    assert given([float(number) for number in range(60)], words={0: {"door": 0.6}}).get("grid") is None


@pytest.mark.parametrize("few", [[], [1.0], [1.0, 2.0]])
def test_too_few_numbers_without_a_word_say_nothing(few: list[object]) -> None:
    assert given([*few, *[""] * (12 - len(few))]) == {}


def test_no_column_is_given_twice() -> None:
    columns = (
        RELATIONS,
        of_households(SERIAL),
        of_households([float(size) for size in SIZES]),
        [float(n) for n in range(1, ROWS + 1)],
    )
    found = given(*columns, relation=[0])
    cols = [col for some in found.values() for col in some]
    assert sorted(cols) == sorted(set(cols)) == [1, 2, 3]
