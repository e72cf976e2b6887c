"""When each household was last contacted: derived from duties, kept beside them."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select

from kzzq_desktop.domain.work import DutyHousehold
from kzzq_desktop.store.derived import REACH
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.unit import CHUNK, Touched

PART = table_of(DutyHousehold)
WHOLE = 20_000
LATEST = (
    select(PART.c.household_id, func.max(PART.c.day).label("last_day")).where(PART.c.sy_del == 0).group_by(PART.c.household_id)
)


def refresh(conn: Connection, touched: Touched) -> None:
    """Recompute the last day of every household whose duties were touched."""
    ids = list(touched.get(PART.name, ()))
    if len(ids) > WHOLE:
        rebuild(conn)
        return
    households: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        chosen = select(PART.c.household_id).where(PART.c.id.in_(ids[start : start + CHUNK]))
        households.update(conn.execute(chosen).scalars())
    _recompute(conn, sorted(households))


def rebuild(conn: Connection) -> None:
    """Derive the whole table anew."""
    conn.execute(delete(REACH))
    conn.execute(insert(REACH).from_select(["household_id", "last_day"], LATEST))


def count_wrong(conn: Connection) -> int:
    """Return how many households' kept day differs from the derived one (0 in a sound file)."""
    kept = {tuple(row) for row in conn.execute(select(REACH.c.household_id, REACH.c.last_day))}
    return len(kept ^ {tuple(row) for row in conn.execute(LATEST)})


def _recompute(conn: Connection, households: Sequence[str]) -> None:
    for start in range(0, len(households), CHUNK):
        chunk = households[start : start + CHUNK]
        conn.execute(delete(REACH).where(REACH.c.household_id.in_(chunk)))
        fresh = LATEST.where(PART.c.household_id.in_(chunk))
        conn.execute(insert(REACH).from_select(["household_id", "last_day"], fresh))
