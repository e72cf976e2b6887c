from dataclasses import replace
from pathlib import Path

import pytest

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.members import members_in_ledger
from tests.importers.tables import HEADER, MAODU, family, id_of, phone_of, read, write_xlsx

HERE = Spot("台账.xlsx", "毛都嘎查", 5, 3)


def home(ref: str, contact: str, phone: str = "", village: str = MAODU, people: tuple[PersonDraft, ...] = ()) -> HouseholdDraft:
    someone = (PersonDraft(HERE, "王甲"),)
    return HouseholdDraft(HERE, ref, village, contact_name=contact, contact_phone=phone, people=people or someone)


def test_a_list_of_members_with_branch_posts_and_own_household(tmp_path: Path) -> None:
    header = ["序号", "党员姓名", "性别", "出生年月", "民族", "联系电话", "嘎查村", "所在党支部", "岗位", "所在户户主", "备注"]
    rows = [
        [1, "包　丹巴", "男", "1970.5", "蒙古族", phone_of(1), "毛都嘎查", "毛都嘎查党支部", "政策宣传、环境卫生", "包甲", ""],
        [2, "博尔济吉特-那日苏", "女", "1950年3月", "蒙古族", phone_of(2), "东毛都", "东毛都党支部", "无", "", "体弱多病"],
        ["合计", "2人"],
    ]
    reading = read(write_xlsx(tmp_path / "甲镇党员名册.xlsx", [["甲镇党员名册"], header, *rows], title="名册"))
    first, second = reading.members
    assert (first.name, first.sex, first.birth, first.phones) == ("包丹巴", "1", "1970-05", (phone_of(1),))
    assert (first.village_code, first.branch, first.posts) == (MAODU, "毛都嘎查党支部", ("政策宣传", "环境卫生"))
    assert first.household_head == "包甲"
    assert second.name == "博尔济吉特·那日苏"
    assert (second.village_code, second.posts, second.eligibility) == ("150599100201", (), "infirm")
    assert not any(member.from_ledger for member in reading.members)
    assert not reading.households
    assert [(column.header, column.never) for column in reading.left_out] == [("民族", True)]


def test_birth_and_sex_of_a_member_come_from_his_number_which_is_not_kept(tmp_path: Path) -> None:
    rows = [["党员姓名", "身份证号", "党支部"], ["包丹巴", id_of(3), "毛都党支部"]]
    (member,) = read(write_xlsx(tmp_path / "毛都嘎查党员.xlsx", rows)).members
    assert member.birth.replace("-", "") == id_of(3)[6:14]
    assert member.sex == "1"
    assert id_of(3) not in repr(member)


def test_each_contact_of_a_ledger_is_a_member_once() -> None:
    found = members_in_ledger([home("1", "包丹巴", phone_of(1)), home("2", "包丹巴", phone_of(1)), home("3", "包丹巴")])
    assert [(member.name, member.phones, member.from_ledger) for member in found] == [("包丹巴", (phone_of(1),), True)]


def test_one_name_with_two_phones_or_in_two_villages_is_two_people() -> None:
    assert len(members_in_ledger([home("1", "包丹巴", phone_of(1)), home("2", "包丹巴", phone_of(2))])) == 2
    assert len(members_in_ledger([home("1", "包丹巴"), home("2", "包丹巴", village="150599101200")])) == 2


def test_cells_that_share_a_number_are_of_one_member() -> None:
    both = f"{phone_of(1)}|{phone_of(2)}"
    found = members_in_ledger([home("1", "包丹巴", phone_of(2)), home("2", "包丹巴", both), home("3", "包丹巴", phone_of(3))])
    assert [set(member.phones) for member in found] == [{phone_of(1), phone_of(2)}, {phone_of(3)}]


@pytest.mark.parametrize(
    ("cell", "posts"),
    [("政策/宣传", ("政策/宣传",)), ("政策宣传岗/治安维护岗", ("政策宣传岗", "治安维护岗")), ("无", ()), ("", ()),
     ("政策宣传岗 环境卫生岗", ("政策宣传岗", "环境卫生岗")), ("治安、政策/宣传，治安", ("治安", "政策/宣传"))],
)  # fmt: skip
def test_posts_of_a_cell(tmp_path: Path, cell: str, posts: tuple[str, ...]) -> None:
    rows = [["党员姓名", "党支部", "岗位"], ["包丹巴", "毛都党支部", cell]]
    (member,) = read(write_xlsx(tmp_path / "毛都嘎查党员.xlsx", rows)).members
    assert member.posts == posts


