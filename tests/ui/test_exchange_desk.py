"""The desk of conflicts: chosen by mouse and by keyboard, said in a sentence, settled, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kzzq_desktop.domain.exchange_views import Settlement
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import ask, errors
from kzzq_desktop.ui.exchange.choosing import TYPED
from kzzq_desktop.ui.screens.exchange import ExchangePage
from tests.ui.exchange_door import Answers, StickBad, banner_status, grid, household, many, of_many, status, stray, three
from tests.ui.exchange_page import click, opened, press, settle, to_desk, window_of, words_in


@pytest.fixture
def answers() -> Answers:
    return Answers(conflicts=three(), status=status(conflicts=3))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, answers: Answers) -> ExchangePage:
    made = opened(qtbot, desk, answers)
    to_desk(qtbot, made)
    return made


def test_the_list_says_what_is_open_and_the_record_what_each_wrote(page: ExchangePage) -> None:
    marks = [line.mark.words for line in page.conflicts.records.lines.rows]
    assert marks == ["2 项待选", "1 项待选", "一边删了，一边改了"]
    assert page.conflicts.count.text() == "3 处"
    said = words_in(page.conflicts.view)
    for words in ("包金花 户", "巴彦胡硕嘎查 东2组 5号", "本机", "对方", "原值", "9月5日 起"):
        assert words in said
    assert "旗委组织部的电脑时间慢37天，它的日期只作参考，前面写了“约”。" in said
    assert [option.who for option in page.conflicts.view.grid.rows["head"].values()] == [
        "萨仁高娃·11月12日 09:40",
        "李红梅·约 11月10日",
    ]


def test_nothing_is_settled_before_every_field_has_an_answer(page: ExchangePage, answers: Answers, qtbot: QtBot) -> None:
    view = page.conflicts.view
    assert not view.go.isEnabled()
    assert "还有 2 项没有选" in view.said.text()
    page.conflicts.records.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert view.grid.focused_field() == "head"
    press(qtbot, Qt.Key.Key_Return)
    assert (answers.did("settle"), view.grid.focused_field()) == ([], "head")


def test_the_whole_record_by_keyboard(page: ExchangePage, answers: Answers, qtbot: QtBot) -> None:
    view = page.conflicts.view
    page.conflicts.records.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Right):
        press(qtbot, key)
    assert (view.choosing.chosen["head"], view.choosing.chosen["phones"]) == ({0}, {1})
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Space)
    assert view.choosing.chosen["needs"] == {1}
    assert view.said.text().startswith("照这样：3 项写定")
    assert page.conflicts.records.lines.rows[0].mark.words == "3 项已选，等你确认"
    press(qtbot, Qt.Key.Key_Return)
    values = {"head": "包金花", "phones": "15404751126", "needs": ["low", "ill"]}
    assert answers.did("settle") == [((Settlement("household", "h" * 32, values),),)]
    assert page.conflicts.view.title.text() == "03 号网格"
    assert view.grid.focused_field() == "member_id"
    assert window_of(page).saves[-1] == ("unit", "核对了 包金花 户")


def test_the_arrow_leaves_to_the_list_and_escape_to_the_overview(page: ExchangePage, qtbot: QtBot) -> None:
    page.conflicts.focus_record()
    press(qtbot, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is page.conflicts.records
    press(qtbot, Qt.Key.Key_Down)
    assert page.conflicts.view.title.text() == "03 号网格"
    press(qtbot, Qt.Key.Key_Escape)
    assert page.stage == "overview"


def test_all_of_one_side_by_one_click(page: ExchangePage, answers: Answers, qtbot: QtBot) -> None:
    click(qtbot, page.conflicts.view.theirs)
    assert page.conflicts.view.choosing.chosen == {"head": {1}, "phones": {1}, "needs": {1}}
    click(qtbot, page.conflicts.view.mine)
    click(qtbot, page.conflicts.view.go)
    assert answers.did("settle")[0][0][0].values["head"] == "包金花"


def test_a_removed_record_stays_or_goes(page: ExchangePage, answers: Answers, qtbot: QtBot) -> None:
    page.conflicts.records.pick(("matter", "m" * 32))
    view = page.conflicts.view
    assert view.said.text() == "先选这条记录还留不留。"
    assert not view.mine.isVisible()
    rows = view.grid.rows
    rows[""][1].click()
    assert not rows["status"][0].isEnabled()
    assert view.go.isEnabled()
    rows[""][0].click()
    assert rows["status"][0].isEnabled()
    assert not view.go.isEnabled()
    rows[""][1].click()
    click(qtbot, view.go)
    assert answers.did("settle") == [((Settlement("matter", "m" * 32, {}, remove=True),),)]


def test_the_last_settlement_is_taken_back(page: ExchangePage, answers: Answers, qtbot: QtBot) -> None:
    view = page.conflicts.view
    assert not view.back.isEnabled()
    click(qtbot, view.mine)
    click(qtbot, view.go)
    assert (view.back.isEnabled(), page.conflicts.waiting()) == (True, 2)
    click(qtbot, view.back)
    assert answers.did("undo") == [("unit",)]
    settle(qtbot)
    assert page.conflicts.records.current() == ("household", "h" * 32)
    assert not page.conflicts.view.back.isEnabled()


def test_a_value_of_ones_own(page: ExchangePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "choose", lambda *_asked, **_more: "phones")
    monkeypatch.setattr(ask, "ask_words", lambda _parent, question, **_more: asked.append(question) or "154 0475 9999")
    page.conflicts.records.setFocus()
    page.conflicts.view.type_in()
    view = page.conflicts.view
    assert asked == ["联系电话写成什么？"]
    assert view.grid.rows["phones"][TYPED].isChecked()
    assert view.choosing.settlement().values["phones"] == "15404759999"
    view.grid.rows["phones"][0].click()
    assert view.choosing.chosen["phones"] == {0}
    monkeypatch.setattr(ask, "ask_words", lambda *_asked, **_more: None)
    view.type_in()
    assert view.choosing.chosen["phones"] == {0}


def test_choices_live_through_a_reload_and_end_with_a_change(page: ExchangePage, answers: Answers, qtbot: QtBot) -> None:
    page.conflicts.view.grid.rows["head"][1].click()
    page.refresh()
    settle(qtbot)
    assert page.conflicts.choosings["household", "h" * 32].chosen["head"] == {1}
    answers.conflicts[0] = household()
    page.refresh()
    settle(qtbot)
    assert page.conflicts.choosings["household", "h" * 32].chosen["head"] == set()
    assert page.conflicts.view.choosing is page.conflicts.choosings["household", "h" * 32]


def test_the_record_opens_in_its_screen(page: ExchangePage, qtbot: QtBot) -> None:
    assert page.conflicts.view.place.text() == "打开这一户"
    click(qtbot, page.conflicts.view.place)
    assert window_of(page).opened == [("households", "h" * 32)]
    page.conflicts.records.pick(("matter", "m" * 32))
    assert not page.conflicts.view.place.isVisible()


def test_more_than_two_values_stand_side_by_side(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(conflicts=[of_many(5)], status=status(conflicts=1)))
    to_desk(qtbot, page)
    view = page.conflicts.view
    assert not view.mine.isVisible()
    assert len(view.grid.rows["address"]) == 5
    sides = [one for one in view.grid.findChildren(QPushButton) if one.text() == "全用这边"]
    assert len(sides) == len(view.choosing.columns)
    click(qtbot, sides[2])
    assert view.choosing.chosen["address"] == {2}
    assert "没有改" in words_in(view.grid)
    assert view.area.horizontalScrollBar().maximum() > 0


def test_many_are_settled_alike_after_asking(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers(conflicts=[*many(300), three()[2]], status=status(conflicts=301))
    page = opened(qtbot, desk, answers)
    to_desk(qtbot, page)
    assert page.conflicts.count.text() == "301 处"
    monkeypatch.setattr(ask, "choose", lambda *_asked, **_more: "")
    click(qtbot, page.conflicts.alike)
    assert answers.did("settle") == []
    monkeypatch.setattr(ask, "choose", lambda *_asked, **_more: "theirs")
    click(qtbot, page.conflicts.alike)
    settled = answers.did("settle")[0][0]
    assert len(settled) == 300
    assert {one.values["head"] for one in settled} == {"特木尔"}
    assert [line.title for line in page.conflicts.records.lines.rows] == ["说事：村西排水沟堵塞"]


def test_few_are_not_offered_to_be_settled_alike(page: ExchangePage) -> None:
    assert not page.conflicts.alike.isVisible()


def test_with_nothing_left_the_desk_closes(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(conflicts=[grid()], status=status(conflicts=1))
    page = opened(qtbot, desk, answers)
    to_desk(qtbot, page)
    assert page.conflicts.view.go.text() == "就这样，核对完了"
    click(qtbot, page.conflicts.view.mine)
    click(qtbot, page.conflicts.view.go)
    assert (page.stage, window_of(page).badges[-1]) == ("overview", 0)
    to_desk(qtbot, page)
    assert page.stage == "overview"


@pytest.mark.parametrize("accept", [True, False])
def test_a_stray_record_is_let_in_or_left(accept: bool, desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(conflicts=[grid()], strays=[stray()], status=banner_status(conflicts=1, strays=1))
    page = opened(qtbot, desk, answers, banner=True)
    to_desk(qtbot, page)
    line = page.conflicts.records.lines.rows[-1]
    assert (line.title, line.mark.words) == ("特木尔 户", "要不要收下")
    page.conflicts.records.pick(line.key)
    assert "保康镇 11月12日 09:40用U盘送来了这一条的改动。" in words_in(page.conflicts.stray)
    click(qtbot, page.conflicts.stray.accept if accept else page.conflicts.stray.leave)
    assert answers.did("stray") == [("特木尔 户", accept)]
    assert page.conflicts.view.title.text() == "03 号网格"


def test_urgent_ones_and_the_chosen_ones_are_said_to_screen_readers(page: ExchangePage) -> None:
    model = page.conflicts.records.lines
    assert model.data(model.index(1)) == "03 号网格，两边都换了联系党员，1 项待选"
    page.conflicts.view.grid.rows["head"][1].click()
    name = page.conflicts.view.grid.rows["head"][1].accessibleName()
    assert name == "特木尔，李红梅·约 11月10日，单选，已选"


def test_the_sentence_is_in_sight_and_scrolls_only_in_a_low_window(page: ExchangePage, qtbot: QtBot) -> None:
    view = page.conflicts.view
    page.resize(1180, 640)
    settle(qtbot)
    assert view.below.indexOf(view.sentence) >= 0
    assert view.sentence.visibleRegion().boundingRect().height() == view.sentence.height()
    page.resize(1180, 420)
    settle(qtbot)
    assert view.inside.indexOf(view.sentence) >= 0
    page.resize(1180, 900)
    settle(qtbot)
    assert view.area.verticalScrollBar().maximum() == 0
    gap = view.sentence.mapTo(view, view.sentence.rect().topLeft()).y() - view.area.geometry().bottom()
    assert 0 < gap < 30


def test_a_refused_settlement_is_said_and_the_records_are_shown_as_they_are_now(
    page: ExchangePage, answers: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: shown.append(error))
    answers.faults = {"settle": StickBad("刚才又改过了。")}
    answers.conflicts[0] = household()
    click(qtbot, page.conflicts.view.mine)
    click(qtbot, page.conflicts.view.go)
    assert [type(one) for one in shown] == [StickBad]
    assert page.conflicts.waiting() == 3
    assert page.conflicts.view.choosing.waiting() == ("head", "phones")


def test_a_settlement_undone_elsewhere_is_not_taken_back_again(page: ExchangePage, answers: Answers, qtbot: QtBot) -> None:
    click(qtbot, page.conflicts.view.mine)
    click(qtbot, page.conflicts.view.go)
    answers.undo("unit")
    page.refresh()
    settle(qtbot)
    assert page.conflicts.waiting() == 3
    assert not page.conflicts.view.back.isEnabled()
