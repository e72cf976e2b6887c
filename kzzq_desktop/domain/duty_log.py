"""What the log of duties is asked for and answers: drafts, filters and light rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kzzq_desktop.domain.duties import BoxValue


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """A duty as the clerk filled it in. `member_id` "" means the grid's lead on that day."""

    code: str
    day: str
    grid_id: str
    households: tuple[str, ...]
    words: str = ""
    boxes: Mapping[str, BoxValue] = field(default_factory=dict)
    member_id: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """Which duties to list; "" asks for all. Days are ISO text, both ends included; `words` is part of a text."""

    code: str = ""
    first_day: str = ""
    last_day: str = ""
    member_id: str = ""
    grid_id: str = ""
    village_id: str = ""
    household_id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class GridChoice:
    """A grid to log a duty for; `member` is its lead now, "" while it is vacant.

    `keys` is what it can be found by in a box, in lower case: code, pinyin and initials of village and member.
    """

    id: str
    village_id: str
    village: str
    number: int
    name: str
    member: str
    households: int
    keys: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdChoice:
    """A household to tick. `grid_id` is "" when it stands in no grid."""

    id: str
    head: str
    group_no: str
    door_no: str
    status: str
    status_day: str
    people: int
    grid_id: str


@dataclass(frozen=True, slots=True)
class DutyCount:
    """How many duties of a code were done in a month ("2026-11"), and for how many households in sum."""

    code: str
    month: str
    duties: int
    households: int
