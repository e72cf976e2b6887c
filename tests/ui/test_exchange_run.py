"""One click: what is new is taken in, the rest is said, everything is written out, the stick may go."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.domain.exchange_views import PackageState
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui import errors, files
from kzzq_desktop.ui.exchange.brake import BrakeDialog
from kzzq_desktop.ui.exchange.choose_sites import ReceiversDialog
from kzzq_desktop.ui.exchange.end_page import DONE, PULL, ReceiptDialog
from tests.ui.exchange_door import Answers, StickBad, banner_status, seen, three
from tests.ui.exchange_page import answering, click, opened, press, settle, window_of, words_in

STICK = str(Path("/media/stick"))


def test_one_click_when_nothing_is_in_question(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen(), seen(number=13), seen(PackageState.TAKEN, 9), seen(PackageState.DAMAGED, 8)])
    page = opened(qtbot, desk, answers)
    assert page.overview.start.what.text() == "读入 2 个数据包，再写出给旗委组织部"
    click(qtbot, page.overview.start.go)
    assert [one[0] for one in answers.asked if one[0] != "look"] == ["plan", "take", "plan", "take", "give"]
    assert answers.did("take") == [(12, 0), (13, 0)]
    assert answers.did("give") == [(STICK, (), False)]
    assert (page.stage, page.end_page.calm.text()) == ("end", PULL)
    assert "读入 2 个，写出 1 个" in page.end_page.second.text()
    assert page.steps.words == ("读入 428 条", "核对", "写出", "拔出U盘")
    assert page.steps.now == 4


def test_with_nothing_to_take_it_only_writes_out(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers()
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    assert (answers.did("take"), len(answers.did("give")), page.stage) == ([], 1, "end")


def test_conflicts_are_seen_before_the_writing_out_and_do_not_hold_it_up(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen()], conflicts=three(), came=3)
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    assert (page.stage, answers.did("give")) == ("desk", [])
    assert page.aside.text() == "先放着，回头再核对"
    assert page.steps.words[1] == "核对 3 处"
    assert page.conflicts.merged.mark.words == "另外 211 条已自动合并"
    click(qtbot, page.aside)
    assert (page.stage, len(answers.did("give"))) == ("end", 1)
    assert "还有 3 处两边改得不一样" in words_in(page.end_page)
    assert page.steps.later == {1}
    assert window_of(page).badges[-1] == 3
    page.end_page.desk_asked.emit()
    settle(qtbot)
    assert (page.stage, page.aside.text()) == ("desk", "返回")


def test_the_writing_out_goes_on_by_itself_once_all_is_settled(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen()], conflicts=three()[1:2], came=1)
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    page.conflicts.view._take_side(mine=True)
    click(qtbot, page.conflicts.view.go)
    assert (page.stage, len(answers.did("settle")), len(answers.did("give"))) == ("end", 1, 1)
    assert not page.end_page.strip.isVisible()


def test_old_conflicts_do_not_stop_an_exchange(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen()], conflicts=three(), came=0)
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    assert page.stage == "end"


def test_the_brake_asks_for_the_number(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen(), seen(number=13)], brake=3612)
    page = opened(qtbot, desk, answers)

    def answer(dialog: BrakeDialog) -> None:
        assert not dialog.go.isEnabled()
        for wrong in ("", "3611", "36 13"):
            dialog.box.setText(wrong)
            assert not dialog.go.isEnabled()
        if dialog.plan.package.number == 13:
            dialog.reject()
        else:
            dialog.box.setText("３,６12")
            dialog.go.click()

    with answering(BrakeDialog, answer) as met:
        click(qtbot, page.overview.start.go)
    assert len(met) == 2
    assert answers.did("take") == [(12, 3612)]
    assert (page.stage, len(answers.did("give"))) == ("end", 1)
    assert "留在U盘里，下次还能读" in words_in(page.end_page)


def test_a_package_that_cannot_be_taken_does_not_keep_the_others_away(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen(), seen(number=13)], faults={"plan": StickBad("读到一半坏了。")})
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    assert (page.stage, answers.did("plan"), answers.did("take")) == ("end", [(12,), (13,)], [])
    assert words_in(page.end_page).count("读到一半坏了。请拔下U盘") == 2
    assert "没有读入，写出 1 个" in page.end_page.second.text()


def test_a_full_stick_is_said_and_what_was_taken_stays(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen()], faults={"give": StickBad("U盘满了。", "请换一个U盘。")})
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    assert (page.stage, page.running) == ("overview", False)
    assert "U盘满了。请换一个U盘。已经读入的 214 条都保存好了。" in words_in(page.overview)
    answers.faults = {}
    click(qtbot, page.overview.start.go)
    assert page.stage == "end"
    click(qtbot, page.end_page.go)
    assert "U盘满了" not in words_in(page.overview)


def test_a_stopped_exchange_is_no_error(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: shown.append(error))
    answers = Answers(packages=[seen()], faults={"take": Cancelled()})
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    assert (page.stage, shown) == ("overview", [])
    assert "已停下。再点一次" in words_in(page.overview)
    answers.faults = {"take": OSError("bug")}
    click(qtbot, page.overview.start.go)
    assert [type(one) for one in shown] == [OSError]
    assert page.stage == "overview"


def test_any_folder_will_do(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "open_folder", lambda *_asked: tmp_path)
    answers = Answers(sticks=())
    page = opened(qtbot, desk, answers)
    assert not page.overview.start.go.isEnabled()
    click(qtbot, page.overview.start.other)
    click(qtbot, page.overview.start.go)
    assert answers.did("give") == [(str(tmp_path), (), False)]
    assert page.end_page.calm.text() == DONE
    assert str(tmp_path) in page.end_page.second.text()


def test_the_banner_says_to_whom_it_writes_on_an_empty_stick(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(status=banner_status())
    page = opened(qtbot, desk, answers, banner=True)
    with answering(ReceiversDialog, lambda dialog: dialog.reject()):
        click(qtbot, page.overview.start.go)
    assert (page.stage, answers.did("give")) == ("overview", [])

    def choose(dialog: ReceiversDialog) -> None:
        assert not dialog.go.isEnabled()
        dialog.board.set_chosen(["id of 保康镇"])
        dialog.whole.setChecked(True)
        dialog.go.click()

    with answering(ReceiversDialog, choose):
        click(qtbot, page.overview.start.go)
    assert answers.did("give") == [(STICK, ("id of 保康镇",), True)]
    click(qtbot, page.end_page.go)
    assert (page.overview.chosen_sites, page.overview.full) == ((), False)


def test_receipts_are_copied_and_opened(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(packages=[seen()]))
    click(qtbot, page.overview.start.go)
    click(qtbot, page.end_page.copy)
    copied = QApplication.clipboard().text()
    assert "读入　旗委组织部 第12号" in copied
    assert "读入前的备份　20261112-0940.kzbak" in copied
    assert window_of(page).told[-1] == "收条已复制"
    with answering(ReceiptDialog, lambda dialog: dialog.accept()) as met:
        page.end_page.open.click()
    assert met[0].box.toPlainText() == copied


def test_escape_in_an_exchange_only_puts_the_conflicts_off(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(packages=[seen()], conflicts=three(), came=3)
    page = opened(qtbot, desk, answers)
    click(qtbot, page.overview.start.go)
    page.conflicts.records.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert (page.stage, len(answers.did("give"))) == ("end", 1)


def test_the_run_shows_what_each_package_brings(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(packages=[seen(), replace(seen(number=13), sender="")]))
    click(qtbot, page.overview.start.go)
    page._show("run")
    QApplication.processEvents()
    said = words_in(page.run_page)
    assert "新增 162 条，改动 51 条" in said
    assert "不知道是谁的 第13号" in said
