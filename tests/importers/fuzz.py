"""Broken, hostile and merely strange workbooks without end: number 7 is the same one everywhere.

Run some: python -m tests.importers.fuzz FIRST COUNT. Each failure is printed as a line of JSON.
"""

import io
import json
import sys
import tempfile
import traceback
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.importers.sheet import Cell
from tests.importers import books
from tests.importers.fuzz_seeds import NASTY, rows, seeds, written
from tests.importers.tables import read

MOST_SECONDS, MOST_BYTES = 8.0, 3 << 30
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
MARKUP = ("A1:XFD1048576", "999999999", "-5", "<f>A1</f>", "&b;", "1e999", "s", "e", "str", "true", "</c>", "hidden", "9")
CODES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-7", "big5")
NUMBERS = (0, 1, 0xFF, 0xFFFF, 0x7FFF, 0x85, 0xFC, 0x0A, 0x809)
FAR = ("A1048576", "XFD1", "XFD1048576", "AAA99999", "ZZ20000", "A0", "XFE1", "A99999999999", "$A$1", "")


def mutant(number: int) -> tuple[str, bytes]:
    """The name and the bytes of the workbook of a number."""
    chance = Random(number)
    if number % 50 == 49:
        return "bomb.xlsx", chance.choice(BOMBS)(chance)
    if number % 4 == 3:
        return written(chance, strange_rows(chance))
    name, data = chance.choice(seeds())
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if data.startswith(b"PK") and chance.random() < 0.8:
            data = _with_other_parts(chance, data)
        elif data.startswith(b"\xd0\xcf") and chance.random() < 0.6:
            data = _with_other_records(chance, data)
        elif not data.startswith((b"PK", b"\xd0\xcf")) and chance.random() < 0.7:
            data = _with_other_text(chance, data)
        else:
            data = chance.choice(BYTES)(chance, data)
    return chance.choice((name, "台账.xls", "a.xlsx", "a.csv", "a")), data


def strange_rows(chance: Random) -> list[list[Cell]]:
    """A ledger as no clerk would write it, but one may."""
    made = rows()
    for _ in range(chance.randrange(1, 12)):
        row = chance.choice(made) or [""]
        change = chance.randrange(9)
        if change < 4:
            row[chance.randrange(len(row))] = chance.choice(NASTY)
        elif change == 4:
            made.insert(chance.randrange(len(made)), [chance.choice(NASTY) for _ in range(chance.randrange(1, 14))])
        elif change == 5:
            made[chance.randrange(len(made))] = list(chance.choice(made))
        elif change == 6:
            chance.shuffle(made)
        elif change == 7:
            at = chance.randrange(12)
            made = [[*line[:at], chance.choice((*NASTY, "", "")), *line[at:]] for line in made]
        else:
            row *= chance.choice((1, 2, 3, 150))
    return made or [["x"]]


def _flip(chance: Random, data: bytes) -> bytes:
    out = bytearray(data or b"\0")
    for _ in range(chance.choice((1, 3, 20, 200))):
        out[chance.randrange(len(out))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(out)


def _cut(chance: Random, data: bytes) -> bytes:
    first, last = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return chance.choice((data[:first], data[first:], data[:first] + data[last:], data[:last] + data[first:]))


def _splice(chance: Random, data: bytes) -> bytes:
    _, other = chance.choice(seeds())
    at, start = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    piece = other[start : start + chance.choice((4, 64, 512, 5_000))]
    return data[:at] + piece + data[at + chance.choice((0, len(piece))) :]


def _fill(chance: Random, data: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    filling = chance.choice((b"\0", b"\xff", b" ", b'"', b"<", b"\r", b"PK\x01\x02", b"\xd0\xcf\x11\xe0"))
    return data[:at] + filling * chance.choice((1, 100, 20_000)) + data[at:]


BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (_flip, _flip, _cut, _splice, _fill)


def _with_other_parts(chance: Random, data: bytes) -> bytes:
    try:
        parts = books.parts_of(data)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, zipfile.zlib.error):
        return _flip(chance, data)
    if not parts:
        return data
    name = chance.choice([one for one in parts if "sheet" in one or "content" in one or "document" in one] or list(parts))
    change = chance.randrange(8)
    if change == 0:
        parts.pop(chance.choice(list(parts)))
    elif change == 1:
        parts[chance.choice(list(parts))] = chance.choice((b"", b"<a/>", parts[name], b"\xff\xfe<"))
    elif change == 2:
        parts[chance.choice((name.upper(), name + "2", "../" + name, name.replace("/", "\\"), BOOK))] = parts[name]
    elif change == 3:
        return books.package(parts, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2)))
    elif change == 4:
        parts[name] = chance.choice(BYTES)(chance, parts[name])
    else:
        for part in (name, chance.choice(list(parts))):
            parts[part] = _with_other_markup(chance, parts[part])
    return books.package(parts)


def _with_other_markup(chance: Random, xml: bytes) -> bytes:
    """Change what stands in quotation marks or between tags."""
    for _ in range(chance.choice((1, 2, 5))):
        marks = (b'="', b'"') if chance.random() < 0.6 else (b">", b"<")
        start = xml.find(marks[0], chance.randrange(len(xml) + 1))
        end = xml.find(marks[1], start + len(marks[0]))
        if start >= 0 and end >= 0:
            other = chance.choice(
                (*FAR, *map(str, NASTY), "A1:XFD1048576", "999999999", "-5", "<f>A1</f>", "&b;", "1e999", "s", "e")
            )
            xml = xml[: start + len(marks[0])] + other.encode("utf-8", "replace") + xml[end:]
    return xml


