"""What can go wrong on a stick, in the clerk's words, and which error of the system means which."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kzzq_desktop.base.errors import AppError


class StickFull(AppError):
    """The stick has no room for the package."""

    advice = "请换一个空间更大的U盘，或先删除U盘上不用的文件，再试一次。U盘上原来的数据包没有动。"


class StickReadOnly(AppError):
    """The stick cannot be written."""

    advice = "请检查U盘的写保护开关；没有开关的，拔下重插，或换一个U盘。"


class StickGone(AppError):
    """The stick was pulled, or it fails."""

    advice = "请插好U盘再试一次；总是这样，请换一个U盘。本机的数据没有少。"


class StickLies(AppError):
    """What was read back is not what was written: a worn or a fake stick."""

    advice = "请换一个U盘再试一次；这个U盘坏了，或标的容量是假的，不要再用它。"


class StickBusy(AppError):
    """Another program holds the file."""

    advice = "请等杀毒软件扫描完，关闭打开着U盘的其他窗口，再试一次。"


class StickUnreadable(AppError):
    """A file on the stick cannot be read."""

    advice = "请先试U盘上的另一份（KZZQ文件夹的copy里）；还读不出来，请对方重新给一次。"


class StickCrowded(AppError):
    """More files than are looked at."""

    advice = "请把数据包放进U盘的KZZQ文件夹，再试一次。"


class FileTooBigForStick(AppError):
    """The file system has no place for a file of this size."""

    advice = "请把U盘格式化成exFAT（会清空U盘，先存好里面的文件），或换一个U盘。"


class PackageFileTooBig(AppError):
    """A package of a size that no office makes."""

    advice = "请对方重新给一次；这不是正常的数据包，没有打开。"


class NotAPackageFile(AppError):
    """A folder, a link, a device, or a file of another name."""

    advice = "请选名称以KZ_开头、以.kzsync结尾的文件。"


class OwnDiskFull(AppError):
    """The PC's own disk has no room for the copy that is looked at."""

    advice = "请删除本机不用的文件腾出空间，再试一次。"


class OwnDiskFails(AppError):
    """The PC's own disk cannot be read or written."""

    advice = "请检查本机硬盘和数据文件夹，再试一次。"


TOO_BIG = "数据包太大，这种格式（FAT32）的U盘放不下4GB以上的文件。"
# What the system's numbers mean: elsewhere, and on Windows, where Python gives several of its numbers the same errno.
MEANINGS: tuple[tuple[tuple[int, ...], tuple[int, ...], type[AppError], str], ...] = (
    ((errno.ENOSPC, errno.EDQUOT), (39, 112), StickFull, "U盘空间不够。"),
    ((errno.EFBIG,), (223,), FileTooBigForStick, TOO_BIG),
    ((errno.EBUSY, errno.ETXTBSY), (32, 33), StickBusy, "U盘上的文件正被别的程序占用。"),
    ((errno.EACCES, errno.EPERM, errno.EROFS), (5, 19), StickReadOnly, "U盘不能写入。"),
)
NO_LEAVE = 5  # of Windows: said of a file without leave, and of one that a scanner holds


@contextmanager
def on_stick(folder: Path, *, reading: bool = False) -> Iterator[None]:
    """Raise the clerk's sentence in place of an error of the stick while reading from it or writing to it."""
    try:
        yield
    except OSError as error:
        raise explained(error, folder, reading=reading) from error


@contextmanager
def on_own_disk() -> Iterator[None]:
    """Raise the clerk's sentence in place of an error of the PC's own disk."""
    try:
        yield
    except OSError as error:
        if _meaning(error)[0] is StickFull:
            raise OwnDiskFull("本机硬盘已满。") from error
        raise OwnDiskFails("本机硬盘读写失败。") from error


def explained(error: OSError, folder: Path, *, reading: bool = False) -> AppError:
    """Return what an error of the stick means. A folder that is no longer there means a pulled stick, whatever was said."""
    if not _there(folder):
        return StickGone("U盘不在了，可能被拔出了。")
    kind, what = _meaning(error)
    if reading and kind in (StickGone, StickReadOnly):
        return StickUnreadable("U盘上的文件读不出来。")
    return kind(what)


def held_by_another(error: OSError) -> bool:
    """Tell whether waiting a little may help: Windows lets a scanner hold a new file for a moment."""
    return _meaning(error)[0] is StickBusy or getattr(error, "winerror", None) == NO_LEAVE


def _meaning(error: OSError) -> tuple[type[AppError], str]:
    windows = getattr(error, "winerror", None)
    for numbers, windows_numbers, kind, what in MEANINGS:
        if (windows in windows_numbers) if windows else (error.errno in numbers):
            return kind, what
    return StickGone, "U盘读写失败，可能被拔出了。"


def _there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
