"""Writing a package to a stick so that "you may pull it now" is true, and the older package stands until then."""

import hashlib
import os
import shutil
import time
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import Job, QuietJob
from kzzq_desktop.sync.drives import largest_file, this_pc
from kzzq_desktop.sync.stick_disk import settle, sha_of, write_all
from kzzq_desktop.sync.stick_faults import (
    TOO_BIG,
    FileTooBigForStick,
    StickFull,
    StickGone,
    StickLies,
    explained,
    held_by_another,
    on_own_disk,
    on_stick,
)
from kzzq_desktop.sync.stick_folders import COPY, HOME, copy_of, home_of
from kzzq_desktop.sync.stick_names import DRAFT, read_name
from kzzq_desktop.sync.stick_older import MayGo, free_name, may_not, remove_older, sweep

SLACK = 128 * 1024  # the last cluster of the file and one more of its folder, at 64 KiB each
CHUNK = 2**20
TRIES, PAUSE = 8, 0.25  # a scanner of viruses may hold a new file for a moment
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class WrittenTo:
    """A package that stands on the stick, read back from it; `copy_path` is None where the second copy had no room."""

    path: Path
    copy_path: Path | None
    sha: str
    removed: int


@dataclass(frozen=True, slots=True)
class _Finishing:
    """The job once the package stands: it is told of the steps, but may no longer stop the work and call it undone."""

    job: Job

    def step(self, done: int, total: int, words: str = "") -> None:
        with suppress(Cancelled):
            self.job.step(done, total, words)


@dataclass(frozen=True, slots=True)
class _Package:
    """What is to be written: its name, where it lies on the own disk, its size."""

    name: str
    source: Path
    size: int


def write_out(folder: Path, name: str, source: Path, may_go: MayGo | None = None, job: Job | None = None) -> WrittenTo:
    """Write a package into the stick's KZZQ folder, twice if there is room, and read both back before saying so.

    Older packages from the same sender to the same receiver go only then, and only those of which `may_go` says that nothing
    in them is lost with them (after a restored backup, a package of a higher or the same number may hold edits that nobody
    else has). One of the same name that may not go keeps its place: the new one is named beside it, see `path`.

    Raises StickFull, StickReadOnly, StickGone, StickLies, StickBusy, FileTooBigForStick, OwnDiskFails, Cancelled; what was on
    the stick is then as it was, except that the new package may already stand there whole.
    """
    said = read_name(name)
    if said is None or not said.own:
        raise ValueError(f"no name of a package: {name}")
    with on_own_disk():
        size = source.stat().st_size
    allowed, work = may_go or may_not, job or QuietJob()
    with on_stick(folder):
        if not folder.is_dir():
            raise StickGone("找不到U盘或文件夹。")
        _check_limit(folder, size)
        home = _made(home_of(folder), folder / HOME)
        sweep(home, said)
        package = _Package(free_name(home, name, source, allowed), source, size)
        _check_room(home, size)
        sha = _put(package, home, work)
        copy_path = _second(package, home, sha, _Finishing(work))
        removed = remove_older(folder, said, allowed)
        if copy_path is None and removed:
            copy_path = _second(package, home, sha, _Finishing(work))
    return WrittenTo(home / package.name, copy_path, sha, removed)


def _check_limit(folder: Path, size: int) -> None:
    limit = largest_file(this_pc().kind_of(folder))
    if limit is not None and size > limit:
        raise FileTooBigForStick(TOO_BIG)


def _check_room(folder: Path, size: int) -> None:
    if not _has_room(folder, size):
        raise StickFull(f"U盘空间不够，要写{size / 2**20:.1f}MB。")


def _has_room(folder: Path, size: int) -> bool:
    return shutil.disk_usage(folder).free >= size + SLACK


def _made(present: Path | None, wanted: Path) -> Path:
    """Return the folder, made if it is not there; where a file or a link has its name, its parent serves as well."""
    if present is not None:
        return present
    try:
        wanted.mkdir()
    except FileExistsError:
        return wanted.parent
    settle(wanted.parent)
    return wanted


def _put(package: _Package, place: Path, job: Job) -> str:
    """Write under a draft's name, read it back from the device, and only then give it its name; return its SHA-256."""
    draft = place / (package.name + DRAFT)
    try:
        sha = _write(package, draft, job)
        _prove(draft, sha, package.size, job)
        _rename(draft, place / package.name)
        settle(place)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return sha


def _second(package: _Package, home: Path, sha: str, job: Job) -> Path | None:
    """Write the second copy if it fits; that it did not fit is no fault, everything else is."""
    if home_of(home) != home or not _has_room(home, package.size):
        return None
    try:
        place = _made(copy_of(home), home / COPY)
        if place == home:
            return None
        _put(package, place, job)
    except OSError as error:
        if isinstance(explained(error, home), StickFull):
            return None
        raise
    finally:
        # On a stick that lies, the copy may have been written over the package.
        _prove(home / package.name, sha, package.size, job)
    return place / package.name


def _write(package: _Package, draft: Path, job: Job) -> str:
    digest, done = hashlib.sha256(), 0
    target = os.open(draft, _NEW, 0o644)  # a stick of Linux's own format is read on another PC, by another user
    try:
        with closing(_chunks(package.source)) as chunks:
            for data in chunks:
                write_all(target, data)
                digest.update(data)
                done += len(data)
                job.step(min(done, package.size), package.size, "写入U盘")
        os.fsync(target)
    finally:
        os.close(target)
    return digest.hexdigest()


def _chunks(source: Path) -> Generator[bytes]:
    with on_own_disk():
        handle = os.open(source, _READ)
    try:
        while True:
            with on_own_disk():
                data = os.read(handle, CHUNK)
            if not data:
                return
            yield data
    finally:
        with suppress(OSError):
            os.close(handle)


def _prove(path: Path, sha: str, size: int, job: Job) -> None:
    """Raise StickLies unless the stick gives back what it was given."""
    job.step(0, size, "核对U盘")
    if sha_of(path) != sha:
        raise StickLies("从U盘读回来的和写进去的不一样。")


def _rename(draft: Path, target: Path) -> None:
    for turn in range(TRIES):
        try:
            draft.replace(target)
        except OSError as error:
            if turn == TRIES - 1 or not held_by_another(error):
                raise
            time.sleep(PAUSE)
        else:
            return
