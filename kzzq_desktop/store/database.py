"""The office's file as one object: reading snapshots and units of work over it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.store import list_order, reach, search_index
from kzzq_desktop.store.boots import Boot, start_boot
from kzzq_desktop.store.engine import WRITING, encrypted_engine
from kzzq_desktop.store.faults import FileGone, OfficeFileDamaged, explained, writing
from kzzq_desktop.store.guards import put_guards
from kzzq_desktop.store.migrate import HEAD, upgrade
from kzzq_desktop.store.unit import Touched, Unit, lock_counters

FILE_NAME = "office.db"
LOG_NAME = f"{FILE_NAME}-wal"
SMALLEST = 4096  # one page: the engine would take less for a new file and write over it
SIDE_FILES = (LOG_NAME, f"{FILE_NAME}-shm")


class OfficeFileMissing(AppError):
    """The key file is there, the encrypted file is not."""

    advice = "请用 kzzq restore 恢复备份，或从别处的备份找回 office.db 放回数据文件夹，再打开。"


class OfficeFileExists(AppError):
    """An encrypted file lies where a new one was to be made."""

    advice = "它的口令文件 keys.json 不见了，请从备份找回；要另建一个，请换一个数据文件夹。"


Derive = Callable[[Connection, Touched], None]
DERIVED: tuple[Derive, ...] = (search_index.refresh, reach.refresh, list_order.refresh)


class Store:
    """An open office file. `clerk_id` signs every unit; `scope` is the office's township for rows that name no village."""

    def __init__(self, engine: Engine, folder: Path | None = None) -> None:
        self.engine, self.folder = engine, folder
        self.clerk_id = ""
        self.scope: str | None = None
        self._file = self._log = _identity(folder / FILE_NAME) if folder else None
        with explained():
            self.boot = self._start("start")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one snapshot."""
        with explained():
            self._follow_file()
            with self.engine.connect() as conn, conn.begin():
                yield conn

    @contextmanager
    def unit(self, what: str) -> Iterator[Unit]:
        """One save: stamped, all or nothing. Nothing written leaves no trace."""
        with self.counting() as conn:
            unit = Unit(conn, self.boot, self.clerk_id, what, self.scope)
            yield unit
            if unit.close():
                for derive in DERIVED:
                    derive(conn, unit.touched)

    @contextmanager
    def counting(self) -> Iterator[Connection]:
        """Write rows that count: holds the counters of this start, of a new one where the database does not know ours."""
        with self.local() as conn:
            if not lock_counters(conn, self.boot):
                self.boot = start_boot(conn, "swapped", HEAD)
            yield conn

    @contextmanager
    def local(self) -> Iterator[Connection]:
        """Write what is never synced: photos by content, derived tables. Stamped tables stay guarded."""
        with explained():
            self._follow_file()
            with self._writing() as conn:
                yield conn

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        options = {"isolation_level": "READ COMMITTED"} if self.engine.dialect.name == "postgresql" else {WRITING: True}
        with self.engine.connect().execution_options(**options) as conn, conn.begin():
            yield conn

    def _follow_file(self) -> None:
        """Let go of a file that another was put in the place of: writes to it would be lost without a word.

        The old file's write-ahead log, if it is still ours, goes too: the engine would play it into the new file.
        """
        if self.folder is None or (present := _identity(self.folder / FILE_NAME)) == self._file:
            return
        if present is None:
            raise FileGone("数据文件不见了。")
        self.engine.dispose()
        if self._log == _identity(self.folder / LOG_NAME):
            for name in SIDE_FILES:
                (self.folder / name).unlink(missing_ok=True)
        self.boot = self._start("swapped")

    def _start(self, reason: str) -> Boot:
        upgrade(self.engine, self.folder)
        with self._writing() as conn:
            put_guards(conn)
            boot = start_boot(conn, reason, HEAD)
            search_index.prepare(conn)
        if self.folder:
            self._file, self._log = _identity(self.folder / FILE_NAME), _identity(self.folder / LOG_NAME)
        return boot


def open_file(folder: Path, data_key: bytes, *, new: bool = False) -> Store:
    """Open the encrypted file in `folder`, or make a `new` one; raises the sentences of `faults`."""
    path = folder / FILE_NAME
    if new and path.exists():
        raise OfficeFileExists("数据文件夹里已经有台账文件。")
    if not new and not path.exists():
        raise OfficeFileMissing("数据文件夹里没有台账文件 office.db。")
    if not new and path.stat().st_size < SMALLEST:
        raise OfficeFileDamaged("台账文件损坏，打不开。")
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if new:
            path.touch(mode=0o600)  # its side files take the mode over
    engine = encrypted_engine(path, data_key)
    try:
        return Store(engine, folder)
    except BaseException:
        engine.dispose()
        if new:
            discard(folder)
        raise


def discard(folder: Path) -> None:
    """Take away a file whose making failed half-way; nothing was in it yet."""
    for name in (FILE_NAME, *SIDE_FILES):
        (folder / name).unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another of the same name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def integrity_faults(store: Store) -> tuple[str, ...]:
    """Return what the file's own checks complain of: page seals first, then the tree of pages.

    Seals are read from the file alone. A page that a power cut tore while it was written back stands whole in the log, and
    whoever reads it gets that; so the log is written back first, which mends the page.
    """
    if store.engine.dialect.name != "sqlite":
        return ()
    with store.engine.connect() as conn:
        try:
            raw = conn.connection.dbapi_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(FULL)")
            seals = conn.execute(text("PRAGMA cipher_integrity_check")).scalars().all()
            pages = conn.execute(text("PRAGMA integrity_check")).scalars().all()
        except (DBAPIError, dbapi2.Error) as error:
            return (str(error.orig if isinstance(error, DBAPIError) else error),)
    return tuple(str(fault) for fault in (*seals, *pages) if fault != "ok")
