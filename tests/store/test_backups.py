"""Backups: whole, encrypted, with their key file, one in hand whatever fails, and gone when their time has come."""

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kzzq_desktop.base.clock import BEIJING
from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.store import backups, keys
from kzzq_desktop.store.backups import (
    KEEP_DAYS,
    LEAST,
    MOST,
    BackupMissing,
    copy_file,
    drop_older,
    drop_worn,
    find_backup,
    list_backups,
    make_backup,
    restored_path,
)
from kzzq_desktop.store.database import FILE_NAME, Store, integrity_faults
from kzzq_desktop.store.faults import FileGone
from tests.store.conftest import DATA_KEY, copied_store, seated
from tests.store.people import add_family

NOON = datetime(2026, 11, 25, 12, 0, 0, tzinfo=BEIJING)
DAY = timedelta(days=1)


def standing(folder: Path) -> set[str]:
    return {path.name for path in (folder / "backups").glob("*")}


def pretend(folder: Path, *moments: datetime) -> None:
    """Lay files that are called like backups of these moments."""
    (folder / "backups").mkdir(exist_ok=True)
    for moment in moments:
        stamp = moment.strftime("%Y%m%d-%H%M%S")
        (folder / f"backups/office-{stamp}.db").write_bytes(b"old")
        (folder / f"backups/keys-{stamp}.json").write_bytes(b"{}")


def days(folder: Path) -> list[int]:
    """How many days before NOON the backups were made."""
    return [(NOON - backup.made_at).days for backup in list_backups(folder)]


def test_a_backup_is_whole_encrypted_and_has_its_key_file(encrypted: Store, tmp_path: Path) -> None:
    add_family(encrypted, "特木尔")
    (tmp_path / keys.FILE_NAME).write_text("{}")
    made = make_backup(encrypted, tmp_path, NOON)
    assert (made.name, made.made_at) == ("office-20261125-120000", NOON)
    assert standing(tmp_path) == {"office-20261125-120000.db", "keys-20261125-120000.json"}
    assert made.keys is not None
    assert made.keys.read_text() == "{}"
    assert b"SQLite" not in made.path.read_bytes()[:16]
    assert "特木尔".encode() not in made.path.read_bytes()
    if os.name != "nt":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (made.path, made.keys)}
        assert modes == {0o600}
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    (tmp_path / "again").mkdir()
    copy_file(made.path, tmp_path / "again" / FILE_NAME)
    again = seated(backups_store(tmp_path / "again"))
    assert integrity_faults(again) == ()
    again.close()


def backups_store(folder: Path) -> Store:
    from kzzq_desktop.store.database import open_file

    return open_file(folder, DATA_KEY)


def test_backups_are_listed_newest_first_and_found_by_name(tmp_path: Path) -> None:
    assert list_backups(tmp_path) == ()
    pretend(tmp_path, NOON - 2 * DAY, NOON, NOON - DAY)
    for stranger in ("office-20261399-000000.db", "office.db", "note.txt", "office-20261125-120000.db.part"):
        (tmp_path / "backups" / stranger).write_bytes(b"")
    assert days(tmp_path) == [0, 1, 2]
    newest = list_backups(tmp_path)[0]
    assert find_backup(tmp_path, newest.name) == find_backup(tmp_path, newest.path.name) == newest
    newest.keys.unlink()
    assert list_backups(tmp_path)[0].keys is None
    for wrong in ("", "../office", "office-20200101-000000"):
        with pytest.raises(BackupMissing):
            find_backup(tmp_path, wrong)


def test_a_stopped_backup_leaves_nothing(encrypted: Store, tmp_path: Path) -> None:
    (tmp_path / keys.FILE_NAME).write_text("{}")
    asked = 0

    def stop() -> None:
        nonlocal asked
        asked += 1
        raise Cancelled

    with encrypted.local() as conn:
        conn.exec_driver_sql(
            "CREATE TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT 50000) SELECT i FROM n"
        )
        conn.exec_driver_sql("CREATE INDEX many_i ON many(i)")
    with pytest.raises(Cancelled):
        make_backup(encrypted, tmp_path, NOON, stop)
    assert asked == 1
    assert standing(tmp_path) == set()
    make_backup(encrypted, tmp_path, NOON)
    assert days(tmp_path) == [0]


