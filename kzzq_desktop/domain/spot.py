"""Where something stands in a file that was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a file: `row` and `col` count from 1 as in Excel; text files have no sheet name."""

    file: str
    sheet: str = ""
    row: int = 0
    col: int = 0

    @property
    def words(self) -> str:
        """Return the place in the clerk's words."""
        sheet = f"“{self.sheet}”" if self.sheet else ""
        return f"{self.file}{sheet}" + (f" 第{self.row}行" if self.row else "")
