"""Dividing villages into grids: propose, then save as one unit that can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass

from kzzq_desktop.base.clock import new_id, today
from kzzq_desktop.base.errors import AppError, FormError
from kzzq_desktop.domain.grid_plan import GridPlan, VillagePlan, check_sizes
from kzzq_desktop.domain.grids import plan_grids
from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import grid_sizes
from kzzq_desktop.store import grids as kept
from kzzq_desktop.store.unit import Unit


class PlanOutdated(AppError):
    """The ledger changed after the proposal was made."""

    advice = "请重新预览后再保存。"


@dataclass(frozen=True, slots=True)
class Divided:
    """What a saved division did; `unit_id` is "" where nothing had to change."""

    unit_id: str
    villages: int
    grids: int
    new_grids: int
    moved: int


def preview_division(
    desk: Desk, villages: Sequence[str] | None = None, sizes: GridSizes | None = None, *, redraw: bool = False
) -> GridPlan:
    """Propose grids for these villages (None = all); nothing is saved. Raises FormError for sizes that cannot be."""
    chosen = sizes or grid_sizes(desk)
    if problems := check_sizes(chosen):
        raise FormError(problems)
    with desk.store.reading() as conn:
        households, grids = kept.list_household_spots(conn, villages), kept.list_grid_spots(conn, villages)
    return plan_grids(households, grids, chosen, redraw=redraw)


def divide(desk: Desk, plan: GridPlan) -> Divided:
    """Save a division, also of many villages, as one unit. Raises PlanOutdated where the ledger has moved on."""
    planned = plan.grids
    name = "划分网格" if len(plan.villages) == 1 else f"划分网格（{len(plan.villages)}个嘎查村）"
    with desk.store.unit(name) as unit:
        write_division(unit, plan.villages)
    new = sum(not grid.grid_id for grid in planned)
    unit_id = unit.id if unit.seq >= unit.first_seq else ""
    return Divided(unit_id, len(plan.villages), len(planned), new, len(plan.moves))


def write_division(unit: Unit, villages: Sequence[VillagePlan]) -> dict[tuple[str, int], str]:
    """Write a division into an open unit; return {(village, number): grid}."""
    _check_current(unit, villages)
    ids = {(grid.village_id, grid.number): grid.grid_id or new_id() for village in villages for grid in village.grids}
    new = [grid for village in villages for grid in village.grids if not grid.grid_id]
    unit.add_many(
        Grid,
        [
            {
                "id": ids[grid.village_id, grid.number],
                "village_id": grid.village_id,
                "number": grid.number,
                "name": grid.name,
                "locked": 0,
            }
            for grid in new
        ],
    )
    old = {grid.grid_id: {"name": grid.name} for village in villages for grid in village.grids if grid.grid_id}
    unit.change_many(Grid, old)
    places = {
        move.household_id: {"grid_id": ids[village.village_id, move.after] if move.after else None}
        for village in villages
        for move in village.moves
    }
    unit.change_many(Household, places)
    _drop(unit, [grid for village in villages for grid in village.dropped])
    return ids


def _check_current(unit: Unit, villages: Sequence[VillagePlan]) -> None:
    """Refuse a proposal whose households or grids are no longer what they were when it was made."""
    codes = [village.village_id for village in villages]
    numbers = {grid.id: grid.number for grid in kept.list_grid_spots(unit.conn, codes)}
    known = {grid.grid_id for village in villages for grid in village.grids if grid.grid_id}
    known |= {grid for village in villages for grid in village.dropped}
    now = kept.household_grids(unit.conn, [move.household_id for village in villages for move in village.moves])
    for village in villages:
        for move in village.moves:
            home, grid = now.get(move.household_id, ("", ""))
            if home != village.village_id or numbers.get(grid, 0) != move.before:
                raise PlanOutdated("预览以后台账有改动。")
    if numbers.keys() != known:
        raise PlanOutdated("预览以后网格有改动。")


def _drop(unit: Unit, grids: Sequence[str]) -> None:
    """Take grids out of use: whoever looked after them is released today."""
    open_now = kept.open_contacts(unit.conn, grids)
    unit.change_many(
        Contact,
        {
            contact: {"until": today().isoformat(), "why": closed_why(why, "网格撤并")}
            for contact, (_, _, why) in open_now.items()
        },
    )
    unit.remove(Grid, grids)


def closed_why(before: str, reason: str) -> str:
    """Return a contact's reason together with the reason of its end, as long as the field holds."""
    return f"{before}；{reason}"[-128:] if before else reason[:128]
