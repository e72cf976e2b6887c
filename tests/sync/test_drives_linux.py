"""The mount table and the disks of a made-up Linux PC."""

import time
from pathlib import Path

import pytest

from kzzq_desktop.sync.drives import plugged
from kzzq_desktop.sync.drives_linux import LinuxDrives
from kzzq_desktop.sync.volumes import Volume

PCI = "devices/pci0000:00/0000:00:14.0"


class Pc:
    """A PC that disks are put into: /proc and /sys in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.sys, self.proc = folder / "sys", folder / "proc"
        (self.sys / "class/block").mkdir(parents=True)
        (self.proc / "self").mkdir(parents=True)
        self.lines: list[str] = []

    def disk(self, name: str, place: str, *parts: str, removable: str = "0", kind: str = "") -> None:
        folder = self.sys / place / "block" / name
        (folder / "device").mkdir(parents=True)
        (folder / "removable").write_text(removable + "\n")
        if kind:
            (folder / "device/type").write_text(kind + "\n")
        (self.sys / "class/block" / name).symlink_to(folder)
        for part in parts:
            (folder / part).mkdir()
            (folder / part / "partition").write_text("1\n")
            (self.sys / "class/block" / part).symlink_to(folder / part)

    def mount(self, device: str, path: str, kind: str = "vfat", options: str = "rw,nosuid") -> None:
        self.lines.append(f"{device} {path} {kind} {options} 0 0\n")
        (self.proc / "self/mounts").write_text("".join(self.lines), encoding="utf-8")

    @property
    def drives(self) -> LinuxDrives:
        return LinuxDrives(self.proc, self.sys)


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    """A PC with one built-in disk."""
    made = Pc(tmp_path)
    made.disk("sda", f"{PCI}/ata1/host0", "sda1", "sda2")
    made.mount("proc", "/proc", "proc")
    made.mount("/dev/sda1", "/", "ext4")
    made.mount("/dev/sda2", "/media/data", "ext4")
    return made


def test_built_in_disks_are_no_sticks(pc: Pc) -> None:
    assert pc.drives.volumes() == ()


def test_a_stick_plugged_in_while_the_program_runs_is_found(pc: Pc) -> None:
    pc.disk("sdb", f"{PCI}/usb1/1-2/host3", "sdb1", removable="1")
    assert pc.drives.volumes() == ()
    pc.mount("/dev/sdb1", r"/media/clerk/舍伯吐\040U盘")
    assert pc.drives.volumes() == (Volume(Path("/media/clerk/舍伯吐 U盘"), "舍伯吐 U盘", "vfat"),)
    assert plugged(pc.drives) == (Path("/media/clerk/舍伯吐 U盘"),)


@pytest.mark.parametrize(
    ("name", "place", "more"),
    [
        ("sdb", f"{PCI}/usb2/2-1/host4", {}),
        ("sdb", f"{PCI}/ata9/host9", {"removable": "1"}),
        ("mmcblk0", "devices/platform/mmc_host/mmc0/mmc0:1", {"kind": "SD"}),
    ],
    ids=["usb disk that does not say removable", "removable", "memory card"],
)
def test_what_can_be_unplugged(pc: Pc, name: str, place: str, more: dict[str, str]) -> None:
    pc.disk(name, place, "part1", **more)
    pc.mount("/dev/part1", "/run/media/clerk/A", "exfat", "ro,nosuid")
    assert pc.drives.volumes() == (Volume(Path("/run/media/clerk/A"), "A", "exfat", read_only=True),)


def test_a_stick_without_partitions_counts(pc: Pc) -> None:
    pc.disk("sdb", f"{PCI}/usb1/1-2/host3")
    pc.mount("/dev/sdb", "/mnt")
    assert [volume.path for volume in pc.drives.volumes()] == [Path("/mnt")]


def test_discs_soldered_memory_and_the_system_s_own_usb_disk_do_not(pc: Pc, tmp_path: Path) -> None:
    pc.disk("sr0", f"{PCI}/usb1/1-4/host4", removable="1")
    pc.mount("/dev/sr0", "/media/cdrom", "iso9660")
    pc.disk("mmcblk1", "devices/platform/mmc_host/mmc1/mmc1:1", "mmcblk1p1", kind="MMC")
    pc.mount("/dev/mmcblk1p1", "/media/built-in")
    pc.mount("/dev/loop3", "/snap/x", "squashfs")
    pc.mount("/dev/unknown", "/media/unknown")
    assert pc.drives.volumes() == ()
    portable = Pc(tmp_path / "portable")
    portable.disk("sda", f"{PCI}/usb1/1-1/host1", "sda1", "sda2")
    portable.mount("/dev/sda1", "/", "ext4")
    portable.mount("/dev/sda2", "/media/data", "ext4")
    assert portable.drives.volumes() == ()


def test_a_stick_mounted_twice_counts_once(pc: Pc) -> None:
    pc.disk("sdb", f"{PCI}/usb1/1-2/host3", "sdb1")
    pc.mount("/dev/sdb1", "/media/clerk/B")
    pc.mount("/dev/sdb1", "/media/clerk/again")
    assert [volume.path for volume in pc.drives.volumes()] == [Path("/media/clerk/B")]


@pytest.mark.parametrize("name", ["1A2B-3C4D", "01D9F0A1B2C3D4E5", "9f3c1e6a-0d7b-4b9e-8f55-0a1b2c3d4e5f"])
def test_a_serial_number_is_no_name(pc: Pc, name: str) -> None:
    pc.disk("sdb", f"{PCI}/usb1/1-2/host3", "sdb1")
    pc.mount("/dev/sdb1", f"/media/clerk/{name}")
    assert pc.drives.volumes()[0].label == "U盘"


def test_the_kind_is_that_of_the_nearest_mount(pc: Pc, tmp_path: Path) -> None:
    pc.mount("/dev/sdb1", str(tmp_path / "stick").replace(" ", r"\040"), "vfat")
    kinds = {name: pc.drives.kind_of(tmp_path / name) for name in ("stick", "stick/KZZQ", "sticker", "")}
    assert kinds == {"stick": "vfat", "stick/KZZQ": "vfat", "sticker": "ext4", "": "ext4"}
    pc.mount("/dev/sdc1", str(tmp_path / "stick"), "exfat")
    assert pc.drives.kind_of(tmp_path / "stick") == "exfat"


def test_a_system_without_tables_has_no_sticks(tmp_path: Path) -> None:
    drives = LinuxDrives(tmp_path / "none", tmp_path / "none")
    assert (drives.volumes(), drives.kind_of(tmp_path)) == ((), "")


def test_many_mounts_are_looked_through_quickly(pc: Pc) -> None:
    """Asked every other second by a window: under 5 ms, with the dozens of mounts that snaps and containers make."""
    for number in range(60):
        pc.mount(f"/dev/loop{number}", f"/snap/{number}", "squashfs")
    pc.disk("sdb", f"{PCI}/usb1/1-2/host3", *(f"sdb{n}" for n in range(1, 5)))
    for number in range(1, 5):
        pc.mount(f"/dev/sdb{number}", f"/media/clerk/{number}")
    taken = []
    for _ in range(20):
        begun = time.perf_counter()
        assert len(pc.drives.volumes()) == 4
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.005
