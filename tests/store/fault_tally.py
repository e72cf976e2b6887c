"""Judging what a fault left behind: the state before the deed or the one after it, never half, and after it once acknowledged."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.store.database import integrity_faults
from tests.store.conftest import file_store
from tests.store.fault_actions import ACTIONS
from tests.store.faulty_storage import DYING, Answer, Job, Sufferer, state_of

State = dict[str, str]
BROKEN = ("half", "lost", "unreadable", "astray")  # none of these may ever be counted
RARE, STRIDE = 4, 47


@dataclass(frozen=True)
class Scene:
    """A deed, the office it is done in, its calls (so many while opening), and the states that a fault may leave."""

    action: str
    office: Path
    calls: tuple[str, ...]
    opened: int
    before: State
    after: State
    between: State


def scene_of(action: str, folder: Path, program: Sufferer) -> Scene:
    """Make the office and do the deed once on a copy, with nothing failing."""
    office, done = folder / "office", folder / "done"
    office.mkdir(parents=True)
    store = file_store(office)
    ACTIONS[action].prepare(store)
    store.close()
    shutil.copytree(office, done)
    ((_, answer),) = program.suffer([Job(str(done), action)])
    assert "acknowledged" in answer.said, answer
    before, after = look(office, action), look(done, action)
    between = before | ACTIONS[action].beside(done) if ACTIONS[action].first else before
    scene = Scene(action, office, answer.calls(), len(answer.calls("opened")), before, after, between)
    assert scene.before != scene.after
    return scene


def look(folder: Path, action: str) -> State:
    """Open the office as its clerk would, after the fault; return its state, or why it has none."""
    try:
        store = file_store(folder)
    except AppError as refused:
        return {"refused": type(refused).__name__}
    try:
        if faults := integrity_faults(store):
            return {"damaged": faults[0]}
        with store.reading() as conn:
            return state_of(conn) | ACTIONS[action].beside(folder)
    finally:
        store.close()


def telling_points(calls: Sequence[str]) -> list[int]:
    """Choose among a deed's calls: all rare ones, the first and last of each run of equal ones, and every 47th."""
    often = {call for call, times in Counter(calls).items() if times > RARE}
    around = [(None, *calls)[place : place + 3] for place in range(len(calls))]
    return [
        number
        for number, near in enumerate(around, 1)
        if calls[number - 1] not in often or len(set(near)) > 1 or number % STRIDE == 0
    ]


def jobs_for(scene: Scene, modes: Sequence[str], points: Iterable[int], pragmas: tuple[str, ...] = ()) -> Iterator[Job]:
    """Yield the jobs of every point in every mode, each on a copy of the office made when its turn comes."""
    for point in points:
        for mode in modes:
            if mode in {"torn", "cut"} and not scene.calls[point - 1].startswith("w"):
                continue  # only a write can be done by a third
            folder = scene.office.with_name(f"{mode}_{point}")
            shutil.copytree(scene.office, folder)
            yield Job(str(folder), scene.action, point, mode, point, pragmas)


def tally(scene: Scene, program: Sufferer, jobs: Iterable[Job]) -> Counter[str]:
    """Do all jobs and count how they ended."""
    counts: Counter[str] = Counter()
    for job, answer in program.suffer(jobs):
        counts["points"] += 1
        counts.update(verdict(scene, job, answer))
        shutil.rmtree(job.folder)
    return counts


def verdict(scene: Scene, job: Job, answer: Answer) -> Iterator[str]:
    """Yield everything that can be said of one fault."""
    found, acknowledged = look(Path(job.folder), job.action), "acknowledged" in answer.said
    yield "acknowledged" if acknowledged else "not acknowledged"
    if found not in (scene.before, scene.between, scene.after):
        yield "half"
    elif acknowledged and found != scene.after:
        yield "lost"
    elif not acknowledged and found == scene.after:
        yield "done all the same"  # the fault came between the deed and its acknowledgement
    if any(line.startswith("uncaught") for line in answer.said):
        yield "unreadable"
    if answer.ended != (-SIGKILL if job.mode in DYING else 0):
        yield "astray"
    if job.mode == "once" and not acknowledged:
        yield "lost"
