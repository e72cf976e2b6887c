import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.spellings import LOST, fits_lost, is_another_spelling, is_named

NAMES = st.text(alphabet="巴特尔乌云其格力贺合嘎·?□", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("其力嘎", "其贺力嘎", True),
        ("其贺力嘎", "其合力嘎", True),
        ("乌云其其格", "乌云其木格", True),
        ("王秀英", "王秀瑛", False),
        ("王伟", "王一伟", False),
        ("布和", "布赫", False),
        ("其力嘎", "其木格", False),
        ("包·青格乐", "青格乐", True),
    ],
)
def test_registers_spell_long_names_their_own_way(one: str, other: str, *, same: bool) -> None:
    assert is_another_spelling(one, other) is same
    assert is_another_spelling(other, one) is same


@given(NAMES, NAMES)
def test_a_lost_character_fits_any_one(name: str, other: str) -> None:
    assert fits_lost(name, other) == fits_lost(other, name)
    if fits_lost(name, other):
        assert len(name) == len(other)
        assert any(letter in LOST for letter in name + other)


def test_names_are_known_with_a_lost_character() -> None:
    assert is_named("白?", ["王伟", "白𣲗"])
    assert is_named("白𣲗", ["白𣲗"])
    assert not is_named("??", ["白𣲗"])
    assert not is_named("白云", ["白𣲗"])
