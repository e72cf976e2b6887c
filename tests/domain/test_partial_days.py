from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.partial_days import fits, read_day

TODAY = date(2026, 6, 1)
DAYS = st.dates(date(1920, 1, 1), TODAY)


@given(DAYS)
def test_a_whole_day_is_read_however_it_is_written(day: date) -> None:
    for text in (
        day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d} 00:00:00", f"{day.year}．{day.month}．{day.day}",
    ):  # fmt: skip
        assert read_day(text, TODAY) == day.isoformat()
    assert read_day(day, TODAY) == day.isoformat()
    assert read_day(float(f"{day:%Y%m%d}"), TODAY) == day.isoformat()


@given(DAYS)
def test_what_was_read_is_read_again_the_same(day: date) -> None:
    for known in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert read_day(known, TODAY) == known


@given(st.dates(date(1908, 4, 1), TODAY))
def test_a_serial_day_of_the_spreadsheet(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_day(float(serial), TODAY) == day.isoformat()
    if serial >= 10000:
        assert read_day(str(serial), TODAY) == day.isoformat()


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (1986.5, "1986-05"), (1960.11, "1960-11"), (1995.1, "1995"), ("1995.1", "1995-01"), ("1957.9", "1957-09"),
        ("1961.10", "1961-10"), ("1975", "1975"), (1975.0, "1975"), ("1975年", "1975"), ("1975年3月", "1975-03"),
        ("197503", "1975-03"),
        ("87.3.6", "1987-03-06"), ("11.12.13", "2011-12-13"), ("62-11-18", "1962-11-18"), ("1986.5.3生", "1986-05-03"),
    ],
)  # fmt: skip
def test_partly_known_days(cell: str | float, day: str) -> None:
    assert read_day(cell, TODAY) == day


def test_a_month_typed_as_a_number_may_be_january_or_october() -> None:
    assert read_day(1986.1, TODAY) == "1986"
    assert read_day(1986.12, TODAY) == "1986-12"


@pytest.mark.parametrize("cell", ["", "不详", "abc", "12345678901", "1600-01-01", "2090-01-01", 0.0, 5.0, 99999999.0])
def test_what_is_no_day(cell: str | float) -> None:
    assert read_day(cell, TODAY) == ""


def test_no_day_after_today() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert read_day(tomorrow, TODAY) == ""
    assert read_day(tomorrow.isoformat(), TODAY) == ""


def test_an_impossible_day_leaves_the_month_and_an_impossible_month_the_year() -> None:
    assert read_day("1990-02-31", TODAY) == "1990-02"
    assert read_day("1990.13", TODAY) == "1990"


def test_days_fit_as_far_as_both_are_known() -> None:
    assert fits("1986", "1986-05-03")
    assert fits("1986-05-03", "1986-05")
    assert not fits("1986-05", "1986-06")
