"""Who stands twice: with evidence beside the name only, and never against what decides."""

import random
from dataclasses import replace

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.duplicate_evidence import Reason
from kzzq_desktop.domain.duplicates import LIKELY, POSSIBLE, SURE, find_duplicates
from tests.domain.seen import crowd, home, number, person

THERE = "150521102205"
ID, TWIN_ID = number("1983-09-26", 970), number("1983-09-26", 972)
LOST = f"{ID[:15]}000"


def pairs(*homes):
    found = find_duplicates([*homes, *crowd()])
    return {(pair.one.id, pair.other.id): round(pair.score, 2) for pair in found.people}


def score(one, other, village: str = THERE) -> float:
    return pairs(home("h1", one), home("h2", other, village=village)).get(("h1a", "h2a"), 0.0)


def test_one_number_is_one_person_wherever_he_is():
    assert score(person("那仁花", id_number=ID), person("那仁花", id_number=ID)) >= SURE
    assert score(person("其力嘎", id_number=ID), person("其贺力嘎", id_number=ID)) >= SURE


def test_one_number_under_two_names_is_for_the_clerk():
    assert POSSIBLE <= score(person("那仁花", id_number=ID), person("王海", id_number=ID)) < LIKELY


@pytest.mark.parametrize("damaged", [LOST, "152399198309268992", f"{ID}0", f"{ID[:8]}{ID[9:]}", ID[:16] + ID[17] + ID[16]])
def test_a_damaged_number_is_evidence(damaged):
    assert score(person("那仁花", id_number=ID), person("那仁花", id_text=damaged)) >= SURE
    assert score(person("其力嘎", id_number=ID), person("其合力嘎", id_text=damaged)) >= LIKELY


def test_a_name_alone_is_nothing():
    plain = person("那仁花")
    assert pairs(home("h1", plain), home("h2", plain)) == {}
    assert pairs(home("h1", plain), home("h2", plain, village=THERE)) == {}
    assert score(person("那仁花", sex="2"), person("那仁花", sex="2"), "150521102201") == 0


def test_namesakes_of_one_year_are_two():
    assert score(person("包海", birth="1986"), person("包海", birth="1986-05-03"), "150521102201") == 0


def test_a_birth_day_says_less_among_many_namesakes():
    bearer = person("那仁花", birth="1986-05-03")
    rare = score(bearer, bearer)
    others = [home(f"n{at}", person("那仁花", birth=f"{1900 + at % 80}-01-02"), village=f"15052110{at:04d}") for at in range(900)]
    found = find_duplicates(
        [
            home("h1", person("那仁花", birth="1986-05-03")),
            home("h2", person("那仁花", birth="1986-05-03"), village=THERE),
            *others,
        ]
    )
    assert rare >= LIKELY
    assert ("h1a", "h2a") not in {(pair.one.id, pair.other.id) for pair in found.people}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"id_number": ID}, {"id_number": TWIN_ID}),
        ({"birth": "1983-09-26"}, {"birth": "1955-02-01"}),
        ({"id_number": ID}, {"birth": "1955"}),
        ({"sex": "1"}, {"sex": "2"}),
        ({"id_number": ID}, {"sex": "1"}),
    ],
)
def test_what_decides_outweighs_phone_and_household(mine, theirs):
    shared = {"phones": ("16000000001",)}
    mate = person("孟根其其格", id_number=number("1985-01-01", 222))
    found = pairs(home("h1", person("那仁花", **mine, **shared), mate), home("h2", person("那仁花", **theirs, **shared), mate))
    assert ("h1a", "h2a") not in found
    assert ("h1b", "h2b") in found


def test_two_characters_are_never_stretched():
    same = {"birth": "1986-05-03", "phones": ("16000000001",)}
    for one, other in (("巴图", "巴特"), ("王海", "王海燕"), ("包英", "包瑛"), ("李□", "李芳")):
        lost = "□" in one
        assert score(person(one, name_lost=lost, **same), person(other, **same)) == 0


def test_a_lost_character_fits_any_with_evidence():
    same = {"birth": "1986-05-03", "phones": ("16000000001",)}
    assert score(person("李春□", name_lost=True, **same), person("李春花", **same)) >= LIKELY
    assert score(person("李春□", name_lost=True), person("李春花")) == 0


