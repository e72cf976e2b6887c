"""The 住户 screen with real clicks and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kzzq_desktop.domain.listing import HouseholdFilter
from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services import history, households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.ui.parts.buttons import Button
from tests.services.desks import VILLAGE
from tests.services.people_forms import HEAD, household
from tests.ui.people_window import choose, cut_words, dialog_of, menu_words, open_window

RETURN = Qt.Key.Key_Return


def add(desk: Desk, name: str = "", door_no: str = "5", **boxes) -> str:
    people = (replace(HEAD, name=name),) if name else ()
    return households.add_household(desk, household(*people, door_no=door_no, **boxes)).household_id


def page_of(window):
    return window.pages["households"]


def test_an_empty_office_says_what_to_do_next(qtbot, desk):
    page = page_of(open_window(qtbot, desk, "households"))
    assert page.empty.currentWidget().missing.text() == "还没有住户"
    assert page.empty.isVisible()
    page.words.setFocus()
    qtbot.keyClicks(page.words, "wang")
    qtbot.waitUntil(lambda: page.empty.currentWidget().missing.text() == "没有符合条件的住户")


def test_walking_the_list_shows_the_card(qtbot, desk):
    add(desk, "王秀英", "1")
    second = add(desk, door_no="2", needs=("低保",))
    page = page_of(open_window(qtbot, desk, "households"))
    assert page.count.text() == "2 户"
    assert page.panel.card.row.head == "王秀英"
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.panel.card.row.id == second
    assert page.panel.people.count() == 3


def test_a_resident_found_by_initials_opens_the_household_in_five_keys(qtbot, desk):
    add(desk, "王秀英", "1")
    home = add(desk, door_no="2")
    window = open_window(qtbot, desk, "households")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, "tme")
    qtbot.keyClick(window.search, RETURN)
    assert page_of(window).panel.card.row.id == home


def test_opening_a_household_that_a_filter_hides_clears_the_filters(qtbot, desk):
    moved = add(desk, "王秀英", village_id="150521102202")
    add(desk)
    window = open_window(qtbot, desk, "households")
    page = page_of(window)
    page.village.pick(VILLAGE)
    page.without_grid.setChecked(True)
    window.open("households", moved)
    assert page.table.current_id() == page.panel.card.row.id == moved
    assert page.village.value() == ""


def test_filters_and_heads_ask_the_database(qtbot, desk):
    grid = ""
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
    first = add(desk, "王秀英", "10", needs=("大病",))
    second = add(desk, "包金花", "9")
    with desk.store.unit("x") as unit:
        unit.change(Household, second, grid_id=grid)
    page = page_of(open_window(qtbot, desk, "households"))
    assert page.table.rows_model.ids == (second, first)
    page.table.sort_by("name", descending=True)
    assert page.table.rows_model.ids == (first, second)
    page.without_grid.click()
    assert page.table.rows_model.ids == (first,)
    page.without_grid.setChecked(False)
    page.need.pick("大病")
    page.table.refresh()
    assert page.table.rows_model.ids == (first,)


def test_the_whole_family_goes_away_in_one_step_and_it_can_be_taken_back(qtbot, desk):
    home = add(desk)
    window = open_window(qtbot, desk, "households")
    page = page_of(window)
    qtbot.mouseClick(page.panel.changes, Qt.MouseButton.LeftButton)
    assert [words.split("(")[0] for words in menu_words(window)] == [
        "全家外出", "全家迁出", "换户主", "修改住户", "勾选需求", "编入网格", "打印信息告知单…", "删除这一户",
    ]  # fmt: skip
    choose("全家外出")
    form = dialog_of(window).form
    form.focus("where")
    qtbot.keyClicks(form.box("where"), "shenyang")
    qtbot.keyClick(form.box("where"), RETURN)
    assert page.panel.card.away_where == "shenyang"
    assert page.panel.card.row.status == "away"
    assert window.status.undo.isVisible()
    history.undo_unit(desk, window.last_unit)
    assert read_card(desk, home).row.status == "home"


def test_a_wrong_day_is_red_and_nothing_is_saved(qtbot, desk):
    home = add(desk)
    window = open_window(qtbot, desk, "households")
    page_of(window)._do("moved")
    dialog = dialog_of(window)
    dialog.form.fill({"day": "2999-01-01"})
    qtbot.keyClick(dialog, RETURN)
    assert dialog.isVisible()
    assert dialog.form.box("day").property("wrong") == "true"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert read_card(desk, home).row.status == "home"


def test_a_head_who_dies_is_followed_in_the_same_dialog(qtbot, desk):
    home = add(desk)
    window = open_window(qtbot, desk, "households")
    page = page_of(window)
    head, son, granddaughter = page.panel.card.residents
    page.panel.people.setFocus()
    qtbot.keyClick(page.panel.people, Qt.Key.Key_Down)
    page.panel.people.pick(head.id)
    qtbot.keyClick(page.panel.people, RETURN)
    assert menu_words(window)[:3] == ["外出…", "迁出…", "去世…"]
    choose("去世")
    dialog = dialog_of(window)
    assert dialog.form.values()["head"] == son.id
    assert dialog.relations[granddaughter.id].value() == ""
    qtbot.keyClicks(dialog.relations[granddaughter.id], "30")
    qtbot.keyClick(dialog.relations[granddaughter.id], RETURN)
    qtbot.keyClick(dialog, RETURN)
    card = read_card(desk, home)
    assert (card.row.head, card.row.people) == ("特木尔", 2)
    assert [(person.name, person.relation) for person in card.residents] == [("特木尔", "02"), ("阿拉腾其其格", "30")]
    assert page.panel.card.row.head == "特木尔"


def test_needs_and_grid_are_set_from_the_card(qtbot, desk):
    home = add(desk)
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
    window = open_window(qtbot, desk, "households")
    page = page_of(window)
    page._do("needs")
    dialog = dialog_of(window)
    dialog.form.box("needs").chips[0].click()
    qtbot.keyClick(dialog, RETURN)
    page._do("into_grid")
    dialog = dialog_of(window)
    dialog.form.fill({"grid": grid})
    qtbot.keyClick(dialog, RETURN)
    assert read_card(desk, home).row.needs == ("独居老人",)
    assert page.panel.card.row.grid_number == 3


def test_deleting_asks_first(qtbot, desk, monkeypatch):
    home = add(desk)
    window = open_window(qtbot, desk, "households")
    answers = iter((False, True))
    monkeypatch.setattr("kzzq_desktop.ui.ask.confirm", lambda *_asked, **_words: next(answers))
    page_of(window)._do("delete")
    assert households.list_ids(desk, HouseholdFilter()) == (home,)
    page_of(window)._do("delete")
    assert households.list_ids(desk, HouseholdFilter()) == ()
    assert page_of(window).panel.card is None


def test_the_main_button_opens_the_log_at_the_grid(qtbot, desk):
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
    households.add_household(desk, household(), grid)
    window = open_window(qtbot, desk, "households")
    qtbot.keyClick(page_of(window).table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.pages["duty"].places == [grid]


def test_rows_are_copied_for_wps(qtbot, desk):
    add(desk)
    page = page_of(open_window(qtbot, desk, "households"))
    next(tool for tool in page.findChildren(Button) if tool.accessibleName() == "复制").click()
    lines = QApplication.clipboard().text().split("\r\n")
    assert lines[0].split("\t")[:3] == ["户主", "组 / 门牌", "人口"]
    assert lines[1].startswith("包金花\t先锋嘎查 东2组 5号\t3")


@pytest.mark.parametrize("look", ["normal", "large", "huge"])
@pytest.mark.parametrize("size", [(1366, 697), (1093, 560)])
def test_nothing_is_cut(qtbot, desk, size, look):
    add(desk, "额尔敦朝鲁·阿拉坦仓", "101", group_no="东2", needs=("低保", "残疾", "大病", "独居老人"))
    home = add(desk, needs=("低保", "残疾"), phone="15404750538")
    window = open_window(qtbot, desk, "households", size, look)
    window.open("households", home)
    QApplication.processEvents()
    assert list(cut_words(window)) == []
