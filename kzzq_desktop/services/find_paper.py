"""A paper's code, typed or scanned, brings the same rows back: of what it was printed, and the screen that shows that."""

from dataclasses import dataclass

from kzzq_desktop.domain.form_code import page_of
from kzzq_desktop.domain.page_code import PageCode
from kzzq_desktop.domain.scope import ALL, Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.prints import PRINTS
from kzzq_desktop.services.printing.scope import scope_of_page

# Signs of papers: of duties done, and of members. Whatever else is printed of a village opens its households.
LOG_SIGNS, MEMBER_SIGNS, BOARD_SIGNS = frozenset("LY"), frozenset("MZP"), frozenset("GW")
_LAST_PAGE = 31


@dataclass(frozen=True, slots=True)
class PaperFound:
    """A paper in words (党员联系户名册 第2页), of what it was, and what opens: a kind of place and its id.

    Kinds of place: grid, member, household; village (its households), roster (its members), board (its grids); log (the
    duties of a month, the id is that of `log_place`).
    """

    words: str
    scope: Scope
    open_kind: str
    open_id: str


def find_paper(desk: Desk, words: str) -> PaperFound | None:
    """Return the paper that a code stands on; None if it is no code or what it was printed of is gone."""
    code = page_of(words)
    scope = scope_of_page(desk, code) if code else None
    if code is None or scope is None:
        return None
    return PaperFound(paper_words(code), scope, *_opens(code, scope))


def paper_words(code: PageCode) -> str:
    """Return paper, month and page in words."""
    paper = next((one.word for one in PRINTS if one.sign == code.paper), "打印件")
    month = f"{int(code.month[:4])}年{int(code.month[5:])}月" if code.month else ""
    page = f"第{code.page}页{'或以后' if code.page == _LAST_PAGE else ''}"
    return " ".join(part for part in (paper, month, page) if part)


def log_place(month: str, scope: Scope) -> str:
    """Return the place on the screen of duties: log:2026-11:village:150521102201."""
    return f"log:{month}:{scope.kind}:{scope.record}"


def _opens(code: PageCode, scope: Scope) -> tuple[str, str]:
    if code.month and code.paper in LOG_SIGNS:
        return "log", log_place(code.month, scope)
    if scope.village and code.paper in MEMBER_SIGNS:
        return "roster", scope.village
    if scope.kind in (ALL, "township") or (scope.village and code.paper in BOARD_SIGNS):
        return "board", scope.record
    return scope.kind, scope.record
