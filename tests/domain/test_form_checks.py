"""Forms of people: everything that is wrong at once, and the values a right one means."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.form_checks import (
    check_day,
    check_household,
    check_member,
    check_resident,
    household_values,
    member_values,
    resident_values,
)
from kzzq_desktop.domain.person_forms import HouseholdForm, MemberForm, ResidentForm
from tests.services.people_forms import HEAD, SON, household, id_number, member

TODAY = date(2026, 11, 23)


def fields(problems) -> list[str]:
    return [problem.field for problem in problems]


def test_a_right_form_has_no_problems():
    assert check_household(household(), TODAY) == ()
    assert check_member(member(), TODAY) == ()


@pytest.mark.parametrize(
    ("boxes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "王□英"}, "name"),
        ({"name": "王3"}, "name"),
        ({"relation": ""}, "relation"),
        ({"birth": "2027"}, "birth"),
        ({"birth": "春天"}, "birth"),
        ({"phones": "138001"}, "phones"),
        ({"phones": "没有"}, "phones"),
        ({"id_number": "1505"}, "id_number"),
        ({"id_number": "150599195803120000"}, "id_number"),
        ({"id_number": "150599199902310017"}, "id_number"),
    ],
)
def test_each_wrong_box_of_a_resident_is_named(boxes, field):
    form = ResidentForm(**{"name": "王秀英", "relation": "20"} | boxes)
    assert f"x.{field}" in fields(check_resident(form, TODAY, "x."))


@pytest.mark.parametrize("stated", ["0", "-1", "61", "三", "２", "1.5"])
def test_a_strange_number_of_people_is_refused(stated):
    assert fields(check_household(household(stated_people=stated), TODAY)) == ["stated_people"]


def test_two_residents_with_one_number_are_named():
    number = id_number("19840101", "001")
    people = (
        HEAD,
        ResidentForm(name="甲", relation="20", id_number=number),
        ResidentForm(name="乙", relation="20", id_number=number),
    )
    assert fields(check_household(household(*people), TODAY)) == ["people.2.id_number"]


def test_too_long_texts_are_named_by_their_box():
    assert fields(check_household(household(address="长" * 201, note="字" * 501), TODAY)) == ["address", "note"]


def test_values_are_tidied():
    values = household_values(
        household(group_no="第3组", door_no="12号", phone="154-0475-0538 / 0475 1234567", stated_people="4")
    )
    assert (values["group_no"], values["door_no"], values["stated_people"]) == ("3", "12", 4)
    assert values["phone"] == "15404750538|04751234567"
    person = resident_values(ResidentForm(name=" 额尔敦 • 朝鲁 ", relation="12", other_names="额尔敦朝鲁、鄂尔敦"), TODAY)
    assert (person["name"], person["raw_name"], person["sex"]) == ("额尔敦·朝鲁", "额尔敦 • 朝鲁", "2")
    assert json.loads(str(person["other_names"])) == ["额尔敦朝鲁", "鄂尔敦"]


def test_an_old_number_of_fifteen_digits_is_taken():
    old = "150599580312002"
    values = resident_values(ResidentForm(name="王秀英", relation="02", id_number=old), TODAY)
    assert (len(str(values["id_number"])), values["birth"], values["sex"]) == (18, "1958-03-12", "2")


def test_days_of_events():
    assert check_day("20261122", TODAY) == ("2026-11-22", ())
    assert check_day("2026-11", TODAY)[0] == "2026-11"
    assert fields(check_day("2026-11-24", TODAY, "since")[1]) == ["since"]


@given(
    st.text(max_size=30),
    st.text(max_size=20),
    st.text(max_size=20),
    st.text(max_size=20),
    st.sampled_from(["", "02", "20", "99"]),
)
def test_whatever_is_typed_is_either_refused_or_saved_as_it_reads_again(name, birth, number, phones, relation):
    form = ResidentForm(name=name, birth=birth, id_number=number, phones=phones, relation=relation)
    if check_resident(form, TODAY):
        return
    values = resident_values(form, TODAY)
    again = ResidentForm(
        name=str(values["name"]), birth=str(values["birth"]), id_number=str(values["id_number"]), sex=str(values["sex"]),
        phones="、".join(str(values["phones"]).split("|")), relation=relation,
    )  # fmt: skip
    assert check_resident(again, TODAY) == ()
    assert resident_values(again, TODAY) | {"raw_name": ""} == values | {"raw_name": ""}


def test_a_member_needs_a_village_and_keeps_his_ties():
    assert fields(check_member(MemberForm(name="张玉林"), TODAY)) == ["village_id"]
    values = member_values(member(household_id="h" * 32, committee=True), TODAY)
    assert (values["household_id"], values["resident_id"], values["committee"]) == ("h" * 32, None, 1)


def test_an_empty_household_is_told_what_it_lacks():
    assert fields(check_household(HouseholdForm(), TODAY)) == ["village_id", "people"]
    assert fields(check_household(household(SON), TODAY)) == ["people.0.relation"]
