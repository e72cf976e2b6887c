import pytest

from kzzq_desktop.domain.people import MemberPost
from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.office import POSTS
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.paper import Request
from kzzq_desktop.services.printing.post_list import collect
from tests.services.papers_desk import VILLAGE, make_papers_desk


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


def rows(made, scope=None):
    (roll,) = collect(made.desk, Request(scope or Scope(), Audience.PUBLIC)).words
    return [block.rows[0] for section in roll.sections for block in section.blocks]


def test_posts_stand_in_the_offices_order_with_what_they_ask(made):
    with made.desk.store.unit("样例") as unit:
        unit.add(MemberPost(id="", member_id=made.members[0], post="科技示范岗"))
        unit.add(MemberPost(id="", member_id=made.members[0], post="护林岗"))
    assert [row[1:4] for row in rows(made)] == [
        ("经济发展", "科技示范岗", "巴特尔·苏和"),
        ("公共事务", "治安维护岗", "巴特尔·苏和"),
        ("", "护林岗", "巴特尔·苏和"),
    ]
    assert rows(made)[1][4] == "看家护院、巡查隐患，邻里有纠纷先去劝"
    assert rows(made)[2][4] == ""


def test_members_of_one_post_stand_together_and_each_can_be_jumped_to(made):
    made.add_lead(made.add_grid(2), "敖登高娃", village_id=VILLAGE)
    (roll,) = collect(made.desk, Request(Scope(), Audience.PUBLIC)).words
    (block,) = roll.sections[0].blocks
    assert [(row[0], row[3]) for row in block.rows] == [("1", "敖登高娃"), ("2", "巴特尔·苏和")]
    assert (block.name, block.names) == ("敖登高娃", ("巴特尔·苏和",))
    assert [column.heading for column in roll.columns if column.joined] == ["岗位类别", "岗位", "职责"]
    assert roll.sections[0].head == "舍伯吐镇　先锋嘎查"


def test_a_member_without_a_post_is_left_out(made):
    with made.desk.store.unit("样例") as unit:
        posts = [row[0] for row in unit.conn.exec_driver_sql("select id from member_post")]
        unit.remove(MemberPost, posts)
    assert collect(made.desk, Request(Scope(), Audience.PUBLIC)).words == ()


def test_every_post_the_office_begins_with_says_its_duty():
    said = {row["post"]: row["duty"] for row in read_reference("post_duties")}
    assert set(said) == {post for _, posts in POSTS for post in posts}
    assert all(said.values())
