"""How long dividing and assigning take at 1,500, 15,000 and 150,000 households, and in one very large village.

Run: python -m tests.bench.bench_plans
"""

import random
import sys
from collections import defaultdict
from dataclasses import replace
from datetime import date
from time import perf_counter

from kzzq_desktop.domain.assign import plan_members
from kzzq_desktop.domain.grid_plan import GridSpot, HouseholdSpot
from kzzq_desktop.domain.grids import plan_grids
from kzzq_desktop.domain.places import GridSizes
from kzzq_desktop.domain.seats import MemberSpot, seats_of

VILLAGE, VILLAGES_A_TOWNSHIP, LIMIT, GROWTH = 271, 30, 10.0, 2.0


def make_households(count: int, village: int = VILLAGE) -> list[HouseholdSpot]:
    """Villages of about 271 households in groups of about 23, a tenth away, in no order."""
    chance = random.Random(count)
    rows = []
    for at in range(count):
        place, door = divmod(at, village)
        code = f"{150521000 + place // VILLAGES_A_TOWNSHIP:09d}{place % VILLAGES_A_TOWNSHIP + 201:03d}"
        status = "away" if chance.random() < 0.1 else "home"
        rows.append(HouseholdSpot(f"{at:032x}", code, str(door // 23 + chance.randint(0, 1)), "", str(door), status))
    chance.shuffle(rows)
    return rows


def make_members(rows: list[HouseholdSpot]) -> list[MemberSpot]:
    """One member to ten households, some old, infirm or away."""
    chance = random.Random(len(rows))
    states = ["active"] * 16 + ["away", "infirm"]
    return [
        MemberSpot(
            f"m{at}",
            f"名{at % 997}",
            row.village_id,
            str(chance.randint(1948, 2000)),
            chance.choice(states),
            "",
            row.id,
            row.group_no,
        )
        for at, row in enumerate(chance.sample(rows, len(rows) // 10))
    ]


def measure(rows: list[HouseholdSpot]) -> dict[str, float]:
    """Divide and assign once; return seconds and counts."""
    people = make_members(rows)
    started = perf_counter()
    plan = plan_grids(rows, [], GridSizes())
    divided = perf_counter()
    place = {house: f"{grid.village_id}{grid.number:03d}" for grid in plan.grids for house in grid.household_ids}
    grids = [GridSpot(f"{grid.village_id}{grid.number:03d}", grid.village_id, grid.number) for grid in plan.grids]
    seats = seats_of([replace(row, grid_id=place.get(row.id, "")) for row in rows], grids, {})
    ready = perf_counter()
    members = plan_members(seats, people, date(2026, 11, 23))
    assigned = perf_counter()
    return {
        "divide": divided - started,
        "assign": assigned - ready,
        "total": divided - started + assigned - ready,
        "grids": len(seats),
        "off size": sum(bool(grid.note) for grid in plan.grids),
        "led": len(members.proposals),
    }


def main() -> int:
    """Print the figures; fail where they break the promise."""
    figures: dict[int, dict[str, float]] = defaultdict(dict)
    for count in (1_500, 15_000, 150_000):
        figures[count] = min((measure(make_households(count)) for _ in range(2)), key=lambda figure: figure["total"])
        print(
            f"{count:>7} households:",
            "  ".join(f"{name} {value:.3f}" if value % 1 else f"{name} {value:.0f}" for name, value in figures[count].items()),
        )
    ratio = figures[150_000]["total"] / (10 * figures[15_000]["total"])
    print(f"growth from 15,000 to 150,000: {10 * ratio:.1f} times (10 = linear)")
    large = measure(make_households(10_000, 10_000))
    print(f"one village of 10,000 households: {large['total']:.2f} s, {large['grids']:.0f} grids, {large['led']:.0f} led")
    kept = figures[150_000]["total"] <= LIMIT and ratio <= GROWTH
    print("kept" if kept else f"broken: at most {LIMIT} s and {10 * GROWTH:.0f} times")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
