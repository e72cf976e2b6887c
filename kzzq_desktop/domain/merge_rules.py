"""What is shown of a field while several values of it wait, and whether a clerk must choose (sync.md 3.8)."""

from collections.abc import Callable, Collection, Mapping
from enum import Enum
from typing import Any

from kzzq_desktop.domain.row_state import Dot, Heads


class Rule(Enum):
    """LATEST shows the highest dot and asks the clerk; BANNER the banner's own value before others; QUIET asks nobody."""

    LATEST = "latest"
    BANNER = "banner"
    EARLIEST = "earliest"
    LEAST = "least"
    QUIET = "quiet"


RULES: Mapping[tuple[str, str], Rule] = {
    ("household", "village_id"): Rule.BANNER,
    ("household", "grid_id"): Rule.BANNER,
    ("resident", "household_id"): Rule.BANNER,
    ("grid", "village_id"): Rule.BANNER,
    ("member", "village_id"): Rule.BANNER,
    ("member", "branch_id"): Rule.BANNER,
    ("resident", "place"): Rule.QUIET,
    ("resident", "raw_name"): Rule.QUIET,
    ("member", "raw_name"): Rule.QUIET,
    ("household", "ledger_no"): Rule.QUIET,
    ("list_item", "place"): Rule.QUIET,
    ("duty_household", "day"): Rule.QUIET,
    ("division", "other_names"): Rule.QUIET,
}
# One row a mark: two PCs' marks unite, and a mark taken away here but set there stays; nobody is asked.
MARKS = frozenset({"household_need", "member_post", "duty_household"})
# From the least to the most advanced; a field with Rule.LEAST names its states here.
STATES: Mapping[tuple[str, str], Collection[str]] = {}


def rule_of(table: str, field: str) -> Rule:
    """Return the rule of a field."""
    return RULES.get((table, field), Rule.LATEST)


def choose(table: str, field: str, heads: Heads, order: Callable[[Dot], Any], of_banner: Callable[[Dot], bool]) -> Dot:
    """Return the head that is shown; every PC shows the same one. `order` sorts dots by seq and global actor id."""
    rule = rule_of(table, field)
    if rule is Rule.EARLIEST:
        return min(heads, key=lambda dot: (str(heads[dot] or "9"), order(dot)))
    if rule is Rule.LEAST:
        states = list(STATES[table, field])
        return min(heads, key=lambda dot: (states.index(heads[dot]) if heads[dot] in states else -1, order(dot)))
    if rule is Rule.BANNER:
        return max(heads, key=lambda dot: (of_banner(dot), order(dot)))
    return max(heads, key=order)


def must_choose(table: str, field: str, heads: Heads) -> bool:
    """Tell whether a clerk has to say which value holds."""
    if len(heads) < 2 or table in MARKS or rule_of(table, field) is Rule.QUIET:
        return False
    first, *others = heads.values()
    return any(other != first for other in others)
