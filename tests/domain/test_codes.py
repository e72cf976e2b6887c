import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.codes import chinese_number, implied_sex, number_in, relation_code, relation_word, sex_code
from kzzq_desktop.domain.reference import read_reference


def test_every_code_of_the_standard_is_its_own_alias_and_has_its_word() -> None:
    for row in read_reference("relations"):
        code = "02" if row["code"] == "01" else row["code"]
        assert relation_code(row["code"]) == code
        assert relation_word(row["code"]) == row["name"]


def test_every_alias_leads_to_a_code_of_the_standard() -> None:
    codes = {row["code"] for row in read_reference("relations")}
    aliases = [row["alias"] for row in read_reference("relation_aliases")]
    assert len(aliases) == len(set(aliases))
    assert all(row["gbt4761_code"] in codes for row in read_reference("relation_aliases"))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("户主", "02"), ("户　主", "02"), ("本人 ", "02"), ("妻", "12"), ("老伴", "12"), ("爱人", "10"), ("大儿子", "22"),
        ("二姑娘", "33"), ("儿媳妇", "38"), ("孙女", "42"), ("岳母", "56"), ("姥姥", "64"), ("外甥", "95"), ("租户", "99"),
        ("之妻", "12"), ("12", "12"), ("2.0", "20"), ("", ""), ("邻居家", ""),
    ],
)  # fmt: skip
def test_everyday_words(word: str, code: str) -> None:
    assert relation_code(word) == code


def test_words_said_of_either_spouse_imply_no_sex() -> None:
    assert implied_sex("12", "妻") == "2"
    assert implied_sex("12", "老伴") == ""
    assert implied_sex("10", "配偶") == ""
    assert implied_sex("22", "长子") == "1"
    assert implied_sex("02", "户主") == ""


def test_sex() -> None:
    words = {"男": "1", " 女 ": "2", "男性": "1", "1": "1", "2.0": "2", "": "", "?": ""}
    assert {word: sex_code(word) for word in words} == words


def in_chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number < 20:
        return "十" + (digits[number % 10] if number % 10 else "")
    if number < 100:
        return digits[number // 10] + "十" + (digits[number % 10] if number % 10 else "")
    rest = number % 100
    if not rest:
        return digits[number // 100] + "百"
    tens = "零" + digits[rest] if rest < 10 else "一" + in_chinese(rest) if rest < 20 else in_chinese(rest)
    return digits[number // 100] + "百" + tens


@given(st.integers(1, 999))
def test_chinese_numerals_below_a_thousand(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number
    assert number_in(f"{in_chinese(number)}人") == number
    assert number_in(f"{number}口") == number


def test_no_number_in_words() -> None:
    assert number_in("全家") is None
    assert number_in("") is None
