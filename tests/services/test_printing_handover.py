from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.people import Member, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.handover import collect
from kzzq_desktop.services.printing.paper import Request
from kzzq_desktop.store import paper_leads
from tests.services.papers_desk import make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def changed(made, member="", since="2020-01-01", until="2024-02-28", **facts):
    """Somebody else, the member added last, led the first grid before."""
    with made.desk.store.unit("样例") as unit:
        term = {"member_id": member or made.members[-1], "since": since, "until": until, **facts}
        unit.add(Contact(id="", grid_id=made.grids[1], **term))
    return made.members[-1]


def facts_of(one):
    """The form's values by their labels; both phones stand under one label, the receiver's is kept."""
    return dict(pair for row in one.facts for pair in row)


def asked(made, state="ready", scope=None):
    return collect(made.desk, Request(scope or Scope(grid=made.grids[1]), Audience.WORK, {"state": state}))


def test_before_the_change_the_receiver_is_left_to_the_pen(made):
    (one,) = asked(made).words
    facts = facts_of(one)
    assert facts["交出人"] == "巴特尔·苏和"
    assert facts["联系起始"] == "2024年3月1日"
    assert [facts[label].strip(" 　年月日") for label in ("接收人", "交接日期", "交接地点", "交接原因")] == [""] * 4
    assert [row[1] for row in one.households] == ["乌云其木格", "王𬮱"]
    assert one.households[1][5] == "低保"
    assert one.total == "共2户2人"


def test_after_the_change_both_stand_on_it(made):
    made.add_lead(made.add_grid(2), "陈永贵")
    changed(made)
    (one,) = asked(made, "done").words
    facts = facts_of(one)
    assert (facts["交出人"], facts["接收人"]) == ("陈永贵", "巴特尔·苏和")
    assert (facts["联系起止"], facts["交接日期"]) == ("2020年1月1日至2024年2月28日", "2024年3月1日")


def test_a_grid_that_never_changed_hands_is_said(made):
    collected = asked(made, "done")
    assert (collected.words, collected.notes) == ((), ("1个网格没有更换联系党员的记录，没有打印。",))
    vacant = made.add_grid(5)
    assert asked(made, scope=Scope(grid=vacant)).notes == ("1个网格现在没有联系党员，没有可以交出的。",)


def test_somebody_gone_hands_over_without_a_name(made):
    home = made.add_household(made.add_grid(3), "敖登高娃")
    with made.desk.store.reading() as conn:
        head = conn.exec_driver_sql("select head_id from household where id = ?", (home,)).scalar_one()
    made.add_lead(made.add_grid(2), "敖登高娃", resident_id=head)
    changed(made)
    with made.desk.store.unit("去世") as unit:
        unit.change(Resident, head, status="deceased")
    (one,) = asked(made, "done").words
    assert facts_of(one)["交出人"] == "（已不在册）"
    assert "敖登高娃" not in repr(one)


def test_a_members_grids_are_handed_over_one_by_one(made):
    second = made.add_grid(2)
    with made.desk.store.unit("样例") as unit:
        unit.add(Contact(id="", grid_id=second, member_id=made.members[0], since="2025-01-01"))
    words = asked(made, scope=Scope(member=made.members[0])).words
    assert [one.grid_id for one in words] == [made.grids[1], second]


def test_terms_come_in_the_order_in_which_they_ended(made):
    made.add_lead(made.add_grid(2), "陈永贵")
    changed(made)
    with made.desk.store.reading() as conn:
        terms = paper_leads.list_terms(conn, Scope(grid=made.grids[1]))
    assert [(term.name, term.until) for term in terms] == [("陈永贵", "2024-02-28"), ("巴特尔·苏和", "")]


def test_the_reason_is_the_new_leads_or_why_the_old_one_ended(made):
    made.add_lead(made.add_grid(2), "陈永贵")
    changed(made, why="同组；外出务工")
    assert facts_of(asked(made, "done").words[0])["交接原因"] == "外出务工"
    with made.desk.store.unit("样例") as unit:
        (present,) = unit.conn.exec_driver_sql(
            "select id from contact where grid_id = ? and until = ''", (made.grids[1],)
        ).scalars()
        unit.change(Contact, present, why="党支部委派", approved_by="支部委员会")
    facts = facts_of(asked(made, "done").words[0])
    assert (facts["交接原因"], facts["批准"]) == ("党支部委派", "支部委员会")


def test_who_is_named_again_received_the_grid_when_first_named(made):
    made.add_lead(made.add_grid(2), "陈永贵")
    changed(made, until="2022-05-01")
    changed(made, made.members[0], "2022-05-01", "2023-12-31")
    facts = facts_of(asked(made, "done").words[0])
    assert (facts["交出人"], facts["接收人"], facts["交接日期"]) == ("陈永贵", "巴特尔·苏和", "2022年5月1日")


def test_of_two_open_at_once_the_later_did_not_receive_from_the_earlier(made):
    made.add_lead(made.add_grid(2), "陈永贵")
    changed(made, until="")
    assert asked(made, "done").words == ()


def test_a_member_no_longer_on_the_roster_is_not_passed_over(made):
    made.add_lead(made.add_grid(2), "陈永贵")
    former = changed(made)
    made.add_lead(made.add_grid(3), "白乙拉")
    changed(made, made.members[-1], "2018-01-01", "2019-12-31")
    with made.desk.store.unit("移出") as unit:
        unit.remove(Member, [former])
    collected = asked(made, "done")
    assert facts_of(collected.words[0])["交出人"] == "（已不在册）"
    assert collected.words[0].name == ""
    assert collected.notes == ("1名党员已迁出、去世或不在名册，单上不写姓名，由监交人代为交接。",)


def test_who_gave_a_grid_away_finds_it_among_the_done(made):
    """Of a member: what he received and what he gave, not what changed hands among others."""
    former = made.add_lead(made.add_grid(2), "陈永贵")
    changed(made)
    third = made.add_lead(made.add_grid(3), "白乙拉")
    changed(made, third, "2018-01-01", "2019-12-31")
    for member in (former, made.members[0]):
        words = asked(made, "done", Scope(member=member)).words
        assert [facts_of(one)["接收人"] for one in words] == ["巴特尔·苏和"]
    assert asked(made, "done", Scope(member=third)).words == ()
    assert [one.grid_id for one in asked(made, scope=Scope(member=former)).words] == [made.grids[2]]


def test_a_head_who_left_is_to_be_replaced(made):
    made.add_household(made.grids[1], "敖登高娃", head_status="deceased", head_phones="15404759999", phone="")
    collected = asked(made)
    assert [row[1] for row in collected.words[0].households].count("待更新") == 1
    assert "15404759999" not in repr(collected)
    assert collected.notes == ("1户的户主已迁出、去世或没有登记，单上写“待更新”，请更换户主。",)
