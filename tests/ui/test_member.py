"""The card of a party member as a widget."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from kzzq_desktop.base import clock
from kzzq_desktop.domain.people import HouseholdRow, MemberRow
from kzzq_desktop.services.household_history import Happening
from kzzq_desktop.services.member_card import MemberCard
from kzzq_desktop.store.members import ContactRow
from kzzq_desktop.ui.cards.member import MemberPanel
from kzzq_desktop.ui.parts.marks import State
from tests.ui.side_panel import click, happened, links_of, show_panel, what_asks, words_of

WHO = ("m", "白音那木拉", "1", "1980-05", "15404750316", "v", "先锋嘎查", "先锋党支部")
ROW = MemberRow(*WHO, "active", ("政策宣传岗",), ("03",), 10)
OWN = HouseholdRow("h", "包金花", "v", "先锋嘎查", "东2", "", "5", "", 3, "", "home", (), "g", 3, "", "")
NOW = ContactRow("g", "先锋嘎查", 3, "lead", "2026-03-01", "", "党员大会通过", 10)
BEFORE = ContactRow("g1", "先锋嘎查", 1, "lead", "2025-01-01", "2026-02-28", "", 0)
TOLD = tuple(Happening(f"2026-0{month}-01", "宣讲政策", "履职·1户", "ok") for month in range(9, 0, -1))
CARD = MemberCard(ROW, "b", b"", False, "", "", "", OWN, (NOW, BEFORE), 9, TOLD)


@pytest.fixture
def panel(qtbot) -> MemberPanel:
    made = show_panel(qtbot, MemberPanel())
    with clock.held(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        yield made


def test_nothing_chosen_says_what_to_do(panel):
    assert "没有选中党员" in words_of(panel)


def test_who_he_is_and_what_he_looks_after(panel):
    panel.show_card(CARD)
    words = words_of(panel)
    for said in (
        "白音那木拉",
        "先锋嘎查·先锋党支部·男·46岁",
        "154 0475 0316",
        "10户，2026年3月1日起",
        "以前 1 个",
        "履职 9 次",
        "东2组 5号",
    ):
        assert said in words
    assert {"先锋嘎查 03 号网格", "包金花家", "登记履职", "修改"} <= set(links_of(panel))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"contacts": ()}, "现在没有联系网格。"),
        ({"contacts": (replace(NOW, role="backup"),)}, "后备，2026年3月1日起"),
        ({"note": "会开车"}, "会开车"),
        ({"eligibility_why": "在沈阳务工", "eligibility_day": "2026-03"}, "在沈阳务工，2026年3月起"),
        ({"committee": True}, "先锋嘎查·先锋党支部·男·46岁·支委"),
        ({"row": replace(ROW, posts=())}, "还没有设岗"),
        ({"row": replace(ROW, phone="")}, "—"),
    ],
)
def test_each_state_has_its_words(panel, changed, said):
    panel.show_card(replace(CARD, **changed))
    assert said in words_of(panel)


STATES = [("active", "可安排", "ok"), ("aged", "70岁以上", "mute"), ("away", "长期外出", "mute")]
AGES = [("1956-11-23", "active", True), ("1956-11-24", "active", False), ("1950", "aged", False)]
LINKS = [("登记履职", "duty"), ("先锋嘎查 03 号网格", "grid:g"), ("包金花家", "own"), ("修改", "eligibility")]


@pytest.mark.parametrize(("code", "words", "tone"), STATES)
def test_whether_he_may_be_asked_is_icon_and_words(panel, code, words, tone):
    panel.show_card(replace(CARD, row=replace(ROW, eligibility=code)))
    QApplication.processEvents()
    (mark,) = [state.mark for state in panel.findChildren(State) if state.isVisibleTo(panel)]
    assert (mark.words, mark.tone, mark.pill) == (words, tone, True)


@pytest.mark.parametrize(("birth", "eligibility", "warned"), AGES)
def test_one_of_seventy_is_suggested_as_exempt(qtbot, panel, birth, eligibility, warned):
    panel.show_card(replace(CARD, row=replace(ROW, birth=birth, eligibility=eligibility)))
    assert ("已满70岁，按规定一般不安排。" in words_of(panel)) == warned
    if warned:
        assert what_asks(qtbot, panel, "改为70岁以上") == ["aged"]


@pytest.mark.parametrize(("link", "what"), LINKS)
def test_links_ask_the_screen(qtbot, panel, link, what):
    panel.show_card(CARD)
    assert what_asks(qtbot, panel, link) == [what]


def test_all_is_shown_when_asked(qtbot, panel):
    panel.show_card(CARD)
    assert len(happened(panel)) == 6
    click(qtbot, panel, "全部")
    assert len(happened(panel)) == 9
