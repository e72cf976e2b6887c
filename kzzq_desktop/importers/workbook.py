"""Files of tables, told apart by their content and never by their extension: sheets of plain cells."""

import struct
from collections.abc import Callable
from pathlib import Path

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.importers.biff import is_before_biff8
from kzzq_desktop.importers.binary_book import read_xls, read_xlsb, read_xlsx
from kzzq_desktop.importers.locked_book import unlock
from kzzq_desktop.importers.markup import is_page, read_html
from kzzq_desktop.importers.ods_book import read_ods
from kzzq_desktop.importers.old_book import BARE, OLE, is_stream_locked, read_oldest_book, workbook_stream
from kzzq_desktop.importers.package import DOCX, ODS, XLSB, XLSX, Package, open_package
from kzzq_desktop.importers.sheet import Cell, Range, Sheet
from kzzq_desktop.importers.sheet_xml import is_spreadsheet_xml, read_spreadsheet_xml
from kzzq_desktop.importers.text_file import decode, read_text
from kzzq_desktop.importers.unread import (
    DamagedFile,
    EmptyFile,
    FileBusy,
    FileNotRead,
    NotATable,
    PasswordProtected,
    TooLarge,
    UnknownLock,
    WrongPassword,
)
from kzzq_desktop.importers.word_tables import read_word

__all__ = [
    "Cell", "DamagedFile", "EmptyFile", "FileBusy", "FileNotRead", "NotATable", "PasswordProtected", "Range", "Sheet", "TooLarge",
    "UnknownLock", "WrongPassword", "is_lock_file", "is_open_elsewhere", "read_workbook",
]  # fmt: skip
_MOST_BYTES = 200_000_000
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")
_PACKAGES: dict[str, Callable[[Package], tuple[Sheet, ...]]] = {
    XLSX: read_xlsx, XLSB: read_xlsb, DOCX: read_word, ODS: read_ods,
}  # fmt: skip


def read_workbook(path: Path, password: str = "") -> tuple[Sheet, ...]:
    """Read every sheet of a file; raises an AppError child with the reason in Chinese.

    A file with a password raises PasswordProtected where none is given, and WrongPassword where it does not open it.
    """
    data = _read_bytes(path)
    try:
        sheets = _read_sheets(path.name, data, password)
    except AppError:
        raise
    except (ValueError, ArithmeticError, LookupError, struct.error, MemoryError, RecursionError) as error:
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


def _read_sheets(name: str, data: bytes, password: str = "") -> tuple[Sheet, ...]:
    if data.startswith(OLE):
        stream = workbook_stream(name, data)
        if is_stream_locked(stream):
            data = unlock(name, data, password)
            stream = workbook_stream(name, data) if data.startswith(OLE) else b""
        if stream:
            return read_oldest_book(name, data) if is_before_biff8(stream) else read_xls(name, data, stream)
    if data.startswith(b"PK"):
        package = open_package(name, data)
        return _PACKAGES[package.kind](package)
    if data.startswith(BARE):
        return read_oldest_book(name, data)
    if data.startswith((OLE, *_OTHER_KINDS)):
        raise NotATable(f"“{name}”不是表格文件。")
    text = decode(name, data)
    if is_spreadsheet_xml(text):
        return read_spreadsheet_xml(text)
    return (read_html(text),) if is_page(text) else (read_text(name, text),)
