import pytest

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.places import Branch
from kzzq_desktop.services.branches import BranchRow, list_branches, save_secretary
from kzzq_desktop.services.history import undo_unit
from tests.services.desks import VILLAGE, make_desk


@pytest.fixture
def office(tmp_path):
    desk = make_desk(tmp_path)
    with desk.store.unit("样例") as unit:
        branch = unit.add(Branch(id="", name="先锋嘎查党支部", division_id=VILLAGE))
        unit.add(Branch(id="", name="机关党支部"))
    return desk, branch


def test_a_secretary_is_kept_in_one_form_and_taken_back(office):
    desk, branch = office
    unit = save_secretary(desk, branch, " 巴特尔∙苏和 ", "164-0475-0316、0475 6212345")
    assert BranchRow(branch, "先锋嘎查党支部", "先锋嘎查", "巴特尔·苏和", "16404750316、04756212345") in list_branches(desk)
    assert save_secretary(desk, branch, "巴特尔·苏和", "16404750316、04756212345") == ""
    undo_unit(desk, unit)
    assert {row.secretary for row in list_branches(desk)} == {""}


def test_all_that_is_wrong_is_said_at_once(office):
    desk, branch = office
    with pytest.raises(FormError) as refused:
        save_secretary(desk, branch, "包青山2", "12")
    assert [problem.field for problem in refused.value.problems] == ["name", "phone"]
    assert {row.secretary for row in list_branches(desk)} == {""}


def test_nobody_is_right_too(office):
    desk, branch = office
    save_secretary(desk, branch, "包青山", "")
    assert save_secretary(desk, branch, "", "")
    assert {row.secretary for row in list_branches(desk)} == {""}
