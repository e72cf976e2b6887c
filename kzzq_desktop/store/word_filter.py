"""Filter a list by words as the search understands them, without its limit on hits."""

from sqlalchemy import CompoundSelect, Connection, Select, select

from kzzq_desktop.domain.people import Resident
from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.search import matching
from kzzq_desktop.store.tables import table_of

RESIDENT = table_of(Resident)


def matching_ids(conn: Connection, kind: str, words: str) -> Select[tuple[str]] | None:
    """Return a select of the ids of this kind that every part of `words` matches; None when the words say nothing."""
    matched = matching(conn, words)
    return None if matched is None else select(SEARCH_KEY.c.ref_id).where(SEARCH_KEY.c.kind == kind, matched)


def matching_households(conn: Connection, words: str) -> CompoundSelect[tuple[str]] | None:
    """Return a select of the households of which the head or anyone in them matches."""
    matched = matching(conn, words)
    if matched is None:
        return None
    hits = select(SEARCH_KEY.c.kind, SEARCH_KEY.c.ref_id).where(matched).cte("hits")  # looked up once for both sides
    others = select(RESIDENT.c.household_id).join(hits, hits.c.ref_id == RESIDENT.c.id)
    heads = select(hits.c.ref_id).where(hits.c.kind == "household")
    return heads.union(others.where(hits.c.kind == "resident", RESIDENT.c.sy_del == 0))
