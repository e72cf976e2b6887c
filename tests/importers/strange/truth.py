"""The truth of a set, in the files that the scorer reads."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.importers.strange.page import COLUMNS, Page
from tests.importers.strange.roster import Village

PERSON_COLUMNS = (
    "person_uid",
    "household_uid",
    "village_code",
    "name",
    "sex",
    "birth_date",
    "id_number",
    "relation_code",
    "phones",
    "party",
    "status",
)


def write_truth(folder: Path, books: Sequence[tuple[str, Sequence[Page], bool]], villages: Iterable[Village]) -> None:
    """Write occurrences, rows of nobody, persons and what each sheet is made of; `named`: the file's format knows sheet names."""
    folder.mkdir(parents=True, exist_ok=True)
    seen = [(file, page.name if named else "", page) for file, pages, named in books for page in pages]
    rows(
        folder / "occurrences.csv",
        COLUMNS,
        ({**entry, "file": file, "sheet": sheet} for file, sheet, page in seen for entry in page.found),
    )
    rows(
        folder / "nondata_rows.csv",
        ("file", "sheet", "row", "kind"),
        (
            {"file": f, "sheet": s, "row": str(row), "kind": kind}
            for f, s, page in seen
            for row, kind in sorted(page.kinds.items())
        ),
    )
    rows(
        folder / "sheets.csv",
        ("file", "sheet", "layout", "features"),
        (
            {"file": file, "sheet": sheet, "layout": page.layout, "features": "|".join(page.features)}
            for file, sheet, page in seen
        ),
    )
    rows(folder / "persons.csv", PERSON_COLUMNS, (line for village in villages for line in persons(village)))


def persons(village: Village) -> Iterable[dict[str, str]]:
    for home in (home for home in village.households if not home.twice):
        for one in home.people:
            yield {
                "person_uid": one.uid,
                "household_uid": home.uid,
                "village_code": village.code,
                "name": one.name,
                "sex": one.sex,
                "birth_date": one.birth.isoformat(),
                "id_number": one.id_number,
                "relation_code": one.relation,
                "phones": "|".join(one.phones),
                "party": str(int(one.party)),
                "status": one.status,
            }


def rows(path: Path, columns: Sequence[str], lines: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
