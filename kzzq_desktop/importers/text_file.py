"""Separated text in the encodings that Chinese offices write."""

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Literal

from kzzq_desktop.importers.sheet import MOST_TEXT, Cell, Sheet, cell_of, make_sheet, refuse_huge
from kzzq_desktop.importers.unread import NotATable, TooLarge

MOST_BYTES = 60_000_000
_LONGEST_FIELD = 1_000_000
# A cell of more lines than this is no cell: a quotation mark somewhere has no partner.
_MOST_LINES_IN_A_CELL = 30
_LOST_SHARE = 1_000
# Excel lets a text say so in its first line.
_SAID = re.compile(r'"?sep=([^\r\n])"?\r?\n', re.IGNORECASE)
_PLAIN_WIDTH, _SURELY_UTF8 = 200, 20


def decode(name: str, data: bytes) -> str:
    """Return the text of a file: byte order mark, else UTF-16 by its zeros, else UTF-8, else GB18030.

    A character in a thousand may be torn; it becomes U+FFFD.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(f"“{name}”太大，不像是表格。")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        text = _utf16_without_mark(data)
        if text is not None:
            return text
        if data.count(b"\x00") * _LOST_SHARE > len(data):
            raise NotATable(f"“{name}”不是表格文件。")
        data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # One torn character must not turn the whole text into other Chinese: 户主 would become 鎴蜂富.
        if _wide_characters(data[: error.start].decode("utf-8-sig")) >= _SURELY_UTF8:
            return _torn_text(name, data, "utf-8-sig")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return _torn_text(name, data, "gb18030")


def _wide_characters(text: str) -> int:
    return len(text) - len(text.encode("ascii", errors="ignore"))


def _torn_text(name: str, data: bytes, code: str) -> str:
    text = data.decode(code, errors="replace")
    if text.count("\ufffd") * _LOST_SHARE > len(text):
        raise NotATable(f"“{name}”的文字编码认不出来。", "请在 WPS 或 Excel 里打开它，另存为 .xlsx，再导入。")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    for code in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and re.search(r"[,\t\n]", text):
            return text
    return None


def read_text(name: str, text: str) -> Sheet:
    """Read separated text; the separator is the one that stands in most lines, unless the text itself names it."""
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    if said := _SAID.match(text):
        separator, text = said[1], text[said.end() :]
    else:
        lines = [line for line in text[:100_000].splitlines()[:200] if line.strip()]
        separator = max("\t,;，|", key=lambda mark: sum(mark in line for line in lines))
    try:
        rows = _rows(name, text, separator, csv.QUOTE_MINIMAL)
    except csv.Error:
        rows = []
    swallowed = text.count("\n") - len(rows)
    if not rows or (swallowed > _MOST_LINES_IN_A_CELL and any(_swallows(cell) for row in rows for cell in row)):
        rows = _rows(name, text, separator, csv.QUOTE_NONE)
    return make_sheet("", rows)


def _swallows(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.count("\n") > _MOST_LINES_IN_A_CELL


def _rows(name: str, text: str, separator: str, quoting: Literal[0, 3]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    width = filled = 0
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)
    once: dict[str, str] = {}
    for some in _batches(reader, once.setdefault):
        rows += some
        width = max(width, *map(len, some))
        filled += sum(map(len, some))
        refuse_huge(name, "", len(rows), width, filled)
    return rows


def _batches(reader: Iterator[list[str]], keep: Callable[[str, str], str]) -> Iterator[list[list[Cell]]]:
    """A thousand rows at a time; equal cells are kept once."""
    while some := [_cells(_without_tail(row), keep) for row in itertools.islice(reader, 1_000)]:
        yield some


def _cells(row: list[str], keep: Callable[[str, str], str]) -> list[Cell]:
    return [keep(cell, cell) if len(cell) <= MOST_TEXT else cell_of(cell) for cell in row]


def _without_tail(row: list[str]) -> list[str]:
    """Whoever coloured a whole row in Excel gets its 16,384 columns in the text, nearly all empty."""
    if len(row) > _PLAIN_WIDTH:
        while row and not row[-1]:
            row.pop()
    return row
