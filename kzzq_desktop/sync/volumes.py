"""A mounted file system, as both systems tell of it."""

from dataclasses import dataclass
from pathlib import Path

UNNAMED = "U盘"


@dataclass(frozen=True, slots=True)
class Volume:
    """A mounted file system: where it hangs, its name, its kind in small letters."""

    path: Path
    label: str
    kind: str
    read_only: bool = False
