"""What a keystroke in the search box costs: find() with details, on 50,000 and on 500,000 residents in the encrypted file.

Run: python -m tests.bench.bench_search
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter

import pytest
from sqlalchemy import text

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find import find
from kzzq_desktop.store.database import open_file
from kzzq_desktop.store.pinyin import readings
from tests.bench.people import make_office

SIZES = (50_000, 500_000)
P95_MS = 16.0
PEOPLE = 60
SQL = "SELECT name, phones, id_number FROM resident WHERE phones <> '' ORDER BY id LIMIT 2000"


def typed(desk: Desk, chance: Random) -> Iterator[tuple[str, str]]:
    """Give (kind of query, words) for every keystroke of typing what is known of some people."""
    with desk.store.reading() as conn:
        known = chance.sample(conn.execute(text(SQL)).all(), PEOPLE)
    for name, phone, id_number in known:
        syllables = readings(name)[0]
        initials = "".join(syllable[0] for syllable in syllables)
        yield from keystrokes("name", name)
        yield from keystrokes("middle", name[1:])
        yield from keystrokes("pinyin", "".join(syllables))
        yield from keystrokes("initials", initials)
        yield from keystrokes("phone tail", phone[-4:])
        yield from keystrokes("phone", phone)
        yield from keystrokes("id tail", id_number[-4:].lower())
        yield from keystrokes("name and tail", f"{name[0]} {phone[-4:]}")
        yield from keystrokes("initials and tail", f"{initials[:2]} {phone[-4:]}")
        yield from keystrokes("nothing", f"zz{initials}zz")
    for letter in "abcdefghjklmnopqrstwxyz0123456789王李张包白":
        yield "one letter", letter


def keystrokes(kind: str, words: str) -> Iterator[tuple[str, str]]:
    return ((kind, words[:end]) for end in range(1, len(words) + 1))


def measure(desk: Desk) -> float:
    """Print the milliseconds of each kind of query; return the p95 of all."""
    taken: dict[str, list[float]] = {}
    slowest = ("", 0.0)
    for kind, words in typed(desk, Random(3)):
        started = perf_counter()
        find(desk, words)
        spent = (perf_counter() - started) * 1000
        taken.setdefault(kind, []).append(spent)
        slowest = max(slowest, (words, spent), key=lambda pair: pair[1])
    for kind, times in taken.items():
        print(f"  {kind:18} {line(times)}")
    every = [spent for times in taken.values() for spent in times]
    print(f"  {'all':18} {line(every)}   n={len(every)}, slowest {slowest[0]!r}")
    return quantiles(every, n=20)[-1]


def line(times: list[float]) -> str:
    return f"p50 {median(times):6.2f}  p95 {quantiles(times, n=20)[-1]:6.2f}  max {max(times):6.2f} ms"


def measured(folder: Path, residents: int) -> float:
    started = perf_counter()
    made = make_office(folder, residents)
    made.store.close()
    desk = replace(made, store=open_file(folder, bytes(32)))
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"{residents} residents: made in {perf_counter() - started:.0f} s, {size:.0f} MB")
    try:
        return measure(desk)
    finally:
        desk.store.close()


@pytest.mark.bench
@pytest.mark.parametrize("residents", SIZES)
def test_a_keystroke_is_quick(tmp_path: Path, residents: int) -> None:
    assert measured(tmp_path, residents) <= P95_MS


def main() -> int:
    for residents in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            if measured(Path(folder), residents) > P95_MS:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
