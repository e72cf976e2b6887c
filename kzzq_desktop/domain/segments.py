"""Cutting a row of households into runs of the wanted size: the best cut of all, found in one pass.

What counts, in this order: no run under the least or over the most; groups kept together; sizes near the target.
"""

from collections import Counter
from collections.abc import Sequence

from kzzq_desktop.domain.places import GridSizes

_NONE = 1 << 200


def cut_row(groups: Sequence[int], sizes: GridSizes, ties: Sequence[int] = ()) -> list[int]:
    """Return where the runs end, as positions 1..n of a row whose items stand in `groups`, equal ones side by side.

    A group that fits into one run is kept whole if it can be; of a larger one no rest is mixed with another group's
    rest if it can be. `ties[i]` is a slight wish not to part item i from item i - 1, weighed against the target.
    """
    count = len(groups)
    lengths = range(sizes.least, sizes.most + 1) if can_fill(count, sizes) else range(1, max(sizes.most, 2 * sizes.least - 1) + 1)
    bound = max((size - sizes.target) ** 2 for size in lengths) + (max(ties) if ties else 0)
    part = (bound + 1) * count + 1
    price = [(size, strain(size, sizes) * part * (2 * count + 1) + (size - sizes.target) ** 2) for size in lengths]
    return _best_ends(groups, price, part, sizes.most, ties or [0] * count)


def can_fill(count: int, sizes: GridSizes) -> bool:
    """Tell whether `count` households can stand in grids that are all within the sizes."""
    return -(-count // sizes.most) <= count // sizes.least


def strain(size: int, sizes: GridSizes) -> int:
    """Return by how many households a grid is under the least or over the most."""
    return max(0, sizes.least - size, size - sizes.most)


def _best_ends(groups: Sequence[int], price: list[tuple[int, int]], part: int, most: int, ties: Sequence[int]) -> list[int]:
    """Walk the row once, keeping the best price up to each position and the length of its last run."""
    count = len(groups)
    inside = [0] + [part if groups[at] == groups[at - 1] else 0 for at in range(1, count)] + [0]
    held = Counter(groups)
    best = [0] + [_NONE] * count
    last = [0] * (count + 1)
    for start in range(count):
        if best[start] == _NONE:
            continue
        base, group, opened = best[start] + ties[start], groups[start], inside[start]
        alone = 0 if held[group] > most else opened
        for size, cost in price:
            end = start + size
            if end > count:
                break
            total = base + cost + (alone if groups[end - 1] == group else opened + inside[end])
            if total < best[end]:
                best[end] = total
                last[end] = size
    ends = []
    at = count
    while at:
        ends.append(at)
        at -= last[at]
    return ends[::-1]
