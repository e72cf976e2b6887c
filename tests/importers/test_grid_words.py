import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.grid_words import contact_in, door_in_address, grid_in, group_in, group_in_address
from tests.importers.tables import phone_of

CHINESE = {number: tens + digit for tens, start in (("", 0), ("十", 10), ("二十", 20)) for number, digit in
           enumerate(("", *"一二三四五六七八九"), start) if number}  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "group"),
    [("第三组", "3"), ("3组", "3"), ("三社", "3"), (3.0, "3"), ("03", "3"), ("二队", "2"), ("东2组", "东2"),
     ("第十一村民小组", "11"), ("前屯", "前屯"), ("", ""), ("0", "0")],
)  # fmt: skip
def test_groups(cell: str | float, group: str) -> None:
    assert group_in(cell) == group


@pytest.mark.parametrize(
    ("address", "group", "door"),
    [("毛都嘎查1组12号", "1", "12"), ("一组", "1", ""), ("毛都嘎查第十二组3-2号", "12", "3-2"), ("2社", "2", ""),
     ("毛都嘎查", "", ""), ("阳光社区", "", ""), ("五社区3号楼", "", ""), ("", "", ""), ("三屯12号", "3", "12")],
)  # fmt: skip
def test_addresses(address: str, group: str, door: str) -> None:
    assert group_in_address(address) == group
    assert door_in_address(address) == door


@given(st.sampled_from(sorted(CHINESE)))
def test_a_grid_is_the_same_number_however_it_is_written(number: int) -> None:
    chinese = CHINESE[number]
    for cell in (
        float(number), str(number), f"{number:03d}", f"第{number}网格", f"{number}网格", f"网格{number}", f"{number}号网格",
        f"第{chinese}网格", f"{chinese}网格", f"网格{chinese}", chinese, f"毛都嘎查第{number}网格", f"毛都嘎查网格{chinese}",
        f"150599100200{number:03d}", f"第 {number} 网格",
    ):  # fmt: skip
        assert grid_in(cell, "毛都嘎查") == (number, "")


def test_a_villages_own_numeral_is_not_the_grids() -> None:
    assert grid_in("十家子村第2网格", "十家子村") == (2, "")


def test_a_grid_with_a_name_keeps_it() -> None:
    assert grid_in("幸福网格") == (None, "幸福网格")


@pytest.mark.parametrize("text", ["王有{}", "王有 {}", "王有（{}）", "王有\n{}", "王有:{}", "王　有({})", "王有（电话：{}）"])
def test_a_contact_with_its_phone(text: str) -> None:
    assert contact_in(text.format(phone_of(7))) == ("王有", phone_of(7), ())


def test_a_contact_without_and_with_remarks() -> None:
    assert contact_in("何慧英（包村干部）") == ("何慧英", "", ())
    assert contact_in("博尔济吉特-那日苏") == ("博尔济吉特·那日苏", "", ())
    assert contact_in("") == ("", "", ())


def test_two_contacts_in_a_cell() -> None:
    assert contact_in("王有、李四") == ("王有", "", ("李四",))


def test_number_and_name_of_our_own_lists() -> None:
    assert grid_in("第3网格·东片") == (3, "东片")
    assert grid_in("第12网格·毛都嘎查2组、3组", "毛都嘎查") == (12, "毛都嘎查2组、3组")
    assert grid_in("幸福·网格") == (None, "幸福·网格")
