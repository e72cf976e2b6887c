"""Dragging households in a proposal: nobody is lost, nobody is doubled, locked grids are left alone."""

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.grid_edit import BY_HAND, move_households
from kzzq_desktop.domain.grid_plan import GridSpot, HouseholdSpot, VillagePlan
from kzzq_desktop.domain.grids import plan_grids
from kzzq_desktop.domain.places import GridSizes

SIZES = GridSizes()
VILLAGE = "150521102201"


def proposal() -> VillagePlan:
    spots = [HouseholdSpot(f"h{n}", VILLAGE, str(n // 10), "", str(n)) for n in range(30)]
    spots += [HouseholdSpot(f"k{n}", VILLAGE, "9", "", str(n), "home", "locked") for n in range(8)]
    return plan_grids(spots, [GridSpot("locked", VILLAGE, 1, "", True)], SIZES).villages[0]


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from([f"h{n}" for n in range(30)] + ["k1", "unknown"]), max_size=4), st.integers(0, 6)),
        max_size=8,
    )
)
def test_nobody_is_lost_or_doubled(drags: list[tuple[list[str], int]]) -> None:
    plan = start = proposal()
    for ids, number in drags:
        plan = move_households(plan, ids, number, SIZES)
    held = sorted(house for grid in plan.grids for house in grid.household_ids)
    assert held == sorted(house for grid in start.grids for house in grid.household_ids)
    assert plan.grids[0] == start.grids[0]
    place = {house: grid.number for grid in plan.grids for house in grid.household_ids}
    assert all(place[move.household_id] == move.after != move.before for move in plan.moves)


def test_a_drag_is_named_and_its_sizes_told() -> None:
    plan = move_households(proposal(), [f"h{n}" for n in range(3)], 3, SIZES)
    assert [(grid.number, grid.size, grid.note) for grid in plan.grids] == [
        (1, 8, ""),
        (2, 7, "不足下限"),
        (3, 13, "超上限"),
        (4, 10, ""),
    ]
    assert {move.why for move in plan.moves if move.household_id == "h0"} == {BY_HAND}


def test_dragging_back_leaves_no_move() -> None:
    spots = [HouseholdSpot(f"h{n}", VILLAGE, "1", "", str(n), "home", f"g{n // 8 + 1}") for n in range(16)]
    plan = plan_grids(spots, [GridSpot("g1", VILLAGE, 1), GridSpot("g2", VILLAGE, 2)], SIZES).villages[0]
    there = move_households(plan, ["h0"], 2, SIZES)
    assert [(move.before, move.after) for move in there.moves] == [(1, 2)]
    assert move_households(there, ["h0"], 1, SIZES).moves == ()
