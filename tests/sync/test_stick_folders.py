import os
from pathlib import Path

import pytest

from kzzq_desktop.sync import stick_folders
from kzzq_desktop.sync.stick_folders import copy_of, home_of, list_files, places
from tests.sync.faulty import Faults, failing


def test_folders_are_found_as_fat_finds_them(tmp_path: Path) -> None:
    assert home_of(tmp_path) is None
    (tmp_path / "kzzq/Copy").mkdir(parents=True)
    home = home_of(tmp_path)
    assert home == home_of(tmp_path / "kzzq") == tmp_path / "kzzq"
    assert copy_of(home) == home / "Copy"
    assert list(places(tmp_path)) == [home, tmp_path, home / "Copy"]
    assert list(places(home)) == [home, home / "Copy"]


def test_a_file_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "KZZQ").write_bytes(b"in the way")
    assert home_of(tmp_path) is None
    assert list(places(tmp_path)) == [tmp_path]


def test_a_junction_of_windows_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "KZZQ").mkdir()
    known = os.lstat(tmp_path / "KZZQ")

    class Junction:
        st_mode, st_file_attributes = known.st_mode, 0x410

    monkeypatch.setattr(os, "lstat", lambda _: Junction)
    assert home_of(tmp_path) is None


def test_a_damaged_line_of_the_directory_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"12")
    (tmp_path / "folder").mkdir()
    assert sorted(list_files(tmp_path).files) == [("a", 2), ("b", 2)]
    real = os.scandir

    class Entry:
        def __init__(self, entry: os.DirEntry) -> None:
            self.entry, self.name = entry, entry.name

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            if self.name == "a":
                raise OSError("made up")
            return self.entry.stat(follow_symlinks=follow_symlinks)

    class Scan:
        def __init__(self, path: Path) -> None:
            self.found = real(path)

        def __enter__(self):
            return map(Entry, self.found)

        def __exit__(self, *_: object) -> None:
            self.found.close()

    monkeypatch.setattr(os, "scandir", Scan)
    assert list_files(tmp_path).files == (("b", 2),)


def test_a_listing_says_whether_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / str(number)).write_bytes(b"")
    assert list_files(tmp_path).whole
    monkeypatch.setattr(stick_folders, "MOST_ENTRIES", 3)
    cut = list_files(tmp_path)
    assert (len(cut.files), cut.whole) == (3, False)


def test_a_home_that_cannot_be_looked_at_is_an_error_not_an_absence(tmp_path: Path) -> None:
    (tmp_path / "KZZQ").mkdir()
    with failing(Faults(at=1, only="lstat")), pytest.raises(OSError, match="made up"):
        home_of(tmp_path)
