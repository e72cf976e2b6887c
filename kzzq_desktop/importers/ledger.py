"""The one way in: files of any kind -> households, members, problems and questions. Nothing is saved."""

from collections.abc import Sequence
from pathlib import Path

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.domain.drafts import LedgerReading, RowProblem, Skipped
from kzzq_desktop.domain.gazetteer import Gazetteer
from kzzq_desktop.domain.sheet_view import NOTHING_SAID, Said
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers import members
from kzzq_desktop.importers.id_twins import mark_twins
from kzzq_desktop.importers.sheet_reader import BookReader, Found
from kzzq_desktop.importers.workbook import PasswordProtected, WrongPassword, is_lock_file, is_open_elsewhere, read_workbook


def read_ledger(
    paths: Sequence[Path],
    gazetteer: Gazetteer,
    job: Job | None = None,
    *,
    township: str = "",
    said: Said = NOTHING_SAID,
) -> LedgerReading:
    """Read ledgers and member lists; one bad file does not stop the others.

    `township` is the office's own, for village names that stand in several townships; `said` is what the clerk
    says of the files. Raises the file's own AppError where no file could be read and none asks for a password, and
    Cancelled when the job is stopped.
    """
    found, failed = Found(), []
    job = job or QuietJob()
    for done, path in enumerate(paths):
        job.step(done, len(paths), path.name)
        if is_lock_file(path):
            found.skipped.append(Skipped(Spot(path.name), "这是表格软件的临时文件，不是表格。"))
            continue
        try:
            sheets = read_workbook(path, said.passwords.get(path.name, ""))
        except AppError as error:
            failed.append(error)
            found.skipped.append(Skipped(Spot(path.name), error.sentence()))
            if isinstance(error, PasswordProtected | WrongPassword):
                found.locked.append(path.name)
            continue
        if is_open_elsewhere(path):
            what, mend = "这个文件正在别的程序里打开着。", "没有保存的改动读不到，请保存后再导入一次。"
            found.problems.append(RowProblem(Spot(path.name), "", what, mend))
        BookReader(path, gazetteer, township, said, clock.today(), found).read(sheets, job)
    if failed and not found.locked and len(failed) == len([path for path in paths if not is_lock_file(path)]):
        raise failed[0]
    job.step(len(paths), len(paths), "")
    return _finish(found)


def _finish(found: Found) -> LedgerReading:
    kept, twins = mark_twins(found.households)
    contacts = members.members_in_ledger(kept)
    return LedgerReading(
        tuple(kept), (*found.members, *contacts), (*found.problems, *twins), tuple(found.left_out), tuple(found.skipped),
        tuple(found.asks), found.layouts, tuple(found.views), tuple(found.remarks), tuple(found.locked),
    )  # fmt: skip
