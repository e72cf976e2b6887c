"""Sites in memory over the real store: for laws about exchanges, thousands of which must pass in a minute."""

import itertools
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from kzzq_desktop.domain.exchange import Manifest, Site, SiteKind, SyncSite
from kzzq_desktop.services.merging import JOINS
from kzzq_desktop.store import give, take
from kzzq_desktop.store.apply import Applied
from kzzq_desktop.store.boots import read_meta, write_meta
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.engine import WRITING
from kzzq_desktop.store.tables import table_of

BANNER_CODE = "150521000000"
NUMBERS = itertools.count(1)


@dataclass(slots=True)
class Package:
    """A package as the stick would carry it, without its seal."""

    manifest: Manifest
    lines: list[bytes]
    extra: Any = None


def site(name: str, township: str = "") -> Site:
    """Return a made-up site; its id is its name, so that tests read well."""
    kind = SiteKind.TOWNSHIP if township else SiteKind.BANNER
    return Site(name.ljust(8, "_"), name, kind, township, "0" * 64, "0" * 64)


FIRST = create_engine("sqlite+pysqlite://", module=dbapi2, poolclass=StaticPool)


def memory_engine(raw: Any) -> Engine:
    """Return an engine over one connection in memory that begins as the program's does; all share their compiled questions."""
    engine = create_engine("sqlite+pysqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    engine.dialect, engine._compiled_cache = FIRST.dialect, FIRST._compiled_cache

    @event.listens_for(engine, "begin")
    def begin(conn: Any) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get(WRITING) else "BEGIN")

    return engine


def raw_memory() -> Any:
    raw = dbapi2.connect(":memory:", check_same_thread=False)
    raw.isolation_level = None
    raw.execute("PRAGMA recursive_triggers=ON")
    return raw


class MemorySite:
    """A PC: its file is a connection in memory that can be copied, put back and cloned."""

    blank: Any = None

    def __init__(self, who: Site, roster: list[Site], raw: Any = None) -> None:
        self.who, self.roster = who, roster
        self.raw = raw or self._new_raw()
        self.open()
        if raw is None:
            enrol(self.store, who, roster)

    def open(self) -> None:
        """Start the program over the file."""
        self.store = Store(memory_engine(self.raw))
        self.store.clerk_id, self.store.scope = self.who.name.ljust(32, "c"), self.who.territory or None

    def copy(self) -> Any:
        """Return a copy of the file."""
        other = raw_memory()
        self.raw.backup(other)
        return other

    def put_back(self, copied: Any) -> None:
        """Put a copy in the file's place and start."""
        self.raw = raw_memory()
        copied.backup(self.raw)
        self.open()

    def cloned(self) -> "MemorySite":
        """Return another PC with a copy of this one's file."""
        return MemorySite(self.who, self.roster, self.copy())

    def revision(self) -> int:
        """Return how often a row was written."""
        with self.store.reading() as conn:
            return int(read_meta(conn, "rev") or 0)

    def give(self, receiver: Site, *, full: bool = False) -> Package:
        """Write a package for a site."""
        return give_package(self.store, self.who, receiver, full=full)

    def take(self, package: Package) -> Applied:
        """Take a package in."""
        return take_package(self.store, package, next(one for one in self.roster if one.site_id == package.manifest.sender))

    @classmethod
    def _new_raw(cls) -> Any:
        if cls.blank is None:
            cls.blank = raw_memory()
            made = Store(memory_engine(cls.blank))
            with made.local() as conn:
                for name in ("sync_boot", "sync_actor", "sync_meta"):
                    conn.exec_driver_sql(f"DELETE FROM {name}")
        other = raw_memory()
        cls.blank.backup(other)
        return other


def enrol(store: Store, who: Site, roster: list[Site]) -> None:
    """Let a file that was just made be a site's."""
    with store.local() as conn:
        write_meta(conn, "site_id", who.site_id)
        conn.exec_driver_sql(f"UPDATE sync_actor SET site_id = '{who.site_id}'")
        conn.execute(insert(table_of(SyncSite)), [roster_row(one) for one in roster])
        write_meta(conn, "last_good_at", "")


def roster_row(one: Site) -> dict[str, Any]:
    names = ("site_id", "name", "kind", "territory", "enc_pub", "sign_pub", "status", "seq")
    return {name: getattr(one, name) for name in names} | {"cert": f"cert of {one.name}"}


def give_package(store: Store, me: Site, receiver: Site, *, full: bool = False) -> Package:
    with store.reading() as conn:
        manifest = give.manifest_for(conn, me.site_id, receiver, f"{next(NUMBERS):032x}", full=full)
        return Package(manifest, list(give.lines(conn, manifest)))


def take_package(store: Store, package: Package, sender: Site) -> Applied:
    incoming = take.Incoming(package.manifest, sender, "0" * 64, lambda: iter(package.lines))
    return take.take(store, incoming, JOINS, lambda _rows: None)
