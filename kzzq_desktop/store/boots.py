"""Program starts: each is a new 64-bit actor, so that no dot can ever be issued twice (sync.md 3.5)."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update

from kzzq_desktop import __version__
from kzzq_desktop.base.clock import new_actor, new_id, now_text
from kzzq_desktop.domain.changes import SyncActor, SyncBoot, SyncMeta
from kzzq_desktop.store.tables import table_of

META, BOOT, ACTOR = table_of(SyncMeta), table_of(SyncBoot), table_of(SyncActor)
ASKED = select(META.c.v).where(META.c.k == bindparam("key"))
SET = update(META).where(META.c.k == bindparam("key")).values(v=bindparam("value"))


@dataclass(frozen=True, slots=True)
class Boot:
    """This start: its global actor id and the short number that stands for it in rows."""

    actor: str
    idx: int


def start_boot(conn: Connection, reason: str, schema_version: str) -> Boot:
    """Write this start to the history line before its first edit; return it."""
    conn.execute(update(META).where(META.c.k == "rev").values(v=META.c.v))  # two starts on one server take turns
    site_id = read_meta(conn, "site_id") or _found_site(conn)
    actor, at = new_actor(), now_text()
    number = (conn.execute(select(func.max(BOOT.c.n))).scalar() or 0) + 1
    idx = (conn.execute(select(func.max(ACTOR.c.idx))).scalar() or 0) + 1
    first_rev = int(read_meta(conn, "rev") or 0) + 1
    conn.execute(
        insert(BOOT),
        {
            "n": number,
            "boot_id": actor,
            "first_rev": first_rev,
            "started_at": at,
            "reason": reason,
            "schema_version": schema_version,
        },
    )
    conn.execute(insert(ACTOR), {"idx": idx, "actor": actor, "site_id": site_id, "started_at": at, "app_version": __version__})
    return Boot(actor, idx)


def read_meta(conn: Connection, key: str) -> str | None:
    """Return a counter or fact of this database, or None."""
    value: str | None = conn.execute(ASKED, {"key": key}).scalar()
    return value


def write_meta(conn: Connection, key: str, value: str) -> None:
    """Set a counter or fact of this database."""
    if conn.execute(SET, {"key": key, "value": value}).rowcount == 0:
        conn.execute(insert(META), {"k": key, "v": value})


def _found_site(conn: Connection) -> str:
    site_id = new_id()
    for key, value in (("site_id", site_id), ("rev", "0"), ("seq", "0"), ("last_good_at", "")):
        write_meta(conn, key, value)
    return site_id
