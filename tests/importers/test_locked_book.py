import tempfile
from pathlib import Path

import pytest

from kzzq_desktop.importers.locked_book import unlock
from kzzq_desktop.importers.unread import PasswordProtected, UnknownLock, WrongPassword
from kzzq_desktop.importers.workbook import read_workbook
from tests.importers import books

ROWS = [["户主", "电话"], ["王一", "15400000001"]]
PASSWORD = "Ab1旗"
LOCKED = {
    "a.xlsx": lambda word: books.locked(books.xlsx(ROWS), word),
    "a.docx": lambda word: books.locked(books.word(ROWS), word),
    "a.xls": lambda word: books.locked_xls(ROWS, word),
}


@pytest.mark.parametrize("name", list(LOCKED))
def test_a_locked_file_asks_refuses_and_opens(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(LOCKED[name](PASSWORD))
    with pytest.raises(PasswordProtected) as asked:
        read_workbook(path)
    assert name in asked.value.sentence()
    with pytest.raises(WrongPassword) as refused:
        read_workbook(path, "ab1旗")
    assert "ab1旗" not in refused.value.sentence()
    assert read_workbook(path, PASSWORD)[0].rows == ROWS


@pytest.mark.parametrize("name", list(LOCKED))
def test_what_is_opened_never_lies_on_the_disk(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    path.write_bytes(LOCKED[name](PASSWORD))

    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    for maker in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, maker, fail)
    assert read_workbook(path, PASSWORD)[0].rows == ROWS


def test_a_book_that_only_keeps_others_from_writing_opens_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(books.locked(books.xlsx(ROWS), "VelvetSweatshop"))
    assert read_workbook(tmp_path / "a.xlsx")[0].rows == ROWS


def test_a_password_for_a_file_without_one_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(books.xlsx(ROWS))
    assert read_workbook(tmp_path / "a.xlsx", PASSWORD)[0].rows == ROWS


@pytest.mark.parametrize("info", [b"", b"\x04\0\x04\0<a", b"\x04\0\x03\0" + b"\0" * 60, b"x" * 200_000])
def test_a_lock_of_another_kind_is_named(info: bytes) -> None:
    with pytest.raises(UnknownLock) as caught:
        unlock("a.xlsx", books.container({"EncryptedPackage": b"x", "EncryptionInfo": info}), PASSWORD)
    assert "另存" in caught.value.sentence()


def test_a_lock_that_would_turn_for_minutes_is_refused() -> None:
    locked = books.locked(books.xlsx(ROWS), PASSWORD)
    assert b'spinCount="100000"' in locked
    with pytest.raises(UnknownLock):
        unlock("a.xlsx", locked.replace(b'spinCount="100000"', b'spinCount="9999999"'), PASSWORD)
