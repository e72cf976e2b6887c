"""The exchange as counted: when, with whom, what waits; and the rooms that write it down."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from kzzq_desktop.base.clock import now_text
from kzzq_desktop.domain.exchange import Manifest, SyncIn, SyncOut, SyncReview, SyncStray
from kzzq_desktop.domain.places import Clerk
from kzzq_desktop.store.boots import read_meta, write_meta
from kzzq_desktop.store.tables import table_of

IN, OUT, REVIEW, STRAY, CLERK = map(table_of, (SyncIn, SyncOut, SyncReview, SyncStray, Clerk))


@dataclass(frozen=True, slots=True)
class Passed:
    """A package that was taken or given, as the history lists it."""

    at: str
    taken: bool
    site_id: str
    number: int
    clerk: str
    counts: dict[str, int]
    size: int


def note_out(conn: Connection, manifest: Manifest, file: str, facts: tuple[str, int, int], clerk_id: str) -> None:
    """Remember a package given; `facts` are its SHA-256, its size in bytes and its rows."""
    point, (sha, size, rows) = manifest.line.position, facts
    row = {"package_id": manifest.package_id, "site_id": manifest.receiver, "number": manifest.number, "boot": point.boot}
    row |= {"rev": point.rev, "base": manifest.base, "file": file, "sha": sha, "size": size, "rows": rows}
    conn.execute(insert(OUT), {**row, "at": now_text(), "clerk_id": clerk_id})


def gave(conn: Connection, package_id: str) -> bool:
    """Tell whether this database remembers to have given a package."""
    return conn.execute(select(OUT.c.package_id).where(OUT.c.package_id == package_id)).first() is not None


def last_moments(conn: Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return when each site's last package was taken, and when its last was given: {site: moment} twice."""
    taken = conn.execute(select(IN.c.site_id, func.max(IN.c.at)).group_by(IN.c.site_id)).all()
    given = conn.execute(select(OUT.c.site_id, func.max(OUT.c.at)).group_by(OUT.c.site_id)).all()
    return {row[0]: row[1] for row in taken}, {row[0]: row[1] for row in given}


def count_reviews(conn: Connection) -> tuple[int, int]:
    """Return how many records wait for a decision, and how many rows wait that came from the wrong township."""
    waiting = conn.execute(select(func.count(func.distinct(REVIEW.c.tbl + "/" + REVIEW.c.row_id)))).scalar_one()
    strays = conn.execute(select(func.count()).select_from(STRAY).where(STRAY.c.state == "waits")).scalar_one()
    return waiting, strays


def list_passed(conn: Connection, limit: int) -> tuple[Passed, ...]:
    """Return the packages taken and given, newest first."""
    found = []
    for table, taken in ((IN, True), (OUT, False)):
        asked = select(table, CLERK.c.name).join(CLERK, CLERK.c.id == table.c.clerk_id, isouter=True)
        for row in conn.execute(asked.order_by(table.c.at.desc()).limit(limit)):
            counts = json.loads(row.counts) if taken else {"rows": row.rows}
            found.append(Passed(row.at, taken, row.site_id, row.number, row.name or "", counts, 0 if taken else row.size))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:limit])


def note_good_day(conn: Connection, created_at: str, site_id: str, *, of_root: bool) -> None:
    """Learn from a signed package what day it is: the root's word counts, others' only where two of them agree (sync.md 3.4).

    One PC with a clock far ahead must not make every other look slow.
    """
    known: dict[str, str] = json.loads(read_meta(conn, "package_days") or "{}")
    known[site_id] = max(created_at, known.get(site_id, ""))
    write_meta(conn, "package_days", json.dumps(known))
    ranked = sorted(known.values(), reverse=True)
    sure = created_at if of_root else ranked[1] if len(ranked) > 1 else ""
    if sure > (read_meta(conn, "last_good_at") or ""):
        write_meta(conn, "last_good_at", sure)
