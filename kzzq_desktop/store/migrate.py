"""Migrations: Alembic runs `db/` over the live connection, after a copy of the file was kept."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.base.paths import root
from kzzq_desktop.store.engine import WRITING
from kzzq_desktop.store.faults import writing

HEAD = "0003"


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


def write_copy(engine: Engine, path: Path) -> None:
    """Write the whole encrypted file, under the same key, to another place; an older copy there stays until it is done."""
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        with engine.connect() as conn:
            raw = conn.connection.dbapi_connection
            if raw is not None:
                raw.execute("VACUUM INTO ?", (str(draft),))
        with writing(path.parent):
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _run(conn: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s to import, needed only when the schema changes
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(root() / "db").replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
