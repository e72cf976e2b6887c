"""Whom a clerk may name for a grid, in the office as it is or in a division not saved yet."""

from collections.abc import Mapping
from dataclasses import replace

from kzzq_desktop.base.clock import today
from kzzq_desktop.domain.candidates import Candidate, rank_members
from kzzq_desktop.domain.grid_plan import GridPlan
from kzzq_desktop.domain.seats import seats_of
from kzzq_desktop.services.assign import NoSuchGrid, read_facts
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.grids import read_grid
from kzzq_desktop.services.village_plan import planned_seats


def list_candidates(desk: Desk, grid_id: str) -> tuple[Candidate, ...]:
    """Return the members of the grid's township, the nearest first."""
    facts = read_facts(desk, read_grid(desk, grid_id).village_id)
    seats = seats_of(facts.households, facts.grids, facts.leads)
    seat = next((seat for seat in seats if seat.id == grid_id), None)
    if seat is None:
        raise NoSuchGrid("没有这个网格。")
    return rank_members(seat, seats, facts.members, today(), facts.names)


def list_plan_candidates(desk: Desk, plan: GridPlan, key: str, leads: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Return the same for a planned grid, by its `seat_key`; `leads` is {seat key: the member proposed}."""
    facts = read_facts(desk, plan.villages[0].village_id)
    seats = [replace(seat, lead_id=leads.get(seat.id, seat.lead_id)) for seat in planned_seats(facts, plan.villages[0])]
    seat = next(seat for seat in seats if seat.id == key)
    return rank_members(seat, seats, facts.members, today(), facts.names)
