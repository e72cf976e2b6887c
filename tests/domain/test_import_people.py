"""Which person of a household a row means: fathers and sons of one name, people listed twice, slips of the pen."""

import random

import pytest

from kzzq_desktop.domain.import_people import head_of, is_mistyped, match_people, may_be, repeats
from tests.domain.import_families import home, office_of, one


def on_record(*people):
    """Return the people of a household on record."""
    return office_of(home(*people)).known().households[0].people


def births(rows, people) -> list[str]:
    return [person.birth if person else "" for person in match_people(rows, people)]


def test_father_and_son_of_one_name_are_matched_in_any_order() -> None:
    father, son = one("巴特尔", "02", "1950"), one("巴特尔", "20", "1980")
    people = on_record(father, son)
    assert births([father, son], people) == ["1950", "1980"]
    assert births([son, father], people) == ["1980", "1950"]
    by_relation = [one("巴特尔", "20"), one("巴特尔", "02")]
    assert births(by_relation, people) == ["1980", "1950"]


def test_a_son_is_not_his_father_when_the_father_is_gone_from_the_list() -> None:
    people = on_record(one("巴特尔", "02", "1950-03-04"), one("乌云", "12", "1952-01-01", "2"))
    assert births([one("巴特尔", "02", "1980-03-09")], people) == [""]


def test_a_number_goes_before_every_name() -> None:
    right = one("特木尔", "20", "1980-07-08", numbered=3)
    people = on_record(right, one("王伟", "20", "1982-07-08"))
    assert births([one("王伟", "20", "1980-07-08", numbered=3)], [people[0]]) == ["1980-07-08"]
    assert births([one("王伟", "20", "1980-07-08", numbered=3)], people) == ["1982-07-08"]


@pytest.mark.parametrize(
    ("born", "told", "same"),
    [
        ("1986-05-03", "1986-05-30", True),
        ("1986-05-03", "1968-05-03", True),
        ("1986", "1987", True),
        ("1986-05-03", "1986", True),
        ("1986-05-03", "1960-11-12", False),
        ("1950", "1980", False),
    ],
)
def test_a_slip_of_the_pen_is_not_another_person(born: str, told: str, *, same: bool) -> None:
    (person,) = on_record(one("巴特尔", "02", born))
    row = one("巴特尔", "02", told)
    assert (may_be(row, person) or is_mistyped(row, person)) is same
    assert births([row], [person]) == [born if same else ""]


def test_another_relation_and_another_year_are_two_people() -> None:
    people = on_record(one("巴特尔", "02", "1986"))
    assert births([one("巴特尔", "20", "1987")], people) == [""]


def test_a_number_that_was_corrected_is_the_same_person_where_the_birth_is() -> None:
    people = on_record(one("巴特尔", "02", "1986-05-03", numbered=1))
    assert births([one("巴特尔", "02", "1986-05-03", numbered=2)], people) == ["1986-05-03"]
    assert births([one("巴特尔", "02", "1956-05-13", numbered=2)], people) == [""]


def test_birth_and_relation_know_a_name_that_was_mended_on_record() -> None:
    people = on_record(one("王秀英", "12", "1986-05-03", "2"), one("王伟", "02", "1985-01-02"))
    assert births([one("王秀瑛", "12", "1986-05-03", "2")], people) == ["1986-05-03"]
    assert births([one("王秀瑛", "12", "1986", "2")], people) == [""]


def test_a_lost_character_fits_the_name_on_record() -> None:
    people = on_record(one("白𣲗", "02", "1986"), one("白云", "12", sex="2"))
    assert births([one("白?", "02", "1986")], people) == ["1986"]


def test_matching_is_one_to_one_whatever_the_order() -> None:
    rows = [one("巴特尔", relation, birth) for relation, birth in (("02", "1950"), ("20", ""), ("20", "1980"), ("", ""))]
    people = on_record(*[one(f"人{row.birth}{place}", row.relation, row.birth) for place, row in enumerate(rows)])
    chance = random.Random(1)
    for _ in range(30):
        some = chance.sample(rows, chance.randint(1, len(rows)))
        found = [person.id for person in match_people(some, people) if person]
        assert len(found) == len(set(found))


def test_somebody_listed_twice_is_noticed() -> None:
    person = one("巴特尔", "02", "1986-05-03", numbered=1)
    son = one("巴特尔", "20", "2006-05-03")
    assert repeats([person, son]) == {}
    assert repeats([person, son, one("巴特尔", "70", "1986-05-03")]) == {2: 0}
    assert repeats([one("巴特尔", "20"), one("巴特尔", "20"), one("巴特尔", "02")]) == {1: 0}
    assert repeats([one("巴特尔", "20", sex="1"), one("巴特尔", "20", sex="2")]) == {}


def test_the_head_is_who_is_tied_as_such() -> None:
    office = office_of(home(one("巴特尔", "02"), one("乌云", "12", sex="2")))
    (household,) = office.known().households
    assert head_of(household).name == "巴特尔"
    office.rows["household"][household.id]["head_id"] = household.people[1].id
    assert head_of(office.known().households[0]).name == "乌云"
    office.rows["household"][household.id]["head_id"] = None
    assert head_of(office.known().households[0]).name == "巴特尔"
