"""The box for a day: what clerks type is understood, what is no day is red."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kzzq_desktop.base import clock
from kzzq_desktop.ui.parts.days import DateBox, read_day

Show = Callable[..., QWidget]
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-05", "2026-11-05"), ("2026.11.5", "2026-11-05"), ("2026年11月5日", "2026-11-05"), ("20261105", "2026-11-05"),
        ("11-5", "2026-11-05"), ("11月5日", "2026-11-05"), ("1105", "2026-11-05"), ("昨天", "2026-11-22"), ("今天", "2026-11-23"),
        ("２０２６－１１－０５", "2026-11-05"), ("", ""), ("  ", ""), ("2026-02-30", None), ("13-40", None), ("abc", None),
        ("1986", None), ("1986-05", None), ("1-2-3-4", None), ("0226-01-01", None),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(typed: str, day: str | None) -> None:
    with clock.held(NOW):
        assert read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1986", "1986"),
        ("1986-05", "1986-05"),
        ("1986.5", "1986-05"),
        ("198605", "1986-05"),
        ("1986-5-3", "1986-05-03"),
        ("1986-13", None),
    ],
)
def test_a_birth_may_be_partly_known(typed: str, day: str | None) -> None:
    with clock.held(NOW):
        assert read_day(typed, partial=True) == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_survives(day: date) -> None:
    for form in ("{0}", "{0:%Y%m%d}", "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日"):
        assert read_day(form.format(day)) == day.isoformat()
        assert read_day(form.format(day), partial=True) == day.isoformat()


def test_up_and_down_change_the_day(shown: Show) -> None:
    box = DateBox("2026-11-30")
    told: list[str] = []
    box.day_changed.connect(told.append)
    shown(box)
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert told == ["2026-12-01", "2026-11-30", "2026-11-29"]
    assert box.value() == "2026-11-29"


def test_typed_words_become_a_day_when_the_box_is_left(shown: Show) -> None:
    with clock.held(NOW):
        box = DateBox("2026-11-23")
        shown(box)
        box.selectAll()
        QTest.keyClicks(box, "1105")
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert (box.text(), box.value()) == ("2026-11-05", "2026-11-05")


def test_what_is_no_day_is_red_and_kept_as_typed(shown: Show) -> None:
    box = DateBox("2026-11-23")
    told: list[str] = []
    box.day_changed.connect(told.append)
    shown(box)
    box.selectAll()
    QTest.keyClicks(box, "2026-02-30")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.is_wrong(), box.property("wrong"), box.text(), told) == (True, "true", "2026-02-30", [])
    box.pick("2026-02-28")
    assert (box.is_wrong(), box.property("wrong")) == (False, "")


def test_a_day_to_come_is_refused_where_it_must_not_be() -> None:
    with clock.held(NOW):
        assert DateBox("2026-11-24", latest_today=True).is_wrong()
        assert not DateBox("2026-11-23", latest_today=True).is_wrong()
        assert not DateBox("2026", partial=True, latest_today=True).is_wrong()
        assert DateBox("2027", partial=True, latest_today=True).is_wrong()


def test_the_whole_day_can_be_read(shown: Show) -> None:
    box = DateBox("2026-11-23")
    shown(box)
    assert box.fontMetrics().horizontalAdvance("2026-11-23") + 40 <= box.width()
