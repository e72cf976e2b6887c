"""Find as the clerk types: characters, pinyin, initials, other spellings, tails of phones and ID numbers.

SQLite keeps an FTS5 index of our own tokens (single characters, suffixes of readings and initials, numbers from both
ends; measured in tech.md 2); PostgreSQL asks the narrow key table with LIKE. Both stand behind `find`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, insert, select, text

from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.search_keys import Key, households_headed_by, keys_of
from kzzq_desktop.store.unit import CHUNK, CREATED, Touched

PERSON = frozenset({"name", "other_names", "phones", "phone", "id_number", "status", "household_id", "sy_del"})
SEARCHED = {
    "household": frozenset({"head_id", "phone", "status", "sy_del"}),
    "resident": PERSON,
    "member": PERSON,
    "grid": frozenset({"name", "number", "village_id", "sy_del"}),
}
TAKE = 200
PARTS = re.compile(r"[a-z]+|\d+|[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its kind (a key of SEARCHED), id and title, best first."""

    kind: str
    ref_id: str
    title: str


def prepare(conn: Connection) -> None:
    """Make the index if the file has none (SQLite only; it is derived, so migrations do not know it)."""
    if conn.dialect.name == "sqlite":
        conn.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(tokens, content='', contentless_delete=1, "
                "tokenize=\"unicode61 remove_diacritics 0\", prefix='1 2 3', detail='full')"
            )
        )


def find(conn: Connection, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return what matches every part of `words` (each a run of letters, digits or characters), best first."""
    parts = PARTS.findall(folded(words))
    if not parts:
        return ()
    rows = _fts(conn, parts) if conn.dialect.name == "sqlite" else _like(conn, parts)
    wanted = "".join(parts)
    ranked = sorted(rows, key=lambda row: (_rank(row.title, row.line, wanted), row.n))
    hits = dict.fromkeys(Hit(row.kind, row.ref_id, row.title) for row in ranked)
    return tuple(hits)[:limit]


def folded(words: str) -> str:
    """Return words as keys hold them: NFKC, lower case, without dots and spaces inside a run of characters."""
    return re.sub(r"[·•‧・.∙●\-]", "", unicodedata.normalize("NFKC", words).lower())


def refresh(conn: Connection, touched: Touched) -> None:
    """Write the keys of everything touched anew."""
    for kind in SEARCHED:
        ids = _stale(touched, kind)
        if kind == "household":
            ids = list({*ids, *households_headed_by(conn, _stale(touched, "resident"))})
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            _forget(conn, kind, chunk)
            _write(conn, keys_of(conn, kind, chunk))


def _stale(touched: Touched, kind: str) -> list[str]:
    """Return the rows of a kind that are new or of which a searched field changed."""
    return [row_id for row_id, fields in touched.get(kind, {}).items() if fields == CREATED or fields & SEARCHED[kind]]


def _forget(conn: Connection, kind: str, ids: Sequence[str]) -> None:
    chosen = select(SEARCH_KEY.c.n).where(SEARCH_KEY.c.ref_id.in_(ids), SEARCH_KEY.c.kind == kind)
    old = [{"n": n} for n in conn.execute(chosen).scalars()]
    if not old:
        return
    if conn.dialect.name == "sqlite":
        conn.execute(text("DELETE FROM search_fts WHERE rowid = :n"), old)
    conn.execute(delete(SEARCH_KEY).where(SEARCH_KEY.c.n.in_([row["n"] for row in old])))


def _write(conn: Connection, keys: Sequence[Key]) -> None:
    if not keys:
        return
    last = conn.execute(text("SELECT COALESCE(MAX(n), 0) FROM search_key")).scalar_one()
    rows = [
        {"n": n, "kind": key.kind, "ref_id": key.ref_id, "title": key.title, "line": key.line}
        for n, key in enumerate(keys, last + 1)
    ]
    conn.execute(insert(SEARCH_KEY), rows)
    if conn.dialect.name == "sqlite":
        tokens = [{"n": n, "tokens": key.tokens} for n, key in enumerate(keys, last + 1)]
        conn.execute(text("INSERT INTO search_fts(rowid, tokens) VALUES (:n, :tokens)"), tokens)


def _fts(conn: Connection, parts: Sequence[str]) -> Sequence[Row[tuple[int, str, str, str, str]]]:
    """Ask for whole tokens first, then for beginnings: a short query must not drown the exact name."""
    sql = (
        "SELECT k.n, k.kind, k.ref_id, k.title, k.line FROM search_key k WHERE k.n IN "
        "(SELECT rowid FROM search_fts WHERE search_fts MATCH :q LIMIT :take)"
    )
    exact = list(conn.execute(text(sql), {"take": TAKE, "q": " AND ".join(_term(part, star=False) for part in parts)}))
    if len(exact) >= TAKE:
        return exact
    seen = {row.n for row in exact}
    begun = conn.execute(text(sql), {"take": TAKE, "q": " AND ".join(_term(part, star=True) for part in parts)})
    return [*exact, *(row for row in begun if row.n not in seen)]


def _term(part: str, *, star: bool) -> str:
    if part.isascii():
        sides = (part, part[::-1]) if part.isdigit() else (part,)
        return "(" + " OR ".join(f'"{side}"{"*" if star else ""}' for side in sides) + ")"
    return '"' + " ".join(part) + '"'


def _like(conn: Connection, parts: Sequence[str]) -> Sequence[Row[tuple[int, str, str, str, str]]]:
    chosen = select(SEARCH_KEY)
    for part in parts:
        if part.isdigit():
            column = SEARCH_KEY.c.line
            chosen = chosen.where(
                column.contains(f" {part}", autoescape=True) | column.contains(f" {part[::-1]}", autoescape=True)
            )
        else:
            chosen = chosen.where(SEARCH_KEY.c.line.contains(f" {part}" if part.isascii() else part, autoescape=True))
    return list(conn.execute(chosen.limit(TAKE)))


def _rank(title: str, keys: str, wanted: str) -> int:
    """0 the very name, reading or initials; 1 a name that begins so; 2 anything else."""
    name = folded(title)
    if name == wanted or f" {wanted} " in keys + " ":
        return 0
    return 1 if name.startswith(wanted) or keys.startswith(wanted) else 2
