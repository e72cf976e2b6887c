"""Sticks on Linux: mounted file systems whose disk says that it is removable, hangs on USB, or is a memory card."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kzzq_desktop.sync.volumes import UNNAMED, Volume

SYSTEM_PLACES = ("/", "/boot", "/boot/efi", "/home", "/usr", "/var")  # a disk with one of these is no stick, even on USB
DISCS = frozenset({"iso9660", "udf"})
NEVER = ("/dev/loop", "/dev/zram", "/dev/nvme", "/dev/mapper/", "/dev/dm-")  # there may be dozens of them: not looked at
_USB = re.compile(r"usb[0-9]+")
_ESCAPE = re.compile(r"\\([0-7]{3})")
_SERIAL = re.compile(r"[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}|[0-9A-Fa-f]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Mount:
    """A line of the mount table."""

    device: str
    path: str
    kind: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class LinuxDrives:
    """The mount table and the kernel's list of disks, wherever they lie."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")

    def volumes(self) -> tuple[Volume, ...]:
        """Return the mounted sticks by place; a device mounted twice counts once."""
        mounts = tuple(self._mounts())
        devices = {mount.device for mount in mounts if mount.device.startswith("/dev/") and not mount.device.startswith(NEVER)}
        disks = {device: self._disk(device) for device in devices}
        systems = {disks[mount.device] for mount in mounts if mount.path in SYSTEM_PLACES and mount.device in disks}
        found: dict[str, Volume] = {}
        for mount in mounts:
            disk = disks.get(mount.device)
            if disk is None or disk in systems or mount.kind in DISCS or mount.device in found:
                continue
            if self._can_be_unplugged(disk):
                found[mount.device] = Volume(Path(mount.path), _label(mount.path), mount.kind, "ro" in mount.options)
        return tuple(sorted(found.values(), key=lambda volume: volume.path))

    def kind_of(self, folder: Path) -> str:
        """Return the kind of the file system that holds a folder: of the last mounted over its nearest parent."""
        place = os.path.realpath(folder)
        holding = [mount for mount in self._mounts() if _holds(mount.path, place)]
        longest = max((len(mount.path) for mount in holding), default=0)
        return next((mount.kind for mount in reversed(holding) if len(mount.path) == longest), "")

    def _mounts(self) -> Iterator[Mount]:
        try:
            table = (self.proc / "self/mounts").read_bytes()
        except OSError:
            return
        for line in os.fsdecode(table).splitlines():
            parts = [_ESCAPE.sub(_byte, part) for part in line.split(" ")]
            if len(parts) >= 4:
                yield Mount(parts[0], parts[1], parts[2], frozenset(parts[3].split(",")))

    def _disk(self, device: str) -> Path | None:
        """Return the folder of the disk that holds a device: of itself, or of the one it is a part of."""
        name = Path(os.path.realpath(device) if device.startswith("/dev/disk/") else device).name
        folder = Path(os.path.realpath(self.sys / "class/block" / name))
        if (folder / "partition").exists():
            return folder.parent
        return folder if folder.exists() else None

    @staticmethod
    def _can_be_unplugged(disk: Path) -> bool:
        on_usb = any(_USB.fullmatch(part) for part in disk.parts)
        return on_usb or _read(disk / "removable") == "1" or _read(disk / "device/type") == "SD"


def _holds(mount_path: str, place: str) -> bool:
    return place == mount_path or place.startswith(mount_path.rstrip("/") + "/")


def _label(path: str) -> str:
    """Return the stick's name: desktops mount a stick under it, and a nameless one under its serial number."""
    name = Path(path).name
    return UNNAMED if not name or _SERIAL.fullmatch(name) else name


def _byte(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
