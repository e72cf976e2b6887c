"""Laws of dividing: everybody at home stands in one grid, what is locked stays, the order of asking does not matter."""

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.grid_plan import GridPlan, GridSpot, HouseholdSpot, check_sizes
from kzzq_desktop.domain.grids import plan_grids
from kzzq_desktop.domain.places import GridSizes

SIZES = GridSizes()
VILLAGE = "150521100201"


def homes(group: str, many: int, first: int = 1, status: str = "home", grid_id: str = "") -> list[HouseholdSpot]:
    return [
        HouseholdSpot(f"{group}-{door:03d}-{status}", VILLAGE, group, "", str(door), status, grid_id)
        for door in range(first, first + many)
    ]


def sizes_of(plan: GridPlan) -> list[int]:
    return [grid.size for grid in plan.grids]


@st.composite
def villages(draw: st.DrawFn) -> tuple[list[HouseholdSpot], list[GridSpot], GridSizes, bool]:
    grids = [GridSpot(f"g{n}", VILLAGE, n, "", draw(st.booleans())) for n in range(1, draw(st.integers(0, 4)) + 1)]
    status = st.sampled_from(["home"] * 6 + ["away", "away", "moved", "closed"])
    ids = st.sampled_from(["", "", "", "gone", *(grid.id for grid in grids)])
    rows = draw(st.lists(st.tuples(st.sampled_from(["1", "2", "东2", "10", ""]), st.integers(0, 30), status, ids), max_size=70))
    spots = [
        HouseholdSpot(f"h{at}", VILLAGE, group, "", str(door or ""), state, grid)
        for at, (group, door, state, grid) in enumerate(rows)
    ]
    least = draw(st.integers(1, 10))
    target = least + draw(st.integers(0, 4))
    return spots, grids, GridSizes(target, least, target + draw(st.integers(0, 4))), draw(st.booleans())


@given(villages())
@settings(max_examples=300, deadline=None)
def test_every_home_household_stands_in_exactly_one_grid(
    case: tuple[list[HouseholdSpot], list[GridSpot], GridSizes, bool],
) -> None:
    spots, grids, sizes, redraw = case
    plan = plan_grids(spots, grids, sizes, redraw=redraw)
    placed = Counter(house for grid in plan.grids for house in grid.household_ids)
    waiting = {house for village in plan.villages for house in village.waiting}
    assert set(placed.values()) <= {1}
    assert {spot.id for spot in spots if spot.status == "home"} <= set(placed)
    assert {spot.id for spot in spots if spot.status == "away"} == (
        {spot.id for spot in spots if spot.status == "away"} & set(placed)
    ) | waiting
    assert not {spot.id for spot in spots if spot.status in ("moved", "closed")} & set(placed)
    assert len({grid.number for grid in plan.grids}) == len(plan.grids)


@given(villages())
@settings(max_examples=200, deadline=None)
def test_no_locked_grid_is_changed_and_none_is_torn_up(case: tuple[list[HouseholdSpot], list[GridSpot], GridSizes, bool]) -> None:
    spots, grids, sizes, redraw = case
    plan = {
        grid.grid_id: set(grid.household_ids) for grid in plan_grids(spots, grids, sizes, redraw=redraw).grids if grid.grid_id
    }
    for grid in grids:
        before = {spot.id for spot in spots if spot.grid_id == grid.id and spot.status in ("home", "away")}
        if grid.locked:
            assert plan[grid.id] == before
        elif not redraw:
            assert plan[grid.id] >= before


