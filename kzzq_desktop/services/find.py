"""Find as the clerk types: one box for households, residents, members and grids."""

from dataclasses import dataclass

from kzzq_desktop.domain.scope import ALL, Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.find_paper import PaperFound, find_paper
from kzzq_desktop.services.printing.scope import scope_words
from kzzq_desktop.store import found as founds
from kzzq_desktop.store import search

KIND_WORDS = {"household": "住户", "resident": "家庭成员", "member": "党员", "grid": "网格"}
PLACE_WORDS = {"village": "嘎查村", "township": "苏木镇", "all": "全部"}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing found. `open_kind`/`open_id` name the card that shows it (a resident opens the household).

    Of a paper's code `kind` may also be one of PLACE_WORDS, and what opens is told by `find_paper`.
    """

    kind: str
    id: str
    title: str
    detail: str
    open_kind: str
    open_id: str


def find(desk: Desk, words: str, limit: int = 50) -> tuple[FoundRow, ...]:
    """Return what matches, best first; empty for empty words. A paper's code finds what it was printed of."""
    paper = find_paper(desk, words)
    if paper is not None and (row := _row_of(desk, paper)) is not None:
        return (row,)
    with desk.store.reading() as conn:
        hits = search.find(conn, words, limit)
        details = founds.details(conn, hits)
    rows = []
    for hit in hits:
        if (hit.kind, hit.ref_id) in details:
            detail, open_kind, open_id = details[hit.kind, hit.ref_id]
            rows.append(FoundRow(hit.kind, hit.ref_id, hit.title, detail, open_kind, open_id))
    return tuple(rows)


def scope_title(desk: Desk, scope: Scope) -> str:
    """Return the name of what a scope is of, "" where nothing finds it."""
    return _title_and_place(desk, scope)[0]


def _row_of(desk: Desk, paper: PaperFound) -> FoundRow | None:
    """Return the row of what a paper was printed of, its place beside the paper's word; None where nothing finds it."""
    title, place = _title_and_place(desk, paper.scope)
    detail = "·".join(part for part in (paper.words, place) if part)
    row = FoundRow(paper.scope.kind, paper.scope.record, title, detail, paper.open_kind, paper.open_id)
    return row if title else None


def _title_and_place(desk: Desk, scope: Scope) -> tuple[str, str]:
    if scope.kind == ALL:
        return desk.office.name, ""
    if scope.kind in PLACE_WORDS:
        return scope_words(desk, scope), ""
    with desk.store.reading() as conn:
        hit = founds.hit_of(conn, scope.kind, scope.record)
        found = founds.details(conn, [hit]) if hit else {}
    return (hit.title, found[scope.kind, scope.record][0]) if hit and found else ("", "")
