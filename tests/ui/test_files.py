"""File dialogs: kinds in words, an ending is added, the folder is remembered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from kzzq_desktop.ui import files


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[object, ...]]:
    """What the dialogs were asked, and what they answer."""
    seen: dict[str, tuple[object, ...]] = {"answer": ("",)}

    def remember(name: str, answer: object) -> object:
        def call(*args: object) -> object:
            seen[name] = args
            return answer if not callable(answer) else answer()

        return call

    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", remember("many", lambda: (list(seen["answer"]) if seen["answer"][0] else [], ""))
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", remember("one", lambda: (seen["answer"][0], "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", remember("save", lambda: (seen["answer"][0], "")))
    return seen


def test_ledgers_are_asked_for_in_words(asked: dict[str, tuple[object, ...]], tmp_path: Path) -> None:
    asked["answer"] = (str(tmp_path / "a.xlsx"), str(tmp_path / "b.et"))
    assert files.open_files(None, "选花名册") == [tmp_path / "a.xlsx", tmp_path / "b.et"]
    assert "*.xlsx *.XLSX *.xls *.XLS *.et *.ET *.csv *.CSV" in str(asked["many"][3])
    assert files.last_folder() == tmp_path


def test_an_ending_is_added_where_none_was_typed(asked: dict[str, tuple[object, ...]], tmp_path: Path) -> None:
    for typed, saved in (("名册", "名册.pdf"), ("名册.pdf", "名册.pdf"), ("名册.PDF", "名册.PDF"), ("1.2组", "1.2组.pdf")):
        asked["answer"] = (str(tmp_path / typed),)
        assert files.save_file(None, "存成", "名册.pdf", files.PDF) == tmp_path / saved


def test_going_back_gives_nothing(asked: dict[str, tuple[object, ...]]) -> None:
    assert files.open_files(None, "选") == []
    assert files.open_file(None, "选", files.PHOTOS) is None
    assert files.save_file(None, "存", "a.xlsx", files.EXCEL) is None


def test_one_file(asked: dict[str, tuple[object, ...]], tmp_path: Path) -> None:
    asked["answer"] = (str(tmp_path / "p.jpg"),)
    assert files.open_file(None, "选照片", files.PHOTOS) == tmp_path / "p.jpg"
    assert "照片" in str(asked["one"][3])


def test_a_folder_that_is_gone_is_not_offered(asked: dict[str, tuple[object, ...]], tmp_path: Path) -> None:
    asked["answer"] = (str(tmp_path / "gone" / "a.csv"),)
    files.open_files(None, "选")
    assert files.last_folder() != tmp_path / "gone"


def test_without_documents_the_home_is_offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files.QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "none"))
    monkeypatch.setattr(files.memory, "recall_text", lambda _key: "")
    assert files.last_folder() == Path.home()
