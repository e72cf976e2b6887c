"""Invented villages, grids, households and people; every number in them is one that nobody holds."""

import csv
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from tests.importers.strange import name_lists as names

REFERENCE = Path(__file__).resolve().parents[3] / "db" / "reference"
BANNERS = {"150521": ("科尔沁左翼中旗", "科左中旗"), "150522": ("科尔沁左翼后旗", "科左后旗")}
# No carrier holds these.
PREFIXES = ("154", "160", "163", "164", "168", "169", "179", "194")
# Division codes of which none was ever issued.
DIVISIONS = ("152399",) * 6 + ("150599", "150599", "152299", "210699", "220899", "220399", "230299", "150499")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
TODAY = date(2025, 3, 15)
VILLAGE_ENDS = ("村民委员会", "村委会", "嘎查", "村")


@dataclass(frozen=True)
class Person:
    """One of a household; `relation` is the code of GB/T 4761 towards the head, `sex` 1 or 2."""

    uid: str
    name: str
    sex: str
    birth: date
    id_number: str
    relation: str
    phones: tuple[str, ...]
    status: str
    party: bool

    @property
    def age(self) -> int:
        return TODAY.year - self.birth.year


@dataclass
class Household:
    """People under one door; the head comes first."""

    uid: str
    people: list[Person]
    group: int
    door: int
    grid: int = 0
    note: str = ""
    twice: str = ""

    @property
    def head(self) -> Person:
        return self.people[0]


@dataclass(frozen=True)
class Grid:
    """Some ten households and the member who looks after them."""

    number: int
    contact: str
    phone: str


@dataclass
class Village:
    """A village with its households in grid order."""

    code: str
    name: str
    township: str
    households: list[Household] = field(default_factory=list)
    grids: dict[int, Grid] = field(default_factory=dict)

    @property
    def banner(self) -> str:
        return BANNERS[self.code[:6]][0]

    @property
    def short_banner(self) -> str:
        return BANNERS[self.code[:6]][1]


