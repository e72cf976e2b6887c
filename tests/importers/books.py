"""Small workbooks of every format, made byte by byte where no library here writes them."""

import io
import struct
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import md5

import docx
import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method import rc4

from kzzq_desktop.importers.sheet import Cell

SECTOR, SMALLEST_STREAM = 512, 4096
FREE, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STRUCK_STYLE = 1
Rows = Sequence[Sequence[Cell]]


def container(streams: Mapping[str, bytes]) -> bytes:
    """The container of old Office files ([MS-CFB]) with streams of at least 4,096 bytes each, filled up with zeros."""
    body, starts = b"", {}
    for name, data in streams.items():
        starts[name] = len(body) // SECTOR
        body += data.ljust(max(SMALLEST_STREAM, -(-len(data) // SECTOR) * SECTOR), b"\0")
    chain: list[int] = []
    for name, data in streams.items():
        count = max(SMALLEST_STREAM, -(-len(data) // SECTOR) * SECTOR) // SECTOR
        chain += [*range(starts[name] + 1, starts[name] + count), END_OF_CHAIN]
    directory_at = len(chain)
    entries = [_entry("Root Entry", 5, 1 if streams else FREE, END_OF_CHAIN, 0)]
    for number, (name, data) in enumerate(streams.items(), start=1):
        after = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, FREE, starts[name], max(len(data), SMALLEST_STREAM), after))
    directory = b"".join(entries).ljust(-(-len(entries) * 128 // SECTOR) * SECTOR, b"\0")
    sectors = len(directory) // SECTOR
    chain += [*range(directory_at + 1, directory_at + sectors), END_OF_CHAIN]
    fats = -(-(len(chain) + 4) // (SECTOR // 4 - 1))
    fat_at = len(chain)
    chain += [FAT_SECTOR] * fats
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(fats * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, fats, directory_at, 0, SMALLEST_STREAM, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    head += struct.pack(f"<{fats}I", *range(fat_at, fat_at + fats))
    return head.ljust(SECTOR, b"\xff") + body + directory + table


def _entry(name: str, kind: int, child: int, start: int, size: int, after: int = FREE) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    head = label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1) + struct.pack("<III", FREE, after, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def biff(
    rows: Rows,
    struck: Collection[tuple[int, int]] = (),
    hidden_rows: Collection[int] = (),
    hidden_cols: Collection[int] = (),
    formulas: Mapping[tuple[int, int], bytes] | None = None,
    password: bytes = b"",
    version: int = 0x600,
) -> bytes:
    """The stream of a workbook of one sheet; `formulas` holds the eight bytes of the value of each."""
    fonts = b"".join(record(0x31, _font(8 if number == 4 else 0, version)) for number in range(5))
    styles = b"".join(record(0xE0, struct.pack("<HH", font, 0).ljust(20 if version == 0x600 else 16, b"\0")) for font in (0, 5))
    start = record(0x809, struct.pack("<HHHHII", version, 5, 0x0DBB, 0x07CC, 0, 6)[: 16 if version == 0x600 else 8])
    start += record(0x2F, password) if password else b""
    start += record(0x42, struct.pack("<H", 1200 if version == 0x600 else 936)) + fonts + styles
    name = _short_text("毛都嘎查", version)
    sheet_at = len(start) + 4 + 6 + len(name) + 4
    start += record(0x85, struct.pack("<IBB", sheet_at, 0, 0) + name) + record(0x0A, b"")
    sheet = record(0x809, struct.pack("<HHHHII", version, 16, 0x0DBB, 0x07CC, 0, 6)[: 16 if version == 0x600 else 8])
    sheet += b"".join(record(0x7D, struct.pack("<HHHHHH", col, col, 2000, 0, 1, 0)) for col in hidden_cols)
    for row, cells in enumerate(rows):
        sheet += record(0x208, struct.pack("<HHHHHHHH", row, 0, len(cells), 255, 0, 0, 0x20 if row in hidden_rows else 0, 15))
        for col, cell in enumerate(cells):
            sheet += _cell(row, col, cell, STRUCK_STYLE if (row, col) in struck else 0, version)
    for (row, col), value in (formulas or {}).items():
        sheet += record(0x06, struct.pack("<HHH", row, col, 0) + value + struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00")
    return start + sheet + record(0x0A, b"")


def _font(marks: int, version: int) -> bytes:
    name = b"\x05\x00Arial" if version == 0x600 else b"\x05Arial"
    return struct.pack("<HHHHHBBBB", 200, marks, 0x7FFF, 400, 0, 0, 0, 0, 0) + name


def _short_text(text: str, version: int) -> bytes:
    if version == 0x600:
        return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")
    return struct.pack("<B", len(text.encode("gbk", "replace"))) + text.encode("gbk", "replace")


def _cell(row: int, col: int, cell: Cell, style: int, version: int) -> bytes:
    place = struct.pack("<HHH", row, col, style)
    if isinstance(cell, float):
        return record(0x203, place + struct.pack("<d", cell))
    if cell == "":
        return record(0x201, place)
    if version == 0x600:
        return record(0x204, place + struct.pack("<HB", len(_units(cell)) // 2, 1) + _units(cell))
    return record(0x204, place + struct.pack("<H", len(str(cell).encode("gbk", "replace"))) + str(cell).encode("gbk", "replace"))


def _units(cell: Cell) -> bytes:
    return str(cell).encode("utf-16-le", "replace")[:8_000]


def xls(rows: Rows, **more: object) -> bytes:
    return container({"Workbook": biff(rows, **more)})


def old_xls(rows: Rows) -> bytes:
    """A workbook of Excel 5: another stream, its texts in the code page of the computer."""
    return container({"Book": biff(rows, version=0x500)})


def bare_xls(rows: Rows) -> bytes:
    """What small programs write: records without a container, texts as bytes."""
    cells = b""
    for row, line in enumerate(rows):
        for col, cell in enumerate(line):
            text = str(cell).encode("gbk", "replace")
            cells += record(0x204, struct.pack("<HHHH", row, col, 0, len(text)) + text)
    return record(0x809, struct.pack("<HHHH", 0, 16, 0, 0)) + cells + record(0x0A, b"")


def locked_xls(rows: Rows, password: str) -> bytes:
    """A workbook encrypted with RC4 ([MS-OFFCRYPTO] 2.3.6): the bodies of nearly all records, in blocks of 1,024 bytes."""
    salt, verifier = bytes(range(16)), bytes(range(100, 116))
    mask = rc4.DocumentRC4.decrypt(password, salt, io.BytesIO(b"\0" * 32)).read()
    proof = bytes(one ^ other for one, other in zip(verifier + md5(verifier).digest(), mask, strict=True))  # noqa: S324
    stream = biff(rows, password=struct.pack("<HHH", 1, 1, 1) + salt + proof)
    stream += record(0, b"\0" * (SMALLEST_STREAM - len(stream) - 4))
    mask = rc4.DocumentRC4.decrypt(password, salt, io.BytesIO(b"\0" * len(stream)), blocksize=1024).read()
    locked, at = bytearray(stream), 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        plain = size if kind in {0x809, 0x2F} else 4 if kind == 0x85 else 0
        for place in range(at + 4 + plain, at + 4 + size):
            locked[place] ^= mask[place]
        at += 4 + size
    return container({"Workbook": bytes(locked)})


def xlsx(rows: Rows, title: str = "毛都嘎查", merges: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for merge in merges:
        book.active.merge_cells(merge)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def locked(package: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(package)).encrypt(password, out)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in parts.items():
            # Without the hour: the same parts make the same bytes at all times.
            made.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def with_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package in which a text of a part is another."""
    parts = parts_of(data)
    assert old in parts[name]
    return package(parts | {name: parts[name].replace(old, new)})


def word(rows: Rows, titles: Sequence[str] = ()) -> bytes:
    document = docx.Document()
    for title in titles:
        document.add_paragraph(title)
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, cells in enumerate(rows):
        for col, cell in enumerate(cells):
            table.cell(row, col).text = str(cell)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def escaped(cell: Cell) -> str:
    return str(cell).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def ods(body: str, styles: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def ods_of(rows: Rows) -> bytes:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return ods(f'<table:table table:name="毛都嘎查">{lines}</table:table>')


def _ods_cell(cell: Cell) -> str:
    if isinstance(cell, float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell:g}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escaped(cell)}</text:p></table:table-cell>'


def page(rows: Rows) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><head><meta charset=utf-8></head><body><table>{lines}</table></body></html>".encode()


def spreadsheet_xml(rows: Rows) -> bytes:
    lines = "".join("<Row>" + "".join(map(_xml_cell, row)) + "</Row>" for row in rows)
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="毛都嘎查">'
        f"<Table>{lines}</Table></Worksheet></Workbook>"
    ).encode()


def _xml_cell(cell: Cell) -> str:
    kind = "Number" if isinstance(cell, float) else "String"
    return f'<Cell><Data ss:Type="{kind}">{escaped(cell)}</Data></Cell>'


def xlsb(rows: Rows) -> bytes:
    """A binary workbook of one sheet ([MS-XLSB])."""
    sheet = _brt(129, b"") + _brt(148, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)) + _brt(145, b"")
    for row, cells in enumerate(rows):
        sheet += _brt(0, struct.pack("<I", row).ljust(25, b"\0"))
        for col, cell in enumerate(cells):
            place = struct.pack("<II", col, 0)
            sheet += _brt(5, place + struct.pack("<d", cell)) if isinstance(cell, float) else _brt(6, place + _wide(str(cell)))
    sheet += _brt(146, b"") + _brt(130, b"")
    book = _brt(131, b"") + _brt(143, b"") + _brt(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("毛都嘎查"))
    book += _brt(144, b"") + _brt(132, b"")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = f'<Relationships><Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>'
    return package({
        "[Content_Types].xml": b"<Types/>", "xl/workbook.bin": book, "xl/_rels/workbook.bin.rels": relations.encode(),
        "xl/worksheets/sheet1.bin": sheet,
    })  # fmt: skip


def _brt(kind: int, body: bytes) -> bytes:
    return _seven(kind) + _seven(len(body)) + body


def _seven(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80]) + _seven(number >> 7)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def text(rows: Rows, code: str, separator: str = ",") -> bytes:
    return "".join(separator.join(map(str, row)) + "\r\n" for row in rows).encode(code, "replace")


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "a.xlsx": xlsx, "a.xls": xls, "old.xls": old_xls, "bare.xls": bare_xls, "a.xlsb": xlsb, "a.ods": ods_of, "a.docx": word,
    "page.xls": page, "xml.xls": spreadsheet_xml, "gb.csv": lambda rows: text(rows, "gb18030"),
    "utf8.csv": lambda rows: text(rows, "utf-8-sig"), "wide.txt": lambda rows: text(rows, "utf-16", "\t"),
}  # fmt: skip


def every_format(rows: Rows) -> dict[str, bytes]:
    """The same rows in every format that is read."""
    return {name: write(rows) for name, write in WRITERS.items()}
