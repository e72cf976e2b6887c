"""What lists cost on 150,000 households and 15,000 members in the encrypted file: ids in order, windows of rows, one card.

Run: python -m tests.bench.bench_lists
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pytest

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder, MemberFilter, MemberOrder
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member
from kzzq_desktop.domain.work import Contact, DutyHousehold, Grid
from kzzq_desktop.services import households, members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.store.bulk import roomy
from kzzq_desktop.store.tables import table_of
from tests.bench.people import make_office

RESIDENTS = 395_000  # give 150,000 households
MEMBERS, NEEDING = 15_000, 12_000
LIST_S, BROAD_S, WINDOW_S, CARD_S = 0.5, 1.5, 0.03, 0.05
ROUNDS = 5
LIVING = HouseholdFilter(statuses=("home", "away"))


def fill(desk: Desk) -> None:
    """Add what lists show beside households: needs, members with their grids, a contact for most households."""
    chance = Random(3)
    with desk.store.reading() as conn:
        homes = [row.id for row in conn.execute(table_of(Household).select())]
        grids = [(row.id, row.village_id) for row in conn.execute(table_of(Grid).select())]
    names = ["".join(chance.choices("王李张包白陈赵金吴秀英国强梅军海龙花", k=3)) for _ in range(MEMBERS)]
    staff = [{"id": new_id(), "name": name, "village_id": village} for name, (_, village) in zip(names, grids, strict=False)]
    duty = new_id()
    days = [f"2026-{chance.randint(1, 11):02d}-{chance.randint(1, 28):02d}" for _ in homes]
    with roomy(desk.store), desk.store.unit("履职") as unit:
        unit.add_many(Member, staff)
        unit.add_many(
            Contact,
            [{"id": new_id(), "grid_id": grid, "member_id": one["id"]} for (grid, _), one in zip(grids, staff, strict=False)],
        )
        unit.add_many(HouseholdNeed, [{"id": new_id(), "household_id": one, "need": "低保"} for one in homes[:NEEDING]])
        unit.add_many(
            DutyHousehold,
            [
                {"id": new_id(), "duty_id": duty, "household_id": home, "day": day}
                for home, day in zip(homes, days, strict=True)
                if chance.random() < 0.9
            ],
        )


def timed(ask: Callable[[], object]) -> float:
    """Return the median seconds of some rounds."""
    took = []
    for _ in range(ROUNDS):
        start = perf_counter()
        ask()
        took.append(perf_counter() - start)
    return median(took)


def measure(desk: Desk) -> list[tuple[str, float, float]]:
    """Return (what, seconds, allowed) of everything a list does."""
    return [*households_measured(desk), *members_measured(desk)]


def households_measured(desk: Desk) -> list[tuple[str, float, float]]:
    ids, chance = households.list_ids(desk, LIVING), Random(5)
    starts = iter([chance.randrange(len(ids) - 64) for _ in range(4 * ROUNDS)])
    narrowed = {
        "with a need": HouseholdFilter(need="低保"),
        "without grid": HouseholdFilter(without_grid=True),
        "words 王秀": HouseholdFilter(words="王秀"),
        "words 0538": HouseholdFilter(words="0538"),
        "one village": HouseholdFilter(village_id=households.list_rows(desk, ids[:1])[0].village_id),
    }

    def window() -> object:
        at = next(starts)
        return households.list_rows(desk, ids[at : at + 64])

    return [
        *((f"{len(ids)} homes by {o}", timed(lambda o=o: households.list_ids(desk, LIVING, o)), LIST_S) for o in HouseholdOrder),
        ("by name, down", timed(lambda: households.list_ids(desk, LIVING, HouseholdOrder.NAME, down=True)), LIST_S),
        *((what, timed(lambda it=it: households.list_ids(desk, it)), LIST_S) for what, it in narrowed.items()),
        ("words 王 (one in ten)", timed(lambda: households.list_ids(desk, HouseholdFilter(words="王"))), BROAD_S),
        ("a window of 64 rows", timed(window), WINDOW_S),
        ("a household's card", timed(lambda: read_card(desk, ids[next(starts)])), CARD_S),
    ]


def members_measured(desk: Desk) -> list[tuple[str, float, float]]:
    everybody = MemberFilter()
    ids = members.list_ids(desk, everybody)
    return [
        *((f"{len(ids)} members by {o}", timed(lambda o=o: members.list_ids(desk, everybody, o)), LIST_S) for o in MemberOrder),
        ("a window of 64 members", timed(lambda: members.list_rows(desk, ids[:64])), WINDOW_S),
    ]


@pytest.mark.bench
def test_lists_are_quick(tmp_path: Path) -> None:
    desk = make_office(tmp_path, RESIDENTS)
    fill(desk)
    slow = [(what, seconds) for what, seconds, allowed in show(measure(desk)) if seconds > allowed]
    assert not slow


def show(found: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    for what, seconds, allowed in found:
        print(f"{what:40} {seconds * 1000:8.1f} ms   (at most {allowed * 1000:.0f})")
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        office = make_office(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else RESIDENTS)
        fill(office)
        show(measure(office))
        office.store.close()
