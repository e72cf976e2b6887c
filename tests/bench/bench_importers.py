"""How long a ledger of 20,000 rows x 16 columns takes to read, as .xlsx and as GB18030 text.

Run: python -m tests.bench.bench_importers
"""

import resource
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import xlsxwriter

from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.importers.workbook import read_workbook
from tests.importers.tables import phone_of, read, write_csv

ROWS, LIMIT = 20_000, 5.0
HEADER = (
    *("户号", "户主", "姓名", "与户主关系", "性别", "民族", "出生日期", "身份证号"),
    *("联系电话", "住址", "组", "家庭人口", "网格", "联系党员", "备注", "银行账号"),
)


def make_rows(count: int) -> list[list[object]]:
    """Households of three written flat: the household's own cells stand in its first row."""
    rows: list[list[object]] = [list(HEADER)]
    for number in range(count):
        home, place = divmod(number, 3)
        born = date(1940, 1, 1) + timedelta(days=number % 30_000)
        serial = f"152399{born:%Y%m%d}{number % 450 * 2 + (0 if place == 1 else 1):03d}"
        head = f"王{chr(0x4E00 + home % 9000)}"
        relation, sex = (("户主", "男"), ("妻", "女"), ("长子", "男"))[place]
        own = [f"{head}{'一二三'[place]}", relation, sex, "某族", f"{born:%Y-%m-%d}"]
        group = f"{home % 7 + 1}组"
        shared = [f"毛都嘎查{group}{home}号", group, 3, f"第{home // 10 % 90 + 1}网格", "包丹巴 15400009999"]
        first = [f"{home:05d}", head] if place == 0 else ["", ""]
        rest = shared if place == 0 else [""] * 5
        rows.append([*first, *own, serial + check_digit(serial), phone_of(number), *rest, "", "6222"])
    return rows


def write_book(path: Path, rows: list[list[object]]) -> Path:
    """Write the rows as one sheet."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("毛都嘎查")
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return path


def measure(path: Path) -> float:
    """Read a file once, print the figures and return the seconds of the whole."""
    started = perf_counter()
    read_workbook(path)
    cells = perf_counter()
    reading = read(path)
    whole = perf_counter() - cells
    print(f"{path.suffix:5} {reading.rows} rows, {len(reading.households)} households:", end=" ")
    print(f"cells {cells - started:.2f} s, whole {whole:.2f} s")
    return whole


def main() -> int:
    """Print the figures; fail where they break the promise."""
    rows = make_rows(ROWS)
    with tempfile.TemporaryDirectory() as folder:
        book = write_book(Path(folder) / "甲镇毛都嘎查.xlsx", rows)
        slowest = max(measure(book), measure(write_csv(Path(folder) / "甲镇毛都嘎查.csv", rows)))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print("kept" if slowest <= LIMIT else f"broken: at most {LIMIT} s")
    return 0 if slowest <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
