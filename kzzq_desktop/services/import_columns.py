"""What the clerk once said of the columns of a ledger's layout, offered when that layout comes again."""

import hashlib
from collections.abc import Mapping

from kzzq_desktop.domain.sheet_view import FIELD_WORDS, FORBIDDEN
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.store import office

PREFIX, DIGITS = "columns/", 24  # a setting's key holds 32 letters; a source may be longer
Columns = Mapping[str, Mapping[int, str]]


def remembered(desk: Desk) -> dict[str, dict[int, str]]:
    """Return what was said of each table source: {source: {column from 0: field code}}."""
    with desk.store.reading() as conn:
        kept = office.read_settings(conn, PREFIX)
    return {source: columns for value in kept for source, columns in [_read(value)] if columns}


def remember(desk: Desk, said: Columns) -> str:
    """Keep for each of these sources exactly these columns (none forgets it); return the unit's id, "" for no change."""
    before = remembered(desk)
    changed = {source: dict(columns) for source, columns in said.items() if dict(columns) != before.get(source, {})}
    if not changed:
        return ""
    with desk.store.unit("记住台账的列") as unit:
        for source, columns in changed.items():
            value = {"source": source, "columns": {str(col): code for col, code in columns.items()}}
            office.write_setting(unit, desk.office.township or desk.office.banner, _key(source), value)
    return unit.id


def _key(source: str) -> str:
    return PREFIX + hashlib.sha256(source.encode()).hexdigest()[:DIGITS]


def _read(value: object) -> tuple[str, dict[int, str]]:
    """Return source and columns of a kept value; what is not understood, or no longer a field, is left out."""
    if not isinstance(value, dict) or not isinstance(value.get("columns"), dict):
        return "", {}
    columns = {int(col): str(code) for col, code in value["columns"].items() if str(col).isdecimal()}
    known = FIELD_WORDS.keys() - {FORBIDDEN}
    return str(value.get("source", "")), {col: code for col, code in columns.items() if code in known}
