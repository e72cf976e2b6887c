"""What it costs to take in a large set of ledgers, beside reading their bare cells and saving the same rows in bulk.

Run: make bench, or python -m pytest -s -m bench tests/bench/bench_import.py
Each part runs in a process of its own: the peak of one does not hide in another's.
"""

import csv
import gc
import io
import os
import resource
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import TypeVar

import pytest

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.litter import seldom_swept
from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.import_choice import ImportChoice
from kzzq_desktop.domain.import_whole import plan_import
from kzzq_desktop.domain.places import Office
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.importers.workbook import Sheet, read_workbook
from kzzq_desktop.services import import_ledger
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divisions import read_divisions
from kzzq_desktop.services.office import found, list_places, list_villages
from kzzq_desktop.store import ledger
from kzzq_desktop.store.database import open_file
from kzzq_desktop.store.tables import table_of

ROOT = Path(__file__).resolve().parents[2]
LARGE = ROOT.parent / "shared" / "ledgers" / "large" / "ledgers"
BANNER, TOWNSHIP, VILLAGE = "150521", "保康镇", "巴彦胡硕嘎查"
RATIO, MEGABYTES, MATCHING_S, PREVIEW_S, PREVIEW_ROWS = 3.0, 300, 2.0, 0.5, 1_000
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
T = TypeVar("T")


def large_set() -> list[Path]:
    """Return the files of the large set."""
    return sorted(path for path in LARGE.rglob("*") if path.is_file())


def make_desk(folder: Path) -> Desk:
    """An empty office of the whole banner."""
    places = read_divisions(BANNER)
    banner = next(place for place in places if place.code == f"{BANNER}000000")
    office = Office(banner.code, banner.name, "", "")
    return found(open_file(folder / "office", secrets.token_bytes(32), new=True), office, "c" * 32, "操作员", places)


@contextmanager
def a_desk(folder: Path) -> Iterator[Desk]:
    """An empty office that is gone afterwards."""
    desk = make_desk(folder)
    yield desk
    desk.store.close()
    shutil.rmtree(folder / "office")


def timed(words: str, work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of work done (not waited for) and what came of it; print them."""
    gc.collect()
    started = process_time()
    made = work()
    took = process_time() - started
    print(f"{words:44} {took:6.2f} s   peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
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
        return sum(map(len, csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text[:400] else ",")))
    return 0


def with_looks(files: Sequence[Path]) -> list[Path]:
    """Return the files whose looks say something: struck cells, hidden rows and columns, formulas nobody counted."""

    def tells(sheet: Sheet) -> bool:
        return bool(sheet.struck or sheet.hidden_rows or sheet.hidden_cols or sheet.uncounted)

    return [path for path in files if any(tells(sheet) for sheet in read_workbook(path))]


def saved_in_bulk(folder: Path, inserts: Mapping[str, Sequence[Mapping[str, object]]]) -> float:
    """Save these rows with the store's own stamped bulk save and nothing else; return the seconds."""
    with a_desk(folder) as desk:

        def save() -> None:
            with desk.store.unit("导入") as unit:
                for kind in ledger.KINDS:
                    (unit.put_many if kind in ledger.MARKS else unit.add_many)(kind, inserts.get(table_of(kind).name, ()))

        return timed("  base: the same rows saved in bulk, stamped", save)[0]


def read_alone(files: Sequence[Path], gazetteer: Gazetteer) -> LedgerReading:
    """Read as the preview does, without comparing."""
    with seldom_swept():
        return read_ledger(files, gazetteer)


def ratio_of(folder: Path, words: str, files: Sequence[Path]) -> float:
    """Print base and parts of taking files in; return how many times the base it takes."""
    print(f"== {words}: {len(files)} files")
    base_s, cells = timed("  base: cells, calamine and csv alone", lambda: read_cells(files))
    with a_desk(folder) as desk:
        gazetteer = Gazetteer(list_places(desk))
        sheets_s, _ = timed("  cells and looks", lambda: sum(len(read_workbook(path)) for path in files))
        preview_s, preview = timed("  whole preview", lambda: import_ledger.preview_import(desk, files))
        read_s, _ = timed("  of it: read and understood", lambda: read_alone(files, gazetteer))
        save_s, _ = timed("  saved", lambda: import_ledger.save_import(desk, preview))
    base_s += saved_in_bulk(folder, preview.plan.inserts)
    ratio = (preview_s + save_s) / base_s
    print(f"  {cells:,} cells, {preview.reading.rows:,} people, {preview.plan.counts}")
    parts = f"cells and looks {sheets_s:.2f}, understanding {read_s - sheets_s:.2f}, planning {preview_s - read_s:.2f}"
    print(f"  {parts}, saving {save_s:.2f} s: {ratio:.2f} times the base of {base_s:.2f} s", flush=True)
    return ratio


def parts(folder: Path) -> None:
    """Print what taking the large set in costs, files whose looks must be read counted apart."""
    files = large_set()
    apart = set(with_looks(files))
    ratio_of(folder, "all", files)
    ratio_of(folder, "with looks", [path for path in files if path in apart])
    assert ratio_of(folder, "without looks", [path for path in files if path not in apart]) <= RATIO


def again(folder: Path) -> None:
    """Print what next month's list costs against all that is on record."""
    from tests.bench.bench_importers import make_rows, write_book  # what they import would stand in the peaks of the others

    files = large_set()
    with a_desk(folder) as desk:
        preview = import_ledger.preview_import(desk, files)
        import_ledger.save_import(desk, preview)
        allowed = {place.code for place in list_villages(desk)}
        numbers = {person.id_number for home in preview.reading.households for person in home.people} - {""}
        with desk.store.reading() as conn:
            _, known = timed("what is on record", lambda: ledger.read_known(conn, allowed, numbers))
        again_s, plan = timed("compared with it", lambda: plan_import(preview.reading, known, allowed, new_id))
        choose_s, _ = timed("another choice", lambda: plan.chosen(ImportChoice(frozenset({"phones"}))))
        assert plan.empty
        assert again_s <= MATCHING_S
        assert choose_s <= 0.2
        book = write_book(folder / f"{TOWNSHIP}{VILLAGE}.xlsx", make_rows(PREVIEW_ROWS))
        previews = [timed("preview of 1,000 rows", lambda: import_ledger.preview_import(desk, [book])) for _ in range(3)]
    assert previews[0][1].reading.rows == PREVIEW_ROWS
    assert min(took for took, _ in previews) <= PREVIEW_S


def whole(folder: Path) -> None:
    """Print the whole import as the program does it, and its peak."""
    with a_desk(folder) as desk:
        files = large_set()
        _, preview = timed("preview", lambda: import_ledger.preview_import(desk, files))
        timed("saved", lambda: import_ledger.save_import(desk, preview))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak {peak} MB (limit {MEGABYTES})")
    assert peak <= MEGABYTES


@pytest.mark.bench
@pytest.mark.skipif(not LARGE.is_dir(), reason="the large set of ledgers is not here")
@pytest.mark.parametrize("part", ["parts", "again", "whole"])
def test_the_large_set_is_taken_in_quickly(tmp_path: Path, part: str) -> None:
    command = [sys.executable, "-m", "tests.bench.bench_import", part, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == 0


if __name__ == "__main__":
    {"parts": parts, "again": again, "whole": whole}[sys.argv[1]](Path(sys.argv[2]))
