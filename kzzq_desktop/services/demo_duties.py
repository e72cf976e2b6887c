"""A year of invented duties: each grid has its own habit, so that boards show reached, due and overdue ones."""

from collections import defaultdict
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
WHOLE_SHARE, ROUND = 0.9, (6, 9)


@dataclass(frozen=True, slots=True)
class Period:
    """The duties of a month or a few as rows."""

    last_day: date
    duties: list[Row]
    parts: list[Row]


def draw_periods(
    chance: Random, grids: Sequence[DemoGrid], days: tuple[date, date], total: int, months: int = 1
) -> Iterator[Period]:
    """Yield `total` duties on `days` (first, last) by periods of so many months, the earliest first."""
    first, day = days
    led = [grid for grid in grids if grid.member_id and grid.households]
    last = {grid.id: day - timedelta(days=_habit(chance)) for grid in led}
    visits: dict[tuple[int, int], list[tuple[date, DemoGrid]]] = defaultdict(list)
    for n in range(total):
        grid = led[n % len(led)]
        # The first round is each grid's last visit; the rest lies anywhere before it.
        latest = last[grid.id]
        done = latest if n < len(led) else first + timedelta(days=chance.randint(0, (latest - first).days))
        visits[done.year, (done.month - 1) // months].append((done, grid))
    for period in sorted(visits):
        yield _period(chance, sorted(visits[period], key=lambda pair: pair[0]))


def _period(chance: Random, drawn: Sequence[tuple[date, DemoGrid]]) -> Period:
    period = Period(drawn[-1][0], [], [])
    for done, grid in drawn:
        deeds = BY_MONTH[done.month]
        deed = chance.choices(deeds, [deed.weight for deed in deeds])[0]
        day, duty_id, scope = done.isoformat(), new_id(), f"{grid.village_id[:9]}000"
        row: Row = {"id": duty_id, "day": day, "code": deed.code, "grid_id": grid.id, "member_id": grid.member_id}
        period.duties.append(row | {"place": "", "words": deed.words, "boxes": deed.boxes, "sy_scope": scope})
        period.parts.extend(
            {"id": part_id(duty_id, home), "duty_id": duty_id, "household_id": home, "day": day, "sy_scope": scope}
            for home in _visited(chance, deed, grid)
        )
    return period


def _visited(chance: Random, deed: Deed, grid: DemoGrid) -> list[str]:
    if deed.households is None and chance.random() < WHOLE_SHARE:
        return grid.households
    count = min(chance.randint(*(deed.households or ROUND)), len(grid.households))
    return chance.sample(grid.households, count)


def _habit(chance: Random) -> int:
    return chance.randint(*chance.choices(HABITS, SHARES)[0])
