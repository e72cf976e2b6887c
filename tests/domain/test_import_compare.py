"""A household beside its record: what changes is shown field by field, and who is gone is not called back."""

import json
from dataclasses import replace

import pytest

from kzzq_desktop.domain.flags import NAME_CHAR_LOST
from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_plan import Verdict
from tests.domain.import_families import changes, doubts, home, listed, office_of, one

FATHER = one("巴特尔", "02", "1950-03-04", numbered=1, phones=("16400000001",))
MOTHER = one("乌云其其格", "12", "1952-05-06", "2", numbered=2)
SON = one("特木尔", "20", "1980-07-08")
HOME = home(FATHER, MOTHER, SON, group_no="1", door_no="5", phone="16400000001", stated_people=3, grid_number=1)


def revived(office, *ids: str) -> ImportChoice:
    return ImportChoice(revived=frozenset(ids))


def test_values_are_shown_as_a_clerk_reads_them() -> None:
    office = office_of(HOME)
    later = home(
        replace(FATHER, phones=("16400000009",)),
        replace(MOTHER, status="away"),
        replace(SON, sex="2", relation="30", birth="1981-07-08"),
        group_no="2", door_no="5", phone="16400000009", stated_people=4, grid_number=2, needs=("低保",),
    )  # fmt: skip
    plan = office.plan(listed(later))
    assert changes(plan) == [
        ("巴特尔", "组", "1", "2"),
        ("巴特尔", "户电话", "16400000001", "16400000009"),
        ("巴特尔", "人口", "3", "4"),
        ("巴特尔", "网格", "01号网格", "02号网格"),
        ("巴特尔", "需求", "", "低保"),
        ("巴特尔", "电话", "16400000001", "16400000009、16400000001"),
        ("乌云其其格", "状态", "在家", "外出"),
    ]
    assert [row.verdict for row in plan.rows if row.title == "特木尔"] == [Verdict.NEW, Verdict.DOUBTFUL]
    assert plan.field_counts["phones"] == 1


def test_relation_and_sex_are_words() -> None:
    office = office_of(HOME)
    plan = office.plan(listed(replace(HOME, people=(FATHER, MOTHER, replace(SON, sex="2")))))
    assert changes(plan) == [("特木尔", "性别", "男", "女")]
    plan = office.plan(listed(replace(HOME, people=(FATHER, MOTHER, replace(SON, relation="28")))))
    assert changes(plan) == [("特木尔", "与户主关系", "子", "女婿")]


@pytest.mark.parametrize("status", ["deceased", "moved_out"])
def test_who_is_gone_is_not_called_back_without_asking(status: str) -> None:
    office = office_of(HOME)
    son = office.person("特木尔")
    son["status"] = status
    later = listed(replace(HOME, people=(FATHER, MOTHER, replace(SON, birth="1980-07-09", phones=("16400000007",)))))
    plan = office.plan(later)
    assert plan.empty
    (row,) = [row for row in plan.rows if row.title == "特木尔"]
    assert (row.verdict, row.revives, row.changes) == (Verdict.DOUBTFUL, son["id"], ())
    asked = plan.chosen(revived(office, str(son["id"])))
    (row,) = [row for row in asked.rows if row.title == "特木尔"]
    assert (row.verdict, row.revives) == (Verdict.CHANGED, son["id"])
    assert asked.patches == {
        "resident": {son["id"]: {"birth": "1980-07-09", "phones": "16400000007", "status": "here", "status_day": ""}}
    }
    only = plan.chosen(ImportChoice(frozenset({"phones"}), frozenset({str(son["id"])})))
    assert only.patches["resident"] == {son["id"]: {"phones": "16400000007", "status": "here", "status_day": ""}}
    assert [change.field for row in only.rows for change in row.changes] == ["phones", "status"]
    office.save(asked)
    assert office.plan(later).empty
    assert not office.plan(later).field_counts


def test_a_list_s_own_word_that_somebody_is_gone_is_a_change() -> None:
    office = office_of(HOME)
    gone = replace(SON, status="deceased")
    assert changes(office.plan(listed(replace(HOME, people=(FATHER, MOTHER, gone))))) == [("特木尔", "状态", "在家", "去世")]
    office.person("特木尔")["status"] = "away"
    assert changes(office.plan(listed(replace(HOME, people=(FATHER, MOTHER, gone))))) == [("特木尔", "状态", "外出", "去世")]
    assert office.plan(listed(HOME)).empty
    office.person("特木尔")["status"] = "deceased"
    assert office.plan(listed(replace(HOME, people=(FATHER, MOTHER, replace(SON, status="moved_out"))))).empty


