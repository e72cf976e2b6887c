"""Lives of one program after another on one file, each ended by a death at a random call; what every death left is judged."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from kzzq_desktop.store.database import integrity_faults
from kzzq_desktop.store.search_index import count_wrong
from tests.store.conftest import file_store
from tests.store.fault_actions import ACTIONS
from tests.store.faulty_storage import AHEAD, DYING, Answer, Job, Sufferer

GENERATION = 20  # lives on one file, before the next begins on a new one
OFFICES = AHEAD + 1  # lives on several files take turns, so that the next ones run while one is judged


class Office:
    """A file that many lives go over, and the steps that were in it after the last death."""

    def __init__(self, folder: Path, action: str, calls: int) -> None:
        self.folder, self.action, self.calls = folder, action, calls
        self.held: set[str] = set()
        self.lives = 0

    def next_life(self, seed: int) -> Job:
        """Return a life that ends at a random call, more often early than late, in a random way."""
        if self.lives % GENERATION == 0:
            self.begin()
        self.lives += 1
        chance = Random(seed)
        point = 1 + int(self.calls * chance.random() ** 2)
        return Job(str(self.folder), self.action, point, chance.choice(sorted(DYING)), seed)

    def begin(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.held = set()
        store = file_store(self.folder)
        ACTIONS[self.action].prepare(store)
        store.close()

    def verdict(self, answer: Answer) -> Iterator[str]:
        """Yield what can be said of one life: steps acknowledged, kept and by half, and what of earlier lives is gone."""
        store = file_store(self.folder)
        with store.reading() as conn:
            steps = ACTIONS[self.action].steps(conn)
            wrong = count_wrong(conn)
        faults = integrity_faults(store)
        store.close()
        said = {line for line in answer.said if not line.startswith(("acknowledged", "refused", "uncaught", "calls "))}
        yield from ["acknowledged steps"] * len(said)
        yield from ["lost"] * len((said | self.held) - set(steps))
        yield from ["half"] * (list(steps.values()).count(False) + bool(wrong or faults))
        yield from ["half"] * (len(set(steps) - said - self.held) > 1)  # only the last step may be there unacknowledged
        yield from ["unreadable"] * any(line.startswith(("refused", "uncaught")) for line in answer.said)
        yield "deaths" if answer.ended < 0 else "survivals"
        self.held = set(steps)


def live(program: Sufferer, folder: Path, action: str, seeds: Sequence[int]) -> Counter[str]:
    """Let a life of every seed end where chance will; count what became of their steps."""
    calls = _calls_of_a_whole_life(program, folder / "whole", action)
    offices = [Office(folder / str(number), action, calls) for number in range(OFFICES)]
    turns = (offices[place % OFFICES].next_life(seed) for place, seed in enumerate(seeds))
    counts: Counter[str] = Counter()
    for place, (_, answer) in enumerate(program.suffer(turns)):
        counts.update(offices[place % OFFICES].verdict(answer))
    return counts


def _calls_of_a_whole_life(program: Sufferer, folder: Path, action: str) -> int:
    Office(folder, action, 0).begin()
    ((_, answer),) = program.suffer([Job(str(folder), action)])
    shutil.rmtree(folder)
    return len(answer.calls)
