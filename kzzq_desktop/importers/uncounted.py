"""Formulas whose value a file does not hold: said cell by cell where the column is read."""

from collections.abc import Collection, Sequence

from kzzq_desktop.domain.drafts import RowProblem
from kzzq_desktop.domain.sheet_view import FIELD_WORDS
from kzzq_desktop.importers.people_rows import SheetFacts
from kzzq_desktop.importers.rows import TableRow

_UNASKED = frozenset({"seq"})  # a serial says nothing of anybody
_SEVERAL = frozenset({"phone"})  # fields of which every column is read


def uncounted_problems(rows: Sequence[TableRow], facts: SheetFacts, read: Collection[str]) -> list[RowProblem]:
    """Return a problem for each formula without a value in the data rows, in the columns of the fields that are `read`."""
    if not facts.uncounted:
        return []
    cols = {
        col: name
        for name, of_field in facts.header.fields.items()
        if name in read and name not in _UNASKED
        for col in (of_field if name in _SEVERAL else of_field[:1])
    }
    places = [(row, col, row.origin.get(col, col)) for row in rows for col in sorted(cols)]
    spots = {
        facts.spot(row, col): _label(facts, at) or FIELD_WORDS[cols[col]]
        for row, col, at in places
        if (row.number - 1, at) in facts.uncounted
    }
    what, mend = "这一格是公式，文件里没有算出的结果。", "请在 WPS 或 Excel 里打开，保存一次再导入。"
    return [RowProblem(spot, label, what, mend) for spot, label in spots.items()]


def _label(facts: SheetFacts, col: int) -> str:
    return facts.header.labels[col] if col < len(facts.header.labels) else ""
