"""Where everything that a scan is read by stands on a visit form: drawing it and reading it back share this description.

All measures are millimetres from the upper left corner of the sheet, x to the right and y down. A change of any of them is
a new VERSION, which the form's code carries.
"""

from dataclasses import dataclass

VERSION = 1
PAGE_WIDE, PAGE_HIGH = 210.0, 297.0
SQUARE = 6.0
"""The side of the solid squares in the corners."""
BOX, BOX_LINE = 4.2, 0.35
"""The side of a tick box to the middle of its line, and the line's thickness."""
ROWS = 12
DUTIES = ("policy", "mediation", "hardship", "enterprise", "lawful")

LEFT, RIGHT = 17.0, 193.0
TABLE_TOP, HEADING, ROW = 74.0, 12.0, 14.2
NUMBER_WIDE, HOUSEHOLD_WIDE, TICK_WIDE, DAY_WIDE = 9.0, 48.0, 12.0, 20.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle: its upper left corner and its size."""

    x: float
    y: float
    wide: float
    high: float


CODE = Place(168.0, 17.0, 25.0, 25.0)
"""The square code without its quiet zone."""
SQUARES = tuple(Place(x, y, SQUARE, SQUARE) for y in (8.0, PAGE_HIGH - 8.0 - SQUARE) for x in (8.0, PAGE_WIDE - 8.0 - SQUARE))
"""The corner squares: upper left, upper right, lower left, lower right."""


def columns() -> tuple[float, ...]:
    """Return the table's upright lines from left to right: number, household, a column a duty, day, words."""
    edges = [LEFT, LEFT + NUMBER_WIDE, LEFT + NUMBER_WIDE + HOUSEHOLD_WIDE]
    for _ in DUTIES:
        edges.append(edges[-1] + TICK_WIDE)
    return (*edges, edges[-1] + DAY_WIDE, RIGHT)


def row_top(row: int) -> float:
    """Return the upper edge of a row, counted from 0; that of ROWS is the table's lower edge."""
    return TABLE_TOP + HEADING + row * ROW


def box(row: int, duty: int) -> Place:
    """Return the tick box of a row and of the duty at that place of DUTIES."""
    left = columns()[2 + duty]
    return Place(left + (TICK_WIDE - BOX) / 2, row_top(row) + (ROW - BOX) / 2, BOX, BOX)
