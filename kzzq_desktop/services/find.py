"""Find as the clerk types: one box for households, residents, members and grids."""

from dataclasses import dataclass

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.printing.scope import scope_of_code
from kzzq_desktop.store import found as founds
from kzzq_desktop.store import search

KIND_WORDS = {"household": "住户", "resident": "家庭成员", "member": "党员", "grid": "网格"}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing found. `open_kind`/`open_id` name the card that shows it (a resident opens the household)."""

    kind: str
    id: str
    title: str
    detail: str
    open_kind: str
    open_id: str


def find(desk: Desk, words: str, limit: int = 50) -> tuple[FoundRow, ...]:
    """Return what matches, best first; empty for empty words. A paper's code finds the grid it was printed of."""
    paper = scope_of_code(desk, words)
    with desk.store.reading() as conn:
        printed = founds.hit_of(conn, "grid", paper.grid) if paper else None
        hits = (printed,) if printed else search.find(conn, words, limit)
        details = founds.details(conn, hits)
    rows = []
    for hit in hits:
        if (hit.kind, hit.ref_id) in details:
            detail, open_kind, open_id = details[hit.kind, hit.ref_id]
            rows.append(FoundRow(hit.kind, hit.ref_id, hit.title, detail, open_kind, open_id))
    return tuple(rows)
