"""A small office for tests of duties: two villages, three grids, households at home, away and moved; one lead each."""

import os
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Office
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services import office
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divisions import read_divisions
from kzzq_desktop.store.database import open_file

XIANFENG, XINMIN = "150521102201", "150521102205"
HEADS = ("王秀英", "额尔敦朝鲁·阿拉坦仓", "李广才", "包金花", "陈永贵", "赵㛃")


@dataclass(frozen=True, slots=True)
class Sample:
    """The desk and the ids a test asks for; `households` of the first grid in the order of their doors."""

    desk: Desk
    grids: tuple[str, ...]
    members: tuple[str, ...]
    households: tuple[str, ...]
    away: str
    moved: str
    other: str


def empty_desk(folder: Path) -> Desk:
    """An office of 舍伯吐镇 with its divisions and nobody in it."""
    places = tuple(place for place in read_divisions("150521") if place.code.startswith(("150521000", "150521102")))
    store = open_file(folder, os.urandom(32), new=True)
    facts = Office("150521000000", "科尔沁左翼中旗", "150521102000", "舍伯吐镇")
    return office.found(store, facts, new_id(), "萨仁高娃", places)


def make_sample(folder: Path) -> Sample:
    desk = empty_desk(folder)
    store = desk.store
    grids, members, homes = [new_id() for _ in range(3)], [new_id() for _ in range(3)], [new_id() for _ in range(7)]
    villages = (XIANFENG, XIANFENG, XINMIN)
    with store.unit("样例") as unit:
        unit.add_many(Grid, [grid_row(grid, villages[n], n % 2 + 1) for n, grid in enumerate(grids)])
        unit.add_many(Member, [member_row(member, villages[n], f"党员{n + 1}") for n, member in enumerate(members)])
        for n, home in enumerate(homes):
            status = ("away", "2026-03-01") if n == 4 else ("moved", "2026-06-01") if n == 5 else ("home", "")
            grid = grids[2] if n == 6 else grids[0]
            head = new_id()
            unit.add(household(home, villages[0], head, grid, status, door="101" if n == 3 else str(n + 1)))
            unit.add(Resident(id=head, household_id=home, name=HEADS[n] if n < len(HEADS) else "白·苏日娜", relation="02"))
        for n in (0, 2):
            unit.add(Contact(id="", grid_id=grids[n], member_id=members[n], since="2026-01-01"))
    return Sample(desk, tuple(grids), tuple(members), tuple(homes[:4]), homes[4], homes[5], homes[6])


def grid_row(row_id: str, village: str, number: int) -> dict[str, object]:
    return Grid(id=row_id, village_id=village, number=number).model_dump(include={"id", "village_id", "number", "name", "locked"})


def member_row(row_id: str, village: str, name: str) -> dict[str, object]:
    record = Member(id=row_id, name=name, village_id=village, phone="15447500316")
    stamps = {field for field in type(record).model_fields if field.startswith("sy_")}
    return record.model_dump(exclude=stamps)


def household(row_id: str, village: str, head: str, grid: str, status: tuple[str, str], door: str) -> Household:
    state, day = status
    return Household(
        id=row_id, village_id=village, group_no="2", door_no=door, head_id=head, grid_id=grid, status=state, status_day=day
    )
