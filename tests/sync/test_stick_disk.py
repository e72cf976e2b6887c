import errno
import os
import sys
from pathlib import Path

import pytest

from kzzq_desktop.sync import stick_disk
from kzzq_desktop.sync.stick_disk import read_back, settle, write_all
from tests.sync.faulty import Faults, failing, short_writes
from tests.sync.sticks import content, package

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")


def test_every_byte_is_written_however_few_are_taken(tmp_path: Path) -> None:
    data = content(10_001)
    with (tmp_path / "file").open("wb") as out, short_writes(7):
        write_all(out.fileno(), data)
    assert (tmp_path / "file").read_bytes() == data


def test_a_device_that_takes_nothing_is_an_error_not_a_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with (tmp_path / "file").open("wb") as out, pytest.raises(OSError, match="nothing was taken") as stuck:
        write_all(out.fileno(), b"1")
    assert stuck.value.errno == errno.EIO


@LINUX
def test_what_the_system_remembers_is_dropped_before_it_is_read(tmp_path: Path) -> None:
    data = content(2**20 + 3)
    path = package(tmp_path, data)
    with failing(Faults()) as seen:
        assert b"".join(read_back(path)) == data
    assert seen.said == ["open", "posix_fadvise", "read", "read", "read", "close"]
    with failing(Faults(at=1, only="posix_fadvise")):
        assert b"".join(read_back(path)) == data


@LINUX
def test_a_link_is_not_read_back(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(package(tmp_path, b"1"))
    with pytest.raises(OSError, match="symbolic"):
        b"".join(read_back(tmp_path / "link"))


def test_the_way_of_windows_reads_the_same_bytes(tmp_path: Path) -> None:
    """Its buffer and its loop; that the cache is passed by can be shown on Windows only."""
    for size in (0, 1, 2**20, 2**21 + 9):
        data = content(size)
        assert b"".join(stick_disk._unbuffered(package(tmp_path, data))) == data


def test_a_folder_is_synced_or_the_fault_is_heard(tmp_path: Path) -> None:
    settle(tmp_path)
    with failing(Faults(at=1, only="fsync")), pytest.raises(OSError, match="made up"):
        settle(tmp_path)


def test_windows_syncs_folders_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick_disk.os, "name", "nt")
    with failing(Faults()) as seen:
        settle(tmp_path)
    assert seen.said == []
