"""What it costs to take in a large set of ledgers, beside reading their bare cells and saving the same rows in bulk.

Run: make bench, or python -m pytest -s -m bench tests/bench/bench_import.py
Each part runs in a process of its own: the peak of one does not hide in another's.
"""

import csv
import gc
import os
import resource
import secrets
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import pytest

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_whole import plan_import
from kzzq_desktop.domain.places import Office
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.services import import_ledger
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divisions import read_divisions
from kzzq_desktop.services.office import found, list_places, list_villages
from kzzq_desktop.store import ledger
from kzzq_desktop.store.database import open_file

PLACES = [folder / "shared" / "ledgers" / "large" / "ledgers" for folder in Path(__file__).resolve().parents]
LARGE = next((place for place in PLACES if place.is_dir()), PLACES[-1])
BANNER = "150521"
RATIO, MEGABYTES, MATCHING_S = 3.0, 300, 2.0
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def large_set() -> list[Path]:
    """Return the files of the large set."""
    return sorted(path for path in LARGE.rglob("*") if path.is_file())


def make_desk(folder: Path) -> Desk:
    """An empty office of the whole banner."""
    places = read_divisions(BANNER)
    banner = next(place for place in places if place.code == f"{BANNER}000000")
    office = Office(banner.code, banner.name, "", "")
    return found(open_file(folder / "office", secrets.token_bytes(32), new=True), office, "c" * 32, "操作员", places)


def timed(words: str, work: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds of work done (not waited for) and what came of it; print them."""
    gc.collect()
    started = process_time()
    made = work()
    took = process_time() - started
    print(f"{words:34} {took:6.2f} s   peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return took, made


def read_cells(files: Sequence[Path]) -> int:
    """Read every cell with calamine and the csv module and nothing else; return how many."""
    from python_calamine import CalamineWorkbook

    cells = 0
    for path in files:
        try:
            book = CalamineWorkbook.from_path(str(path))
        except Exception:  # noqa: BLE001 - whatever is no workbook is text
            cells += _text_cells(path)
            continue
        for name in book.sheet_names:
            cells += sum(map(len, book.get_sheet_by_name(name).to_python()))
    return cells


def _text_cells(path: Path) -> int:
    raw = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        return sum(map(len, csv.reader(text.splitlines(), delimiter="\t" if "\t" in text[:400] else ",")))
    return 0


def parts(folder: Path) -> None:
    """Print the parts of taking the large set in, then next month's list against it."""
    desk, files = make_desk(folder), large_set()
    gazetteer = Gazetteer(list_places(desk))
    cells_s, cells = timed("cells, calamine and csv alone", lambda: read_cells(files))
    read_s, reading = timed("read and understood", lambda: read_ledger(files, gazetteer))
    allowed = {place.code for place in list_villages(desk)}

    def compared(choice: ImportChoice = import_ledger.WHOLE) -> object:
        numbers = {person.id_number for home in reading.households for person in home.people} - {""}
        with desk.store.reading() as conn:
            known = ledger.read_known(conn, allowed, numbers)
        return plan_import(reading, known, allowed, new_id, choice)

    plan_s, plan = timed("compared with an empty office", compared)

    def saved() -> None:
        with desk.store.unit("导入") as unit:
            ledger.save_plan(unit, plan.inserts, plan.patches)

    save_s, _ = timed("saved in bulk, stamped", saved)
    again_s, again = timed("compared with all on record", compared)
    choose_s, _ = timed("another choice", lambda: again.chosen(ImportChoice(frozenset({"phones"}))))
    desk.store.close()
    ratio = (read_s + plan_s + save_s) / (cells_s + save_s)
    print(f"{cells:,} cells, {reading.rows:,} people, {plan.counts}, again empty: {again.empty}")
    print(f"read + understood + planned + saved: {ratio:.2f} times the bare cells and the save (limit {RATIO:.0f})")
    assert ratio <= RATIO
    assert again.empty
    assert again_s <= MATCHING_S * 2  # with the reading of what is on record; on a busy machine
    assert choose_s <= 0.2


def whole(folder: Path) -> None:
    """Print the whole import as the program does it, and its peak."""
    desk, files = make_desk(folder), large_set()
    _, preview = timed("preview", lambda: import_ledger.preview_import(desk, files))
    timed("saved", lambda: import_ledger.save_import(desk, preview))
    desk.store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak {peak} MB (limit {MEGABYTES})")
    assert peak <= MEGABYTES


@pytest.mark.bench
@pytest.mark.skipif(not LARGE.is_dir(), reason="the large set of ledgers is not here")
@pytest.mark.parametrize("part", ["parts", "whole"])
def test_the_large_set_is_taken_in_quickly(tmp_path: Path, part: str) -> None:
    command = [sys.executable, "-m", "tests.bench.bench_import", part, str(tmp_path)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=False)
    assert done.returncode == 0


if __name__ == "__main__":
    {"parts": parts, "whole": whole}[sys.argv[1]](Path(sys.argv[2]))
