"""Needs of a household: its own column word for word, else what a remark names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.needs import needs_in, needs_stated
from kzzq_desktop.services.office import NEEDS


@pytest.mark.parametrize(
    ("note", "needs"),
    [("低保户", ("低保",)), ("脱贫户", ("脱贫监测",)), ("独居老人", ("独居老人",)), ("五保", ("其他",)),
     ("低保，孩子留守", ("留守儿童", "低保")), ("大病、残疾", ("残疾", "大病")), ("边缘易致贫户", ("脱贫监测",)),
     ("非低保户", ()), ("外出务工", ()), ("", ())],
)  # fmt: skip
def test_needs_are_words_of_the_list(note: str, needs: tuple[str, ...]) -> None:
    assert needs_in(note) == needs


def test_the_last_need_of_the_list_stands_alone() -> None:
    assert needs_in("低保、其他") == ("低保", "其他")
    assert needs_in(" 其他") == ("其他",)
    assert needs_in("其他情况良好") == ()


@given(st.lists(st.sampled_from((*NEEDS, "法律援助", "残疾补贴", "就业/培训", "老年餐")), unique=True, min_size=1))
def test_the_column_is_taken_word_for_word(needs: list[str]) -> None:
    assert needs_stated(["、".join(needs)]) == tuple(needs)
    assert needs_stated([*needs, "、".join(needs)]) == tuple(needs)


@pytest.mark.parametrize(
    ("cell", "needs"),
    [("", None), (" ", None), ("无", ()), ("没有", ()), ("非低保户", ()), ("低保户", ("低保",)), ("建档立卡户", ("脱贫监测",)),
     ("残疾人，五保户", ("残疾", "其他")), ("边缘易致贫户", ("脱贫监测",)), ("低保残疾户", ("残疾", "低保")), ("修" * 65, ())],
)  # fmt: skip
def test_other_words_for_a_need_are_that_need(cell: str, needs: tuple[str, ...] | None) -> None:
    assert needs_stated([cell]) == needs


def test_a_word_in_one_row_of_a_household_is_enough() -> None:
    assert needs_stated(["无", "", "大病"]) == ("大病",)
    assert needs_stated([]) is None
