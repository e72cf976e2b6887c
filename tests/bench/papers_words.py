"""A banner's grids, members and households for the bench of papers: plain made-up rows, written in bulk."""

import random
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from kzzq_desktop.base.clock import held, new_id, today
from kzzq_desktop.domain.duties import FORMS
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.tables import table_of

SURNAMES, GIVEN = "王李张刘陈杨包白吴韩赵孟佟金敖", "秀英桂兰玉梅志强国庆海军永贵春花建华德胜㛃𬮱𫖯青山"
MONGOL = ("乌云其木格", "巴特尔·苏和", "额尔敦朝鲁·阿拉坦仓", "斯琴高娃", "哈斯", "阿拉坦其其格", "娜仁花", "朝格图")
NEEDS = ("独居老人", "低保", "残疾", "大病", "留守儿童")
HOUSEHOLDS = 10
HOUSEHOLD, CONTACT = table_of(Household), table_of(Contact)


def fill_store(store: Store, villages: Sequence[str], grids: int) -> None:
    """Write `grids` grids of ten households over the villages, each with its lead, as one unit."""
    chance = random.Random(grids)
    rows: dict[type, list[dict[str, object]]] = {
        kind: [] for kind in (Branch, Grid, Member, MemberPost, Contact, Household, Resident, HouseholdNeed)
    }
    with held(seed=grids):
        branches = {village: new_id() for village in villages}
        rows[Branch] = [{"id": branches[village], "name": "嘎查村党支部", "division_id": village} for village in villages]
        for number in range(grids):
            _add_grid(rows, villages[number % len(villages)], number // len(villages) + 1, branches, chance)
        with store.unit("样例") as unit:
            for kind, written in rows.items():
                unit.add_many(kind, written)


def fill_duties(store: Store, month: str = "") -> None:
    """Write a duty a grid in this month, each for four of its households."""
    chance = random.Random(7)
    day = f"{month or f'{today():%Y-%m}'}-01"
    with store.reading() as conn:
        homes = conn.execute(select(HOUSEHOLD.c.grid_id, HOUSEHOLD.c.id).where(HOUSEHOLD.c.grid_id.is_not(None))).all()
        leads = dict(conn.execute(select(CONTACT.c.grid_id, CONTACT.c.member_id)).all())
    of_grid: defaultdict[str, list[str]] = defaultdict(list)
    for grid, home in homes:
        of_grid[grid].append(home)
    duties: list[dict[str, object]] = []
    parts: list[dict[str, object]] = []
    for grid, held_homes in of_grid.items():
        duty, code = new_id(), chance.choice([form.code for form in FORMS])
        words = "入户走访，讲解医保缴费和秸秆禁烧政策，答复补贴发放时间"
        duties.append({"id": duty, "day": day, "code": code, "grid_id": grid, "member_id": leads[grid], "words": words})
        parts += [{"id": new_id(), "duty_id": duty, "household_id": home, "day": day} for home in held_homes[:4]]
    with store.unit("样例") as unit:
        unit.add_many(Duty, duties)
        unit.add_many(DutyHousehold, parts)


def _add_grid(
    rows: dict[type, list[dict[str, object]]], village: str, number: int, branches: dict[str, str], chance: random.Random
) -> None:
    grid, member = new_id(), new_id()
    rows[Grid].append({"id": grid, "village_id": village, "number": number, "name": f"{number}组"})
    phone = f"164{chance.randrange(10**8):08d}"
    rows[Member].append(
        {"id": member, "name": _name(chance), "phone": phone, "village_id": village, "branch_id": branches[village]}
    )
    rows[MemberPost].append({"id": new_id(), "member_id": member, "post": "治安维护岗"})
    rows[Contact].append({"id": new_id(), "grid_id": grid, "member_id": member, "since": "2024-03-01"})
    for _ in range(HOUSEHOLDS):
        _add_household(rows, village, grid, chance)


def _add_household(rows: dict[type, list[dict[str, object]]], village: str, grid: str, chance: random.Random) -> None:
    home, head = new_id(), new_id()
    place = {"group_no": str(chance.randint(1, 9)), "door_no": str(chance.randint(1, 200))}
    facts = {"phone": f"154{chance.randrange(10**8):08d}", "head_id": head, "grid_id": grid}
    rows[Household].append({"id": home, "village_id": village, **place, **facts})
    for at in range(chance.choice((1, 2, 3, 3, 4))):
        person = {"name": _name(chance), "relation": "02" if at == 0 else "10", "birth": "1970-01-01", "place": at}
        rows[Resident].append({"id": head if at == 0 else new_id(), "household_id": home, **person})
    if chance.random() < 0.3:
        rows[HouseholdNeed].append({"id": new_id(), "household_id": home, "need": chance.choice(NEEDS)})


def _name(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return chance.choice(MONGOL)
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
