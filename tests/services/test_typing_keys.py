"""What may be typed for a name: characters, pinyin, initials, other spellings."""

import pytest

from kzzq_desktop.services.typing_keys import typing_keys


@pytest.mark.parametrize("typed", ["舍伯吐", "shebotuzhen", "sbtz", "舍伯吐镇"])
def test_a_township_is_found_by(typed: str) -> None:
    assert typed in typing_keys("舍伯吐镇")


def test_other_spellings_are_found_too() -> None:
    keys = typing_keys("巴彦胡硕嘎查", ("巴音胡硕嘎查",))
    assert "bayanhushuogacha" in keys
    assert "byhsgc" in keys
    assert "巴音" in keys


def test_keys_are_lower_case_and_named_once() -> None:
    keys = typing_keys("ABC村").split()
    assert keys == [key.lower() for key in keys]
    assert len(keys) == len(set(keys))
