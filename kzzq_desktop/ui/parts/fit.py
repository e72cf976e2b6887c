"""What a painted part shows and the room it has: the test that no word is cut reads this."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Fit:
    """Words, the px they need and the px they have."""

    words: str
    need: float
    room: float

    @property
    def cut(self) -> bool:
        """Return whether some of the words cannot be seen."""
        return self.need > self.room + 1


@runtime_checkable
class Fitting(Protocol):
    """A part that paints words itself and can say whether they fit."""

    def fits(self) -> list[Fit]:
        """Return what is painted now and the room it has."""
