"""States, bars and chips: never a tone without words, never cut."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.marks import Bar, Chips, Mark, State, chips_shown, chips_width, mark_width, reach_mark
from kzzq_desktop.ui.tokens import TONES

Show = Callable[..., QWidget]


@pytest.mark.parametrize(
    ("days", "tone", "words"),
    [
        (0, "ok", "今天"),
        (5, "ok", "5天前"),
        (19, "ok", "19天前"),
        (20, "due", "20天前"),
        (30, "due", "30天前"),
        (31, "over", "31天前"),
    ],
)
def test_days_since_contact_have_their_tone(days: int, tone: str, words: str) -> None:
    mark = reach_mark(days)
    assert (mark.tone, mark.words) == (tone, words)
    assert 0 <= mark.part <= 1


def test_never_contacted_is_said() -> None:
    assert reach_mark(None) == Mark("mute", "还没联系", part=0)


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_longer_ago_is_never_a_fuller_tone(one: int, other: int) -> None:
    order = ["ok", "due", "over"]
    early, late = sorted((one, other))
    assert order.index(reach_mark(early).tone) <= order.index(reach_mark(late).tone)
    assert reach_mark(early).part <= reach_mark(late).part


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
@pytest.mark.parametrize("tone", list(TONES))
def test_a_state_has_room_for_its_words(tone: str, size: str, shown: Show) -> None:
    theme.wear(theme.Look(size, "light"))
    for pill in (False, True):
        state = State(tone, "超期 123 天", pill=pill)
        shown(state)
        assert not any(fit.cut for fit in state.fits())
        assert state.accessibleName() == "超期 123 天"


def test_a_state_shows_its_tone(shown: Show) -> None:
    state = State("over", "47天前")
    shown(state)
    seen = state.grab().toImage()
    red = theme.colour("red")
    close = [
        1
        for x in range(seen.width())
        for y in range(seen.height())
        if abs(seen.pixelColor(x, y).red() - red.red()) + abs(seen.pixelColor(x, y).green() - red.green()) < 20
    ]
    assert len(close) > 20
    state.show_mark(Mark("ok", ""))
    assert state.fits() == []


def test_a_bar_is_as_full_as_its_part(shown: Show) -> None:
    bar = Bar(0.5, "ok", high=6, wide=100)
    shown(bar)
    half = bar.grab().toImage()
    assert half.pixelColor(20, 3).name().upper() == theme.hexa("teal_f")
    assert half.pixelColor(80, 3).name().upper() == theme.hexa("track")
    bar.show_part(5.0, "over")
    assert bar.grab().toImage().pixelColor(80, 3).name().upper() == theme.hexa("red_f")


NEEDS = st.lists(st.sampled_from(["独居老人", "留守儿童", "残疾", "大病", "低保", "脱贫监测", "其他"]), unique=True, max_size=7)


@given(NEEDS, st.integers(40, 600))
def test_chips_fit_or_say_how_many_more(needs: list[str], room: int) -> None:
    shown_words = chips_shown(room, needs)
    if len(shown_words) > 1 or chips_width(needs) <= room:
        assert chips_width(shown_words) <= room + 6
    if shown_words != tuple(needs):
        assert shown_words[-1] == f"+{len(needs) - len(shown_words) + 1}"


def test_chips_say_all_their_words(shown: Show) -> None:
    chips = Chips(["独居老人", "低保"])
    shown(chips)
    assert chips.accessibleName() == "独居老人、低保"
    assert not any(fit.cut for fit in chips.fits())
    chips.show_words([])
    assert chips.fits() == []


def test_a_pill_is_wider_than_its_words() -> None:
    assert (
        mark_width(Mark("due", "明天到期", pill=True))
        > mark_width(Mark("due", "明天到期"))
        > theme.text_width("明天到期", "mark")
    )
