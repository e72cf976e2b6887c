"""Rows of the lists: every code has a word that is read back as the code, and a cell says what the record holds."""

from itertools import product

import pytest

from kzzq_desktop.domain.codes import relation_code
from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.importers.grid_words import contact_in, grid_in, group_in
from kzzq_desktop.importers.notes import household_status, person_status
from kzzq_desktop.services.ledger_rows import HEADERS, home_rows, member_rows, relation_cell, status_cell
from kzzq_desktop.store.ledger_rows import HomeFacts, MemberFacts, PersonFacts

VILLAGE = "150521102201"
PERSON = PersonFacts("r", "h", "包金花", "[]", "02", "2", "1958-03", "", "", "here", "")
HOME = HomeFacts("h", VILLAGE, "东2", "", "12-3", "", "r", None, "home", "", "", 0, "", "", "", (), (PERSON,))
MEMBER = MemberFacts("m", VILLAGE, "吉雅", "[]", "1", "1980-05", "15400000001", "active", "", "", "", ())


def row_of(home: HomeFacts, at: int = 0) -> dict[str, str]:
    rows = list(home_rows([home], "先锋嘎查", "舍伯吐镇"))
    return dict(zip(HEADERS["households"], rows[at], strict=True))


@pytest.mark.parametrize("code", [row["code"] for row in read_reference("relations") if row["code"] != "01"])
def test_every_relation_is_read_back(code: str) -> None:
    assert relation_code(relation_cell(code)) == code


@pytest.mark.parametrize(
    ("home", "person"), list(product(("home", "away", "moved", "closed"), ("here", "away", "moved_out", "deceased")))
)
def test_the_heads_row_tells_household_and_head_apart(home: str, person: str) -> None:
    said = status_cell(home, person, is_head=True)
    assert (household_status(said), person_status(said)) == (home, person)
    assert person_status(status_cell(home, person, is_head=False)) == person


def test_a_row_says_what_is_on_record() -> None:
    home = HOME._replace(
        ledger_no="0012", building="3号楼", address="路北", stated_people=4, needs=("低保", "残疾"), lead="吉雅",
        lead_phones="15400000001|04751234567", grid_number=3, grid_name="东片",
        people=(PERSON._replace(other_names='["金花", "包(金)花"]', phones="15400000003|15400000004", id_number="x"),),
    )  # fmt: skip
    row = row_of(home)
    assert row["姓名"] == "包金花（曾用名：金花）（曾用名：包金花）"
    assert [row[head] for head in ("序号", "户号", "户主")] == ["1", "0012", "包金花"]
    assert [row[head] for head in ("与户主关系", "性别", "出生日期", "身份证号")] == ["户主", "女", "1958-03", "x"]
    assert [row[head] for head in ("联系电话", "党员电话")] == ["15400000003、15400000004", "15400000001、04751234567"]
    assert [row[head] for head in ("苏木镇", "嘎查村", "组", "楼宇")] == ["舍伯吐镇", "先锋嘎查", "东2", "3号楼"]
    assert [row[head] for head in ("门牌号", "住址", "家庭人口", "需求")] == ["12-3", "路北", "4", "低保、残疾"]
    assert [row[head] for head in ("状态", "网格编号", "联系党员", "备注")] == ["在家", "第3网格·东片", "吉雅", ""]


def test_what_is_not_known_stays_empty() -> None:
    bare = row_of(HOME._replace(group_no="", door_no="", people=(PERSON._replace(sex="0", birth=""),)))
    filled = {head: cell for head, cell in bare.items() if cell}
    assert set(filled) == {"序号", "户主", "姓名", "与户主关系", "苏木镇", "嘎查村", "状态", "需求"}
    assert filled["需求"] == "无"


def test_the_head_stands_first_and_the_serial_once() -> None:
    son = PERSON._replace(id="s", name="特木尔", relation="20")
    rows = [row_of(HOME._replace(people=(son, PERSON)), at) for at in (0, 1)]
    assert [(row["序号"], row["姓名"], row["户主"]) for row in rows] == [("1", "包金花", "包金花"), ("", "特木尔", "包金花")]


def test_a_namesake_before_the_head_keeps_his_place() -> None:
    father = PERSON._replace(id="f", relation="51", status="deceased")
    rows = [row_of(HOME._replace(people=(father, PERSON)), at) for at in (0, 1)]
    assert [row["与户主关系"] for row in rows] == ["父亲", "户主"]


def test_notes_of_household_and_head_share_a_cell() -> None:
    def noted(home: str, person: str) -> str:
        return row_of(HOME._replace(note=home, people=(PERSON._replace(note=person),)))["备注"]

    assert noted("低保户", "低保户") == "低保户"
    assert noted("低保户", "低保户；台账原文身份证号：1505") == "低保户；台账原文身份证号：1505"
    assert noted("养羊", "驾照") == "养羊；驾照"
    assert (noted("养羊", ""), noted("", "驾照"), noted("", "")) == ("养羊", "驾照", "")


def test_places_stand_in_natural_order() -> None:
    homes = [
        HOME._replace(id=f"{group}{door}", group_no=group, door_no=door) for group in ("10", "2", "") for door in ("101", "12")
    ]
    rows = [dict(zip(HEADERS["households"], row, strict=True)) for row in home_rows(homes, "先锋嘎查", "")]
    assert [(row["组"], row["门牌号"]) for row in rows] == [(g, d) for g in ("2", "10", "") for d in ("12", "101")]
    assert [row["序号"] for row in rows] == list("123456")


@pytest.mark.parametrize(
    ("number", "name", "read"), [(3, "", (3, "")), (12, "2组、3组", (12, "2组、3组")), (7, "幸" * 64, (7, ""))]
)
def test_a_grid_is_read_back(number: int, name: str, read: tuple[int, str]) -> None:
    assert grid_in(row_of(HOME._replace(grid_number=number, grid_name=name))["网格编号"], "先锋嘎查") == read


@pytest.mark.parametrize("group", ["2", "12", "东2", "西", "前屯", "前社", "三队", "民组"])
def test_a_group_is_read_back(group: str) -> None:
    assert group_in(row_of(HOME._replace(group_no=group))["组"]) == group


def test_a_group_and_a_door_stand_in_their_plain_spelling() -> None:
    row = row_of(HOME._replace(group_no="十二", door_no="12号"))
    assert (row["组"], row["门牌号"]) == ("12", "12")


def test_a_lead_is_read_back() -> None:
    row = row_of(HOME._replace(lead="博尔济吉特·那日苏", lead_phones="15400000001"))
    assert contact_in(row["联系党员"]) == ("博尔济吉特·那日苏", "", ())


def test_members_by_village_and_name() -> None:
    aged = MEMBER._replace(
        name="巴图", eligibility="aged", posts=("政策宣传岗", "治安维护岗"), branch="先锋嘎查党支部", own_head="包金花"
    )
    elsewhere = MEMBER._replace(village_id="", phone="15400000002|04751234567", note="借调")
    rows = list(member_rows([MEMBER, aged, elsewhere], {VILLAGE: ("先锋嘎查", "舍伯吐镇")}))
    assert [row[:2] for row in rows] == [("吉雅", "男"), ("吉雅", "男"), ("巴图", "男")]
    assert rows[0][3:] == ("15400000002、04751234567", "", "", "", "", "可安排", "", "借调")
    assert rows[1][3:] == ("15400000001", "舍伯吐镇", "先锋嘎查", "", "", "可安排", "", "")
    assert rows[2][6:] == ("先锋嘎查党支部", "政策宣传岗、治安维护岗", "70岁以上", "包金花", "")
