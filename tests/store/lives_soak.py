"""Many more lives than the tests have room for, and how often each safety rule is missed: `python -m tests.store.lives_soak`.

Adds up in build/soak/lives.json by ranges of seeds: a broken run goes on where it stopped. `--until N` lives in all.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.store.ablations import ABLATIONS, without
from tests.store.histories import live, memory_pc

RECORD = Path(__file__).resolve().parents[2] / "build" / "soak" / "lives.json"
PIECE, WORKERS = 200, 2
ABLATED = 400  # lives for each rule that is off


def whole(seed: int) -> str:
    return live(seed, memory_pc)


def ablated(at: int, seed: int) -> str:
    with without(ABLATIONS[at]):
        return live(seed, memory_pc)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--until", type=int, default=20_000)
    until = asked.parse_args().until
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {"lives": 0, "wrong": [], "rates": {}}
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        while record["lives"] < until:
            seeds = range(record["lives"], record["lives"] + PIECE)
            record["wrong"] += [said for said in pool.map(whole, seeds, chunksize=10) if said]
            record["lives"] += PIECE
            keep(record)
        for at, ablation in enumerate(ABLATIONS):
            if ablation.name not in record["rates"]:
                found = sum(bool(said) for said in pool.map(partial(ablated, at), range(ABLATED), chunksize=10))
                record["rates"][ablation.name] = f"{found} of {ABLATED}"
                keep(record)
    assert record["wrong"] == [], record["wrong"]


def keep(record: dict) -> None:
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{record['lives']} lives, {len(record['wrong'])} wrong; rules missed: {record['rates']}", flush=True)


if __name__ == "__main__":
    main()
