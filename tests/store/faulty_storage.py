"""Storage that fails at an exact call (faultfs.c): built once, preloaded into fault_program.py, and what it leaves behind."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, text

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("faultfs.c")
MODES = ("count", "eio", "full", "torn", "once", "kill", "cut", "power")  # the order is that of enum mode in faultfs.c
DYING = frozenset({"kill", "cut", "power"})
AHEAD = 3  # jobs handed over before the first is judged, so that both processors work
# What differs between two runs of one deed: times, this start's name, how a package was sealed.
CHANCE = re.compile(r"\w+\.(actor|boot_id|\w+_at|at)|sync_out\.(boot|sha|size)")
STAMPS = frozenset({"sy_vv", "sy_st"})
STARTS = frozenset({"sync_boot", "sync_actor"})


@dataclass(frozen=True)
class Job:
    """One deed on the file in a folder, failing at a call in one of MODES; `seed` says what a power cut takes."""

    folder: str
    action: str
    point: int = 0
    mode: str = "count"
    seed: int = 0
    pragmas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a fork said until its end; `ended` is 0, or the signal that killed it as a negative number."""

    said: tuple[str, ...]
    ended: int

    def calls(self, until: str = "closed") -> tuple[str, ...]:
        """Return the calls it made until it had closed or "opened", of each what it did and the last letter of the path."""
        trace = next((line.removeprefix(f"{until} ") for line in self.said if line.startswith(f"{until} ")), "")
        return tuple(trace[place : place + 2] for place in range(0, len(trace), 2))


def why_not() -> str:
    """Say why no storage can be made to fail here; empty where it can."""
    if sys.platform != "linux":
        return "calls are caught by preloading, which is done on Linux only"
    return "" if shutil.which("gcc") else "no C compiler (gcc) to build the faulty storage with"


def build(folder: Path) -> Path:
    """Compile the library; return its path."""
    made = folder / "faultfs.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", made, SOURCE, "-ldl"], check=True)
    return made


class Sufferer:
    """A running fault_program.py."""

    def __init__(self, program: "subprocess.Popen[str]", watched: Path) -> None:
        self._program, self._watched = program, watched

    def place(self, name: str) -> Path:
        """Return a new folder below the watched one."""
        folder = self._watched / name.replace(" ", "_")
        folder.mkdir()
        return folder

    def suffer(self, jobs: Iterable[Job], ahead: int = AHEAD) -> Iterator[tuple[Job, Answer]]:
        """Answer each job in turn; the next ones are under way while one is looked at."""
        waiting: deque[Job] = deque()
        for job in jobs:
            self._program.stdin.write(json.dumps(asdict(job)) + "\n")
            self._program.stdin.flush()
            waiting.append(job)
            if len(waiting) > ahead:
                yield waiting[0], self._answer()
                waiting.popleft()
        for job in waiting:
            yield job, self._answer()

    def _answer(self) -> Answer:
        line = self._program.stdout.readline()
        assert line, "the program itself has died"
        found = json.loads(line)
        return Answer(tuple(found["said"]), found["ended"])


@contextmanager
def sufferer(library: Path, folder: Path) -> Iterator[Sufferer]:
    """Run the program with the library preloaded; calls on paths of one part of `folder` are the ones that fail."""
    watched, warm = folder / "watched", folder / "warm"
    watched.mkdir()
    warm.mkdir()
    environ = {**os.environ, "LD_PRELOAD": str(library), "KZZQ_FAULT_FOLDER": f"{watched}/"}
    command = [sys.executable, "-m", "tests.store.fault_program", str(warm)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environ) as program:
        yield Sufferer(program, watched)
        program.stdin.close()
    assert program.returncode == 0


def state_of(conn: Connection) -> dict[str, str]:
    """Return each table of an encrypted file in one word, without what differs between two runs of one deed."""
    names = conn.execute(text("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'search_fts%'")).scalars()
    kept = {name: _digest(conn, name) for name in names if name not in STARTS}
    tokens = conn.execute(text("SELECT count(*), coalesce(sum(rowid), 0) FROM search_fts")).one()
    return kept | {"search_fts": str(tuple(tokens))}


def _digest(conn: Connection, name: str) -> str:
    found = conn.execute(text(f"SELECT * FROM {name}"))
    steady = [(place, column) for place, column in enumerate(found.keys()) if not CHANCE.fullmatch(f"{name}.{column}")]
    rows = sorted(repr([_numbers(row[place]) if column in STAMPS else row[place] for place, column in steady]) for row in found)
    rows = [row for row in rows if not row.startswith("['last_good_at'")]
    return f"{len(rows)} {hashlib.sha256(''.join(rows).encode()).hexdigest()[:16]}"


def _numbers(stamp: str | None) -> list[str] | None:
    """Return what a stamp says without saying which start of the program said it: that one may have tried before."""
    return stamp and sorted(re.findall(r"(?<=:)\d+|(?<=,)\d+(?=[,\]])", stamp))
