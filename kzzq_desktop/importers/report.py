"""The reports of a dry run: a line for each person-row, a line for each pair of rows of one person; only the owner reads them."""

import contextlib
import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, PersonDraft
from kzzq_desktop.domain.flags import NAME_CHAR_LOST
from kzzq_desktop.domain.spot import Spot

COLUMNS = (
    "file", "sheet", "row", "col", "name", "id_number", "phones", "relation_code", "sex", "birth_date", "status",
    "household_ref", "population", "group_no", "grid_no", "contact_name", "village_code", "flags",
)  # fmt: skip
PAIR_COLUMNS = ("file", "sheet", "row", "file2", "sheet2", "row2")
_REPORTED = frozenset({"deceased", "moved_out"})


class ReportNotWritten(AppError):
    """The report's folder is missing, read-only or full."""

    advice = "请换一个有空间、可以写入的文件夹，再试一次。"


def report_rows(reading: LedgerReading) -> Iterator[tuple[str, ...]]:
    """Yield the report's lines in the order of COLUMNS; only what the list itself says, nothing derived."""
    for household in reading.households:
        for person in household.people:
            yield _line(household, person)


def write_report(path: Path, reading: LedgerReading) -> int:
    """Write the report with mode 0600, whole or not at all, and return its number of lines; raises ReportNotWritten."""
    return _write(path, COLUMNS, list(report_rows(reading)))


def write_pairs(path: Path, pairs: Iterable[tuple[Spot, Spot]]) -> int:
    """Write the pairs of rows that are one person as write_report does; no person's value stands in it."""
    return _write(path, PAIR_COLUMNS, [(*_place(one), *_place(other)) for one, other in pairs])


def _write(path: Path, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> int:
    part = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            part.chmod(0o600)
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(lines)
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise ReportNotWritten(f"报告“{path.name}”写不进去。") from error
    return len(lines)


def _place(spot: Spot) -> tuple[str, str, str]:
    return spot.file, spot.sheet, str(spot.row)


def _line(household: HouseholdDraft, person: PersonDraft) -> tuple[str, ...]:
    spot = person.spot
    return (
        spot.file, spot.sheet, str(spot.row), str(spot.col), "" if NAME_CHAR_LOST in person.flags else person.name,
        person.id_number, "|".join(person.phones), person.relation, person.sex, person.birth,
        person.status if person.status in _REPORTED else "", household.ref,
        "" if household.stated_people is None else str(household.stated_people), household.group_no,
        "" if household.grid_number is None else str(household.grid_number), household.contact_name,
        household.village_code, "|".join(person.flags),
    )  # fmt: skip
