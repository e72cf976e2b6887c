"""The container of old Office files ([MS-CFB]): what is in it, and what of a workbook's looks only another reader tells."""

import io
from itertools import pairwise

import olefile
import xlrd

from kzzq_desktop.importers.biff import is_locked
from kzzq_desktop.importers.sheet import Cell, Looks, Place, Sheet, cell_of, make_sheet, refuse_huge
from kzzq_desktop.importers.unread import DamagedFile, NotATable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Workbooks before Excel 5, and those of simple programs since, are a bare stream: their first records.
BARE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_WORKBOOKS = ("Workbook", "Book")
_LOCKED_PACKAGE = "EncryptedPackage"
_OTHERS = {"WordDocument": "旧版的文字文档（.doc）", "PowerPoint Document": "演示文稿"}
_MOST_OLDEST_BYTES = 20_000_000


def workbook_stream(name: str, data: bytes) -> bytes:
    """Return the stream of a workbook, b"" where the container holds an encrypted package; raises NotATable or DamagedFile."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(entry) for entry in container.listdir()}
            for workbook in _WORKBOOKS:
                if workbook in names:
                    return bytes(container.openstream(workbook).read())
    except Exception as error:
        names = {one for one in (*_OTHERS, _LOCKED_PACKAGE) if one.encode("utf-16-le") in data}
        if not names:
            raise DamagedFile(f"“{name}”读不出来，可能已损坏。") from error
    if _LOCKED_PACKAGE in names:
        return b""
    for stream, kind in _OTHERS.items():
        if stream in names:
            raise NotATable(f"“{name}”是{kind}，不是表格。", "请在 WPS 或 Word 里把它另存为 .docx 或 .xlsx，再导入。")
    raise NotATable(f"“{name}”里没有表格。")


def is_stream_locked(stream: bytes) -> bool:
    """Say whether what `workbook_stream` returned asks for a password."""
    return not stream or is_locked(stream)


def read_rich_strikes(data: bytes, looks: list[Looks]) -> None:
    """Add the cells of which every run is struck through; whatever goes wrong, there are none."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        found = [_rich_strikes(book, book.sheet_by_index(number)) for number in range(min(book.nsheets, len(looks)))]
    except Exception:  # noqa: BLE001 - a look is no reason to refuse a file
        return
    for one, struck in zip(looks, found, strict=False):
        one.struck |= struck


def _rich_strikes(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> set[Place]:
    struck = set()
    for (row, col), runs in sheet.rich_text_runlist_map.items():
        text, own = str(sheet.cell_value(row, col)), book.xf_list[sheet.cell_xf_index(row, col)].font_index
        starts = [(0, own), *runs, (len(text), own)]
        told = [font for (start, font), (end, _) in pairwise(starts) if text[start:end].strip()]
        if told and all(book.font_list[font].struck_out for font in told):
            struck.add((row, col))
    return struck


def read_oldest_book(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Read a workbook from before Excel 97, in a container or bare; raises DamagedFile where xlrd cannot."""
    if len(data) > _MOST_OLDEST_BYTES:
        raise DamagedFile(f"“{name}”太大，读不出来。")
    try:
        with xlrd.open_workbook(file_contents=data, encoding_override="gb18030", ragged_rows=True, logfile=io.StringIO()) as book:
            return tuple(_oldest_sheet(name, book, sheet) for sheet in book.sheets())
    except DamagedFile:
        raise
    except Exception as error:
        raise DamagedFile(f"“{name}”读不出来，可能已损坏。") from error


def _oldest_sheet(name: str, book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    refuse_huge(name, sheet.name, sheet.nrows, sheet.ncols, sheet.nrows * sheet.ncols)
    rows = [[_cell(book, cell) for cell in sheet.row(number)] for number in range(sheet.nrows)]
    return make_sheet(sheet.name, rows, hidden=sheet.visibility != 0)


def _cell(book: xlrd.Book, cell: xlrd.sheet.Cell) -> Cell:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return cell_of(xlrd.xldate_as_datetime(cell.value, book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell_of(bool(cell.value))
    return "" if cell.ctype == xlrd.XL_CELL_ERROR else cell_of(cell.value)
