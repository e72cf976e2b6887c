"""Going back to a backup: only to one that is whole, in one step, and with the way forward kept."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from kzzq_desktop.store import keys, restore
from kzzq_desktop.store.backups import Backup, make_backup
from kzzq_desktop.store.database import FILE_NAME, SIDE_FILES, integrity_faults, open_file
from kzzq_desktop.store.faults import DiskFull, FileBusy, FileGone
from kzzq_desktop.store.migrate import NewerOffice
from kzzq_desktop.store.restore import BackupUnusable, check_backup, put_back
from tests.store.conftest import DATA_KEY, copied_store, seated
from tests.store.people import add_family
from tests.store.test_backups import NOON
from tests.store.test_faults import count


@pytest.fixture
def office(blank_file: Path, tmp_path: Path) -> tuple[Path, Backup]:
    """A folder whose backup holds one household and whose office holds two."""
    folder = tmp_path / "office"
    folder.mkdir()
    store = copied_store(blank_file, folder)
    add_family(store, "特木尔")
    backup = make_backup(store, folder, NOON)
    add_family(store, "白音")
    store.close()
    return folder, backup


def households(folder: Path, name: str = FILE_NAME) -> int:
    if name != FILE_NAME:
        other = folder.parent / f"as-{name}"
        other.mkdir()
        for end in ("", "-wal"):
            if (folder / f"{name}{end}").exists():
                (folder / f"{name}{end}").rename(other / f"{FILE_NAME}{end}")
        folder = other
    store = seated(open_file(folder, DATA_KEY))
    assert integrity_faults(store) == ()
    found = count(store)
    store.close()
    return found


def test_the_backup_takes_the_place_and_the_office_is_kept(office: tuple[Path, Backup]) -> None:
    folder, backup = office
    before = backup.path.read_bytes()
    check_backup(backup, DATA_KEY)
    kept = put_back(folder, backup, DATA_KEY, NOON)
    assert kept is not None
    assert kept.name == "office-20261125-120000.before-restore.db"
    assert backup.path.read_bytes() == before
    assert households(folder) == 1
    assert households(folder, kept.name) == 2


def test_restoring_twice_keeps_both(office: tuple[Path, Backup]) -> None:
    folder, backup = office
    kept = [put_back(folder, backup, DATA_KEY, NOON) for _ in range(2)]
    assert kept[0] != kept[1]
    assert [households(folder, path.name) for path in kept if path] == [2, 1]


def test_what_stands_in_the_log_only_is_kept_too(office: tuple[Path, Backup]) -> None:
    """A program that was cut off leaves its last saves in the write-ahead log."""
    folder, backup = office
    store = seated(open_file(folder, DATA_KEY))
    add_family(store, "朝鲁")
    cut_off = {name: (folder / name).read_bytes() for name in (FILE_NAME, *SIDE_FILES)}
    store.close()
    for name, data in cut_off.items():
        (folder / name).write_bytes(data)
    assert len(cut_off[SIDE_FILES[0]]) > 0
    kept = put_back(folder, backup, DATA_KEY, NOON)
    assert not [name for name in SIDE_FILES if (folder / name).exists()]
    assert households(folder) == 1
    assert kept is not None
    assert households(folder, kept.name) == 3


def test_an_open_office_notices(office: tuple[Path, Backup]) -> None:
    folder, backup = office
    store = seated(open_file(folder, DATA_KEY))
    assert count(store) == 2
    put_back(folder, backup, DATA_KEY, NOON)
    assert count(store) == 1
    with store.reading() as conn:
        assert conn.execute(text("SELECT reason FROM sync_boot ORDER BY n DESC")).scalar() == "swapped"
    store.close()


def test_an_office_in_the_middle_of_a_save_is_not_replaced(office: tuple[Path, Backup], monkeypatch) -> None:
    folder, backup = office
    store = seated(open_file(folder, DATA_KEY))
    with store.reading() as conn:
        conn.execute(text("SELECT count(*) FROM household")).scalar()
        add_family(store, "朝鲁")
        with pytest.raises(FileBusy) as refused:
            put_back(folder, backup, DATA_KEY, NOON)
    assert "关闭" in refused.value.sentence()
    assert count(store) == 3
    store.close()


def test_a_missing_and_a_damaged_office_are_replaced(office: tuple[Path, Backup]) -> None:
    folder, backup = office
    damaged = os.urandom(20_000)
    (folder / FILE_NAME).write_bytes(damaged)
    (folder / SIDE_FILES[0]).write_bytes(b"its log")
    kept = put_back(folder, backup, DATA_KEY, NOON)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"its log"
    assert households(folder) == 1
    (folder / FILE_NAME).unlink()
    assert put_back(folder, backup, DATA_KEY, NOON) is None
    assert households(folder) == 1


def test_only_a_whole_backup_of_this_office_is_taken(office: tuple[Path, Backup]) -> None:
    folder, backup = office
    whole = backup.path.read_bytes()
    with pytest.raises(BackupUnusable):
        check_backup(backup, bytes(32))
    middle = len(whole) // 2
    for damaged in (b"", whole[:-4096], whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]):
        backup.path.write_bytes(damaged)
        with pytest.raises(BackupUnusable) as refused:
            check_backup(backup, DATA_KEY)
        assert "没有改动" in refused.value.sentence()
    backup.path.write_bytes(whole)
    check_backup(backup, DATA_KEY)
    assert backup.path.read_bytes() == whole
    assert {path.name for path in folder.joinpath("backups").iterdir()} == {backup.path.name}


def test_a_backup_of_a_newer_program_is_refused(office: tuple[Path, Backup]) -> None:
    folder, _ = office
    store = seated(open_file(folder, DATA_KEY))
    with store.local() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num='9999'"))
    newer = make_backup(store, folder, NOON + timedelta(days=1))
    store.close()
    with pytest.raises(NewerOffice):
        check_backup(newer, DATA_KEY)


def test_the_key_file_comes_back_only_where_there_is_none(office: tuple[Path, Backup], tmp_path: Path) -> None:
    folder, bare = office
    (tmp_path / "keys").write_text("from the backup")
    backup = Backup(bare.path, bare.made_at, bare.size, tmp_path / "keys")
    keys.create(folder, "made-up-1", "c1")
    today = (folder / keys.FILE_NAME).read_bytes()
    put_back(folder, backup, DATA_KEY, NOON)
    assert (folder / keys.FILE_NAME).read_bytes() == today
    (folder / keys.FILE_NAME).write_bytes(today[:-20])
    put_back(folder, backup, DATA_KEY, NOON)
    assert (folder / keys.FILE_NAME).read_text() == "from the backup"


@pytest.mark.parametrize(
    ("call", "number", "kind"), [("fsync", 28, DiskFull), ("replace", 5, FileGone), ("replace", 13, FileBusy)]
)
def test_a_restore_that_fails_leaves_the_office(
    office: tuple[Path, Backup], monkeypatch, call: str, number: int, kind: type
) -> None:
    folder, backup = office
    real = getattr(os, call)

    def fail(*args: object) -> object:
        if call == "replace" and str(args[1]).endswith("restoring"):
            return real(*args)
        raise OSError(number, "made up")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(kind):
            put_back(folder, backup, DATA_KEY, NOON)
    assert households(folder) == 2
    assert not [path.name for path in folder.iterdir() if "restoring" in path.name]


def test_a_disk_without_second_names_gets_a_copy(office: tuple[Path, Backup], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, backup = office
    monkeypatch.setattr(restore.os, "link", lambda *_: (_ for _ in ()).throw(OSError(1, "made up")))
    kept = put_back(folder, backup, DATA_KEY, NOON)
    assert kept is not None
    assert households(folder, kept.name) == 2
    assert households(folder) == 1
