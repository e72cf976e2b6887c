"""Dividing villages into grids: pure, in the natural order of groups and doors, what stands is kept.

A locked grid is never changed. A grid that has households keeps them (it may take in newcomers up to its size) unless
a redrawing is asked for. Households away come last: they fill what is left, unless counting them from the start is
what makes the sizes fit or keeps a group together. Households that moved out or are closed stand in no grid.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kzzq_desktop.domain.grid_fill import Draft, fill_away, join_newcomers
from kzzq_desktop.domain.grid_plan import LIVING, GridPlan, GridSpot, HouseholdSpot, Move, PlannedGrid, VillagePlan
from kzzq_desktop.domain.grid_words import grid_name, note_of, village_sentences
from kzzq_desktop.domain.order import Group, door_key, group_key
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.segments import cut_row, strain

BY_PLACE = "按组和门牌顺序编入"


def plan_grids(
    households: Iterable[HouseholdSpot], grids: Iterable[GridSpot], sizes: GridSizes, *, redraw: bool = False
) -> GridPlan:
    """Propose grids for every village among the households; `redraw` lets grids that are not locked be cut anew.

    The order in which households and grids are given does not matter.
    """
    spots: dict[str, list[HouseholdSpot]] = defaultdict(list)
    standing: dict[str, list[GridSpot]] = defaultdict(list)
    for spot in households:
        spots[spot.village_id].append(spot)
    for grid in grids:
        standing[grid.village_id].append(grid)
    villages = sorted(spots.keys() | standing.keys())
    return GridPlan(
        tuple(_plan_village(village, spots[village], standing[village], sizes, redraw) for village in villages), sizes
    )


def spot_key(spot: HouseholdSpot) -> tuple[object, ...]:
    """Return a household's place in its village: group, building, door."""
    return group_key(spot.group_no, spot.building), door_key(spot.door_no), spot.id


@dataclass(slots=True)
class _Case:
    """One village while it is being planned."""

    sizes: GridSizes
    rank: dict[Group, int]
    kept: list[Draft]
    home: list[HouseholdSpot]
    away: list[HouseholdSpot]
    ties: bool = False
    leaving: list[HouseholdSpot] = field(default_factory=list)


def _plan_village(village: str, spots: list[HouseholdSpot], grids: list[GridSpot], sizes: GridSizes, redraw: bool) -> VillagePlan:
    spots = sorted(spots, key=spot_key)
    grids = sorted(grids, key=lambda grid: (grid.number, grid.id))
    case = _read_case(spots, grids, sizes, redraw)
    drafts, waiting = _best_drafts(case)
    dropped = _take_over(drafts, [grid for grid in grids if not any(draft.grid is grid for draft in case.kept)], spots, redraw)
    return _write_plan(village, case, drafts, grids, waiting, dropped)


def _read_case(spots: list[HouseholdSpot], grids: list[GridSpot], sizes: GridSizes, redraw: bool) -> _Case:
    kept = {grid.id: Draft(grid, [], [], fixed=grid.locked) for grid in grids if grid.locked or not redraw}
    free: list[HouseholdSpot] = []
    living = [spot for spot in spots if spot.status in LIVING]
    for spot in living:
        draft = kept.get(spot.grid_id)
        (draft.homes if draft else free).append(spot)
    rank = {key: place for place, key in enumerate(sorted({spot.group for spot in living}))}
    for draft in kept.values():
        draft.runs = [rank[spot.group] for spot in draft.homes]
    home = [spot for spot in free if spot.status == HouseholdStatus.HOME]
    away = [spot for spot in free if spot.status != HouseholdStatus.HOME]
    leaving = [spot for spot in spots if spot.status not in LIVING and spot.grid_id]
    standing = [draft for draft in kept.values() if draft.homes or draft.fixed]
    return _Case(sizes, rank, standing, home, away, redraw, leaving)


def _best_drafts(case: _Case) -> tuple[list[Draft], list[HouseholdSpot]]:
    """Draft in each way there is; the sizes decide, then groups kept together, then the target, then those away last."""
    ways = [_away_last(case, case.sizes)]
    if case.away:
        ways += [_away_last(case, _room_left(case)), (_away_together(case), [])]
    return min(
        ways,
        key=lambda way: (_strain(way[0], case.sizes) + len(way[1]), _parted(way[0], case.sizes), _distance(way[0], case.sizes)),
    )


def _room_left(case: _Case) -> GridSizes:
    """Return the sizes for those at home that leave those away their share of each grid."""
    share = max(len(case.home), 1) / max(len(case.home) + len(case.away), 1)
    target, least = max(1, round(case.sizes.target * share)), max(1, round(case.sizes.least * share))
    return GridSizes(target, min(least, target), max(int(case.sizes.most * share), target))


def _away_last(case: _Case, sizes: GridSizes) -> tuple[list[Draft], list[HouseholdSpot]]:
    """Divide those at home first, by `sizes`, then let those away fill what is left; return also who found no place."""
    drafts = [draft.copy() for draft in case.kept]
    runs = [case.rank[spot.group] for spot in case.home]
    rest = join_newcomers(drafts, case.home, runs, case.sizes)
    drafts += _cut(case, rest, sizes, BY_PLACE)
    left = fill_away(drafts, case.away, [case.rank[spot.group] for spot in case.away], case.sizes)
    if len(left) >= case.sizes.least:
        return drafts + _cut(case, left, case.sizes, "外出户合编一格"), []
    return drafts, left


def _away_together(case: _Case) -> list[Draft]:
    """Divide those at home and those away as one row, in each group those away last."""
    row = sorted(
        case.home + case.away, key=lambda spot: (case.rank[spot.group], spot.status != HouseholdStatus.HOME, spot_key(spot))
    )
    return [draft.copy() for draft in case.kept] + _cut(case, row, case.sizes, BY_PLACE)


