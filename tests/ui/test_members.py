"""The 党员 screen with real clicks and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kzzq_desktop.domain.listing import MemberFilter
from kzzq_desktop.domain.people import Eligibility, Household
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services import households, members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.member_card import read_card
from tests.services.desks import VILLAGE
from tests.services.people_forms import household, member
from tests.ui.people_window import choose, cut_words, dialog_of, menu_words, open_window

RETURN = Qt.Key.Key_Return


def add(desk: Desk, name: str = "白音那木拉", **boxes) -> str:
    return members.add_member(desk, member(name, **boxes)).member_id


def give_grid(desk: Desk, member_id: str, home: str = "") -> str:
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
        unit.add(Contact(id="", grid_id=grid, member_id=member_id, since="2026-03-01"))
        if home:
            unit.change(Household, home, grid_id=grid)
    return grid


def page_of(window):
    return window.pages["members"]


def test_an_empty_list_says_what_to_do_next(qtbot, desk):
    page = page_of(open_window(qtbot, desk, "members"))
    assert page.empty.currentWidget().missing.text() == "还没有党员"
    page.without_grid.click()
    assert page.empty.currentWidget().missing.text() == "没有符合条件的党员"


def test_a_member_found_by_initials_is_shown_with_his_grid(qtbot, desk):
    add(desk, "张玉林")
    one = add(desk)
    give_grid(desk, one)
    window = open_window(qtbot, desk, "households")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, "byn")
    qtbot.keyClick(window.search, RETURN)
    card = page_of(window).panel.card
    assert (card.row.id, card.row.grids) == (one, ("03",))


def test_eligibility_is_changed_from_the_menu_with_a_reason(qtbot, desk):
    one = add(desk)
    window = open_window(qtbot, desk, "members")
    page = page_of(window)
    qtbot.mouseClick(page.panel.changes, Qt.MouseButton.LeftButton)
    assert [words.split("(")[0] for words in menu_words(window)] == [
        "修改", "能否安排", "加照片", "打印亮身份牌…", "打印便民联系卡…", "打印交接单…", "删除",
    ]  # fmt: skip
    choose("能否安排")
    dialog = dialog_of(window)
    qtbot.mouseClick(dialog.form.box("eligibility").buttons["away"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, RETURN)
    assert dialog.form.box("why").property("wrong") == "true"
    qtbot.keyClicks(dialog.form.box("why"), "Shenyang")
    qtbot.keyClick(dialog.form.box("why"), RETURN)
    assert (page.panel.card.row.eligibility, page.panel.card.eligibility_why) == (Eligibility.AWAY, "Shenyang")
    assert members.list_ids(desk, MemberFilter(eligibility="away")) == (one,)


def test_one_who_turned_seventy_is_suggested_as_exempt(qtbot, desk):
    one = add(desk, birth="1950")
    members.set_eligibility(desk, one, Eligibility.ACTIVE, "", "2026-01-01")
    window = open_window(qtbot, desk, "members")
    page_of(window)._do("aged")
    dialog = dialog_of(window)
    assert dialog.form.values()["eligibility"] == "aged"
    qtbot.keyClick(dialog, RETURN)
    assert read_card(desk, one).row.eligibility == "aged"


def test_a_photo_is_scaled_and_kept_and_can_be_taken_away(qtbot, desk, tmp_path, monkeypatch):
    one = add(desk)
    path = tmp_path / "photo.png"
    QImage(1200, 1600, QImage.Format.Format_RGB32).save(str(path))
    monkeypatch.setattr("kzzq_desktop.ui.files.open_file", lambda *_asked: path)
    window = open_window(qtbot, desk, "members")
    page_of(window)._do("photo")
    kept = QImage.fromData(read_card(desk, one).photo)
    assert (kept.width(), kept.height()) == (480, 640)
    page_of(window)._do("no_photo")
    assert read_card(desk, one).photo == b""


def test_deleting_asks_and_a_busy_member_is_refused(qtbot, desk, monkeypatch):
    one = add(desk)
    monkeypatch.setattr("kzzq_desktop.ui.ask.confirm", lambda *_asked, **_words: True)
    window = open_window(qtbot, desk, "members")
    page_of(window)._do("delete")
    assert members.list_ids(desk, MemberFilter()) == ()
    busy = add(desk)
    give_grid(desk, busy)
    window.refresh()
    with pytest.raises(members.MemberBusy):
        page_of(window)._do("delete")
    assert one != busy


def test_links_open_the_grid_the_household_and_the_log(qtbot, desk):
    home = households.add_household(desk, household()).household_id
    one = add(desk, household_id=home)
    grid = give_grid(desk, one, home)
    window = open_window(qtbot, desk, "members")
    page = page_of(window)
    page.panel.asked.emit(f"grid:{grid}")
    page.panel.asked.emit("duty")
    page.panel.asked.emit("own")
    assert (window.pages["grids"].places, window.pages["duty"].places) == ([grid], [grid])
    assert window.pages["households"].panel.card.row.id == home


def test_filters_and_order(qtbot, desk):
    one, two = add(desk), add(desk, "张玉林", village_id="150521102202")
    give_grid(desk, two)
    page = page_of(open_window(qtbot, desk, "members"))
    assert page.table.rows_model.ids == (one, two)
    page.table.sort_by("households", descending=True)
    assert page.table.rows_model.ids == (two, one)
    page.without_grid.click()
    assert (page.table.rows_model.ids, page.count.text()) == ((one,), "1 名")
    page._clear_filters()
    assert page.count.text() == "2 名"


@pytest.mark.parametrize("look", ["normal", "large", "huge"])
@pytest.mark.parametrize("size", [(1366, 697), (1093, 560)])
def test_nothing_is_cut(qtbot, desk, size, look):
    home = households.add_household(desk, household()).household_id
    posts = ("政策宣传岗", "治安维护岗")
    one = add(desk, "额尔敦朝鲁·阿拉坦仓", household_id=home, branch_name="先锋嘎查党支部", posts=posts, committee=True)
    give_grid(desk, one, home)
    window = open_window(qtbot, desk, "members", size, look)
    QApplication.processEvents()
    assert list(cut_words(window)) == []
