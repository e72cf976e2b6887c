"""Keeping the search keys beside the records: written anew for everything a unit touched."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, text

from kzzq_desktop.store.boots import read_meta, write_meta
from kzzq_desktop.store.derived import SEARCH_KEY
from kzzq_desktop.store.search_keys import GRID, HOUSEHOLD, IDS, RESIDENT, Key, keys_of
from kzzq_desktop.store.unit import CHUNK, CREATED, Touched

PERSON = frozenset({"name", "other_names", "phones", "phone", "id_number", "status", "household_id", "sy_del"})
SEARCHED = {
    "household": frozenset({"head_id", "phone", "sy_del"}),
    "resident": PERSON,
    "member": PERSON,
    "grid": frozenset({"name", "number", "village_id", "sy_del"}),
    "division": frozenset({"name"}),
}
VERSION = "3"  # of what key_line and the pinyin tables make; raise it when they change
MADE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(tokens, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '='\", prefix='1 2 3 4')"
)
# Index parts are merged eight at a time, not four: one save is twice as quick at the 95th percentile (24 for 48 ms).
UNHURRIED = "INSERT INTO search_fts(search_fts, rank) VALUES ('automerge', 8)"


def prepare(conn: Connection) -> None:
    """Make the index if the file has none, and derive all keys anew when a newer program makes them otherwise."""
    if read_meta(conn, "search_version") != VERSION:
        rebuild(conn)
        write_meta(conn, "search_version", VERSION)


def refresh(conn: Connection, touched: Touched) -> None:
    """Write the keys of everything touched anew."""
    residents, households = _stale(touched, "resident"), _stale(touched, "household")
    households = [*households, *_related(conn, HOUSEHOLD, HOUSEHOLD.c.head_id, residents, known=set(households))]
    grids = _stale(touched, "grid")
    stale = {
        "household": households,
        "resident": [*residents, *_related(conn, RESIDENT, RESIDENT.c.household_id, households, known=set(residents))],
        "member": _stale(touched, "member"),
        "grid": [*grids, *_related(conn, GRID, GRID.c.village_id, _stale(touched, "division"), known=set(grids))],
    }
    for kind, ids in stale.items():
        for chunk in _chunks(ids):
            _forget(conn, kind, chunk)
            _write(conn, keys_of(conn, kind, chunk))


def rebuild(conn: Connection) -> None:
    """Derive all keys anew."""
    conn.execute(delete(SEARCH_KEY))
    if conn.dialect.name == "sqlite":
        conn.execute(text("DROP TABLE IF EXISTS search_fts"))
        conn.execute(text(MADE))
        conn.execute(text(UNHURRIED))
    for _, _, keys in _derived(conn):
        _write(conn, keys)


def count_wrong(conn: Connection) -> int:
    """Return how many keys differ from the derived ones (0 in a sound file)."""
    total = conn.execute(select(func.count()).select_from(SEARCH_KEY)).scalar_one()
    wrong = matched = 0
    for kind, ids, keys in _derived(conn):
        chosen = select(SEARCH_KEY.c.ref_id, SEARCH_KEY.c.title, SEARCH_KEY.c.line)
        kept = conn.execute(chosen.where(SEARCH_KEY.c.kind == kind, SEARCH_KEY.c.ref_id.in_(ids))).all()
        matched += len(kept)
        wrong += len({tuple(row) for row in kept} ^ {(key.ref_id, key.title, key.line) for key in keys})
    if conn.dialect.name == "sqlite":
        wrong += abs(total - conn.execute(text("SELECT count(*) FROM search_fts")).scalar_one())
    return wrong + total - matched


def _derived(conn: Connection) -> Iterator[tuple[str, Sequence[str], list[Key]]]:
    for kind, column in IDS.items():
        for chunk in _chunks(conn.execute(select(column).order_by(column)).scalars().all()):
            yield kind, chunk, keys_of(conn, kind, chunk)


def _stale(touched: Touched, kind: str) -> list[str]:
    """Return the rows of a kind that are new or of which a searched field changed."""
    return [row_id for row_id, fields in touched.get(kind, {}).items() if fields & (CREATED | SEARCHED[kind])]


def _related(conn: Connection, table: Table, column: Column[str], ids: Sequence[str], *, known: set[str]) -> Iterator[str]:
    """Give the rows of `table` whose `column` names one of `ids`, each once and none that is `known`."""
    for chunk in _chunks(ids):
        for row_id in conn.execute(select(table.c.id).where(column.in_(chunk))).scalars():
            if row_id not in known:
                known.add(row_id)
                yield row_id


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


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
