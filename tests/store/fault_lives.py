"""Lives of one program after another on one file, each ended by a death at a random call; what every death left is judged."""

import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from kzzq_desktop.store.database import integrity_faults
from kzzq_desktop.store.search_index import count_wrong
from tests.store.conftest import file_store
from tests.store.fault_actions import ACTIONS
from tests.store.faulty_storage import AHEAD, DYING, Answer, Job, Sufferer

TOLD = ("opened", "acknowledged", "refused", "uncaught", "closed")  # what a life says beside its steps
OFFICES = AHEAD + 1  # lives on several files take turns, so that the next ones run while one is judged


class Office:
    """A file that many lives go over, and the steps that were in it after the last death."""

    def __init__(self, model: Path, folder: Path, action: str, calls: int) -> None:
        self.model, self.folder, self.action, self.calls = model, folder, action, calls
        self.begin()

    def next_life(self, seed: int) -> Job:
        """Return a life that ends at a random call, more often early than late, in a random way; on a new file if this is full.

        It ends within half the calls of a whole life, for which every file that is not full has steps enough.
        """
        if len(self.held) >= ACTIONS[self.action].most:
            self.begin()
        chance = Random(seed)
        point = 1 + int(self.calls / 2 * chance.random() ** 2)
        return Job(str(self.folder), self.action, point, chance.choice(sorted(DYING)), seed)

    def begin(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.model, self.folder)
        self.held: set[str] = set()

    def verdict(self, answer: Answer) -> Iterator[str]:
        """Yield what can be said of one life: steps acknowledged, kept and by half, and what of earlier lives is gone."""
        store = file_store(self.folder)
        with store.reading() as conn:
            steps = ACTIONS[self.action].steps(conn)
            wrong = count_wrong(conn)
        faults = integrity_faults(store)
        store.close()
        said = {line for line in answer.said if not line.startswith(TOLD)}
        yield from ["acknowledged steps"] * len(said)
        yield from ["lost"] * len((said | self.held) - set(steps))
        yield from ["half"] * (list(steps.values()).count(False) + bool(wrong or faults))
        yield from ["half"] * (len(set(steps) - said - self.held) > 1)  # only the last step may be there unacknowledged
        yield from ["unreadable"] * any(line.startswith(("refused", "uncaught")) for line in answer.said)
        yield "deaths" if answer.ended < 0 else "survivals"
        self.held = set(steps)


def live(program: Sufferer, folder: Path, action: str, deaths: int, seed: int = 0) -> Counter[str]:
    """Let lives end where chance will until there were so many deaths; count what became of their steps."""
    model, whole = folder / "model", folder / "whole"
    model.mkdir(parents=True)
    store = file_store(model)
    ACTIONS[action].prepare(store)
    store.close()
    shutil.copytree(model, whole)
    ((_, answer),) = program.suffer([Job(str(whole), action)])
    offices = [Office(model, folder / str(number), action, len(answer.calls())) for number in range(OFFICES)]
    counts: Counter[str] = Counter()

    def lives() -> Iterator[Job]:
        for number in count():
            if counts["deaths"] >= deaths:
                return
            yield offices[number % OFFICES].next_life(seed + number)

    for number, (_, ended) in enumerate(program.suffer(lives())):
        counts.update(offices[number % OFFICES].verdict(ended))
    return counts
