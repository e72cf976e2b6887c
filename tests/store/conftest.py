"""Every store test runs on the encrypted file and, where its binaries are installed, on a PostgreSQL server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from kzzq_desktop.store.database import FILE_NAME, Store, open_file
from kzzq_desktop.store.engine import server_engine
from kzzq_desktop.store.migrate import HEAD, current
from tests.pg import postgres_url, server_folder
from tests.store.faulty_storage import Sufferer, build, sufferer, why_not
from tests.store.people import TOWNSHIP

__all__ = ["postgres_url"]
DATA_KEY = bytes(range(32))
NO_SERVER = "no PostgreSQL server binaries (initdb, pg_ctl) on this machine"
SERVER = pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.skipif(server_folder() is None, reason=NO_SERVER)])


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that nobody has opened yet: copying it is quicker than migrating for every test."""
    folder = tmp_path_factory.mktemp("blank")
    made = open_file(folder, DATA_KEY, new=True)
    with made.local() as conn:
        _forget_starts(conn)
    made.close()
    return folder / FILE_NAME


@pytest.fixture(params=["sqlite", SERVER])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of a township's office, on either database."""
    if request.param == "sqlite":
        opened = copied_store(request.getfixturevalue("blank_file"), tmp_path)
    else:
        opened = server_store(request.getfixturevalue("postgres_url"))
    yield opened
    opened.close()


@pytest.fixture
def encrypted(blank_file: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store in an encrypted file, for what only files can do."""
    opened = copied_store(blank_file, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sufferer]:
    """A program whose storage can be made to fail at any call."""
    if why := why_not():
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("faulty")
    with sufferer(build(folder), folder) as program:
        yield program


def copied_store(blank: Path, folder: Path) -> Store:
    shutil.copy(blank, folder)
    return seated(open_file(folder, DATA_KEY))


def file_store(folder: Path) -> Store:
    return seated(open_file(folder, DATA_KEY, new=not (folder / "office.db").exists()))


def server_store(url: str) -> Store:
    """Open the server's database after emptying it, past the guards; the first test of a session finds no tables."""
    engine = server_engine(url)
    with engine.begin() as conn:
        if current(conn) == HEAD:
            conn.execute(text("SET LOCAL session_replication_role = replica"))
            for name in SQLModel.metadata.tables:
                conn.execute(text(f"DELETE FROM {name}"))
    return seated(Store(engine))


def _forget_starts(conn: Connection) -> None:
    for name in ("sync_boot", "sync_actor", "sync_meta"):
        conn.execute(text(f"DELETE FROM {name}"))


def seated(opened: Store) -> Store:
    opened.clerk_id, opened.scope = "c" * 32, TOWNSHIP
    return opened
