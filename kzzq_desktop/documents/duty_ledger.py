"""履职台账: the duties done in a month, a quarter or a year, by member, duty, household or day."""

from collections.abc import Collection
from dataclasses import replace

from kzzq_desktop.documents import roll
from kzzq_desktop.documents.roll_words import CENTRE, RollColumn

build = roll.build
TITLE = "履职台账"
_GRID, _NARROW = 2, 16
_COLUMNS = (
    RollColumn("日期", 20, CENTRE),
    RollColumn("职责", 21, CENTRE),
    RollColumn("网格", 30, wraps=True),
    RollColumn("党员", 27, bold=True, wraps=True),
    RollColumn("住户", 64, wraps=True),
    RollColumn("内容", 94, wraps=True),
    RollColumn("户数", 12, CENTRE, number=True),
)


def columns(left_out: Collection[int], *, one_village: bool = False) -> tuple[RollColumn, ...]:
    """Return the columns without those that each section's head says already; within one village a grid is a number."""
    shown = (
        replace(column, width=_NARROW, align=CENTRE) if one_village and at == _GRID else column
        for at, column in enumerate(_COLUMNS)
    )
    return tuple(column for at, column in enumerate(shown) if at not in left_out)
