"""Two tables side by side in one sheet: the same columns once more to the right."""

from collections.abc import Sequence

from kzzq_desktop.domain.codes import HEAD, relation_code
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.header_words import known_fields, likely_fields
from kzzq_desktop.importers.kinds import Kind, kind_of
from kzzq_desktop.importers.profiles import plain
from kzzq_desktop.importers.workbook import Cell

_LEAST, _MOST_TABLES, _UNNAMED = 2, 6, "·"
_NAMES = frozenset({"name", "head_name"})
_OF_HOUSEHOLD = {"seq", "household_no", "head_name", "population", "group", "grid", "contact_member", "address", "door"}


def parts(header: Header, rows: Sequence[Sequence[Cell]]) -> list[list[int]]:
    """Return the columns of each table that stands beside another, one list where there is but one.

    Columns that hold nothing, or only a neighbour's label, are none: one of the tables may have one more of them.
    """
    words = _signature(header, rows)
    filled = [col for col, word in enumerate(words) if word]
    whole = [list(range(header.left, min(header.right, len(words) - 1) + 1))]
    if len(filled) < 2 * _LEAST:
        return whole
    for count in range(2, _MOST_TABLES + 1):
        size, rest = divmod(len(filled), count)
        if rest or size < _LEAST:
            continue
        found = [filled[at * size : (at + 1) * size] for at in range(count)]
        if all([words[col] for col in part] == [words[col] for col in found[0]] for part in found[1:]) and _are_tables(
            words, found, rows
        ):
            return found
    return _apart(words, whole)


def _apart(words: Sequence[str], whole: list[list[int]]) -> list[list[int]]:
    """Two different tables with a free column between them: both name people, and a label stands in both."""
    cols = whole[0]
    for gap in cols[_LEAST:-_LEAST]:
        parts_here = [[col for col in cols if col < gap], [col for col in cols if col > gap]]
        said = [{words[col] for col in part if words[col]} for part in parts_here]
        shared = any(known_fields(word) for word in said[0] & said[1])
        named = all(any(_NAMES & set(known_fields(word)) for word in part) for part in said)
        once = all(
            len([words[col] for col in part if words[col]]) == len(one) for part, one in zip(parts_here, said, strict=True)
        )
        if not words[gap] and shared and named and once and min(map(len, said)) > _LEAST:
            return parts_here
    return whole


def _signature(header: Header, rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Each column's label, or what most of its cells are where there is no header; a mark where only it has none."""
    width = max((len(row) for row in rows), default=0)
    labels = list(header.labels) + [""] * (width - len(header.labels))
    if not any(labels):
        return [_most(rows, col) for col in range(width)]
    holds = [any(col < len(row) and row[col] != "" for row in rows) for col in range(len(labels))]
    before = ["", *labels]
    return [
        "" if not held and label in {"", before[col]} else label or _UNNAMED
        for col, (label, held) in enumerate(zip(labels, holds, strict=True))
    ]


def _most(rows: Sequence[Sequence[Cell]], col: int) -> str:
    kinds = [kind_of(row[col]) for row in rows if col < len(row) and row[col] != ""]
    if not kinds:
        return ""
    strong = (Kind.ID, Kind.PHONE, Kind.SEX, Kind.RELATION, Kind.NAME, Kind.GROUP, Kind.WHOLE, Kind.DATE, Kind.ADDRESS)
    best = max(strong, key=lambda kind: sum(bool(one & kind) for one in kinds))
    return best.name or "" if sum(bool(one & best) for one in kinds) * 2 > len(kinds) else "other"


def _is_relation(cell: Cell) -> bool:
    kind = kind_of(cell)
    return bool(kind & Kind.RELATION) and not kind & Kind.SEX


def _are_tables(words: Sequence[str], tables: Sequence[Sequence[int]], rows: Sequence[Sequence[Cell]]) -> bool:
    """Say whether repeated columns are whole tables and not the people of one household a row."""
    fields = {name for col in tables[0] for name in known_fields(words[col]) or likely_fields(words[col])}
    if fields & _OF_HOUSEHOLD - {"head_name"} or Kind.WHOLE.name in {words[col] for col in tables[0]}:
        return True
    right = tables[1]
    told = {col for col in right if "relation" in (known_fields(words[col]) or likely_fields(words[col]))}
    heads = [plain(row[col]) for row in rows for col in right if col < len(row) and (col in told or _is_relation(row[col]))]
    if heads:
        return any(relation_code(word.zfill(2) if word.isdecimal() else word) == HEAD for word in heads)
    return "relation" not in fields and bool(fields & {"name", "head_name"}) and len(tables) == 2
