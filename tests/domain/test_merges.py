"""What a merge makes of two records: nothing is lost, the kept one's word holds, the clerk may take the other's."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.merges import (
    HOUSEHOLD_FIELDS,
    PERSON_FIELDS,
    household_lines,
    merge_household,
    merge_person,
    moved_relations,
    person_lines,
)
from kzzq_desktop.domain.new_head import Kin
from kzzq_desktop.domain.people import Household, Resident

HERE, THERE = "150521102201", "150521102205"


def person(**facts) -> dict[str, object]:
    return Resident(id="", household_id="h", **{"name": "其力嘎"} | facts).model_dump()


def house(**facts) -> dict[str, object]:
    return Household(id="", **{"village_id": HERE} | facts).model_dump()


def test_an_empty_field_is_filled_and_a_filled_one_stays():
    result = merge_person(person(sex="0", phones="", id_number="1"), person(sex="2", phones="16000000001", id_number="2"), ())
    assert (result["sex"], result["phones"], result["id_number"]) == ("2", "16000000001", "1")


@pytest.mark.parametrize("field", ["name", "sex", "birth", "id_number", "status"])
def test_the_clerk_may_take_the_others_value(field):
    kept = person(sex="1", birth="1984", id_number="1", status="here")
    other = person(
        name="其贺力嘎", raw_name="其贺力嘎 ", sex="2", birth="1985", id_number="2", status="away", status_day="2026-01"
    )
    assert merge_person(kept, other, {field})[field] == other[field]
    assert merge_person(kept, other, ())[field] == kept[field]
    assert merge_person(kept, other, {"status"})["status_day"] == "2026-01"
    assert merge_person(kept, other, {"name"})["raw_name"] == "其贺力嘎 "


def test_the_other_name_becomes_another_spelling():
    kept, other = person(other_names='["老其"]'), person(name="其贺力嘎", other_names='["其力嘎"]')
    assert json.loads(merge_person(kept, other, ())["other_names"]) == ["老其", "其贺力嘎"]
    assert json.loads(merge_person(kept, other, {"name"})["other_names"]) == ["老其", "其力嘎"]


def test_a_fuller_birth_that_fits_is_taken():
    assert merge_person(person(birth="1984"), person(birth="1984-05-03"), ())["birth"] == "1984-05-03"
    assert merge_person(person(birth="1984"), person(birth="1985-05-03"), ())["birth"] == "1984"
    assert merge_person(person(birth="1984-05-03"), person(birth="1984"), {"birth"})["birth"] == "1984"


def test_notes_unite_and_a_damaged_number_goes_when_the_right_one_is_known():
    damaged = person(note="低保户；台账原文身份证号：152399198309269000")
    assert merge_person(damaged, person(note="低保户；外出务工"), ())["note"].startswith(
        "低保户；台账原文身份证号：152399198309269000；"
    )
    assert merge_person(damaged, person(id_number="1", note="外出务工"), ())["note"] == "低保户；外出务工"


def test_a_relation_is_filled_only_where_both_have_one_head():
    kept, other = person(relation=""), person(relation="20")
    assert merge_person(kept, other, {"relation"})["relation"] == ""
    assert merge_person(kept, other, (), same_head=True)["relation"] == "20"


phones = st.lists(st.from_regex(r"1600000\d{4}", fullmatch=True), max_size=14, unique=True).map("|".join)


@given(phones, phones)
def test_phones_unite_within_their_room(mine, theirs):
    merged = str(merge_person(person(phones=mine), person(phones=theirs), ())["phones"])
    assert len(merged) <= max(128, len(mine))
    both = dict.fromkeys([*mine.split("|"), *theirs.split("|")])
    assert set(merged.split("|")) <= set(both)
    assert len("|".join(filter(None, both))) > 128 or set(filter(None, both)) == set(filter(None, merged.split("|")))


def test_a_place_in_another_village_is_not_taken():
    kept = house(phone="16000000001")
    other = house(village_id=THERE, group_no="2", door_no="5", grid_id="g", stated_people=4, phone="16000000002", note="危房")
    result = merge_household(kept, other, {"group_no"})
    assert (result["group_no"], result["door_no"], result["grid_id"]) == ("", "", None)
    assert (result["stated_people"], result["phone"], result["note"]) == (4, "16000000001|16000000002", "危房")
    near = merge_household(kept, {**other, "village_id": HERE}, ())
    assert (near["group_no"], near["door_no"], near["grid_id"]) == ("2", "5", "g")


def test_a_status_brings_what_belongs_to_it():
    other = house(status="away", status_day="2026-01", away_where="沈阳", away_return="春节")
    result = merge_household(house(), other, {"status"})
    assert [result[name] for name in ("status", "status_day", "away_where", "away_return")] == ["away", "2026-01", "沈阳", "春节"]


def test_the_preview_shows_every_field_in_words():
    kept, other = person(sex="1", relation="02", status="here"), person(name="其贺力嘎", sex="2", relation="12", status="away")
    lines = {line.field: asdict(line) for line in person_lines(kept, other, merge_person(kept, other, {"sex"}))}
    assert list(lines) == list(PERSON_FIELDS)
    assert lines["sex"] == {
        "field": "sex", "word": "性别", "kept": "男", "other": "女", "result": "女", "open": True, "taken": True,
    }  # fmt: skip
    assert (lines["name"]["open"], lines["name"]["taken"]) == (True, False)
    assert not lines["relation"]["open"]
    assert not lines["phones"]["open"]
    assert (lines["status"]["kept"], lines["status"]["other"], lines["other_names"]["result"]) == ("在家", "外出", "其贺力嘎")
    assert [line.field for line in household_lines(house(), house(), house())] == list(HOUSEHOLD_FIELDS)
    assert not any(line.open for line in household_lines(house(), house(), house()))


def test_who_comes_over_is_related_to_the_new_head_where_he_is_known():
    kin = [Kin("a", "02", "1"), Kin("b", "12", "2"), Kin("c", "20", "1")]
    assert moved_relations(kin, "a", "a") == {"a": "02", "b": "12", "c": "20"}
    assert moved_relations(kin, "a", "b")["a"] == "11"
    assert set(moved_relations(kin, "a", "").values()) == {""}
