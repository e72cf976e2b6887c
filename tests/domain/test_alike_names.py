"""Spellings of Mongolian names: alike by sound only, and never two characters."""

from itertools import combinations, permutations, product

import pytest

from kzzq_desktop.domain.alike_names import is_other_spelling, sounds_of, spelling_keys

ONE_NAME = (
    ("其力嘎", "其贺力嘎", "其合力嘎"),
    ("琪琪格", "其其格", "齐齐格"),
    ("萨日娜", "萨日那"),
    ("满都拉", "吴满都拉", "包满都拉"),
    ("格日勒图", "葛日勒图"),
)
TWO_NAMES = (
    ("巴图", "巴特"),
    ("王海", "王海燕"),
    ("李春花", "李春华"),
    ("张玉兰", "张玉莲"),
    ("巴雅尔", "巴雅尔图"),
    ("苏日娜", "苏日雅"),
    ("乌云其其格", "乌仁其其格"),
    ("包其力嘎", "吴其力嘎"),
    ("其力嘎", "其力嘎"),
)


@pytest.mark.parametrize("names", ONE_NAME)
def test_registers_spell_one_name_in_several_ways(names):
    for one, other in permutations(names, 2):
        if {one[0], other[0]} != {"吴", "包"}:
            assert is_other_spelling(one, other), (one, other)


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_names_that_only_look_alike_are_two(one, other):
    assert not is_other_spelling(one, other)
    assert not is_other_spelling(other, one)


def test_no_rule_passes_on_two_characters():
    letters = "其齐琪吉力利木那娜图格嘎布宝巴雅王海红"
    two = ["".join(pair) for pair in product(letters, repeat=2)]
    assert not any(is_other_spelling(one, other) for one, other in combinations(two, 2))
    assert not any(is_other_spelling(name, f"{name}{letter}") for name in two for letter in letters)
    assert all(spelling_keys(name) == (name,) for name in two)


def test_spellings_of_one_name_share_a_key():
    for names in ONE_NAME:
        for one, other in combinations(names, 2):
            if is_other_spelling(one, other):
                assert set(spelling_keys(one)) & set(spelling_keys(other)), (one, other)


def test_a_han_name_has_one_spelling():
    assert sounds_of("李春花") == ""
    assert spelling_keys("李春花") == ("李春花",)
