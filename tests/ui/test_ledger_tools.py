"""The full ledger from the 住户 and 党员 screens: what is asked, what is written, and the empty list."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import Job
from kzzq_desktop.services import households, members
from kzzq_desktop.services.export_ledger import WARNING, Exported
from kzzq_desktop.services.templates import shipped_file
from kzzq_desktop.ui import ask, files, ledger_tools
from kzzq_desktop.ui.ledger_tools import export_ledger, save_empty_list
from kzzq_desktop.ui.people_page import PeoplePage
from tests.services.desks import VILLAGE
from tests.services.people_forms import HEAD, household, member
from tests.ui.people_window import open_window
from tests.ui.test_settings import Window

ELSEWHERE = "150521102202"
Answer = Callable[..., str]


@pytest.fixture
def people(desk):
    """Two households of two villages, one of them moved away, and a member."""
    households.add_household(desk, household())
    households.add_household(desk, household(HEAD, village_id=ELSEWHERE))
    members.add_member(desk, member())
    return desk


def pressed(page: PeoplePage, words: str) -> None:
    """Press a tool by its words, whether it shows or stands in the menu of those without room."""
    next(one for one in page.findChildren(QPushButton) if one.text().strip() == words).click()


def scopes_of(monkeypatch: pytest.MonkeyPatch, page: PeoplePage) -> list[tuple[object, str]]:
    seen = []
    monkeypatch.setattr("kzzq_desktop.ui.people_page.export_ledger", lambda *given: seen.append(given))
    pressed(page, "导出台账…")
    (given,) = seen
    return list(given[3])


def test_the_clerk_is_asked_for_the_scope_and_told_what_is_in_the_file(qtbot, people, monkeypatch) -> None:
    page = open_window(qtbot, people, "households").pages["households"]
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        said.extend(one.text() for one in dialog.findChildren(QRadioButton))
        said.extend(one.text() for one in dialog.findChildren(QPushButton))
        dialog.reject()

    monkeypatch.setattr(files, "save_file", lambda *_: pytest.fail("nobody agreed"))
    QTimer.singleShot(0, look)
    pressed(page, "导出台账…")
    assert WARNING in said
    assert "身份证号" in WARNING
    assert {"表里列出的 2 户", "各嘎查村的全部住户，迁出、已销的也在内", "我会保管好，导出"} <= set(said)


@pytest.mark.parametrize("screen", ["households", "members"])
def test_what_the_list_shows_stands_first_and_all_last(qtbot, people, monkeypatch, screen) -> None:
    page = open_window(qtbot, people, screen).pages[screen]
    page.village.pick(VILLAGE)
    page.table.refresh()
    scopes = scopes_of(monkeypatch, page)
    assert scopes[0][0] == page.chosen()
    assert scopes[0][1].startswith("表里列出的 1 ")
    assert scopes[-1] == (page.whole(""), scopes[-1][1])
    assert scopes[-1][1].startswith("各嘎查村的全部")
    assert len({words for _, words in scopes}) == len({asked for asked, _ in scopes}) == len(scopes)


def test_a_village_on_the_screen_can_be_taken_whole(qtbot, people, monkeypatch) -> None:
    page = open_window(qtbot, people, "households").pages["households"]
    page.village.pick(VILLAGE)
    assert [words for _, words in scopes_of(monkeypatch, page)][1] == "先锋嘎查的全部住户，迁出、已销的也在内"


def answered(monkeypatch: pytest.MonkeyPatch, code: str, path: Path | None) -> None:
    monkeypatch.setattr(ask, "choose", lambda *_given, **_more: code)
    monkeypatch.setattr(files, "save_file", lambda *_given: path)


@pytest.mark.parametrize(("screen", "sheets", "told"), [
    ("households", ["先锋嘎查", "巴彦胡硕嘎查"], "已导出 2 户 4 人：台账.xlsx"),
    ("members", ["党员名册"], "已导出 1 名党员：台账.xlsx"),
])  # fmt: skip
def test_the_ledger_is_written_beside_the_window(qtbot, people, monkeypatch, tmp_path, screen, sheets, told) -> None:
    page = open_window(qtbot, people, screen).pages[screen]
    path = tmp_path / "台账.xlsx"
    answered(monkeypatch, "0", path)
    heard: list[str] = []
    monkeypatch.setattr(page.window_api, "tell", lambda words, tone="ok": heard.append(words))
    pressed(page, "导出台账…")
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert heard == [told]
    assert openpyxl.load_workbook(path).sheetnames == sheets
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("code", "path"), [("", Path("x.xlsx")), ("0", None)])
def test_going_back_writes_nothing(qtbot, shown, monkeypatch, code, path) -> None:
    answered(monkeypatch, code, path)
    parent = shown(QLabel())
    export_ledger(parent, Window(), "住户", [("", "全部")], lambda *_: pytest.fail("written"))


def test_a_cancel_says_nothing(qtbot, shown, monkeypatch, tmp_path) -> None:
    answered(monkeypatch, "0", tmp_path / "x.xlsx")
    window, tried = Window(), []

    def export(path: Path, chosen: str, job: Job) -> Exported:
        tried.append(chosen)
        raise Cancelled

    export_ledger(shown(QLabel()), window, "住户", [("all", "全部")], export)
    qtbot.waitUntil(lambda: tried == ["all"] and not ledger_tools.background.is_busy(), timeout=5000)
    assert window.told == []


@pytest.mark.parametrize("screen", ["households", "members"])
def test_the_empty_list_is_handed_out_from_the_page(qtbot, desk, monkeypatch, tmp_path, screen) -> None:
    page = open_window(qtbot, desk, screen).pages[screen]
    proposed: list[str] = []
    monkeypatch.setattr(files, "save_file", lambda _parent, _title, name, _kind: proposed.append(name) or tmp_path / name)
    pressed(page, "下载空表…")
    (made,) = tmp_path.glob("*空表*.xlsx")
    assert [made.name] == proposed
    assert made.read_bytes() == shipped_file(screen).read_bytes()


def test_going_back_saves_no_empty_list(shown, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(files, "save_file", lambda *_given: None)
    window = Window()
    save_empty_list(shown(QLabel()), window, "members")
    assert window.told == []
