"""The words and numbers of a monthly report, counted already; the builder draws them and counts nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in large letters, what it is, and a few words more."""

    number: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyBar:
    """A duty this month: entries, households in sum, and last month's entries."""

    word: str
    entries: int
    visits: int
    before: int


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A part of a whole, with its unit: 857 of 948 户."""

    word: str
    part: int
    whole: int
    unit: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the report's table; `bar` draws the row's share in it."""

    heading: str
    width: float
    bar: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table, a text a column; `share` is 0 to 1, None where nothing can be shared; sums are `strong`."""

    cells: tuple[str, ...]
    share: float | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ReportWords:
    """A whole report. `months` are ISO, this month last; `by_month` has a row of numbers a duty, in the duties' order.

    `matters` is what was raised at the talk points, a sentence of its own; "" is not printed.
    """

    record: str
    month: str
    place: str
    sentence: str
    figures: tuple[Figure, ...]
    duties: tuple[DutyBar, ...]
    shares: tuple[ShareBar, ...]
    months: tuple[str, ...]
    by_month: tuple[tuple[str, tuple[int, ...]], ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    table: str
    note: str
    matters: str = ""


def percent(part: int, whole: int) -> str:
    """Return a share as it is said, — of nothing; all but one of many is not 100 %."""
    if not whole:
        return "—"
    tenths = round(1000 * part / whole)
    tenths = min(tenths, 999) if part < whole else tenths
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"
