"""What a division says: names of grids, what is amiss with a size, what was done and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kzzq_desktop.domain.grid_fill import Draft
from kzzq_desktop.domain.grid_plan import HouseholdSpot, PlannedGrid
from kzzq_desktop.domain.order import Group, group_key, group_words
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.places import GridSizes


def grid_name(homes: Iterable[HouseholdSpot]) -> str:
    """Return a grid's name from its groups: 东2组; 2组、3组; 2组至6组; "" where no group is known."""
    words = {group_key(spot.group_no, spot.building): group_words(spot.group_no, spot.building) for spot in homes}
    if len(words) > 3:
        words = {group_key(spot.group_no): group_words(spot.group_no) for spot in homes if spot.group_no} or words
    spoken = [words[key] for key in sorted(words) if words[key]]
    if len(spoken) > 3:
        return f"{spoken[0]}至{spoken[-1]}"[:64]
    return "、".join(spoken)[:64]


def note_of(size: int, sizes: GridSizes) -> str:
    """Return what is amiss with a grid's size, "" if nothing."""
    if size > sizes.most:
        return "超上限"
    return "不足下限" if size < sizes.least else ""


def village_sentences(
    drafts: Sequence[Draft], grids: Sequence[PlannedGrid], sizes: GridSizes, leaving: int, waiting: int, dropped: Sequence[int]
) -> tuple[str, ...]:
    """Return what the plan does to a village and why, most important first."""
    filled = [grid for grid in grids if grid.size]
    if not filled and not waiting:
        return ("这里没有可以划分的住户。",)
    lines = [_summary(filled)] if filled else []
    number = {id(draft): grid.number for draft, grid in zip(sorted(drafts, key=lambda draft: draft.place), grids, strict=False)}
    lines += _size_lines(drafts, number, sizes)
    lines += _group_lines([draft for draft in drafts if draft.why], number, sizes)
    lines += _joined_lines(drafts, number)
    if waiting:
        lines.append(f"{waiting}户外出户没有空位，暂不编入网格。")
    if leaving:
        lines.append(f"{leaving}户已迁出或已销户，不再列入网格。")
    if dropped:
        lines.append(f"{_numbers(dropped)}号网格的户并入其他网格，这{'些' if len(dropped) > 1 else '个'}网格不再使用。")
    return tuple(lines)


def _summary(filled: Sequence[PlannedGrid]) -> str:
    counts = [grid.size for grid in filled]
    spread = f"每格{min(counts)}户" if min(counts) == max(counts) else f"每格{min(counts)}至{max(counts)}户"
    return f"{sum(counts)}户，共{len(filled)}个网格，{spread}。"


def _size_lines(drafts: Sequence[Draft], number: dict[int, int], sizes: GridSizes) -> list[str]:
    """Say which grids are over or under, and why they stay so."""
    lines = []
    for draft in drafts:
        size = len(draft.homes)
        what = f"超过上限{sizes.most}户" if size > sizes.most else f"不足下限{sizes.least}户" if size < sizes.least else ""
        if what:
            why = (
                "已锁定，不作调整"
                if draft.fixed
                else "原有网格不拆分，只作提示"
                if draft.grid and not draft.why
                else "相邻网格没有余地可调"
            )
            lines.append(f"{number[id(draft)]:02d}号网格{size}户，{what}：{why}。")
    return lines


def _group_lines(fresh: Sequence[Draft], number: dict[int, int], sizes: GridSizes) -> list[str]:
    """Say which groups were parted and which grids were put together from several."""
    parts: dict[Group, dict[int, int]] = defaultdict(dict)
    words: dict[Group, str] = {}
    lines = []
    for draft in fresh:
        held = Counter(group_key(spot.group_no, spot.building) for spot in draft.homes)
        for spot in draft.homes:
            words[group_key(spot.group_no, spot.building)] = group_words(spot.group_no, spot.building) or "没有组别的"
        for key, count in held.items():
            parts[key][number[id(draft)]] = count
        if len(held) > 1:
            made = "、".join(f"{words[key]}{held[key]}户" for key in sorted(held))
            lines.append(f"{number[id(draft)]:02d}号网格由{made}合成。")
    for key, where in parts.items():
        if len(where) > 1:
            total = sum(where.values())
            why = "一个网格放不下" if total > sizes.most else "为使各网格户数合适"
            lines.append(f"{words[key]}{total}户，{why}，分在{_numbers(sorted(where))}号网格。")
    return lines


def _joined_lines(drafts: Sequence[Draft], number: dict[int, int]) -> list[str]:
    """Say who joined grids that stood before, and where households away went."""
    joined: dict[int, int] = defaultdict(int)
    away: dict[int, int] = defaultdict(int)
    for draft in drafts:
        for spot in draft.homes:
            if spot.id in draft.why:
                into = away if spot.status == HouseholdStatus.AWAY else joined if "补入" in draft.why[spot.id] else None
                if into is not None:
                    into[number[id(draft)]] += 1
    lines = []
    for verb, found in (("新住户补入", joined), ("外出户最后编入", away)):
        if found:
            lines.append(f"{verb}：" + "、".join(f"{at:02d}号网格{found[at]}户" for at in sorted(found)) + "。")
    return lines


def _numbers(numbers: Iterable[int]) -> str:
    return "、".join(f"{number:02d}" for number in numbers)
