"""Filter a list by words as the search understands them, without its limit on hits."""

from sqlalchemy import CompoundSelect, Connection, Select, String, column, select
from sqlalchemy import table as named_table

from kzzq_desktop.domain.people import Household, Resident
from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.search import PARTS, folded
from kzzq_desktop.store.tables import table_of

HOUSEHOLD, RESIDENT = table_of(Household), table_of(Resident)
KEYS = SEARCH_KEY.c["keys"]
FTS = named_table("search_fts", column("rowid"), column("search_fts", String))


def matching_ids(conn: Connection, kind: str, words: str) -> Select[tuple[str]] | None:
    """Return a select of the ids of this kind that every part of `words` matches; None when the words say nothing."""
    parts = PARTS.findall(folded(words))
    if not parts:
        return None
    chosen = select(SEARCH_KEY.c.ref_id).where(SEARCH_KEY.c.kind == kind)
    if conn.dialect.name == "sqlite":
        query = " AND ".join(_term(part) for part in parts)
        return chosen.where(SEARCH_KEY.c.n.in_(select(FTS.c.rowid).where(FTS.c.search_fts.op("MATCH")(query))))
    for part in parts:
        chosen = chosen.where(KEYS.contains(f" {part}" if part.isascii() else part, autoescape=True))
    return chosen


def matching_households(conn: Connection, words: str) -> CompoundSelect[tuple[str]] | None:
    """Return a select of the households of which the head or anyone in them matches."""
    heads, others = matching_ids(conn, "household", words), matching_ids(conn, "resident", words)
    if heads is None or others is None:
        return None
    return heads.union(select(RESIDENT.c.household_id).where(RESIDENT.c.id.in_(others), RESIDENT.c.sy_del == 0))


def _term(part: str) -> str:
    if part.isascii():
        sides = (part, part[::-1]) if part.isdigit() else (part,)
        return "(" + " OR ".join(f'"{side}"*' for side in sides) + ")"
    return '"' + " ".join(part) + '"'
