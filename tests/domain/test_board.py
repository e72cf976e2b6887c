"""The four states of a tile."""

from datetime import date

import pytest

from kzzq_desktop.domain.board import days_since, reach_state

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("member", "reached", "since", "state"),
    [
        ("", "2026-11-22", "2026-01-01", "vacant"),
        ("m", "2026-11-04", "2024-03", "ok"),
        ("m", "2026-11-03", "2024-03-01", "due"),
        ("m", "2026-10-24", "", "due"),
        ("m", "2026-10-23", "", "over"),
        ("m", "", "", "over"),
        ("m", "", "2026-11-20", "ok"),
        ("m", "2025-01-01", "2026-11-01", "due"),
    ],
)
def test_a_grid_has_one_of_four_states(member: str, reached: str, since: str, state: str) -> None:
    assert reach_state(member, reached, since, TODAY) == state


def test_days_count_from_a_full_day_only() -> None:
    assert days_since("2026-11-20", TODAY) == 3
    assert days_since("2026-11", TODAY) is None
    assert days_since("2026-12-01", TODAY) == 0
