"""What the clerk says of files he has before him, one correction after another (no Qt)."""

from dataclasses import replace

from kzzq_desktop.domain.sheet_view import Said
from kzzq_desktop.domain.spot import Spot

AUTO = "auto"  # back to what the program took a column for


def with_village(said: Said, spot: Spot, code: str) -> Said:
    """Return what was said with the village of a sheet."""
    return replace(said, villages={**said.villages, spot: code})


def with_password(said: Said, file: str, password: str) -> Said:
    """Return what was said with the password of a file."""
    return replace(said, passwords={**said.passwords, file: password})


def with_cell(said: Said, spot: Spot, text: str) -> Said:
    """Return what was said with the text of a cell."""
    return replace(said, cells={**said.cells, spot: text})


def with_column(said: Said, source: str, col: int, code: str) -> Said:
    """Return what was said with the field of a column; AUTO takes back what was said of it."""
    columns = {at: kept for at, kept in said.columns.get(source, {}).items() if at != col}
    if code != AUTO:
        columns[col] = code
    others = {one: kept for one, kept in said.columns.items() if one != source}
    return replace(said, columns={**others, source: columns} if columns else others)


def without_sources(said: Said, sources: frozenset[str]) -> Said:
    """Return what was said without the columns of some table sources."""
    return replace(said, columns={one: kept for one, kept in said.columns.items() if one not in sources})


def count_differences(said: Said, wanted: Said) -> int:
    """Return how many cells and columns are corrected in one of the two and not, or otherwise, in the other."""
    cells = sum(said.cells.get(spot) != wanted.cells.get(spot) for spot in {*said.cells, *wanted.cells})
    pairs = [(said.columns.get(one, {}), wanted.columns.get(one, {})) for one in {*said.columns, *wanted.columns}]
    return cells + sum(before.get(col) != after.get(col) for before, after in pairs for col in {*before, *after})