@given(villages(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_asking_does_not_matter(
    case: tuple[list[HouseholdSpot], list[GridSpot], GridSizes, bool], chance: random.Random
) -> None:
    spots, grids, sizes, redraw = case
    plan = plan_grids(spots, grids, sizes, redraw=redraw)
    chance.shuffle(spots)
    chance.shuffle(grids)
    assert plan_grids(spots, grids, sizes, redraw=redraw) == plan


@given(villages())
@settings(max_examples=200, deadline=None)
def test_moves_and_grids_tell_the_same_story(case: tuple[list[HouseholdSpot], list[GridSpot], GridSizes, bool]) -> None:
    spots, grids, sizes, redraw = case
    plan = plan_grids(spots, grids, sizes, redraw=redraw)
    number = {grid.id: grid.number for grid in grids}
    now = {spot.id: number.get(spot.grid_id, 0) for spot in spots}
    for move in plan.moves:
        assert now[move.household_id] == move.before != move.after
        assert move.why
        now[move.household_id] = move.after
    assert {house: grid.number for grid in plan.grids for house in grid.household_ids} == {h: n for h, n in now.items() if n}


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 10)), min_size=1, max_size=6), st.integers(1, 8))
@settings(max_examples=200, deadline=None)
def test_sizes_hold_whenever_they_can(groups: list[tuple[int, int]], least: int) -> None:
    sizes = GridSizes(least + 2, least, least + 4)
    spots = [
        spot
        for group, (here, away) in enumerate(groups)
        for spot in homes(str(group), here) + homes(str(group), away, 90, "away")
    ]
    plan = plan_grids(spots, [], sizes)
    if any(parts * sizes.least <= len(spots) <= parts * sizes.most for parts in range(len(spots) + 1)):
        assert all(sizes.least <= size <= sizes.most for size in sizes_of(plan))
        assert not plan.villages[0].waiting


@given(villages())
@settings(max_examples=200, deadline=None)
def test_dividing_again_changes_nothing(case: tuple[list[HouseholdSpot], list[GridSpot], GridSizes, bool]) -> None:
    spots, grids, sizes, redraw = case
    first = plan_grids(spots, grids, sizes, redraw=redraw)
    ids = {(grid.village_id, grid.number): grid.grid_id or f"new{grid.number}" for grid in first.grids}
    place = {house: ids[grid.village_id, grid.number] for grid in first.grids for house in grid.household_ids}
    later = [HouseholdSpot(s.id, s.village_id, s.group_no, s.building, s.door_no, s.status, place.get(s.id, "")) for s in spots]
    stand = [
        GridSpot(ids[grid.village_id, grid.number], grid.village_id, grid.number, grid.name, grid.locked) for grid in first.grids
    ]
    assert plan_grids(later, stand, sizes).moves == ()


def test_groups_are_kept_together_and_named() -> None:
    plan = plan_grids(homes("10", 9) + homes("2", 11) + homes("东2", 8), [], SIZES)
    assert [(grid.number, grid.name, grid.size) for grid in plan.grids] == [(1, "2组", 11), (2, "10组", 9), (3, "东2组", 8)]
    assert plan.villages[0].sentences == ("28户，共3个网格，每格8至11户。",)


def test_a_large_group_is_parted_and_said() -> None:
    plan = plan_grids(homes("3", 21), [], SIZES)
    assert sizes_of(plan) == [10, 11]
    assert "3组21户，一个网格放不下，分在01、02号网格。" in plan.villages[0].sentences


def test_those_away_come_last() -> None:
    plan = plan_grids(homes("1", 10) + homes("1", 2, 50, "away"), [], SIZES)
    assert sizes_of(plan) == [12]
    assert plan.grids[0].household_ids[-2:] == ("1-050-away", "1-051-away")
    assert "外出户最后编入：01号网格2户。" in plan.villages[0].sentences


def test_a_group_is_kept_together_with_those_away() -> None:
    plan = plan_grids(homes("3", 20) + homes("4", 7) + homes("4", 1, 50, "away"), [], SIZES)
    assert [(grid.name, grid.size) for grid in plan.grids] == [("3组", 10), ("3组", 10), ("4组", 8)]


