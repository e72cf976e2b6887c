"""What the board of a village and the card of a grid show: light rows and plain rules, no words of the screen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

REACH_LIMIT, REACH_NEAR = 30, 20
STEP_DAYS = (REACH_LIMIT, 60, 90)
STEP_WORDS = ("30天内", "31至60天", "61至90天", "90天以上", "从未联系")
NEVER = len(STEP_DAYS) + 1


class ReachState(StrEnum):
    """How long ago a grid was contacted, counted in the legend of the board."""

    OK = "ok"
    DUE = "due"
    OVER = "over"
    VACANT = "vacant"


@dataclass(frozen=True, slots=True)
class VillageCount:
    """A village in the tree: its grids, those without a lead, its households and how many of them stand in a grid."""

    village_id: str
    village: str
    township_id: str
    township: str
    grids: int
    vacant: int
    households: int
    placed: int


@dataclass(frozen=True, slots=True)
class GridCard:
    """What the card beside the board says of a grid's member; empty where there is none."""

    grid_id: str
    member_id: str
    member: str
    phone: str
    photo: str
    posts: tuple[str, ...]
    branch: str
    since: str
    why: str
    approved_by: str
    backup: str


def days_since(day: str, today: date) -> int | None:
    """Return the days since a full ISO day; None for an unknown or partly known one."""
    try:
        return max(0, (today - date.fromisoformat(day)).days)
    except ValueError:
        return None


def reach_state(member_id: str, reached: str, since: str, today: date) -> ReachState:
    """Return a grid's state. A member who has just begun has as long as everybody else for the first contact."""
    if not member_id:
        return ReachState.VACANT
    days = days_since(max(reached, since), today)
    if days is None or days > REACH_LIMIT:
        return ReachState.OVER
    return ReachState.DUE if days >= REACH_NEAR else ReachState.OK


def contact_step(days: int | None) -> int:
    """Return how long ago a contact was as a place in STEP_WORDS; `days` is what `days_since` says."""
    return NEVER if days is None else sum(days > limit for limit in STEP_DAYS)
