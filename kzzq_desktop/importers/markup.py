"""Tables that old programs save as .xls though they are HTML or SpreadsheetML: rows of cells and merged ranges."""

import math
import re
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

Cell = str | float | date
Range = tuple[int, int, int, int]
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST_SPAN = 20_000


def read_html(text: str) -> tuple[list[list[Cell]], tuple[Range, ...]]:
    """Return the rows of all tables of a page one after the other, spans as merged ranges."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return parser.rows, tuple(parser.merges)


def read_spreadsheet_xml(text: str) -> list[tuple[str, list[list[Cell]], tuple[Range, ...]]]:
    """Return name, rows and merged ranges of each sheet of a SpreadsheetML 2003 file; raises ValueError if broken."""
    if "<!ENTITY" in text:
        raise ValueError
    try:
        root = ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise ValueError from error
    return [_read_worksheet(sheet) for sheet in root.iter(f"{_SS}Worksheet")]


def _read_worksheet(sheet: ET.Element) -> tuple[str, list[list[Cell]], tuple[Range, ...]]:
    rows: list[list[Cell]] = []
    merges: list[Range] = []
    for row in sheet.iter(f"{_SS}Row"):
        at = int(row.get(f"{_SS}Index", len(rows) + 1)) - 1
        _refuse_huge(at - len(rows))
        rows.extend([] for _ in range(len(rows), at))
        cells: list[Cell] = []
        for cell in row.iter(f"{_SS}Cell"):
            col = int(cell.get(f"{_SS}Index", len(cells) + 1)) - 1
            _refuse_huge(col - len(cells))
            cells.extend("" for _ in range(len(cells), col))
            down, across = int(cell.get(f"{_SS}MergeDown", 0)), int(cell.get(f"{_SS}MergeAcross", 0))
            if down or across:
                merges.append((at, col, at + down, col + across))
            cells.append(_typed(cell.find(f"{_SS}Data")))
            cells.extend("" for _ in range(across))
        rows.append(cells)
    return sheet.get(f"{_SS}Name", ""), rows, tuple(merges)


def _typed(data: ET.Element | None) -> Cell:
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type")
    if kind == "Number":
        return float(text) if math.isfinite(float(text)) else ""
    return date.fromisoformat(text[:10]) if kind == "DateTime" else text


def _refuse_huge(gap: int) -> None:
    if gap > _MOST_SPAN:
        raise ValueError


class _Tables(HTMLParser):
    """Collects the cells of tables; a spanned cell stands in its first place only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Cell]] = []
        self.merges: list[Range] = []
        self._taken: set[tuple[int, int]] = set()
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._end_cell()
            self._open_cell({name: value or "" for name, value in attrs})
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        row = len(self.rows) - 1
        while (row, len(self.rows[row])) in self._taken:
            self.rows[row].append("")
        col = len(self.rows[row])
        down, across = _span(attributes.get("rowspan", "1")), _span(attributes.get("colspan", "1"))
        if down > 1 or across > 1:
            self.merges.append((row, col, row + down - 1, col + across - 1))
            area = {(row + below, col + beside) for below in range(down) for beside in range(across)}
            self._taken |= area - {(row, col)}
        self._text = []

    def _end_cell(self) -> None:
        if self._text is not None:
            self.rows[-1].append("".join(self._text))
            self._text = None


def _span(text: str) -> int:
    span = int(text) if text.isdecimal() else 1
    _refuse_huge(span)
    return max(span, 1)
