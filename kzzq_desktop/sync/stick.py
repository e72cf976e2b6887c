"""Reading from a stick: which packages lie on it, and the copy on the own disk that is looked at in place of the file."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.sync.stick_disk import write_all
from kzzq_desktop.sync.stick_faults import (
    NotAPackageFile,
    PackageFileTooBig,
    StickCrowded,
    StickGone,
    on_own_disk,
    on_stick,
)
from kzzq_desktop.sync.stick_folders import COPY, Listing, list_files, places
from kzzq_desktop.sync.stick_names import ENDING, PackageName, read_name

MOST_BYTES = 2**30
MOST_PACKAGES = 500
CHUNK = 2**20
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file on a stick that is named like a package; nothing of it was read. `second` tells the copy in KZZQ/copy."""

    path: Path
    size: int
    name: PackageName
    second: bool = False


def list_packages(folder: Path) -> tuple[PackageFile, ...]:
    """Return the packages of a stick or a folder, hidden ones too, the newest of a sender first, second copies last.

    Only names are looked at, only in the three places, and links are never followed. Raises StickGone, StickUnreadable, and
    StickCrowded where nothing was found among more files than are looked at.
    """
    found: list[PackageFile] = []
    whole, fault = True, None
    with on_stick(folder, reading=True):
        if not folder.is_dir():
            raise StickGone("找不到U盘或文件夹。")
        for place in places(folder):
            try:
                listing = list_files(place)
            except OSError as error:  # a folder that cannot be read does not hide what lies in another
                fault = error
                continue
            whole &= listing.whole
            found += _packages_of(place, listing, second=place.name.casefold() == COPY and place != folder)
        if fault is not None and not found:
            raise fault
    if not whole and not found:
        raise StickCrowded("这里的文件太多，没有看完，也没有看到数据包。")
    return tuple(sorted(found, key=_order)[:MOST_PACKAGES])


def quarantine(path: Path, into: Path, cap: int = MOST_BYTES, job: Job | None = None) -> Path:
    """Copy a package into a folder of the own disk, readable by its owner alone, and return the copy; the caller removes it.

    Only a regular file is opened, and no more than `cap` bytes are read, whatever size it claims. Raises NotAPackageFile,
    PackageFileTooBig, OwnDiskFull, StickGone, StickUnreadable, Cancelled; no copy is left then.
    """
    if read_name(path.name) is None:
        raise NotAPackageFile("这不是数据包。")
    with on_stick(path.parent, reading=True):
        source = _open_regular(path)
    try:
        with on_stick(path.parent, reading=True):
            size = os.fstat(source).st_size
        _check_size(size, cap)
        with on_own_disk():
            into.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy = into / f"{new_id()}{ENDING}"
            target = os.open(copy, _NEW, 0o600)
        try:
            _pour(lambda: _read(source, path.parent), target, (cap, size), job or QuietJob())
        except BaseException:
            _remove(copy)
            raise
    finally:
        _close(source)
    return copy


def clear_quarantine(into: Path) -> None:
    """Remove copies that a program which was cut off has left behind."""
    if not into.is_dir():
        return
    for name, _ in list_files(into).files:
        if name.endswith(ENDING):
            _remove(into / name)


def _packages_of(place: Path, listing: Listing, *, second: bool) -> list[PackageFile]:
    named = ((name, size, read_name(name)) for name, size in listing.files)
    return [PackageFile(place / name, size, said, second) for name, size, said in named if said is not None]


def _order(package: PackageFile) -> tuple[bool, str, str, int, str]:
    name = package.name
    return package.second, name.sender, name.receiver, -name.number, package.path.name


def _open_regular(path: Path) -> int:
    """Open a file and look again at what was opened: the name may have been given to something else since."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise NotAPackageFile("这不是普通文件，没有打开。")
    source = os.open(path, _READ)
    try:
        if stat.S_ISREG(os.fstat(source).st_mode):
            return source
    except BaseException:
        _close(source)
        raise
    _close(source)
    raise NotAPackageFile("这不是普通文件，没有打开。")


def _read(source: int, folder: Path) -> bytes:
    with on_stick(folder, reading=True):
        return os.read(source, CHUNK)


def _pour(read: Callable[[], bytes], target: int, bounds: tuple[int, int], job: Job) -> None:
    """Copy until the end, counting against the cap what was truly read; closes the target."""
    cap, size = bounds
    done = 0
    try:
        while data := read():
            done += len(data)
            _check_size(done, cap)
            with on_own_disk():
                write_all(target, data)
            job.step(min(done, size), size, "读取数据包")
    except BaseException:
        _close(target)
        raise
    with on_own_disk():
        os.close(target)


def _check_size(size: int, cap: int) -> None:
    if size > cap:
        raise PackageFileTooBig("数据包大得不正常。")


def _close(handle: int) -> None:
    try:
        os.close(handle)
    except OSError:
        return


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
