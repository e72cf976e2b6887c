"""How much of the sets of messy ledgers is understood, as a table beside the floors.

Run: make bench-ledger, or python -m tests.bench.bench_ledger [SET …]
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.importers.test_ledger_scores import SHARED, files_of, scored

SETS = ("clean", "small", "medium", "formats", "large")
# One village stands in all files of this set.
WITHOUT_PAIRS = {"formats"}


def main() -> int:
    """Print the figures of each set; fail where one is below its floor."""
    low = False
    for name in sys.argv[1:] or SETS:
        if not (SHARED / name).is_dir():
            print(f"== {name}: this set is not beside the project")
            continue
        started = perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            truth = SHARED / name / "truth" / "occurrences.csv"
            result = scored(files_of(SHARED / name / "ledgers"), truth, Path(folder), duplicates=name not in WITHOUT_PAIRS)
        print(f"== {name} ({perf_counter() - started:.1f} s)", *result.lines(), sep="\n")
        below = result.below()
        print("kept" if not below else f"broken: {', '.join(below)}")
        low |= bool(below)
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
