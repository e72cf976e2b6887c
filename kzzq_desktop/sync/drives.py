"""Sticks: which file systems on this PC can be unplugged, how much room they have, what they cannot hold."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kzzq_desktop.sync.drives_linux import LinuxDrives
from kzzq_desktop.sync.drives_windows import WindowsDrives
from kzzq_desktop.sync.volumes import Volume

FAT_LARGEST = 4 * 2**30 - 1  # a size in FAT's directory has 32 bits
FAT_KINDS = frozenset({"vfat", "msdos", "fat", "fat12", "fat16", "fat32"})


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick that is plugged in and mounted; bytes free and in all, `kind` the file system's name in small letters."""

    path: Path
    label: str
    free: int
    total: int
    kind: str = ""
    read_only: bool = False

    @property
    def largest(self) -> int | None:
        """Return the size of the largest file it can hold, None where only its room counts."""
        return largest_file(self.kind)


class Drives(Protocol):
    """What a system tells of its drives."""

    def volumes(self) -> tuple[Volume, ...]:
        """Return the mounted file systems that can be unplugged. Must be cheap: it is asked every other second."""

    def kind_of(self, folder: Path) -> str:
        """Return the name of the file system that holds a folder, in small letters, "" if unknown."""


class NoDrives:
    """A system whose drives we cannot ask: any folder may still be chosen."""

    def volumes(self) -> tuple[Volume, ...]:
        """Return nothing."""
        return ()

    def kind_of(self, folder: Path) -> str:  # noqa: ARG002 - nobody to ask
        """Return nothing."""
        return ""


def this_pc() -> Drives:
    """Return the drives of the system the program runs on."""
    if sys.platform == "win32":
        return WindowsDrives()
    return LinuxDrives() if sys.platform == "linux" else NoDrives()


def plugged(drives: Drives | None = None) -> tuple[Path, ...]:
    """Return where sticks are, without touching one of them: to be asked often, `sticks` when the answer has changed."""
    return tuple(volume.path for volume in (drives or this_pc()).volumes())


def sticks(drives: Drives | None = None) -> tuple[Stick, ...]:
    """Return the sticks that can be read now; one that is being pulled is left out.

    Asks each for its room, which the first time after plugging in may take as long as the stick likes.
    """
    found = []
    for volume in (drives or this_pc()).volumes():
        try:
            room = shutil.disk_usage(volume.path)
        except OSError:
            continue
        found.append(Stick(volume.path, volume.label, room.free, room.total, volume.kind, volume.read_only))
    return tuple(found)


def largest_file(kind: str) -> int | None:
    """Return the size of the largest file a kind of file system holds, None if there is no limit worth naming."""
    return FAT_LARGEST if kind.lower() in FAT_KINDS else None
