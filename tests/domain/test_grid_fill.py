"""Filling grids that stand: newcomers and households away."""

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.grid_fill import Draft, fill_away, join_newcomers
from kzzq_desktop.domain.grid_plan import GridSpot, HouseholdSpot
from kzzq_desktop.domain.places import GridSizes

VILLAGE = "150521102201"
SIZES = GridSizes()


def home(name: str, grid_id: str = "") -> HouseholdSpot:
    return HouseholdSpot(name, VILLAGE, "1", "", "1", "home", grid_id)


def draft(number: int, run: int, size: int, *, fixed: bool = False) -> Draft:
    grid = GridSpot(f"g{number}", VILLAGE, number, "", fixed)
    return Draft(grid, [home(f"{number}-{at}") for at in range(size)], [run] * size, fixed)


def test_newcomers_go_to_the_smallest_grid_of_their_group() -> None:
    drafts = [draft(1, 0, 9), draft(2, 0, 8), draft(3, 1, 5)]
    rest = join_newcomers(drafts, [home("a"), home("b")], [0, 0], SIZES)
    assert (rest, [len(one.homes) for one in drafts]) == ([], [10, 9, 5])


def test_newcomers_fill_up_to_the_target_only_while_they_can_stand_alone() -> None:
    drafts = [draft(1, 0, 10)]
    rest = join_newcomers(drafts, [home(f"n{at}") for at in range(9)], [0] * 9, SIZES)
    assert (len(rest), len(drafts[0].homes)) == (9, 10)


def test_as_few_as_needed_join_beyond_the_target() -> None:
    drafts = [draft(1, 0, 11), draft(2, 5, 10)]
    rest = join_newcomers(drafts, [home(f"n{at}") for at in range(13)], [2] * 13, SIZES)
    assert (len(rest), [len(one.homes) for one in drafts]) == (12, [12, 10])


def test_a_locked_grid_takes_nobody() -> None:
    drafts = [draft(1, 0, 3, fixed=True)]
    rest = join_newcomers(drafts, [home("a")], [0], SIZES)
    left = fill_away(drafts, [home("b")], [0], SIZES)
    assert ([spot.id for spot in rest], [spot.id for spot in left], len(drafts[0].homes)) == (["a"], ["b"], 3)


def test_those_away_fill_their_group_evenly_then_the_nearest() -> None:
    drafts = [draft(1, 0, 10), draft(2, 0, 9), draft(3, 4, 10), draft(4, 9, 10)]
    left = fill_away(drafts, [home(f"a{at}") for at in range(7)], [0] * 7, SIZES)
    assert (left, [len(one.homes) for one in drafts]) == ([], [12, 12, 12, 10])


def test_enough_of_those_away_stay_together() -> None:
    drafts = [draft(1, 0, 12), draft(2, 3, 8)]
    left = fill_away(drafts, [home(f"a{at}") for at in range(8)], [0] * 8, SIZES)
    assert (len(left), len(drafts[1].homes)) == (8, 8)


def test_those_away_follow_their_grid_when_it_is_drawn_anew() -> None:
    old = [Draft(None, [home(f"{number}-{at}", f"g{number}") for at in range(8)], [0] * 8) for number in (1, 2)]
    fill_away(old, [home("a", "g2"), home("b", "g1")], [0, 0], SIZES)
    assert [one.homes[-1].id for one in old] == ["b", "a"]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 13), st.booleans()), max_size=6),
    st.lists(st.integers(0, 5), max_size=30),
)
def test_nobody_is_lost_and_no_grid_overflows(grids: list[tuple[int, int, bool]], runs: list[int]) -> None:
    drafts = [draft(number, run, size, fixed=fixed) for number, (run, size, fixed) in enumerate(grids)]
    before = [len(one.homes) for one in drafts]
    row = [home(f"n{at}") for at in range(len(runs))]
    rest = join_newcomers(drafts, row, runs, SIZES)
    runs_of = {spot.id: run for spot, run in zip(row, runs, strict=True)}
    left = fill_away(drafts, rest, [runs_of[spot.id] for spot in rest], SIZES)
    assert sum(len(one.homes) for one in drafts) - sum(before) + len(left) == len(row)
    for one, was in zip(drafts, before, strict=True):
        assert len(one.homes) == was or (len(one.homes) <= SIZES.most and not one.fixed)
