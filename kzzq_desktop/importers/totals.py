"""What a sheet's own total says, against what was read: a total that does not agree hides a row that is missing or double."""

import re
from collections.abc import Sequence

from kzzq_desktop.domain.drafts import HouseholdDraft, RowProblem
from kzzq_desktop.domain.names import normal_text
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.columns import Header
from kzzq_desktop.importers.workbook import Cell

_WHOLE = re.compile(r"^(?:总计|合计|共计|累计|全村(?:共计?|合计|总计)|总人[口数]|总户数)(?:$|[\d:：])")
_HOUSEHOLDS = re.compile(r"(\d+)\s*户")
_PEOPLE = re.compile(r"(\d+)\s*(?:人|口)(?!次)")


def check_total(
    row: Sequence[Cell], place: Spot, header: Header, homes: Sequence[HouseholdDraft], *, counts_people: bool
) -> list[RowProblem]:
    """Return what is wrong with the total of a whole table; a subtotal, or a row that is no total, says nothing.

    `counts_people`: the table lists every person. Else its total of people is that of the numbers stated for the heads.
    """
    texts = [_plain(cell) for cell in row if cell != ""]
    if not texts or not _WHOLE.match(texts[0]):
        return []
    line = " ".join(texts)
    found = []
    households = _number(_HOUSEHOLDS, line)
    if households is not None and households != len(homes):
        found.append(_wrong(place, header, f"合计写的是{households}户，表里读出{len(homes)}户。"))
    col = header.col("population")
    people = _number(_PEOPLE, line)
    if people is None and 0 <= col < len(row) and isinstance(row[col], float):
        people = int(float(str(row[col])))
    here = sum(len(home.people) for home in homes) if counts_people else _stated(homes)
    if people is not None and here is not None and people != here:
        found.append(_wrong(place, header, f"合计写的是{people}人，表里读出{here}人。"))
    return found


def _stated(homes: Sequence[HouseholdDraft]) -> int | None:
    """The sum of the people stated for each household, None where one does not say."""
    numbers = [home.stated_people for home in homes]
    return None if any(number is None for number in numbers) else sum(number or 0 for number in numbers)


def _number(pattern: re.Pattern[str], line: str) -> int | None:
    match = pattern.search(line)
    return int(match[1]) if match else None


def _plain(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell == int(cell) else str(cell)
    return re.sub(r"\s", "", normal_text(cell if isinstance(cell, str) else cell.isoformat()))


def _wrong(place: Spot, header: Header, what: str) -> RowProblem:
    label = header.labels[header.col("population")] if header.has("population") else ""
    return RowProblem(place, label or "合计", what, "以读出的为准；请核对是不是漏了人、重了人，或者合计没有改。")
