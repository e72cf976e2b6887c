"""Rare things shared say more than common ones."""

from kzzq_desktop.domain.duplicate_census import Census
from tests.domain.seen import crowd, home, person

VILLAGE, THERE = "150521102201", "150521102205"


def census(*names: str) -> Census:
    shared = ("16000000001",)
    return Census([*(home(f"h{at}", person(name, phones=shared)) for at, name in enumerate(names)), *crowd(100)])


def test_each_namesake_more_makes_a_name_worth_less():
    worth = [census(*["那仁花"] * count).name_bits(["那仁花"], VILLAGE) for count in (2, 3, 9, 50)]
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > worth[-1]


def test_in_two_villages_all_namesakes_count():
    known = Census([home("h1", person("那仁花")), *(home(f"t{n}", person("那仁花"), village=THERE) for n in range(9))])
    assert known.name_bits(["那仁花"], VILLAGE) > known.name_bits(["那仁花"], "")


def test_a_phone_of_many_households_sinks_to_nothing():
    few, many = census("甲一", "甲二"), census(*(f"甲{n}" for n in range(200)))
    assert few.phone_bits(["16000000001"]) > 8
    assert many.phone_bits(["16000000001"]) == 0
    assert few.phone_bits([]) == 0


def test_a_mate_of_a_rare_name_says_more():
    known = census("那仁花", *["王芳"] * 40)
    assert known.mate_bits(person("那仁花")) > known.mate_bits(person("王芳")) >= 1
