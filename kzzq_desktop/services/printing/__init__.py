"""Printing papers: which there are, what is on them, to a file, for the preview, for a printer."""

import io
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import contact_sheet as contact_sheet_document
from kzzq_desktop.documents.preview import Pages
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import contact_sheet
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import write_file
from kzzq_desktop.services.printing.paper import Collected, Missing, Print
from kzzq_desktop.services.printing.scope import Scope, read_scope

PRINTS: tuple[Print, ...] = (
    Print(
        key="contact_sheet",
        word="党员联系户名册",
        audiences=(Audience.WORK, Audience.PUBLIC),
        collect=contact_sheet.collect,
        build=contact_sheet_document.build,
    ),
)


class UnknownPaper(AppError):
    """No paper of that name, or not for that audience."""

    advice = "可以打印：" + "、".join(f"{p.key}（{p.word}：{'、'.join(p.audiences)}）" for p in PRINTS) + "。"


class NothingToPrint(AppError):
    """The scope holds nothing that could stand on the paper."""

    advice = "请先导入住户、划分网格，或换一个打印范围。"


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as printed: the PDF, its pages, the names that cannot be shown whole, what was left out and why."""

    pdf: bytes
    pages: int
    sheets: int
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]


def find_print(key: str, audience: str) -> tuple[Print, Audience]:
    """Return the paper of a key or word and its audience, the first one where `audience` is ""; raises UnknownPaper."""
    for paper in PRINTS:
        if key in (paper.key, paper.word):
            if not audience:
                return paper, paper.audiences[0]
            if audience in paper.audiences:
                return paper, Audience(audience)
            raise UnknownPaper("这种纸不能给这个对象打印。")
    raise UnknownPaper("没有这种纸。")


def collect(desk: Desk, paper: Print, scope: Scope, audience: Audience) -> Collected:
    """Return what would be printed, masked; raises NothingToPrint."""
    collected = paper.collect(desk, scope, audience)
    if not collected.words:
        raise NothingToPrint("这个范围里没有可以打印的网格。")
    return collected


def print_paper(desk: Desk, paper: Print, collected: Collected, audience: Audience, job: Job) -> Printed:
    """Draw what was collected as a PDF; `job` may cancel it between two pages."""
    out = io.BytesIO()
    facts = Paper(desk.office.name, today(), audience, desk.office.demo)
    pages = paper.build(collected.words, facts, out, job)
    return Printed(out.getvalue(), pages, len(collected.words), collected.missing, collected.notes)


def print_to_file(desk: Desk, key: str, scope: str, audience: str, path: Path, job: Job) -> Printed:
    """Print a paper of a scope ("all", "village:…", "grid:…") into a file, whole or not at all; return what was printed.

    Raises UnknownPaper, UnknownScope, UnknownGrid, NothingToPrint, Cancelled and the sentences of `file`.
    """
    paper, seen_by = find_print(key, audience)
    collected = collect(desk, paper, read_scope(desk, scope), seen_by)
    printed = print_paper(desk, paper, collected, seen_by, job)
    write_file(path, printed.pdf)
    return printed


def open_pages(pdf: bytes) -> Pages:
    """Open a PDF for the preview: its number of pages, and each drawn when asked for."""
    return Pages(pdf)
