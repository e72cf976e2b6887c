"""How far a moment on record can be trusted: what other moments prove about the clock that wrote it (pure).

No clock decides anything; this only tells the clerk what to think of a day (sync.md 3.4).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kzzq_desktop.domain.changes import ClockState

SLACK = timedelta(hours=1)
EXACT = timedelta(days=2)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside a save's own moment; "" is unknown, moments are ISO text.

    `good_before` is the site's last trusted save and `wrong_since` the first untrusted one after it; `known_before` is a
    moment that surely had passed. `created_at` is when, by the same clock, the next package was written, and `taken_at` when
    it was taken here.
    """

    good_before: str = ""
    wrong_since: str = ""
    known_before: str = ""
    created_at: str = ""
    taken_at: str = ""


@dataclass(frozen=True, slots=True)
class ClockRead:
    """The moment as it must have been at least, and how the clock was wrong: slow (True), fast (False), or None."""

    at: str
    slow: bool | None = None
    days: int = 0
    exact: bool = False
    doubtful: bool = False


def read_clock(at: str, state: str, known: Evidence) -> ClockRead:
    """Return what to think of a save's moment."""
    moment = datetime.fromisoformat(at)
    transport = _between(known.created_at, known.taken_at)
    if transport is not None and transport < -SLACK:
        return _read(moment + transport, slow=False, off=-transport, exact=False)
    late = _slow_by(moment, state, known)
    if late > SLACK:
        exact = transport is not None and timedelta() <= transport - late < EXACT
        return _read(moment + late, slow=True, off=late, exact=exact)
    return ClockRead(at, doubtful=state != ClockState.OK)


def clock_words(read: ClockRead, *, mine: bool) -> str:
    """Return what the clerk is told, "" of a clock that nothing speaks against.

    >>> clock_words(ClockRead("2026-11-12T01:00:00Z", slow=True, days=37, exact=True), mine=False)
    '其电脑时间慢37天'
    """
    whose = "当时本机时间" if mine else "其电脑时间"
    if read.slow is None:
        return f"{whose}可能不对" if read.doubtful else ""
    word = "慢" if read.slow else "快"
    if not read.days:
        return f"{whose}偏{word}"
    return f"{whose}{'' if read.exact else '至少'}{word}{read.days}天"


def _slow_by(moment: datetime, state: str, known: Evidence) -> timedelta:
    """Return how much time the clock had surely lost."""
    lost = [timedelta()]
    if state == ClockState.BEHIND and (span := _between(known.wrong_since, known.good_before)) is not None:
        lost.append(span)
    if known.known_before:
        lost.append(datetime.fromisoformat(known.known_before) - moment)
    return max(lost)


def _read(moment: datetime, *, slow: bool, off: timedelta, exact: bool) -> ClockRead:
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ClockRead(text, slow, round(off / DAY) if exact else off // DAY, exact, doubtful=True)


def _between(start: str, end: str) -> timedelta | None:
    return datetime.fromisoformat(end) - datetime.fromisoformat(start) if start and end else None
