"""Files of tables, told apart by their content and never by their extension: sheets of plain cells."""

import csv
import io
import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.importers.markup import read_html, read_spreadsheet_xml

Cell = str | float | date
Range = tuple[int, int, int, int]
_MOST_CELLS = 30_000_000
_MOST_BYTES = 300_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_START = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILE_PASS = 0x2F
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")


class FileNotRead(AppError):
    """The file cannot be opened."""

    advice = "请确认文件还在原处、U盘没有拔出，再试一次。"


class FileBusy(AppError):
    """Another program holds the file."""

    advice = "请先在 WPS 或 Excel 里保存并关闭它，再试一次。"


class NotATable(AppError):
    """The file is of another kind."""

    advice = "请选择 .xlsx、.xls、.et、.csv 或 .txt 表格文件。"


class PasswordProtected(AppError):
    """The workbook asks for a password."""

    advice = "请在 WPS 或 Excel 里打开它，取消打开密码后另存一份，再导入。"


class DamagedFile(AppError):
    """The workbook is broken."""

    advice = "请在 WPS 或 Excel 里打开它，另存为新的 .xlsx 文件，再导入。"


class EmptyFile(AppError):
    """Nothing is in it."""

    advice = "请确认选对了文件，并且已经保存过。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells from A1, and merged ranges as first row, first column, last row, last column from 0.

    A cell is text ("" when empty), a float or a date. `name` is "" for text files. Rows and columns of the looks count
    from 0: cells struck through, rows and columns that are hidden, formulas whose value the file does not hold.
    """

    name: str
    rows: list[list[Cell]]
    merges: tuple[Range, ...] = ()
    hidden: bool = False
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    uncounted: frozenset[tuple[int, int]] = frozenset()


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """Read every sheet of a file; raises an AppError child with the reason in Chinese."""
    data = _read_bytes(path)
    try:
        sheets = _read_sheets(path.name, data)
    except AppError:
        raise
    except (ValueError, csv.Error, struct.error, OverflowError, MemoryError) as error:
        raise DamagedFile(f"“{path.name}”的内容读不出来。") from error
    if not any(any(cell != "" for cell in row) for sheet in sheets for row in sheet.rows):
        raise EmptyFile(f"“{path.name}”里没有内容。")
    return sheets


def is_open_elsewhere(path: Path) -> bool:
    """Say whether WPS, Excel or LibreOffice left the mark beside the file that it is open."""
    marks = (f"~${path.name}", f"~${path.name[2:]}", f".~{path.name}", f".~lock.{path.name}#")
    return any((path.parent / mark).exists() for mark in marks if mark != path.name)


def is_lock_file(path: Path) -> bool:
    """Say whether a path is itself such a mark."""
    return path.name.startswith(("~$", ".~"))


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise NotATable(f"“{path.name}”太大，不像是表格。")
        data = path.read_bytes()
    except PermissionError as error:
        raise FileBusy(f"“{path.name}”正被别的程序占用，或没有读取权限。") from error
    except IsADirectoryError as error:
        raise NotATable(f"“{path.name}”是文件夹。") from error
    except FileNotFoundError as error:
        raise FileNotRead(f"找不到“{path.name}”。") from error
    except OSError as error:
        raise FileNotRead(f"“{path.name}”读到一半断开了。") from error
    if not data.strip(b"\x00 \r\n\t"):
        raise EmptyFile(f"“{path.name}”是空文件。")
    return data


def _read_sheets(name: str, data: bytes) -> tuple[Sheet, ...]:
    if data.startswith(_OLE):
        _refuse_other_ole(name, data)
        return _read_binary(name, data)
    if data.startswith(b"PK"):
        if b"word/document" in data or b"ppt/slides" in data:
            raise NotATable(f"“{name}”是文档，不是表格。")
        return _read_binary(name, data)
    if data.startswith(_OTHER_KINDS):
        raise NotATable(f"“{name}”不是表格文件。")
    text = decode(name, data)
    start = text.lstrip()[:2000].lower()
    if start.startswith("<?xml") and "schemas-microsoft-com:office:spreadsheet" in start:
        return tuple(Sheet(title, rows, merges) for title, rows, merges in read_spreadsheet_xml(text))
    if re.match(r"(<!doctype|<html|<table|<head|<meta|<\?xml)", start) and "<t" in text.lower():
        rows, merges = read_html(text)
        return (Sheet("", rows, merges),)
    return (Sheet("", list(_read_text(text))),)


def decode(name: str, data: bytes) -> str:
    """Return the text of a file: byte order mark, else UTF-16 by its zeros, else strict UTF-8, else strict GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="strict")
    if b"\x00" in data:
        for code in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(code)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text and re.search(r"[,\t\n]", text):
                return text
        raise NotATable(f"“{name}”不是表格文件。")
    for code in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    raise NotATable(f"“{name}”的文字编码认不出来。", "请在 WPS 或 Excel 里打开它，另存为 .xlsx，再导入。")


def _refuse_other_ole(name: str, data: bytes) -> None:
    """Old Office files share one container; its directory names what is inside."""
    if "EncryptedPackage".encode("utf-16-le") in data or _has_file_pass(data):
        raise PasswordProtected(f"“{name}”设了打开密码。")
    for stream in ("WordDocument", "PowerPoint Document"):
        if stream.encode("utf-16-le") in data:
            raise NotATable(f"“{name}”是文档，不是表格。")


def _has_file_pass(data: bytes) -> bool:
    """Say whether an old workbook's stream begins with a FilePass record ([MS-XLS] 2.4.117): it is encrypted."""
    start = data.find(_BIFF_START)
    place = start + len(_BIFF_START) + 12
    for _ in range(3):
        if start < 0 or place + 4 > len(data):
            return False
        kind, size = struct.unpack_from("<HH", data, place)
        if kind == _FILE_PASS:
            return True
        place += 4 + size
    return False


def _read_binary(name: str, data: bytes) -> tuple[Sheet, ...]:
    try:
        return tuple(_binary_sheets(name, data))
    except PasswordError as error:
        raise PasswordProtected(f"“{name}”设了打开密码。") from error
    except CalamineError as error:
        raise DamagedFile(f"“{name}”读不出来，可能已损坏。") from error
    except BaseException as error:
        # A torn .xls can make the reader's native code panic; that is no Exception and has no importable type.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedFile(f"“{name}”读不出来，可能已损坏。") from error


def _binary_sheets(name: str, data: bytes) -> Iterator[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            raise DamagedFile(f"“{name}”的工作表“{meta.name}”大得不合理。", "请删去表格下方和右侧的空行空列，再导入。")
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        merges = tuple((first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ())
        yield Sheet(meta.name, rows, merges, meta.visible != SheetVisibleEnum.Visible)


def _cell(value: str | float | bool | date | time | timedelta | None) -> Cell:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return "" if value is None else "是" if value else "否"
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else ""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else str(value)


def _read_text(text: str) -> Iterator[list[Cell]]:
    """Read separated text; the separator is the one that stands in most lines."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    separator = max("\t,;，|", key=lambda mark: sum(mark in line for line in lines))
    csv.field_size_limit(10_000_000)
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield list(row)
