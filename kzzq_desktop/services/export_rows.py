"""A list to Excel, as the screen shows it: the audience is 工作, the file is its owner's alone."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.rows_workbook import rows_workbook
from kzzq_desktop.services.printing.file import write_file

FOOTER = "工作用，请妥善保管，不要张贴"
STEP = 200


def export_rows(path: Path, title: str, heads: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]], job: Job) -> int:
    """Write rows under their heads (words, holds numbers) to an .xlsx; return how many. Raises what write_file raises."""
    counted = _Counted(rows, job)
    book = rows_workbook(title, [words for words, _ in heads], [number for _, number in heads], counted, FOOTER)
    write_file(path, book)
    return counted.count


class _Counted:
    """Rows that tell the job how far it is."""

    def __init__(self, rows: Iterable[Sequence[str]], job: Job) -> None:
        self.rows, self.job, self.count = rows, job, 0

    def __iter__(self) -> Iterator[Sequence[str]]:
        for row in self.rows:
            if self.count % STEP == 0:
                self.job.step(self.count, 0, f"已写 {self.count} 行")
            self.count += 1
            yield row
