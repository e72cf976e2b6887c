"""Time and new ids: the one door, so that tests and the demonstration can hold both still."""

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


class _Source:
    """Where moments and random bits come from."""

    moment: datetime | None = None
    chance: random.Random | None = None


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _Source.moment or datetime.now(UTC)


def now_text() -> str:
    """Return the present moment as ISO-8601 UTC text with seconds, as the store keeps it."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> date:
    """Return the day in China (UTC+8)."""
    return now().astimezone(BEIJING).date()


def local(moment_text: str) -> datetime:
    """Return a stored moment as China's local time."""
    return datetime.fromisoformat(moment_text).astimezone(BEIJING)


def new_id() -> str:
    """Return a new record id: 32 hex digits (a version 4 UUID)."""
    bits = _Source.chance.getrandbits(128) if _Source.chance else secrets.randbits(128)
    bits = bits & ~(0xF << 76) & ~(0x3 << 62) | (0x4 << 76) | (0x2 << 62)
    return f"{bits:032x}"


def new_actor() -> str:
    """Return a new 64-bit actor id as 16 hex digits. Never seeded: no start may repeat another's."""
    return f"{secrets.randbits(64):016x}"


@contextmanager
def held(moment: datetime | None = None, seed: int | None = None) -> Iterator[None]:
    """Hold the clock at `moment` and draw ids from `seed`, for tests and the demonstration."""
    before = _Source.moment, _Source.chance
    _Source.moment = moment or before[0]
    _Source.chance = random.Random(seed) if seed is not None else before[1]  # noqa: S311 - sample data, not a secret
    try:
        yield
    finally:
        _Source.moment, _Source.chance = before
