"""Find as the clerk types: one box for households, residents, members and grids."""

from dataclasses import dataclass

from kzzq_desktop.services.desk import Desk
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
    """Return what matches, best first; empty for empty words."""
    with desk.store.reading() as conn:
        hits = search.find(conn, words, limit)
        details = founds.details(conn, hits)
    rows = []
    for hit in hits:
        if (hit.kind, hit.ref_id) in details:
            detail, open_kind, open_id = details[hit.kind, hit.ref_id]
            rows.append(FoundRow(hit.kind, hit.ref_id, hit.title, detail, open_kind, open_id))
    return tuple(rows)
