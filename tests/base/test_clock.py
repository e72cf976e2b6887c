"""Time and ids: real when nothing is held, still and repeatable when it is, and never mixed up after."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base import clock

MORNING = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)
MOMENTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


def test_the_present_is_aware_and_passes() -> None:
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert timedelta(0) <= second - first < timedelta(minutes=1)


def test_a_held_clock_stands_still() -> None:
    with clock.held(MORNING):
        assert clock.now() == MORNING == clock.now()
        assert clock.now_text() == "2026-03-01T01:30:00Z"
    assert clock.now() != MORNING


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2025, 12, 31, 16, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_china(moment: datetime, day: date) -> None:
    with clock.held(moment):
        assert clock.today() == day


@given(MOMENTS)
def test_a_stored_moment_is_read_back(moment: datetime) -> None:
    with clock.held(moment):
        read = clock.local(clock.now_text())
    assert read == moment.replace(microsecond=0)
    assert read.utcoffset() == timedelta(hours=8)


@given(MOMENTS, st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=9000)))
def test_stored_moments_sort_as_they_happened(moment: datetime, later: timedelta) -> None:
    texts = []
    for point in (moment, moment + later):
        with clock.held(point):
            texts.append(clock.now_text())
    assert texts == sorted(texts)


@given(st.integers())
def test_the_same_seed_draws_the_same_ids(seed: int) -> None:
    drawn = []
    for _ in range(2):
        with clock.held(seed=seed):
            drawn.append([clock.new_id() for _ in range(5)])
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == 5


@given(st.integers() | st.none())
def test_every_id_is_a_version_4_uuid(seed: int | None) -> None:
    with clock.held(seed=seed):
        made = clock.new_id()
    assert len(made) == 32
    assert UUID(made).version == 4
    assert UUID(made).variant == "specified in RFC 4122"


def test_ids_do_not_meet() -> None:
    assert len({clock.new_id() for _ in range(10_000)}) == 10_000


def test_an_author_of_changes_is_never_seeded() -> None:
    drawn = set()
    for _ in range(50):
        with clock.held(MORNING, seed=1):
            drawn.add(clock.new_actor())
    assert len(drawn) == 50
    assert all(len(actor) == 16 and int(actor, 16) >= 0 for actor in drawn)


def test_holding_inside_holding_gives_back_what_was_held() -> None:
    with clock.held(MORNING, seed=1):
        with clock.held(MORNING + timedelta(days=1)):
            assert clock.today() == date(2026, 3, 2)
        assert clock.now() == MORNING
        first = clock.new_id()
    with clock.held(seed=1):
        assert clock.new_id() == first


def test_what_was_held_is_let_go_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), clock.held(MORNING, seed=1):
        _ = 1 / 0
    assert clock.now() != MORNING
    assert clock.new_id() != clock.new_id()


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    with clock.held(MORNING.astimezone(timezone(timedelta(hours=-5)))):
        assert clock.now() == MORNING
