from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.services.printing.audience import id_tail, is_child, mask_name, mask_phone, spaced_phone

NAMES = st.text(alphabet="张王额尔敦朝鲁·㛃𬮱𠮷", min_size=1, max_size=20)
DIGITS = st.text(alphabet="0123456789", max_size=14)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张小三", "张*三"),
        ("张三", "张*"),
        ("张", "*"),
        ("", ""),
        ("乌云其木格", "乌***格"),
        ("巴特尔·苏和", "巴**·*和"),
        ("王𬮱", "王*"),
        (" 王\U000e0100𬮱青 ", "王*青"),
    ],
)
def test_names_on_the_wall(name, shown):
    assert mask_name(name) == shown


@given(NAMES)
def test_a_masked_name_shows_two_characters_at_most(name):
    masked = mask_name(name)
    assert len(masked) == len(name)
    assert sum(letter not in "*·" for letter in masked) <= 2
    assert all(letter in (shown, "*") or shown == "*" for letter, shown in zip(name, masked, strict=True))


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812341234", "138****1234"),
        ("04756212345", "047****2345"),
        ("047562123456", "047*****3456"),
        ("6212345", "621****"),
        ("62123", "*****"),
        ("", ""),
        ("154 0475 0316", "154****0316"),
    ],
)
def test_phones_on_the_wall(phone, shown):
    assert mask_phone(phone) == shown


@given(DIGITS)
def test_four_digits_are_always_hidden(digits):
    masked = mask_phone(digits)
    assert len(masked) == len(digits)
    assert masked.count("*") >= min(4, len(digits))
    assert all(shown in ("*", digit) for shown, digit in zip(masked, digits, strict=True))


@pytest.mark.parametrize(
    ("birth", "child"),
    [
        ("2012-11-23", False),
        ("2012-11-24", True),
        ("2012-11", True),
        ("2012-10", False),
        ("2012", True),
        ("2011", False),
        ("1960-01-01", False),
        ("", False),
    ],
)
def test_children_are_those_who_may_be_under_14(birth, child):
    assert is_child(birth, date(2026, 11, 23)) is child


def test_tails_and_spaces():
    assert id_tail("15052119600101991X") == "991X"
    assert id_tail("1505") == ""
    assert spaced_phone("15404750316") == "154 0475 0316"
    assert spaced_phone("04756212345") == "04756212345"
