import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.sync.refusals import MistypedCode, WrongCode
from kzzq_desktop.sync.spoken import ALPHABET, RANDOM, check_code, letters_of, new_code

CODE = new_code()
PLACES = [place for place, letter in enumerate(CODE) if letter != "-"]


def test_a_code_is_five_groups_of_five_letters_that_cannot_be_mistaken() -> None:
    groups = CODE.split("-")
    assert [len(group) for group in groups] == [5] * 5
    assert set("".join(groups)) <= set(ALPHABET)
    assert not set("01IO") & set(ALPHABET)
    assert len(ALPHABET) == 32
    assert RANDOM * math.log2(len(ALPHABET)) == 100


def test_codes_do_not_repeat() -> None:
    assert len({new_code() for _ in range(500)}) == 500


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_how_it_is_typed_does_not_matter(typed) -> None:
    assert check_code(typed(CODE))
    assert letters_of(typed(CODE)) == CODE.replace("-", "")


def test_full_width_typing_is_the_same_code() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in CODE)
    assert letters_of(f"\u3000{wide}\u3000") == letters_of(CODE)
    assert letters_of(CODE.replace("-", "—")) == letters_of(CODE)


@given(place=st.sampled_from(PLACES), letter=st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    typed = CODE[:place] + letter + CODE[place + 1 :]
    assert check_code(typed) == (letter == CODE[place])


@given(place=st.sampled_from(PLACES))
def test_a_missing_and_a_doubled_letter_are_noticed(place: int) -> None:
    assert not check_code(CODE[:place] + CODE[place + 1 :])
    assert not check_code(CODE[:place] + CODE[place] + CODE[place:])


@given(typed=st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    assert not check_code(typed)
    with pytest.raises(MistypedCode) as refused:
        letters_of(typed)
    assert isinstance(refused.value, WrongCode)
    assert "逐段核对" in refused.value.sentence()
