import pytest

from kzzq_desktop.domain.people import Member, Resident
from kzzq_desktop.domain.scope import Scope
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
    assert plates(made, Scope(member=made.members[0])).words == ()
