"""Dividing a village and naming its leads in one go: the proposal of both, and one unit that saves both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.assign import MemberPlan, plan_members
from kzzq_desktop.domain.grid_plan import GridPlan, GridSpot, PlannedGrid, VillagePlan
from kzzq_desktop.domain.seats import GridSeat, seats_of
from kzzq_desktop.services.assign import Facts, of_villages, read_facts, release, write_members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import write_division
from kzzq_desktop.store import grids as kept


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved; `unit_id` is "" where nothing had to change."""

    unit_id: str
    grids: int
    moved: int
    new_leads: int


def seat_key(grid: PlannedGrid) -> str:
    """Return what stands for a planned grid in a proposal of members: its id, or its number while it has none."""
    return grid.grid_id or f"{grid.village_id}#{grid.number}"


def preview_leads(desk: Desk, plan: GridPlan, chosen: Sequence[tuple[str, str]] = ()) -> MemberPlan:
    """Propose leads for the grids of a division before it is saved; grids stand by their `seat_key`.

    The villages are of one township: divided at once, nobody is proposed in two of them.
    """
    facts = read_facts(desk, plan.villages[0].village_id)
    seats = planned_seats(facts, *plan.villages)
    whole = plan_members(seats, facts.members, today(), chosen, facts.names)
    return of_villages(whole, seats, facts.members, [village.village_id for village in plan.villages])


def planned_seats(facts: Facts, *villages: VillagePlan) -> list[GridSeat]:
    """Return the township's grids as they would be with these villages' division saved."""
    divided = {village.village_id for village in villages}
    planned = [grid for village in villages for grid in village.grids]
    place = {house: seat_key(grid) for grid in planned for house in grid.household_ids}
    households = [
        replace(spot, grid_id=place.get(spot.id, "")) if spot.village_id in divided else spot for spot in facts.households
    ]
    grids = [grid for grid in facts.grids if grid.village_id not in divided]
    grids += [GridSpot(seat_key(grid), grid.village_id, grid.number, grid.name, grid.locked) for grid in planned if grid.size]
    return seats_of(households, grids, facts.leads)


def save_village(desk: Desk, plan: GridPlan, leads: MemberPlan | None, day: str = "", approved_by: str = "") -> Saved:
    """Save a village's division, and its leads where they were proposed, as one unit."""
    village = plan.villages[0]
    with desk.store.unit("划分网格并确定党员" if leads else "划分网格") as unit:
        ids = write_division(unit, plan.villages)
        new = 0
        if leads is not None:
            keys = _keys(village, ids)
            proposals = [replace(one, grid_id=keys[one.grid_id]) for one in leads.proposals if not one.kept]
            new = len(proposals)
            write_members(unit, proposals, day, approved_by)
            release(unit, [keys[vacancy.grid_id] for vacancy in leads.vacancies if vacancy.chosen], day, "暂缺")
    unit_id = unit.id if unit.seq >= unit.first_seq else ""
    return Saved(unit_id, len(village.grids), len(village.moves), new)


def member_names(desk: Desk) -> dict[str, str]:
    """Return {member: name} of everybody on record."""
    with desk.store.reading() as conn:
        return {member.id: member.name for member in kept.list_member_spots(conn)}


def _keys(village: VillagePlan, ids: dict[tuple[str, int], str]) -> dict[str, str]:
    """Return {seat key: the grid it became}."""
    return {seat_key(grid): ids[grid.village_id, grid.number] for grid in village.grids}
