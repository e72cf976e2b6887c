"""Ten thousand broken workbooks, in processes of their own: whatever one of them does to its process is a failure told.

Run by `make soak`, or python -m tests.importers.fuzz_soak [COUNT [FIRST]]. What was reached is noted in build/soak, with a
mark of the sources, so that a broken run goes on where it stopped.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "build" / "soak" / "fuzz.json"
SOURCES = ("kzzq_desktop/importers", "kzzq_desktop/domain", "tests/importers")
COUNT, BATCH, MOST_SECONDS = 10_000, 500, 600


def run_batch(first: int, count: int) -> Iterator[dict[str, object]]:
    """Read the mutants of a range in other processes and return the failures; a process that dies is followed by the next."""
    last = first + count
    while first < last:
        command = [sys.executable, "-m", "tests.importers.fuzz", str(first), str(last - first)]
        try:
            ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=MOST_SECONDS, check=False)
            said, why = ended.stdout, f"the process ended with {ended.returncode}"
        except subprocess.TimeoutExpired as stopped:
            said, why = stopped.stdout or b"", "the process did not end"
        begun = first
        for line in map(json.loads, said.decode().splitlines()):
            begun = line.get("begun", begun)
            if "failure" in line:
                yield line
            if "done" in line:
                return
        yield {"number": begun, "failure": why}
        first = begun + 1


def mark_of_sources() -> str:
    """Return a digest of what the reading is made from."""
    digest = hashlib.sha256()
    for file in sorted(file for source in SOURCES for file in (ROOT / source).glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def main() -> int:
    """Go on where an earlier run of the same sources stopped; return 1 where anything failed."""
    count, first = (*map(int, sys.argv[1:3]), *(COUNT, 0)[len(sys.argv) - 1 :])
    key, mark = f"{first}+{count}", mark_of_sources()
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    if record.get("mark") != mark or record.get("range") != key:
        record = {"mark": mark, "range": key, "next": first, "failures": []}
    while record["next"] < first + count:
        size = min(BATCH, first + count - record["next"])
        record["failures"] += run_batch(record["next"], size)
        record["next"] += size
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        RECORD.write_text(json.dumps(record, indent=1), encoding="utf-8")
        print(f"fuzz: {record['next'] - first} of {count}, {len(record['failures'])} failed", flush=True)
    for failure in record["failures"]:
        print(failure["number"], failure["failure"])
    print(f"fuzz: {count} workbooks, {len(record['failures'])} failed")
    return 1 if record["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
