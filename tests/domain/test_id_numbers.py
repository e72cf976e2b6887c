from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kzzq_desktop.domain import flags
from kzzq_desktop.domain.id_numbers import birth_in, check_digit, check_id, has_lost_tails, read_id, sex_in


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Numbers with a right checksum and a division that was never issued."""
    born = date(1930, 1, 1) + timedelta(days=draw(st.integers(0, 34000)))
    first = f"152399{born:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return first + check_digit(first)


@given(numbers())
def test_a_right_number_is_read_and_tells_birth_and_sex(number: str) -> None:
    assert read_id(number).number == number
    assert birth_in(number).replace("-", "") == number[6:14]
    assert sex_in(number) == ("1" if int(number[16]) % 2 else "2")


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(number: str, at: int, step: int) -> None:
    wrong = f"{number[:at]}{(int(number[at]) + step) % 10}{number[at + 1 :]}"
    assert check_id(wrong).number == ""


@given(numbers(), st.integers(0, 15))
def test_two_digits_changed_about_are_always_caught(number: str, at: int) -> None:
    assume(number[at] != number[at + 1])
    assert check_id(f"{number[:at]}{number[at + 1]}{number[at]}{number[at + 2 :]}").number == ""


@given(numbers())
def test_a_number_stored_as_a_number_is_always_lossy(number: str) -> None:
    assert read_id(float(int(number[:17]) * 10)).flag == flags.ID_LOSSY
    assert read_id(f"{float(number[:17] + '0'):.5E}").flag == flags.ID_LOSSY


@given(numbers())
def test_the_ways_clerks_write_it(number: str) -> None:
    wide = number.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    for text in (
        wide, f"‘{number}", f"`{number}", f"'{number}", f"{number} ", f"{number}\t", f"{number}\u3000", f"{number}（旧证）",
        f"{number[:6]} {number[6:14]} {number[14:]}", f"{number[:6]}-{number[6:14]}-{number[14:]}", f"{number[:6]}\n{number[6:]}",
        number.lower(), number.replace("X", "×"), number.replace("X", "Х"),
    ):  # fmt: skip
        assert read_id(text).number == number


@given(numbers())
def test_an_old_number_of_15_digits_becomes_one_of_18(number: str) -> None:
    assume(number[6:8] == "19")
    old = number[:6] + number[8:17]
    assert read_id(old).number == number
    assert read_id(float(old)).number == number


@pytest.mark.parametrize("text", ["", "暂无", "未办", "无", "—", "/", "不详", " "])
def test_no_number_is_missing(text: str) -> None:
    assert read_id(text).flag == flags.ID_MISSING


@pytest.mark.parametrize("text", ["1523991969051402", "15239919690514029512", "15239919690514"])
def test_a_wrong_length_is_named(text: str) -> None:
    assert read_id(text).flag == flags.ID_LENGTH


def test_a_day_that_never_was_is_no_number() -> None:
    first = "15239919690230029"
    assert check_id(first + check_digit(first)).flag == flags.ID_CHECKSUM


def test_a_letter_among_the_digits_is_caught() -> None:
    assert read_id("15239919O905140295").flag == flags.ID_CHECKSUM


@given(st.lists(numbers(), min_size=12, max_size=40))
def test_text_that_went_through_numbers_is_seen_by_the_column(column: list[str]) -> None:
    through = [f"{float(number[:17] + '5'):.0f}" for number in column]
    assume(sum(check_digit(text[:17]) != text[17] for text in through) > 2)
    assert has_lost_tails(through)
    assert not has_lost_tails(column)
    assert all(read_id(text, lost_tails=True).flag == flags.ID_LOSSY for text in through)
