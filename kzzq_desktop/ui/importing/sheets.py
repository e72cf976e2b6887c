"""The sheets of an import as the preview shows them: what each cell was understood as, and what is doubtful where (no Qt)."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.domain.sheet_view import FIELD_WORDS, FORBIDDEN, IGNORED, Cell, ColumnView, RowKind, SheetView, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.services.import_ledger import Preview

WHOLE_ROW = -1
ALSO_CALLED = {"姓名": ("name", "head_name", "member_name"), "电话": ("phone",), "户主姓名": ("head_name",)}
READ_KINDS = frozenset({RowKind.PEOPLE, RowKind.REFUSED, RowKind.STATED})
LOOKED_AT = (Verdict.DOUBTFUL, Verdict.REFUSED)


class Look(StrEnum):
    """How a cell looks: what was understood of it."""

    PLAIN = "plain"
    READ = "read"
    UNUSED = "unused"
    ASIDE = "aside"
    FORBIDDEN = "forbidden"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of the preview that needs a look, at its cell: row and column from 0, WHOLE_ROW for no cell of its own."""

    row: int
    col: int
    line: PreviewRow


@dataclass(frozen=True)
class SheetRead:
    """A sheet of an import, with or without cells to show: `why` it was not read, `doubts` in the order of its rows.

    `remarks` is what the clerk should know of it, in one text. `asked`: its village is asked, none of its rows is taken
    until then. `texts` is what the clerk says should stand in cells, by row and column from 0.
    """

    view: SheetView
    people: int = 0
    why: str = ""
    remarks: str = ""
    asked: bool = False
    doubts: tuple[Doubt, ...] = ()
    texts: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """Return what names the sheet within its import."""
        return self.view.spot.file, self.view.spot.sheet

    @cached_property
    def wide(self) -> int:
        """Return how many columns there are."""
        return max((len(row) for row in self.view.rows), default=0)

    @cached_property
    def rows_in_doubt(self) -> tuple[int, ...]:
        """Return the rows that need a look, from the top."""
        return tuple(sorted({doubt.row for doubt in self.doubts if 0 <= doubt.row < len(self.view.rows)}))

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have doubts of this verdict."""
        return len({doubt.row for doubt in self.doubts if doubt.line.verdict == verdict})

    def of_row(self, row: int) -> Sequence[Doubt]:
        """Return the doubts of a row."""
        return self.doubts[bisect_left(self._rows, row) : bisect_right(self._rows, row)]

    def of_cell(self, row: int, col: int) -> list[Doubt]:
        """Return the doubts of one cell."""
        return [doubt for doubt in self.of_row(row) if doubt.col == col]

    def text(self, row: int, col: int) -> str:
        """Return what stands in a cell, the clerk's word first."""
        said = self.texts.get((row, col)) if self.texts else None
        if said is not None:
            return said
        cells = self.view.rows[row]
        return cell_words(cells[col]) if col < len(cells) else ""

    def kind(self, row: int) -> RowKind:
        """Return what a row is."""
        return self.view.kinds.get(row, RowKind.BLANK)

    def table_at(self, row: int, col: int) -> TableView | None:
        """Return the table that a cell belongs to; between tables the one above, above all of them the first."""
        beside = [table for table in self.view.tables if table.left <= col <= table.right]
        above = [table for table in beside if table.top <= row]
        return max(above, key=lambda table: table.top) if above else beside[0] if beside else None

    def column_at(self, row: int, col: int) -> ColumnView | None:
        """Return what a cell's column was taken for, None where no table has it."""
        table = self.table_at(row, col)
        return None if table is None else next((one for one in table.columns if one.col == col), None)

    def look(self, row: int, col: int) -> Look:
        """Return how a cell looks."""
        table = self.table_at(row, col)
        column = self.column_at(row, col)
        if table is not None and column is not None and column.field == FORBIDDEN and row >= table.top:
            return Look.FORBIDDEN
        doubts = self.of_row(row)
        if any(doubt.line.verdict == Verdict.REFUSED for doubt in doubts):
            return Look.REFUSED
        if any(doubt.col in (col, WHOLE_ROW) for doubt in doubts):
            return Look.DOUBTFUL
        if self.kind(row) not in READ_KINDS:
            return Look.ASIDE
        if column is None:
            return Look.PLAIN
        return Look.READ if column.field not in ("", IGNORED) else Look.UNUSED

    @cached_property
    def _rows(self) -> list[int]:
        return [doubt.row for doubt in self.doubts]


