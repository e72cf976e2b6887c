"""The program that suffers: started with faultfs preloaded, it forks for every job, so that each pays no start of its own.

It reads jobs from its input and answers each with a line: what the fork said until its end, and how it ended.
"""

import ctypes
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.store import engine
from kzzq_desktop.store.database import FILE_NAME
from tests.store.conftest import file_store
from tests.store.fault_actions import ACTIONS, Say
from tests.store.faulty_storage import MODES

SHIM = ctypes.CDLL(None)
SHIM.kzzq_fault_trace.restype = ctypes.c_char_p
PRAGMAS = engine.PRAGMAS


def main() -> None:
    """Warm up in a folder of our own, then take jobs until there are no more."""
    warm(Path(sys.argv[1]))
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(forked(lambda say, job=job: suffer(job, say))), flush=True)


def warm(folder: Path) -> None:
    """Let SQLAlchemy compile what the jobs will say, so that the forks need not."""
    for number, action in enumerate(ACTIONS.values()):
        place = folder / str(number)
        place.mkdir()
        store = file_store(place)
        action.prepare(store)
        action.act(store, lambda _: None)
        store.close()


def forked(work: Callable[[Say], None]) -> dict[str, object]:
    """Do the work in a fork; return what it said and its exit code, or the signal that ended it as a negative one."""
    reading, writing = os.pipe()
    fork = os.fork()
    if fork == 0:
        os.close(reading)
        try:
            work(lambda what: os.write(writing, f"{what}\n".encode()) and None)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read().splitlines()
    return {"said": said, "ended": os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])}


def suffer(job: dict[str, object], say: Say) -> None:
    """Open, act and close while the storage fails as the job says; where it fails only once, act again when refused."""
    folder, action = Path(str(job["folder"])), ACTIONS[str(job["action"])]
    engine.PRAGMAS = (*PRAGMAS, *action.pragmas, *job["pragmas"])
    assert (folder / FILE_NAME).exists()
    SHIM.kzzq_fault_arm(ctypes.c_long(job["point"]), MODES.index(job["mode"]), ctypes.c_ulong(job["seed"]))
    with ExitStack() as opened:
        for _ in range(2 if job["mode"] == "once" else 1):
            with told(say):
                store = opened.enter_context(closing(file_store(folder)))
                break
        else:
            return
        say(f"opened {trace()}")
        for _ in range(2 if job["mode"] == "once" else 1):
            with told(say):
                action.act(store, say)
                say("acknowledged")
                break
    SHIM.kzzq_fault_disarm()
    say(f"closed {trace()}")


def trace() -> str:
    """Return the calls made since the storage was told to fail."""
    return SHIM.kzzq_fault_trace().decode(errors="replace")


@contextmanager
def told(say: Say) -> Iterator[None]:
    """Say how it failed: with a sentence for the clerk, or with an error that no clerk can read."""
    try:
        yield
    except AppError as refused:
        say(f"refused {type(refused).__name__}")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        say(f"uncaught {type(error).__name__} {error}".replace("\n", " "))


if __name__ == "__main__":
    main()
