"""What becomes of the packages that lay on the stick before: nothing that may be the only one of its kind is lost."""

from pathlib import Path

import pytest

from kzzq_desktop.base.errors import AppError
from kzzq_desktop.sync.stick_write import write_out
from tests.sync.faulty import Faults, failing
from tests.sync.sticks import BANNER, ME, OTHER, content, everything, name, package
from tests.sync.test_stick_write import NEW, OLD, anything


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return package(tmp_path / "outbox", NEW)


def test_older_packages_of_the_same_way_go_if_they_may(folder: Path, source: Path) -> None:
    kept = {
        f"KZZQ/{name(9, BANNER, ME)}", f"KZZQ/{name(9, ME, OTHER)}", f"KZZQ/{name(12)}", "KZZQ/note.txt",
        f"KZZQ/{name(3)}".replace(".kzsync", " - 副本.kzsync"),
    }  # fmt: skip
    gone = {f"KZZQ/{name(9)}", f"KZZQ/copy/{name(9)}", name(8), f"KZZQ/{name(7)}".replace(".kzsync", "-2.kzsync")}
    for place in kept | gone:
        package((folder / place).parent, OLD, Path(place).name)
    assert write_out(folder, name(11), source).removed == 0
    assert set(everything(folder)) == kept | gone | {f"KZZQ/{name(11)}", f"KZZQ/copy/{name(11)}"}
    assert write_out(folder, name(11), source, anything).removed == len(gone)
    assert set(everything(folder)) == kept | {f"KZZQ/{name(11)}", f"KZZQ/copy/{name(11)}"}


def test_an_older_package_that_cannot_be_read_stays(folder: Path, source: Path) -> None:
    package(folder / "KZZQ", OLD, name(1))

    for fault in (AppError("damaged"), OSError("made up")):

        def damaged(_: Path, fault: Exception = fault) -> bool:
            raise fault

        assert write_out(folder, name(2), source, damaged).removed == 0
        assert f"KZZQ/{name(1)}" in everything(folder)


def test_another_package_of_the_same_name_keeps_its_place(folder: Path, source: Path) -> None:
    """After a restored backup numbers are given twice, and the first may hold edits that nobody else has."""
    package(folder / "KZZQ", OLD, name(6).upper())
    written = write_out(folder, name(6), source)
    assert written.path.name == name(6).replace(".kzsync", "-2.kzsync")
    assert everything(folder / "KZZQ")[name(6).upper()] == OLD
    assert write_out(folder, name(6), source).path == written.path
    assert write_out(folder, name(6), package(folder.parent / "outbox", OLD * 2)).path.name.endswith("-3.kzsync")


def test_a_second_copy_whose_first_is_gone_is_not_written_over(folder: Path, source: Path) -> None:
    package(folder / "KZZQ/copy", OLD, name(6))
    write_out(folder, name(6), source)
    beside = name(6).replace(".kzsync", "-2.kzsync")
    assert everything(folder) == {f"KZZQ/copy/{name(6)}": OLD, f"KZZQ/{beside}": NEW, f"KZZQ/copy/{beside}": NEW}
    assert write_out(folder, name(6), source, anything).path.name == name(6)


def test_a_package_of_the_same_name_that_cannot_be_read_keeps_its_place(folder: Path, source: Path) -> None:
    package(folder / "KZZQ", content(len(NEW)), name(6))
    with failing(Faults(at=1, only="read")):
        assert write_out(folder, name(6), source).path.name.endswith("-2.kzsync")
    assert everything(folder)[f"KZZQ/{name(6)}"] == content(len(NEW))


def test_the_same_package_again_changes_nothing(folder: Path, source: Path) -> None:
    first = write_out(folder, name(6), source)
    before = everything(folder)
    assert write_out(folder, name(6), source) == first
    assert everything(folder) == before


def test_a_package_of_the_same_name_that_may_go_is_replaced(folder: Path, source: Path) -> None:
    package(folder / "KZZQ", OLD, name(6))
    assert write_out(folder, name(6), source, anything).path.name == name(6)
    assert everything(folder / "KZZQ") == {name(6): NEW, f"copy/{name(6)}": NEW}


def test_half_packages_of_ours_are_swept_away(folder: Path, source: Path) -> None:
    for place in ("KZZQ", "KZZQ/copy"):
        package(folder / place, b"half", f"{name(1)}.part")
    package(folder / "KZZQ", b"half", f"{name(1, OTHER, BANNER)}.part")
    package(folder / "KZZQ", b"half", "film.part")
    write_out(folder, name(1), source)
    assert {place for place in everything(folder) if place.endswith(".part")} == {
        f"KZZQ/{name(1, OTHER, BANNER)}.part",
        "KZZQ/film.part",
    }
