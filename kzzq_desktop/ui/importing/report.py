"""The report of an import as an Excel file: the one place where the screen asks for it."""

from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.import_ledger import Preview
from kzzq_desktop.services.import_report import write_import_report


def write_report(desk: Desk, path: Path, preview: Preview, job: Job) -> None:
    """Write the sheets as they were read, what is doubtful coloured and explained."""
    write_import_report(desk, path, preview, job)
