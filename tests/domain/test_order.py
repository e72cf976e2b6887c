"""Groups and doors stand as a person would put them."""

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.order import chinese_number, door_key, door_words, group_key, group_words, natural_key


def test_groups_stand_by_number_then_by_side() -> None:
    mixed = ["10", "2", "东2", "西1", "第一组", "3组", "", "十二", "东10", "南1"]
    assert sorted(mixed, key=group_key) == ["第一组", "2", "3组", "10", "十二", "东2", "东10", "西1", "南1", ""]


def test_doors_stand_by_number() -> None:
    mixed = ["101号", "12号", "12号-2", "2", "", "１号"]
    assert sorted(mixed, key=door_key) == ["１号", "2", "12号", "12号-2", "101号", ""]


def test_spellings_of_one_group_are_one() -> None:
    assert len({group_key(text) for text in ("1", "1组", "第1组", "第一组", "一组", "１组", " 1 组")}) == 1
    assert group_key("东2") != group_key("2") != group_key("西2")


def test_a_building_divides_where_there_is_no_group() -> None:
    stairs = ["5号楼10单元", "5号楼2单元", "12号楼1单元"]
    assert sorted(stairs, key=lambda text: group_key("", text)) == ["5号楼2单元", "5号楼10单元", "12号楼1单元"]


def test_groups_are_said_with_their_word() -> None:
    assert [group_words(text) for text in ("3", "东2", "3组", "二社", "")] == ["3组", "东2组", "3组", "二社", ""]
    assert group_words("", "5号楼2单元") == "5号楼2单元"


@given(st.integers(1, 9999))
def test_chinese_numerals_have_their_value(number: int) -> None:
    assert chinese_number(_spell(number)) == number


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["", "东", "西", "甲"]))
def test_numbers_order_by_value(one: int, other: int, side: str) -> None:
    assert (natural_key(f"{side}{one}组") < natural_key(f"{side}{other}组")) == (one < other)


@given(st.lists(st.text(max_size=8)))
def test_any_text_can_be_ordered(texts: list[str]) -> None:
    keys = [natural_key(text) for text in sorted(texts, key=natural_key)]
    assert keys == sorted(keys)
    assert len(sorted(texts, key=group_key)) == len(texts)


def _spell(number: int) -> str:
    words, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            words += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
            gap = False
        elif words:
            gap = True
    return words


def test_a_door_is_said_with_its_number_or_as_it_is():
    assert door_words("12") == "12号"
    assert door_words("东头") == "东头"
    assert door_words("") == ""
