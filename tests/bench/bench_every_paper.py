"""Pages a second of every paper, from the encrypted file of 1,900 grids and 19,000 households, beside the floor.

The floor writes the same words at the same places without laying anything out: what no PDF writer in Python can beat.
Run: python -m tests.bench.bench_every_paper [grids]
"""

import csv
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

import pypdfium2 as pdfium
import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services import printing
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Print, Printed, Request
from kzzq_desktop.store import scopes as scopes_of
from tests.bench.bench_papers import GRIDS, make_desk, office_fault, run_merge
from tests.bench.papers_words import fill_duties
from tests.documents.pdf_boxes import page_boxes

MERGED, COLUMNS = 60, 8
MERGE_RATIO = 10.0
DATA_KEY = bytes(range(32))  # of made-up people
SAMPLE = 40  # pages whose words the floor writes again
CARDS_A_SECOND, MOST_MB = 500, 200
LEAST_SHARE = 0.04  # of the floor's pace: a paper below it does something wrong


def request_of(desk: Desk, paper: Print) -> Request:
    """The widest scope of a paper, with its usual options; one record of it where it knows no wide scope."""
    kind = next(kind for kind in ("all", "township", "village", "grid") if kind in paper.scopes)
    with desk.store.reading() as conn:
        grid, village = scopes_of.first_grid(conn, Scope()), scopes_of.first_village(conn, Scope())
    scopes = {"all": Scope(), "township": Scope(township=f"{village[:9]}000"), "village": Scope(village=village)}
    scopes["grid"] = Scope(grid=grid)
    return printing.make_request(paper, scopes[kind], paper.audiences[0])


def timed(desk: Desk, paper: Print, tries: int = 3) -> tuple[float, Printed]:
    """The best of some prints, collected anew each time, and the print."""
    request, taken = request_of(desk, paper), []
    for _ in range(tries):
        begun = perf_counter()
        printed = printing.preview(desk, paper, request, QuietJob())
        taken.append(perf_counter() - begun)
    return min(taken), printed


def floor_pace(pdf: bytes) -> float:
    """Pages a second of writing the words of some pages again: codes, places, compression, nothing else."""
    with pdfium.PdfDocument(pdf) as document:
        pages = [[(box.left, box.bottom, box.words) for box in page_boxes(page).words] for page in islice(document, SAMPLE)]
    begun = perf_counter()
    for _ in range(10):
        write_again(pages)
    return 10 * len(pages) / (perf_counter() - begun)


def write_again(pages: Sequence[Sequence[tuple[float, float, str]]]) -> int:
    codes = {
        ord(letter): f"{number:04X}"
        for number, letter in enumerate({letter for page in pages for _, _, words in page for letter in words})
    }
    size = 0
    for page in pages:
        ops = "\n".join([f"1 0 0 1 {x:.2f} {y:.2f} Tm <{words.translate(codes)}> Tj" for x, y, words in page])
        size += len(zlib.compress(f"BT\n{ops}\nET".encode()))
    return size


def merge_pace(pdf: bytes, folder: Path) -> float:
    """Pages a second of LibreOffice's mail merge with the words of some pages, a field a word."""
    folder.mkdir()
    with pdfium.PdfDocument(pdf) as document:
        pages = [[box.words for box in page_boxes(page).words] for page in islice(document, 1, 1 + MERGED)]
    most = max(map(len, pages))
    with (folder / "words.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        rows.writerow([f"w{at}" for at in range(most)])
        rows.writerows([words + [""] * (most - len(words)) for words in pages])
    return len(pages) / run_merge(folder, str(COLUMNS))


@pytest.mark.bench
def test_every_paper_keeps_its_pace(tmp_path):
    desk = make_desk(tmp_path, GRIDS)
    fill_duties(desk.store)
    slow = []
    for paper in printing.PRINTS:
        seconds, printed = timed(desk, paper)
        pace, floor = printed.pages / seconds, floor_pace(printed.pdf)
        of_floor = f"{pace / floor:.2f} of the floor"
        print(f"\n{paper.key}: {printed.pages} pages, {pace:.0f} pages/s, {of_floor}, {len(printed.pdf) / 1e6:.1f} MB", end="")
        if printed.pages > SAMPLE and pace < LEAST_SHARE * floor:
            slow.append(paper.key)
    desk.store.close()
    assert not slow


@pytest.mark.bench
def test_every_paper_beside_mail_merge(tmp_path):
    if fault := office_fault():
        pytest.skip(fault)
    desk = make_desk(tmp_path / "office", GRIDS)
    fill_duties(desk.store)
    slow = []
    for paper in printing.PRINTS:
        seconds, printed = timed(desk, paper, 1)
        if printed.pages <= MERGED:
            continue  # too few pages to merge as many records
        ours, theirs = printed.pages / seconds, merge_pace(printed.pdf, tmp_path / paper.key)
        print(f"\n{paper.key}: {ours:.0f} pages/s, mail merge {theirs:.1f} pages/s, {ours / theirs:.0f} times", end="")
        if ours < MERGE_RATIO * theirs:
            slow.append(paper.key)
    desk.store.close()
    assert not slow


@pytest.mark.bench
@pytest.mark.parametrize(("key", "pages"), [("contact_card", 2 * GRIDS), ("contact_sheet", GRIDS)])
def test_a_whole_banners_job_is_quick_and_small(tmp_path, key, pages):
    make_desk(tmp_path, GRIDS, DATA_KEY).store.close()
    command = [sys.executable, "-m", "tests.bench.print_alone", str(tmp_path), DATA_KEY.hex(), key]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    printed, drawn, pace, peak = map(float, done.stdout.split())
    print(f"\n{key}: {printed:.0f} pages, drawn at {drawn:.0f} pages/s, {pace:.0f} from the file, peak {peak:.0f} MB")
    assert printed >= pages
    assert drawn >= CARDS_A_SECOND
    assert peak <= MOST_MB


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        test_every_paper_keeps_its_pace(Path(place))
