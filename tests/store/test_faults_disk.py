"""A disk that really runs full: a small one of its own, where the system lets us mount one."""

import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kzzq_desktop.base.clock import new_id, now
from kzzq_desktop.domain.people import Household
from kzzq_desktop.services.office import NewOffice, create_office, open_office
from kzzq_desktop.store import keys
from kzzq_desktop.store.backups import make_backup
from kzzq_desktop.store.database import Store, integrity_faults
from kzzq_desktop.store.faults import DiskFull, explained
from kzzq_desktop.store.migrate import write_copy
from kzzq_desktop.store.search import find
from tests.store.conftest import file_store
from tests.store.people import VILLAGE, add_family, found_office
from tests.store.test_faults import count, fill

PASSWORD = "马2026年春"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(folder)]
    if os.name == "nt" or os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes root rights")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})


def _fill_up(folder: Path, spare: int = 0) -> Path:
    """Leave hardly a byte (or `spare` of them); return the file that takes the room."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    ballast.write_bytes(bytes(max(room.f_bavail * room.f_frsize - spare, 0)))
    return ballast


def _save_until_refused(store: Store) -> tuple[int, DiskFull]:
    for saved in range(1000):
        try:
            fill(store, 20)
        except DiskFull as refused:
            return saved, refused
    raise AssertionError("the disk never ran full")


def test_saves_fail_whole_on_a_full_disk_and_work_again_with_room(small_disk: Path) -> None:
    store = file_store(small_disk)
    found_office(store)
    add_family(store, "特木尔")
    ballast = _fill_up(small_disk, spare=40_000)
    saved, refused = _save_until_refused(store)
    assert "没有保存" in refused.sentence()
    assert count(store) == 1 + saved * 20
    with store.reading() as conn:
        assert [hit.title for hit in find(conn, "tme")] == ["特木尔"]
    ballast.unlink()
    fill(store, 20)
    assert count(store) == 1 + saved * 20 + 20
    store.close()
    again = file_store(small_disk)
    assert integrity_faults(again) == ()
    again.close()


def test_a_large_import_that_does_not_fit_leaves_nothing(small_disk: Path) -> None:
    store = file_store(small_disk)
    fill(store, 10)
    rows = [{"id": new_id(), "village_id": VILLAGE, "note": "x" * 500} for _ in range(20_000)]
    with pytest.raises(DiskFull), store.unit("导入") as unit:
        unit.add_many(Household, rows)
    assert count(store) == 10
    fill(store, 10)
    assert count(store) == 20
    store.close()


@pytest.mark.usefixtures("_cheap")
def test_no_office_is_half_made_on_a_full_disk(small_disk: Path) -> None:
    for spare in (0, 4096, 60_000):
        ballast = _fill_up(small_disk, spare)
        with pytest.raises(DiskFull):
            create_office(small_disk, NewOffice("150521", "舍伯吐镇", "斯琴"), PASSWORD)
        assert [path.name for path in small_disk.iterdir()] == ["ballast"]
        ballast.unlink()
    desk, _ = create_office(small_disk, NewOffice("150521", "舍伯吐镇", "斯琴"), PASSWORD)
    desk.store.close()


@pytest.mark.usefixtures("_cheap")
def test_a_password_changed_on_a_full_disk_stays_the_old_one(small_disk: Path) -> None:
    desk, _ = create_office(small_disk, NewOffice("150521", "舍伯吐镇", "斯琴"), PASSWORD)
    desk.store.close()
    ballast = _fill_up(small_disk)
    with pytest.raises(DiskFull):
        keys.change_password(small_disk, keys.unlock(small_disk, PASSWORD), "新口令2027")
    assert not list(small_disk.glob("*.part"))
    ballast.unlink()
    open_office(small_disk, PASSWORD).store.close()


def test_a_copy_that_does_not_fit_leaves_the_older_copy(small_disk: Path, tmp_path: Path) -> None:
    store = file_store(tmp_path)
    copy = small_disk / "copy.db"
    write_copy(store.engine, copy)
    before = copy.read_bytes()
    _fill_up(small_disk, spare=8192)
    with pytest.raises(DiskFull), explained():
        write_copy(store.engine, copy)
    assert copy.read_bytes() == before
    assert {path.name for path in small_disk.iterdir()} == {"copy.db", "ballast"}
    store.close()


@pytest.mark.usefixtures("_cheap")
def test_a_backup_that_does_not_fit_leaves_nothing_and_one_that_stands(small_disk: Path) -> None:
    store = file_store(small_disk)
    fill(store, 20)
    keys.create(small_disk, PASSWORD, "c1")
    first = make_backup(store, small_disk, now())
    standing = {path.name for path in first.path.parent.iterdir()}
    for spare in (0, 4096, 60_000):
        ballast = _fill_up(small_disk, spare)
        with pytest.raises(DiskFull):
            make_backup(store, small_disk, now() + timedelta(days=1))
        assert {path.name for path in first.path.parent.iterdir()} == standing
        ballast.unlink()
    store.close()
