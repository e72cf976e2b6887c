"""Bytes to a device and back: every byte taken, truly written, and read from the device, not from what the system remembers."""

import ctypes
import errno
import hashlib
import io
import mmap
import os
import sys
from collections.abc import Iterator
from pathlib import Path

CHUNK = 2**20  # a multiple of every sector size, as Windows wants


def write_all(target: int, data: bytes) -> None:
    """Write every byte: the system may take fewer than it is given."""
    left = memoryview(data)
    while left:
        count = os.write(target, left)
        if count == 0:
            raise OSError(errno.EIO, "nothing was taken")
        left = left[count:]


def settle(folder: Path) -> None:
    """Have a folder's own entries written to the device; Windows does so by itself for what can be unplugged."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_back(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes as the device holds them; the file must have been synced and closed."""
    yield from _unbuffered(path) if sys.platform == "win32" else _fresh(path)


def sha_of(path: Path) -> str:
    """Return the SHA-256 (hex) of a file as the device holds it."""
    digest = hashlib.sha256()
    for data in read_back(path):
        digest.update(data)
    return digest.hexdigest()


def _fresh(path: Path) -> Iterator[bytes]:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        _forget(handle)
        while data := os.read(handle, CHUNK):
            yield data
    finally:
        os.close(handle)


def _forget(handle: int) -> None:
    """Ask the system to drop its pages of the file; some file systems will not, and are read as they are."""
    if hasattr(os, "posix_fadvise"):
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        except OSError:
            return


def _unbuffered(path: Path) -> Iterator[bytes]:
    """Read past Windows' cache: whole sectors into a buffer that begins on a page."""
    with io.FileIO(_open_unbuffered(path), "rb") as file, mmap.mmap(-1, CHUNK) as buffer:
        while count := file.readinto(buffer):
            yield buffer[:count]


def _open_unbuffered(path: Path) -> int:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows only

        read, share, existing, no_buffering = 0x80000000, 0x1, 3, 0x20000000
        opened = ctypes.WinDLL("kernel32", use_last_error=True).CreateFileW
        opened.restype = ctypes.c_void_p
        handle = opened(ctypes.c_wchar_p(str(path)), read, share, None, existing, no_buffering, None)
        if handle is None or handle == ctypes.c_void_p(-1).value:
            raise ctypes.WinError(ctypes.get_last_error())
        return msvcrt.open_osfhandle(handle, os.O_RDONLY)
    return os.open(path, os.O_RDONLY)
