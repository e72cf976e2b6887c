"""Members of lists and ledgers, their posts and branches, and who leads a grid."""

from dataclasses import replace

import pytest

from kzzq_desktop.domain.drafts import LedgerReading, MemberDraft
from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_plan import Verdict
from kzzq_desktop.domain.spot import Spot
from tests.domain.import_families import changes, doubts, home, office_of, one
from tests.domain.import_office import OTHER_VILLAGE, VILLAGE, MemoryOffice

SPOT = Spot("名单.xlsx", "党员", 2)
BASE = MemberDraft(SPOT, "赵国柱", sex="1", birth="1970-02-03", phones=("16900000001",), village_code=VILLAGE, branch="先锋支部")


def listed(*members: MemberDraft, homes=()) -> LedgerReading:
    return LedgerReading(tuple(homes), members)


def office_with(*members: MemberDraft) -> MemoryOffice:
    office = MemoryOffice()
    office.take(listed(*members))
    return office


def test_a_member_list_again_changes_nothing_and_its_edits_show() -> None:
    office = office_with(BASE)
    assert office.plan(listed(BASE)).empty
    later = replace(BASE, phones=("16900000009",), branch="东风支部", posts=("政策宣传",), eligibility="infirm")
    plan = office.plan(listed(later))
    assert changes(plan) == [
        ("赵国柱", "党员电话", "16900000001", "16900000009、16900000001"),
        ("赵国柱", "党支部", "先锋支部", "东风支部"),
        ("赵国柱", "能否安排", "可安排", "体弱多病"),
        ("赵国柱", "岗位", "", "政策宣传"),
    ]
    phones = plan.chosen(ImportChoice(frozenset({"member_phone"})))
    assert not any(phones.inserts.values())
    assert [list(patch) for patch in phones.patches["member"].values()] == [["phone"]]
    office.save(plan)
    assert office.plan(listed(later)).empty


@pytest.mark.parametrize("empty", ["phones", "birth", "branch", "sex", "eligibility", "village_code"])
def test_a_column_that_is_missing_empties_nothing_and_makes_nobody(empty: str) -> None:
    office = office_with(replace(BASE, eligibility="infirm", posts=("政策宣传",)))
    less = replace(BASE, posts=(), **{empty: () if empty == "phones" else ""})
    assert office.plan(listed(less)).empty
    unknown = office.plan(listed(replace(BASE, sex="0", birth="1970")))
    assert unknown.empty


def test_a_namesake_is_never_taken_by_his_name_alone() -> None:
    office = office_with(BASE)
    stranger = replace(BASE, phones=(), birth="", village_code="")
    plan = office.plan(listed(stranger))
    assert plan.empty
    assert "分不清" in doubts(plan)[0]
    other_phone = office.plan(listed(replace(BASE, phones=("16900000007",), birth="")))
    assert other_phone.empty
    assert "分不清" in doubts(other_phone)[0]
    elsewhere = office.plan(listed(replace(stranger, village_code=OTHER_VILLAGE)))
    assert len(elsewhere.inserts["member"]) == 1
    moved = office.plan(listed(replace(BASE, village_code=OTHER_VILLAGE)))
    assert moved.empty
    assert "分不清" in doubts(moved)[0]


def test_two_members_of_one_name_are_told_apart_by_phone_and_birth() -> None:
    second = replace(BASE, phones=("16900000002",), birth="1990-01-01")
    office = office_with(BASE, second)
    assert len(office.rows["member"]) == 2
    assert office.plan(listed(second, BASE)).empty
    assert office.plan(listed(replace(second, birth=""), replace(BASE, phones=()))).empty
    bare = office.plan(listed(replace(BASE, phones=(), birth="")))
    assert bare.empty
    assert len(doubts(bare)) == 1


def test_another_office_s_member_is_refused() -> None:
    plan = MemoryOffice().plan(listed(replace(BASE, village_code="150521100200")))
    assert plan.empty
    assert plan.counts == {"refused": 1}
    assert MemoryOffice().plan(listed(replace(BASE, village_code="", from_ledger=True))).empty


def test_a_vacant_grid_on_record_gets_its_lead_as_a_change() -> None:
    family = home(one("王秀英", "02", "1980-01-01"), grid_number=1)
    office = office_of(family)
    named = replace(family, contact_name="赵国柱", contact_phone="16900000001")
    plan = office.plan(listed(replace(BASE, from_ledger=True), homes=[named]))
    assert changes(plan) == [("01号网格", "联系党员", "", "赵国柱")]
    assert not plan.chosen(ImportChoice(frozenset({"grid_id"}))).inserts["contact"]
    office.save(plan)
    assert office.plan(listed(replace(BASE, from_ledger=True), homes=[named])).empty
    other = replace(named, contact_name="钱党员", contact_phone="")
    kept = office.plan(listed(MemberDraft(SPOT, "钱党员", village_code=VILLAGE, from_ledger=True), homes=[other]))
    assert not kept.inserts.get("contact")
    assert any("保留现在的" in said for said in doubts(kept))


