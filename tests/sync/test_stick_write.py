"""Writing to a stick: what stands afterwards, on good sticks."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.sync import stick_write
from kzzq_desktop.sync.stick_faults import FileTooBigForStick, OwnDiskFails, StickBusy, StickFull, StickGone
from kzzq_desktop.sync.stick_write import WrittenTo, write_out
from tests.sync.sticks import content, everything, name, package
from tests.sync.test_stick_faults import WindowsError

OLD, NEW = content(4_000, 1), content(6_000, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return package(tmp_path / "outbox", NEW)


def anything(_: Path) -> bool:
    return True


def test_a_package_stands_twice_under_its_name(folder: Path, source: Path) -> None:
    written = write_out(folder, name(1), source)
    assert written == WrittenTo(folder / "KZZQ" / name(1), folder / "KZZQ/copy" / name(1), sha256(NEW).hexdigest(), 0)
    assert everything(folder) == {f"KZZQ/{name(1)}": NEW, f"KZZQ/copy/{name(1)}": NEW}
    assert source.read_bytes() == NEW


def test_a_home_that_is_there_is_used_as_it_is_called(folder: Path, source: Path) -> None:
    (folder / "kzzq/COPY").mkdir(parents=True)
    write_out(folder, name(1), source)
    write_out(folder / "kzzq", name(2), source)
    assert set(everything(folder)) == {f"kzzq/{one}{name(n)}" for n in (1, 2) for one in ("", "COPY/")}


def test_where_something_else_is_called_kzzq_the_package_stands_at_the_top(folder: Path, source: Path) -> None:
    (folder / "KZZQ").write_bytes(b"in the way")
    assert write_out(folder, name(1), source).copy_path is None
    assert everything(folder) == {"KZZQ": b"in the way", name(1): NEW}


def room(monkeypatch: pytest.MonkeyPatch, *free: int) -> None:
    """Have the stick say these free bytes, one after the other, and the last for ever."""
    left = list(free)
    real = stick_write.shutil.disk_usage

    class Room:
        def __init__(self, free: int) -> None:
            self.free = free

    def usage(path: Path) -> object:
        return Room(left.pop(0) if len(left) > 1 else left[0]) if "stick" in str(path) else real(path)

    monkeypatch.setattr(stick_write.shutil, "disk_usage", usage)


def test_a_stick_without_room_is_refused_before_a_byte_is_written(folder: Path, source: Path, monkeypatch) -> None:
    package(folder / "KZZQ", OLD, name(1))
    room(monkeypatch, len(NEW) + stick_write.SLACK - 1)
    with pytest.raises(StickFull, match="MB"):
        write_out(folder, name(2), source, anything)
    assert everything(folder) == {f"KZZQ/{name(1)}": OLD}


def test_the_second_copy_waits_until_there_is_room(folder: Path, source: Path, monkeypatch) -> None:
    enough = len(NEW) + stick_write.SLACK
    room(monkeypatch, enough, 0)
    assert write_out(folder, name(1), source).copy_path is None
    assert everything(folder) == {f"KZZQ/{name(1)}": NEW}
    room(monkeypatch, enough, 0, enough)
    assert write_out(folder, name(2), source, anything).copy_path == folder / "KZZQ/copy" / name(2)
    assert everything(folder) == {f"KZZQ/{name(2)}": NEW, f"KZZQ/copy/{name(2)}": NEW}


def test_fat_cannot_hold_a_file_of_4_gb(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick_write, "this_pc", type("Pc", (), {"kind_of": lambda *_: "vfat"}))
    large = tmp_path / "large"
    with large.open("wb") as out:
        out.truncate(4 * 2**30)
    with pytest.raises(FileTooBigForStick, match="FAT32"):
        write_out(folder, name(1), large)
    assert everything(folder) == {}


def test_no_stick_no_source_no_name(folder: Path, source: Path, tmp_path: Path) -> None:
    with pytest.raises(StickGone):
        write_out(tmp_path / "gone", name(1), source)
    with pytest.raises(OwnDiskFails):
        write_out(folder, name(1), tmp_path / "gone")
    with pytest.raises(ValueError, match="no name"):
        write_out(folder, "../x.kzsync", source)
    assert everything(folder) == {}


class Impatient(QuietJob):
    """A clerk who presses cancel after so many steps."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.steps = steps

    def step(self, done: int, total: int, words: str = "") -> None:
        self.cancelled = self.steps <= 0
        self.steps -= 1
        super().step(done, total, words)


def test_cancelling_works_until_the_package_stands(folder: Path, source: Path) -> None:
    package(folder / "KZZQ", OLD, name(1))
    for steps in (0, 1):
        with pytest.raises(Cancelled):
            write_out(folder, name(2), source, anything, Impatient(steps))
        assert everything(folder) == {f"KZZQ/{name(1)}": OLD}
    assert write_out(folder, name(2), source, anything, Impatient(2)).removed == 1
    assert everything(folder) == {f"KZZQ/{name(2)}": NEW, f"KZZQ/copy/{name(2)}": NEW}


def test_a_scanner_s_hold_is_waited_for_a_little(folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, held = os.replace, [5, 32, 33]
    monkeypatch.setattr(stick_write, "PAUSE", 0)

    def replace(old: Path, new: Path) -> None:
        if held:
            raise WindowsError(held.pop())
        real(old, new)

    monkeypatch.setattr(os, "replace", replace)
    assert write_out(folder, name(1), source).path.read_bytes() == NEW
    held += [32] * stick_write.TRIES
    with pytest.raises(StickBusy):
        write_out(folder, name(2), source)
    assert set(everything(folder)) == {f"KZZQ/{name(1)}", f"KZZQ/copy/{name(1)}"}
