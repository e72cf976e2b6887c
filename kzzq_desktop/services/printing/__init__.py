"""Printing papers: which there are, what is on them, drawn for the preview. What leaves goes through services/register.py."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kzzq_desktop.base.clock import local, now_text, today
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.job import Job
from kzzq_desktop.documents.extract import pages_of
from kzzq_desktop.documents.preview import Pages, Picture
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain.scope import SCOPE_WORDS, Scope, scope_of
from kzzq_desktop.services import glyph_pictures
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.paper_settings import read_paper_settings
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.missing import still_missing
from kzzq_desktop.services.printing.paper import BY_GRID, BY_VILLAGE, MONTH, WHOLE, Collected, Missing, Option, Print, Request
from kzzq_desktop.services.printing.prints import PRINTS
from kzzq_desktop.services.printing.scope import read_scope
from kzzq_desktop.store import scopes

__all__ = [
    "BY_VILLAGE",
    "MONTH",
    "PRINTS",
    "Audience",
    "Collected",
    "Missing",
    "NothingToPrint",
    "Option",
    "Pages",
    "Picture",
    "Print",
    "Printed",
    "Request",
    "Scope",
    "UnknownPaper",
    "collect",
    "draw",
    "find_print",
    "first_pages",
    "make_request",
    "open_pages",
    "pages_of",
    "preview",
    "read_scope",
]

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


class UnknownPaper(AppError):
    """No paper of that name, or not for that audience, or without that option."""

    advice = "可以打印：" + "、".join(f"{p.key}（{p.word}：{'、'.join(p.audiences)}）" for p in PRINTS) + "。"


class NothingToPrint(AppError):
    """The scope holds nothing that could stand on the paper."""

    advice = "请先导入住户、划分网格，或换一个打印范围、月份。"


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as drawn: the PDF, its pages, the names that cannot be shown whole, what was left out and why.

    `places` are names and their pages counted from 0; `partial` tells that these are the first pages of more.
    """

    pdf: bytes
    pages: int
    sheets: int
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]
    places: tuple[tuple[str, int], ...] = ()
    partial: bool = False


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


def make_request(paper: Print, scope: Scope, audience: Audience, options: Mapping[str, str] | None = None) -> Request:
    """Return a request with every option of the paper set; raises UnknownPaper for a scope or option it has not."""
    asked = dict(options or {})
    chosen = {}
    if scope.kind not in paper.scopes:
        raise UnknownPaper(f"“{paper.word}”不能按{SCOPE_WORDS[scope.kind]}打印。")
    for option in paper.options:
        usual = option.choices[0][0] if option.choices else f"{today():%Y-%m}"
        chosen[option.key] = asked.pop(option.key, "") or usual
        allowed = [value for value, _ in option.choices]
        if not (chosen[option.key] in allowed if allowed else _MONTH.fullmatch(chosen[option.key])):
            raise UnknownPaper(f"“{paper.word}”的“{option.word}”没有这个选择。")
    if asked:
        raise UnknownPaper(f"“{paper.word}”没有这个选项。")
    return Request(scope, audience, chosen)


def collect(desk: Desk, paper: Print, request: Request) -> Collected:
    """Return what would be printed, masked; raises NothingToPrint, which says why where the paper knows it."""
    collected = paper.collect(desk, request)
    if not collected.words:
        raise NothingToPrint("".join(collected.notes) or "这个范围里没有可以打印的内容。")
    return _without_drawn(desk, collected)


def _without_drawn(desk: Desk, collected: Collected) -> Collected:
    """Characters that the office has a picture of are not missing any more."""
    if not collected.missing:
        return collected
    return replace(collected, missing=still_missing(collected.missing, glyph_pictures.list_letters(desk)))


def draw(
    desk: Desk, paper: Print, collected: Collected, audience: Audience, job: Job, *, copy: int = 0, partial: bool = False
) -> Printed:
    """Draw what was collected as a PDF; `job` may cancel it between two pages.

    `copy` is the number that the register gave this copy, 0 for the preview.
    """
    out = io.BytesIO()
    facts = Paper(
        desk.office.name,
        today(),
        audience,
        desk.office.demo,
        clerk=desk.clerk,
        moment=f"{local(now_text()):%Y-%m-%d %H:%M}",
        copy=copy,
        partial=partial,
        pictures=glyph_pictures.read_pictures(desk),
        settings=read_paper_settings(desk),
    )
    built = paper.build(collected.words, facts, out, job)
    return Printed(out.getvalue(), built.pages, collected.count, collected.missing, collected.notes, built.places, partial)


def preview(desk: Desk, paper: Print, request: Request, job: Job) -> Printed:
    """Collect and draw in one go; raises NothingToPrint, Cancelled."""
    return draw(desk, paper, collect(desk, paper, request), request.audience, job)


def first_pages(desk: Desk, paper: Print, request: Request, job: Job) -> Printed | None:
    """Draw the first part of a wide scope alone, so that something is seen at once; None where it is no quicker."""
    if paper.part == WHOLE or request.scope.kind not in ("all", "township", "village"):
        return None
    if paper.part == BY_VILLAGE and request.scope.village:
        return None
    with desk.store.reading() as conn:
        find = scopes.first_grid if paper.part == BY_GRID else scopes.first_village
        record = find(conn, request.scope)
    if not record:
        return None
    collected = _without_drawn(desk, paper.collect(desk, replace(request, scope=scope_of(paper.part, record))))
    return draw(desk, paper, collected, request.audience, job, partial=True) if collected.words else None


def open_pages(pdf: bytes) -> Pages:
    """Open a PDF to draw page after page; close it afterwards."""
    return Pages(pdf)
