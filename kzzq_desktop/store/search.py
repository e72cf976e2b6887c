"""Find as the clerk types: characters, pinyin, initials, other spellings, tails of phones and ID numbers.

SQLite keeps an FTS5 index of our own tokens (single characters, suffixes of readings and initials, numbers from both
ends; measured in tech.md 2); PostgreSQL asks the narrow key table with LIKE. Both stand behind `find`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, String, and_, case, column, select, table, text

from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.search_keys import PARTS, WHOLE, folded

Found = Row[tuple[int, str, str, str]]
SHOWN = (SEARCH_KEY.c.n, SEARCH_KEY.c.kind, SEARCH_KEY.c.ref_id, SEARCH_KEY.c.title)
INDEX = table("search_fts", column("rowid"), column("search_fts", String))
ASKED = text(
    "SELECT n, kind, ref_id, title FROM search_key WHERE n IN "
    "(SELECT rowid FROM search_fts WHERE search_fts MATCH :asked LIMIT :take) ORDER BY n"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind (household, resident, member, grid), id and title."""

    kind: str
    ref_id: str
    title: str


def find(conn: Connection, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return what matches every part of `words` (runs of letters, digits or characters).

    Whole names, readings and initials come first, then what begins so, then the rest, each in order of entry.
    """
    parts = PARTS.findall(folded(words))
    if not parts:
        return ()
    rows = _fts(conn, parts, limit) if conn.dialect.name == "sqlite" else _like(conn, parts, limit)
    return tuple(Hit(row.kind, row.ref_id, row.title) for row in rows[:limit])


def matching(conn: Connection, words: str) -> ColumnElement[bool] | None:
    """Return the condition on SEARCH_KEY that every part of `words` matches, without order or limit; None for no words."""
    parts = PARTS.findall(folded(words))
    if not parts:
        return None
    if conn.dialect.name != "sqlite":
        return and_(*(_matches(part) for part in parts))
    return SEARCH_KEY.c.n.in_(select(INDEX.c.rowid).where(INDEX.c.search_fts.op("MATCH")(" AND ".join(map(_term, parts)))))


def _fts(conn: Connection, parts: Sequence[str], limit: int) -> Sequence[Found]:
    """Ask tier by tier until enough is found: a short query reads no more than it shows, and never drowns the exact name."""
    found: dict[int, Found] = {}
    for asked in _tiers(parts):
        for row in conn.execute(ASKED, {"asked": asked, "take": limit + len(found)}):
            found.setdefault(row.n, row)
        if len(found) >= limit:
            break
    return list(found.values())


def _tiers(parts: Sequence[str]) -> Sequence[str]:
    whole = "".join(parts)
    terms = [_term(part) for part in parts]
    if whole[0].isdigit():
        return [f'"{whole}"', " AND ".join(terms)]
    begun = [f'"{WHOLE}{parts[0]}"*', *terms[1:]]
    return [f'"{WHOLE}{whole}"', f'"{WHOLE}{whole}"*', *([" AND ".join(begun)] if terms[1:] else []), " AND ".join(terms)]


def _term(part: str) -> str:
    if not part.isascii():
        return '"' + " ".join(part) + '"'
    if part[0].isdigit():
        return f'("{part[::-1]}"* OR "{part}"*)'
    return f'"{part}"*'


def _like(conn: Connection, parts: Sequence[str], limit: int) -> Sequence[Found]:
    whole = WHOLE + "".join(parts)
    rank = case((_has(f" {whole} "), 0), (_has(f" {whole}"), 1), (_has(f" {WHOLE}{parts[0]}"), 2), else_=3)
    chosen = select(*SHOWN).where(*(_matches(part) for part in parts)).order_by(rank, SEARCH_KEY.c.n).limit(limit)
    return list(conn.execute(chosen))


def _matches(part: str) -> ColumnElement[bool]:
    if not part.isascii():
        return _has(part)
    return _has(f" {part}") | _has(f" {part[::-1]}") if part[0].isdigit() else _has(f" {part}")


def _has(piece: str) -> ColumnElement[bool]:
    return SEARCH_KEY.c.line.contains(piece, autoescape=True)
