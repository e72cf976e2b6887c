"""A system whose calls fail on order: the n-th one, all from the n-th on, a disk that fills, a write torn in two, a cut."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

CALLS = (
    "open", "write", "fsync", "close", "read", "replace", "unlink", "lstat", "stat", "fstat", "scandir", "mkdir", "statvfs",
    "posix_fadvise",
)  # fmt: skip


class PowerCut(BaseException):
    """The program stops here: nothing of it runs any more."""


@dataclass
class Faults:
    """Which calls fail, and how. `at` counts from 1; 0 lets everything pass and only counts."""

    at: int = 0
    until: int | None = None
    error: Callable[[], BaseException] = field(default=lambda: OSError(errno.EIO, "made up"))
    only: str = ""
    torn: bool = False
    said: list[str] = field(default_factory=list)

    def call(self, name: str, real: Callable, *args: object, **options: object) -> object:
        if self.only and name != self.only:
            return real(*args, **options)
        self.said.append(name)
        count = len(self.said)
        last = self.at if self.until is None else self.until
        if not self.at or not self.at <= count <= last:
            return real(*args, **options)
        fault = self.error()
        if name == "close" or (name == "write" and self.torn):
            half = args[1][: len(args[1]) // 2] if name == "write" else None
            real(args[0], half) if half is not None else real(*args)
        raise fault


@contextmanager
def failing(faults: Faults) -> Iterator[Faults]:
    """Have the system's calls fail as told while the block runs."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            real = getattr(os, name)
            patch.setattr(os, name, lambda *a, _name=name, _real=real, **o: faults.call(_name, _real, *a, **o))
        yield faults


@contextmanager
def short_writes(most: int) -> Iterator[None]:
    """Have the system take no more than so many bytes at a time."""
    real = os.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: real(handle, data[:most]))
        yield


@contextmanager
def lying(spoil: Callable[[int, bytes], bytes]) -> Iterator[None]:
    """Have the n-th write keep other bytes than it was given."""
    real, count = os.write, 0

    def write(handle: int, data: memoryview) -> int:
        nonlocal count
        count += 1
        real(handle, spoil(count, bytes(data)))
        return len(data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", write)
        yield
