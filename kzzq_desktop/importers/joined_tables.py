"""Households in one table and their people beside it: what the one says of a household goes to its head in the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kzzq_desktop.domain.codes import HEAD, relation_code
from kzzq_desktop.domain.names import read_name
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.layouts import HEADS, PEOPLE
from kzzq_desktop.importers.rows import TableRow
from kzzq_desktop.importers.tables import Table
from kzzq_desktop.importers.workbook import Cell

Part = tuple[Table, Header, list[TableRow]]


def joined(parts: Sequence[Part]) -> list[Part]:
    """Return the tables with each pair of households and people that stand side by side made one."""
    found = list(parts)
    for heads in parts:
        for people in parts:
            if heads[0].layout == HEADS and people[0].layout == PEOPLE and heads[1].first == people[1].first:
                own, rest = _joined(heads, people)
                found = [own if part is people else rest if part is heads else part for part in found]
    return [part for part in found if part[2] or part[0].layout != HEADS]


def _joined(heads: Part, people: Part) -> tuple[Part, Part]:
    """The people with their households' facts, and the households that have no people beside them."""
    table, header, rows = people
    fields = {name: cols for name, cols in heads[1].fields.items() if not header.has(name) and name != "head_name"}
    if not fields:
        return people, heads
    width = max(len(header.labels), *(len(row.cells) for row in rows), 0)
    added = {name: width + at for at, name in enumerate(fields)}
    wider = replace(
        header,
        labels=header.labels + ("",) * (width + len(added) - len(header.labels)),
        fields=header.fields | {name: [col] for name, col in added.items()},
    )
    left = {row.number: row for row in heads[2]}
    by_name = {read_name(row.text(heads[1].col("head_name"))).name: row for row in heads[2]}
    told = []
    for row in rows:
        of_head = by_name.get(read_name(row.text(header.col("name"))).name) if _is_head(row, header) else None
        told.append(
            row if of_head is None else _with_facts(row, of_head, {fields[name][0]: col for name, col in added.items()}, width)
        )
        if of_head is not None:
            left.pop(of_head.number, None)
    return (table, wider, told), (heads[0], heads[1], list(left.values()))


def _is_head(row: TableRow, header: Header) -> bool:
    word = row.text(header.col("relation"))
    return relation_code(word) == HEAD if header.has("relation") else bool(row.text(header.col("name")))


def _with_facts(row: TableRow, facts: TableRow, cols: Mapping[int, int], width: int) -> TableRow:
    cells: list[Cell] = [*row.cells, *[""] * (width + len(cols) - len(row.cells))]
    for source, target in cols.items():
        cells[target] = facts.cell(source)
    return replace(row, cells=cells, origin={**row.origin, **{target: source for source, target in cols.items()}})
