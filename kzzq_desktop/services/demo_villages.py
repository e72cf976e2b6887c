"""The villages of the demonstration as rows: households in grids, their people, branches, members, who looks after what."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.changes import STAMP_FIELDS, Stamped
from kzzq_desktop.domain.eligibility import AGE_LIMIT, age_on
from kzzq_desktop.domain.import_members import post_id
from kzzq_desktop.domain.import_rows import need_rows
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, MemberPost, Resident
from kzzq_desktop.domain.places import Branch, Place
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services.demo_families import Families, Family, Person
from kzzq_desktop.services.demo_names import MAN
from kzzq_desktop.services.office import POSTS

Row = dict[str, object]
AWAY_SHARE, VACANT_SHARE, LOCKED_SHARE, WOMEN_SHARE = 0.07, 0.04, 0.02, 0.4
AWAY_PLACES = ("通辽市", "沈阳市", "长春市", "呼和浩特市", "北京市", "大连市", "霍林郭勒市")
RETURNS = ("春节前后", "农忙时", "年底", "不定")
POST_WORDS = tuple(post for _, posts in POSTS for post in posts)
YOUNGEST, DOORS, GRIDS_A_GROUP = 22, 12, 3


@dataclass(slots=True)
class DemoGrid:
    """A grid as the duties need it: who leads it, and which of its households are at home."""

    id: str
    village_id: str
    member_id: str = ""
    households: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody who may be a party member, with the household and grid ("" without one)."""

    household_id: str
    resident_id: str
    grid_id: str
    person: Person


