"""What the full ledger of 50,000 people costs, beside bare XlsxWriter writing the same cells of the same sheets.

Run: python -m tests.bench.bench_export
"""

import io
import resource
import sys
import tempfile
from pathlib import Path
from time import process_time

import openpyxl
import pytest
import xlsxwriter

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.domain.listing import HouseholdFilter
from kzzq_desktop.services.export_ledger import export_households
from tests.bench.people import make_office

PEOPLE, MOST = 50_000, 2.0
ROUNDS = 3
Pages = dict[str, list[tuple[object, ...]]]


def bare(pages: Pages) -> bytes:
    """The same cells by XlsxWriter alone, in memory as people must not stand in plain files."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in pages.items():
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for col, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(at, col, cell)
                elif cell is not None:
                    page.write_number(at, col, cell)
    book.close()
    return out.getvalue()


def read_pages(path: Path) -> Pages:
    book = openpyxl.load_workbook(path, read_only=True)
    return {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}


def measure(folder: Path) -> tuple[float, float]:
    """Return the best processor seconds of the export and of bare writing, taken in turns."""
    desk, path = make_office(folder, PEOPLE), folder / "台账.xlsx"
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = process_time()
        export_households(desk, path, HouseholdFilter(), QuietJob())
        ours.append(process_time() - start)
        pages = read_pages(path)
        start = process_time()
        bare(pages)
        theirs.append(process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cells = sum(cell is not None for rows in pages.values() for row in rows for cell in row)
    print(f"{PEOPLE} people, {len(pages)} sheets, {cells} cells, {path.stat().st_size >> 10} kB, {memory} MB with the check")
    return min(ours), min(theirs)


@pytest.mark.bench
def test_the_ledger_costs_little_more_than_its_cells(tmp_path: Path) -> None:
    ours, theirs = measure(tmp_path)
    print(f"export {ours:.2f} s, bare XlsxWriter {theirs:.2f} s: {ours / theirs:.2f} times (at most {MOST})")
    assert ours <= MOST * theirs


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        mine, plain = measure(Path(name))
    print(f"export {mine:.2f} s, bare XlsxWriter {plain:.2f} s: {mine / plain:.2f} times (at most {MOST})")
    sys.exit(mine > MOST * plain)
