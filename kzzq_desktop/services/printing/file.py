"""Writing a paper to a file: the whole file or none, and a sentence for whatever stands in the way."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.errors import AppError


class FolderReadOnly(AppError):
    """The folder may not be written."""

    advice = "请换一个可以写入的文件夹，或检查U盘的写保护开关。"


class NoRoom(AppError):
    """The disk or the stick is full."""

    advice = "请删除不用的文件腾出空间，或换一个U盘。"


class PlaceGone(AppError):
    """The folder is not there: never made, or its stick was pulled."""

    advice = "请检查U盘是否插好、文件夹名是否写对，再保存一次。"


class FileOpen(AppError):
    """The file to be replaced is held by another program."""

    advice = "请先在WPS或阅读器里关闭这个文件，或换一个文件名。"


class NotSaved(AppError):
    """The system refused for another reason."""

    advice = "请换一个文件夹或文件名再试。"


_REASONS: dict[int, tuple[type[AppError], str]] = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), (FolderReadOnly, "这个文件夹不能写入，文件没有保存。")),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), (NoRoom, "空间不够，文件没有保存。")),
    **dict.fromkeys(
        (errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO), (PlaceGone, "保存的位置不在了，文件没有保存。")
    ),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), (FileOpen, "这个文件正在别的程序里打开，没有保存。")),
}


def write_file(path: Path, data: bytes, before: Callable[[], object] | None = None) -> None:
    """Write a file readable by its owner alone: beside it first, then in one step in its place.

    `before` is called when all is written and only the last step is left: the place to put the file into the register,
    since from there on it will stand. What it raises leaves no file.

    Raises FolderReadOnly, NoRoom, PlaceGone, FileOpen, NotSaved; an older file of that name is then still whole.
    """
    if path.is_dir():
        raise NotSaved("这是一个文件夹，文件没有保存。", "请在后面写上文件名，如 名册.pdf。")
    beside = path.with_name(f".{new_id()[:12]}.part")
    try:
        _write(beside, data)
        if before is not None:
            before()
        os.replace(beside, path)  # noqa: PTH105 - names the one step
    except OSError as error:
        _remove(beside)
        raise _explained(error, path) from None
    except BaseException:
        _remove(beside)
        raise


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    """Take the half file away; where its stick is gone there is nothing to take."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _explained(error: OSError, path: Path) -> AppError:
    """Return the sentence. Windows refuses to replace an open file with the same number as a folder without leave."""
    if isinstance(error, PermissionError) and path.exists() and os.access(path.parent, os.W_OK):
        kind, what = FileOpen, "这个文件正在别的程序里打开，没有保存。"
        return kind(what)
    known, words = _REASONS.get(error.errno or 0, (NotSaved, "文件没有保存。"))
    return known(words)
