"""Weights of evidence: each kind by its name, odds that add up, and what ends a comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.duplicate_census import Census
from kzzq_desktop.domain.duplicate_evidence import AGAINST, BITS, HARD, Mates, Reason, is_apart, name_reason, score_of, weigh
from tests.domain.seen import crowd, home, number, person

ID = number("1983-09-26", 970)


def codes(mine, theirs, mates: Mates | None = None, **door) -> set[Reason]:
    one, other = home("h1", mine, **door), home("h2", theirs, **door)
    census = Census([one, other, *crowd(100)])
    return {because.code for because in weigh((one.people[0], one), (other.people[0], other), mates or Mates(), census)[1]}


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        ({"id_number": ID}, {"id_number": ID}, Reason.ID),
        ({"id_number": ID}, {"id_text": f"{ID[:15]}000"}, Reason.ID_HEAD),
        ({"id_number": ID}, {"id_text": f"{ID}7"}, Reason.ID_SLIP),
        ({"birth": "1986-05-03"}, {"birth": "1986-05-03"}, Reason.BIRTH_DAY),
        ({"birth": "1986-05-03"}, {"birth": "1986-05"}, Reason.BIRTH_MONTH),
        ({"phones": ("16000000001",)}, {"phones": ("16000000001",)}, Reason.PHONE),
        ({"birth": "1986", "phones": ("16000000001",)}, {"birth": "1986-05", "phones": ("16000000001",)}, Reason.BIRTH_YEAR),
        (
            {"birth": "1960-09-07", "phones": ("16000000001",)},
            {"birth": "1961-10-07", "phones": ("16000000001",)},
            Reason.OTHER_BIRTH,
        ),
    ],
)
def test_each_kind_of_evidence_has_its_reason(mine, theirs, reason):
    assert reason in codes(person("那仁花", **mine), person("那仁花", **theirs))


def test_door_and_mates_speak_for_a_pair():
    plain = person("那仁花")
    assert Reason.DOOR in codes(plain, plain, group_no="2", door_no="12")
    assert Reason.MATES in codes(plain, plain, Mates(2, 12.0))
    assert codes(plain, plain, Mates(1, -3.0)) == set()


def test_a_number_is_not_counted_again_as_a_birth():
    damaged = {"id_text": f"{ID[:15]}000", "birth": "1983-09-26"}
    assert Reason.BIRTH_DAY not in codes(person("那仁花", id_number=ID), person("那仁花", **damaged))


def test_two_damaged_numbers_that_a_spreadsheet_cut_are_no_slip():
    one, other = person("那仁花", id_text="152399198309261000"), person("那仁花", id_text="152399198309262000")
    assert Reason.ID_SLIP not in codes(one, other, Mates(1, 9.0))


def test_names_agree_in_four_ways():
    assert name_reason(person("包海"), person("包海")) is Reason.NAME
    assert name_reason(person("包海", other_names=("海子",)), person("海子")) is Reason.KNOWN_SPELLING
    assert name_reason(person("其力嘎"), person("其合力嘎")) is Reason.SPELLING
    assert name_reason(person("李春□", name_lost=True), person("李春花")) is Reason.NAME_LOST
    assert name_reason(person("李□□", name_lost=True), person("李春花")) is None
    assert name_reason(person("包海"), person("王军")) is None


def test_births_near_each_other_do_not_decide():
    def apart(birth: str, other: str) -> bool:
        return is_apart(person("包海", birth=birth), person("包海", birth=other))

    assert not apart("1960-09-07", "1961-10-07")
    assert not apart("1957-05-05", "1987-05-05")
    assert not apart("1986", "1986-05-03")
    assert apart("1957", "1987")
    assert apart("1960-09-07", "1963-02-01")


@given(st.floats(-200, 200), st.floats(0.01, 50))
def test_more_evidence_never_lowers_the_score(bits, more):
    assert 0 <= score_of(bits) <= score_of(bits + more) < 1


def test_every_reason_is_weighed_or_counted():
    assert set(BITS) | {Reason.PHONE, Reason.MATES, Reason.SEVERAL} == set(Reason)
    assert not HARD & AGAINST
    assert all(BITS[code] < 0 for code in AGAINST & set(BITS))


def test_a_pair_reads_the_same_from_both_sides():
    people = [person("那仁花", id_number=ID), person("那仁花", birth="1983-09-26"), person("其力嘎", phones=("16000000001",))]
    for mine in people:
        for theirs in people:
            assert codes(mine, theirs) == codes(theirs, mine)
