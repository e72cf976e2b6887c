"""How long papers take: from words in memory (the engine's floor), from the encrypted file, one sheet, and LibreOffice beside.

Run: python -m tests.bench.bench_papers [grids]
"""

import csv
import io
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from kzzq_desktop.base import paths
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import contact_sheet
from kzzq_desktop.documents.contact_sheet import SheetWords
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain.places import Office
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divisions import read_divisions
from kzzq_desktop.services.office import found
from kzzq_desktop.store.database import open_file
from tests.bench.papers_words import fill_store
from tests.documents.pdf_reading import plain, text_of

GRIDS, RECORDS, TRIES = 1900, 300, 5
DATABASE_RATIO, ONE_SHEET_SECONDS, MERGE_RATIO = 2.0, 0.060, 80.0
SYSTEM_PYTHON = "/usr/bin/python3"
# LibreOffice gets the same fonts, so that it need not look for others.
FONTS = "<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{ours}</dir></fontconfig>"


def seconds(work: Callable[[], object], tries: int = TRIES) -> float:
    """The median of some runs after a first one."""
    work()
    taken = []
    for _ in range(tries):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return statistics.median(taken)


def build(words: tuple[SheetWords, ...]) -> bytes:
    out = io.BytesIO()
    contact_sheet.build(words, Paper("科左中旗党建办", date(2026, 11, 23), "工作"), out, QuietJob())
    return out.getvalue()


def make_desk(folder: Path, grids: int, key: bytes = b"") -> Desk:
    """An encrypted office of the banner's size."""
    places = read_divisions("150521")
    office = Office("150521000000", "科尔沁左翼中旗", "", "")
    desk = found(open_file(folder, key or secrets.token_bytes(32), new=True), office, "c" * 32, "萨仁高娃", places)
    fill_store(desk.store, [place.code for place in places if place.level == 5], grids)
    return desk


def measure(folder: Path, grids: int) -> dict[str, float]:
    """Seconds from memory, from the file, and of one sheet."""
    desk = make_desk(folder, grids)
    paper, audience = printing.find_print("contact_sheet", "工作")

    def printed(scope: Scope) -> int:
        return printing.preview(desk, paper, printing.make_request(paper, scope, audience), QuietJob()).pages

    words = printing.collect(desk, paper, printing.make_request(paper, Scope(), audience)).words
    assert len(words) == grids
    result = {
        "memory": seconds(lambda: build(words)),
        "file": seconds(lambda: printed(Scope())),
        "one": seconds(lambda: printed(Scope(grid=words[grids // 2].grid_id)), 15),
    }
    desk.store.close()
    return result


def office_fault() -> str:
    """Why LibreOffice's mail merge cannot be run here, "" if it can."""
    if not shutil.which("soffice"):
        return "LibreOffice is not installed (libreoffice-writer, libreoffice-base)"
    if not Path(SYSTEM_PYTHON).exists():
        return f"no {SYSTEM_PYTHON} for UNO"
    done = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "python3-uno is not installed"


def write_words(words: tuple[SheetWords, ...], path: Path) -> None:
    """Write the same words as the table of a mail merge: one row a sheet."""
    cells = ("head", "people", "phone", "place", "needs", "note")
    heads = ["title", "member", "phone", "posts", "branch", "since", *(f"{cell}{line}" for line in range(10) for cell in cells)]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow(heads)
        for grid in words:
            facts = [grid.place, grid.member, grid.phone, grid.posts, grid.branch, grid.since]
            rows.writerow(facts + [getattr(line, cell) for line in grid.households for cell in cells])


def merge_seconds(words: tuple[SheetWords, ...], folder: Path) -> float:
    """Seconds LibreOffice takes for the same words; every member's phone must be found in its PDF."""
    write_words(words, folder / "words.csv")
    taken = run_merge(folder)
    merged = next(folder.glob("merged*.pdf")).read_bytes()
    pages = text_of(merged)
    assert len(pages) == len(words)
    assert all(plain(grid.phone) in page for grid, page in zip(words, pages, strict=True))
    return taken


def run_merge(folder: Path, *columns: str) -> float:
    """Merge the folder's words.csv with our fonts at hand; return the seconds of the merge alone."""
    (folder / "fonts.conf").write_text(FONTS.format(ours=paths.resources() / "fonts"))
    command = [SYSTEM_PYTHON, str(Path(__file__).with_name("mail_merge.py")), str(folder), *columns]
    env = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=900, env=env)
    return float(done.stdout.split()[-1])


def compared(folder: Path, records: int) -> tuple[float, float]:
    """(our pages a second, the mail merge's) on the same words."""
    desk = make_desk(folder / "office", records)
    paper, audience = printing.find_print("contact_sheet", "工作")
    words = printing.collect(desk, paper, printing.make_request(paper, Scope(), audience)).words
    desk.store.close()
    before = seconds(lambda: build(words), 15)
    theirs = merge_seconds(words, folder)
    return records / min(before, seconds(lambda: build(words), 15)), records / theirs


@pytest.mark.bench
def test_sheets_from_the_encrypted_file(tmp_path):
    taken = measure(tmp_path, GRIDS)
    one = taken["one"] * 1000
    print(f"\n{GRIDS} sheets: {taken['memory']:.2f} s from memory, {taken['file']:.2f} s from the file, one {one:.0f} ms")
    assert taken["file"] <= DATABASE_RATIO * taken["memory"]
    assert taken["one"] <= ONE_SHEET_SECONDS


@pytest.mark.bench
def test_many_times_faster_than_mail_merge(tmp_path):
    if fault := office_fault():
        pytest.skip(fault)
    ours, theirs = compared(tmp_path, RECORDS)
    print(f"\n{RECORDS} sheets: {ours:.0f} pages/s, LibreOffice mail merge {theirs:.1f} pages/s, {ours / theirs:.0f} times")
    assert ours >= MERGE_RATIO * theirs


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(measure(Path(place) / "a", int(sys.argv[1]) if len(sys.argv) > 1 else GRIDS))
        print(office_fault() or compared(Path(place), RECORDS))
