"""Previews with the sheets as they stand, where the reader itself does not give them: made of its header and its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.sheet_view import (
    FORBIDDEN,
    NOTHING_SAID,
    ColumnView,
    Ground,
    RowKind,
    Said,
    SheetView,
    TableView,
)
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.workbook import Sheet, read_workbook
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_ledger import Preview, preview_import


def preview_with_views(desk: Desk, paths: Sequence[Path], job: Job | None = None, said: Said = NOTHING_SAID) -> Preview:
    """Read files as the service does; views are made here where the reading has none."""
    preview = preview_import(desk, paths, job, said)
    if preview.reading.views:
        return preview
    views = tuple(view for path in paths for view in views_of(path, said))
    return replace(preview, reading=replace(preview.reading, views=views))


def views_of(path: Path, said: Said = NOTHING_SAID) -> list[SheetView]:
    """Return a file's sheets as views."""
    try:
        sheets = read_workbook(path)
    except AppError:
        return []
    return [_view(Spot(path.name, sheet.name), sheet, said) for sheet in sheets]


def _view(spot: Spot, sheet: Sheet, said: Said) -> SheetView:
    from kzzq_desktop.importers.layouts import find_layout

    layout, header = find_layout(sheet)
    if header is None:
        return SheetView(spot, sheet.rows)
    source = "|".join(header.labels)
    wide = max(map(len, sheet.rows))
    columns = tuple(_columns(header, said.columns.get(source, {})))
    table = TableView(source, layout, header.first, len(sheet.rows) - 1, 0, wide - 1, columns)
    hidden = {column.col for column in columns if column.field == FORBIDDEN}
    rows = [
        ["" if col in hidden and at >= header.first else cell for col, cell in enumerate(row)]
        for at, row in enumerate(sheet.rows)
    ]
    return SheetView(spot, rows, _kinds(sheet, header), (table,), sheet.hidden_rows, sheet.hidden_cols)


def _columns(header: Header, clerk: Mapping[int, str]) -> list[ColumnView]:
    fields = {col: name for name, cols in header.fields.items() for col in cols}
    made = []
    for col, label in enumerate(header.labels):
        field = FORBIDDEN if col in header.forbidden else clerk.get(col, fields.get(col, ""))
        ground = Ground.CLERK if col in clerk else Ground.WORDS if field else Ground.NONE
        made.append(ColumnView(col, label, field, ground))
    return made


def _kinds(sheet: Sheet, header: Header) -> dict[int, RowKind]:
    from kzzq_desktop.importers.rows import data_rows, is_aside, is_header_again

    people = {row.number - 1 for row in data_rows(sheet, header, [])}
    kinds = {}
    for at, row in enumerate(sheet.rows):
        if at < header.first:
            kinds[at] = RowKind.TITLE
        elif at <= header.last or is_header_again(row, header):
            kinds[at] = RowKind.HEADER
        elif at in people:
            kinds[at] = RowKind.PEOPLE
        elif any(cell != "" for cell in row):
            kinds[at] = RowKind.TOTAL if is_aside(row) else RowKind.NOTE
        else:
            kinds[at] = RowKind.BLANK
    return kinds
