"""What every write of a history was, and what its author had seen of its field."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from kzzq_desktop.domain.people import Household, HouseholdNeed, Resident
from tests.store.sites import site

T1, T2 = "150521102000", "150521103000"
VILLAGES = {T1: ("150521102201", "150521102202"), T2: ("150521103201", "150521103202")}
FIELDS = {"household": ("phone", "note", "village_id"), "resident": ("name", "note"), "household_need": ("need",)}
KINDS = {"household": Household, "resident": Resident, "household_need": HouseholdNeed}
PAIRS = (("T1a", "B"), ("T1b", "B"), ("T2", "B"), ("B", "T1a"), ("B", "T1b"), ("B", "T2"), ("T1a", "T1b"), ("T1b", "T1a"))
SITES = (site("B"), site("T1a", T1), site("T1b", T1), site("T2", T2))
Key = tuple[str, str, str]  # table, row, field
GlobalDot = tuple[str, int]


@dataclass(slots=True)
class Copy:
    """What the oracle knows of one file: the dots of each field that are in it."""

    seen: dict[Key, frozenset[GlobalDot]] = field(default_factory=dict)

    def copied(self) -> "Copy":
        return Copy(dict(self.seen))


@dataclass(slots=True)
class Truth:
    """Every write there ever was: its value and the dots of its field that its author had seen."""

    writes: dict[Key, dict[GlobalDot, tuple[Any, frozenset[GlobalDot]]]] = field(default_factory=lambda: defaultdict(dict))
    parents: dict[str, str] = field(default_factory=dict)
    removals: dict[GlobalDot, frozenset[GlobalDot]] = field(default_factory=dict)

    def heads(self, key: Key, known: frozenset[GlobalDot]) -> dict[GlobalDot, Any]:
        """Return the writes among `known` that no other of them has seen."""
        writes = self.writes[key]
        beaten = frozenset().union(*(writes[dot][1] for dot in known)) if known else frozenset()
        return {dot: writes[dot][0] for dot in known - beaten}
