"""A thousand deaths of every deed that has steps, and every single call of every other deed failing in every way.

Run by `make soak`, or python -m tests.store.kill_soak. What each batch counted is noted in build/soak with a mark of the
sources, so that a broken run goes on where it stopped and all batches add up.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.store.fault_actions import MANY_STEPS, ONE_DEED
from tests.store.fault_lives import live
from tests.store.fault_tally import BROKEN, jobs_for, scene_of, tally
from tests.store.faulty_storage import MODES, ROOT, Sufferer, build, sufferer, why_not

RECORD = ROOT / "build" / "soak" / "kills.json"
SOURCES = ("kzzq_desktop/store", "kzzq_desktop/domain", "kzzq_desktop/sync", "kzzq_desktop/services", "tests/store")
DEATHS, BATCH = 1_000, 50
Batch = Callable[[Sufferer, Path], Counter[str]]


def mark_of_sources() -> str:
    """Return a digest of what the deeds and their judges are made from."""
    digest = hashlib.sha256()
    for file in sorted(file for source in SOURCES for file in (ROOT / source).glob("*.[pc]*")):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def batches() -> Iterator[tuple[str, Batch]]:
    """Yield the name of each batch and what counts it."""
    for action in MANY_STEPS:
        for first in range(0, DEATHS, BATCH):
            seed = 1_000_000 + 1_000 * first
            yield (
                f"{action}: deaths {first}+{BATCH}",
                lambda program, folder, a=action, s=seed: live(program, folder, a, BATCH, s),
            )
    for action in ONE_DEED:
        for mode in MODES[1:]:
            yield f"{action}: {mode} at every call", lambda program, folder, a=action, m=mode: every_call(program, folder, a, m)


def every_call(program: Sufferer, folder: Path, action: str, mode: str) -> Counter[str]:
    """Let every call of the deed fail in one way."""
    scene = scene_of(action, folder / "scene", program)
    return tally(scene, program, jobs_for(scene, [mode], range(1, len(scene.calls) + 1)))


def main() -> int:
    """Go on where an earlier run of the same sources stopped; return 1 where anything was lost or half done."""
    if why := why_not():
        print(why)
        return 1
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    if record.get("mark") != (mark := mark_of_sources()):
        record = {"mark": mark, "done": {}}
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sufferer(build(Path(place)), Path(place)) as program:
        for number, (name, batch) in enumerate(batches()):
            if name in record["done"]:
                continue
            folder = program.place(str(number))
            record["done"][name] = dict(batch(program, folder))
            shutil.rmtree(folder)
            RECORD.write_text(json.dumps(record, indent=1), encoding="utf-8")
            print(f"{name}: {record['done'][name]}", flush=True)
    sums = sum(map(Counter, record["done"].values()), Counter[str]())
    print({name: sums[name] for name in ("points", "deaths", "acknowledged steps", *BROKEN)})
    return 1 if any(sums[name] for name in BROKEN) else 0


if __name__ == "__main__":
    sys.exit(main())
