"""Families for the stories that an import meets, written short."""

from dataclasses import replace
from itertools import count

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, PersonDraft
from kzzq_desktop.domain.import_plan import ImportPlan, Verdict
from kzzq_desktop.domain.spot import Spot
from tests.domain.import_lists import id_number
from tests.domain.import_office import VILLAGE, MemoryOffice

_rows = count(1)


def one(name: str, relation: str = "", birth: str = "", sex: str = "1", **more: object) -> PersonDraft:
    """Return a person-row; `numbered=3` gives him the ID number of his birth with that serial."""
    serial = more.pop("numbered", None)
    number = id_number(birth, sex, int(serial)) if serial is not None else ""
    return PersonDraft(
        Spot("表.xlsx", "一", next(_rows)), name, relation=relation, birth=birth, sex=sex, id_number=number, **more
    )


def home(*people: PersonDraft, **more: object) -> HouseholdDraft:
    """Return a household of 先锋嘎查 unless said otherwise; each has a ref of its own."""
    facts = {"village_code": VILLAGE, **more}
    return HouseholdDraft(people[0].spot, str(people[0].spot.row), people=people, **facts)


def listed(*homes: HouseholdDraft, sheet: str = "一") -> LedgerReading:
    """Return a list of these households, all in one sheet."""
    return LedgerReading(tuple(_in_sheet(one_home, sheet) for one_home in homes))


def office_of(*homes: HouseholdDraft) -> MemoryOffice:
    """Return an office that has taken these households from a list."""
    office = MemoryOffice()
    office.take(listed(*homes))
    return office


def doubts(plan: ImportPlan) -> list[str]:
    """Return what the doubtful lines say."""
    return [row.what for row in plan.rows if row.verdict is Verdict.DOUBTFUL]


def changes(plan: ImportPlan) -> list[tuple[str, str, str, str]]:
    """Return the changes shown: title of the line, word, old, new."""
    return [(row.title, change.word, change.old, change.new) for row in plan.rows for change in row.changes]


def _in_sheet(household: HouseholdDraft, sheet: str) -> HouseholdDraft:
    people = tuple(replace(person, spot=replace(person.spot, sheet=sheet)) for person in household.people)
    return replace(household, spot=replace(household.spot, sheet=sheet), people=people)