@cache
def known_villages() -> tuple[Village, ...]:
    """The villages of both banners whose bare name stands for one village of its township only."""
    found = []
    for banner in BANNERS:
        with (REFERENCE / f"divisions_{banner}.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        towns = {row["code"]: row["name"] for row in rows if row["level"] == "4"}
        bare = Counter((row["parent_code"], bare_name(row["name"])) for row in rows if row["level"] == "5")
        found += [
            Village(row["code"], row["name"], towns[row["parent_code"]])
            for row in rows
            if row["level"] == "5"
            and row["name"].endswith(VILLAGE_ENDS)
            and towns[row["parent_code"]].endswith(("镇", "苏木", "乡"))
            and bare[row["parent_code"], bare_name(row["name"])] == 1
        ]
    return tuple(found)


def bare_name(name: str) -> str:
    """The village's name without what kind of place it is."""
    for end in VILLAGE_ENDS:
        if name.endswith(end) and len(name) > len(end) + 1:
            return name.removesuffix(end)
    return name


def id_of(rng: Random, birth: date, sex: str) -> str:
    """A number with a right check digit that was never issued."""
    serial = rng.randrange(1, 499) * 2 + (sex == "1")
    body = f"{rng.choice(DIVISIONS)}{birth:%Y%m%d}{serial:03d}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    return "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def mobile(rng: Random) -> str:
    return rng.choice(PREFIXES) + f"{rng.randrange(10**8):08d}"


class Registrar:
    """Draws villages; numbers people and households through."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.people = 0
        self.homes = 0
        self.taken: set[str] = set()
        self.names: set[str] = set()
        self.earlier: list[Household] = []

    def village(self, place: Village, homes: int) -> Village:
        """The place, peopled: groups follow one another, grids are runs of some ten households."""
        rng = self.rng
        self.names = set()
        drawn = Village(place.code, place.name, place.township)
        groups = rng.randint(1, 5)
        for index in range(homes):
            group = 1 + index * groups // homes
            drawn.households.append(self.household(group, door=index + 1))
        self.list_twice(drawn)
        number, left = 0, 0
        for home in drawn.households:
            if not left:
                number, left = number + 1, rng.randint(6, 12)
                contact = rng.choice([p for p in home.people if 18 <= p.age < 80 and not p.status] or [home.head])
                drawn.grids[number] = Grid(number, contact.name, next(iter(contact.phones), mobile(rng)))
            home.grid, left = number, left - 1
        return drawn

    def list_twice(self, drawn: Village) -> None:
        """Some households stand twice in a list, and some still in the list of the village they moved from."""
        rng = self.rng
        for home in list(drawn.households):
            if rng.random() < 0.006:
                drawn.households.append(replace(home, group=drawn.households[-1].group, twice="same_sheet"))
        if self.earlier and rng.random() < 0.2:
            place = rng.randrange(len(drawn.households))
            guest, group = rng.choice(self.earlier), drawn.households[place].group
            drawn.households.insert(place, replace(guest, group=group, door=len(drawn.households) + 1, twice="moved"))
        self.earlier += [home for home in drawn.households if not home.twice]

    def household(self, group: int, door: int) -> Household:
        rng = self.rng
        surname = names.surname(rng)
        head_sex = "1" if rng.random() < 0.85 else "2"
        head_birth = self.born(24, 84)
        people = [self.person("02", head_sex, head_birth, surname)]
        if rng.random() < 0.75:
            partner_sex = "2" if head_sex == "1" else "1"
            born = head_birth + timedelta(days=rng.randint(-2000, 2000))
            people.append(
                self.person(rng.choice(("10", "12" if partner_sex == "2" else "11")), partner_sex, born, names.surname(rng))
            )
        people += self.children(head_birth, surname) + self.elders(head_birth, surname)
        self.homes += 1
        note = rng.choice(("外出务工", "低保户", "脱贫户", "外出打工", "独居老人", "监测户")) if rng.random() < 0.15 else ""
        return Household(f"H{self.homes:06d}", people, group, door, note=note)

    def children(self, head_birth: date, surname: str) -> list[Person]:
        rng = self.rng
        made: list[Person] = []
        born = head_birth + timedelta(days=rng.randint(21, 30) * 365)
        seen = {"1": 0, "2": 0}
        for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3))):
            if born > TODAY - timedelta(days=200):
                break
            sex = rng.choice("12")
            code = (
                rng.choice((("22", "20"), ("23",), ("24",))[seen[sex]])
                if sex == "1"
                else rng.choice((("32", "30"), ("33",), ("34",))[seen[sex]])
            )
            seen[sex] += 1
            made.append(self.person(code, sex, born, surname))
            born += timedelta(days=rng.randint(500, 2500))
        grown = [child for child in made if child.age > 24]
        if grown and rng.random() < 0.35:
            made += self.next_generation(grown[0], surname)
        return made

    def next_generation(self, child: Person, surname: str) -> list[Person]:
        rng = self.rng
        born = child.birth + timedelta(days=rng.randint(-1000, 1000))
        spouse = (
            self.person("38", "2", born, names.surname(rng))
            if child.sex == "1"
            else self.person("28", "1", born, names.surname(rng))
        )
        sex = rng.choice("12")
        grandchild_born = child.birth + timedelta(days=rng.randint(22, 26) * 365)
        if grandchild_born > TODAY - timedelta(days=100):
            return [spouse]
        codes = ("41", "42") if child.sex == "1" else ("43", "44")
        return [spouse, self.person(codes[sex == "2"], sex, grandchild_born, surname)]

    def elders(self, head_birth: date, surname: str) -> list[Person]:
        rng = self.rng
        if head_birth.year < 1965 or rng.random() > 0.2:
            return []
        sex = rng.choice("12")
        born = head_birth - timedelta(days=rng.randint(20, 30) * 365)
        return [self.person("51" if sex == "1" else "52", sex, born, surname if sex == "1" else names.surname(rng))]

    def person(self, relation: str, sex: str, birth: date, surname: str) -> Person:
        rng = self.rng
        self.people += 1
        while (number := id_of(rng, birth, sex)) in self.taken:
            pass
        self.taken.add(number)
        # A name twice in one sheet would leave the truth of a row to chance; the shared sets look after namesakes.
        while (name := names.full_name(rng, sex, birth.year, surname)) in self.names:
            pass
        self.names.add(name)
        grown = TODAY.year - birth.year >= 16
        phones = tuple(mobile(rng) for _ in range(2 if rng.random() < 0.06 else 1)) if grown and rng.random() < 0.8 else ()
        status = rng.choice(("deceased", "moved_out")) if relation != "02" and rng.random() < 0.03 else ""
        return Person(f"P{self.people:06d}", name, sex, birth, number, relation, phones, status, grown and rng.random() < 0.08)

    def born(self, youngest: int, oldest: int) -> date:
        return TODAY - timedelta(days=self.rng.randint(youngest * 365, oldest * 365))
