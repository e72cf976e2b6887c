"""Importing ledgers: read, look, then save in one unit that can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.base.litter import seldom_swept
from kzzq_desktop.domain.drafts import LedgerReading
from kzzq_desktop.domain.gazetteer import Gazetteer, shipped_gazetteer
from kzzq_desktop.domain.import_choice import WHOLE, ImportChoice
from kzzq_desktop.domain.import_plan import ImportPlan
from kzzq_desktop.domain.import_whole import plan_import
from kzzq_desktop.domain.listed_twice import rows_listed_twice
from kzzq_desktop.domain.sheet_view import NOTHING_SAID, Said
from kzzq_desktop.importers.ledger import read_ledger
from kzzq_desktop.importers.report import write_pairs, write_report
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import list_places, list_villages
from kzzq_desktop.store import ledger


class PreviewOutdated(AppError):
    """Something was saved after the preview was made: it no longer says what saving would do."""

    advice = "请重新导入一次，看过新的预览再保存。"


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read and what saving would do with the clerk's choice. Nothing is written yet.

    `revision` is the state of the office's records that the plan was made against.
    """

    files: tuple[str, ...]
    reading: LedgerReading
    plan: ImportPlan
    choice: ImportChoice = WHOLE
    revision: str = ""


def preview_import(
    desk: Desk, files: Sequence[Path], job: Job | None = None, said: Said = NOTHING_SAID, choice: ImportChoice = WHOLE
) -> Preview:
    """Read files and compare them with what is on record; `said` is what the clerk says of them."""
    job = job or QuietJob()
    gazetteer = Gazetteer(list_places(desk))
    with seldom_swept():
        reading = read_ledger(files, gazetteer, job, township=desk.office.township, said=said)
        job.step(len(files), len(files) + 1, "与现有台账比对")
        plan, revision = _compare(desk, reading, choice)
    return Preview(tuple(path.name for path in files), reading, plan, choice, revision)


def replan(desk: Desk, preview: Preview, choice: ImportChoice) -> Preview:
    """Return the preview with another choice, at once; compared anew only where something was saved since."""
    with desk.store.reading() as conn:
        revision = ledger.read_revision(conn)
    if revision == preview.revision:
        return replace(preview, plan=preview.plan.chosen(choice), choice=choice)
    plan, revision = _compare(desk, preview.reading, choice)
    return replace(preview, plan=plan, choice=choice, revision=revision)


def save_import(desk: Desk, preview: Preview, job: Job | None = None) -> str:
    """Save the whole plan as one unit; return its id. A cancel before the end leaves nothing.

    Raises PreviewOutdated where something was saved since the preview.
    """
    job = job or QuietJob()
    with seldom_swept(), desk.store.unit(_title(preview.files)) as unit:
        if ledger.read_revision(unit.conn) != preview.revision:
            raise PreviewOutdated("看过预览以后，台账又有改动。")
        job.step(0, 2, "正在保存")
        ledger.save_plan(unit, preview.plan.inserts, preview.plan.patches)
        job.step(1, 2, "正在整理")
    return unit.id


def dry_run(
    files: Sequence[Path],
    report: Path | None = None,
    job: Job | None = None,
    duplicates: Path | None = None,
    said: Said = NOTHING_SAID,
) -> LedgerReading:
    """Read files with the shipped divisions and no office; write a line for each person-row to `report` (mode 0600).

    `duplicates` gets a line for each pair of rows that are one person.
    """
    with seldom_swept():
        reading = read_ledger(files, shipped_gazetteer(), job, said=said)
        if report:
            write_report(report, reading)
        if duplicates:
            write_pairs(duplicates, rows_listed_twice(reading, job))
    return reading


def _title(files: Sequence[str]) -> str:
    more = f"等{len(files)}个文件" if len(files) > 1 else ""
    return f"导入 {files[0]}{more}"


def _compare(desk: Desk, reading: LedgerReading, choice: ImportChoice) -> tuple[ImportPlan, str]:
    """Compare a reading with what is on record now; return the plan and the records' revision."""
    allowed = {place.code for place in list_villages(desk)}
    named = {household.village_code for household in reading.households} | {member.village_code for member in reading.members}
    numbers = {person.id_number for household in reading.households for person in household.people if person.id_number}
    with desk.store.reading() as conn:
        revision = ledger.read_revision(conn)
        known = ledger.read_known(conn, named & allowed, numbers)
    return plan_import(reading, known, allowed, new_id, choice), revision
