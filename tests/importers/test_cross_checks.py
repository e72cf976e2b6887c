"""Facts that contradict each other are said once, with the one that was believed; a sound household says nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft, RowProblem
from kzzq_desktop.domain.flags import ID_CONFLICT
from kzzq_desktop.domain.sheet_view import FIELD_WORDS
from kzzq_desktop.importers.cross_checks import check_household
from tests.domain.import_families import home, one
from tests.domain.import_lists import id_number
from tests.importers.tables import read

TODAY = date(2025, 3, 15)
HEAD = one("巴特尔", "02", "1950-03-04", relation_word="户主")
WIFE = one("乌云", "12", "1952-05-06", "2", relation_word="妻子")
SON = one("特木尔", "20", "1980-07-08", relation_word="儿子")
GRANDSON = one("阿古达木", "41", "2010-02-03", relation_word="孙子")
MOTHER = one("萨仁", "52", "1925-02-03", "2", relation_word="母亲")
FAMILY = home(HEAD, WIFE, SON, GRANDSON, MOTHER, stated_people=5)
CLEAN = Path(__file__).parent / "ledgers" / "clean"


def check(household: HouseholdDraft, *, is_heads: bool = False) -> list[RowProblem]:
    return check_household(household, TODAY, is_heads=is_heads)


def said(*people: PersonDraft, **more: object) -> list[str]:
    return [problem.what for problem in check(home(*people, **more))]


def test_a_sound_family_says_nothing() -> None:
    assert check(FAMILY) == []
    bare = [replace(person, birth="", sex="", relation="", relation_word="") for person in FAMILY.people]
    assert said(*bare) == []


def test_a_clean_ledger_says_nothing() -> None:
    reading = read(next(CLEAN.glob("*.xlsx")))
    assert len(reading.households) > 100
    assert [problem for household in reading.households for problem in check(household)] == []


@pytest.mark.parametrize(
    ("person", "what"),
    [
        (
            replace(WIFE, id_text=id_number("1952-05-06", "1", 1), flags=(ID_CONFLICT,)),
            "身份证号校验正确，但里面的性别是男；表里性别写的是女。按表里的，这个号码没有采用。",
        ),
        (
            replace(WIFE, sex="", id_text=id_number("1952-05-06", "1", 1), flags=(ID_CONFLICT,)),
            "身份证号校验正确，但里面的性别是男；表里关系写的是“妻子”，应是女。按表里的，这个号码没有采用。",
        ),
        (
            replace(WIFE, id_text=id_number("1962-05-06", "2", 1), flags=(ID_CONFLICT,)),
            "身份证号校验正确，但里面的出生年份与表里的差10年。按表里的，这个号码没有采用。",
        ),
        (
            replace(WIFE, birth="1952-05-16", id_number=id_number("1952-05-06", "2", 1)),
            "表里的出生日期与身份证号里的不同；身份证号校验正确，按身份证号。",
        ),
        (
            replace(SON, relation="12", relation_word="妻"),
            "关系写的是“妻”，性别写的是男；没有身份证号可以核对，两样都照表保留。",
        ),
        (
            replace(SON, relation="30", relation_word="30", id_number=id_number("1980-07-08", "1", 1)),
            "关系写的是“女”，性别写的是男；身份证号也是这个性别，性别是可信的。",
        ),
        (replace(MOTHER, birth="1901-01-01"), "按出生日期已过120岁。"),
        (replace(SON, birth="", id_number=id_number("2031-07-08", "1", 1)), "身份证号里的出生日期在今天以后。"),
        (replace(SON, birth="1949"), "关系写的是“儿子”，按表里的出生日期与户主的年龄不合；都照表保留。"),
        (replace(MOTHER, birth="1951"), "关系写的是“母亲”，按表里的出生日期与户主的年龄不合；都照表保留。"),
        (replace(GRANDSON, birth="1970"), "关系写的是“孙子”，按表里的出生日期与户主的年龄不合；都照表保留。"),
        (
            replace(GRANDSON, relation="61", relation_word="爷爷"),
            "关系写的是“爷爷”，按表里的出生日期与户主的年龄不合；都照表保留。",
        ),
        (replace(WIFE, birth="2012-01-01"), "关系写的是“妻子”，按表里的出生日期还不满16岁；都照表保留。"),
    ],
)
def test_each_contradiction_is_said_once_and_says_what_is_believed(person: PersonDraft, what: str) -> None:
    assert said(HEAD, person) == [what]


def test_a_foreign_number_without_a_right_reading_says_nothing_more() -> None:
    assert said(HEAD, replace(WIFE, id_text="15229919520506", flags=(ID_CONFLICT,))) == []


@pytest.mark.parametrize("told", ["1952-04-12", "1952-06-20", "1952-04", "1952", "1953", "1952-05-06"])
def test_the_old_calendar_is_no_contradiction(told: str) -> None:
    assert said(HEAD, replace(WIFE, birth=told, id_number=id_number("1952-05-06", "2", 1))) == []


def test_october_typed_as_a_number_is_no_contradiction() -> None:
    assert said(HEAD, replace(WIFE, birth="1952-01", id_number=id_number("1952-10-06", "2", 1))) == []
    assert len(said(HEAD, replace(WIFE, birth="1952-02", id_number=id_number("1952-10-06", "2", 1)))) == 1


def test_the_number_of_people_may_leave_out_who_is_gone() -> None:
    gone = replace(MOTHER, status="deceased")
    assert said(HEAD, WIFE, gone, stated_people=2) == said(HEAD, WIFE, gone, stated_people=3) == []
    assert said(HEAD, WIFE, gone, stated_people=4) == ["填的是4人，表里列了3人；按列出的人导入。"]
    assert check(home(HEAD, stated_people=4), is_heads=True) == []


def test_there_is_one_head_and_one_spouse() -> None:
    assert said(HEAD, replace(SON, relation="02")) == ["这一户有2个人写的是户主，先写的算户主。"]
    assert said(replace(HEAD, status="deceased"), replace(SON, relation="02")) == []
    assert said(WIFE, SON) == ["这一户没有写户主，第一个人算户主。"]
    assert said(WIFE, SON, head_name="巴特尔") == []
    second = replace(WIFE, birth="1990-01-01")
    assert said(HEAD, WIFE, second) == ["这一户写了2个户主的配偶，都照表保留。"]
    assert said(HEAD, replace(WIFE, status="deceased"), second) == []


def test_a_list_without_a_cell_for_it_is_not_asked_who_the_head_is() -> None:
    family = home(replace(HEAD, relation="", relation_word=""), WIFE, SON)
    assert said(*family.people) == ["这一户没有写户主，第一个人算户主。"]
    assert check_household(family, TODAY, is_heads=False, asks_head=False) == []


def test_a_number_that_two_of_a_household_share_is_no_matter_of_their_ages() -> None:
    number = id_number("1950-03-04", "1", 1)
    assert said(replace(HEAD, id_number=number), WIFE, replace(SON, id_number=number, birth="")) == []


def test_a_wrong_year_of_the_head_is_said_once_for_all_his_family() -> None:
    young = replace(HEAD, birth="2015-03-04")
    assert said(young, WIFE, SON, replace(GRANDSON, birth="2030"))[0] == "出生日期在今天以后。"
    assert said(young, WIFE, SON, GRANDSON) == ["按表里的出生日期与2个家人的关系不合；都照表保留。"]
    assert said(young, WIFE) == ["户主按表里的出生日期还不满16岁，家里有成年人；照表保留。"]
    assert said(young) == []


def test_places_are_those_of_people_and_nobody_s_values_are_named() -> None:
    wrong = home(HEAD, replace(WIFE, birth="2012-01-01"), replace(SON, sex="2"), stated_people=9)
    problems = check(wrong)
    assert len(problems) == 3
    spots = {person.spot for person in wrong.people}
    for problem in problems:
        assert problem.spot in spots
        assert problem.column in FIELD_WORDS.values()
        assert not problem.refused
        for person in wrong.people:
            assert person.name not in problem.what + problem.mend


@given(st.lists(st.sampled_from(FAMILY.people), min_size=1, max_size=5), st.permutations(range(5)))
def test_the_order_of_rows_says_nothing(people: list[PersonDraft], order: list[int]) -> None:
    some = [replace(person, name=f"{person.name}{place}") for place, person in enumerate(people)]
    moved = [some[place] for place in order if place < len(some)]
    assert sorted(said(*some)) == sorted(said(*moved))
