"""The drive letters of a made-up Windows PC."""

import sys
from pathlib import Path

import pytest

from kzzq_desktop.sync.drives_windows import READ_ONLY, REMOVABLE, Kernel32, WindowsDrives
from kzzq_desktop.sync.volumes import Volume

FIXED, DISC = 3, 5


class MadeUp:
    """Letters with type, label, file system and flags; no facts where the drive is empty."""

    def __init__(self, **letters: tuple[int, tuple[str, str, int] | None]) -> None:
        self.drives = {f"{letter}:\\": facts for letter, facts in letters.items()}
        self.asked: list[str] = []

    def letters(self) -> int:
        return sum(1 << (ord(root[0]) - ord("A")) for root in self.drives)

    def kind(self, root: str) -> int:
        self.asked.append(root)
        return self.drives[root][0]

    def volume(self, root: str) -> tuple[str, str, int] | None:
        return self.drives.get(root, (0, None))[1]


def test_removable_drives_with_a_medium_are_sticks() -> None:
    kernel = MadeUp(
        A=(REMOVABLE, ("", "FAT", 0)),
        C=(FIXED, ("系统", "NTFS", 0)),
        D=(DISC, ("光盘", "CDFS", 0)),
        E=(REMOVABLE, None),
        F=(REMOVABLE, ("工作盘", "FAT32", 0)),
        G=(REMOVABLE, ("", "exFAT", READ_ONLY)),
    )
    assert WindowsDrives(kernel).volumes() == (
        Volume(Path("F:\\"), "工作盘 (F:)", "fat32"),
        Volume(Path("G:\\"), "U盘 (G:)", "exfat", read_only=True),
    )
    assert "A:\\" not in kernel.asked


def test_the_kind_of_a_folder_is_asked_of_its_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    drives = WindowsDrives(MadeUp(F=(REMOVABLE, ("工作盘", "FAT32", 0))))
    for drive, kind in (("F:", "fat32"), ("X:", ""), ("", "")):
        monkeypatch.setattr("os.path.splitdrive", lambda path, drive=drive: (drive, path))
        assert drives.kind_of(Path("KZZQ")) == kind


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself answers there")
def test_elsewhere_windows_has_nothing_to_say() -> None:
    assert (Kernel32().letters(), Kernel32().kind("C:\\"), Kernel32().volume("C:\\")) == (0, 0, None)
    assert WindowsDrives().volumes() == ()
