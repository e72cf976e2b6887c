"""The card of a household as a widget: what it shows in each state and what its parts ask for."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from kzzq_desktop.domain.people import HouseholdRow, ResidentRow
from kzzq_desktop.services.household_card import HouseholdCard
from kzzq_desktop.services.household_history import Happening
from kzzq_desktop.ui.cards.household import PEOPLE, HouseholdPanel
from kzzq_desktop.ui.parts.marks import State
from tests.ui.side_panel import click, happened, links_of, show_panel, what_asks, words_of

NEEDS = ("低保", "残疾")
PLACE = ("v", "先锋嘎查", "东2", "", "5", "")
ROW = HouseholdRow("h", "包金花", *PLACE, 3, "15404750538", "home", NEEDS, "g", 3, "白音那木拉", "2026-10-23")
HEAD = ResidentRow("r1", "h", "包金花", "02", "2", "1958-03", "", ("15404750538",), "here")
SON = ResidentRow("r2", "h", "特木尔", "20", "1", "1984", "", (), "away")
MOTHER = ResidentRow("r3", "h", "乌云", "52", "2", "", "", (), "deceased")
TOLD = tuple(Happening(f"2026-0{month}-01", f"第{month}件事", "萨仁高娃 登记") for month in range(8, 0, -1))
CARD = HouseholdCard(ROW, "r1", (HEAD, SON), (MOTHER,), "m", "15404750316", "", "", "", "", TOLD)


@pytest.fixture
def panel(qtbot) -> HouseholdPanel:
    return show_panel(qtbot, HouseholdPanel())


def test_nothing_chosen_says_what_to_do(panel):
    assert "没有选中住户" in words_of(panel)


def test_the_head_the_place_the_member_and_the_phones_are_said(panel):
    panel.show_card(CARD)
    words = words_of(panel)
    for said in ("包金花", "先锋嘎查 东2组 5号·03 号网格", "154 0475 0316", "154 0475 0538", "共 8 条"):
        assert said in words
    assert [state.mark.words for state in panel.findChildren(State) if state.isVisibleTo(panel)] == ["在住"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"status": "away"}, "没有登记"),
        ({"grid_id": "", "member": ""}, "未入网格"),
        ({"member": ""}, "还没有确定党员"),
        ({"needs": ()}, "没有"),
        ({"head": ""}, "没有户主"),
        ({"address": "村东头"}, "村东头"),
        ({"people": 6}, "台账登记共 6 口人，其余 4 人还没有录入。"),
    ],
)
def test_each_state_has_its_words(panel, changed, said):
    panel.show_card(replace(CARD, row=replace(ROW, **changed)))
    assert said in words_of(panel)


def test_where_an_away_household_is_and_when_it_left(panel):
    away = replace(CARD, row=replace(ROW, status="away"), away_where="沈阳", away_return="春节", status_day="2026-08")
    panel.show_card(away)
    assert "沈阳，2026年8月起，春节回来" in words_of(panel)
    panel.show_card(replace(CARD, row=replace(ROW, status="moved"), status_day="2026-08-12"))
    assert "2026年8月12日" in words_of(panel)


def test_people_are_listed_with_where_they_are(panel):
    panel.show_card(CARD)
    cells = [[str(column.cell(person)) for column in PEOPLE] for person in (HEAD, SON, MOTHER)]
    assert cells == [
        ["包金花", "户主", "1958-03", "154 0475 0538"],
        ["特木尔", "子·外出", "1984", "—"],
        ["乌云", "去世", "—", "—"],
    ]
    assert panel.people.rows_model.ids == ["r1", "r2", "r3"]


def test_the_history_is_short_until_all_is_asked_and_stays_so_for_this_household(qtbot, panel):
    panel.show_card(CARD)
    assert len(happened(panel)) == 5
    click(qtbot, panel, "全部")
    assert len(happened(panel)) == 8
    panel.show_card(replace(CARD, note="新的"))
    assert len(happened(panel)) == 8
    panel.show_card(replace(CARD, row=replace(ROW, id="other")))
    assert len(happened(panel)) == 5


@pytest.mark.parametrize(("link", "what"), [("登记履职", "duty"), ("白音那木拉", "member"), ("勾选", "needs")])
def test_its_buttons_ask_the_screen(qtbot, panel, link, what):
    panel.show_card(CARD)
    assert what_asks(qtbot, panel, link) == [what]


LACKING = [({"member": ""}, "去网格", "grid"), ({"grid_id": "", "member": ""}, "编入网格", "into_grid")]


@pytest.mark.parametrize(("changed", "link", "what"), LACKING)
def test_what_is_missing_is_a_click_away(qtbot, panel, changed, link, what):
    panel.show_card(replace(CARD, row=replace(ROW, **changed)))
    assert what_asks(qtbot, panel, link) == [what]


def test_enter_on_a_person_asks_for_the_menu_below(qtbot, panel):
    panel.show_card(CARD)
    panel.people.pick("r2")
    with qtbot.waitSignal(panel.person_asked) as asked:
        qtbot.keyClick(panel.people, Qt.Key.Key_Return)
    assert asked.args[0] == "r2"


def test_a_long_name_is_whole_and_the_buttons_go_below(qtbot, panel):
    panel.show_card(replace(CARD, row=replace(ROW, head="额尔敦朝鲁·阿拉坦仓·宝音德力格尔")))
    QApplication.processEvents()
    name = next(part for part in panel.findChildren(QLabel) if part.isVisibleTo(panel) and part.text().startswith("额尔敦"))
    assert name.heightForWidth(name.width()) <= name.height() + 1
    assert links_of(panel)["登记履职"].geometry().top() > name.geometry().bottom() - 4


def test_the_card_does_not_make_the_page_higher(panel):
    panel.show_card(CARD)
    assert not panel.hasHeightForWidth()
    assert panel.minimumSizeHint().height() < 330
