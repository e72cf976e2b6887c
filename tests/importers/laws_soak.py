"""The laws of reading on many more tables than the tests try, other ones each time.

Run by `make soak`, or python -m tests.importers.laws_soak. Each law that held is noted in build/soak with a mark of the
sources, so that a broken run goes on where it stopped.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from tests.importers.test_ledger_laws import KINDS

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "build" / "soak" / "laws.json"
SOURCES = ("kzzq_desktop/importers", "kzzq_desktop/domain", "tests/importers", "tests/importers/strange")
TESTS = "tests/importers/test_ledger_laws.py"
LAWS = ("blank_rows_and_columns_change_nothing", "the_order_of_columns_changes_nothing", "the_format_changes_nothing")


def mark_of_sources() -> str:
    """Return a digest of what the reading and the tables are made from."""
    digest = hashlib.sha256()
    for file in sorted(file for source in SOURCES for file in (ROOT / source).glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def main() -> int:
    """Try every law on every kind of table; return 1 where one broke."""
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    if record.get("mark") != mark_of_sources():
        record = {"mark": mark_of_sources(), "held": []}
    broken = []
    for law in (f"test_{law}[{layout}-{words}]" for law in LAWS for layout, words in KINDS):
        if law in record["held"]:
            continue
        command = [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=soak", f"{TESTS}::{law}"]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            broken.append(law)
            continue
        record["held"].append(law)
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        RECORD.write_text(json.dumps(record, indent=1), encoding="utf-8")
        print(f"{law}: held", flush=True)
    print(*(f"{law}: broken" for law in broken), sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
