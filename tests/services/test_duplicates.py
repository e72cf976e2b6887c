"""The duplicate desk: what it lists, and what it remembers."""

from dataclasses import replace

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.services import history, households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.duplicates import PairRow, in_village, list_pairs, tell_apart
from kzzq_desktop.services.merges import MergeAsk, MergeKind, merge, plan_merge
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import GRANDDAUGHTER, HEAD, SON, household, id_number

THERE, ELSEWHERE = "150521102202", "150521102203"
BRIDE = replace(GRANDDAUGHTER, name="孟根其其格", birth="1990-02-03", id_number=id_number("19900203", "002"), sex="2")


@pytest.fixture
def desk(tmp_path) -> Desk:
    opened = make_desk(tmp_path)
    yield opened
    opened.store.close()


def add(desk, *people, **boxes) -> str:
    return households.add_household(desk, household(*people, **boxes)).household_id


@pytest.fixture
def bride(desk) -> PairRow:
    """One who is listed in her parents' home and in her husband's."""
    add(desk, HEAD, replace(BRIDE, relation="30"))
    add(desk, replace(SON, relation="02", name="王军"), replace(BRIDE, relation="12"), village_id=THERE, group_no="1")
    (row,) = list_pairs(desk)
    return row


def test_nobody_twice_is_nothing_to_do(desk):
    add(desk)
    add(desk, replace(HEAD, name="王秀英", phones=""), village_id=THERE)
    assert list_pairs(desk) == ()


def test_a_pair_says_who_where_and_why(bride):
    assert (bride.kind, bride.sure) == (MergeKind.PERSON, "几乎肯定")
    assert bride.why == "身份证号相同，姓名相同。"
    assert {(bride.one.title, bride.one.place), (bride.other.title, bride.other.place)} == {
        ("孟根其其格", "先锋嘎查 东2组 5号 包金花家"),
        ("孟根其其格", "巴彦胡硕嘎查 1组 5号 王军家"),
    }
    assert bride.villages == {VILLAGE, THERE}
    assert in_village([bride], THERE) == in_village([bride], "") == (bride,)
    assert in_village([bride], ELSEWHERE) == ()


def test_one_household_in_two_villages_is_one_pair(desk):
    for village in (VILLAGE, THERE):
        add(desk, HEAD, replace(BRIDE, relation="30"), village_id=village)
    (row,) = list_pairs(desk)
    assert row.kind is MergeKind.HOUSEHOLD
    assert len(row.people) == 2
    assert row.one.title == "包金花家 2人"
    merge(desk, plan_merge(desk, MergeAsk(row.kind, row.one.id, row.other.id, people=row.people)))
    assert list_pairs(desk) == ()


def test_told_apart_stays_apart_until_it_is_taken_back(desk, bride):
    unit = tell_apart(desk, bride)
    assert list_pairs(desk) == ()
    history.undo_unit(desk, unit)
    assert list_pairs(desk) == (bride,)


def test_households_told_apart_leave_their_people(desk):
    for village in (VILLAGE, THERE):
        add(desk, HEAD, replace(BRIDE, relation="30"), village_id=village)
    (row,) = list_pairs(desk)
    tell_apart(desk, row)
    people = list_pairs(desk)
    assert {one.kind for one in people} == {MergeKind.PERSON}
    assert {one.one.title for one in people} == {"包金花", "孟根其其格"}
    for one in people:
        tell_apart(desk, one)
    assert list_pairs(desk) == ()


def test_the_surest_stands_first_and_a_cancel_leaves_nothing(desk, bride):
    add(desk, replace(HEAD, name="其力嘎", birth="1971-05"), group_no="3")
    add(desk, replace(HEAD, name="其贺力嘎", birth="1971-05"), village_id=THERE)
    scores = [row.score for row in list_pairs(desk)]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        list_pairs(desk, job)
