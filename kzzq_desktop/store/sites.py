"""The roster of sites as this PC has it, and which of them this PC is."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from kzzq_desktop.domain.changes import SyncActor
from kzzq_desktop.domain.exchange import Site, SiteKind, SiteStatus, SyncSite
from kzzq_desktop.store.boots import Boot, read_meta, start_boot, write_meta
from kzzq_desktop.store.migrate import HEAD
from kzzq_desktop.store.tables import table_of
from kzzq_desktop.store.territory import Territory, derive_all

SITE, ACTOR = table_of(SyncSite), table_of(SyncActor)


@dataclass(frozen=True, slots=True)
class Root:
    """The site that signs the roster, and its public signing key (hex), pinned at the first meeting."""

    site_id: str
    sign_pub: str


def own_site_id(conn: Connection) -> str:
    """Return this database's site."""
    return read_meta(conn, "site_id") or ""


def root_of(conn: Connection) -> Root | None:
    """Return the root, None for a site that takes no part."""
    site_id, sign_pub = read_meta(conn, "root"), read_meta(conn, "root_sign")
    return Root(site_id, sign_pub) if site_id and sign_pub else None


def list_sites(conn: Connection) -> dict[str, Site]:
    """Return the roster by site id."""
    return {
        row.site_id: Site(
            row.site_id, row.name, SiteKind(row.kind), row.territory, row.enc_pub, row.sign_pub, SiteStatus(row.status), row.seq,
            row.cert,
        )
        for row in conn.execute(select(SITE).order_by(SITE.c.kind, SITE.c.territory, SITE.c.name, SITE.c.site_id))
    }  # fmt: skip


def write_roster(conn: Connection, sites: Iterable[Site]) -> None:
    """Keep these certificates in place of what was known of their sites."""
    for site in sites:
        conn.execute(delete(SITE).where(SITE.c.site_id == site.site_id))
        names = ("site_id", "name", "kind", "territory", "enc_pub", "sign_pub", "status", "seq", "cert")
        conn.execute(insert(SITE), {name: getattr(site, name) for name in names})


def peers_of(sites: dict[str, Site], me: str) -> tuple[Site, ...]:
    """Return the active sites this one exchanges with: the banner with all, a township with the banner and its own PCs."""
    own = sites.get(me)
    if own is None:
        return ()
    others = [site for site in sites.values() if site.site_id != me and site.status == SiteStatus.ACTIVE]
    if own.kind == SiteKind.BANNER:
        return tuple(others)
    return tuple(site for site in others if site.kind == SiteKind.BANNER or site.territory == own.territory)


def become(conn: Connection, me: Site, root: Root, scope: str | None) -> Boot:
    """Let this database be a site of the roster from a new start on; every row's scope is derived anew.

    What was written before belongs to the new site, unless the old one was enrolled: then this is a copy of its file.
    """
    old, enrolled = own_site_id(conn), root_of(conn) is not None
    if not enrolled:
        conn.execute(update(ACTOR).where(ACTOR.c.site_id == old).values(site_id=me.site_id))
    for key, value in (("site_id", me.site_id), ("root", root.site_id), ("root_sign", root.sign_pub)):
        write_meta(conn, key, value)
    rev = int(read_meta(conn, "rev") or 0)

    def next_rev() -> int:
        nonlocal rev
        rev += 1
        return rev

    derive_all(conn, Territory(conn, scope), next_rev)
    write_meta(conn, "rev", str(rev))
    return start_boot(conn, "enrolled", HEAD)