def test_those_away_get_their_share_of_each_grid() -> None:
    plan = plan_grids(homes("1", 12) + homes("1", 10, 50, "away"), [], SIZES)
    assert [sorted(house[-4:] for house in grid.household_ids).count("away") for grid in plan.grids] == [5, 5]


def test_many_away_make_a_grid_of_their_own_where_there_is_no_room() -> None:
    plan = plan_grids(homes("1", 12, grid_id="g1") + homes("1", 10, 50, "away"), [GridSpot("g1", VILLAGE, 1)], SIZES)
    assert [{house[-4:] for house in grid.household_ids} for grid in plan.grids] == [{"home"}, {"away"}]


def test_those_away_without_a_place_wait() -> None:
    full = homes("1", 12, grid_id="g1")
    plan = plan_grids(full + homes("1", 2, 50, "away"), [GridSpot("g1", VILLAGE, 1, "", True)], SIZES)
    assert plan.villages[0].waiting == ("1-050-away", "1-051-away")
    assert "2户外出户没有空位，暂不编入网格。" in plan.villages[0].sentences


def test_a_ledgers_grid_over_the_most_is_said_and_kept() -> None:
    plan = plan_grids(homes("4", 13, grid_id="g7"), [GridSpot("g7", VILLAGE, 7, "4组")], SIZES)
    assert (plan.grids[0].size, plan.grids[0].note, plan.moves) == (13, "超上限", ())
    assert "07号网格13户，超过上限12户：原有网格不拆分，只作提示。" in plan.villages[0].sentences


def test_newcomers_join_their_group_first() -> None:
    plan = plan_grids(homes("4", 8, grid_id="g1") + homes("4", 2, 20) + homes("5", 10), [GridSpot("g1", VILLAGE, 1)], SIZES)
    assert [(grid.number, grid.size) for grid in plan.grids] == [(1, 10), (2, 10)]
    assert "新住户补入：01号网格2户。" in plan.villages[0].sentences


def test_a_few_newcomers_make_no_small_grid() -> None:
    plan = plan_grids(homes("4", 10, grid_id="g1") + homes("5", 2), [GridSpot("g1", VILLAGE, 1)], SIZES)
    assert sizes_of(plan) == [12]


def test_a_redrawing_keeps_numbers_and_drops_what_is_left() -> None:
    spots = homes("1", 5, grid_id="g1") + homes("1", 5, 20, grid_id="g2") + homes("2", 10, grid_id="g3")
    grids = [GridSpot(f"g{n}", VILLAGE, n) for n in (1, 2, 3)]
    plan = plan_grids(spots, grids, SIZES, redraw=True)
    assert [(grid.grid_id, grid.number, grid.size) for grid in plan.grids] == [("g1", 1, 10), ("g3", 3, 10)]
    assert plan.villages[0].dropped == ("g2",)
    assert {(move.before, move.after) for move in plan.moves} == {(2, 1)}


def test_a_clerks_own_name_stays() -> None:
    plan = plan_grids(homes("6", 9, grid_id="g1"), [GridSpot("g1", VILLAGE, 1, "6组 西")], SIZES, redraw=True)
    assert plan.grids[0].name == "6组 西"


def test_stairways_stand_where_groups_stand() -> None:
    spots = [
        HouseholdSpot(f"{stair}{door}", VILLAGE, "", f"{stair}单元", str(door))
        for stair in (1, 2, 10)
        for door in range(101, 110)
    ]
    assert [grid.name for grid in plan_grids(spots, [], SIZES).grids] == ["1单元", "2单元", "10单元"]


def test_an_empty_village_says_so() -> None:
    plan = plan_grids([], [GridSpot("g1", VILLAGE, 1)], SIZES)
    assert plan.villages[0].sentences == ("这里没有可以划分的住户。",)


def test_sizes_are_checked() -> None:
    assert check_sizes(SIZES) == ()
    assert check_sizes(GridSizes(8, 9, 12))
    assert check_sizes(GridSizes(0, 0, 0))