def _cut(case: _Case, row: Sequence[HouseholdSpot], sizes: GridSizes, why: str) -> list[Draft]:
    """Cut a row of households into new drafts."""
    runs = [case.rank[spot.group] for spot in row]
    ties = [_tie(before, spot, case.ties) for before, spot in zip([None, *row], row, strict=False)]
    drafts, start = [], 0
    for end in cut_row(runs, sizes, ties):
        drafts.append(Draft(None, list(row[start:end]), runs[start:end], why={spot.id: why for spot in row[start:end]}))
        start = end
    return drafts


def _tie(before: HouseholdSpot | None, spot: HouseholdSpot, stay: bool) -> int:
    """Return how slightly two neighbours wish to stay together: one stairway, one grid until now."""
    if before is None:
        return 0
    stairway = bool(spot.building) and spot.building == before.building
    return 2 * stairway + 3 * (stay and bool(spot.grid_id) and spot.grid_id == before.grid_id)


def _strain(drafts: Iterable[Draft], sizes: GridSizes) -> int:
    return sum(strain(len(draft.homes), sizes) for draft in drafts if not draft.fixed)


def _distance(drafts: Iterable[Draft], sizes: GridSizes) -> int:
    return sum((len(draft.homes) - sizes.target) ** 2 for draft in drafts if not draft.fixed)


def _parted(drafts: Iterable[Draft], sizes: GridSizes) -> int:
    """Return into how many pieces groups are cut beyond what their size asks for."""
    pieces: Counter[int] = Counter()
    held: Counter[int] = Counter()
    for draft in drafts:
        pieces.update(set(draft.runs))
        held.update(draft.runs)
    return sum(count - -(-held[run] // sizes.most) for run, count in pieces.items())


def _take_over(drafts: list[Draft], old: list[GridSpot], spots: list[HouseholdSpot], redraw: bool) -> list[GridSpot]:
    """Give new drafts the old grids whose households they mostly hold, then the empty ones; return the grids left over."""
    place = {grid.id: index for index, grid in enumerate(old)}
    shares: dict[tuple[int, int], int] = defaultdict(int)
    fresh = [draft for draft in drafts if draft.grid is None]
    for index, draft in enumerate(fresh):
        for spot in draft.homes:
            if spot.grid_id in place:
                shares[index, place[spot.grid_id]] += 1
    for (index, was), _ in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        if fresh[index].grid is None and old[was].id in place:
            fresh[index].grid = old[was]
            del place[old[was].id]
    used = {spot.grid_id for spot in spots if spot.status in LIVING}
    spare = [grid for grid in old if grid.id in place and grid.id not in used]
    for draft, grid in zip([draft for draft in fresh if draft.grid is None], spare, strict=False):
        draft.grid = grid
        del place[grid.id]
    return [grid for grid in old if grid.id in place] if redraw else []


def _write_plan(
    village: str, case: _Case, drafts: list[Draft], grids: list[GridSpot], waiting: list[HouseholdSpot], dropped: list[GridSpot]
) -> VillagePlan:
    """Number and name the drafts and say what moved and why."""
    by_id = {grid.id: grid for grid in grids}
    before: dict[str, list[HouseholdSpot]] = defaultdict(list)
    for spot in [*(spot for draft in drafts for spot in draft.homes), *waiting]:
        if spot.grid_id in by_id:
            before[spot.grid_id].append(spot)
    number = max((grid.number for grid in grids), default=0)
    planned, moves = [], []
    for draft in sorted(drafts, key=lambda draft: draft.place):
        if draft.grid is None:
            number += 1
        mine = before[draft.grid.id] if draft.grid else []
        planned.append(_planned(village, draft, number, mine, case.sizes))
        after = planned[-1].number
        for spot in draft.homes:
            was = by_id[spot.grid_id].number if spot.grid_id in by_id else 0
            if was != after:
                moves.append(Move(spot.id, was, after, draft.why.get(spot.id, "")))
    gone = [(spot, "已迁出或已销户，不再列入网格") for spot in case.leaving] + [
        (spot, "外出，各网格已满") for spot in waiting if spot.grid_id
    ]
    moves += [Move(spot.id, by_id[spot.grid_id].number, 0, why) for spot, why in gone if spot.grid_id in by_id]
    holding = {grid.grid_id for grid in planned} | {grid.id for grid in dropped}
    idle = [Draft(grid, [], []) for grid in grids if grid.id not in holding]
    planned += [_planned(village, draft, 0, [], case.sizes) for draft in idle]
    sentences = village_sentences(drafts, planned, case.sizes, len(case.leaving), len(waiting), [grid.number for grid in dropped])
    planned.sort(key=lambda grid: grid.number)
    return VillagePlan(
        village, tuple(planned), tuple(moves), tuple(grid.id for grid in dropped), tuple(spot.id for spot in waiting), sentences
    )


def _planned(village: str, draft: Draft, number: int, before: list[HouseholdSpot], sizes: GridSizes) -> PlannedGrid:
    grid = draft.grid
    ids = tuple(spot.id for spot in draft.homes)
    if grid is None:
        return PlannedGrid("", village, number, grid_name(draft.homes), False, 0, ids, note_of(len(ids), sizes))
    own_name = grid.name and grid.name != grid_name(before)
    name = grid.name if own_name or draft.fixed or not draft.homes else grid_name(draft.homes)
    return PlannedGrid(grid.id, village, grid.number, name, grid.locked, len(before), ids, note_of(len(ids), sizes))
