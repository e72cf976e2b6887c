"""Putting a backup in the place of the office: looked through first, and what stood there is kept beside it."""

import os
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.store import keys
from kzzq_desktop.store.backups import Backup, copy_file, restored_path
from kzzq_desktop.store.database import FILE_NAME, LOG_NAME, SIDE_FILES
from kzzq_desktop.store.faults import FileBusy, writing
from kzzq_desktop.store.migrate import HEAD, NewerOffice


class BackupUnusable(AppError):
    """The backup is damaged, or another office's."""

    advice = "请换另一个备份。现在的台账没有改动。"


def check_backup(backup: Backup, data_key: bytes) -> None:
    """Read every page of a backup without changing it; raises BackupUnusable or NewerOffice."""
    try:
        with closing(_opened(backup.path, data_key, "?mode=ro&immutable=1")) as raw:
            faults = raw.execute("PRAGMA cipher_integrity_check").fetchall()
            pages = raw.execute("PRAGMA quick_check").fetchall()
            version = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    except (dbapi2.Error, TypeError) as error:
        raise BackupUnusable("这个备份打不开：文件损坏，或不是这个台账的备份。") from error
    if faults or pages != [("ok",)]:
        raise BackupUnusable("这个备份有损坏的页。")
    if version > HEAD:
        raise NewerOffice("这个备份是用更新的程序写的。")


def put_back(folder: Path, backup: Backup, data_key: bytes, at: datetime) -> Path | None:
    """Put a backup in the place of office.db, in one step; return where the present file is kept, None if there was none.

    The backup stays. The key file is put back only where there is none that can be read. An open Store notices the swap.
    """
    office, kept = folder / FILE_NAME, restored_path(folder, at)
    there = office.exists()
    if there:
        _settle_log(folder, kept, data_key)
    with writing(folder):
        draft = copy_file(backup.path, folder / f"{FILE_NAME}.restoring")
        try:
            if there:
                _keep(office, kept)
            if backup.keys and not keys.is_whole(folder):
                copy_file(backup.keys, folder / keys.FILE_NAME)
            for name in SIDE_FILES:  # the old file's log must never be played into the new one
                (folder / name).unlink(missing_ok=True)
            _swap(draft, office)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    return kept if there else None


def _opened(path: Path, data_key: bytes, how: str = "") -> dbapi2.Connection:
    raw = dbapi2.connect(path.resolve().as_uri() + how, uri=True, isolation_level=None, timeout=1)
    raw.execute("PRAGMA cipher_log_level=NONE")
    raw.execute(f"PRAGMA key=\"x'{data_key.hex()}'\"")
    return raw


def _settle_log(folder: Path, kept: Path, data_key: bytes) -> None:
    """Have the write-ahead log played into the present file; that of a damaged file is kept as it is, beside it."""
    log, beside = folder / LOG_NAME, kept.with_name(f"{kept.name}-wal")
    with writing(folder):
        if log.exists() and log.stat().st_size:
            copy_file(log, beside)  # first of all: the engine may throw away a log that it cannot play
    try:
        with closing(_opened(folder / FILE_NAME, data_key, "?mode=rw")) as raw:
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except dbapi2.Error:
        return
    with writing(folder):
        beside.unlink(missing_ok=True)
    if busy:
        raise FileBusy("台账正被另一个窗口使用。", "请先关闭打开着的窗口，再恢复。")


def _keep(office: Path, kept: Path) -> None:
    """Give the present file a second name, or copy it where the disk knows no second names."""
    try:
        os.link(office, kept)
    except OSError:
        copy_file(office, kept)


def _swap(draft: Path, office: Path) -> None:
    try:
        draft.replace(office)
    except PermissionError as error:
        raise FileBusy("台账正被另一个窗口使用。", "请先关闭打开着的窗口，再恢复。") from error