@pytest.mark.parametrize("failing", ["fsync", "replace", "mkdir"])
def test_a_failed_backup_leaves_what_stood_there(encrypted: Store, tmp_path: Path, monkeypatch, failing: str) -> None:
    (tmp_path / keys.FILE_NAME).write_text("{}")
    if failing != "mkdir":
        pretend(tmp_path, NOON - DAY)
    before = standing(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, failing, lambda *_, **__: (_ for _ in ()).throw(OSError(5, "made up")))
        with pytest.raises(FileGone):
            make_backup(encrypted, tmp_path, NOON)
    assert standing(tmp_path) == before


def test_what_a_cut_off_backup_left_is_swept(encrypted: Store, tmp_path: Path) -> None:
    pretend(tmp_path)
    (tmp_path / "backups/office-20261124-120000.db.part").write_bytes(b"half")
    make_backup(encrypted, tmp_path, NOON)
    assert standing(tmp_path) == {"office-20261125-120000.db"}


def test_backups_age_out_after_fourteen_days(tmp_path: Path) -> None:
    pretend(tmp_path, *(NOON - n * DAY for n in range(20)))
    dropped = drop_worn(tmp_path, NOON, list_backups(tmp_path)[0])
    assert days(tmp_path) == list(range(KEEP_DAYS + 1))
    assert dropped == 20 - KEEP_DAYS - 1
    assert len(standing(tmp_path)) == 2 * (KEEP_DAYS + 1)


def test_no_more_are_kept_than_have_room(tmp_path: Path) -> None:
    pretend(tmp_path, *(NOON - timedelta(hours=n) for n in range(MOST + 5)))
    drop_worn(tmp_path, NOON, list_backups(tmp_path)[0])
    assert len(list_backups(tmp_path)) == MOST


@pytest.mark.parametrize("clock", [NOON + 4000 * DAY, NOON - 4000 * DAY], ids=["years ahead", "years behind"])
def test_a_wrong_clock_does_not_take_every_backup(tmp_path: Path, clock: datetime) -> None:
    pretend(tmp_path, *(NOON - n * DAY for n in range(10)), clock)
    newest = next(backup for backup in list_backups(tmp_path) if backup.made_at == clock)
    drop_worn(tmp_path, clock, newest)
    left = [backup.made_at for backup in list_backups(tmp_path)]
    assert clock in left
    assert NOON in left
    assert len(left) >= LEAST


def test_erasure_reaches_every_copy_made_before_it(tmp_path: Path) -> None:
    pretend(tmp_path, NOON - DAY, NOON - timedelta(seconds=1), NOON, NOON + timedelta(hours=1), NOON + 900 * DAY)
    (tmp_path / FILE_NAME).write_bytes(b"the office")
    (tmp_path / "office-20261120-080000.before-restore.db").write_bytes(b"old")
    (tmp_path / "office-20261120-080000.before-restore.db-wal").write_bytes(b"old")
    for name, moment in (("before-0002-to-0003.db", NOON - DAY), ("before-0003-to-0004.db", NOON)):
        (tmp_path / name).write_bytes(b"old")
        os.utime(tmp_path / name, (moment.timestamp(), moment.timestamp()))
    assert drop_older(tmp_path, NOON, NOON + timedelta(hours=2)) == 5
    assert {backup.made_at for backup in list_backups(tmp_path)} == {NOON, NOON + timedelta(hours=1)}
    assert {path.name for path in tmp_path.iterdir()} == {FILE_NAME, "backups", "before-0003-to-0004.db"}
    assert len(standing(tmp_path)) == 4


def test_the_place_of_a_kept_office_is_free(tmp_path: Path) -> None:
    first = restored_path(tmp_path, NOON)
    first.write_bytes(b"kept")
    assert restored_path(tmp_path, NOON) != first


def test_a_copy_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    monkeypatch.setattr(backups.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "made up")))
    with pytest.raises(OSError, match="made up"):
        copy_file(tmp_path / "new", tmp_path / "old")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"new": b"new", "old": b"old"}


def test_a_store_without_a_key_file_is_backed_up_all_the_same(blank_file: Path, tmp_path: Path) -> None:
    store = copied_store(blank_file, tmp_path)
    assert make_backup(store, tmp_path, NOON).keys is None
    store.close()