@pytest.mark.parametrize(
    ("status", "note", "eligibility"),
    [("可安排", "外出务工", ""), ("70岁以上", "外出务工", "aged"), ("在家", "外出务工", ""), ("体弱多病", "", "infirm"),
     ("", "外出务工", "away"), ("正常", "外出务工", "away"), ("", "儿子在外地", ""), ("", "母亲卧床不在村", "")],
)  # fmt: skip
def test_the_status_column_outranks_the_note_and_stays_out_of_it(
    tmp_path: Path, status: str, note: str, eligibility: str
) -> None:
    rows = [["党员姓名", "党支部", "状态", "备注"], ["包丹巴", "毛都党支部", status, note]]
    (member,) = read(write_xlsx(tmp_path / "毛都嘎查党员.xlsx", rows)).members
    assert (member.eligibility, member.note) == (eligibility, note)


def test_the_only_resident_of_that_name_gives_his_household_birth_and_sex() -> None:
    own = PersonDraft(HERE, "包丹巴", id_number=id_of(5), phones=(phone_of(5),))
    (member,) = members_in_ledger([home("1", "包丹巴"), home("2", "包丹巴", people=(own,))])
    assert (member.own_ref, member.phones, member.sex, member.birth) == ("", (), "", "")
    assert member.guess
    assert (member.guess.own_ref, member.guess.phones, member.guess.sex) == ("2", (phone_of(5),), "1")
    assert member.guess.birth
    (member,) = members_in_ledger([home("1", "包丹巴", phone_of(5)), home("2", "包丹巴", phone_of(5), people=(own,))])
    assert (member.own_ref, member.sex, member.guess) == ("2", "1", None)


def test_a_cell_left_empty_for_his_phone_takes_none_from_the_resident() -> None:
    own = PersonDraft(HERE, "包丹巴", phones=(phone_of(5),), other_names=("包丹把",))
    asked = replace(home("1", "包丹巴"), tells_contact_phone=True)
    (member,) = members_in_ledger([asked, home("2", "包丹巴", people=(own,))])
    assert member.guess
    assert (member.guess.phones, member.guess.own_ref, member.guess.other_names) == ((), "2", ("包丹把",))


def test_a_note_of_his_household_does_not_take_the_grid_from_a_contact() -> None:
    own = HouseholdDraft(HERE, "1", MAODU, contact_name="包丹巴", note="外出务工", people=(PersonDraft(HERE, "包丹巴"),))
    (member,) = members_in_ledger([own])
    assert member.guess
    assert (member.guess.own_ref, member.guess.eligibility) == ("1", "")


def test_of_two_residents_of_one_name_the_phone_decides_or_nobody() -> None:
    one = PersonDraft(HERE, "包丹巴", phones=(phone_of(1),))
    other = PersonDraft(HERE, "包丹巴", phones=(phone_of(2),))
    homes = [home("1", "包丹巴", phone_of(2), people=(one,)), home("2", "包丹巴", phone_of(2), people=(other,))]
    (member,) = members_in_ledger(homes)
    assert member.own_ref == "2"
    (member,) = members_in_ledger([home("1", "包丹巴", people=(one,)), home("2", "包丹巴", people=(other,))])
    assert member.own_ref == ""


def test_the_members_of_a_ledger_and_of_a_list_are_read_together(tmp_path: Path) -> None:
    ledger = write_xlsx(tmp_path / "甲镇毛都嘎查台账.xlsx", [HEADER, *family(1, "王甲", "李乙")])
    rows = [["党员姓名", "党支部"], ["包丹巴", "毛都党支部"]]
    listed = write_xlsx(tmp_path / "甲镇毛都嘎查党员.xlsx", rows)
    reading = read(ledger, listed)
    assert [(member.name, member.from_ledger) for member in reading.members] == [("包丹巴", False), ("包丹巴", True)]
    assert [member.village_code for member in reading.members] == [MAODU, MAODU]