class Villages:
    """Draws villages into rows by kind of record. `first` is the day the books were opened, `day` the present."""

    def __init__(self, chance: Random, first: date, day: date) -> None:
        self.chance, self.first, self.day = chance, first, day
        self.families = Families(chance, day)
        self.rows: dict[type[Stamped], list[Row]] = defaultdict(list)
        self.grids: list[DemoGrid] = []

    def add(self, village: Place, sizes: list[int], loose: int = 0) -> None:
        """Draw a village: a grid of each size, then `loose` households that stand in no grid yet."""
        town, adults, grids = village.name.endswith("社区"), [], []
        for n, size in enumerate(sizes):
            grid = DemoGrid(new_id(), village.code)
            locked = int(self.chance.random() < LOCKED_SHARE)
            self._write(Grid, id=grid.id, village_id=village.code, number=n + 1, locked=locked)
            grids.append(grid)
            for place in self._places(n // GRIDS_A_GROUP + 1, n % GRIDS_A_GROUP, size, town=town):
                adults += self._household(village, place, grid)
        for place in self._places(len(sizes) // GRIDS_A_GROUP + 1, 0, loose, town=town):
            adults += self._household(village, place, None)
        self.grids += grids
        self._members(village, adults, grids)

    def _places(self, group: int, part: int, size: int, *, town: bool) -> list[Row]:
        """Return group, building and door for a grid's households: some doors of a street stand empty."""
        if town:
            stairs = f"{group}号楼{part + 1}单元"
            return [{"building": stairs, "door_no": f"{n // 2 + 1}0{n % 2 + 1}"} for n in range(size)]
        first = part * DOORS + 1
        doors = sorted(self.chance.sample(range(first, first + max(DOORS, size)), size))
        return [{"group_no": str(group), "door_no": str(door)} for door in doors]

    def _household(self, village: Place, place: Row, grid: DemoGrid | None) -> list[Adult]:
        """Write a family; return its adults at home."""
        family = self.families.draw()
        home, ids = new_id(), [new_id() for _ in family.people]
        away = self._away() if self.chance.random() < AWAY_SHARE else {}
        where = {"id": home, "village_id": village.code, "grid_id": grid.id if grid else None, **place, **away}
        self._write(Household, head_id=ids[0], phone=family.people[0].phone, **where)
        for n, (row_id, person) in enumerate(zip(ids, family.people, strict=True)):
            given: Row = {"name": person.name, "relation": person.relation, "sex": person.sex, "birth": person.birth.isoformat()}
            status = "away" if away else "here"
            numbers: Row = {"id_number": person.id_number, "phones": person.phone, "status": status, "place": n}
            self._write(Resident, id=row_id, household_id=home, **given, **numbers)
        self.rows[HouseholdNeed] += need_rows(home, family.needs, set())
        if grid and not away:
            grid.households.append(home)
        return [] if away else self._adults(home, ids, grid, family)

    def _adults(self, home: str, ids: list[str], grid: DemoGrid | None, family: Family) -> list[Adult]:
        grid_id = grid.id if grid else ""
        pairs = zip(ids, family.people, strict=True)
        return [Adult(home, row_id, grid_id, who) for row_id, who in pairs if who.phone and self._age(who) >= YOUNGEST]

    def _away(self) -> Row:
        left = self.day - timedelta(days=self.chance.randint(30, 300))
        where, back = self.chance.choice(AWAY_PLACES), self.chance.choice(RETURNS)
        return {"status": "away", "status_day": left.isoformat(), "away_where": where, "away_return": back}

    def _members(self, village: Place, adults: list[Adult], grids: list[DemoGrid]) -> None:
        """Write the branch and its members: one for most grids, from its own households first, and a few not asked."""
        branch_id, leads, taken = new_id(), [], set[str]()
        fit = [
            a for a in adults if self._age(a.person) < AGE_LIMIT and (a.person.sex == MAN or self.chance.random() < WOMEN_SHARE)
        ]
        self.chance.shuffle(fit)
        for grid in grids:
            own = next((a for a in fit if a.grid_id == grid.id and a.household_id not in taken), None)
            chosen = own or next((a for a in fit if a.household_id not in taken), None)
            if chosen and self.chance.random() >= VACANT_SHARE:
                taken.add(chosen.household_id)
                leads.append(chosen.person)
                grid.member_id = self._member(village, branch_id, chosen, lead=len(leads) == 1)
                self._contact(grid, "自家在本网格" if own else "同嘎查村")
        rest = [a for a in adults if self._age(a.person) >= AGE_LIMIT][:2] + fit[: self.chance.randint(0, 2)]
        for spare in rest:
            if spare.household_id not in taken:
                taken.add(spare.household_id)
                self._member(village, branch_id, spare, lead=False)
        secretary: Row = {"secretary": leads[0].name, "secretary_phone": leads[0].phone} if leads else {}
        self._write(Branch, id=branch_id, name=f"{village.name}党支部", division_id=village.code, **secretary)

    def _member(self, village: Place, branch_id: str, chosen: Adult, *, lead: bool) -> str:
        member_id, person = new_id(), chosen.person
        aged = self._age(person) >= AGE_LIMIT
        given: Row = {"name": person.name, "sex": person.sex, "birth": person.birth.isoformat(), "phone": person.phone}
        tied: Row = {"branch_id": branch_id, "household_id": chosen.household_id, "resident_id": chosen.resident_id}
        eligibility = "aged" if aged else "active"
        self._write(Member, id=member_id, village_id=village.code, eligibility=eligibility, committee=int(lead), **given, **tied)
        for post in self.chance.sample(POST_WORDS, 0 if aged else self.chance.choice((1, 1, 2))):
            self._write(MemberPost, id=post_id(member_id, post), member_id=member_id, post=post)
        return member_id

    def _contact(self, grid: DemoGrid, why: str) -> None:
        since = (self.first + timedelta(days=self.chance.randint(0, 12))).isoformat()
        words = f"{why}，名下{len(grid.households)}户"
        self._write(
            Contact, id=new_id(), grid_id=grid.id, member_id=grid.member_id, since=since, why=words, approved_by="党员大会",
            sy_scope=f"{grid.village_id[:9]}000",
        )  # fmt: skip

    def _write(self, kind: type[Stamped], **values: object) -> None:
        self.rows[kind].append(BLANK.get(kind, {}) | values)

    def _age(self, person: Person) -> int:
        return age_on(person.birth.isoformat(), self.day) or 0


def drawn_sizes(chance: Random, grids: int) -> list[int]:
    """Return households for each grid: 8 to 12, ten on average to the household."""
    sizes = [10] * grids
    for _ in range(grids):
        one, other = chance.randrange(grids), chance.randrange(grids)
        if one != other and sizes[one] > 8 and sizes[other] < 12:
            sizes[one], sizes[other] = sizes[one] - 1, sizes[other] + 1
    return sizes


def _blank(record: Stamped) -> Row:
    return record.model_dump(exclude=set(STAMP_FIELDS))


# What a record holds where nothing is said.
BLANK = {
    Household: _blank(Household(id="", village_id="")),
    Resident: _blank(Resident(id="", household_id="", name="")),
    Member: _blank(Member(id="", name="")),
    Grid: _blank(Grid(id="", village_id="", number=0)),
    Contact: _blank(Contact(id="", grid_id="", member_id="")),
    Branch: _blank(Branch(id="", name="")),
}
