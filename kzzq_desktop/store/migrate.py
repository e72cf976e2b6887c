"""Migrations: Alembic runs `db/` over the live connection, after a copy of the file was kept."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlcipher3 import dbapi2

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.paths import root
from kzzq_desktop.store.engine import WRITING
from kzzq_desktop.store.faults import writing

HEAD = "0003"
STEPS_A_TICK = 50_000  # of the engine, some milliseconds


class NewerOffice(AppError):
    """The file was written by a newer program."""

    advice = "请安装新版程序后再打开；文件没有改动。"


def upgrade(engine: Engine, folder: Path | None) -> None:
    """Bring the file to HEAD; a failed migration leaves no trace. Raises NewerOffice."""
    with engine.connect() as conn:
        present = current(conn)
    if present == HEAD:
        return
    if present and present > HEAD:
        raise NewerOffice("这个台账是用更新的程序写的。")
    if present and folder:
        write_copy(engine, folder / f"before-{present}-to-{HEAD}.db")
    options = {} if engine.dialect.name == "postgresql" else {WRITING: True}
    with engine.connect().execution_options(**options) as conn, conn.begin():
        _run(conn)


def current(conn: Connection) -> str | None:
    """Return the schema version of the file, None for a new one."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    version: str | None = conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def write_copy(engine: Engine, path: Path, tick: Callable[[], None] | None = None) -> None:
    """Write the whole encrypted file, under the same key, to another place; an older copy there stays until it is done.

    What `tick` raises, asked again and again meanwhile, stops the work; nothing half-written is left then.
    """
    draft = path.with_name(path.name + ".part")
    with writing(path.parent):
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
    try:
        with engine.connect() as conn:
            raw = conn.connection.dbapi_connection
            if raw is not None:
                _vacuum_into(raw, draft, tick or _nothing)
        with writing(path.parent):
            _sync(draft)  # the engine itself does not
            draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _vacuum_into(raw: Any, draft: Path, tick: Callable[[], None]) -> None:  # noqa: ANN401 - a driver without types
    stopped: list[Exception] = []

    def watch() -> bool:
        try:
            tick()
        except AppError as stop:
            stopped.append(stop)
        return bool(stopped)

    raw.set_progress_handler(watch, STEPS_A_TICK)
    try:
        raw.execute("VACUUM INTO ?", (str(draft),))
    except dbapi2.Error:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        raw.set_progress_handler(None, 0)


def _nothing() -> None:
    return


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _run(conn: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s to import, needed only when the schema changes
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(root() / "db").replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
