"""Printing papers: which there are, what is on them, to a file, for the preview, for a printer."""

import io
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.clock import today
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.documents import contact_sheet as contact_sheet_document
from kzzq_desktop.documents.preview import Pages, Picture
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import contact_sheet
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.file import write_file
from kzzq_desktop.services.printing.paper import Collected, Missing, Print
from kzzq_desktop.services.printing.scope import Scope, read_scope

__all__ = [
    "PRINTS",
    "Audience",
    "Collected",
    "Missing",
    "NothingToPrint",
    "Pages",
    "Picture",
    "Print",
    "Printed",
    "Scope",
    "UnknownPaper",
    "collect",
    "draw_page",
    "find_print",
    "open_pages",
    "page_size",
    "print_paper",
    "print_scope",
    "print_to_file",
    "read_scope",
    "save",
]

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


def print_scope(desk: Desk, paper: Print, scope: Scope, audience: Audience, job: Job) -> Printed:
    """Collect and draw in one go, for the preview; raises NothingToPrint, Cancelled."""
    return print_paper(desk, paper, collect(desk, paper, scope, audience), audience, job)


def print_to_file(desk: Desk, key: str, scope: str, audience: str, path: Path, job: Job) -> Printed:
    """Print a paper of a scope ("all", "village:…", "grid:…") into a file, whole or not at all; return what was printed.

    Raises UnknownPaper, UnknownScope, UnknownGrid, NothingToPrint, Cancelled and the sentences of `file`.
    """
    paper, seen_by = find_print(key, audience)
    printed = print_scope(desk, paper, read_scope(desk, scope), seen_by, job)
    write_file(path, printed.pdf)
    return printed


def save(printed: Printed, path: Path) -> None:
    """Write a paper that was already drawn into a file, whole or not at all; raises the sentences of `file`."""
    write_file(path, printed.pdf)


def open_pages(pdf: bytes) -> Pages:
    """Open a PDF to draw page after page; close it afterwards."""
    return Pages(pdf)


def draw_page(pdf: bytes, page: int, dpi: float) -> Picture:
    """Return one page of a PDF, counted from 0, drawn for the preview."""
    with closing(Pages(pdf)) as pages:
        return pages.draw(page, dpi)


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Return the width and height of one page of a PDF, counted from 0, in points."""
    with closing(Pages(pdf)) as pages:
        return pages.size(page)
