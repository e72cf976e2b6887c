"""The four states of a tile."""

from datetime import date

import pytest

from kzzq_desktop.domain.board import NEVER, STEP_WORDS, contact_step, days_since, reach_state

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


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "30天内"), (30, "30天内"), (31, "31至60天"), (60, "31至60天"), (61, "61至90天"), (90, "61至90天"), (91, "90天以上")],
)
def test_a_contact_has_its_place_in_the_legend(days, words):
    assert STEP_WORDS[contact_step(days)] == words


def test_what_was_never_contacted_comes_last():
    assert contact_step(None) == NEVER == len(STEP_WORDS) - 1
    assert contact_step(10_000) < NEVER
