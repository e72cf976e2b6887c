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
NOTES = (
    *("", "", "", "养羊二十只", "=1+1", "+86", "儿子在部队；女儿已成家", "台账原文身份证号：15052119580301", "低头路口，第3家"),
    *("外出务工", "丈夫去世", "全家外出", "儿子在外地", "已去世", "原低保户", "残疾，独居", "户口迁出"),
)
GROUPS = ("", "1", "2", "12", "东2", "西", "前屯", "二", "前社", "三队", "第4")
ADDRESSES = ("", "供销社东边", "路北大院", "校东12号", "先锋嘎查3组", "三组8号")
CUSTOM_NEEDS = ("法律援助", "残疾补贴", "就业/培训")
POSTS = ("政策宣传岗", "治安维护岗", "政策/宣传", "环境卫生")
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
        self.branch_ids = [self.branch(name) for name in ("先锋嘎查党支部", "舍伯吐镇老干部党支部")]
        for village in list(VILLAGES)[: self.chance.randint(1, 3)]:
            grids = [self.grid(village, number) for number in sorted(self.chance.sample(range(1, 30), self.chance.randint(0, 3)))]
            for door in range(self.chance.randint(1, 5)):
                self.household(village, door, [None, *grids])
            self.member(village)
        self.tie_members()
        self.list_twice()

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
            # A lead from another village is known by his phone, one of the village by his name alone.
            home = self.some(village, village, *VILLAGES)
            phones = [self.phone() for _ in range(self.chance.randint(home != village, 2))]
            member_id = self.member(home, f"{self.some(*LEADS)}{chr(0x4E00 + number)}", "|".join(phones))
            self.rows[Contact].append({"id": new_id(), "grid_id": grid_id, "member_id": member_id, "role": "lead"})
        return grid_id

    def branch(self, name: str) -> str:
        self.rows[Branch].append({"id": new_id(), "name": name})
        return str(self.rows[Branch][-1]["id"])

    def member(self, village: str, name: str = "", phone: str = "") -> str:
        """A member of a name of his own in all the office, for a name alone in two villages tells nobody apart."""
        chance, self.serial = self.chance, self.serial + 1
        row: Row = {
            "id": new_id(), "village_id": village, "name": f"{name or '乌力吉'}{chr(0x5000 + self.serial)}", "phone": phone,
            "sex": self.some("0", "1", "2", "9"), "birth": self.some("", "1980", "1980-05", "1949-02-03"),
            "other_names": json.dumps(chance.choice(([], [], [f"吉娅{chr(0x5000 + self.serial)}"])), ensure_ascii=False),
            "note": self.some(*NOTES), "eligibility": self.some("active", "active", "aged", "infirm", "away"),
            "branch_id": chance.choice((None, *self.branch_ids)),
        }  # fmt: skip
        self.rows[Member].append(row)
        for post in chance.sample(POSTS, chance.choice((0, 0, 1, 2))):
            mark = {"id": post_id(str(row["id"]), post), "member_id": row["id"], "post": post}
            self.rows[MemberPost].append(mark)
        return str(row["id"])

    def tie_members(self) -> None:
        """Some members live in a household of their village, tied to it or not; one not tied has a phone of his own."""
        for member in self.rows[Member]:
            homes = [home for home in self.rows[Household] if home["village_id"] == member["village_id"]]
            if not homes or self.chance.random() < 0.5:
                continue
            home = self.chance.choice(homes)
            tied = self.chance.random() < 0.6
            place = sum(person["household_id"] == home["id"] for person in self.rows[Resident])
            person = self.person(str(home["id"]), place) | {"name": member["name"], "relation": "99", "other_names": "[]"}
            self.rows[Resident].append(person)
            if tied:
                member |= {"household_id": home["id"], "sex": person["sex"], "birth": person["birth"], "phone": member["phone"]}

    def list_twice(self) -> None:
        """Now and then somebody stands in two households of a village, moved out of one of them."""
        homes = {home["id"]: home for home in self.rows[Household]}
        heads = {home["head_id"] for home in homes.values()}
        numbered = [person for person in self.rows[Resident] if person["id_number"] and person["id"] not in heads]
        if not numbered or self.chance.random() < 0.5:
            return
        person = self.chance.choice(numbered)
        village = homes[person["household_id"]]["village_id"]
        names = {one["id"]: one["name"] for one in self.rows[Resident]}
        own = names[homes[person["household_id"]]["head_id"]]  # under two heads of one name it is one household listed twice
        others = [home for home in homes.values() if home["village_id"] == village and names[home["head_id"]] != own]
        if others:
            home = self.chance.choice(others)
            place = sum(one["household_id"] == home["id"] for one in self.rows[Resident])
            again = {"id": new_id(), "household_id": home["id"], "place": place, "relation": self.some("12", "38", "")}
            self.rows[Resident].append({**person, **again, "status": "here"})
            person["status"] = "moved_out"

    def household(self, village: str, door: int, grids: Sequence[str | None]) -> None:
        home, chance = new_id(), self.chance
        people = [self.person(home, place) for place in range(chance.randint(1, 5))]
        head = chance.choice(people)
        head["relation"] = "02"
        placed = chance.random() < 0.7
        if not placed:
            self.number(head)
        if not placed:
            door = -1
        row = {
            "id": home, "village_id": village, "group_no": self.some(*GROUPS), "building": self.some("", "", "3号楼2单元"),
            "door_no": f"{door + 1}{self.some('', '-3', '号')}" if placed else "", "address": self.some(*ADDRESSES),
            "head_id": head["id"], "phone": self.some("", str(head["phones"]).split("|")[0], self.phone()),
            "status": self.some(*HOME_STATUSES),
            "stated_people": chance.choice((None, len(people), 4)), "grid_id": chance.choice(grids),
            "ledger_no": self.some("", "", f"2026{door:02d}"), "note": self.some(*NOTES),
        }  # fmt: skip
        self.rows[Household].append(row)
        self.rows[Resident] += people
        self.rows[HouseholdNeed] += [
            {"id": need_id(home, need), "household_id": home, "need": need}
            for need in chance.sample((*NEEDS, *CUSTOM_NEEDS), chance.choice((0, 0, 1, 2)))
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
