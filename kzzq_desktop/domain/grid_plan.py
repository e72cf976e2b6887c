"""What a division of villages into grids starts from and what it proposes: plain values, nothing saved."""

from dataclasses import dataclass

from kzzq_desktop.base.errors import Problem
from kzzq_desktop.domain.order import Group, group_key
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.places import GridSizes

LIVING = (HouseholdStatus.HOME, HouseholdStatus.AWAY)


@dataclass(frozen=True, slots=True)
class HouseholdSpot:
    """Where a household stands; `grid_id` is "" while it is in no grid."""

    id: str
    village_id: str
    group_no: str = ""
    building: str = ""
    door_no: str = ""
    status: str = "home"
    grid_id: str = ""

    @property
    def group(self) -> Group:
        """Return the group it stands in: its 组, or in town its building or stairway."""
        return group_key(self.group_no, "" if self.group_no else self.building)


@dataclass(frozen=True, slots=True)
class GridSpot:
    """A grid that exists already."""

    id: str
    village_id: str
    number: int
    name: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class PlannedGrid:
    """A grid as proposed: `grid_id` "" is a new one, `before` its households until now, `note` what is amiss."""

    grid_id: str
    village_id: str
    number: int
    name: str
    locked: bool
    before: int
    household_ids: tuple[str, ...]
    note: str = ""

    @property
    def size(self) -> int:
        """Return the number of households."""
        return len(self.household_ids)


@dataclass(frozen=True, slots=True)
class Move:
    """A household that changes its grid: numbers, 0 = in no grid."""

    household_id: str
    before: int
    after: int
    why: str


@dataclass(frozen=True, slots=True)
class VillagePlan:
    """One village's proposal. `dropped` grids go out of use; `waiting` households found no place."""

    village_id: str
    grids: tuple[PlannedGrid, ...]
    moves: tuple[Move, ...]
    dropped: tuple[str, ...]
    waiting: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridPlan:
    """The proposal for all villages asked for, in order of their codes."""

    villages: tuple[VillagePlan, ...]
    sizes: GridSizes

    @property
    def grids(self) -> tuple[PlannedGrid, ...]:
        """Return the grids of all villages."""
        return tuple(grid for village in self.villages for grid in village.grids)

    @property
    def moves(self) -> tuple[Move, ...]:
        """Return what moves in all villages."""
        return tuple(move for village in self.villages for move in village.moves)


def check_sizes(sizes: GridSizes) -> tuple[Problem, ...]:
    """Return what is wrong with the sizes of a grid."""
    if sizes.least < 1:
        return (Problem("下限至少是1户。", field="least"),)
    if not sizes.least <= sizes.target <= sizes.most:
        return (Problem("应当下限不大于目标、目标不大于上限。", field="target"),)
    return ()
