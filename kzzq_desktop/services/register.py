"""The one way out: whatever is printed, saved, exported or copied is written into the print register before it leaves."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from kzzq_desktop.base.clock import BEIJING, now_text
from kzzq_desktop.base.job import Job
from kzzq_desktop.domain.papers import Act, PrintEntry, PrintLine
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing import Audience, Print, Printed, Request, collect, draw, find_print, make_request, read_scope
from kzzq_desktop.services.printing.file import write_file
from kzzq_desktop.services.printing.paper import MONTH
from kzzq_desktop.services.printing.scope import scope_words
from kzzq_desktop.store import print_register

_PLACES_MOST, _WORD_MOST = 128, 32
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
Leave = Callable[[tuple[Printed, ...], Callable[[], object]], object]


class _NumberTaken(Exception):
    """Another window was given the number that was drawn."""


def issue(desk: Desk, paper: Print, request: Request, copies: int, act: Act, job: Job, *, pages: int = 0) -> tuple[Printed, ...]:
    """Draw a paper to leave the program and register it; hand what is returned to the printer.

    Of 内部 each copy is a PDF of its own, its number in the watermark; of others one PDF stands for all copies. `pages` is how
    many pages of a copy are taken, 0 for all. Raises NothingToPrint, Cancelled; then nothing is registered.
    """
    entry = _entry(desk, paper, request, copies, act)
    entry.pages = pages
    return _leaving(desk, paper, request, entry, job, lambda _printed, register: register())


def save(desk: Desk, paper: Print, request: Request, path: Path, job: Job) -> Printed:
    """Draw a paper into a PDF file, whole or not at all, and register it.

    Raises NothingToPrint, Cancelled and the sentences of `printing.file`; then there is neither file nor line.
    """
    entry = _entry(desk, paper, request, 1, Act.SAVE)
    (printed,) = _leaving(
        desk, paper, request, entry, job, lambda drawn, register: write_file(path, drawn[0].pdf, before=register)
    )
    return printed


def print_to_file(
    desk: Desk, key: str, scope: str, audience: str, path: Path, job: Job, options: Mapping[str, str] | None = None
) -> Printed:
    """Save a paper by its key or word and a scope in words ("all", "village:…"); return what was printed.

    Raises UnknownPaper, UnknownScope, UnknownGrid and what `save` raises.
    """
    paper, seen_by = find_print(key, audience)
    return save(desk, paper, make_request(paper, read_scope(desk, scope), seen_by, options), path, job)


def note_list(desk: Desk, act: Act, word: str, places: str, audience: Audience, rows: int) -> int:
    """Register a list that leaves as a file or on the clipboard, just before it does; return its number.

    `word` names the list, `places` where its rows lie, without any person. Its rows stand where a paper has its pages.
    """
    entry = _line(desk, act, word, places, audience, pages=rows)
    with desk.store.local() as conn:
        return print_register.add_entry(conn, entry)


def list_register(desk: Desk, month: str = "") -> tuple[PrintLine, ...]:
    """Return what left in a month of China's time ("2026-11"), all of it where `month` is "", newest first."""
    since, until = _span(month) if _MONTH.fullmatch(month) else ("", "")
    with desk.store.reading() as conn:
        return print_register.list_entries(conn, since, until)


def amount_words(line: PrintLine) -> str:
    """Return how much left: 12页 of a paper, 30行 of a list."""
    return f"{line.pages:,}{'行' if line.act in (Act.EXPORT, Act.COPY) else '页'}"


def number_words(line: PrintLine) -> str:
    """Return the numbers of the copies: 第5号, 第5–7号; "" of the clipboard."""
    if not line.copy_no:
        return ""
    last = line.copy_no + line.copies - 1
    return f"第{line.copy_no}号" if last == line.copy_no else f"第{line.copy_no}–{last}号"


def _leaving(desk: Desk, paper: Print, request: Request, entry: PrintEntry, job: Job, leave: Leave) -> tuple[Printed, ...]:
    """Collect once, draw, register, let go.

    Drawing takes seconds, and a transaction that stays open that long would keep other windows from saving. So the copies
    are drawn with the numbers that are next, and only then, in one short transaction, are these taken and the line
    written: what is cancelled or fails before leaves no line, and nothing is handed out before its line is on disk. If
    another window was quicker the numbers on the paper would be wrong, and it is drawn anew.
    """
    collected = collect(desk, paper, request)
    numbered = request.audience == Audience.INTERNAL
    while True:
        with desk.store.reading() as conn:
            first = print_register.next_copy(conn)
        numbers = range(first, first + entry.copies) if numbered else (0,)
        drawn = tuple(draw(desk, paper, collected, request.audience, job, copy=number) for number in numbers)
        line = PrintEntry(**entry.model_dump() | {"at": now_text(), "pages": entry.pages or drawn[0].pages})

        def register(line: PrintEntry = line, expected: int = first) -> None:
            with desk.store.local() as conn:
                if print_register.add_entry(conn, line) != expected and numbered:
                    raise _NumberTaken

        try:
            leave(drawn, register)
        except _NumberTaken:
            continue
        return drawn


def _entry(desk: Desk, paper: Print, request: Request, copies: int, act: Act) -> PrintEntry:
    places = f"{scope_words(desk, request.scope)} {request.options.get(MONTH, '')}".strip()
    return _line(desk, act, paper.word, places, request.audience, copies=max(copies, 1))


def _line(desk: Desk, act: Act, word: str, places: str, audience: Audience, *, pages: int = 0, copies: int = 1) -> PrintEntry:
    return PrintEntry(
        at=now_text(), clerk=desk.clerk, act=act, paper=word[:_WORD_MOST], scope=places[:_PLACES_MOST], audience=audience,
        pages=pages, copies=copies, copy_no=0,
    )  # fmt: skip


def _span(month: str) -> tuple[str, str]:
    """Return the first moment of a month in China and of the next one, as the store keeps moments."""
    year, number = int(month[:4]), int(month[5:])
    following = (year, number + 1) if number < 12 else (year + 1, 1)
    first, last = (
        datetime(*start, 1, tzinfo=BEIJING).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for start in ((year, number), following)
    )
    return first, last
