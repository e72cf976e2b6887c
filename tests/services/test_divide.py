"""A division is proposed, saved as one unit, and can be taken back."""

from pathlib import Path
from time import perf_counter

import pytest

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.grid_edit import move_households as edited
from kzzq_desktop.domain.grid_plan import GridPlan
from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services import grids, history
from kzzq_desktop.services.assign import assign, preview_members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import PlanOutdated, divide, preview_division
from tests.services.desks import VILLAGE
from tests.services.grid_desk import OTHER, bulk_row, make_villages


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_villages(tmp_path)


def board(desk: Desk) -> list[tuple[str, int, str, int]]:
    return [(row.village_id[-3:], row.number, row.groups, row.households) for row in grids.list_grids(desk)]


def test_a_preview_saves_nothing(desk: Desk) -> None:
    plan = preview_division(desk, [VILLAGE])
    assert [grid.size for grid in plan.grids] == [10, 12, 10, 11]
    assert grids.list_grids(desk) == ()


def test_all_villages_are_one_unit_that_can_be_taken_back(desk: Desk) -> None:
    done = divide(desk, preview_division(desk))
    assert (done.villages, done.grids, done.new_grids, done.moved) == (2, 5, 5, 52)
    assert board(desk) == [
        ("201", 1, "1组", 10),
        ("201", 2, "2组", 12),
        ("201", 3, "3组", 10),
        ("201", 4, "3组", 11),
        ("202", 1, "1组", 9),
    ]
    history.undo_unit(desk, done.unit_id)
    assert grids.list_grids(desk) == ()
    assert {village.placed for village in grids.list_villages(desk)} == {0}


def test_dividing_twice_changes_nothing(desk: Desk) -> None:
    divide(desk, preview_division(desk))
    before = board(desk)
    again = divide(desk, preview_division(desk))
    assert (again.unit_id, again.new_grids, again.moved, board(desk)) == ("", 0, 0, before)


def test_newcomers_join_and_locked_grids_stay(desk: Desk) -> None:
    divide(desk, preview_division(desk, [VILLAGE]))
    first = grids.list_grids(desk)[0]
    grids.lock_grid(desk, first.id, locked=True)
    with desk.store.unit("新增") as unit:
        unit.add_many(
            Household,
            [bulk_row(Household(id=f"{900 + n:032x}", village_id=VILLAGE, group_no="1", door_no=f"{90 + n}")) for n in range(9)],
        )
    divide(desk, preview_division(desk, [VILLAGE]))
    rows = grids.list_grids(desk)
    assert [(row.number, row.households) for row in rows] == [(1, 10), (2, 12), (3, 10), (4, 11), (5, 9)]
    assert rows[0].locked


def test_a_redrawing_drops_grids_and_releases_their_members(desk: Desk) -> None:
    divide(desk, preview_division(desk, [VILLAGE]))
    assign(desk, preview_members(desk, VILLAGE))
    led = {row.id: row.member for row in grids.list_grids(desk, [VILLAGE])}
    done = divide(desk, preview_division(desk, [VILLAGE], GridSizes(22, 20, 24), redraw=True))
    after = grids.list_grids(desk, [VILLAGE])
    assert [row.households for row in after] == [22, 21]
    assert all(row.member == led[row.id] for row in after)
    dropped = set(led) - {row.id for row in after}
    ended = [contact for grid in dropped for contact in grids.list_contacts(desk, grid)]
    assert ended
    assert all(contact.until and contact.why.endswith("网格撤并") for contact in ended)
    history.undo_unit(desk, done.unit_id)
    assert {row.id: row.member for row in grids.list_grids(desk, [VILLAGE])} == led


def test_an_edited_proposal_is_saved_as_edited(desk: Desk) -> None:
    plan = preview_division(desk, [VILLAGE])
    house = plan.grids[0].household_ids[0]
    village = edited(plan.villages[0], [house], 3, plan.sizes)
    divide(desk, GridPlan((village,), plan.sizes))
    assert [row.households for row in grids.list_grids(desk)] == [9, 12, 11, 11]
    assert house in {row.id for row in grids.list_grid_households(desk, grids.list_grids(desk)[2].id)}


def test_an_outdated_proposal_is_refused_whole(desk: Desk) -> None:
    plan = preview_division(desk)
    divide(desk, preview_division(desk, [OTHER]))
    before = board(desk)
    with pytest.raises(PlanOutdated):
        divide(desk, plan)
    assert board(desk) == before
    stale = preview_division(desk, [VILLAGE])
    with desk.store.unit("新建") as unit:
        unit.add(Grid(id="9" * 32, village_id=VILLAGE, number=9))
    with pytest.raises(PlanOutdated):
        divide(desk, stale)


def test_those_who_moved_out_leave_their_grid(desk: Desk) -> None:
    divide(desk, preview_division(desk, [VILLAGE]))
    house = grids.list_grid_households(desk, grids.list_grids(desk)[0].id)[0].id
    with desk.store.unit("迁出") as unit:
        unit.change(Household, house, status="moved")
    plan = preview_division(desk, [VILLAGE])
    assert [(move.household_id, move.after) for move in plan.moves] == [(house, 0)]
    divide(desk, plan)
    assert grids.read_rows(desk, [house])[house].grid_id == ""


def test_impossible_sizes_are_refused(desk: Desk) -> None:
    with pytest.raises(FormError):
        preview_division(desk, [VILLAGE], GridSizes(5, 8, 12))


def test_a_banner_is_divided_in_seconds(tmp_path: Path) -> None:
    desk = make_villages(tmp_path / "large", groups=(23,) * 60, others=0, members=0)
    start = perf_counter()
    done = divide(desk, preview_division(desk))
    took = perf_counter() - start
    assert done.moved == 1380
    assert took < 3