@pytest.mark.parametrize("status", ["moved", "closed"])
def test_a_whole_household_that_is_gone_waits_as_a_whole(status: str) -> None:
    office = office_of(HOME)
    household = office.home("特木尔")
    household.update(status=status, grid_id=None)
    office.person("乌云其其格")["status"] = "deceased"
    added = one("娜仁", "30", "1990-01-01", "2")
    later = listed(replace(HOME, people=(replace(FATHER, phones=("16400000007",)), MOTHER, SON, added), needs=("低保",)))
    plan = office.plan(later)
    assert plan.empty
    assert [(row.title, row.verdict, row.revives) for row in plan.rows] == [
        ("巴特尔", Verdict.DOUBTFUL, household["id"]),
        ("乌云其其格", Verdict.DOUBTFUL, office.person("乌云其其格")["id"]),
        ("特木尔", Verdict.SAME, ""),
        ("娜仁", Verdict.DOUBTFUL, ""),
    ]
    back = plan.chosen(revived(office, str(household["id"])))
    assert back.patches["household"][household["id"]]["status"] == "home"
    assert back.patches["resident"] == {office.person("巴特尔")["id"]: {"phones": "16400000007|16400000001"}}
    assert [row["name"] for row in back.inserts["resident"]] == ["娜仁"]
    assert len(back.inserts["household_need"]) == 1
    office.save(back)
    assert office.plan(later).empty


def test_to_call_one_back_brings_the_household_that_was_closed_with_him() -> None:
    office = office_of(home(FATHER, group_no="1"))
    household, father = office.home("巴特尔"), office.person("巴特尔")
    household["status"], father["status"] = "closed", "deceased"
    plan = office.plan(listed(home(FATHER, group_no="1")))
    assert plan.empty
    back = plan.chosen(revived(office, str(father["id"])))
    assert back.patches == {
        "household": {household["id"]: {"status": "home", "status_day": ""}},
        "resident": {father["id"]: {"status": "here", "status_day": ""}},
    }


def test_a_list_that_agrees_that_a_household_moved_changes_nothing() -> None:
    office = office_of(HOME)
    office.home("特木尔")["status"] = "moved"
    plan = office.plan(listed(replace(HOME, status="moved", group_no="9")))
    assert plan.empty
    assert {row.verdict for row in plan.rows} == {Verdict.SAME}
    moves = office_of(HOME).plan(listed(replace(HOME, status="moved")))
    assert changes(moves) == [("巴特尔", "状态", "在住", "迁出")]


def test_another_spelling_of_a_number_is_put_beside_the_name() -> None:
    office = office_of(home(one("其力嘎", "02", "1950-03-04", numbered=1)))
    later = listed(home(one("其贺力嘎", "02", "1950-03-04", numbered=1)))
    plan = office.plan(later)
    assert changes(plan) == [("其贺力嘎", "曾用写法", "", "其贺力嘎")]
    assert plan.chosen(ImportChoice(frozenset({"phones"}))).empty
    office.save(plan)
    assert json.loads(str(office.person("其力嘎")["other_names"])) == ["其贺力嘎"]
    assert office.plan(later).empty
    bare = listed(home(one("其贺力嘎", "02", "1950-03-04")))
    assert office.plan(bare).empty


def test_another_name_under_a_number_changes_nothing() -> None:
    office = office_of(home(FATHER, group_no="1"))
    plan = office.plan(listed(home(replace(FATHER, name="王伟", phones=("16400000008",)), group_no="2")))
    assert plan.empty
    assert "姓名不同，没有更新" in doubts(plan)[0]


def test_a_name_with_a_lost_character_adds_no_spelling() -> None:
    office = office_of(home(one("白𣲗", "02", "1950-03-04", numbered=1)))
    lost = one("白?", "02", "1950-03-04", numbered=1, flags=(NAME_CHAR_LOST,))
    assert office.plan(listed(home(lost))).empty


def test_a_right_number_on_record_outweighs_a_list_without_one() -> None:
    office = office_of(HOME)
    later = replace(HOME, people=(replace(FATHER, id_number="", birth="1951-03-04", sex="2"), MOTHER, SON))
    plan = office.plan(listed(later))
    assert plan.empty
    assert doubts(plan) == ["与在册身份证号不符（出生、性别），按身份证号，没有改"]


