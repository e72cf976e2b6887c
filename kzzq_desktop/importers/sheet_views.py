"""How a sheet was understood, for the clerk to look at; and what looks of the sheet he should know of."""

from collections.abc import Mapping, Sequence

from kzzq_desktop.domain.drafts import Skipped
from kzzq_desktop.domain.sheet_view import ColumnView, Ground, RowKind, SheetView, TableView
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.tables import Table
from kzzq_desktop.importers.workbook import Cell, Sheet


def view_of(spot: Spot, sheet: Sheet, tables: Sequence[Table], kinds: Mapping[int, RowKind]) -> SheetView:
    """Return the view of a sheet; values of columns that a rule forbids are not in it."""
    rows: list[Sequence[Cell]] = list(sheet.rows)
    said = dict(kinds)
    for table in tables:
        header = table.header
        for place in range(header.last + 1, min(table.bottom + 1, len(rows))):
            if header.forbidden:
                rows[place] = ["" if col in header.forbidden else cell for col, cell in enumerate(rows[place])]
        said.update(dict.fromkeys(range(header.first, header.last + 1), RowKind.HEADER))
    if tables:
        said.update({place: RowKind.TITLE for place in range(tables[0].header.first) if place not in said})
    for place, row in enumerate(rows):
        said.setdefault(place, RowKind.UNREAD if any(cell != "" for cell in row) else RowKind.BLANK)
    views = tuple(_table_view(table, sheet) for table in tables)
    return SheetView(spot, rows, said, views, sheet.hidden_rows, sheet.hidden_cols)


def looks_of(spot: Spot, sheet: Sheet) -> list[Skipped]:
    """Return remarks on hidden rows and columns, which were read, and on people struck through."""
    rows = sum(place < len(sheet.rows) and any(cell != "" for cell in sheet.rows[place]) for place in sheet.hidden_rows)
    width = max((len(row) for row in sheet.rows), default=0)
    cols = sum(col < width for col in sheet.hidden_cols)
    words = "、".join([*([f"{rows}行"] if rows else []), *([f"{cols}列"] if cols else [])])
    return [Skipped(spot, f"表里有隐藏的{words}，也一起读了。")] if words else []


def _table_view(table: Table, sheet: Sheet) -> TableView:
    header = table.header
    width = max((len(row) for row in sheet.rows[header.first : table.bottom + 1]), default=0)
    right = min(header.right, width - 1)
    units = {col: name for unit in table.units for name, col in unit.cols.items()}
    columns = tuple(
        ColumnView(col, _label(header, col), units.get(col, header.field_of(col)), header.grounds.get(col, Ground.NONE))
        for col in range(header.left, right + 1)
    )
    return TableView(header.source, table.layout, header.first, table.bottom, header.left, right, columns)


def _label(header: Header, col: int) -> str:
    return header.labels[col] if col < len(header.labels) else ""
