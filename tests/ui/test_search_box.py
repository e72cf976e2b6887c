"""The search box: finds as the clerk types, walks and opens by keyboard, goes back where it came from."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kzzq_desktop.domain.page_code import page_code, spoken
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import FoundRow, find
from kzzq_desktop.ui.parts.layout import column, hold
from kzzq_desktop.ui.search_box import HINTS, SCREEN_OF, SearchBox
from tests.services.desks import BANNER, VILLAGE
from tests.services.papers_desk import make_papers_desk

Show = Callable[..., QWidget]
ROWS = (
    FoundRow("resident", "r1", "包金花", "先锋嘎查 东2组 5号", "household", "h1"),
    FoundRow("member", "m1", "包·乌云其其格", "先锋嘎查", "member", "m1"),
    FoundRow("grid", "g1", "先锋嘎查03号网格", "白音那木拉", "grid", "g1"),
)


class Found:
    """What the box asked, and what it opened."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.opened: list[tuple[str, str]] = []

    def find(self, words: str, _limit: int) -> tuple[FoundRow, ...]:
        self.asked.append(words)
        return tuple(row for row in ROWS if words in row.title or words == "bao")


@pytest.fixture
def found() -> Found:
    return Found()


@pytest.fixture
def box(found: Found, shown: Show) -> SearchBox:
    made, other = SearchBox(found.find), QLineEdit()
    made.opened.connect(lambda screen, record: found.opened.append((screen, record)))
    held = hold(column(made, other, None))
    shown(held, 900, 600)
    other.setFocus()
    QApplication.processEvents()
    made.ask()
    QApplication.processEvents()
    return made


def typed(box: SearchBox, words: str) -> None:
    QTest.keyClicks(box, words)
    QApplication.processEvents()


def test_hits_come_as_the_clerk_types(box: SearchBox) -> None:
    typed(box, "bao")
    assert [hit.words for hit in box.list.hits] == ["包金花", "包·乌云其其格", "先锋嘎查03号网格"]
    assert [hit.kind for hit in box.list.hits] == ["家庭成员", "党员", "网格"]
    assert not any(fit.cut for fit in box.list.fits())


def test_down_and_enter_open_the_card(box: SearchBox, found: Found) -> None:
    typed(box, "bao")
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (found.opened, box.text(), box.list.isHidden()) == ([("members", "m1")], "", True)


def test_a_resident_opens_the_household(box: SearchBox, found: Found) -> None:
    typed(box, "bao")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert found.opened == [("households", "h1")]
    assert set(SCREEN_OF) == {"household", "resident", "member", "grid", "village", "roster", "board", "log"}


def test_enter_at_once_still_searches_first(box: SearchBox, found: Found) -> None:
    QTest.keyClicks(box, "bao")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert found.opened == [("households", "h1")]


def test_characters_from_an_input_method_are_found(box: SearchBox) -> None:
    event = QInputMethodEvent()
    event.setCommitString("金花")
    QApplication.sendEvent(box, event)
    QApplication.processEvents()
    assert [hit.words for hit in box.list.hits] == ["包金花"]


def test_what_is_not_there_is_said(box: SearchBox) -> None:
    typed(box, "zzz")
    assert (box.list.isHidden(), box.list.empty_words[:4]) == (False, "没有找到")
    box.clear()
    box.search()
    assert box.list.isHidden()


def test_escape_goes_back_to_where_the_keyboard_was(box: SearchBox) -> None:
    typed(box, "bao")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), box.list.isHidden()) == ("", True)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert QApplication.focusWidget() is not box


def test_down_on_words_left_standing_searches_again(box: SearchBox) -> None:
    typed(box, "bao")
    box.list.hide()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert not box.list.isHidden()


def test_leaving_the_box_closes_the_list(box: SearchBox) -> None:
    typed(box, "bao")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.list.isHidden()


def test_the_hint_is_never_cut(box: SearchBox) -> None:
    for wide in (300, 420, 560, 900):
        box.window().resize(wide, 400)
        QApplication.processEvents()
        assert box.placeholderText() in HINTS
        if box.placeholderText() != HINTS[-1]:
            assert box.fontMetrics().horizontalAdvance(box.placeholderText()) <= box.width() - 30


def test_a_resident_of_the_demonstration_is_found_by_initials_within_six_keys(demo_desk: Desk, shown: Show) -> None:
    """Ctrl+F, three initials at most shown here, Enter: the card opens."""
    opened: list[tuple[str, str]] = []
    made = SearchBox(lambda words, limit: find(demo_desk, words, limit))
    made.opened.connect(lambda screen, record: opened.append((screen, record)))
    shown(hold(column(made, None)), 900, 600)
    made.ask()
    slowest = 0.0
    for letter in "bjh":
        start = time.perf_counter()
        typed(made, letter)
        slowest = max(slowest, time.perf_counter() - start)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert opened
    assert slowest < 0.25


def test_a_paper_s_code_opens_the_screen_of_its_rows(found: Found, shown: Show, tmp_path: Path) -> None:
    made = make_papers_desk(tmp_path)
    box = SearchBox(lambda words, limit: find(made.desk, words, limit))
    box.opened.connect(lambda screen, record: found.opened.append((screen, record)))
    shown(hold(column(box, None)), 900, 600)
    for code in (page_code("R", VILLAGE), page_code("M", VILLAGE), page_code("L", VILLAGE, 1, "2026-11"), page_code("W", BANNER)):
        typed(box, spoken(code))
        assert len(box.list.hits) == 1
        assert not any(fit.cut for fit in box.list.fits())
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert found.opened == [
        ("households", VILLAGE), ("members", VILLAGE), ("duty", f"log:2026-11:village:{VILLAGE}"), ("grids", ""),
    ]  # fmt: skip
