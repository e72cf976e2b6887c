"""A desk with households and members to be divided and assigned: two villages, one with stairways."""

import secrets
from pathlib import Path

from kzzq_desktop.domain.changes import STAMP_FIELDS, Stamped
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.places import Office, Place
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import found
from kzzq_desktop.store.database import open_file
from tests.services.desks import BANNER, CLERK, TOWNSHIP, VILLAGE, VILLAGES

OTHER = "150521102202"
HEADS = (
    "王秀英",
    "额尔敦朝鲁·阿拉坦仓",
    "李广才",
    "包金花",
    "那仁满都拉",
    "陈永贵",
    "乌云塔娜",
    "宝音德力格尔",
    "赵桂兰",
    "白·苏日娜",
)
MEMBERS = ("特木尔巴根", "王秀兰", "白音那木拉", "李国柱", "斯琴高娃", "张玉林")


def make_villages(folder: Path, groups: tuple[int, ...] = (10, 12, 21), others: int = 9, members: int = 3) -> Desk:
    """先锋嘎查 with groups of these sizes and two households away in the first, 巴彦胡硕嘎查 with one group."""
    desk = empty_desk(folder)
    rows = [(VILLAGE, group, door) for group, many in enumerate(groups, 1) for door in range(1, many + 1)]
    rows += [(OTHER, 1, door) for door in range(1, others + 1)]
    households, residents = [], []
    for at, (village, group, door) in enumerate(rows):
        home, head = f"{at:032x}", f"{at + 100_000:032x}"
        status = "away" if village == VILLAGE and group == 1 and door in (3, 4) else "home"
        place = {"village_id": village, "group_no": str(group), "door_no": str(door)}
        households.append(bulk_row(Household(id=home, head_id=head, status=status, stated_people=3, **place)))
        name = HEADS[at % len(HEADS)]
        residents.append(bulk_row(Resident(id=head, household_id=home, name=name, relation="02", phones="16604750316")))
    with desk.store.unit("样例") as unit:
        unit.add_many(Household, households)
        unit.add_many(Resident, residents)
        unit.add_many(Member, [member_row(at) for at in range(members)])
    return desk


def empty_desk(folder: Path) -> Desk:
    """An office with its divisions and nobody in it."""
    places = (
        Place(BANNER, "科尔沁左翼中旗", 3, "150500000000"),
        Place(TOWNSHIP, "舍伯吐镇", 4, BANNER),
        *(Place(code, name, 5, TOWNSHIP) for code, name in VILLAGES.items()),
    )
    office = Office(BANNER, "科尔沁左翼中旗", TOWNSHIP, "舍伯吐镇")
    place = folder / "office"
    place.mkdir(parents=True)
    return found(open_file(place, secrets.token_bytes(32), new=True), office, CLERK, "萨仁高娃", places)


def member_row(at: int, village: str = VILLAGE, birth: str = "1980-05-01", **more: object) -> dict[str, object]:
    """A member whose own household is the first of group `at` + 1."""
    name = MEMBERS[at % len(MEMBERS)]
    facts = {"phone": "16904750316", "village_id": village, "birth": birth, "household_id": f"{(0, 10, 22)[at % 3]:032x}", **more}
    return bulk_row(Member(id=f"{at + 200_000:032x}", name=name, **facts))


def member_id(at: int) -> str:
    return f"{at + 200_000:032x}"


def bulk_row(record: Stamped) -> dict[str, object]:
    return record.model_dump(exclude=set(STAMP_FIELDS))