def _with_other_records(chance: Random, data: bytes) -> bytes:
    """Change kind, size or the first numbers of some records of an old workbook."""
    out, at = bytearray(data), 512
    wanted = chance.randrange(1, 400)
    for _ in range(wanted):
        size = int.from_bytes(out[at + 2 : at + 4], "little")
        if at + 4 + size + 16 >= len(out):
            break
        at += 4 + size
    for _ in range(chance.choice((1, 2, 6))):
        place = at + 2 * chance.randrange(8)
        out[place : place + 2] = chance.choice((*NUMBERS, chance.randrange(65_536))).to_bytes(2, "little")
    return bytes(out)


def _with_other_text(chance: Random, data: bytes) -> bytes:
    text = data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8" if data[:1] in b"<\xef" else "gb18030", "replace")
    change = chance.randrange(4)
    if change == 0:
        return text.encode(chance.choice(CODES), "replace")
    if change == 1 and text:
        at = chance.randrange(len(text))
        text = text[:at] + str(chance.choice(NASTY)) * chance.choice((1, 1, 40)) + text[at:]
    elif change == 2:
        lines = text.splitlines()
        chance.shuffle(lines)
        text = "\n".join(lines)
    else:
        return _with_other_markup(chance, text.encode("utf-8", "replace"))
    return text.encode(chance.choice(("utf-8", "gb18030")), "replace")


def _with_sheet(body: bytes, tail: bytes = b"") -> bytes:
    parts = dict(books.parts_of(dict(seeds())["looks.xlsx"]))
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", body + b"</sheetData>" + tail)
    return books.package(parts)


def _million_rows(chance: Random) -> bytes:
    shapes = b'<row r="%d"/>', b'<row r="%d"><c r="B%d" s="0"/></row>', b'<row r="%d" ht="0" s="1"><c r="XFD%d"/></row>'
    shape = chance.choice(shapes)
    return _with_sheet(b"".join(shape % ((row,) * shape.count(b"%d")) for row in range(50, 1_000_001)))


def _far_cell(chance: Random) -> bytes:
    row, place = str(chance.choice((40, 30_000, 1_048_576))).encode(), chance.choice(FAR).encode()
    shapes = b'<c r="%s"><v>1</v></c>', b"<c r='%s'><v>1</v></c>", b'<c t="str" r="%s"><v>x</v></c>', b'<c r="%s"><f>A1</f></c>'
    return _with_sheet(b'<row r="%s">' % row + chance.choice(shapes) % place + b"<c><v>1</v></c></row>")


def _merges(chance: Random) -> bytes:
    ranges = (b"A1:XFD1048576", b"C3:C9999", b"A2:K2", b"B1:A1", b"ZZ1:ZZ9", b"A1", b"", b"A3:A3")
    some = b"".join(b'<mergeCell ref="%s"/>' % chance.choice(ranges) for _ in range(chance.choice((1, 20, 3_000))))
    return _with_sheet(b"", b"<mergeCells>" + some + b"</mergeCells>")


def _inflating(chance: Random) -> bytes:
    parts = dict(books.parts_of(dict(seeds())["looks.xlsx"]))
    part = chance.choice((SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/media/a.png", BOOK))
    filling = chance.choice((b" ", b"<si/>", b'<row r="1"/>', b"<a>", b"\0"))
    return books.package(parts | {part: filling * (chance.choice((20_000_000, 270_000_000)) // len(filling))})


def _lying(chance: Random) -> bytes:
    """A package whose directory says that a large part is small."""
    out = io.BytesIO()
    parts = dict(books.parts_of(dict(seeds())["looks.xlsx"]))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part + b" " * 30_000_000 if name == SHEET else part)
        for info in made.infolist():
            info.file_size = min(info.file_size, chance.choice((10, 5_000)))
        made._didModify = True
    return out.getvalue()


def _many(chance: Random) -> bytes:
    parts = dict(books.parts_of(dict(seeds())["looks.xlsx"]))
    count = chance.choice((300, 25_000))
    return books.package(parts | {f"xl/worksheets/s{number}.xml": b"<worksheet/>" for number in range(count)}, zipfile.ZIP_STORED)


def _entities(chance: Random) -> bytes:
    head = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(8)
    )
    body = (head + "]><a>&i;</a>").encode()
    parts = dict(books.parts_of(dict(seeds())[chance.choice(("looks.xlsx", "title.docx"))]))
    return books.package({name: body if chance.random() < 0.5 else part for name, part in parts.items()})


BOMBS: tuple[Callable[[Random], bytes], ...] = (
    _million_rows, _far_cell, _far_cell, _far_cell, _merges, _merges, _inflating, _lying, _many, _entities, _entities,
)  # fmt: skip


def failure_of(number: int, folder: Path) -> str:
    """Read the workbook of a number; return what is wrong with that, "" where nothing is."""
    name, data = mutant(number)
    path = folder / name
    path.write_bytes(data)
    started = process_time()
    try:
        read(path)
    except AppError as error:
        if not error.sentence():
            return "an error without a sentence"
    except BaseException:  # noqa: BLE001 - also what native code throws
        return traceback.format_exc()[-2_000:]
    finally:
        path.unlink()
    seconds = process_time() - started
    return f"{seconds:.1f} s" if seconds > MOST_SECONDS else ""


def main() -> None:
    """Read the mutants of a range of numbers in this process, within its bounds of memory."""
    first, count = map(int, sys.argv[1:3])
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + count):
            print(json.dumps({"begun": number}), flush=True)
            if failure := failure_of(number, Path(folder)):
                print(json.dumps({"number": number, "failure": failure}), flush=True)
    print(json.dumps({"done": first + count}), flush=True)


if __name__ == "__main__":
    main()
