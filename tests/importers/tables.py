"""Small synthetic lists for the tests: people who cannot exist, written as clerks write them."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.domain.places import Place
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.importers.rows import RowReader, TableRow
from kzzq_desktop.importers.tables import Table, find_tables
from kzzq_desktop.importers.workbook import Cell, Sheet

PLACES = (
    Place("150599000000", "试验旗", 3, ""),
    Place("150599100000", "甲镇", 4, "150599000000"),
    Place("150599101000", "乙苏木", 4, "150599000000"),
    Place("150599100200", "毛都嘎查", 5, "150599100000", ("孙家窑嘎查",)),
    Place("150599100201", "东毛都嘎查", 5, "150599100000"),
    Place("150599101200", "毛都嘎查", 5, "150599101000"),
)
GAZETTEER = Gazetteer(PLACES)
MAODU = "150599100200"
HEADER = ("户号", "户主", "姓名", "与户主关系", "性别", "身份证号", "联系电话", "住址", "网格", "联系党员", "备注")


def id_of(number: int, sex: str = "1") -> str:
    """A right ID number of nobody, another for each number."""
    born = date(1950, 1, 1) + timedelta(days=number * 37)
    serial = (number % 400 + 1) * 2 + (1 if sex == "1" else 0)
    first = f"152399{born:%Y%m%d}{serial:03d}"
    return first + check_digit(first)


def phone_of(number: int) -> str:
    """A phone with a prefix that no carrier holds."""
    return f"154{number:08d}"


def sheet(*rows: Sequence[Cell], name: str = "毛都嘎查", merges: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    """A sheet in memory."""
    return Sheet(name, [list(row) for row in rows], tuple(merges))


def table(made: Sheet) -> Table:
    """The first table of a sheet."""
    return find_tables(made, 2026, {})[0]


def data_rows(made: Sheet, header: Header, shared: Sequence[int] = ()) -> list[TableRow]:
    """The rows under a header that may hold people."""
    return list(RowReader(made, header).rows(len(made.rows) - 1, shared))


def write_xlsx(path: Path, rows: Sequence[Sequence[object]], title: str = "毛都嘎查", merges: Sequence[str] = ()) -> Path:
    """Write one sheet; `merges` are ranges as Excel writes them."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(list(row))
    for merge in merges:
        page.merge_cells(merge)
    book.save(path)
    return path


def write_csv(path: Path, rows: Sequence[Sequence[object]], encoding: str = "gb18030", separator: str = ",") -> Path:
    """Write separated text."""
    path.write_bytes("".join(separator.join(map(str, row)) + "\r\n" for row in rows).encode(encoding))
    return path


def read(*paths: Path, **more: object) -> LedgerReading:
    """Read files with the divisions above."""
    return read_ledger(list(paths), GAZETTEER, **more)


def family(number: int, *names: str) -> list[list[str]]:
    """The flat rows of a household: the head first; the household's cells only in the first row."""
    relations = ("户主", "妻", "长子", "次子")
    rows = []
    for place, name in enumerate(names):
        own = [name, relations[place], "女" if place == 1 else "男", id_of(number * 10 + place, "2" if place == 1 else "1"),
               phone_of(number * 10 + place)]  # fmt: skip
        shared = [f"{number:04d}", names[0]] if place == 0 else ["", ""]
        rest = [f"{number}组{number}号", f"第{number}网格", "包丹巴 15400009999", ""] if place == 0 else [""] * 4
        rows.append([*shared, *own, *rest])
    return rows
