"""How long the text of a field may be: what its column holds, and what forms take."""

from collections.abc import Mapping

from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import SQLModel

from kzzq_desktop.domain.form_checks import LONGEST

FORM_TEXTS: Mapping[tuple[str, str], int] = {
    **{("household", name): most for name, most in LONGEST.items()},
    ("duty", "words"): 2000,
}
NO_LIMIT = 100_000


def longest(table: str, field: str) -> int:
    """Return the most letters a field takes."""
    column = SQLModel.metadata.tables[table].c[field]
    return FORM_TEXTS.get((table, field)) or getattr(column.type, "length", None) or NO_LIMIT


def usual_values(table: str) -> dict[str, object]:
    """Return what fields hold when nobody wrote them: the column's default, else nothing."""
    columns = SQLModel.metadata.tables[table].c
    empty = {column.name: None if column.nullable else "" for column in columns}
    given = {one.name: one.default.arg for one in columns if isinstance(one.default, ScalarElementColumnDefault)}
    return {**empty, **given}
