import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzzq_desktop.store import keys
from kzzq_desktop.store.faults import FolderReadOnly
from kzzq_desktop.store.keys import KeyFileDamaged, PasswordTooShort, WrongPassword, WrongRecoveryCode

PASSWORD = "kl2026马"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost is tried once; the rest derives quickly."""
    monkeypatch.setattr(keys, "COST", {"iterations": 1, "memory_kib": 64, "lanes": 1})


def test_the_real_cost_is_the_one_of_the_design(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert keys.COST == {"iterations": 3, "memory_kib": 65536, "lanes": 4}
    unlocked, _ = keys.create(tmp_path, PASSWORD, "c1")
    assert keys.unlock(tmp_path, PASSWORD) == unlocked


def test_password_and_recovery_code_open_the_same_key(tmp_path: Path) -> None:
    unlocked, code = keys.create(tmp_path, PASSWORD, "c1")
    assert keys.exists(tmp_path)
    assert len(unlocked.data_key) == 32
    assert keys.unlock(tmp_path, PASSWORD) == unlocked
    assert keys.unlock_with_code(tmp_path, code) == unlocked
    assert keys.unlock_with_code(tmp_path, code.lower().replace("-", "  ")) == unlocked


def test_full_width_typing_is_the_same_password(tmp_path: Path) -> None:
    unlocked, _ = keys.create(tmp_path, "abc123", "c1")
    assert keys.unlock(tmp_path, "ａｂｃ１２３") == unlocked


@pytest.mark.parametrize("wrong", ["", "kl2026", PASSWORD + " ", PASSWORD.upper(), "KL2026马"])
def test_a_wrong_password_is_a_sentence_and_changes_nothing(tmp_path: Path, wrong: str) -> None:
    keys.create(tmp_path, PASSWORD, "c1")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(WrongPassword) as refused:
        keys.unlock(tmp_path, wrong)
    assert "口令不对" in refused.value.sentence()
    assert "恢复码" in refused.value.sentence()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@given(data=st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mistyped_letter_of_the_code_is_noticed(tmp_path: Path, data: st.DataObject) -> None:
    _, code = keys.create(tmp_path, PASSWORD, "c1")
    letters = [i for i, letter in enumerate(code) if letter != "-"]
    place = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from([letter for letter in keys.LETTERS if letter != code[place]]))
    with pytest.raises(WrongRecoveryCode):
        keys.unlock_with_code(tmp_path, code[:place] + other + code[place + 1 :])


def test_the_code_of_another_office_does_not_open_this_one(tmp_path: Path) -> None:
    keys.create(tmp_path, PASSWORD, "c1")
    (tmp_path / "other").mkdir()
    _, code = keys.create(tmp_path / "other", PASSWORD, "c1")
    with pytest.raises(WrongRecoveryCode):
        keys.unlock_with_code(tmp_path, code)


def test_codes_have_the_printed_shape_and_never_repeat(tmp_path: Path) -> None:
    codes = {keys._new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all([len(group) for group in code.split("-")] == [5] * 6 for code in codes)
    assert not set("".join(codes)) & set("01IO")


def test_changing_the_password_keeps_key_and_code(tmp_path: Path) -> None:
    unlocked, code = keys.create(tmp_path, PASSWORD, "c1")
    keys.change_password(tmp_path, unlocked, "新的口令2027")
    assert keys.unlock(tmp_path, "新的口令2027") == keys.unlock_with_code(tmp_path, code) == unlocked
    with pytest.raises(WrongPassword):
        keys.unlock(tmp_path, PASSWORD)
    with pytest.raises(PasswordTooShort):
        keys.change_password(tmp_path, unlocked, "12345")
    assert keys.unlock(tmp_path, "新的口令2027") == unlocked


def test_a_short_password_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PasswordTooShort):
        keys.create(tmp_path, "12345", "c1")
    assert list(tmp_path.iterdir()) == []


def test_the_file_names_nobody_and_holds_no_secret(tmp_path: Path) -> None:
    unlocked, code = keys.create(tmp_path, PASSWORD, "c1")
    text = (tmp_path / keys.FILE_NAME).read_text("utf-8")
    for secret in (PASSWORD, code, code.replace("-", ""), unlocked.data_key.hex()):
        assert secret not in text
    assert (tmp_path / keys.FILE_NAME).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [keys.FILE_NAME]


def test_a_flipped_byte_is_never_taken_for_a_wrong_password(tmp_path: Path) -> None:
    unlocked, _ = keys.create(tmp_path, PASSWORD, "c1")
    path = tmp_path / keys.FILE_NAME
    whole = path.read_bytes()
    noticed = []
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :])
        try:
            assert keys.unlock(tmp_path, PASSWORD) == unlocked
        except KeyFileDamaged as damaged:
            noticed.append(damaged.sentence())
    assert len(noticed) > len(whole) / 7 * 0.8
    assert all("备份" in sentence for sentence in noticed)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"entries": []}', '{"entries": [{}], "seal": ""}', "\udcff"])
def test_a_file_that_is_no_key_file_is_damage(tmp_path: Path, text: str) -> None:
    (tmp_path / keys.FILE_NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(KeyFileDamaged):
        keys.unlock(tmp_path, PASSWORD)


def test_a_file_without_a_clerk_is_damage(tmp_path: Path) -> None:
    keys.create(tmp_path, PASSWORD, "c1")
    path = tmp_path / keys.FILE_NAME
    entries = json.loads(path.read_text("utf-8"))["entries"][1:]
    path.write_text(json.dumps({"version": 1, "entries": entries, "seal": keys._seal(entries)}), "utf-8")
    with pytest.raises(KeyFileDamaged):
        keys.unlock(tmp_path, PASSWORD)


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FolderReadOnly):
        keys.create(tmp_path / "gone", PASSWORD, "c1")


def test_the_wait_grows_and_has_an_end() -> None:
    waits = [keys.wait_seconds(failures) for failures in range(20)]
    assert waits[0] == 0
    assert waits[-1] == 30
    assert all(before <= after for before, after in pairwise(waits))
    assert all(wait > 0 for wait in waits[1:])
