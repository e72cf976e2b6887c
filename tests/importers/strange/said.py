"""What stands in a cell, and what a perfect reader makes of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Formula:
    """A formula and the value that Excel kept beside it; none where the file was made by a program that does not count."""

    text: str
    kept: int | str | None


Cell = str | int | float | date | Formula | None


@dataclass(frozen=True)
class Said:
    """A field as the clerk wrote it: the cell, its kind of mess, what can be known from it, and the flag that is due."""

    cell: Cell = None
    kind: str = ""
    expect: str = ""
    flag: str = ""

    @property
    def raw(self) -> str:
        return shown(self.cell)


NOTHING = Said()


def shown(cell: Cell) -> str:
    """The cell as the truth's raw column and as a text file show it."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return shown(cell.kept)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return str(cell)
