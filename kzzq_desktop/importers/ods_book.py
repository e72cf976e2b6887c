"""OpenDocument spreadsheets, and the tables of text documents.

They are read here because rows and cells are written with a number of repetitions that nobody may simply follow.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from kzzq_desktop.importers.package import Package
from kzzq_desktop.importers.sheet import MOST_CELLS, MOST_COLUMNS, Cell, Looks, Range, Sheet, cell_of, make_sheet
from kzzq_desktop.importers.unread import UnknownLock
from kzzq_desktop.importers.xml_stream import local, read_xml

_HIDDEN = {"collapse", "filter"}
_FAR = 20_000


def read_ods(package: Package) -> tuple[Sheet, ...]:
    """Return the tables of a document; raises ValueError if it is broken or hostile, UnknownLock if it has a password."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnknownLock(f"“{package.name}”设了打开密码。")
    reader = _Book()
    read_xml(package.read("content.xml"), reader.start, reader.end, reader.add)
    return tuple(reader.sheets)


@dataclass(slots=True)
class _Page:
    """One table while it is read; empty rows and cells wait until something follows them."""

    name: str
    hidden: bool
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    looks: Looks = field(default_factory=Looks)
    columns: int = 0
    cells: list[Cell] = field(default_factory=list)
    times: int = 1
    waiting_rows: int = 0
    waiting_cells: int = 0


@dataclass(slots=True)
class _Data:
    """One cell while it is read: the texts of its paragraphs, and for each piece whether it is struck through."""

    found: dict[str, str]
    covered: bool
    words: list[str] = field(default_factory=list)
    strikes: list[bool] = field(default_factory=list)
    open: list[bool] = field(default_factory=list)
    paragraphs: int = 0
    notes: int = 0


@dataclass(slots=True)
class _Book:
    """What is open while the parts are read from beginning to end."""

    sheets: list[Sheet] = field(default_factory=list)
    struck: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    style: str = ""
    pages: list[_Page] = field(default_factory=list)
    data: _Data | None = None
    room: int = MOST_CELLS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Read the start of an element."""
        found = {local(key): value for key, value in attributes.items()}
        if name == "table":
            self.pages.append(_Page(found.get("name", ""), found.get("style-name") in self.hidden))
            self.data = None
        elif not self.pages:
            self._start_style(name, found)
        elif self.data is not None:
            self._start_in_cell(self.data, name, found)
        elif name in {"table-cell", "covered-table-cell"}:
            covered = name.startswith("covered")
            self.data = _Data({key: found[key] for key in found if not covered or "repeated" in key}, covered=covered)
        elif name == "table-row":
            self._start_row(self.pages[-1], found)
        elif name == "table-column":
            self._start_column(self.pages[-1], found)

    def end(self, name: str) -> None:
        """Read the end of an element."""
        data = self.data
        if name == "table" and self.pages:
            page = self.pages.pop()
            self.sheets.append(make_sheet(page.name, page.rows, page.merges, page.looks, hidden=page.hidden))
        elif name == "table-row" and self.pages:
            self._end_row(self.pages[-1])
        elif data is None:
            return
        elif name in {"table-cell", "covered-table-cell"} and self.pages:
            self._end_cell(self.pages[-1], data)
            self.data = None
        elif name == "annotation":
            data.notes -= 1
        elif name in {"p", "h", "span"} and data.open and not data.notes:
            data.open.pop()

    def add(self, text: str) -> None:
        """Read a text."""
        if self.data is not None and self.data.open and not self.data.notes:
            self.data.words.append(text)
            if text.strip():
                self.data.strikes.append(any(self.data.open))

    def _start_style(self, name: str, found: dict[str, str]) -> None:
        if name == "style":
            self.style = found.get("name", "")
            if found.get("parent-style-name") in self.struck:
                self.struck.add(self.style)
        elif name == "text-properties":
            line = found.get("text-line-through-style") or found.get("text-line-through-type")
            if line is not None:
                (self.struck.discard if line == "none" else self.struck.add)(self.style)
        elif name == "table-properties" and found.get("display") == "false":
            self.hidden.add(self.style)

    def _start_in_cell(self, data: _Data, name: str, found: dict[str, str]) -> None:
        if name == "annotation":
            data.notes += 1
        elif data.notes:
            return
        elif name in {"p", "h"}:
            data.words += ["\n"] * (data.paragraphs > 0)
            data.paragraphs += 1
            data.open.append(False)
        elif name == "span":
            data.open.append(found.get("style-name") in self.struck)
        elif name == "s":
            data.words.append(" " * min(_times(found, "c"), 100))
        elif name in {"tab", "line-break"}:
            data.words.append("\t" if name == "tab" else "\n")

    def _start_column(self, page: _Page, found: dict[str, str]) -> None:
        last = min(page.columns + _times(found, "number-columns-repeated"), MOST_COLUMNS)
        if found.get("visibility") in _HIDDEN:
            page.looks.hidden_cols.update(range(page.columns, last))
        page.columns = last

    def _start_row(self, page: _Page, found: dict[str, str]) -> None:
        page.cells, page.waiting_cells = [], 0
        page.times = _times(found, "number-rows-repeated")
        if found.get("visibility") in _HIDDEN:
            first = len(page.rows) + page.waiting_rows
            page.looks.hidden_rows.update(range(first, first + min(page.times, _FAR)))

    def _end_row(self, page: _Page) -> None:
        if not page.cells:
            page.waiting_rows += page.times
            return
        self._take_room(page.waiting_rows + page.times * (len(page.cells) + 1))
        page.rows.extend([] for _ in range(page.waiting_rows))
        page.rows.extend(list(page.cells) for _ in range(page.times))
        page.waiting_rows = 0

    def _end_cell(self, page: _Page, data: _Data) -> None:
        found = data.found
        cell, times = "" if data.covered else _typed(found, "".join(data.words)), _times(found, "number-columns-repeated")
        row, col = len(page.rows) + page.waiting_rows, len(page.cells) + page.waiting_cells
        down, across = _times(found, "number-rows-spanned"), _times(found, "number-columns-spanned")
        if down > 1 or across > 1:
            page.merges.append((row, col, row + down - 1, col + across - 1))
        if "formula" in found and cell == "" and "value-type" not in found:
            page.looks.uncounted.add((row, col))
        if cell == "":
            page.waiting_cells += times
            return
        if found.get("style-name") in self.struck or (data.strikes and all(data.strikes)):
            page.looks.struck.update((row, col + beside) for beside in range(min(times, MOST_COLUMNS)))
        if col + times > MOST_COLUMNS:
            raise ValueError
        page.cells.extend("" for _ in range(page.waiting_cells))
        page.cells.extend(cell for _ in range(times))
        page.waiting_cells = 0

    def _take_room(self, cells: int) -> None:
        self.room -= cells
        if self.room < 0:
            raise ValueError


def _times(found: dict[str, str], name: str) -> int:
    """Return how often something is repeated: once where nothing is said; raises ValueError where it is no number."""
    text = found.get(name, "1")
    if not text.isdecimal() or len(text) > 8:
        raise ValueError
    return max(int(text), 1)


def _typed(found: dict[str, str], text: str) -> Cell:
    kind = found.get("value-type", "")
    if kind in {"float", "percentage", "currency"} and "value" in found:
        return cell_of(float(found["value"]))
    if kind == "date" and re.match(r"\d{4}-\d\d-\d\d", found.get("date-value", "")):
        return date.fromisoformat(found["date-value"][:10])
    if kind == "boolean":
        return cell_of(found.get("boolean-value") == "true")
    return cell_of(found.get("string-value", text) if kind == "string" and not text else text)
