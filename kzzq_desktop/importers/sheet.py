"""What every format becomes: a sheet of plain cells, with the looks that matter."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kzzq_desktop.importers.unread import TooLarge

Cell = str | float | date
Place = tuple[int, int]
Range = tuple[int, int, int, int]
MOST_CELLS = 8_000_000
MOST_COLUMNS = 2_000
MOST_TEXT = 1_000
# Above this many cells a sheet must be filled to at least a fiftieth.
_MAY_BE_SPARSE, _SPARSEST = 1_000_000, 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells from A1, and merged ranges as first row, first column, last row, last column from 0.

    A cell is text ("" when empty), a float or a date. `name` is "" for text files and pages. Trailing empty rows are not
    in `rows`, and nothing points outside of it. Rows and columns of the looks count from 0: cells with text that is
    wholly struck through, rows and columns that are hidden, formulas whose value the file does not hold. `caption` are
    texts that stand above the table and in none of its rows.
    """

    name: str
    rows: list[list[Cell]]
    merges: tuple[Range, ...] = ()
    hidden: bool = False
    struck: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    uncounted: frozenset[Place] = frozenset()
    caption: tuple[str, ...] = ()


@dataclass(slots=True)
class Looks:
    """What a sheet shows beside its values; `formulas` wait to be counted, `uncounted` are those that cannot be."""

    struck: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)
    uncounted: set[Place] = field(default_factory=set)


NO_LOOKS = Looks()


def make_sheet(
    name: str,
    rows: list[list[Cell]],
    merges: Sequence[Range] = (),
    looks: Looks = NO_LOOKS,
    *,
    hidden: bool = False,
) -> Sheet:
    """Return the sheet without its trailing empty rows; merges and looks end where the rows do. The rows are taken over."""
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    return Sheet(
        name,
        rows,
        _clipped(merges, len(rows), width),
        hidden,
        frozenset((row, col) for row, col in looks.struck if _text_at(rows, row, col)),
        frozenset(row for row in looks.hidden_rows if row < len(rows)),
        frozenset(col for col in looks.hidden_cols if col < width),
        frozenset((row, col) for row, col in looks.uncounted if row < len(rows) and col < width),
    )


def _text_at(rows: list[list[Cell]], row: int, col: int) -> bool:
    return row < len(rows) and col < len(rows[row]) and rows[row][col] != ""


def _clipped(merges: Sequence[Range], height: int, width: int) -> tuple[Range, ...]:
    """Ranges cut to the sheet; true merges never overlap, so together they cover no more than the sheet."""
    kept, room = [], height * width
    for top, left, bottom, right in merges:
        low = bottom if bottom < height else height - 1
        far = right if right < width else width - 1
        area = (low - top + 1) * (far - left + 1)
        if low >= top >= 0 and far >= left >= 0 and 1 < area <= room:
            kept.append((top, left, low, far))
            room -= area
    return tuple(kept)


def refuse_huge(name: str, title: str, height: int, width: int, filled: int) -> None:
    """Raise TooLarge where a sheet of that many rows and columns cannot be held, or nearly all of it is empty."""
    area = height * width
    sparse = area > _MAY_BE_SPARSE and area > filled * _SPARSEST
    if width > MOST_COLUMNS or area > MOST_CELLS or sparse:
        where = f"工作表“{title}”" if title else "表格"
        raise TooLarge(f"“{name}”的{where}大得不合理（{height}行{width}列）。")


def cell_of(value: object) -> Cell:
    """Return any library's value as a cell; a text is cut where it is longer than any field of a ledger."""
    if isinstance(value, str):
        return value if len(value) <= MOST_TEXT else f"{value[:MOST_TEXT]}…"
    if isinstance(value, bool) or value is None:
        return "" if value is None else "是" if value else "否"
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value) if isinstance(value, time | timedelta) else ""
