"""Sound small workbooks of every format, from which broken ones are made; the same ones at every run."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import openpyxl
from openpyxl.styles import Font

from kzzq_desktop.importers.sheet import Cell
from tests.importers import books
from tests.importers.tables import HEADER, family

FORMATS = Path(__file__).parent / "ledgers" / "formats"
LARGEST_FILE = 60_000
TITLE = "甲镇毛都嘎查党员联系户台账"
NASTY: tuple[Cell, ...] = (
    "", " ", "\t", "\n", "\u3000", "\ufeff", "?", "？", "\ufffd", "\x00", "\x01\x1f", "\u202e反", "\u200b", "𬸚㛃", "é", "·•∙●",
    "男" * 3_000, "1" * 400, "9" * 18, "152399198605030017", "15239919860503001X", "１５２３９９", "-1", "1e400", "1986.13.45",
    "0000-00-00", "9999年12月31日", "=A1", "=1/0", "#REF!", "#N/A", "合计", "例：张三", "户主", "姓名", "毛都嘎查", "去世",
    "15400000001/15400000002", "1组" * 50, "<td>", "&#0;", "]]>", '"', "'", ",", "|", "；", "%s", "{0}", "../..", "nan", "True",
    1.0, 0.0, -1.0, 1e15, 1e308, -1e308, 5e-324, 152399198605030016.0, 2958465.0, 45000.5, float("nan"), float("inf"),
)  # fmt: skip
WIDEST_MADE = 40


def rows() -> list[list[Cell]]:
    """A small ledger: a title, a header, households, a total, a signature."""
    people = [*family(1, "王甲", "李乙", "王丙"), *family(2, "包丁"), *family(3, "白戊", "赵己")]
    return [[TITLE], list(HEADER), *people, ["合计", "3户"], ["填表人：某某"]]


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Names and bytes."""
    made = [(f"甲镇毛都嘎查.{name}", data) for name, data in books.every_format(rows()).items()]
    made += [("looks.xlsx", _with_looks()), ("looks.xls", _old_with_looks()), ("locked.xls", books.locked_xls(rows(), "密"))]
    made += [("spans.xls", _page_with_spans()), ("title.docx", books.word(rows()[1:], [TITLE, "填报单位：毛都嘎查"]))]
    files = [path for path in sorted(FORMATS.iterdir()) if path.stat().st_size < LARGEST_FILE]
    made += [(path.name, path.read_bytes()) for path in files]
    return tuple((name, steady(data)) for name, data in made)


def steady(data: bytes) -> bytes:
    """A package without the hour at which it was made."""
    if not data.startswith(b"PK"):
        return data
    parts = books.parts_of(data)
    return books.package({name: re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"", part) for name, part in parts.items()})


def _with_looks() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "毛都嘎查"
    for row in rows():
        page.append(row)
    page.merge_cells("A1:K1")
    page.merge_cells("A3:A5")
    page["C4"].font = Font(strike=True)
    page.row_dimensions[5].hidden = True
    page.column_dimensions["H"].hidden = True
    page["A12"], page["B12"], page["C12"] = "=ROW()-2", "=C3", '=IF(MOD(MID(F3,17,1),2)=1,"男","女")'
    book.create_sheet("东毛都嘎查").append(["户主"])
    book.create_sheet("字典").sheet_state = "hidden"
    return books.saved(book)


def _old_with_looks() -> bytes:
    empty = b"\x03\0\0\0\0\0\xff\xff"
    return books.xls(rows(), struck=[(3, 2)], hidden_rows=[4], hidden_cols=[7], formulas={(12, 0): empty})


def _page_with_spans() -> bytes:
    lines = "".join(f"<tr><td rowspan=2>{row[0]}<td colspan=2><s>{row[-1]}</s></tr><tr><td>1<td>2</tr>" for row in rows())
    return f"<html><style>.a{{text-decoration:line-through}}</style><table><tr class=a>{lines}</table></html>".encode("gb18030")


def written(chance: Random, cells: Sequence[Sequence[Cell]]) -> tuple[str, bytes]:
    """The rows in a format of chance; what that format cannot hold becomes text."""
    wide = max(map(len, cells), default=0) > WIDEST_MADE
    name = chance.choice(["a.ods", "page.xls", "xml.xls", "gb.csv", "utf8.csv"] if wide else list(books.WRITERS))
    plain = [[cell if _is_plain(cell) else _storable(cell) for cell in row] or [""] for row in cells]
    return name, books.WRITERS[name](plain)


def _is_plain(cell: Cell) -> bool:
    return isinstance(cell, float) and abs(cell) < 1e300


def _storable(cell: Cell) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", str(cell))[:32_000]
