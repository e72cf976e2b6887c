"""What stands on a tile: a grid, a village, a planned grid."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kzzq_desktop.domain.board import REACH_LIMIT, ReachState, VillageCount, days_since, reach_state
from kzzq_desktop.domain.grid_plan import PlannedGrid
from kzzq_desktop.domain.grid_words import note_of
from kzzq_desktop.domain.people import HouseholdRow, HouseholdStatus
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.work import GridRow
from kzzq_desktop.ui.parts.marks import Mark, reach_mark
from kzzq_desktop.ui.parts.tiles import Face

NOBODY = "还没有确定党员"
LEGEND = (
    (ReachState.OK, "ok", "30天内"),
    (ReachState.DUE, "due", "快到期"),
    (ReachState.OVER, "over", "超过30天"),
    (ReachState.VACANT, "mute", "未定党员"),
)


def grid_mark(row: GridRow, today: date) -> Mark:
    """Return how long ago a grid was contacted; one whose member has just begun has time."""
    state = reach_state(row.member_id, row.reached, row.since, today)
    if state == ReachState.VACANT:
        return Mark("mute", "")
    days = days_since(row.reached, today)
    begun = days_since(row.since, today)
    if days is None:
        part = 1.0 if begun is None else min(1.0, begun / REACH_LIMIT)
        return Mark(state.value, "还没联系", part=part)
    known = reach_mark(days)
    return Mark(state.value, known.words, part=known.part)


def grid_face(row: GridRow, sizes: GridSizes, today: date) -> Face:
    """Return a grid's tile."""
    return Face(
        key=row.id,
        number=f"{row.number:02d}",
        title=row.member or NOBODY,
        place=row.name or row.groups,
        left=f"{row.households}户",
        note=note_of(row.households, sizes),
        mark=grid_mark(row, today),
        icon="lock" if row.locked else "",
        vacant=not row.member_id,
    )


def village_face(village: VillageCount) -> Face:
    """Return a village's tile on the board of a township."""
    part = village.placed / village.households if village.households else 0.0
    vacant = f"{village.vacant}个未定党员" if village.vacant else ""
    covered = Mark("ok" if village.placed else "mute", f"已入网格{part:.0%}", icon="grids", part=part)
    return Face(
        key=village.village_id,
        number=f"{village.grids}",
        place="个网格",
        title=village.village,
        left=f"{village.households}户",
        note=vacant,
        mark=covered,
        vacant=not village.grids,
        spoken=f"{village.village}，{village.grids}个网格，{village.households}户，已入网格{part:.0%}，{vacant}",
    )


def planned_face(grid: PlannedGrid) -> Face:
    """Return a planned grid's tile: what it was and what it will be."""
    if not grid.grid_id:
        title = "新网格"
    elif grid.size == grid.before:
        title = "户数不变"
    else:
        title = f"原{grid.before}户，{'增' if grid.size > grid.before else '减'}{abs(grid.size - grid.before)}户"
    tone = "due" if grid.note else "ok"
    return Face(
        key=str(grid.number),
        number=f"{grid.number:02d}",
        title=title,
        place=grid.name,
        left=f"{grid.size}户",
        mark=Mark(tone, grid.note or "户数合适"),
        icon="lock" if grid.locked else "",
    )


def waiting_face(count: int) -> Face:
    """Return the tile of those who found no place."""
    return Face(key="0", number="", title="暂不编入", left=f"{count}户", mark=Mark("mute", "可拖入网格"), vacant=True)


def count_states(rows: Sequence[GridRow], today: date) -> Counter[ReachState]:
    """Count the grids of a board by state; the four add up to their number."""
    return Counter(reach_state(row.member_id, row.reached, row.since, today) for row in rows)


def household_mark(row: HouseholdRow, today: date) -> Mark:
    """Return a household's state in the card: away, or when it was last contacted."""
    if row.status == HouseholdStatus.AWAY:
        return Mark("mute", "外出", icon="away")
    known = reach_mark(days_since(row.reached, today))
    return Mark(known.tone, known.words)
