"""Where things lie: the program's own files beside it, from source or frozen, and the data where the clerk says."""

import sys
from pathlib import Path

import pytest

from kzzq_desktop.base import paths


def test_the_program_finds_its_own_files() -> None:
    assert (paths.root() / "kzzq_desktop" / "__main__.py").is_file()
    assert (paths.resources() / "fonts").is_dir()
    assert list(paths.reference().glob("divisions_*.csv"))
    assert (paths.root() / "db" / "env.py").is_file()


def test_a_frozen_program_looks_in_its_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.root() == tmp_path
    assert paths.resources() == tmp_path / "resources"
    assert paths.reference() == tmp_path / "db" / "reference"


def test_the_folder_given_comes_first_then_the_environment_then_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZZQ_DATA", "from the environment")
    assert paths.data_folder("given") == Path("given")
    assert paths.data_folder(Path("given")) == Path("given")
    assert paths.data_folder() == Path("from the environment")
    monkeypatch.delenv("KZZQ_DATA")
    assert paths.data_folder().is_absolute()
    assert paths.data_folder().name == paths.APP_NAME


def test_an_empty_variable_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZZQ_DATA", "")
    assert paths.data_folder().name == paths.APP_NAME


def test_asking_where_the_data_lies_makes_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KZZQ_DATA", str(tmp_path / "not yet"))
    assert paths.data_folder() == tmp_path / "not yet"
    assert not (tmp_path / "not yet").exists()
