"""A list leaves the program, to Excel or to the clipboard: masked for its audience, registered, its owner's alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.rows_workbook import rows_workbook
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.services import register
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import write_file
from kzzq_desktop.services.printing.list_masks import Fact, ListHead, masked_list

__all__ = ["Audience", "Fact", "LeavingList", "ListHead", "copied_rows", "export_rows"]
FOOTERS = {
    Audience.WORK: "工作用，请妥善保管，不要张贴",
    Audience.PUBLIC: "公示版，姓名和电话已打码",
    Audience.INTERNAL: "内部资料，请妥善保管，不要外传",
}
STEP = 200


@dataclass(frozen=True, slots=True)
class LeavingList:
    """A list that is to leave: its word, its heads, where its rows lie (no person in it), and who will see it."""

    word: str
    heads: tuple[ListHead, ...]
    places: str = ""
    audience: Audience = Audience.WORK


def export_rows(desk: Desk, path: Path, what: LeavingList, rows: Iterable[Sequence[str]], job: Job) -> int:
    """Write rows, a cell a head, to an .xlsx as the audience may see them; return how many. Raises what write_file raises."""
    counted = _Counted(rows, job)
    heads, masked = masked_list(what.heads, counted, what.audience)
    book = rows_workbook(
        what.word, [head.words for head in heads], [head.number for head in heads], masked, FOOTERS.get(what.audience, "")
    )
    write_file(path, book, before=lambda: _note(desk, Act.EXPORT, what, counted.count))
    return counted.count


def copied_rows(desk: Desk, what: LeavingList, rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return heads and rows for the clipboard as the audience may see them; they are registered by then."""
    heads, masked = masked_list(what.heads, rows, what.audience)
    lines = list(masked)
    _note(desk, Act.COPY, what, len(lines))
    return [[head.words for head in heads], *lines]


def _note(desk: Desk, act: Act, what: LeavingList, rows: int) -> int:
    return register.note_list(desk, act, what.word, what.places, what.audience, rows)


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
