"""Laws of importing next month's list, over random offices."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading
from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_plan import ImportPlan, Verdict
from tests.domain.import_lists import id_number, make_list, shuffled, with_twins, without
from tests.domain.import_office import MemoryOffice

SEEDS = st.integers(0, 2**32)
HOME_COLUMNS = ("group_no", "door_no", "address", "grid_number", "contact_name", "phone", "stated_people", "needs")
PERSON_COLUMNS = ("relation", "sex", "birth", "id_number", "phones")


def office_of(reading: LedgerReading) -> MemoryOffice:
    office = MemoryOffice()
    office.take(reading)
    return office


def said(plan: ImportPlan) -> list[tuple[int, str]]:
    """Return the row and field of every change that is shown."""
    return sorted((row.spot.row, change.field) for row in plan.rows for change in row.changes)


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_a_list_imported_again_changes_nothing(seed: int) -> None:
    reading = make_list(seed)
    plan = office_of(reading).plan(reading)
    assert plan.empty, (plan.inserts, plan.patches)
    assert not plan.field_counts


@settings(max_examples=300, deadline=None)
@given(SEEDS, SEEDS)
def test_a_poor_list_that_tells_of_many_twice_comes_to_rest(seed: int, other: int) -> None:
    reading = with_twins(make_list(seed, poor=True), other)
    plan = office_of(reading).plan(reading)
    assert plan.empty, (plan.inserts, plan.patches)


@settings(max_examples=300, deadline=None)
@given(SEEDS, SEEDS)
def test_the_order_of_a_list_says_nothing(seed: int, other: int) -> None:
    reading = make_list(seed)
    plan = office_of(reading).plan(shuffled(reading, other))
    assert plan.empty, (plan.inserts, plan.patches)


@settings(max_examples=400, deadline=None)
@given(SEEDS, st.sets(st.sampled_from(HOME_COLUMNS)), st.sets(st.sampled_from(PERSON_COLUMNS)))
def test_a_list_with_fewer_columns_empties_nothing_and_makes_nobody(seed: int, home: set[str], person: set[str]) -> None:
    reading = make_list(seed)
    plan = office_of(reading).plan(without(reading, home, person))
    assert plan.empty, (plan.inserts, plan.patches)


EDITS = {
    "group_no": lambda home: {"group_no": "7"},
    "door_no": lambda home: {"door_no": "99"},
    "address": lambda home: {"address": "新址7号"},
    "phone": lambda home: {"phone": "16499990000"},
    "stated_people": lambda home: {"stated_people": 9},
    "grid_id": lambda home: {"grid_number": 8},
    "need": lambda home: {"needs": ("大病",)},
}
PERSON_EDITS = {
    "phones": lambda person: {"phones": ("16499991111",)},
    "status": lambda person: {"status": "away"},
    "birth": lambda person: {} if person.id_number else {"birth": f"{int(person.birth[:4]) + 1}{person.birth[4:]}"},
    "id_number": lambda person: {"id_number": id_number(person.birth, person.sex, 63)} if len(person.birth) == 10 else {},
    "relation": lambda person: {} if person.relation == "02" else {"relation": "99"},
    "sex": lambda person: {} if person.id_number else {"sex": {"1": "2", "2": "1"}[person.sex]},
}


def is_clear(home: HouseholdDraft, reading: LedgerReading) -> bool:
    """Say whether a household stays to be known by more than one fact."""
    names = [person.name for other in reading.households for person in other.people]
    sure = [person for person in home.people if len(person.birth) == 10 and names.count(person.name) == 1]
    return home.people[0] in sure and len(sure) == len(home.people)


def edited(reading: LedgerReading, seed: int) -> tuple[LedgerReading, list[tuple[int, str]]]:
    """Return the list with one field changed in some households, and which row shows which field."""
    chance, homes, expected = random.Random(seed), [], []
    for home in reading.households:
        if not is_clear(home, reading) or chance.random() < 0.3:
            homes.append(home)
            continue
        row = chance.randrange(len(home.people))
        field = chance.choice([*EDITS, *PERSON_EDITS])
        person = home.people[row]
        values = EDITS[field](home) if field in EDITS else PERSON_EDITS[field](person)
        if field == "birth" and not person.birth:
            values = {}
        if values:
            expected.append((home.people[0 if field in EDITS else row].spot.row, field))
        if field in PERSON_EDITS:
            people = (*home.people[:row], replace(person, **values), *home.people[row + 1 :])
            values = {"people": people}
        homes.append(replace(home, **values))
    return replace(reading, households=tuple(homes)), sorted(expected)


@settings(max_examples=400, deadline=None)
@given(SEEDS, SEEDS)
def test_exactly_the_edited_fields_show_and_change(seed: int, other: int) -> None:
    reading = make_list(seed)
    office = office_of(reading)
    later, expected = edited(reading, other)
    plan = office.plan(later)
    assert said(plan) == expected
    assert sum(plan.field_counts.values()) == len(expected)
    assert not any(row.verdict is Verdict.NEW for row in plan.rows)
    office.save(plan)
    assert office.plan(later).empty


@settings(max_examples=300, deadline=None)
@given(SEEDS, SEEDS, st.sets(st.sampled_from([*EDITS, *PERSON_EDITS])))
def test_fields_that_were_not_chosen_never_change(seed: int, other: int, fields: set[str]) -> None:
    reading = make_list(seed)
    office = office_of(reading)
    later, expected = edited(reading, other)
    whole = office.plan(later)
    chosen = whole.chosen(ImportChoice(frozenset(fields)))
    assert said(chosen) == [(row, field) for row, field in expected if field in fields]
    assert chosen.field_counts == whole.field_counts
    assert chosen.chosen(ImportChoice()).patches == whole.patches
    assert bool(chosen.inserts.get("grid")) == ("grid_id" in fields and any(field == "grid_id" for _, field in expected))
    office.save(chosen)
    left = said(office.plan(later))
    assert left == [(row, field) for row, field in expected if field not in fields]


@settings(max_examples=200, deadline=None)
@given(SEEDS, SEEDS)
def test_what_is_new_comes_whole_whatever_is_chosen(seed: int, other: int) -> None:
    reading, more = make_list(seed), make_list(other)
    office = office_of(reading)
    plan = office.plan(more)
    bare = plan.chosen(ImportChoice(frozenset()))
    assert not any(bare.patches.values())
    for kind in ("household", "resident", "member"):
        assert bare.inserts.get(kind, []) == plan.inserts.get(kind, [])


@settings(max_examples=200, deadline=None)
@given(SEEDS, SEEDS)
def test_two_lists_taken_in_turn_come_to_rest(seed: int, other: int) -> None:
    office = office_of(make_list(seed))
    later = make_list(other)
    office.take(later)
    plan = office.plan(later)
    assert plan.empty, (plan.inserts, plan.patches)
