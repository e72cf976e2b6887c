import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.kinds import Kind
from kzzq_desktop.importers.profiles import Profile, births, plain, profile, same_row
from tests.importers.tables import id_of

CELLS = st.lists(st.sampled_from(["", "王一", "李二", "1", "2", "3", 3.0, "无", "户主"]), max_size=30)


def of(*cells: object) -> Profile:
    return Profile(0, tuple(cells))


@given(CELLS)
def test_shares_lie_between_nothing_and_all(cells: list[object]) -> None:
    one = of(*cells)
    for share in (one.fill, one.distinct, one.counting, one.rising, one.gathered, one.share(Kind.NAME)):
        assert 0 <= share <= 1
    assert len(one.filled) == len(one.texts) <= len(cells)


@given(CELLS)
def test_words_for_nothing_do_not_fill(cells: list[object]) -> None:
    assert of(*cells, "无", "", "/").texts == of(*cells).texts


def test_a_profile_is_made_of_a_column_and_short_rows_are_empty_there() -> None:
    one = profile(1, [["甲", "1"], ["乙"], ["丙", "3"]])
    assert one.cells == ("1", "", "3")
    assert one.col == 1
    assert one.fill == pytest.approx(2 / 3)


def test_numbers_are_found_in_words_and_how_they_run_is_told() -> None:
    one = of("第1网格", "第2网格", "第3网格", "第3网格", "第2网格")
    assert one.numbers == (1, 2, 3, 3, 2)
    assert one.counting == pytest.approx(0.5)
    assert one.rising == pytest.approx(0.75)


def test_a_run_counts_the_empty_rows_under_a_value() -> None:
    assert of("甲", "", "", "乙", "", "").run == 3
    assert of("甲", "甲", "甲", "乙", "乙", "乙").run == 3
    assert of().run == 0


def test_equal_texts_that_stand_together_are_gathered() -> None:
    assert of("甲", "甲", "乙", "乙").gathered == 1
    assert of("甲", "乙", "甲", "乙").gathered == pytest.approx(0.5)


def test_a_few_cells_are_enough_only_in_a_short_column() -> None:
    assert of("甲", "乙", "").known
    assert not of("甲", *[""] * 20).known
    assert of("甲", "乙", "丙", *[""] * 20).known
    assert not of("", "").known


def test_cells_compare_as_plain_texts() -> None:
    assert plain(3.0) == plain(" 3 ") == "3"
    assert plain("王 一") == "王一"
    assert plain(2.5) == "2.5"


def test_the_same_person_in_a_row_is_told_through_spaces_and_remarks() -> None:
    assert same_row(of("王一", "李二", ""), of("王 一", "赵四", "孙五")) == pytest.approx(0.5)
    assert same_row(of("王一（已去世）"), of("王一")) == 1
    assert same_row(of(""), of("王一")) == 0


def test_births_come_from_right_ids_and_from_those_that_lost_their_tails() -> None:
    assert births(of(id_of(0), "坏的", "", 1.5239919500101e17)) == ("1950-01-01", "", "", "1950-01-01")


def test_the_most_frequent_text_is_counted() -> None:
    assert of("甲", "乙", "甲").top.most_common(1) == [("甲", 2)]
