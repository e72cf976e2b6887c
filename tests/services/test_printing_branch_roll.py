import pytest

from kzzq_desktop.domain.people import Member
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.branch_roll import collect
from kzzq_desktop.services.printing.paper import Request
from tests.services.papers_desk import VILLAGE, make_papers_desk


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


def collected(made, scope=None):
    return collect(made.desk, Request(scope or Scope(), Audience.WORK))


def test_everything_about_a_branch_is_counted(made):
    with made.desk.store.unit("样例") as unit:
        (branch,) = [row[0] for row in unit.conn.exec_driver_sql("select id from branch")]
        unit.change(Branch, branch, secretary="包青山", secretary_phone="16404750316")
        unit.add(Member(id="", name="陈永贵", branch_id=branch, village_id=VILLAGE))
    (roll,) = collected(made).words
    (section,) = roll.sections
    assert section.head == "舍伯吐镇"
    assert section.blocks[0].rows == (("1", "先锋嘎查党支部", "先锋嘎查", "包青山", "164 0475 0316", "2", "1", "1", "2"),)
    assert section.total == "支部1个，党员2名，网格1个，联系户2户"
    assert section.record == "150521102000"


def test_a_branch_of_no_place_comes_last(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Branch(id="", name="机关党支部"))
    (roll,) = collected(made).words
    assert [section.head for section in roll.sections] == ["舍伯吐镇", "未填所在地"]
    assert collected(made).count == 2
    assert collected(made, Scope(township="150521103000")).words == ()


def test_a_townships_own_branch_stands_with_its_township_not_with_the_banner(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Branch(id="", name="镇机关党支部", division_id="150521102000"))
    (roll,) = collected(made).words
    assert [section.head for section in roll.sections] == ["舍伯吐镇"]
    assert [block.rows[0][1:3] for block in roll.sections[0].blocks] == [("镇机关党支部", ""), ("先锋嘎查党支部", "先锋嘎查")]
    assert not roll.flowing


def test_several_townships_flow_under_bands_with_a_total_of_all(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(Branch(id="", name="机关党支部"))
    (roll,) = collected(made).words
    assert (roll.flowing, roll.subtitle, roll.total) == (True, "舍伯吐镇", "支部2个，党员1名，网格1个，联系户2户")
