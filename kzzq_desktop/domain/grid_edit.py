"""Changing a proposed division by hand, before it is saved: households go from one grid to another."""

from collections.abc import Collection
from dataclasses import replace

from kzzq_desktop.domain.grid_plan import Move, PlannedGrid, VillagePlan
from kzzq_desktop.domain.grid_words import note_of
from kzzq_desktop.domain.places import GridSizes

BY_HAND = "由操作员调整"


def move_households(plan: VillagePlan, ids: Collection[str], number: int, sizes: GridSizes) -> VillagePlan:
    """Return the plan with these households in grid `number`. Locked grids neither give nor take."""
    goal = next((grid for grid in plan.grids if grid.number == number), None)
    if goal is None or goal.locked:
        return plan
    firm = {house for grid in plan.grids if grid.locked for house in grid.household_ids}
    present = {house: grid.number for grid in plan.grids for house in grid.household_ids}
    known = present.keys() | set(plan.waiting)
    chosen = [house for house in dict.fromkeys(ids) if house in known and house not in firm and present.get(house) != number]
    if not chosen:
        return plan
    gone = set(chosen)
    grids = tuple(_with(grid, _homes(grid, gone, chosen, number), sizes) for grid in plan.grids)
    moves = {move.household_id: move for move in plan.moves}
    for house in chosen:
        was = moves[house].before if house in moves else present.get(house, 0)
        moves[house] = Move(house, was, number, BY_HAND)
    waiting = tuple(house for house in plan.waiting if house not in gone)
    real = tuple(move for move in moves.values() if move.before != move.after)
    return replace(plan, grids=grids, moves=real, waiting=waiting)


def _homes(grid: PlannedGrid, gone: set[str], chosen: list[str], number: int) -> tuple[str, ...]:
    kept = tuple(house for house in grid.household_ids if house not in gone)
    return (*kept, *chosen) if grid.number == number else kept


def _with(grid: PlannedGrid, homes: tuple[str, ...], sizes: GridSizes) -> PlannedGrid:
    return grid if homes == grid.household_ids else replace(grid, household_ids=homes, note=note_of(len(homes), sizes))
