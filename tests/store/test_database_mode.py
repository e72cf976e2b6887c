"""The office's files are their owner's alone."""

import secrets
import sys
from pathlib import Path

import pytest

from kzzq_desktop.store.database import open_file


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such mode")
def test_only_the_owner_may_read_the_file_and_its_log(tmp_path: Path) -> None:
    store = open_file(tmp_path / "office", secrets.token_bytes(32), new=True)
    assert {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "office").iterdir()} == {
        "office.db": 0o600,
        "office.db-wal": 0o600,
        "office.db-shm": 0o600,
    }
    store.close()
