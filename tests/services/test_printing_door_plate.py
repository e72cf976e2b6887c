import pytest

from kzzq_desktop.domain.people import Member, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.domain.work import Contact
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.door_plate import collect
from kzzq_desktop.services.printing.paper import Request
from tests.services.papers_desk import VILLAGE, make_papers_desk


@pytest.fixture
def made(tmp_path):
    return make_papers_desk(tmp_path)


def plates(made, scope):
    return collect(made.desk, Request(scope, Audience.PUBLIC))


def test_a_plate_for_each_who_looks_after_a_grid(made):
    with made.desk.store.unit("样例") as unit:
        idle = unit.add(Member(id="", name="陈永贵", village_id=VILLAGE))
    collected = plates(made, Scope(village=VILLAGE))
    (plate,) = collected.words
    assert (plate.name, plate.phone, plate.posts) == ("巴特尔·苏和", "164 0475 0316", "治安维护岗")
    assert plate.grids == "先锋嘎查01号网格"
    assert collected.notes == ("1名党员没有联系网格，没有打印。",)
    assert [one.name for one in plates(made, Scope(member=idle)).words] == ["陈永贵"]


@pytest.mark.parametrize("status", ["deceased", "moved_out"])
def test_nobody_gone_has_a_plate(made, status):
    with made.desk.store.unit("样例") as unit:
        own = unit.add(Resident(id="", household_id=made.households[0], name="巴特尔·苏和", status=status))
        unit.change(Member, made.members[0], resident_id=own)
    gone = plates(made, Scope(member=made.members[0]))
    assert (gone.words, gone.notes) == ((), ("1名党员已迁出或去世，没有打印。",))


def test_several_grids_of_a_village_are_said_together(made):
    grids = made.add_grid(3), made.add_grid(7, village="150521102202")
    with made.desk.store.unit("样例") as unit:
        for grid in grids:
            unit.add(Contact(id="", grid_id=grid, member_id=made.members[0], since="2025-01-01"))
    (plate,) = plates(made, Scope(member=made.members[0])).words
    assert plate.grids == "先锋嘎查01号、03号网格、巴彦胡硕嘎查07号网格"
