"""Which sticks there are, on a made-up PC."""

import time
from dataclasses import replace
from pathlib import Path

from kzzq_desktop.sync import drives
from kzzq_desktop.sync.drives import FAT_LARGEST, NoDrives, Stick, largest_file, plugged, sticks, this_pc
from kzzq_desktop.sync.volumes import Volume


class MadeUp:
    def __init__(self, *volumes: Volume) -> None:
        self.found = volumes

    def volumes(self) -> tuple[Volume, ...]:
        return self.found

    def kind_of(self, folder: Path) -> str:
        return ""


def test_a_stick_says_its_room_and_what_it_cannot_hold(tmp_path: Path) -> None:
    volume = Volume(tmp_path, "工作", "vfat", read_only=True)
    (found,) = sticks(MadeUp(volume, replace(volume, path=tmp_path / "pulled")))
    assert (found.path, found.label, found.read_only) == (tmp_path, "工作", True)
    assert 0 < found.free <= found.total
    assert found.largest == FAT_LARGEST == 4_294_967_295


def test_looking_where_sticks_are_touches_none(tmp_path: Path) -> None:
    assert plugged(MadeUp(Volume(tmp_path / "pulled", "", "vfat"))) == (tmp_path / "pulled",)


def test_only_fat_has_a_limit_worth_naming() -> None:
    assert [largest_file(kind) for kind in ("FAT32", "vfat", "exfat", "ntfs", "ext4", "")] == [FAT_LARGEST] * 2 + [None] * 4
    assert Stick(Path("x"), "", 1, 2, "exfat").largest is None


def test_a_system_that_cannot_be_asked_has_no_sticks(monkeypatch) -> None:
    monkeypatch.setattr(drives.sys, "platform", "darwin")
    assert isinstance(this_pc(), NoDrives)
    assert (sticks(), this_pc().kind_of(Path())) == ((), "")


def test_this_pc_answers_quickly() -> None:
    sticks()
    taken = []
    for _ in range(20):
        begun = time.perf_counter()
        plugged()
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.005
