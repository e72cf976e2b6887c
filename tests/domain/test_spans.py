import itertools
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.spans import SPANS, months_before, span_days, span_words

MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(2000, 2080), st.integers(1, 12))


@pytest.mark.parametrize(
    ("month", "span", "first", "last", "words"),
    [
        ("2026-11", "month", "2026-11-01", "2026-11-30", "2026年11月"),
        ("2024-02", "month", "2024-02-01", "2024-02-29", "2024年2月"),
        ("2026-11", "quarter", "2026-10-01", "2026-12-31", "2026年第四季度"),
        ("2026-03", "quarter", "2026-01-01", "2026-03-31", "2026年第一季度"),
        ("2026-11", "year", "2026-01-01", "2026-12-31", "2026年"),
    ],
)
def test_spans_have_days_and_words(month, span, first, last, words):
    assert span_days(month, span) == (first, last)
    assert span_words(month, span) == words


@given(MONTHS)
def test_a_month_lies_in_its_quarter_and_that_in_its_year(month):
    inner = span_days(month)
    assert inner == (f"{month}-01", f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}")
    for span, _ in SPANS:
        outer = span_days(month, span)
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]
        assert outer[0].endswith("-01")
        assert (date.fromisoformat(outer[1]) + timedelta(days=1)).day == 1
        inner = outer


@given(MONTHS, st.integers(1, 30))
def test_months_before_run_up_to_the_month(month, count):
    found = months_before(month, count)
    assert (len(found), found[-1]) == (count, month)
    assert list(found) == sorted(set(found))
    assert all(months_before(later, 2)[0] == before for before, later in itertools.pairwise(found))
