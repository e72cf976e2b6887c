"""Tables in Word documents: each one a sheet, with the paragraphs above it as its caption; a lone one needs no name."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kzzq_desktop.importers.package import Package
from kzzq_desktop.importers.sheet import MOST_CELLS, MOST_COLUMNS, Cell, Looks, Range, Sheet, cell_of, make_sheet
from kzzq_desktop.importers.unread import DamagedFile, NotATable, TooLarge

Element = Any
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TABLE, _ROW, _CELL, _PARAGRAPH, _RUN = (f"{{{_WORD}}}{name}" for name in ("tbl", "tr", "tc", "p", "r"))
_TEXT, _TAB, _BREAK, _RETURN = (f"{{{_WORD}}}{name}" for name in ("t", "tab", "br", "cr"))
_VALUE, _NAMES = f"{{{_WORD}}}val", {"w": _WORD}
_MOST_TITLES = 5
_MOST_XML = 60_000_000
_OFF = {"0", "false", "off"}


def read_word(package: Package) -> tuple[Sheet, ...]:
    """Return the tables of a document; raises NotATable where it has none, DamagedFile where it cannot be read."""
    if sum(len(data) for _, data in package.read_all()) > _MOST_XML:
        raise TooLarge(f"“{package.name}”展开后太大，不像是表格。")
    import docx  # noqa: PLC0415 - 16 MB that few imports need

    try:
        body = docx.Document(io.BytesIO(package.data)).element.body
        sheets = tuple(_sheets(body))
    except Exception as error:
        raise DamagedFile(f"“{package.name}”读不出来，可能已损坏。") from error
    if not sheets:
        raise NotATable(f"“{package.name}”里没有表格。")
    return (replace(sheets[0], name=""),) if len(sheets) == 1 else sheets


def _sheets(body: Element) -> Iterator[Sheet]:
    titles: list[str] = []
    number = 0
    for element in body.iter(_TABLE, _PARAGRAPH):
        if element.tag == _TABLE:
            number += 1
            yield replace(_Table().read(f"表{number}", element), caption=tuple(titles[-_MOST_TITLES:]))
            titles = []
        elif _above(element, _TABLE) is None and (title := _text(element).strip()) and title not in titles:
            titles.append(title)


@dataclass(slots=True)
class _Table:
    """One table while it is read; `begun` holds for each column where its cell began that lower cells belong to."""

    rows: list[list[Cell]] = field(default_factory=list)
    merges: dict[tuple[int, int], Range] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)
    begun: dict[int, tuple[int, int]] = field(default_factory=dict)
    room: int = MOST_CELLS

    def read(self, name: str, table: Element) -> Sheet:
        """Read the rows of the table, not those of tables in its cells: they come as tables of their own."""
        for row in table.iter(_ROW):
            if _above(row, _TABLE) is table:
                self.rows.append([""] * min(_number(row, "w:trPr/w:gridBefore", 0), MOST_COLUMNS))
                for cell in row.iter(_CELL):
                    if _above(cell, _ROW) is row:
                        self._read_cell(cell)
        return make_sheet(name, self.rows, tuple(self.merges.values()), self.looks)

    def _read_cell(self, cell: Element) -> None:
        row, cells = len(self.rows) - 1, self.rows[-1]
        col, across = len(cells), _number(cell, "w:tcPr/w:gridSpan", 1)
        self.room -= across
        if col + across > MOST_COLUMNS or self.room < 0:
            raise ValueError
        if _continues(cell, "w:tcPr/w:vMerge") and col in self.begun:
            self._merge(self.begun[col], row, col + across - 1)
            cells += [""] * across
            return
        if _continues(cell, "w:tcPr/w:hMerge") and col:
            first = max((place for place in self.merges if place[0] == row), default=(row, col - 1))
            self._merge(first, row, col + across - 1)
            cells += [""] * across
            return
        self.begun[col] = (row, col)
        paragraphs = [one for one in cell.iter(_PARAGRAPH) if _above(one, _CELL) is cell]
        cells += [cell_of("\n".join(map(_text, paragraphs))), *[""] * (across - 1)]
        if across > 1:
            self._merge((row, col), row, col + across - 1)
        strikes = [struck for one in paragraphs for struck in _strikes(one)]
        if strikes and all(strikes):
            self.looks.struck.add((row, col))

    def _merge(self, first: tuple[int, int], bottom: int, right: int) -> None:
        """Widen the range that begins at a cell."""
        _, _, low, far = self.merges.get(first, (*first, *first))
        self.merges[first] = (*first, max(low, bottom), max(far, right))


def _above(element: Element, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None)


def _number(element: Element, path: str, otherwise: int) -> int:
    found = element.find(path, _NAMES)
    text = "" if found is None else found.get(_VALUE, "")
    return max(int(text), otherwise) if text.isdecimal() and len(text) < 8 else otherwise


def _continues(cell: Element, path: str) -> bool:
    """Say whether a cell belongs to the one above it, or beside it."""
    found = cell.find(path, _NAMES)
    return found is not None and found.get(_VALUE, "continue") == "continue"


def _runs(paragraph: Element) -> Iterator[Element]:
    """The pieces of text of a paragraph; text that was deleted and is still shown to reviewers is none."""
    return (run for run in paragraph.iter(_RUN) if _above(run, _PARAGRAPH) is paragraph)


def _text(paragraph: Element) -> str:
    return "".join(_text_of_run(run) for run in _runs(paragraph))


def _text_of_run(run: Element) -> str:
    return "".join(
        (piece.text or "") if piece.tag == _TEXT else "\t" if piece.tag == _TAB else "\n"
        for piece in run.iterchildren(_TEXT, _TAB, _BREAK, _RETURN)
    )


def _strikes(paragraph: Element) -> Iterator[bool]:
    for run in _runs(paragraph):
        if _text_of_run(run).strip():
            marks = [run.find(f"w:rPr/w:{name}", _NAMES) for name in ("strike", "dstrike")]
            yield any(mark is not None and mark.get(_VALUE, "1") not in _OFF for mark in marks)
