"""The overview: sticks come and go, packages with their state, who has what, what is due, what must be answered."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kzzq_desktop.base import clock
from kzzq_desktop.domain.exchange_views import ExchangeLine, PackageState
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import ask
from kzzq_desktop.ui.exchange.start_card import NO_STICK, stick_words
from kzzq_desktop.ui.parts.marks import State
from tests.ui.exchange_door import AT, SENTENCES, Answers, Stick, StickBad, banner_status, seen, site, status
from tests.ui.exchange_page import click, opened, press, settle, window_of, words_in


def states_in(widget) -> list[str]:
    return [one.mark.words for one in widget.findChildren(State) if one.isVisible()]


def test_no_stick_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(sticks=()))
    start = page.overview.start
    assert (start.what.text(), start.go.isEnabled(), start.to_whom.isVisible()) == (NO_STICK, False, False)
    assert "把U盘插到电脑上" in start.where.text()
    assert "插上U盘以后，这里列出里面的数据包" in words_in(page.overview.found)


def test_a_stick_is_noticed_when_it_comes_and_when_it_goes(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(sticks=(), packages=[seen()])
    page = opened(qtbot, desk, answers)
    assert (answers.did("look"), page.overview.watch.timer.isActive()) == ([], True)
    answers.sticks = (Stick(Path("/media/stick")),)
    page.overview.watch.look()
    settle(qtbot)
    assert (len(answers.did("look")), page.overview.start.go.isEnabled()) == (1, True)
    page.overview.watch.look()
    settle(qtbot)
    assert len(answers.did("look")) == 1
    answers.sticks = ()
    page.overview.watch.look()
    settle(qtbot)
    assert page.overview.start.what.text() == NO_STICK
    page.hide()
    assert not page.overview.watch.timer.isActive()


def test_one_of_two_sticks_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(sticks=(Stick(Path("/media/one")), Stick(Path("/media/two"), "")))
    page = opened(qtbot, desk, answers)
    which = page.overview.start.which
    assert which.isVisible()
    assert which.itemText(1) == "U盘（/media/two）　可用 11.5 GB"
    which.setCurrentIndex(1)
    which.picked.emit(which.value())
    settle(qtbot)
    assert page.overview.start.folder() == Path("/media/two")
    assert stick_words(answers.sticks[0]) == "KINGSTON（/media/one）　可用 11.5 GB"


def test_every_state_of_a_package_has_words_and_a_sentence(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(packages=[seen(state, at) for at, state in enumerate(PackageState, 1)]))
    assert states_in(page.overview.found) == [
        "新的", "读过了", "给别处的", "不认识", "对方已停用", "坏了", "版本太新", "邀请文件",
    ]  # fmt: skip
    said = words_in(page.overview.found)
    assert all(sentence in said for sentence in SENTENCES.values())
    assert page.overview.found.tabs.buttons["here"].text() == "U盘里 8"
    assert page.steps.words[0] == "读入 1 个"


def test_a_stick_that_cannot_be_read_says_so(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(faults={"look": StickBad("U盘读不出来。")}))
    said = words_in(page.overview.found)
    assert "U盘读不出来\n请拔下U盘，重新插上再试。" in said


def test_sites_say_what_came_and_went_and_what_is_missing(desk: Desk, qtbot: QtBot) -> None:
    made = banner_status(2)
    sites = (*made.sites, site("旧电脑", revoked=True), site("保康镇二", last_in_at=""))
    page = opened(qtbot, desk, Answers(status=replace(made, sites=sites)), banner=True)
    card = page.overview.sites
    assert states_in(card) == ["还有 64 条没送到", "还没交换过", "都送到了", "已停用"]
    assert "11月12日收到，还没有写出过" in words_in(card)
    assert "还没有收到过，11月12日写出" in words_in(card)
    assert "旗委组织部" not in words_in(card)
    assert card.invite.isVisible()
    assert card.stop.isVisible()


def test_a_township_neither_invites_nor_stops(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers())
    assert not page.overview.sites.invite.isVisible()
    assert not page.overview.sites.stop.isVisible()
    assert states_in(page.overview.sites) == ["还有 128 条没送到"]


def test_a_banner_without_townships_invites_first(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(status=banner_status(0)), banner=True)
    assert "还没有别处的电脑" in words_in(page.overview.sites)
    assert not page.overview.start.go.isEnabled()


@pytest.mark.parametrize(("overdue", "role"), [(0, ""), (2, "warn"), (12, "wrong")])
def test_what_is_due_stands_at_the_top(overdue: int, role: str, desk: Desk, qtbot: QtBot) -> None:
    made = status(overdue_days=overdue, due_day="2026-12-20" if not overdue else "2026-11-20", sentence="该带去旗里了")
    with clock.held(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        page = opened(qtbot, desk, Answers(status=made))
    strips = [page.overview.notes.itemAt(at).widget() for at in range(page.overview.notes.count())]
    assert [strip.property("role") for strip in strips] == ([role] if role else [])
    assert ("该带去旗里了" in words_in(page.overview)) is bool(role)


def test_what_waits_leads_to_the_desk(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(status=status(conflicts=3))
    page = opened(qtbot, desk, answers)
    assert "3 处两边改得不一样，等您核对。" in words_in(page.overview)
    assert window_of(page).badges == [3]


@pytest.mark.parametrize("gone", [True, False])
def test_twins_are_asked_about(gone: bool, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _parent, question, *_words, **_more: asked.append(question) or len(asked) > 1)
    made = banner_status(1)
    answers = Answers(status=replace(made, sites=(made.sites[0], replace(made.sites[1], twins=2))))
    page = opened(qtbot, desk, answers, banner=True)
    question = "舍伯吐镇的电脑出现了两份：是恢复了备份，还是复制到了另一台？"
    assert question in words_in(page.overview)
    strip = page.overview.notes.itemAt(0).widget()
    choice = {one.text(): one for one in strip.findChildren(type(page.aside))}["旧的不用了" if gone else "是另一台电脑"]
    click(qtbot, choice)
    assert answers.did("twin") == []
    click(qtbot, choice)
    assert answers.did("twin") == [("id of 舍伯吐镇", gone)]


def test_the_period_is_saved_when_it_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers()
    page = opened(qtbot, desk, answers)
    assert page.overview.sites.weeks.value() == "2"
    page.overview.sites.weeks.pick("4")
    page.overview.sites.weeks.picked.emit("4")
    settle(qtbot)
    assert answers.did("weeks") == [(4,)]
    assert window_of(page).saves == [("unit", "每 4 周交换一次")]


def test_past_exchanges_stand_in_the_second_tab(desk: Desk, qtbot: QtBot) -> None:
    lines = [
        ExchangeLine(AT, True, "旗委组织部", 11, "萨仁高娃", "新增 12 条"),
        ExchangeLine(AT, False, "旗委组织部", 6, "", "128 条"),
    ]
    page = opened(qtbot, desk, Answers(history=lines))
    page.overview.found.tabs.press(2)
    said = words_in(page.overview.found)
    assert "读入 旗委组织部 第11号\n新增 12 条" in said
    assert "写出给旗委组织部 第6号" in said
    assert "11月12日 09:40　萨仁高娃" in states_in(page.overview.found)[0]


def test_without_a_past_the_tab_says_so(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers())
    page.overview.found.tabs.press(2)
    assert "还没有交换过" in words_in(page.overview.found)


def test_the_keyboard_waits_on_the_big_button(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen()])
    page = opened(qtbot, desk, answers)
    assert page.overview.start.go.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.stage == "end"
    assert page.end_page.go.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.stage == "overview"


def test_coming_back_looks_anew_at_the_stick(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers()
    page = opened(qtbot, desk, answers)
    answers.packages = [seen()]
    page.hide()
    page.show()
    settle(qtbot)
    assert page.steps.words[0] == "读入 1 个"
