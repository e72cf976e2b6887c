"""Offices of made-up households in every shape that the records allow, drawn from a seed; and the cells of a workbook."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import openpyxl

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.id_numbers import birth_in, sex_in
from kzzq_desktop.domain.import_members import post_id
from kzzq_desktop.domain.import_rows import need_id
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import NEEDS
from tests.services.desks import VILLAGES
from tests.services.people_forms import id_number

NAMES = (
    *("王秀英", "白𣲗", "㛃", "𬸚花", "龙䶮", "其力嘎", "额尔敦朝鲁·阿拉坦仓", "博尔济吉特·那日苏", "特木尔"),
    *("包金花", "乌云其木格", "王建国", "李伟", "阿拉腾其其格", "白音那木拉", "那仁满都拉"),
)
LEADS = ("韩联", "吉雅", "𣲗联·巴雅尔")
RELATIONS = ("10", "11", "12", "20", "21", "22", "33", "38", "40", "49", "50", "51", "56", "73", "80", "91", "99", "")
NOTES = ("", "", "", "养羊二十只", "=1+1", "+86", "儿子在部队；女儿已成家", "台账原文身份证号：15052119580301", "低头路口，第3家")
GROUPS = ("", "1", "2", "12", "东2", "西", "前屯")
HOME_STATUSES = ("home", "home", "home", "away", "moved", "closed")
STATUSES = ("here", "here", "here", "away", "moved_out", "deceased")
Row = dict[str, object]


class Drawn:
    """Draws one office. No number is drawn twice; what the importer takes from the head's row stands in the household."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.rows: dict[type, list[Row]] = {
            kind: [] for kind in (Branch, Grid, Household, Resident, HouseholdNeed, Member, MemberPost, Contact)
        }
        self.serial = 0
        for village in list(VILLAGES)[: self.chance.randint(1, 3)]:
            grids = [self.grid(village, number) for number in sorted(self.chance.sample(range(1, 30), self.chance.randint(0, 3)))]
            for door in range(self.chance.randint(1, 5)):
                self.household(village, door, [None, *grids])

    def some(self, *words: str) -> str:
        return self.chance.choice(words)

    def phone(self) -> str:
        self.serial += 1
        return f"154{self.serial:08d}" if self.chance.random() < 0.8 else f"0475{self.serial:07d}"

    def grid(self, village: str, number: int) -> str:
        grid_id, name = new_id(), self.some("", "东片", "幸福网格", "2组、3组")
        row = {"id": grid_id, "village_id": village, "number": number, "name": f"{name}{number}" if name else "", "locked": 0}
        self.rows[Grid].append(row)
        if self.chance.random() < 0.7:
            member_id = new_id()
            phone = self.some("", self.phone())
            member = {
                "id": member_id,
                "village_id": village,
                "name": f"{self.some(*LEADS)}{chr(0x4E00 + number)}",
                "phone": phone,
            }
            self.rows[Member].append({**member, "sex": "0"})
            self.rows[Contact].append({"id": new_id(), "grid_id": grid_id, "member_id": member_id, "role": "lead"})
        return grid_id

    def household(self, village: str, door: int, grids: Sequence[str | None]) -> None:
        home, chance = new_id(), self.chance
        people = [self.person(home, place) for place in range(chance.randint(1, 5))]
        head = chance.choice(people)
        head["relation"] = "02"
        placed = chance.random() < 0.7
        if not placed or sum(person["name"] == head["name"] for person in people) > 1:
            self.number(head)
        if not placed:
            door = -1
        row = {
            "id": home, "village_id": village, "group_no": self.some(*GROUPS), "building": self.some("", "", "3号楼2单元"),
            "door_no": f"{door + 1}{self.some('', '-3')}" if placed else "", "address": self.some("", "供销社东边", "路北大院"),
            "head_id": head["id"], "phone": str(head["phones"]).split("|")[0], "status": self.some(*HOME_STATUSES),
            "stated_people": chance.choice((None, len(people), 4)), "grid_id": chance.choice(grids),
            "ledger_no": self.some("", "", f"2026{door:02d}"), "note": self.some(*NOTES),
        }  # fmt: skip
        self.rows[Household].append(row)
        self.rows[Resident] += people
        self.rows[HouseholdNeed] += [
            {"id": need_id(home, need), "household_id": home, "need": need}
            for need in chance.sample(NEEDS, chance.choice((0, 0, 1, 2)))
        ]

    def person(self, home: str, place: int) -> Row:
        year = self.chance.randint(1930, 2020)
        row: Row = {
            "id": new_id(), "household_id": home, "place": place, "name": self.some(*NAMES), "raw_name": "",
            "other_names": json.dumps(self.chance.choice(([], [], ["其贺力嘎"], ["其合力嘎", "㛃花"])), ensure_ascii=False),
            "relation": self.some(*RELATIONS), "sex": self.some("0", "1", "2"), "id_number": "", "status": self.some(*STATUSES),
            "birth": self.some("", f"{year}", f"{year}-05", f"{year}-11-23"), "note": self.some(*NOTES),
            "phones": "|".join(self.phone() for _ in range(self.chance.choice((0, 1, 1, 2)))),
        }  # fmt: skip
        if row["relation"] in IMPLIED:
            row["sex"] = IMPLIED[str(row["relation"])]
        if self.chance.random() < 0.6:
            self.number(row)
        return row

    def number(self, row: Row) -> None:
        """Give a person an ID number that agrees with the rest."""
        self.serial += 1
        odd = row["sex"] == "1" or (row["sex"] == "0" and self.chance.random() < 0.5)
        serial = f"{self.serial % 499 * 2 + (1 if odd else 0):03d}"
        number = id_number(f"{self.chance.randint(1930, 2020)}0{self.chance.randint(1, 9)}{self.chance.randint(10, 28)}", serial)
        row.update(id_number=number, birth=birth_in(number), sex=sex_in(number))


IMPLIED = {"11": "1", "12": "2", "20": "1", "21": "1", "22": "1", "33": "2", "38": "2", "51": "1", "56": "2", "73": "1"}


def fill(desk: Desk, seed: int) -> Drawn:
    """Write a drawn office."""
    drawn = Drawn(seed)
    write(desk, drawn.rows)
    return drawn


def write(desk: Desk, rows: dict[type, list[Row]]) -> None:
    with desk.store.unit("试验") as unit:
        for kind, made in rows.items():
            unit.add_many(kind, made)


def member_row(village: str, name: str, posts: Sequence[str] = (), **facts: object) -> dict[type, list[Row]]:
    """One member with posts."""
    row: Row = {"id": new_id(), "village_id": village, "name": name, "sex": "1", **facts}
    marks = [{"id": post_id(str(row["id"]), post), "member_id": row["id"], "post": post} for post in posts]
    return {Member: [row], MemberPost: marks}


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """{sheet: its rows} of a workbook, empty cells as ""."""
    book = openpyxl.load_workbook(path)
    return {page.title: [tuple("" if cell is None else cell for cell in row) for row in page.iter_rows(values_only=True)]
            for page in book.worksheets}  # fmt: skip
