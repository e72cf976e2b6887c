"""The office's file as one object: reading snapshots and units of work over it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from kzzq_desktop.store import list_order, reach, search
from kzzq_desktop.store.boots import Boot, start_boot
from kzzq_desktop.store.engine import WRITING, encrypted_engine
from kzzq_desktop.store.faults import explained
from kzzq_desktop.store.guards import put_guards
from kzzq_desktop.store.migrate import HEAD, upgrade
from kzzq_desktop.store.unit import Touched, Unit, lock_counters

FILE_NAME = "office.db"
Derive = Callable[[Connection, Touched], None]
DERIVED: tuple[Derive, ...] = (search.refresh, reach.refresh, list_order.refresh)


class Store:
    """An open office file. `clerk_id` signs every unit; `scope` is the office's township for rows that name no village."""

    def __init__(self, engine: Engine, folder: Path | None = None) -> None:
        self.engine, self.folder = engine, folder
        self.clerk_id = ""
        self.scope: str | None = None
        with explained():
            self.boot = self._start("start")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one snapshot."""
        with explained(), self.engine.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def unit(self, what: str) -> Iterator[Unit]:
        """One save: stamped, all or nothing. Nothing written leaves no trace."""
        with explained(), self._writing() as conn:
            if not lock_counters(conn, self.boot):
                self.boot = start_boot(conn, "swapped", HEAD)
                lock_counters(conn, self.boot)
            unit = Unit(conn, self.boot, self.clerk_id, what, self.scope)
            yield unit
            if unit.close():
                for derive in DERIVED:
                    derive(conn, unit.touched)

    @contextmanager
    def local(self) -> Iterator[Connection]:
        """Write what is never synced: photos by content, derived tables. Stamped tables stay guarded."""
        with explained(), self._writing() as conn:
            yield conn

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        options = {"isolation_level": "READ COMMITTED"} if self.engine.dialect.name == "postgresql" else {WRITING: True}
        with self.engine.connect().execution_options(**options) as conn, conn.begin():
            yield conn

    def _start(self, reason: str) -> Boot:
        upgrade(self.engine, self.folder)
        with self._writing() as conn:
            put_guards(conn)
            search.prepare(conn)
            return start_boot(conn, reason, HEAD)


def open_file(folder: Path, data_key: bytes) -> Store:
    """Open the encrypted file in `folder`, making it if there is none; raises the sentences of `faults`."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = encrypted_engine(folder / FILE_NAME, data_key)
    try:
        return Store(engine, folder)
    except Exception:
        engine.dispose()
        raise


def integrity_faults(store: Store) -> tuple[str, ...]:
    """Return what the file's own checks complain of: page seals first, then the tree of pages."""
    if store.engine.dialect.name != "sqlite":
        return ()
    with store.engine.connect() as conn:
        try:
            seals = conn.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
            pages = conn.execute(text("PRAGMA integrity_check")).scalars().all()
        except DBAPIError as error:
            return (str(error.orig),)
    return tuple(str(fault) for fault in (*seals, *pages) if fault != "ok")
