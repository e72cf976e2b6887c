"""A list that names another head: taken over only where the one on record is gone or listed as somebody else."""

from dataclasses import replace

from kzzq_desktop.domain.import_choice import ImportChoice
from tests.domain.import_families import changes, doubts, home, listed, office_of, one

FATHER = one("巴特尔", "02", "1950-03-04", numbered=1)
MOTHER = one("乌云其其格", "12", "1952-05-06", "2", numbered=2)
SON = one("特木尔", "20", "1980-07-08", numbered=3)
HOME = home(FATHER, MOTHER, SON, group_no="1", door_no="5")
WIDOW = replace(HOME, people=(replace(MOTHER, relation="02"), SON))


def test_a_head_who_is_missing_without_a_word_stays_the_head() -> None:
    plan = office_of(HOME).plan(listed(WIDOW))
    assert plan.empty
    assert doubts(plan) == ["台账写的户主与在册的不同，户主和关系没有改"]


def test_a_head_who_died_on_record_is_followed() -> None:
    office = office_of(HOME)
    office.person("巴特尔")["status"] = "deceased"
    plan = office.plan(listed(WIDOW))
    assert changes(plan) == [("乌云其其格", "户主", "巴特尔", "乌云其其格"), ("乌云其其格", "与户主关系", "妻", "户主")]
    assert plan.chosen(ImportChoice(frozenset({"phones"}))).empty
    office.save(plan)
    assert office.home("乌云其其格")["head_id"] == office.person("乌云其其格")["id"]
    assert office.plan(listed(WIDOW)).empty


def test_a_head_whom_the_list_calls_dead_is_followed() -> None:
    later = replace(HOME, people=(replace(MOTHER, relation="02"), replace(FATHER, relation="11", status="deceased"), SON))
    office = office_of(HOME)
    office.take(listed(later))
    assert office.home("特木尔")["head_id"] == office.person("乌云其其格")["id"]
    assert office.person("巴特尔")["status"] == "deceased"
    assert office.plan(listed(later)).empty


def test_a_head_whom_the_list_calls_father_is_followed() -> None:
    later = replace(HOME, people=(replace(SON, relation="02"), replace(FATHER, relation="51"), replace(MOTHER, relation="52")))
    office = office_of(HOME)
    plan = office.take(listed(later))
    assert {row["relation"] for row in office.rows["resident"].values()} == {"02", "51", "52"}
    assert plan.field_counts == {"relation": 4}


def test_a_dead_head_without_an_heir_is_said() -> None:
    plan = office_of(HOME).plan(listed(replace(HOME, people=(replace(FATHER, status="deceased"), MOTHER, SON))))
    assert doubts(plan) == ["台账写户主已不在，还没有新户主"]


def test_somebody_new_may_become_the_head_of_those_on_record() -> None:
    office = office_of(HOME)
    office.person("巴特尔")["status"] = "deceased"
    uncle = one("包·青格乐", "02", "1955-09-09")
    later = replace(HOME, people=(uncle, replace(MOTHER, relation="99"), replace(SON, relation="99")))
    office.take(listed(later))
    assert office.home("特木尔")["head_id"] == office.person("包·青格乐")["id"]
    assert office.plan(listed(later)).empty
    strange = office_of(HOME)
    strange.take(listed(later))
    assert strange.person("包·青格乐")["relation"] == ""
    assert strange.home("特木尔")["head_id"] == strange.person("巴特尔")["id"]


def test_a_second_head_in_the_list_makes_nobody_a_head() -> None:
    plan = office_of(HOME).plan(listed(replace(HOME, people=(FATHER, replace(MOTHER, relation="02"), SON))))
    assert plan.empty


def test_an_old_list_does_not_give_a_dead_head_his_house_back() -> None:
    office = office_of(HOME)
    office.home("特木尔")["head_id"] = office.person("乌云其其格")["id"]
    office.person("巴特尔")["status"] = "deceased"
    office.person("乌云其其格")["relation"] = "02"
    plan = office.plan(listed(HOME))
    assert plan.empty
    assert [row.revives for row in plan.rows if row.revives] == [office.person("巴特尔")["id"]]
