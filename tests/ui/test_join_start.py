"""First start by an invitation: the file, the code, the clerk, the password; then the recovery code as ever."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.base.errors import FormError, Problem
from kzzq_desktop.base.job import Job
from kzzq_desktop.ui import files, theme
from kzzq_desktop.ui.dialogs.first_start import FirstStart
from tests.ui.test_first_start import CODE, Asked
from tests.ui.test_screens_no_cut_text import fits_of, said

Show = Callable[..., QWidget]


@dataclass
class Joined:
    """A door that joins, or refuses."""

    joined: list[tuple[str, ...]] = field(default_factory=list)
    problem: Problem | None = None

    def join(self, path: Path, code: str, clerk: str, password: str, _job: Job) -> tuple[object, str]:
        if self.problem is not None:
            raise FormError([self.problem])
        self.joined.append((path.name, code, clerk, password))
        return SimpleNamespace(office=SimpleNamespace(name="保康镇党建办")), CODE


@pytest.fixture
def joined() -> Joined:
    return Joined()


@pytest.fixture
def window(joined: Joined, shown: Show) -> FirstStart:
    made = FirstStart(replace(Asked().choices(), join=joined.join))
    shown(made)
    return made


def fill(window: FirstStart, code: str = "7KQ4M", again: str = "yanjing") -> None:
    window.join_page.form.fill({"code": code, "clerk": "萨仁高娃", "password": "yanjing", "again": again})


def test_it_is_the_second_of_three_ways(window: FirstStart) -> None:
    assert [tile.face.title for tile in window.board.tiles] == ["建立新台账", "用邀请文件加入", "先看看演示"]
    QTest.keyClick(window, Qt.Key.Key_2)
    assert window.pages.currentWidget() is window.join_page
    assert window.join_page.file.choose.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.welcome


def test_where_joining_is_not_offered_there_are_two_ways(shown: Show) -> None:
    made = FirstStart(Asked().choices())
    shown(made)
    assert [tile.face.key for tile in made.board.tiles] == ["new", "demo"]
    QTest.keyClick(made, Qt.Key.Key_3)
    assert made.pages.currentWidget() is made.welcome


def test_everything_missing_is_said_at_once(window: FirstStart, joined: Joined) -> None:
    window.to_join()
    fill(window, code="", again="other")
    window.join_banner()
    page = window.join_page
    assert "还没有选邀请文件" in page.file.words.text()
    assert (page.form.faults["code"].text(), page.form.faults["again"].text() != "") == ("请填邀请码。", True)
    assert joined.joined == []


def test_file_code_clerk_and_password_make_the_office(
    window: FirstStart, joined: Joined, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "open_file", lambda *_asked: tmp_path / "KZ_1_2_1.kzsync")
    window.to_join()
    window.join_page.file.choose.click()
    window.join_page.start()
    assert window.join_page.form.fields["code"].focus.hasFocus()
    fill(window)
    QTest.keyClick(window.join_page.form.box("again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.recovery is not None, timeout=5000)
    assert joined.joined == [("KZ_1_2_1.kzsync", "7KQ4M", "萨仁高娃", "yanjing")]
    assert window.join_page.form.values()["password"] == ""
    assert window.pages.currentWidget() is window.recovery


def test_a_wrong_code_stands_under_its_box(window: FirstStart, joined: Joined, qtbot: QtBot) -> None:
    joined.problem = Problem("邀请码不对。", field="code")
    window.to_join()
    window.join_page.file.show_file(Path("a.kzsync"))
    fill(window)
    window.join_banner()
    qtbot.waitUntil(lambda: window.join_page.form.faults["code"].text() == "邀请码不对。", timeout=5000)
    assert window.recovery is None


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_nothing_is_cut(size: str, joined: Joined, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    made = FirstStart(replace(Asked().choices(), join=joined.join))
    shown(made)
    cut = [said(part, fit) for part, fit in fits_of(made) if fit.cut]
    made.to_join()
    cut += [said(part, fit) for part, fit in fits_of(made) if fit.cut]
    assert not cut
