"""Beginning, inviting, joining, stopping: who takes part in the exchange."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.exchange_views import PackageState
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.exchange import NotEnrolled
from kzzq_desktop.ui import ask, errors, files
from kzzq_desktop.ui.exchange.begin_page import AS_DEMO
from kzzq_desktop.ui.exchange.choose_sites import StopDialog
from kzzq_desktop.ui.exchange.code_box import RootCodeDialog
from kzzq_desktop.ui.exchange.door import door_of
from kzzq_desktop.ui.exchange.invite import BY_PHONE, InviteDialog
from kzzq_desktop.ui.exchange.join import JoinDialog
from tests.ui.exchange_door import Answers, Stick, StickBad, banner_status, seen, status
from tests.ui.exchange_page import answering, click, opened, settle, window_of, words_in

CODE = "7KQ4M-WX2PD-9RTHA-CVN3E-J6YFB"


def test_before_it_takes_part_the_page_explains_in_three_lines(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(status=status(enrolled=False)))
    assert (page.stage, page.begin.go.text().strip()) == ("begin", "加入旗里的交换…")
    assert words_in(page.begin).count("\n") == 7
    assert not page.steps.isVisible()


def test_the_demonstration_never_exchanges(desk: Desk, qtbot: QtBot) -> None:
    demo = replace(desk, office=replace(desk.office, demo=True))
    page = opened(qtbot, demo, Answers(status=status(enrolled=False)))
    assert AS_DEMO in words_in(page.begin)
    assert not page.begin.go.isVisible()


def test_the_banner_begins_after_asking_and_keeps_its_code(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    replies = [False, True]
    monkeypatch.setattr(ask, "confirm", lambda *_asked, **_more: replies.pop(0))
    answers = Answers(status=status(enrolled=False))
    page = opened(qtbot, desk, answers, banner=True)
    click(qtbot, page.begin.go)
    assert answers.did("root") == []
    answers.status = banner_status(0)

    def read(dialog: RootCodeDialog) -> None:
        assert "7KQ4M　WX2PD　9RTHA\nCVN3E　J6YFB" in words_in(dialog)
        dialog.accept()

    with answering(RootCodeDialog, read) as met:
        click(qtbot, page.begin.go)
    assert (len(met), answers.did("root"), page.stage) == (1, [()], "overview")


def test_an_invitation_is_written_and_its_code_shown_big(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(status=banner_status())
    page = opened(qtbot, desk, answers, banner=True)

    def invite(dialog: InviteDialog) -> None:
        dialog.go.click()
        assert dialog.form.faults["township"].text() == "请选苏木镇。"
        dialog.form.fill({"township": "150521100000"})
        dialog.go.click()
        settle(qtbot)
        assert "7KQ4M　WX2PD　9RTHA\nCVN3E　J6YFB" in words_in(dialog)
        assert BY_PHONE in words_in(dialog)
        dialog.copy.click()
        dialog.go.click()

    with answering(InviteDialog, invite):
        click(qtbot, page.overview.sites.invite)
    assert answers.did("invite") == [("150521100000", str(Path("/media/stick")))]
    assert QApplication.clipboard().text() == CODE
    assert window_of(page).saves == [("", "已邀请保康镇")]


def test_without_a_stick_a_folder_is_asked_for(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "open_folder", lambda *_asked: None)
    page = opened(qtbot, desk, Answers(status=banner_status(), sticks=()), banner=True)
    click(qtbot, page.overview.sites.invite)
    assert window_of(page).saves == []


def fill_in(dialog: JoinDialog, path: Path | None, code: str) -> None:
    dialog.file.show_file(path)
    dialog.form.fill({"code": code})
    dialog.join()


def test_joining_needs_the_file_and_the_code(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(status=status(enrolled=False))
    page = opened(qtbot, desk, answers)
    page.begin.go.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, JoinDialog)
    fill_in(dialog, None, "")
    assert "还没有选邀请文件。" in words_in(dialog)
    assert "请填邀请码。" in words_in(dialog)
    answers.status = status()
    fill_in(dialog, Path("KZ_1_2_1.kzsync"), CODE)
    settle(qtbot)
    assert answers.did("join") == [("KZ_1_2_1.kzsync", CODE)]
    assert (page.stage, dialog.isVisible()) == ("overview", False)


def test_a_wrong_code_stands_under_its_box_and_other_faults_are_shown(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show_error", lambda _parent, error: shown.append(error))
    answers = Answers(status=status(enrolled=False), faults={"join": FormError([Problem("邀请码不对。", field="code")])})
    dialog = JoinDialog(opened(qtbot, desk, answers), answers.door())
    qtbot.addWidget(dialog)
    dialog.show()
    fill_in(dialog, Path("x.kzsync"), CODE)
    settle(qtbot)
    assert dialog.form.faults["code"].text() == "邀请码不对。"
    answers.faults = {"join": StickBad("读不出来。")}
    dialog.join()
    settle(qtbot)
    assert [type(one) for one in shown] == [StickBad]
    assert dialog.isVisible()


def test_the_file_is_chosen_in_the_usual_way(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kinds: list[object] = []
    monkeypatch.setattr(files, "open_file", lambda _parent, _title, kind: kinds.append(kind) or tmp_path / "a.kzsync")
    answers = Answers(status=status(enrolled=False))
    dialog = JoinDialog(opened(qtbot, desk, answers), answers.door())
    qtbot.addWidget(dialog)
    dialog.file.choose.click()
    assert (dialog.file.words.text(), kinds) == ("a.kzsync", [files.PACKAGES])


def test_an_invitation_found_on_the_stick_is_offered(desk: Desk, qtbot: QtBot) -> None:
    page = opened(qtbot, desk, Answers(packages=[seen(PackageState.INVITATION, 1)]))
    buttons = page.overview.found.findChildren(type(page.aside))
    next(one for one in buttons if one.text() == "用这份邀请加入…").click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, JoinDialog)
    assert dialog.file.path is not None
    assert dialog.file.path.name == "KZ_0123_invitation_1.kzsync"
    dialog.reject()


def test_a_pc_is_stopped_after_it_was_chosen_and_explained(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(status=banner_status())
    page = opened(qtbot, desk, answers, banner=True)

    def stop(dialog: StopDialog) -> None:
        assert not dialog.go.isEnabled()
        assert "不能撤回" in words_in(dialog)
        dialog.which.pick("id of 保康镇")
        assert "还有 64 条没送到它那里。" in words_in(dialog)
        dialog.go.click()

    with answering(StopDialog, stop):
        click(qtbot, page.overview.sites.stop)
    assert answers.did("revoke") == [("id of 保康镇",)]
    assert window_of(page).saves == [("", "已停用 保康镇")]


def test_an_office_alone_takes_no_part(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kzzq_desktop.services.exchange.find_sticks", tuple)
    door = door_of(desk)
    assert not door.status().enrolled
    assert tuple(door.sticks()) == ()
    with pytest.raises(NotEnrolled, match="还没有参加U盘交换"):
        door.give(tmp_path, QuietJob(), (), False)


def test_the_dialog_finds_an_invitation_on_a_stick_by_itself(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(status=status(enrolled=False), sticks=(), packages=[seen(PackageState.INVITATION, 1)])
    page = opened(qtbot, desk, answers)
    dialog = JoinDialog(page, answers.door())
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot)
    assert dialog.file.path is None
    answers.sticks = (Stick(Path("/media/stick")),)
    dialog.file.watch.look()
    settle(qtbot)
    assert dialog.file.words.text() == "KZ_0123_invitation_1.kzsync"


def test_what_was_chosen_is_not_changed_by_a_stick(desk: Desk, qtbot: QtBot) -> None:
    answers = Answers(status=status(enrolled=False), packages=[seen(PackageState.INVITATION, 1)])
    dialog = JoinDialog(opened(qtbot, desk, answers), answers.door(), Path("mine.kzsync"))
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot)
    assert dialog.file.words.text() == "mine.kzsync"
    answers.faults = {"look": StickBad("坏了。")}
    dialog.file.show_file(None)
    dialog.file._look(answers.sticks)
    settle(qtbot)
    assert dialog.file.path is None
