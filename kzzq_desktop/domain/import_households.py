"""Households and people of a ledger against those on record: what is new, what changes, what is doubtful (pure)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, PersonDraft
from kzzq_desktop.domain.import_compare import Comparison
from kzzq_desktop.domain.import_draft import Draft
from kzzq_desktop.domain.import_grids import NamedGrids
from kzzq_desktop.domain.import_holders import Holders
from kzzq_desktop.domain.import_match import NEW, HouseholdIndex, Match, Unsure
from kzzq_desktop.domain.import_people import head_of, names_of, repeats
from kzzq_desktop.domain.import_plan import Row, Verdict
from kzzq_desktop.domain.import_rows import (
    GONE_PEOPLE,
    household_given,
    household_row,
    known_household,
    known_person,
    need_rows,
    resident_row,
)
from kzzq_desktop.domain.known import Known, KnownHousehold
from kzzq_desktop.domain.spot import Spot

_UNSURE = {
    Unsure.NAME_ALONE: (
        "在册有同名的户主，只有姓名相同，不能确定是不是同一户，没有导入",
        "请在表里补上组别、出生日期、电话或身份证号。",
    ),
    Unsure.SEVERAL: ("在册有几户的户主同名，分不清是哪一户，没有导入", "请在表里补上门牌、出生日期、电话或身份证号。"),
}


def plan_households(draft: Draft, reading: LedgerReading, known: Known, allowed: Collection[str]) -> "Placed":
    """Plan households and residents; return where each household of the reading stands. `allowed` are the villages."""
    desk = _Households(draft, known, reading.households)
    ours = [household for household in reading.households if household.village_code in allowed]
    grids = {place: grid_id for place, household in enumerate(ours) if (grid_id := desk.grids.known_id(household))}
    found = iter(HouseholdIndex(known.households).match_all(ours, grids))
    for household in reading.households:
        if household.village_code in allowed:
            desk.plan(household, next(found))
        else:
            _refuse(draft, household)
    return Placed(desk.placed, desk.in_grid, desk.grids.words, desk.now)


@dataclass(frozen=True)
class Placed:
    """The ids of households and of the grids they go into, by place key; words of grids and `homes` by id."""

    households: dict[str, str]
    grids: dict[str, str]
    grid_words: dict[str, str]
    homes: dict[str, KnownHousehold]

    def head(self, household_id: str) -> str:
        """Return the name of a household's head, "" where it is not of these villages."""
        home = self.homes.get(household_id)
        person = head_of(home) if home else None
        return person.name if person else ""

    def headed_by(self, village: str, head: str, member: str = "") -> list[str]:
        """Return the ids of a village's households of that head; where there are, only those a member lives in, or did."""
        homes = self._by_head.get((village, head), ())
        own = [(home.id, one.status) for home in homes for one in home.people if member in names_of(one)]
        here = [home_id for home_id, status in own if status not in GONE_PEOPLE]
        return here or [home_id for home_id, _ in own] or [home.id for home in homes]

    @cached_property
    def _by_head(self) -> dict[tuple[str, str], list[KnownHousehold]]:
        found: dict[tuple[str, str], list[KnownHousehold]] = defaultdict(list)
        for home in self.homes.values():
            person = head_of(home)
            for name in names_of(person) if person else ():
                found[home.village_id, name].append(home)
        return found


def place_key(spot: Spot, ref: str) -> str:
    """Return the key of a household within one import."""
    return f"{spot.file}\t{spot.sheet}\t{ref}"


@dataclass(slots=True)
class _Households:
    """The households as they become, one draft after the other."""

    draft: Draft
    known: Known
    listed: Sequence[HouseholdDraft] = ()
    grids: NamedGrids = field(init=False)
    holders: Holders = field(init=False)
    made: HouseholdIndex = field(default_factory=HouseholdIndex)
    now: dict[str, KnownHousehold] = field(init=False)
    names: Counter[tuple[str, str]] = field(init=False)
    placed: dict[str, str] = field(default_factory=dict)
    in_grid: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.grids = NamedGrids(self.draft, self.known, self.listed)
        self.holders = Holders(self.draft, self.known)
        self.now = {household.id: household for household in self.known.households}
        self.names = Counter((one.village_id, person.name) for one in self.known.households for person in one.people)

    def plan(self, household: HouseholdDraft, match: Match) -> None:
        """Plan one household of the reading."""
        if match is NEW:
            match = self.made.match_made(household, self.grids.known_id(household))
        if match.unsure:
            for person in household.people:
                self.draft.say(Verdict.DOUBTFUL, person.spot, person.name, *_UNSURE[match.unsure])
            return
        grid_id = self.grids.grid_id(household)
        household_id = match.household_id or self._make(household, grid_id)
        if match.household_id:
            self._compare(household, self.now[household_id], grid_id)
        place = place_key(household.spot, household.ref)
        self.placed[place] = household_id
        if grid_id and self.now[household_id].grid_id == grid_id:
            self.in_grid[place] = grid_id

    def _make(self, household: HouseholdDraft, grid_id: str) -> str:
        draft, household_id = self.draft, self.draft.new_id()
        again = repeats(household.people)
        self._note_namesakes(household)
        self.holders.note_household(household)
        rows: dict[int, Row] = {}
        for place, person in enumerate(household.people):
            if place not in again:
                relation = person.relation or household.relation_of(person)
                rows[place] = resident_row(draft.new_id(), household_id, person, len(rows), relation)
        at = household.people.index(household.head)
        row = household_row(household_id, str(rows[again.get(at, at)]["id"]), household, grid_id)
        draft.insert("household", row)
        draft.born(household_id, partial(household_given, household, grid_id))
        people = {}
        for place, person in enumerate(household.people):
            if place in rows:
                draft.insert("resident", rows[place])
                draft.born(str(rows[place]["id"]), person)
                draft.say(Verdict.NEW, person.spot, person.name)
                people[place] = known_person(rows[place], person)
                self.holders.note(person, household_id)
        for need in need_rows(household_id, household.needs, set()):
            draft.insert("household_need", need)
        self.now[household_id] = known_household(row, list(people.values()), household.needs)
        self.made.put(self.now[household_id], (household.spot.file, household.spot.sheet))
        if again:
            comparison = Comparison(draft, household, self.now[household_id], self.grids.words)
            comparison.repeat(again, people)
            self._became(comparison.finish())
        return household_id

    def _compare(self, household: HouseholdDraft, old: KnownHousehold, grid_id: str) -> None:
        comparison = Comparison(self.draft, household, old, self.grids.words)
        comparison.compare(grid_id)
        for person in household.people:
            self.holders.note(person, old.id)
        self._became(comparison.finish())

    def _became(self, household: KnownHousehold) -> None:
        self.now[household.id] = household
        if self.draft.is_new("household", household.id):
            self.made.put(household)

    def _note_namesakes(self, household: HouseholdDraft) -> None:
        head = household.head
        if head.id_number or not (self.names[household.village_code, head.name] or self.made.namesakes(household)):
            return
        what, mend = "本嘎查另有同名的人，没有身份证号，按新户导入", "如是同一户，请在住户的“查重”里合并。"
        self.draft.say(Verdict.DOUBTFUL, head.spot, head.name, what, mend)


def _refuse(draft: Draft, household: HouseholdDraft) -> None:
    what = "不是本单位的嘎查村" if household.village_code else "不清楚是哪个嘎查村"
    for person in household.people:
        _say_refused(draft, person, what)


def _say_refused(draft: Draft, person: PersonDraft, what: str) -> None:
    draft.say(Verdict.REFUSED, person.spot, person.name, what, "请选定嘎查村后再导入。")
