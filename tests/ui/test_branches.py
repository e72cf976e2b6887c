"""Settings: who is secretary of a branch."""

import pytest

from kzzq_desktop.domain.places import Branch
from kzzq_desktop.services.branches import list_branches
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.ui.settings.branches import BranchesSheet
from tests.services.desks import VILLAGE
from tests.ui.settings_window import Window


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def sheet(desk: Desk, window: Window, shown) -> BranchesSheet:
    made = BranchesSheet(desk, window)
    shown(made, 900, 500)
    return made


def test_a_branch_gets_its_secretary_and_loses_him(sheet, desk, window) -> None:
    branch = add_branch(desk, "先锋嘎查党支部", VILLAGE)
    add_branch(desk, "巴彦胡硕嘎查党支部", VILLAGE)
    sheet.refresh()
    assert [hit.words for hit in sheet.branch.finds("xfgc")] == ["先锋嘎查党支部"]
    assert sheet.left.text() == "2 个支部还没有书记，便民联系卡上就不印村书记。"
    sheet.branch.pick(branch)
    sheet.show_branch(branch)
    sheet.form.fill({"name": "包青山", "phone": "164 0475 0316"})
    sheet.save_button.click()
    (row,) = [row for row in list_branches(desk) if row.id == branch]
    assert (row.secretary, row.phone, row.place) == ("包青山", "16404750316", "先锋嘎查")
    assert sheet.left.text().startswith("1 个")
    undo_unit(desk, window.saves[0])
    sheet.refresh()
    assert sheet.form.values() == {"name": "", "phone": ""}


def test_a_secretary_with_a_wrong_phone_is_refused(sheet, desk, window) -> None:
    branch = add_branch(desk, "先锋嘎查党支部", VILLAGE)
    sheet.refresh()
    sheet.form.fill({"name": "包青山3", "phone": "12"})
    sheet.save()
    assert sheet.form.faults["phone"].isVisible()
    assert sheet.form.faults["name"].isVisible()
    assert (window.saves, [row.secretary for row in list_branches(desk) if row.id == branch]) == ([], [""])


def test_an_office_without_branches_says_so(sheet) -> None:
    sheet.refresh()
    assert not sheet.save_button.isEnabled()
    assert "还没有党支部" in sheet.left.text()


def add_branch(desk: Desk, name: str, village: str) -> str:
    with desk.store.unit("样例") as unit:
        return unit.add(Branch(id="", name=name, division_id=village))
