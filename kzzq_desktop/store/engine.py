"""Connections: an encrypted SQLite file, or a PostgreSQL database for the tests and later the banner's server."""

from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlcipher3 import dbapi2

from kzzq_desktop.store.guards import REFUSED

WRITING = "kzzq_writing"
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "recursive_triggers=ON",
    "foreign_keys=OFF",
    "busy_timeout=5000",
    "cache_size=-64000",
    "temp_store=MEMORY",
)


class _RawConnection(Protocol):
    isolation_level: str | None

    def execute(self, sql: str) -> object: ...


def encrypted_engine(path: Path, data_key: bytes) -> Engine:
    """Return an engine over the SQLCipher file; the 32-byte key goes in as hex and stands in no address or log."""
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, module=dbapi2, hide_parameters=True, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def open_file(raw: _RawConnection, _record: object) -> None:
        raw.isolation_level = None
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute(f"PRAGMA key=\"x'{data_key.hex()}'\"")
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        writing = conn.get_execution_options().get(WRITING)
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def server_engine(url: str, **options: Any) -> Engine:  # noqa: ANN401 - handed to SQLAlchemy as they are
    """Return an engine over PostgreSQL; reading transactions see one snapshot, errors name no values."""
    engine = create_engine(url, hide_parameters=True, isolation_level="REPEATABLE READ", **options)

    @event.listens_for(engine, "handle_error")
    def hide_values(context: ExceptionContext) -> None:
        """The server's own words quote the refused row; keep the kind of error and the constraint only."""
        fault = context.original_exception
        state, constraint = getattr(fault, "sqlstate", ""), getattr(getattr(fault, "diag", None), "constraint_name", "")
        guarded = REFUSED if REFUSED in str(fault) else ""
        for error in (fault, context.sqlalchemy_exception):
            if error is not None:
                error.args = (f"{type(fault).__name__} {state} {constraint or guarded}".strip(),)

    return engine
