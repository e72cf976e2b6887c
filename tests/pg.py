"""A throwaway PostgreSQL server for tests: made once a session, reached through a socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SETTINGS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c max_connections=20 -c shared_buffers=32MB -c unix_socket_directories='{folder}'"
)


def server_folder() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest when there are several, or None."""
    found = shutil.which("initdb")
    if found and (Path(found).resolve().parent / "pg_ctl").exists():
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server that trusts its socket and yield an SQLAlchemy URL of its empty database.

    initdb refuses root, so as root everything runs as `postgres` or, without such a user, as `nobody`.
    Skips the test with its reason where no server binaries are installed.
    """
    binaries = server_folder()
    if binaries is None:
        pytest.skip("no PostgreSQL server binaries (initdb, pg_ctl) on this machine")
    folder = Path(tempfile.mkdtemp(prefix="kzzq_pg_", dir="/tmp"))  # a socket needs a short path
    try:
        run_as = _hand_over(folder)
        data = folder / "data"
        _run([binaries / "initdb", "-D", data, "-U", "kzzq", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], run_as)
        start = [binaries / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", folder / "log"]
        _run([*start, "-o", SETTINGS.format(folder=folder), "start"], run_as)
        try:
            yield f"postgresql+psycopg://kzzq@/postgres?host={folder}"
        finally:
            _run([binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], run_as)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(folder: Path) -> int | None:
    """Give `folder` to a user who may run initdb; return that user's number, or None for ourselves."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {user.pw_name: user for user in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return user.pw_uid


def _run(command: list[str | Path], run_as: int | None) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        user=run_as,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a server for the whole session. Import it in a folder's conftest.py."""
    with running_server() as url:
        yield url
