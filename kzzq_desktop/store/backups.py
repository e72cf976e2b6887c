"""Backups beside the office: whole encrypted copies under the same key, each with the key file of its day, that age out."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kzzq_desktop.base.clock import BEIJING
from kzzq_desktop.base.errors import AppError
from kzzq_desktop.store import keys
from kzzq_desktop.store.database import Store
from kzzq_desktop.store.faults import explained, writing
from kzzq_desktop.store.migrate import write_copy

FOLDER = "backups"
KEEP_DAYS = 14
MOST = 20
LEAST = 3  # stay however old they seem: a clock that runs years ahead must not take every backup with it
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"office-([0-9]{8}-[0-9]{6})\.db")
_RESTORED = re.compile(r"office-([0-9]{8}-[0-9]{6})\.before-restore\.db(-wal)?")
_MIGRATED = re.compile(r"before-[0-9]+-to-[0-9]+\.db")


class BackupMissing(AppError):
    """No backup of that name."""

    advice = "请用 kzzq restore 看有哪些备份，再写上名称。"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was made (in China's time), its size, and the key file kept with it."""

    path: Path
    made_at: datetime
    size: int
    keys: Path | None

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.path.stem


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a data folder, the newest first."""
    found = []
    for path in _files(folder / FOLDER):
        if (made_at := _moment(_NAME, path)) is not None:
            kept = _keys_of(path)
            found.append(Backup(path, made_at, path.stat().st_size, kept if kept.exists() else None))
    return tuple(sorted(found, key=lambda backup: backup.path.name, reverse=True))


def find_backup(folder: Path, name: str) -> Backup:
    """Return the backup of that name, with or without ".db"; raises BackupMissing."""
    for backup in list_backups(folder):
        if name in (backup.name, backup.path.name):
            return backup
    raise BackupMissing("没有这个名称的备份。")


def make_backup(store: Store, folder: Path, at: datetime, tick: Callable[[], None] | None = None) -> Backup:
    """Write a backup of the open office; one that fails or is stopped leaves nothing and takes nothing away."""
    path = folder / FOLDER / f"office-{at.astimezone(BEIJING).strftime(_STAMP)}.db"
    with writing(folder):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _sweep(path.parent)
    try:
        with writing(folder):
            kept = copy_file(folder / keys.FILE_NAME, _keys_of(path)) if keys.exists(folder) else None
        with explained():
            write_copy(store.engine, path, tick)
    except BaseException:
        with suppress(OSError):
            _keys_of(path).unlink(missing_ok=True)
        raise
    return Backup(path, at.astimezone(BEIJING), path.stat().st_size, kept)


def drop_worn(folder: Path, at: datetime, newest: Backup) -> int:
    """Remove backups of more than KEEP_DAYS ago and those beyond MOST; `newest`, and LEAST in all, stay. Return how many."""
    others = [backup for backup in list_backups(folder) if backup.path != newest.path]
    too_old = at - timedelta(days=KEEP_DAYS)
    worn = [
        backup for place, backup in enumerate(others, start=1) if place >= LEAST and (place >= MOST or backup.made_at < too_old)
    ]
    for backup in worn:
        _drop(backup.path)
    return len(worn)


def drop_older(folder: Path, moment: datetime, at: datetime) -> int:
    """Remove every copy of the office made before a moment: backups, those of migrations and of restores.

    One that bears a moment still to come goes too: its clock was wrong, and when it was made is not known. Return how many.
    """
    dropped = 0
    for path in (*_files(folder / FOLDER), *_files(folder)):
        made_at = _moment(_NAME, path) or _moment(_RESTORED, path) or _changed(path)
        if made_at is not None and not moment <= made_at <= at:
            _drop(path)
            dropped += path.suffix == ".db"
    return dropped


def copy_file(source: Path, target: Path) -> Path:
    """Copy a file, readable by its owner alone, in one step: a cut-off copy leaves what stood there. Return the target."""
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        draft.touch(mode=0o600)
        with source.open("rb") as old, draft.open("rb+") as new:
            shutil.copyfileobj(old, new, 2**20)
            new.flush()
            os.fsync(new.fileno())
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return target


def restored_path(folder: Path, at: datetime) -> Path:
    """Return where the office that a backup replaces is kept: a place that is free."""
    path = folder / f"office-{at.astimezone(BEIJING).strftime(_STAMP)}.before-restore.db"
    return restored_path(folder, at + timedelta(seconds=1)) if path.exists() else path


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.is_file()) if folder.is_dir() else iter(())


def _keys_of(path: Path) -> Path:
    return path.with_name(path.name.replace("office-", "keys-", 1).removesuffix(".db") + ".json")


def _moment(pattern: re.Pattern[str], path: Path) -> datetime | None:
    found = pattern.fullmatch(path.name)
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=BEIJING) if found else None
    except ValueError:
        return None


def _changed(path: Path) -> datetime | None:
    """Return when the copy before a migration was made: its name does not tell."""
    return datetime.fromtimestamp(path.stat().st_mtime, BEIJING) if _MIGRATED.fullmatch(path.name) else None


def _sweep(folder: Path) -> None:
    for path in folder.glob("*.part"):
        path.unlink(missing_ok=True)


def _drop(path: Path) -> None:
    with writing(path.parent):
        path.unlink(missing_ok=True)
        if _NAME.fullmatch(path.name):
            _keys_of(path).unlink(missing_ok=True)
