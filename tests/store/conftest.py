"""Every store test runs on the encrypted file and, where its binaries are installed, on a PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from kzzq_desktop.store.database import Store, open_file
from kzzq_desktop.store.engine import server_engine
from tests.pg import postgres_url, server_folder
from tests.store.people import TOWNSHIP

__all__ = ["postgres_url"]
DATA_KEY = bytes(range(32))
NO_SERVER = "no PostgreSQL server binaries (initdb, pg_ctl) on this machine"
SERVER = pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.skipif(server_folder() is None, reason=NO_SERVER)])


@pytest.fixture(params=["sqlite", SERVER])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of a township's office, on either database."""
    opened = file_store(tmp_path) if request.param == "sqlite" else server_store(request.getfixturevalue("postgres_url"))
    yield opened
    opened.close()


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[Store]:
    """An empty store in an encrypted file, for what only files can do."""
    opened = file_store(tmp_path)
    yield opened
    opened.close()


def file_store(folder: Path) -> Store:
    return seated(open_file(folder, DATA_KEY, new=not (folder / "office.db").exists()))


def server_store(url: str) -> Store:
    """Open the server's database after emptying it."""
    engine = server_engine(url)
    with engine.begin() as conn:
        conn.execute(text("DROP SCHEMA public CASCADE"))
        conn.execute(text("CREATE SCHEMA public"))
    return seated(Store(engine))


def seated(opened: Store) -> Store:
    opened.clerk_id, opened.scope = "c" * 32, TOWNSHIP
    return opened
