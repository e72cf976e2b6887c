"""Reads the made files again with other tools than wrote them, to see that they hold what the truth says."""

import csv
import io
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl

Grid = list[list[str]]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read_back(path: Path) -> dict[str, Grid]:
    """The texts of every sheet, by its name; formats without names have one sheet of no name."""
    data = path.read_bytes()
    if path.suffix in {".csv", ".txt"}:
        text = io.StringIO(data.decode(encoding_of(data)), newline="")
        return {"": list(csv.reader(text, delimiter="," if path.suffix == ".csv" else "\t"))}
    if data[:2] != b"PK":
        return {"": html_rows(data.decode("utf-8"))} if data.startswith(b"<html") else xml_rows(data)
    with ZipFile(path) as zipped:
        names = zipped.namelist()
        if "word/document.xml" in names:
            return {"": docx_rows(ET.fromstring(zipped.read("word/document.xml")))}  # noqa: S314 - our own file
        if "content.xml" in names:
            return ods_rows(ET.fromstring(zipped.read("content.xml")))  # noqa: S314 - our own file
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        page.title: [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]
        for page in book
    }


def encoding_of(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def html_rows(text: str) -> Grid:
    """The rows of the table; a covered cell is empty."""
    taken: set[tuple[int, int]] = set()
    rows: Grid = []
    for at, row in enumerate(re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)):
        line: list[str] = []
        for more, cell in re.findall(r"<td([^>]*)>(.*?)</td>", row, re.DOTALL):
            fill(line, at, taken)
            down, right = (int(n[1]) if (n := re.search(rf'{word}="(\d+)"', more)) else 1 for word in ("rowspan", "colspan"))
            taken |= {(at + y, len(line) + x) for y in range(down) for x in range(right)}
            line.append(unescape(cell.replace("<br>", "\n")))
        fill(line, at, taken)
        rows.append(line)
    return rows


def fill(line: list[str], at: int, taken: set[tuple[int, int]]) -> None:
    while (at, len(line)) in taken:
        line.append("")


def xml_rows(data: bytes) -> dict[str, Grid]:
    found = {}
    for sheet in ET.fromstring(data).iter(f"{SHEET}Worksheet"):  # noqa: S314 - our own file
        rows: Grid = []
        for row in sheet.iter(f"{SHEET}Row"):
            rows += [[] for _ in range(int(row.attrib[f"{SHEET}Index"]) - len(rows))]
            for cell in row:
                rows[-1] += [""] * (int(cell.attrib[f"{SHEET}Index"]) - 1 - len(rows[-1]))
                rows[-1].append("".join(cell.itertext()))
        found[sheet.attrib[f"{SHEET}Name"]] = rows
    return found


def docx_rows(root: ET.Element) -> Grid:
    rows: Grid = []
    for row in root.iter(f"{WORD}tr"):
        line: list[str] = []
        for cell in row.iter(f"{WORD}tc"):
            line.append("\n".join("".join(part.itertext()) for part in cell.iter(f"{WORD}p")))
            span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
            line += [""] * (int(span.attrib[f"{WORD}val"]) - 1 if span is not None else 0)
        rows.append(line)
    return rows


def ods_rows(root: ET.Element) -> dict[str, Grid]:
    return {
        table.attrib[f"{TABLE}name"]: [
            ["\n".join(ods_text(part) for part in cell.iter(f"{TEXT}p")) for cell in row]
            for row in table.iter(f"{TABLE}table-row")
        ]
        for table in root.iter(f"{TABLE}table")
    }


def ods_text(part: ET.Element) -> str:
    said = part.text or ""
    for child in part:
        said += {"s": " ", "tab": "\t"}[child.tag.removeprefix(TEXT)] + (child.tail or "")
    return said


def cell_of(grid: Sequence[Sequence[str]], row: int, col: int) -> str:
    """The cell's text; rows and columns count from 1, what lies outside is empty."""
    return grid[row - 1][col - 1] if row <= len(grid) and col <= len(grid[row - 1]) else ""
