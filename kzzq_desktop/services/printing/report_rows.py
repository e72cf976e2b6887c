"""The table of a monthly report: a row a village, under its township in a whole banner; a row a grid within one village."""

from collections.abc import Iterator

from kzzq_desktop.documents.report_words import TableColumn, TableRow, percent
from kzzq_desktop.services.printing.duty_words import GONE_MEMBER, NO_GRID, OLD_GRID
from kzzq_desktop.services.printing.grid_facts import grid_words, grouped
from kzzq_desktop.services.printing.report_facts import Counts, ReportFacts

NOBODY, NEVER = "待确定", "从未"
BY_VILLAGE = (
    TableColumn("嘎查村、社区", 33, words=True),
    TableColumn("网格", 11),
    TableColumn("未定\n党员", 11),
    TableColumn("住户", 14),
    TableColumn("入网格", 14),
    TableColumn("履职\n次数", 13),
    TableColumn("联系\n户次", 15),
    TableColumn("联系到\n的户", 15),
    TableColumn("占网格内\n住户", 26, bar=True),
    TableColumn("超30天\n网格", 14),
    TableColumn("最久未\n联系", 14),
)
BY_GRID = (
    TableColumn("网格", 42, words=True),
    TableColumn("联系党员", 36, words=True),
    TableColumn("住户", 13),
    TableColumn("履职\n次数", 14),
    TableColumn("联系\n户次", 15),
    TableColumn("联系到\n的户", 16),
    TableColumn("占住户", 26, bar=True),
    TableColumn("距上次\n联系", 18),
)


def village_rows(facts: ReportFacts, *, townships: bool) -> Iterator[TableRow]:
    """Yield the villages by code, the sum of a township before its villages, the sum of all last."""
    names = {one.village_id: one.village for one in facts.villages}
    towns = {one.village_id: (one.township_id, one.township) for one in facts.villages}
    held = grouped((towns.get(village, ("~", "其他")), village) for village in sorted(facts.of_village))
    for (_, town), villages in sorted(held.items()):
        if townships:
            yield _village_row(town, sum((facts.of_village[one] for one in villages), Counts()), strong=True)
        for village in villages:
            name = names.get(village) or (village or NO_GRID)
            yield _village_row(f"　{name}" if townships else name, facts.of_village[village])
    yield _village_row("合计", facts.total, strong=True)


def grid_rows(facts: ReportFacts) -> Iterator[TableRow]:
    """Yield a village's grids by number, the sum last."""
    known = {row.id for row in facts.grids}
    for row in facts.grids:
        member = facts.named.get(row.member_id, GONE_MEMBER) if row.member_id else NOBODY
        yield _grid_row(grid_words(row.number, row.name), member, facts.of_grid[row.id])
    old = sum((counts for grid, counts in facts.of_grid.items() if grid not in known), Counts())
    if old.entries:
        yield _grid_row(OLD_GRID, "", old)
    yield _grid_row("合计", "", sum(facts.of_grid.values(), Counts()), strong=True)


def _village_row(name: str, counts: Counts, *, strong: bool = False) -> TableRow:
    numbers = (counts.grids, counts.vacant, counts.households, counts.placed, counts.entries, counts.visits, counts.reached)
    cells = (name, *map(_number, numbers), percent(counts.reached, counts.placed), _number(counts.late), _longest(counts))
    return TableRow(cells, _share(counts), strong)


def _grid_row(name: str, member: str, counts: Counts, *, strong: bool = False) -> TableRow:
    numbers = (counts.placed, counts.entries, counts.visits, counts.reached)
    cells = (name, member, *map(_number, numbers), percent(counts.reached, counts.placed), _longest(counts))
    return TableRow(cells, _share(counts), strong)


def _number(number: int) -> str:
    return str(number) if number else "—"


def _share(counts: Counts) -> float | None:
    return counts.reached / counts.placed if counts.placed else None


def _longest(counts: Counts) -> str:
    """Return the longest time since a contact; a grid that was never contacted is longer than any."""
    if counts.never:
        return NEVER
    return "—" if counts.worst is None else f"{counts.worst}天"
