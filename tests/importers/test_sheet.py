import pickle
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.sheet import Looks, cell_of, make_sheet, refuse_huge
from kzzq_desktop.importers.unread import TooLarge

RANGES = st.lists(st.tuples(*[st.integers(0, 8)] * 4), max_size=30)


@given(RANGES, st.integers(0, 6), st.integers(0, 6))
def test_nothing_points_outside_of_a_sheet(ranges: list[tuple[int, int, int, int]], height: int, width: int) -> None:
    looks = Looks({(row, col) for row, col, _, _ in ranges}, {row for row, *_ in ranges}, {col for *_, col in ranges})
    looks.uncounted |= looks.struck
    sheet = make_sheet("甲", [["x"] * width for _ in range(height)], ranges, looks)
    wide = range(width if sheet.rows else 0)
    for top, left, bottom, right in sheet.merges:
        assert 0 <= top <= bottom < len(sheet.rows)
        assert 0 <= left <= right < len(wide)
    assert sum((low - top + 1) * (far - left + 1) for top, left, low, far in sheet.merges) <= len(sheet.rows) * len(wide)
    assert all(row < len(sheet.rows) and col in wide for row, col in sheet.struck | sheet.uncounted)
    assert all(row < len(sheet.rows) for row in sheet.hidden_rows)
    assert all(col in wide for col in sheet.hidden_cols)
    assert pickle.loads(pickle.dumps(sheet)) == sheet  # noqa: S301


def test_trailing_empty_rows_are_dropped_and_others_stay() -> None:
    assert make_sheet("", [["甲"], ["", ""], ["乙", ""], ["", ""], []]).rows == [["甲"], ["", ""], ["乙", ""]]
    assert make_sheet("", [["", ""], []]).rows == []


def test_only_what_has_a_text_is_struck() -> None:
    looks = Looks(struck={(0, 0), (0, 1), (5, 5)})
    assert make_sheet("", [["甲", "", "乙"]], looks=looks).struck == {(0, 0)}


def test_a_merge_of_the_whole_sheet_over_others_is_left_out() -> None:
    """Overlapping ranges are no merges; a thousand of them would keep whoever walks over them busy for hours."""
    assert make_sheet("", [["甲", "乙"]] * 2, [(0, 0, 1_048_575, 16_383)] * 1_000).merges == ((0, 0, 1, 1),)


@pytest.mark.parametrize(("height", "width", "filled"), [(9_000_000, 1, 9_000_000), (5, 2_001, 10_005), (1_000_000, 7, 100)])
def test_a_sheet_that_cannot_be_held_or_is_nearly_empty_is_refused(height: int, width: int, filled: int) -> None:
    with pytest.raises(TooLarge) as caught:
        refuse_huge("a.xlsx", "毛都嘎查", height, width, filled)
    assert "毛都嘎查" in caught.value.sentence()


def test_a_banner_in_one_sheet_is_held() -> None:
    refuse_huge("a.xlsx", "毛都嘎查", 400_000, 15, 6_000_000)
    refuse_huge("a.xlsx", "毛都嘎查", 10_000, 26, 0)


def test_values_of_every_library_become_cells() -> None:
    at = datetime(1986, 5, 3, 10, 0)  # noqa: DTZ001
    given_values = ["甲", 3, True, None, at, date(1986, 5, 3), time(10, 0), float("nan"), float("inf"), object()]
    assert [cell_of(value) for value in given_values] == [
        "甲", 3.0, "是", "", date(1986, 5, 3), date(1986, 5, 3), "10:00:00", "", "", "",
    ]  # fmt: skip
