"""The cut of a row is the best of all cuts: compared with every cut there is."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.segments import can_fill, cut_row, strain

SIZES = GridSizes(3, 2, 4)


def runs_of(*sizes: int) -> list[int]:
    return [group for group, size in enumerate(sizes) for _ in range(size)]


def sizes_of(ends: list[int]) -> list[int]:
    return [end - start for start, end in pairwise([0, *ends])]


def test_ten_are_cut_where_ten_is_the_target() -> None:
    assert sizes_of(cut_row(runs_of(100), GridSizes())) == [10] * 10


def test_groups_that_fit_stay_whole() -> None:
    assert sizes_of(cut_row(runs_of(12, 8, 12, 8), GridSizes())) == [12, 8, 12, 8]
    assert sizes_of(cut_row(runs_of(30, 9, 21), GridSizes())) == [10, 10, 10, 9, 10, 11]


def test_an_impossible_number_is_spread() -> None:
    assert sizes_of(cut_row(runs_of(15), GridSizes())) == [7, 8]
    assert sizes_of(cut_row(runs_of(5), GridSizes())) == [5]
    assert cut_row([], GridSizes()) == []


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4).filter(lambda held: sum(held) <= 11))
def test_no_other_cut_is_better(held: list[int]) -> None:
    row = runs_of(*held)
    ends = cut_row(row, SIZES)
    every = [[*cuts, len(row)] for many in range(len(row)) for cuts in combinations(range(1, len(row)), many)]
    assert price(row, ends) == min(price(row, other) for other in every)


@given(st.integers(0, 400), st.integers(1, 12), st.integers(0, 8), st.integers(0, 8))
def test_sizes_hold_whenever_they_can(count: int, least: int, more: int, most: int) -> None:
    sizes = GridSizes(least + more, least, least + more + most)
    cut = sizes_of(cut_row([0] * count, sizes))
    assert sum(cut) == count
    assert can_fill(count, sizes) == any(parts * sizes.least <= count <= parts * sizes.most for parts in range(count + 1))
    if can_fill(count, sizes):
        assert all(strain(size, sizes) == 0 for size in cut)


def price(row: list[int], ends: list[int]) -> tuple[int, int, int]:
    """Say what a cut costs, in words of the rules and not of the program."""
    total_strain = parted = distance = 0
    for start, end in pairwise([0, *ends]):
        total_strain += strain(end - start, SIZES)
        distance += (end - start - SIZES.target) ** 2
        opened = start > 0 and row[start] == row[start - 1]
        closed = end < len(row) and row[end] == row[end - 1]
        if row[start] == row[end - 1]:
            parted += opened and row.count(row[start]) <= SIZES.most
        else:
            parted += opened + closed
    return total_strain, parted, distance
