"""A year of invented duties: each grid has its own habit, so that boards show reached, due and overdue ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.services.demo_villages import DemoGrid, Row
from kzzq_desktop.services.demo_words import BY_MONTH, Deed
from kzzq_desktop.services.duty import part_id

# How many days ago a grid was visited last, and how many grids in a hundred are so.
HABITS, SHARES = ((0, 14), (15, 30), (31, 75), (76, 160)), (68, 18, 10, 4)
# A deed for the whole grid: how often it really reaches all of it in one go, and how many households otherwise.
WHOLE_SHARE, ROUND = 0.8, (5, 8)


@dataclass(frozen=True, slots=True)
class Month:
    """The duties of one calendar month as rows."""

    last_day: date
    duties: list[Row]
    parts: list[Row]


def draw_months(chance: Random, grids: Sequence[DemoGrid], first: date, day: date, total: int) -> Iterator[Month]:
    """Yield a year's duties month by month, `total` entries in all, days before `first` and after `day` never."""
    led = [grid for grid in grids if grid.member_id and grid.households]
    last = {grid.id: day - timedelta(days=_habit(chance)) for grid in led}
    days: dict[str, list[tuple[date, DemoGrid]]] = {}
    for n in range(total):
        grid = led[n % len(led)]
        # The first round is each grid's last visit; the rest lies anywhere before it.
        latest = last[grid.id]
        done = latest if n < len(led) else first + timedelta(days=chance.randint(0, (latest - first).days))
        days.setdefault(f"{done:%Y-%m}", []).append((done, grid))
    for month in sorted(days):
        drawn = sorted(days[month], key=lambda pair: pair[0])
        yield _month(chance, drawn)


def _month(chance: Random, drawn: Sequence[tuple[date, DemoGrid]]) -> Month:
    month = Month(drawn[-1][0], [], [])
    for done, grid in drawn:
        deeds = BY_MONTH[done.month]
        deed = chance.choices(deeds, [deed.weight for deed in deeds])[0]
        day, duty_id, scope = done.isoformat(), new_id(), f"{grid.village_id[:9]}000"
        row: Row = {"id": duty_id, "day": day, "code": deed.code, "grid_id": grid.id, "member_id": grid.member_id}
        month.duties.append(row | {"place": "", "words": deed.words, "boxes": deed.boxes, "sy_scope": scope})
        month.parts.extend(
            {"id": part_id(duty_id, home), "duty_id": duty_id, "household_id": home, "day": day, "sy_scope": scope}
            for home in _visited(chance, deed, grid)
        )
    return month


def _visited(chance: Random, deed: Deed, grid: DemoGrid) -> list[str]:
    if deed.households is None and chance.random() < WHOLE_SHARE:
        return grid.households
    count = min(chance.randint(*(deed.households or ROUND)), len(grid.households))
    return chance.sample(grid.households, count)


def _habit(chance: Random) -> int:
    return chance.randint(*chance.choices(HABITS, SHARES)[0])
