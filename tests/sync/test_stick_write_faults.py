"""Every call failing in turn: the old or the new package is whole afterwards, and success is never said wrongly."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.sync.stick_faults import OwnDiskFails, StickFull, StickGone, StickLies, StickReadOnly
from kzzq_desktop.sync.stick_write import write_out
from tests.sync.faulty import Faults, PowerCut, failing, lying, short_writes
from tests.sync.sticks import content, everything, name, package

OLD, NEW = content(4_000, 1), content(6_000, 2)
OLDER = {f"KZZQ/{name(1)}": OLD, f"KZZQ/copy/{name(1)}": OLD}
NEWER = {f"KZZQ/{name(2)}": NEW, f"KZZQ/copy/{name(2)}": NEW}


class Bench:
    """A stick with an older package, as often as wanted, and the newer one to be written."""

    def __init__(self, folder: Path) -> None:
        self.stick, self.source = folder / "stick", package(folder / "outbox", NEW)

    def fresh(self, *, home: bool = True) -> None:
        shutil.rmtree(self.stick, ignore_errors=True)
        self.stick.mkdir()
        for place, data in OLDER.items() if home else ():
            package((self.stick / place).parent, data, Path(place).name)

    def write(self) -> object:
        return write_out(self.stick, name(2), self.source, lambda _: True)

    def calls(self) -> list[str]:
        self.fresh()
        with failing(Faults()) as seen:
            self.write()
        return seen.said


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def run(bench: Bench, faults: Faults) -> BaseException | None:
    bench.fresh()
    try:
        with failing(faults):
            bench.write()
    except (AppError, PowerCut) as error:
        return error
    return None


def judge(bench: Bench, error: BaseException | None) -> None:
    """The law: whole packages under final names only, the old one there until the new one is, no success without the new."""
    found = everything(bench.stick)
    final = {place: data for place, data in found.items() if not place.endswith(".part")}
    assert final.items() <= (OLDER | NEWER).items()
    assert f"KZZQ/{name(1)}" in final or f"KZZQ/{name(2)}" in final
    if error is None:
        assert f"KZZQ/{name(2)}" in final
        assert f"KZZQ/copy/{name(2)}" in final
    assert bench.source.read_bytes() == NEW


def judge_next(bench: Bench) -> None:
    """Whatever happened before, the next writing mends it."""
    bench.write()
    assert everything(bench.stick) == NEWER


def errors() -> Iterator[tuple[str, Callable[[], BaseException], bool]]:
    for number in (errno.EIO, errno.ENOSPC, errno.EROFS, errno.ENODEV):
        for torn in (False, True) if number in (errno.EIO, errno.ENOSPC) else (False,):
            yield f"{errno.errorcode[number]} torn={torn}", lambda number=number: OSError(number, "made up"), torn


@pytest.mark.parametrize(("fault", "torn"), [pytest.param(fault, torn, id=words) for words, fault, torn in errors()])
@pytest.mark.parametrize("goes_on", [False, True], ids=["once", "from then on"])
def test_every_call_failing_in_turn(bench: Bench, fault: Callable[[], BaseException], torn: bool, goes_on: bool) -> None:
    calls = bench.calls()
    assert everything(bench.stick) == NEWER
    assert len(calls) > 60
    passed = 0
    for at in range(1, len(calls) + 1):
        error = run(bench, Faults(at=at, until=10**9 if goes_on else None, error=fault, torn=torn))
        passed += error is None
        judge(bench, error)
        if not goes_on:
            assert not [place for place in everything(bench.stick) if place.endswith(".part")], calls[at - 1]
        judge_next(bench)
    assert passed < len(calls) / 2


def test_the_power_going_at_every_call(bench: Bench) -> None:
    for torn in (False, True):
        for at in range(1, len(bench.calls()) + 1):
            error = run(bench, Faults(at=at, until=10**9, error=PowerCut, torn=torn))
            assert isinstance(error, PowerCut)
            judge(bench, error)
            judge_next(bench)


def test_every_call_failing_on_an_empty_stick(bench: Bench) -> None:
    bench.fresh(home=False)
    with failing(Faults()) as seen:
        bench.write()
    for at in range(1, len(seen.said) + 1):
        bench.fresh(home=False)
        try:
            with failing(Faults(at=at)):
                bench.write()
        except AppError:
            assert set(everything(bench.stick)) <= set(NEWER)
        else:
            assert everything(bench.stick)[f"KZZQ/{name(2)}"] == NEW
        judge_next(bench)


def test_what_the_clerk_hears(bench: Bench) -> None:
    for number, kind in ((errno.ENOSPC, StickFull), (errno.EROFS, StickReadOnly), (errno.EIO, StickGone)):
        error = run(bench, Faults(at=1, only="write", error=lambda number=number: OSError(number, "made up")))
        assert type(error) is kind
    assert type(run(bench, Faults(at=1, only="read"))) is OwnDiskFails
    assert type(run(bench, Faults(at=2, only="write"))) is StickGone
    assert OLDER.items() <= everything(bench.stick).items()


def test_a_stick_pulled_in_the_middle(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.fresh()

    def pulled(handle: int, _: bytes) -> int:
        shutil.rmtree(bench.stick)
        raise OSError(errno.EIO, "made up")

    monkeypatch.setattr(os, "write", pulled)
    with pytest.raises(StickGone, match="不在了"):
        bench.write()


def test_few_bytes_taken_at_a_time_are_no_fault(bench: Bench) -> None:
    bench.fresh()
    with short_writes(100):
        bench.write()
    assert everything(bench.stick) == NEWER


@pytest.mark.parametrize("turn", [1, 2], ids=["the package", "its copy"])
@pytest.mark.parametrize("spoil", [lambda data: bytes(len(data)), lambda data: data[:-1], lambda data: data + b"x"])
def test_a_stick_that_keeps_other_bytes_is_found_out(bench: Bench, turn: int, spoil: Callable[[bytes], bytes]) -> None:
    bench.fresh()
    with lying(lambda count, data: spoil(data) if count == turn else data), pytest.raises(StickLies) as refused:
        bench.write()
    assert "换一个U盘" in refused.value.sentence()
    found = everything(bench.stick)
    assert OLDER.items() <= found.items()
    assert found.items() <= (OLDER | NEWER).items()


def test_a_fake_stick_that_writes_the_copy_over_the_package_is_found_out(bench: Bench) -> None:
    """Its true room is smaller than it says: what comes last lands on what came first."""
    bench.fresh()

    def over(count: int, data: bytes) -> bytes:
        if count == 2:
            (bench.stick / "KZZQ" / name(2)).write_bytes(b"overwritten")
        return data

    with lying(over), pytest.raises(StickLies):
        bench.write()
    assert OLDER.items() <= everything(bench.stick).items()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB of its own, where the system lets us mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if os.name == "nt" or os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk takes root rights")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_truly_runs_full(small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzzq_desktop.sync.stick_write.SLACK", -(10**9))  # the room is not asked for: the disk itself refuses
    first = package(tmp_path / "outbox", content(90_000), "first")
    written = write_out(small_disk, name(1), first)
    assert written.copy_path is not None
    with pytest.raises(StickFull):
        write_out(small_disk, name(2), package(tmp_path / "outbox", content(120_000), "second"), lambda _: True)
    assert everything(small_disk) == {f"KZZQ/{name(1)}": content(90_000), f"KZZQ/copy/{name(1)}": content(90_000)}
    third = package(tmp_path / "outbox", content(50_000), "third")
    assert write_out(small_disk, name(3), third, lambda _: True).copy_path is not None
    assert set(everything(small_disk)) == {f"KZZQ/{name(3)}", f"KZZQ/copy/{name(3)}"}


def test_nothing_is_named_or_removed_before_it_is_on_the_device(bench: Bench) -> None:
    said = [call for call in bench.calls() if call in {"write", "fsync", "replace", "unlink"}]
    assert said == [*["write", "fsync", "replace", "fsync"] * 2, *["unlink", "fsync"] * 2]
