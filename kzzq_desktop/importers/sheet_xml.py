"""SpreadsheetML 2003: XML that old programs save as .xls."""

import re
from dataclasses import dataclass, field
from datetime import date

from kzzq_desktop.importers.sheet import MOST_CELLS, MOST_COLUMNS, Cell, Looks, Range, Sheet, cell_of, make_sheet
from kzzq_desktop.importers.xml_stream import local, read_xml

_MOST_GAP = 20_000


def is_spreadsheet_xml(text: str) -> bool:
    """Say whether a text is such a workbook."""
    start = text[:3000].lstrip()
    return start.startswith("<") and "schemas-microsoft-com:office:spreadsheet" in start and "html" not in start.lower()


def read_spreadsheet_xml(text: str) -> tuple[Sheet, ...]:
    """Return the sheets of a file; raises ValueError if it is broken or hostile."""
    reader = _Book()
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    read_xml(body.encode("utf-8", "replace"), reader.start, reader.end, reader.add)
    return tuple(reader.sheets)


@dataclass(slots=True)
class _Page:
    """One sheet while it is read."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Range] = field(default_factory=list)
    looks: Looks = field(default_factory=Looks)
    columns: int = 0
    hidden: bool = False
    row_style: str = ""


@dataclass(slots=True)
class _Data:
    """One cell while it is read: what is in it, and for each piece of text whether it is struck through."""

    place: tuple[int, int]
    style: str
    formula: str | None
    across: int
    kind: str = ""
    words: list[str] = field(default_factory=list)
    strikes: list[bool] = field(default_factory=list)
    open: int = 0
    striking: int = 0


@dataclass(slots=True)
class _Book:
    """What is open while the file is read from its beginning to its end."""

    sheets: list[Sheet] = field(default_factory=list)
    struck: set[str] = field(default_factory=set)
    style: str = ""
    page: _Page | None = None
    data: _Data | None = None
    inside: str = ""
    room: int = MOST_CELLS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Read the start of an element."""
        data, page = self.data, self.page
        if data is not None:
            self._start_in_cell(data, name, attributes)
            return
        found = {local(key): value for key, value in attributes.items()}
        if name == "Worksheet":
            self.page = _Page(found.get("Name", ""))
        elif page is None:
            self._start_style(name, found)
        elif name == "Cell":
            self._start_cell(page, found)
        elif name == "Row":
            self._start_row(page, found)
        elif name == "Column":
            self._start_column(page, found)
        elif name == "Visible":
            self.inside = name

    def end(self, name: str) -> None:
        """Read the end of an element."""
        data, page = self.data, self.page
        if name == "Cell" and data is not None and page is not None:
            self._end_cell(page, data)
        elif name == "Data" and data is not None:
            data.open = 0
        elif name == "S" and data is not None:
            data.striking -= 1
        elif name == "Comment" and data is not None:
            self.inside = ""
        elif name == "Worksheet" and page is not None:
            self.sheets.append(make_sheet(page.name, page.rows, page.merges, page.looks, hidden=page.hidden))
            self.page = None

    def add(self, text: str) -> None:
        """Read a text."""
        if self.data is not None:
            if self.data.open:
                self.data.words.append(text)
                if text.strip():
                    self.data.strikes.append(self.data.striking > 0)
        elif self.inside == "Visible" and self.page is not None:
            self.page.hidden = self.page.hidden or "Hidden" in text
            self.inside = ""

    def _start_style(self, name: str, found: dict[str, str]) -> None:
        if name == "Style":
            self.style = found.get("ID", "")
            if found.get("Parent") in self.struck:
                self.struck.add(self.style)
        elif name == "Font" and "StrikeThrough" in found:
            (self.struck.add if found["StrikeThrough"] == "1" else self.struck.discard)(self.style)

    def _start_column(self, page: _Page, found: dict[str, str]) -> None:
        first = _whole(found.get("Index"), page.columns + 1) - 1
        page.columns = min(first + 1 + _whole(found.get("Span"), 0), MOST_COLUMNS)
        if found.get("Hidden") == "1" or _is_zero(found.get("Width")):
            page.looks.hidden_cols.update(range(first, page.columns))

    def _start_row(self, page: _Page, found: dict[str, str]) -> None:
        at = _whole(found.get("Index"), len(page.rows) + 1) - 1
        self._take_room(_gap(len(page.rows), at, _MOST_GAP))
        page.rows.extend([] for _ in range(len(page.rows), at))
        page.row_style = found.get("StyleID", "")
        span = _whole(found.get("Span"), 0)
        if found.get("Hidden") == "1" or _is_zero(found.get("Height")):
            page.looks.hidden_rows.update(range(at, at + 1 + min(span, _MOST_GAP)))
        page.rows.append([])
        self._take_room(1)

    def _start_cell(self, page: _Page, found: dict[str, str]) -> None:
        if not page.rows:
            raise ValueError
        row, cells = len(page.rows) - 1, page.rows[-1]
        col = len(cells)
        if "Index" in found:
            col = _whole(found["Index"], 1) - 1
            self._pad(cells, col)
        down = across = 0
        if "MergeDown" in found or "MergeAcross" in found:
            down, across = _whole(found.get("MergeDown"), 0), _whole(found.get("MergeAcross"), 0)
            page.merges.append((row, col, row + down, col + across))
        self.data = _Data((row, col), found.get("StyleID", page.row_style), found.get("Formula"), across)

    def _start_in_cell(self, data: _Data, name: str, attributes: dict[str, str]) -> None:
        """A cell holds one text, maybe in pieces; a comment beside it holds another."""
        if name == "Comment":
            self.inside = name
        elif name == "Data" and self.inside != "Comment":
            data.open = 1
            data.kind = next((value for key, value in attributes.items() if local(key) == "Type"), "")
        elif name == "S":
            data.striking += 1

    def _end_cell(self, page: _Page, data: _Data) -> None:
        cell = _typed(data.kind, "".join(data.words))
        cells = page.rows[-1]
        cells.append(cell)
        if data.across:
            self._pad(cells, len(cells) + data.across)
        if data.style in self.struck or (data.strikes and all(data.strikes)):
            page.looks.struck.add(data.place)
        if data.formula is not None and (data.kind == "Error" or not data.kind):
            page.looks.uncounted.add(data.place)
        self.data, self.inside = None, ""
        self._take_room(1)

    def _pad(self, cells: list[Cell], to: int) -> None:
        self._take_room(_gap(len(cells), to, MOST_COLUMNS))
        cells.extend("" for _ in range(len(cells), to))

    def _take_room(self, cells: int) -> None:
        self.room -= cells
        if self.room < 0:
            raise ValueError


def _gap(here: int, there: int, most: int) -> int:
    if there - here > most:
        raise ValueError
    return max(there - here, 0)


def _whole(text: str | None, otherwise: int) -> int:
    """Return a number that is written in digits; raises ValueError where it is no such number."""
    if text is None:
        return otherwise
    if not text.isdecimal() or len(text) > 7:
        raise ValueError
    return int(text)


def _is_zero(text: str | None) -> bool:
    return text is not None and re.fullmatch(r"0+(\.0*)?", text) is not None


def _typed(kind: str, text: str) -> Cell:
    if kind == "Number":
        return cell_of(float(text))
    if kind == "Boolean":
        return cell_of(text.strip() == "1")
    if kind == "DateTime":
        return date.fromisoformat(text[:10])
    return "" if kind == "Error" else cell_of(text)
