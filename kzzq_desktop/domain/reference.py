"""Lists of facts shipped with the program in db/reference: plain CSV in UTF-8."""

import csv
from functools import cache
from pathlib import Path

from kzzq_desktop.base import paths


@cache
def read_reference(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a shipped list, by its file name without ".csv"."""
    return tuple(read_rows(paths.reference() / f"{name}.csv"))


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return a UTF-8 CSV's rows as column -> text; missing cells are ""."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(lines)]
