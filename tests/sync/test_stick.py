"""Listing a stick and copying from it: nothing strange is opened, nothing is believed, nothing is left half-copied."""

import errno
import os
import stat
from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError, Cancelled
from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.sync import stick, stick_folders
from kzzq_desktop.sync.stick import clear_quarantine, list_packages, quarantine
from kzzq_desktop.sync.stick_faults import (
    NotAPackageFile,
    OwnDiskFails,
    OwnDiskFull,
    PackageFileTooBig,
    StickCrowded,
    StickGone,
    StickUnreadable,
)
from tests.sync.faulty import Faults, failing, short_writes
from tests.sync.sticks import BANNER, ME, OTHER, content, name, package


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def names(folder: Path) -> list[str]:
    return [one.path.relative_to(folder).as_posix() for one in list_packages(folder)]


def test_packages_are_found_in_the_three_places_newest_first(folder: Path) -> None:
    package(folder, b"12345", name(9, BANNER, ME))
    package(folder / "KZZQ", b"1", name(10, BANNER, ME))
    package(folder / "KZZQ", b"1", name(2, OTHER, ME))
    package(folder / "KZZQ/copy", b"1", name(10, BANNER, ME))
    package(folder / "deep/er", b"1", name(11, BANNER, ME))
    assert names(folder) == [
        f"KZZQ/{name(10, BANNER, ME)}",
        name(9, BANNER, ME),
        f"KZZQ/{name(2, OTHER, ME)}",
        f"KZZQ/copy/{name(10, BANNER, ME)}",
    ]
    found = list_packages(folder)
    assert [(one.size, one.name.number, one.second) for one in found] == [
        (1, 10, False),
        (5, 9, False),
        (1, 2, False),
        (1, 10, True),
    ]


def test_the_kzzq_folder_itself_may_be_chosen(folder: Path) -> None:
    for place in ("kzzq", "kzzq/COPY"):
        package(folder / place, b"1", name(3))
    assert names(folder / "kzzq") == [name(3), f"COPY/{name(3)}"]
    assert names(folder) == [f"kzzq/{name(3)}", f"kzzq/COPY/{name(3)}"]
    assert names(folder / "kzzq/COPY") == [name(3)]


def test_a_folder_called_copy_holds_first_copies_if_it_was_chosen(folder: Path) -> None:
    package(folder / "copy", b"1", name(3))
    assert [one.second for one in list_packages(folder / "copy")] == [False]


def test_hidden_files_and_those_a_person_copied_are_listed(folder: Path) -> None:
    """What a virus of shortcuts does to a stick: our files hidden, links to itself in their place."""
    package(folder, b"1", name(1).replace(".kzsync", " - 副本.kzsync"))
    for bait in (f"{name(1)}.lnk", f"{name(1)}.exe", "autorun.inf", ".kzsync", f".{name(1)}"):
        package(folder, b"MZ", bait)
    (folder / name(5)).mkdir()
    assert names(folder) == [name(1).replace(".kzsync", " - 副本.kzsync")]


@pytest.mark.skipif(os.name == "nt", reason="links take rights on Windows")
def test_links_and_pipes_are_neither_listed_nor_opened(folder: Path, tmp_path: Path) -> None:
    secret = package(tmp_path / "secret", b"secret", name(1))
    (folder / name(1)).symlink_to(secret)
    os.mkfifo(folder / name(2))
    (folder / "KZZQ").symlink_to(tmp_path / "secret")
    assert names(folder) == []
    for number in (1, 2):
        with pytest.raises(NotAPackageFile):
            quarantine(folder / name(number), tmp_path / "q")
    assert not (tmp_path / "q").exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes")
def test_a_file_exchanged_for_a_pipe_behind_our_back_is_not_read(folder: Path, tmp_path: Path, monkeypatch) -> None:
    plain = os.lstat(package(folder, b"1", "plain"))
    os.mkfifo(folder / name(1))
    monkeypatch.setattr(os, "lstat", lambda _: plain)
    with pytest.raises(NotAPackageFile):
        quarantine(folder / name(1), tmp_path / "q")


