"""Filling the grids that stand: newcomers into their own group's grids, households away into what is left."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from kzzq_desktop.domain.grid_plan import GridSpot, HouseholdSpot
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.segments import can_fill


@dataclass(slots=True)
class Draft:
    """A grid while it is being planned; `runs` are its households' groups by rank, `fixed` means locked."""

    grid: GridSpot | None
    homes: list[HouseholdSpot]
    runs: list[int]
    fixed: bool = False
    why: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int]:
        """Return what sorts drafts: old ones by number, new ones by their first group."""
        return (0, self.grid.number) if self.grid else (1, 0)

    def copy(self) -> "Draft":
        """Return a draft that can be filled without changing this one."""
        return Draft(self.grid, list(self.homes), list(self.runs), self.fixed, dict(self.why))

    def take(self, spot: HouseholdSpot, run: int, why: str) -> None:
        """Put a household into this grid."""
        self.homes.append(spot)
        self.runs.append(run)
        self.why[spot.id] = why


def join_newcomers(
    drafts: Sequence[Draft], row: Sequence[HouseholdSpot], runs: Sequence[int], sizes: GridSizes
) -> list[HouseholdSpot]:
    """Let households at home join their own group's grids up to the target; return the rest in order.

    Where the rest cannot stand in grids of its own, as many as needed join the nearest grids that have room.
    """
    rest = _fill_own_group(drafts, list(zip(row, runs, strict=True)), sizes.target, "同组，补入未满网格")
    if can_fill(len(rest), sizes):
        return [spot for spot, _ in rest]
    room = sum(max(0, sizes.most - len(draft.homes)) for draft in drafts if not draft.fixed)
    needed = next((some for some in range(1, min(room, len(rest)) + 1) if can_fill(len(rest) - some, sizes)), 0)
    first = _fill_nearest(drafts, rest[len(rest) - needed :], sizes.most, "余下不足一格，补入邻近未满网格")
    return [spot for spot, _ in rest[: len(rest) - needed] + first]


def fill_away(
    drafts: Sequence[Draft], row: Sequence[HouseholdSpot], runs: Sequence[int], sizes: GridSizes
) -> list[HouseholdSpot]:
    """Let households away fill their own group's grids; return those who are left.

    Enough for grids of their own stay together; fewer go to the nearest grids that have room.
    """
    rest = _stay(drafts, list(zip(row, runs, strict=True)), sizes.most)
    rest = _fill_own_group(drafts, rest, sizes.most, "外出，最后编入同组网格")
    if len(rest) < sizes.least or not can_fill(len(rest), sizes):
        rest = _fill_nearest(drafts, rest, sizes.most, "外出，同组已满，编入邻近网格")
    return [spot for spot, _ in rest]


_Rest = list[tuple[HouseholdSpot, int]]


def _stay(drafts: Sequence[Draft], row: _Rest, limit: int) -> _Rest:
    """Leave households away with the draft that holds most of their grid until now, where it has room."""
    shares = Counter(
        (spot.grid_id, at) for at, draft in enumerate(drafts) for spot in draft.homes if spot.grid_id and draft.grid is None
    )
    heirs = {grid: at for (grid, at), _ in sorted(shares.items(), key=lambda item: (item[1], -item[0][1]))}
    rest: _Rest = []
    for spot, run in row:
        heir = drafts[heirs[spot.grid_id]] if spot.grid_id in heirs else None
        if heir is None or len(heir.homes) >= limit:
            rest.append((spot, run))
        else:
            heir.take(spot, run, "外出，随原网格")
    return rest


def _fill_own_group(drafts: Sequence[Draft], row: _Rest, limit: int, why: str) -> _Rest:
    """Put each household into the smallest grid of its group that is under the limit."""
    open_by_run: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if not draft.fixed and len(draft.homes) < limit:
            for run in set(draft.runs):
                open_by_run[run].append((len(draft.homes), index))
    for queue in open_by_run.values():
        heapify(queue)
    rest: _Rest = []
    for spot, run in row:
        queue = open_by_run.get(run, [])
        while queue and queue[0][0] != len(drafts[queue[0][1]].homes):
            _, index = heappop(queue)
            if len(drafts[index].homes) < limit:
                heappush(queue, (len(drafts[index].homes), index))
        if not queue:
            rest.append((spot, run))
            continue
        size, index = heappop(queue)
        drafts[index].take(spot, run, why)
        if size + 1 < limit:
            heappush(queue, (size + 1, index))
    return rest


def _fill_nearest(drafts: Sequence[Draft], row: _Rest, limit: int, why: str) -> _Rest:
    """Put each household into a grid with room whose group is nearest in order; return those without a place."""
    spare: list[tuple[int, int]] = []
    for index, draft in enumerate(drafts):
        if not draft.fixed and draft.runs and len(draft.homes) < limit:
            insort(spare, (draft.runs[0], index))
    rest: _Rest = []
    for spot, run in row:
        if not spare:
            rest.append((spot, run))
            continue
        at = bisect_left(spare, (run, -1))
        if at == len(spare) or (at and run - spare[at - 1][0] < spare[at][0] - run):
            at -= 1
        index = spare[at][1]
        drafts[index].take(spot, run, why)
        if len(drafts[index].homes) >= limit:
            del spare[at]
    return rest
