"""Faults of the file below: the database's own errors turned into sentences that hold no person's value."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kzzq_desktop.base.errors import AppError


class OfficeFileDamaged(AppError):
    """The encrypted file cannot be read."""

    advice = "原来的文件没有改动，也没有删除。请把数据文件夹整个复制保存，再用最近的备份恢复。"


class DiskFull(AppError):
    """No room to save."""

    advice = "这次的内容没有保存。请删除不用的文件腾出空间，再保存一次。"


class FolderReadOnly(AppError):
    """The data folder cannot be written."""

    advice = "这次的内容没有保存。请检查文件夹是否只读、U盘是否写保护，或换一个文件夹。"


class FileBusy(AppError):
    """Another program holds the file."""

    advice = "请等另一个窗口的操作完成，再试一次。"


class FileGone(AppError):
    """Reading or writing failed below the file: a stick pulled, a disk failing."""

    advice = "这次的内容没有保存。请检查U盘或硬盘是否接好，再打开程序。"


KINDS: tuple[tuple[str, type[AppError], str], ...] = (
    ("not a database", OfficeFileDamaged, "台账文件损坏，打不开。"),
    ("malformed", OfficeFileDamaged, "台账文件有损坏。"),
    ("disk is full", DiskFull, "硬盘已满。"),
    ("readonly database", FolderReadOnly, "数据文件夹不能写入。"),
    ("unable to open database", FolderReadOnly, "数据文件夹打不开。"),
    ("database is locked", FileBusy, "台账正被另一个窗口使用。"),
    ("disk i/o error", FileGone, "读写数据文件失败。"),
    ("vtable constructor failed", FileGone, "读写数据文件失败。"),  # the search index's own words for the same
)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Raise the clerk's sentence in place of a file error while writing into the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull("硬盘已满。") from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or not folder.is_dir():
            raise FolderReadOnly("数据文件夹不能写入。") from error
        raise FileGone("读写数据文件失败。") from error


def explain(error: Exception) -> AppError | None:
    """Return the sentence for a database error, or None for a bug of ours."""
    text = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    return next((kind(what) for mark, kind, what in KINDS if mark in text), None)


@contextmanager
def explained() -> Iterator[None]:
    """Raise the clerk's sentence in place of a database error of the disk below."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        if known := explain(error):
            raise known from error
        raise
