"""Tables of record classes."""

from sqlalchemy import Table


def table_of(kind: type) -> Table:
    """Return the table of a record class."""
    table: Table = kind.__table__  # type: ignore[attr-defined]
    return table
