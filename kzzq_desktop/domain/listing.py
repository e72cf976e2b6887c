"""What a clerk asks of a list: filters and order of households and of members."""

from dataclasses import dataclass
from enum import StrEnum


class HouseholdOrder(StrEnum):
    """What households sort by."""

    PLACE = "place"
    NAME = "name"
    PEOPLE = "people"
    GRID = "grid"
    REACHED = "reached"


class MemberOrder(StrEnum):
    """What members sort by."""

    NAME = "name"
    VILLAGE = "village"
    BRANCH = "branch"
    BIRTH = "birth"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True)
class HouseholdFilter:
    """Which households a list shows; empty values ask for all. `words` matches any resident as the search does."""

    village_id: str = ""
    statuses: tuple[str, ...] = ()
    need: str = ""
    without_grid: bool = False
    grid_id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """Which members a list shows; empty values ask for all."""

    village_id: str = ""
    branch_id: str = ""
    eligibility: str = ""
    without_grid: bool = False
    words: str = ""