def test_a_number_copied_from_another_of_the_household_is_not_taken() -> None:
    office = office_of(HOME)
    plan = office.plan(listed(replace(HOME, people=(FATHER, MOTHER, replace(SON, id_number=FATHER.id_number, birth="")))))
    assert plan.empty
    assert "本户另一人" in doubts(plan)[0]


def test_somebody_listed_twice_is_one_resident() -> None:
    again = replace(SON, phones=("16400000003",))
    office = office_of(replace(HOME, people=(FATHER, MOTHER, SON, again)))
    assert [row["name"] for row in office.rows["resident"].values()].count("特木尔") == 1
    assert office.person("特木尔")["phones"] == "16400000003"
    plan = office.plan(listed(replace(HOME, people=(SON, again, MOTHER, FATHER))))
    assert plan.empty
    assert [row.what for row in plan.rows if row.what] == ["本户里重复的一行"]
    grown = one("萨仁", "99", "1999-01-02", "2")
    plan = office.plan(listed(replace(HOME, people=(*HOME.people, grown, grown))))
    assert len(plan.inserts["resident"]) == 1


def test_two_lists_of_one_import_that_disagree_keep_the_first_word() -> None:
    office = office_of(HOME)
    first, second = replace(HOME, group_no="2"), replace(HOME, group_no="3")
    both = replace(listed(first), households=(*listed(first).households, *listed(second, sheet="二").households))
    plan = office.plan(both)
    assert changes(plan) == [("巴特尔", "组", "1", "2")]
    assert doubts(plan) == ["本次文件里两处写法不同（组），保留先出现的"]
    office.save(plan)
    assert office.plan(both).empty


def test_less_of_a_birth_and_fewer_phones_take_nothing_away() -> None:
    office = office_of(home(one("巴特尔", "02", "1950-03", phones=("16400000001", "16400000002")), group_no="1"))
    assert office.plan(listed(home(one("巴特尔", "02", "1950", phones=("16400000002",)), group_no="1"))).empty
    fuller = office.plan(listed(home(one("巴特尔", "02", "1950-03-04"), group_no="1")))
    assert changes(fuller) == [("巴特尔", "出生", "1950-03", "1950-03-04")]


@pytest.mark.parametrize(
    ("old", "new"),
    [({"group_no": "二"}, {"group_no": "2"}), ({"group_no": "2"}, {"group_no": "第二"}), ({"door_no": "12号"}, {"door_no": "12"}),
     ({"group_no": "东2", "building": "三号楼"}, {"group_no": "东二", "building": "3号楼"})],
)  # fmt: skip
def test_another_spelling_of_a_place_is_the_same_place(old: dict[str, str], new: dict[str, str]) -> None:
    office = office_of(home(one("巴特尔", "02"), **old))
    again = listed(home(one("巴特尔", "02"), **new))
    assert office.plan(again).empty
    assert office.plan(again).counts == {"same": 1}


@pytest.mark.parametrize("own", ["", "04751234567"])
def test_a_number_of_its_people_is_not_made_the_household_s_own(own: str) -> None:
    family = home(replace(FATHER, phones=("16400000001",)), MOTHER)
    office = office_of(replace(family, phone=own))
    assert office.plan(listed(replace(family, phone="16400000001"))).empty


def test_a_new_number_of_the_head_takes_the_place_of_his_old_one_and_of_no_other() -> None:
    family = home(replace(FATHER, phones=("16400000001",)), MOTHER, phone="16400000001")
    later = replace(family, people=(replace(FATHER, phones=("16400000009",)), MOTHER), phone="16400000009")
    plan = office_of(family).plan(listed(later))
    assert [change[1:] for change in changes(plan)] == [
        ("户电话", "16400000001", "16400000009"), ("电话", "16400000001", "16400000009、16400000001"),
    ]  # fmt: skip
    kept = office_of(replace(family, phone="04751234567")).plan(listed(later))
    assert [change[1] for change in changes(kept)] == ["电话"]


def test_a_birth_is_never_known_less_exactly_than_before() -> None:
    office = office_of(home(one("巴特尔", "02", "1950-03-04"), group_no="1"))
    assert office.plan(listed(home(one("巴特尔", "02", "1951"), group_no="1"))).empty
    assert changes(office.plan(listed(home(one("巴特尔", "02", "1951-03-04"), group_no="1"))))[0][3] == "1951-03-04"