def sheets_of(preview: Preview, cells: Mapping[Spot, str]) -> list[SheetRead]:
    """Return the sheets of an import in the order of its files; `cells` is what the clerk says should stand in them."""
    reading = preview.reading
    people = Counter((one.spot.file, one.spot.sheet) for household in reading.households for one in household.people)
    people.update((member.spot.file, member.spot.sheet) for member in reading.members if not member.from_ledger)
    lines: dict[tuple[str, str], list[PreviewRow]] = defaultdict(list)
    asked = {(ask.spot.file, ask.spot.sheet) for ask in reading.asks}
    for line in preview.plan.rows:
        # While a sheet's village is asked every row of it is refused for that: one question, not a thousand problems.
        of_sheet = line.verdict == Verdict.REFUSED and not line.column and (line.spot.file, line.spot.sheet) in asked
        if line.verdict in LOOKED_AT and not of_sheet:
            lines[line.spot.file, line.spot.sheet].append(line)
    texts: dict[tuple[str, str], dict[tuple[int, int], str]] = defaultdict(dict)
    for spot, text in cells.items():
        texts[spot.file, spot.sheet][spot.row - 1, spot.col - 1] = text
    remarks: dict[tuple[str, str], str] = defaultdict(str)
    for remark in reading.remarks:
        remarks[remark.spot.file, remark.spot.sheet] += remark.why
    why = {(skipped.spot.file, skipped.spot.sheet): skipped.why for skipped in reading.skipped}
    shown = {(view.spot.file, view.spot.sheet): view for view in reading.views}
    unshown = {key: SheetView(Spot(*key), ()) for key in (*why, *lines) if key not in shown}
    places = {name: at for at, name in enumerate(preview.files)}
    return [
        SheetRead(view, people[key], why.get(key, ""), remarks[key], key in asked, _placed(view, lines[key]), texts.get(key, {}))
        for key, view in sorted((shown | unshown).items(), key=lambda pair: places.get(pair[0][0], len(places)))
    ]


def cell_words(cell: Cell) -> str:
    """Return a cell's value as words: whole numbers without a point, days as 2026-11-25."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    return cell.isoformat()


def letters(col: int) -> str:
    """Return a column's letters as in Excel: 0 is A, 26 is AA."""
    head = letters(col // 26 - 1) if col >= 26 else ""
    return head + chr(ord("A") + col % 26)


def field_word(code: str) -> str:
    """Return the word for what a column was taken for."""
    return FIELD_WORDS.get(code, "没认出")


def _placed(view: SheetView, lines: Sequence[PreviewRow]) -> tuple[Doubt, ...]:
    sheet = SheetRead(view)
    doubts = [Doubt(line.spot.row - 1, _col_of(sheet, line), line) for line in lines]
    return tuple(sorted(doubts, key=lambda doubt: (doubt.row, doubt.col)))


def _col_of(sheet: SheetRead, line: PreviewRow) -> int:
    """Return the column a line speaks of: its own place where that is of this name, else the nearest one so called."""
    row, col = line.spot.row - 1, line.spot.col - 1
    table = sheet.table_at(row, max(col, 0))
    called = [one.col for one in table.columns if _is_called(one, line.column)] if table is not None and line.column else []
    if called:
        return min(called, key=lambda one: (abs(one - col), -one))
    return col if col >= 0 else WHOLE_ROW


def _is_called(column: ColumnView, word: str) -> bool:
    return word in (column.label, FIELD_WORDS.get(column.field)) or column.field in ALSO_CALLED.get(word, ())
