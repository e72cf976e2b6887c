"""Backups: one a day by itself, more when asked for, and the way back to one."""

from datetime import datetime
from pathlib import Path

from kzzq_desktop.base import clock
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import NoOffice
from kzzq_desktop.store import backups, keys, restore
from kzzq_desktop.store.backups import Backup


def back_up(desk: Desk, job: Job | None = None, *, always: bool = False) -> Path | None:
    """Write today's backup and return it; None if there is one of today (unless `always`) or the office is on a server.

    Older ones age out once the new one stands. Raises DiskFull, FolderReadOnly, FileGone, Cancelled; nothing is left then.
    """
    folder = desk.store.folder
    if folder is None:
        return None
    at, work = clock.now(), job or QuietJob()
    if not always and any(backup.made_at.date() == clock.today() for backup in backups.list_backups(folder)):
        return None

    def tick() -> None:
        work.step(0, 1, "备份台账")

    tick()
    made = backups.make_backup(desk.store, folder, at, tick)
    backups.drop_worn(folder, at, made)
    work.step(1, 1, "备份台账")
    return made.path


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a data folder, the newest first; no password is needed for that."""
    return backups.list_backups(folder)


def last_backup(desk: Desk) -> datetime | None:
    """Return when the newest backup was made, in China's time; None if there is none."""
    found = backups.list_backups(desk.store.folder) if desk.store.folder else ()
    return found[0].made_at if found else None


def drop_older(desk: Desk, moment: datetime) -> int:
    """Remove every copy of the office made before a moment: what was erased since must not live on in them.

    Make a new backup first. Return how many copies went.
    """
    return backups.drop_older(desk.store.folder, moment, clock.now()) if desk.store.folder else 0


def restore_backup(folder: Path, name: str, password: str) -> Path | None:
    """Put a backup in the place of the office, after looking through all of it; return where the present file is kept.

    The password is today's; where the key file is lost or damaged, that of the backup's day. Raises BackupMissing,
    BackupUnusable, NewerOffice, WrongPassword, FileBusy, DiskFull; the office is then as it was.
    """
    backup = backups.find_backup(folder, name)
    data_key = _unlock(folder, backup, password).data_key
    restore.check_backup(backup, data_key)
    return restore.put_back(folder, backup, data_key, clock.now())


def _unlock(folder: Path, backup: Backup, password: str) -> keys.Unlocked:
    if keys.is_whole(folder):
        return keys.unlock(folder, password)
    if backup.keys is None:
        raise NoOffice("口令文件 keys.json 不见了，这个备份里也没有。", "请从别处的备份找回 keys.json，放回数据文件夹。")
    return keys.unlock(backup.keys.parent, password, backup.keys.name)