def test_a_member_s_own_household_is_shown_by_its_head() -> None:
    family = home(one("赵国柱", "02", "1970-02-03"), one("王秀英", "12", sex="2"))
    office = office_with(BASE)
    known = replace(BASE, from_ledger=True, spot=family.spot, own_ref=family.ref)
    plan = office.plan(listed(known, homes=[family]))
    assert changes(plan) == [("赵国柱", "党员所在户", "", "赵国柱")]
    assert [row.verdict for row in plan.rows if row.changes] == [Verdict.CHANGED]


GUESS = replace(BASE, sex="2", birth="1990-01-01", phones=("16900000005",), from_ledger=True)


def guessed(**more: object) -> MemberDraft:
    return replace(MemberDraft(SPOT, BASE.name, village_code=VILLAGE, from_ledger=True, guess=GUESS), **more)


def test_a_mere_namesake_among_the_residents_changes_no_member() -> None:
    office = office_with(BASE)
    assert office.plan(listed(guessed())).empty
    assert office.plan(listed(guessed(phones=("16900000001",)))).empty
    assert not doubts(office.plan(listed(guessed())))


def test_a_namesake_is_taken_for_the_member_where_none_is_on_record() -> None:
    office = office_with(guessed())
    (row,) = office.rows["member"].values()
    assert (row["sex"], row["birth"], row["phone"]) == ("2", "1990-01-01", "16900000005")
    assert office.plan(listed(guessed())).empty


def test_a_lead_from_another_village_is_known_by_name_and_phone() -> None:
    office = office_with(replace(BASE, village_code=OTHER_VILLAGE))
    lead = MemberDraft(SPOT, BASE.name, phones=BASE.phones, village_code=VILLAGE, from_ledger=True)
    family = home(one("王秀英", "02"), grid_number=1, contact_name=BASE.name, contact_phone=BASE.phones[0])
    office.take(listed(lead, homes=[family]))
    assert len(office.rows["member"]) == 1
    assert [row["member_id"] for row in office.rows["contact"].values()] == list(office.rows["member"])
    assert office.plan(listed(lead, homes=[family])).empty
    silent = office.plan(listed(replace(lead, phones=()), homes=[replace(family, contact_phone="")]))
    assert silent.empty
    assert not doubts(silent)


def test_what_a_list_tells_of_a_member_is_kept() -> None:
    family = home(one("包金花", "02", "1950-02-03", "2"), one(BASE.name, "20", "1970-02-03"))
    told = replace(BASE, other_names=("赵国注",), note="借调", household_head="包金花")
    office = office_of(family)
    office.take(listed(told))
    (row,) = office.rows["member"].values()
    assert (row["other_names"], row["note"]) == ('["赵国注"]', "借调")
    assert row["household_id"] == next(iter(office.rows["household"]))
    assert office.plan(listed(told)).empty
    assert office.plan(listed(replace(told, name="赵国注", other_names=(), note="常驻"))).empty


def test_a_remark_and_a_spelling_come_to_a_member_who_has_none() -> None:
    office = office_with(BASE)
    told = replace(BASE, other_names=("赵国注",), note="借调")
    plan = office.plan(listed(told))
    assert [change[1:] for change in changes(plan)] == [("党员备注", "", "借调"), ("曾用写法", "", "赵国注")]
    office.save(plan)
    assert office.plan(listed(told)).empty


def test_of_two_households_under_heads_of_one_name_his_own_is_where_he_lives() -> None:
    other = home(one("包金花", "02", "1960-01-01", "2"), door_no="9")
    own = home(one("包金花", "02", "1950-02-03", "2"), one(BASE.name, "20", "1970-02-03"), door_no="1")
    office = office_of(other, own)
    office.take(listed(replace(BASE, household_head="包金花")))
    (row,) = office.rows["member"].values()
    assert row["household_id"] == office.person(BASE.name)["household_id"]
    alone = office_of(other, replace(other, door_no="8", ref="x", people=(one("包金花", "02", "1933-01-01", "2"),)))
    alone.take(listed(replace(BASE, household_head="包金花")))
    assert [row.get("household_id") for row in alone.rows["member"].values()] == [None]


def test_the_birth_of_a_member_is_never_known_less_exactly() -> None:
    assert office_with(BASE).plan(listed(replace(BASE, birth="1970"))).empty