def test_a_folder_of_too_many_files_is_not_read_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick_folders, "MOST_ENTRIES", 10)
    for number in range(11):
        package(folder, b"", f"{number}.jpg")
    with pytest.raises(StickCrowded) as refused:
        list_packages(folder)
    assert "KZZQ" in refused.value.sentence()
    package(folder / "KZZQ", b"1", name(1))
    assert names(folder) == [f"KZZQ/{name(1)}"]


def test_no_more_packages_are_told_than_can_be_looked_through(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick, "MOST_PACKAGES", 3)
    for number in range(5):
        package(folder, b"", name(number))
    assert names(folder) == [name(4), name(3), name(2)]


def test_one_unreadable_folder_does_not_hide_another(folder: Path) -> None:
    package(folder, b"1", name(1))
    package(folder / "KZZQ", b"1", name(2))
    with failing(Faults(at=1, only="scandir")):
        assert [one.name.number for one in list_packages(folder)] == [1]
    with failing(Faults(at=1, until=9, only="scandir")), pytest.raises(StickUnreadable):
        list_packages(folder)


def test_a_pulled_stick_is_told(tmp_path: Path) -> None:
    for ask in (lambda: list_packages(tmp_path / "gone"), lambda: quarantine(tmp_path / "gone" / name(1), tmp_path / "q")):
        with pytest.raises(StickGone) as refused:
            ask()
        assert "插好U盘" in refused.value.sentence()


def test_the_copy_is_whole_and_its_owner_s_alone(folder: Path, tmp_path: Path) -> None:
    data = content(3 * 2**20 + 5)
    source = package(folder, data, name(1))
    with short_writes(100_000):
        copy = quarantine(source, tmp_path / "q/deep")
    assert copy.read_bytes() == data
    assert source.exists()
    if os.name != "nt":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert quarantine(source, tmp_path / "q/deep") != copy
    clear_quarantine(tmp_path / "q/deep")
    clear_quarantine(tmp_path / "none")
    assert list((tmp_path / "q/deep").iterdir()) == []


@pytest.mark.parametrize("file_name", ["KZ.kzsync", "x.exe", f"{name(1)}.lnk"])
def test_a_file_of_another_name_is_not_opened(folder: Path, tmp_path: Path, file_name: str) -> None:
    with pytest.raises(NotAPackageFile):
        quarantine(package(folder, b"1", file_name), tmp_path / "q")


def test_no_more_is_read_than_the_cap_whatever_the_size_claims(folder: Path, tmp_path: Path, monkeypatch) -> None:
    source = package(folder, content(1001), name(1))
    assert quarantine(source, tmp_path / "q", cap=1001).stat().st_size == 1001
    with pytest.raises(PackageFileTooBig):
        quarantine(source, tmp_path / "q", cap=1000)
    small = package(folder, b"1", "small").stat()
    monkeypatch.setattr(os, "fstat", lambda _: small)
    with pytest.raises(PackageFileTooBig):
        quarantine(source, tmp_path / "q", cap=1000)
    assert len(list((tmp_path / "q").iterdir())) == 1


def test_a_cancelled_copy_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    job = QuietJob()
    job.cancelled = True
    with pytest.raises(Cancelled):
        quarantine(package(folder, content(), name(1)), tmp_path / "q", job=job)
    assert list((tmp_path / "q").iterdir()) == []


def test_every_call_failing_in_turn_leaves_a_whole_copy_or_none(folder: Path, tmp_path: Path) -> None:
    data = content(2**20 + 7)
    source, into = package(folder, data, name(1)), tmp_path / "q"
    with failing(Faults()) as counted:
        quarantine(source, into)
    told = set()
    for number in (errno.EIO, errno.ENOSPC, errno.EACCES):
        for at in range(1, len(counted.said) + 1):
            clear_quarantine(into)
            fault = Faults(at=at, error=lambda number=number: OSError(number, "made up"), torn=True)
            try:
                with failing(fault):
                    copy = quarantine(source, into)
            except AppError as refused:
                told.add(type(refused))
                assert list(into.iterdir()) == []
            else:
                assert copy.read_bytes() == data
    assert told >= {StickUnreadable, OwnDiskFull, OwnDiskFails}
    assert source.read_bytes() == data
