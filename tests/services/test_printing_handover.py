from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.people import Resident
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


def changed(made, **former):
    """Somebody else led the first grid before."""
    with made.desk.store.unit("样例") as unit:
        old = unit.add(Contact(id="", grid_id=made.grids[1], member_id=made.members[-1], since="2020-01-01", until="2024-02-28"))
        assert old
    return made.members[-1]


def asked(made, state="ready", scope=None):
    return collect(made.desk, Request(scope or Scope(grid=made.grids[1]), Audience.WORK, {"state": state}))


def test_before_the_change_the_receiver_is_left_to_the_pen(made):
    (one,) = asked(made).words
    facts = list(one.facts)
    assert ("交出人", "巴特尔·苏和") in facts
    assert ("联系起始", "2024年3月1日") in facts
    assert dict(facts)["接收人"].strip() == ""
    assert [row[1] for row in one.households] == ["乌云其木格", "王𬮱"]
    assert one.households[1][5] == "低保"
    assert one.total == "共2户2人"


def test_after_the_change_both_stand_on_it(made):
    made.add_lead(made.add_grid(2), "陈永贵")
    changed(made)
    (one,) = asked(made, "done").words
    facts = dict(one.facts)
    assert (facts["交出人"], facts["接收人"]) == ("陈永贵", "巴特尔·苏和")
    assert (facts["联系起止"], facts["交接日期"]) == ("2020年1月1日至2024年2月28日", "2024年3月1日")


def test_a_grid_that_never_changed_hands_is_said(made):
    collected = asked(made, "done")
    assert (collected.words, collected.notes) == ((), ("1个网格没有换过联系党员，没有打印。",))
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
    assert dict(one.facts)["交出人"] == "（已不在册）"
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
