"""What is weighed beside a head's name."""

from dataclasses import replace

import pytest

from kzzq_desktop.domain.import_evidence import SUPPORTED, equals, evidence, is_bare, is_headed_by, is_same_people
from tests.domain.import_families import home, office_of, one

HEAD = one("巴特尔", "02", "1950-03-04", phones=("16400000001",))
WIFE = one("王秀英", "12", sex="2")
HOME = home(HEAD, WIFE, group_no="1", door_no="5", address="路东5号", grid_number=1, phone="16400000001")


def on_record(household=HOME):
    return office_of(household).known().households[0]


@pytest.mark.parametrize(
    "told",
    [
        home(one("巴特尔", "02", "1950-03-04")),
        home(one("巴特尔", "02", "1950-03")),
        home(one("巴特尔", "02", "1950")),
        home(one("巴特尔", "02"), phone="16400000001"),
        home(one("巴特尔", "02", phones=("16400000001",))),
        home(one("巴特尔", "02"), group_no="1"),
        home(one("巴特尔", "02"), door_no="5"),
        home(one("巴特尔", "02"), address="路东5号"),
        home(one("巴特尔", "02"), one("王秀英", "12", sex="2")),
        home(one("巴特尔", "02", "1950-03-04"), group_no="7", door_no="1"),
        home(one("巴特尔", "02", "1950-03-05"), group_no="1"),
    ],
)
def test_one_fact_beside_the_name_is_enough(told) -> None:
    assert evidence(told, on_record(), "") >= SUPPORTED


@pytest.mark.parametrize(
    "told",
    [
        home(one("巴特尔", "02", "1980-03-09"), group_no="1", door_no="5"),
        home(one("巴特尔", "02"), group_no="2"),
        home(one("巴特尔", "02", "1950"), group_no="2"),
        home(one("王伟", "02"), group_no="1", door_no="5"),
    ],
)
def test_a_birth_a_name_or_a_place_alone_speaks_against_it(told) -> None:
    assert evidence(told, on_record(), "") is None


def test_a_name_alone_supports_nothing() -> None:
    told = home(one("巴特尔", "02"))
    assert evidence(told, on_record(), "") == 0
    assert evidence(told, on_record(), on_record().grid_id) == SUPPORTED
    assert evidence(replace(told, address="先锋嘎查"), on_record(replace(HOME, address="先锋嘎查")), "") == 0


def test_only_the_whole_equals() -> None:
    assert equals(HOME, on_record())
    assert not equals(replace(HOME, door_no=""), on_record())
    assert not equals(replace(HOME, people=(HEAD,)), on_record())
    assert not equals(replace(HOME, stated_people=3), on_record())


def test_names_are_bare() -> None:
    assert is_bare(home(one("巴特尔", "02"), one("王秀英", "12", sex="2"), stated_people=2))
    for told in (home(HEAD), home(one("巴特尔"), group_no="1"), home(one("巴特尔"), phone="16400000001")):
        assert not is_bare(told)


def test_a_head_is_known_by_number_or_by_a_fitting_name() -> None:
    household = on_record(home(one("巴特尔", "02", "1950-03-04", numbered=1), one("乌云", "12", "1952-01-01", "2", numbered=2)))
    assert is_headed_by(household, home(one("巴特尔", "02", "1950-03-04", numbered=1), one("王伟", "20")))
    assert is_headed_by(household, home(one("巴特尔", "02"), one("乌云", "12", "1952-01-01", "2", numbered=2)))
    assert not is_headed_by(household, home(one("巴特尔", "02"), one("乌云", "30", "1952-01-01", "2", numbered=2)))
    assert not is_headed_by(household, home(one("王伟", "02", "1950-03-04", numbered=1), one("王秀英", "12", sex="2")))
    assert is_headed_by(household, home(one("王伟", "02", "1950-03-04", numbered=1)))


def test_most_of_both_must_be_the_same() -> None:
    household = on_record(home(HEAD, WIFE, one("特木尔", "20", "1980"), group_no="1", door_no="5"))
    assert is_same_people(home(WIFE, one("特木尔", "20", "1980")), household)
    assert not is_same_people(home(WIFE), household)
    assert not is_same_people(home(WIFE, one("特木尔", "20", "1980"), *(one(f"客{n}") for n in "甲乙丙")), household)
    pair = on_record(home(HEAD, WIFE, group_no="1", door_no="5"))
    assert is_same_people(home(WIFE, group_no="1", door_no="5"), pair)
    assert not is_same_people(home(WIFE, group_no="1", door_no="6"), pair)
