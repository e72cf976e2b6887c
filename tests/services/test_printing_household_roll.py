from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.household_roll import collect
from kzzq_desktop.services.printing.paper import Request
from tests.services.papers_desk import ID_OF_TEST, make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def roll_of(made, scope=None, audience=Audience.WORK, **options):
    (roll,) = collect(made.desk, Request(scope or Scope(), audience, options)).words
    return roll


def cells(roll, heading):
    at = [column.heading for column in roll.columns].index(heading)
    return [row[at] for section in roll.sections for block in section.blocks for row in block.rows]


def add_person(made, home, name, **facts):
    with made.desk.store.unit("样例") as unit:
        return unit.add(Resident(id="", household_id=home, name=name, **facts))


def test_all_people_stand_on_it_not_only_heads(made):
    add_person(made, made.households[0], "王小妹", relation="30", sex="2", birth="2016-05", phones="15404750001|04756212345")
    roll = roll_of(made)
    assert cells(roll, "姓名") == ["乌云其木格", "王𬮱", "王小妹"]
    assert cells(roll, "与户主关系") == ["户主", "户主", "女"]
    assert cells(roll, "性别") == ["", "", "女"]
    assert cells(roll, "电话") == ["154 0475 1234", "154 0475 1234", "154 0475 0001 04756212345"]
    (section,) = roll.sections
    assert (section.head, section.total) == ("舍伯吐镇　先锋嘎查", "共2户3人")


@pytest.mark.parametrize("status", ["moved_out", "deceased"])
def test_nobody_who_is_gone(made, status):
    add_person(made, made.households[0], "敖登高娃", relation="12", status=status)
    assert "敖登高娃" not in repr(roll_of(made))


@pytest.mark.parametrize("status", ["moved", "closed"])
def test_no_household_that_is_gone(made, status):
    with made.desk.store.unit("迁出") as unit:
        unit.change(Household, made.households[0], status=status)
    assert cells(roll_of(made), "姓名") == ["乌云其木格"]


def test_work_sees_the_tail_and_the_office_the_whole_number(made):
    assert cells(roll_of(made), "证件号") == ["", f"尾号{ID_OF_TEST[-4:]}"]
    assert cells(roll_of(made, audience=Audience.INTERNAL), "证件号") == ["", ID_OF_TEST]


def test_needs_absence_and_notes_in_one_cell(made):
    made.add_household(
        made.grids[1],
        "李广才",
        ("残疾", "低保"),
        status="away",
        away_where="赤峰",
        away_return="春节",
        note="钥匙在邻居家",
        door_no="30",
    )
    assert cells(roll_of(made), "需求、外出、备注")[-1] == "低保、残疾；外出：赤峰，春节回；钥匙在邻居家"


def test_by_place_a_village_a_section_by_grid_a_grid(made):
    other = made.add_grid(3)
    made.add_household(other, "陈永贵")
    made.add_household(None, "李广才")
    assert [section.head for section in roll_of(made).sections] == ["舍伯吐镇　先锋嘎查"]
    sections = roll_of(made, order="grid").sections
    heads = [section.head.removeprefix("舍伯吐镇　先锋嘎查　") for section in sections]
    assert heads == ["01号网格（2组）", "03号网格", "未入网格"]
    assert [section.record for section in sections] == [made.grids[1], other, "150521102201"]
    assert cells(roll_of(made, Scope(grid=other)), "姓名") == ["陈永贵"]


def test_a_household_without_people_is_said(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Household(id="", village_id="150521102201", group_no="9", door_no="9"))
    collected = collect(made.desk, Request(Scope(), Audience.WORK))
    assert collected.notes == ("1户没有登记家庭成员，册上只印住址。",)
    assert cells(collected.words[0], "户主")[-1] == "待更新"
    assert collected.count == 3


def test_an_empty_scope_prints_nothing(made):
    assert collect(made.desk, Request(Scope(village="150521102203"), Audience.WORK)).words == ()


def test_rare_names_are_listed_with_their_place(made):
    add_person(made, made.households[0], "王\U00031353", relation="20")
    (missing,) = collect(made.desk, Request(Scope(), Audience.WORK)).missing
    assert (missing.name, missing.where) == ("王\U00031353", "舍伯吐镇先锋嘎查")


def test_a_head_of_the_record_comes_first_and_is_called_so(made):
    son = add_person(made, made.households[1], "包青山", relation="20", place=5)
    with made.desk.store.unit("样例") as unit:
        unit.change(Household, made.households[1], head_id=son)
    roll = roll_of(made)
    assert cells(roll, "姓名")[:2] == ["包青山", "乌云其木格"]
    assert cells(roll, "户主")[:2] == ["包青山", "包青山"]
    assert cells(roll, "与户主关系")[0] == "户主"


@pytest.mark.parametrize("status", ["moved_out", "deceased"])
def test_a_head_who_is_gone_is_said_in_a_note_and_never_named(made, status):
    home = made.add_household(made.grids[1], "敖登高娃", head_status=status, door_no="30")
    add_person(made, home, "包青山", relation="20")
    collected = collect(made.desk, Request(Scope(), Audience.WORK))
    assert collected.notes == ("1户的户主已迁出、去世或没有登记，册上写“待更新”，请更换户主。",)
    assert cells(collected.words[0], "户主")[-1] == "待更新"
    assert "敖登高娃" not in repr(collected.words)


def test_by_grid_the_member_is_named(made):
    add_person(made, made.households[0], "乌云", relation="20")
    for roll in (
        roll_of(made, order="grid"),
        roll_of(made, Scope(grid=made.grids[1])),
        roll_of(made, Scope(member=made.members[0])),
    ):
        (section,) = roll.sections
        assert section.head == "舍伯吐镇　先锋嘎查　01号网格（2组）"
        assert section.total == "联系党员：巴特尔·苏和　共2户3人"
        assert section.record == made.grids[1]
    made.add_household(made.add_grid(5), "陈永贵")
    assert roll_of(made, order="grid").sections[-1].total == "联系党员：待确定　共1户1人"


def test_who_of_a_household_is_away_is_said_beside_it(made):
    add_person(made, made.households[1], "乌云", relation="20", status="away")
    assert cells(roll_of(made), "需求、外出、备注")[0] == "乌云外出"
