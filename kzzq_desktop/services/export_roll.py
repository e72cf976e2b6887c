"""A roll as an Excel workbook: the same words for the same audience; numbers of people stay text."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kzzq_desktop.base.clock import local, now_text
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.roll import rows_of
from kzzq_desktop.documents.roll_words import RollWords
from kzzq_desktop.documents.rows_workbook import rows_workbook
from kzzq_desktop.domain.papers import Act
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import write_file
from kzzq_desktop.services.printing.paper import Print, Request
from kzzq_desktop.services.printing.scope import scope_words
from kzzq_desktop.services.register import note_list

_FOOTERS = {
    Audience.PUBLIC: "公示用，姓名和号码已按规定隐去",
    Audience.WORK: "工作用，请妥善保管，不要张贴",
    Audience.INTERNAL: "内部资料，含身份证号，不得外传",
}
_SECTION = "所在"
_SPACED = re.compile(r"(?<!\d)(1\d\d) (\d{4}) (\d{4})(?!\d)")
_STEP = 500


class NoRoll(AppError):
    """The paper is no list, or nobody stands on it."""

    advice = "请换一种名册或换一个范围。"


def export_roll(desk: Desk, paper: Print, request: Request, path: Path, job: Job) -> int:
    """Write a roll of the scope to an .xlsx, whole or not at all; return its rows. Raises NoRoll and the sentences of `file`."""
    collected = paper.collect(desk, request) if paper.roll else None
    if collected is None or not collected.words:
        raise NoRoll("没有可以导出的名册。")
    (roll,) = collected.words
    count = sum(len(block.rows) for section in roll.sections for block in section.blocks)
    heads = [_SECTION, *(column.heading for column in roll.columns)]
    numbers = [False, *(column.number for column in roll.columns)]
    footer = f"{_FOOTERS[request.audience]}　{desk.office.name} {desk.clerk} {local(now_text()):%Y-%m-%d %H:%M}"
    book = rows_workbook(roll.title, heads, numbers, _told(roll, count, job), footer)
    job.step(count, count, "正在保存文件")
    said = scope_words(desk, request.scope)
    write_file(path, book, before=lambda: note_list(desk, Act.EXPORT, paper.word, said, request.audience, count))
    return count


def _told(roll: RollWords, count: int, job: Job) -> Iterator[Sequence[str]]:
    """Yield the rows as a workbook wants them, numbers of phones without the spaces they are read with; may be cancelled."""
    for at, row in enumerate(rows_of(roll)):
        if at % _STEP == 0:
            job.step(at, count, "正在写入表格")
        yield tuple(_SPACED.sub(r"\1\2\3", cell) if " " in cell else cell for cell in row)