def test_twins_and_a_family_of_one_phone_are_apart():
    phone = {"phones": ("16000000001",)}
    twins = home("h1", person("包山"), person("包明", birth="2010-01-02", **phone), person("包亮", birth="2010-01-02", **phone))
    assert pairs(twins) == {}


def test_father_and_son_of_one_name_are_apart():
    father = person("特木尔", phones=("16000000001",))
    family = home("h1", father, person("特木尔", relation="20", phones=("16000000001",)))
    assert pairs(family) == {}
    twice = home("h1", person("包山"), person("特木尔", relation="20"), person("特木尔", relation="20"))
    assert pairs(twice)[("h1b", "h1c")] >= POSSIBLE


def test_a_son_who_fits_two_of_a_house_is_left_to_the_clerk():
    phone = {"phones": ("16000000001",)}
    house = home("h1", person("特木尔", **phone), person("特木尔", relation="20", **phone))
    found = find_duplicates([house, home("h2", person("特木尔", **phone)), *crowd()])
    assert [pair.score for pair in found.people] == [0.6, 0.6]
    assert all(pair.reasons[-1].code is Reason.SEVERAL for pair in found.people)


def test_a_phone_that_a_whole_village_gives_says_nothing():
    village = [home(f"v{at}", person(f"那仁{'花图娜格木'[at % 5]}", phones=("16000000001",))) for at in range(60)]
    assert find_duplicates(village).people == ()


def test_one_household_in_two_villages_is_found_by_its_people():
    family = (person("额尔敦朝格图"), person("孟根其其格"), person("苏日娜"))
    found = find_duplicates([home("h1", *family), home("h2", *family, village=THERE), *crowd()])
    assert {(pair.one.id[-1], pair.other.id[-1]) for pair in found.people} == {("a", "a"), ("b", "b"), ("c", "c")}
    (house,) = found.households
    assert house.heads
    assert house.score >= SURE


def test_who_else_is_in_both_households_is_found_with_the_one_who_is():
    one = home("h1", person("其力嘎", id_number=ID), person("包海"))
    other = home("h2", person("其贺力嘎", id_number=ID), person("包海", phones=("16000000001",)), village=THERE)
    assert set(pairs(one, other)) == {("h1a", "h2a"), ("h1b", "h2b")}


def test_a_daughter_in_two_homes_makes_no_pair_of_households():
    bride = person("苏日娜", id_number=ID)
    parents = home("h1", person("包山"), person("李梅"), replace(bride, relation="30"))
    own = home("h2", person("王军"), replace(bride, relation="12"), village=THERE)
    found = find_duplicates([parents, own, *crowd()])
    assert len(found.people) == 1
    assert found.households == ()


def test_few_of_a_big_family_make_it_a_question():
    son, bride = person("王军", id_number=ID), person("苏日娜", id_number=number("1985-05-05", 222))
    rest = [person(name) for name in ("包山", "李梅", "包明", "包亮", "包强")]
    strangers = [person(name) for name in ("何山", "何梅", "何明", "何亮", "何强")]
    found = find_duplicates([home("h1", *rest, son, bride), home("h2", *strangers, son, bride), *crowd()])
    assert [pair.score for pair in found.households] == [0.6]


def test_the_order_of_the_households_changes_nothing():
    family = (person("额尔敦朝格图", phones=("16000000001",)), person("孟根其其格", birth="1986-05-03"))
    homes = [home("h1", *family), home("h2", *family, village=THERE), home("h3", person("那仁花", id_number=ID)), *crowd()]
    homes.append(home("h4", person("那仁花", id_text=LOST), village=THERE))
    mixed = homes.copy()
    random.Random(1).shuffle(mixed)

    def seen(found):
        return {(frozenset((pair.one.id, pair.other.id)), round(pair.score, 6)) for pair in (*found.people, *found.households)}

    assert len(seen(find_duplicates(homes))) == 5
    assert seen(find_duplicates(homes)) == seen(find_duplicates(mixed))


def test_the_surest_comes_first_and_a_cancel_stops():
    homes = [home("h1", person("那仁花", id_number=ID)), home("h2", person("那仁花", id_number=ID), village=THERE)]
    homes += [home("h3", person("包海"), person("苏日娜")), home("h4", person("包海"), person("苏日娜"))]
    scores = [pair.score for pair in find_duplicates([*homes, *crowd()]).people]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        find_duplicates(homes, job)
