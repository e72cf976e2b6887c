"""Sticks on Windows: drive letters whose type is removable, with their label and file system."""

import ctypes
import os
import string
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kzzq_desktop.sync.volumes import UNNAMED, Volume

REMOVABLE = 2  # GetDriveTypeW
READ_ONLY = 0x00080000  # a flag of GetVolumeInformationW
FLOPPIES = "AB"  # asking one takes seconds
NO_QUESTIONS = 0x0001  # SEM_FAILCRITICALERRORS: an empty card reader must not open a box
NAME_ROOM = 261


class Kernel(Protocol):
    """The three things we ask Windows."""

    def letters(self) -> int:
        """Return the drive letters in use, A the lowest bit."""

    def kind(self, root: str) -> int:
        """Return the type of a drive."""

    def volume(self, root: str) -> tuple[str, str, int] | None:
        """Return label, file system and flags; None where no medium is in the drive."""


class Kernel32:
    """Windows itself."""

    def letters(self) -> int:
        """Ask GetLogicalDrives."""
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetErrorMode(NO_QUESTIONS)
            return int(ctypes.windll.kernel32.GetLogicalDrives())
        return 0

    def kind(self, root: str) -> int:
        """Ask GetDriveTypeW."""
        if sys.platform == "win32":
            return int(ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root)))
        return 0

    def volume(self, root: str) -> tuple[str, str, int] | None:
        """Ask GetVolumeInformationW."""
        if sys.platform == "win32":
            label, kind = ctypes.create_unicode_buffer(NAME_ROOM), ctypes.create_unicode_buffer(NAME_ROOM)
            flags, place = ctypes.c_ulong(0), ctypes.c_wchar_p(root)
            ask = ctypes.windll.kernel32.GetVolumeInformationW
            if ask(place, label, NAME_ROOM, None, None, ctypes.byref(flags), kind, NAME_ROOM):
                return label.value, kind.value, flags.value
        return None


@dataclass(frozen=True, slots=True)
class WindowsDrives:
    """The drives behind the letters."""

    kernel: Kernel = field(default_factory=Kernel32)

    def volumes(self) -> tuple[Volume, ...]:
        """Return the removable drives that hold a medium, by letter."""
        letters = self.kernel.letters()
        roots = [f"{letter}:\\" for bit, letter in enumerate(string.ascii_uppercase) if letters >> bit & 1]
        found = []
        for root in roots:
            if root[0] in FLOPPIES or self.kernel.kind(root) != REMOVABLE or (facts := self.kernel.volume(root)) is None:
                continue
            label, kind, flags = facts
            found.append(Volume(Path(root), f"{label or UNNAMED} ({root[:2]})", kind.lower(), bool(flags & READ_ONLY)))
        return tuple(found)

    def kind_of(self, folder: Path) -> str:
        """Return the kind of the file system on the folder's drive."""
        drive = os.path.splitdrive(os.path.abspath(folder))[0]  # noqa: PTH100 - keeps a mapped letter as it is
        facts = self.kernel.volume(f"{drive}\\") if drive else None
        return facts[1].lower() if facts else ""
