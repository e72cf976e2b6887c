"""Importing ledgers: read, look, then save in one unit that can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.gazetteer import Gazetteer, shipped_gazetteer
from kzzq_desktop.domain.import_plan import ImportPlan
from kzzq_desktop.domain.import_whole import plan_import
from kzzq_desktop.domain.listed_twice import rows_listed_twice
from kzzq_desktop.domain.sheet_view import NOTHING_SAID, Said
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.importers.report import write_pairs, write_report
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_places, list_villages
from kzzq_desktop.store import ledger


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read and what saving would do. Nothing is written yet."""

    files: tuple[str, ...]
    reading: LedgerReading
    plan: ImportPlan


def preview_import(desk: Desk, files: Sequence[Path], job: Job | None = None, said: Said = NOTHING_SAID) -> Preview:
    """Read files and compare them with what is on record; `said` is what the clerk says of them."""
    job = job or QuietJob()
    gazetteer = Gazetteer(list_places(desk))
    reading = read_ledger(files, gazetteer, job, township=desk.office.township, said=said)
    allowed = {place.code for place in list_villages(desk)}
    named = {household.village_code for household in reading.households} | {member.village_code for member in reading.members}
    job.step(len(files), len(files) + 1, "与现有台账比对")
    with desk.store.reading() as conn:
        known = ledger.read_known(conn, named & allowed)
    return Preview(tuple(path.name for path in files), reading, plan_import(reading, known, allowed, new_id))


def save_import(desk: Desk, preview: Preview, job: Job | None = None) -> str:
    """Save the whole plan as one unit; return its id. A cancel before the end leaves nothing."""
    job = job or QuietJob()
    with desk.store.unit(_title(preview.files)) as unit:
        job.step(0, 2, "正在保存")
        ledger.save_plan(unit, preview.plan.inserts, preview.plan.patches)
        job.step(1, 2, "正在整理")
    return unit.id


def dry_run(
    files: Sequence[Path], report: Path | None = None, job: Job | None = None, duplicates: Path | None = None
) -> LedgerReading:
    """Read files with the shipped divisions and no office; write a line for each person-row to `report` (mode 0600).

    `duplicates` gets a line for each pair of rows that are one person.
    """
    reading = read_ledger(files, shipped_gazetteer(), job)
    if report:
        write_report(report, reading)
    if duplicates:
        write_pairs(duplicates, rows_listed_twice(reading, job))
    return reading


def _title(files: Sequence[str]) -> str:
    more = f"等{len(files)}个文件" if len(files) > 1 else ""
    return f"导入 {files[0]}{more}"
