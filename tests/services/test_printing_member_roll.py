from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.people import Member
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.member_roll import collect
from kzzq_desktop.services.printing.paper import Request
from tests.services.papers_desk import VILLAGE, make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def rows(made, scope=None, **options):
    (roll,) = collect(made.desk, Request(scope or Scope(), Audience.WORK, options)).words
    heads = [column.heading for column in roll.columns]
    return roll, [dict(zip(heads, block.rows[0], strict=True)) for section in roll.sections for block in section.blocks]


def test_a_member_with_his_load(made):
    roll, (row,) = rows(made)
    assert (row["姓名"], row["电话"], row["党支部"], row["岗位"]) == (
        "巴特尔·苏和",
        "164 0475 0316",
        "先锋嘎查党支部",
        "治安维护岗",
    )
    assert (row["联系网格"], row["联系户数"], row["能否安排"]) == ("先锋嘎查01号", "2", "可安排")
    assert (roll.sections[0].head, roll.sections[0].total) == ("先锋嘎查", "党员1名，联系党员1名")


def test_why_one_is_not_asked(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Member(id="", name="包青山", birth="1948-03", village_id=VILLAGE))
        unit.add(Member(id="", name="陈永贵", eligibility="infirm", eligibility_why="腿疾", village_id=VILLAGE))
    _, found = rows(made)
    said = {row["姓名"]: row["能否安排"] for row in found}
    assert said["包青山"] == "78岁，按规定一般不安排"
    assert said["陈永贵"] == "体弱多病（腿疾），按规定一般不安排"


def test_by_branch_those_without_one_come_last(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Member(id="", name="包青山", village_id=VILLAGE))
        unit.add(Member(id="", name="陈永贵"))
    roll, _ = rows(made, by="branch")
    assert [section.head for section in roll.sections] == ["先锋嘎查党支部", "未填党支部"]
    roll, _ = rows(made)
    assert [section.head for section in roll.sections] == ["先锋嘎查", "未填嘎查村"]


def test_a_branch_with_members_of_two_villages_is_one_section(made):
    with made.desk.store.unit("样例") as unit:
        (branch,) = [row[0] for row in unit.conn.exec_driver_sql("select id from branch")]
        unit.add(Member(id="", name="包青山", village_id="150521102202", branch_id=branch))
    roll, found = rows(made, by="branch")
    assert [section.head for section in roll.sections] == ["先锋嘎查党支部"]
    assert [row["序号"] for row in found] == ["1", "2"]


def test_a_member_without_a_village_belongs_to_his_branch_s(made):
    with made.desk.store.unit("样例") as unit:
        (branch,) = [row[0] for row in unit.conn.exec_driver_sql("select id from branch")]
        unit.add(Member(id="", name="包青山", branch_id=branch))
    for scope in (Scope(), Scope(village=VILLAGE), Scope(township=f"{VILLAGE[:9]}000")):
        roll, found = rows(made, scope)
        assert [section.head for section in roll.sections] == ["先锋嘎查"]
        assert {row["姓名"] for row in found} == {"包青山", "巴特尔·苏和"}


def test_several_sections_flow_under_the_head_of_the_scope(made):
    roll, _ = rows(made)
    assert not roll.flowing
    with made.desk.store.unit("样例") as unit:
        unit.add(Member(id="", name="陈永贵", village_id="150521102202"))
    roll, _ = rows(made, Scope(township=f"{VILLAGE[:9]}000"))
    assert (roll.flowing, roll.subtitle, roll.total) == (True, "舍伯吐镇", "党员2名，联系党员1名")
    assert {section.record for section in roll.sections} == {f"{VILLAGE[:9]}000"}


def test_nobody_there_prints_nothing(made):
    assert collect(made.desk, Request(Scope(village="150521102203"), Audience.WORK)).words == ()
