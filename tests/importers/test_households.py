from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.drafts import HouseholdDraft, RowProblem
from kzzq_desktop.importers.households import SHARED, read_households
from kzzq_desktop.importers.layouts import HEADS
from kzzq_desktop.importers.people_rows import SheetFacts
from tests.importers.tables import HEADER, MAODU, data_rows, family, id_of, phone_of, sheet, table

SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=6)
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄"


def read(*rows: Sequence[object], merges=()) -> tuple[list[HouseholdDraft], list[RowProblem]]:
    made = sheet(*rows, merges=merges)
    found = table(made)
    layout, header = found.layout, found.header
    assert header is not None
    shared = [col for name in SHARED for col in header.fields.get(name, ())]
    facts = SheetFacts("台账.xlsx", made.name, header, date(2026, 6, 1), layout == HEADS)
    return read_households(list(data_rows(made, header, shared)), facts, lambda _: MAODU, "毛都嘎查")


def families(sizes: Sequence[int]) -> list[list[list[str]]]:
    letters = iter(NAMES)
    return [family(number, *(f"王{next(letters)}" for _ in range(size))) for number, size in enumerate(sizes, 1)]


def names(households: Sequence[HouseholdDraft]) -> list[list[str]]:
    return [[person.name for person in household.people] for household in households]


@given(SIZES)
def test_every_layout_gives_the_same_households(sizes: list[int]) -> None:
    made = families(sizes)
    expected = [[row[2] for row in home] for home in made]
    flat = [row for home in made for row in home]
    assert names(read(HEADER, *flat)[0]) == expected

    first_cells = {id(row): home[0] for home in made for row in home}
    repeat = [[*first_cells[id(row)][:2], *row[2:7], *first_cells[id(row)][7:]] for row in flat]
    assert names(read(HEADER, *repeat)[0]) == expected

    starts = [1]
    for home in made:
        starts.append(starts[-1] + len(home))
    merges = [(top, col, end - 1, col) for top, end in pairwise(starts) if end - top > 1 for col in (0, 1, 7, 8, 9, 10)]
    merged, _ = read(HEADER, *flat, merges=merges)
    assert names(merged) == expected
    assert [home.grid_number for home in merged] == list(range(1, len(sizes) + 1))
    assert [home.group_no for home in merged] == [str(number) for number in range(1, len(sizes) + 1)]
    assert all((home.contact_name, home.contact_phone) == ("包丹巴", "15400009999") for home in merged)


@given(SIZES)
def test_relations_alone_mark_where_a_household_begins(sizes: list[int]) -> None:
    made = families(sizes)
    rows = [["", row[2], row[3]] for home in made for row in home]
    for number, row in enumerate(rows, 1):
        row[0] = str(number)
    assert names(read(["序号", "姓名", "与户主关系"], *rows)[0]) == [[row[2] for row in home] for home in made]


def test_one_row_a_household() -> None:
    header = ["序号", "户主", "身份证号", "电话", "家庭人口", "组", "网格", "联系党员", "备注"]
    rest = ("二组", "网格1", "包丹巴", "低保户")
    rows = [[str(n), f"王{NAMES[n]}", id_of(n), phone_of(n), f"{n + 1}人", *rest] for n in range(1, 4)]
    homes, problems = read(header, *rows)
    assert names(homes) == [["王乙"], ["王丙"], ["王丁"]]
    assert [home.stated_people for home in homes] == [2, 3, 4]
    assert homes[0].needs == ("低保",)
    assert homes[0].phone == phone_of(1)
    assert homes[0].people[0].relation == ""
    assert homes[0].relation_of(homes[0].people[0]) == "02"
    assert not problems


def test_a_grid_written_once_over_a_block_of_rows_is_carried_down() -> None:
    rows = [["", "", f"王{NAMES[n]}", phone_of(n)] for n in range(8)]
    rows[0][:2], rows[4][:2] = ["第1网格", "包丹巴"], ["第2网格", "包吉雅"]
    homes, _ = read(["网格", "联系党员", "户主", "电话"], *rows)
    assert [home.grid_number for home in homes] == [1] * 4 + [2] * 4
    assert [home.contact_name for home in homes] == ["包丹巴"] * 4 + ["包吉雅"] * 4


def test_a_village_written_once_is_carried_down_with_its_grid() -> None:
    rows = [["毛都嘎查", "1", "王甲", ""], ["", "", "王乙", ""], ["东毛都嘎查", "2", "王丙", ""], ["", "", "王丁", ""]]
    made = sheet(["嘎查村", "网格", "户主", "电话"], *rows)
    header = table(made).header
    assert header is not None
    facts = SheetFacts("台账.xlsx", made.name, header, date(2026, 6, 1), is_heads=True)
    homes, _ = read_households(list(data_rows(made, header, ())), facts, lambda row: row.text(0), "")
    assert [home.village_code for home in homes] == ["毛都嘎查", "毛都嘎查", "东毛都嘎查", "东毛都嘎查"]
    assert [home.grid_number for home in homes] == [1, 1, 2, 2]


def test_a_roll_of_one_grid_names_it_above_its_table() -> None:
    above = ["网格编号：第3网格", "", "联系党员：包丹巴", "", "电话：15400000009"]
    homes, _ = read(["党员联系户花名册"], above, ["序号", "户主", "人口", "电话", "备注"], ["1", "王甲", "3", phone_of(1), ""])
    assert (homes[0].grid_number, homes[0].contact_name, homes[0].contact_phone) == (3, "包丹巴", "15400000009")
    assert homes[0].phone == phone_of(1)


def test_a_column_asks_who_is_away() -> None:
    rows = [["王甲", "户主", "是"], ["李乙", "妻", "否"]]
    homes, _ = read(["姓名", "与户主关系", "外出"], *rows)
    assert [person.status for person in homes[0].people] == ["away", "here"]
    assert homes[0].status == "away"


def test_a_few_missing_grids_are_left_empty() -> None:
    rows = [[f"第{1 + n // 4}网格", f"王{NAMES[n]}"] for n in range(8)]
    rows[2][0] = ""
    homes, _ = read(["网格", "户主", "电话"], *rows)
    assert [home.grid_number for home in homes] == [1, 1, None, 1, 2, 2, 2, 2]


def test_the_head_stands_only_in_his_own_column() -> None:
    rows = [["1", "王甲", "", "户主", id_of(1)], ["", "", "李乙", "妻", id_of(2, "2")]]
    homes, problems = read(["户号", "户主", "姓名", "与户主关系", "身份证号"], *rows)
    assert names(homes) == [["王甲", "李乙"]]
    assert homes[0].head.name == "王甲"
    assert not problems


def test_numbers_of_households_alone_mark_where_one_begins() -> None:
    rows = [["1", "王甲"], ["1", "李乙"], ["2", "包丙"], ["", "包丁"]]
    assert names(read(["户号", "姓名", "电话"], *rows)[0]) == [["王甲", "李乙"], ["包丙", "包丁"]]


def test_a_column_that_only_says_who_is_the_head() -> None:
    rows = [["1", "王甲", "是"], ["1", "李乙", "否"], ["2", "包丙", "√"]]
    homes, problems = read(["户号", "姓名", "是否户主"], *rows)
    assert [home.head.relation for home in homes] == ["02", "02"]
    assert not problems


def test_names_beside_a_head_column_without_relations() -> None:
    rows = [["王甲", "王乙"], ["王甲", "王甲"], ["李丙", "李丙"]]
    homes, _ = read(["户主", "姓名", "电话"], *rows)
    assert names(homes) == [["王乙", "王甲"], ["李丙"]]
    assert homes[0].head.name == "王甲"


def test_a_head_whose_relation_is_missing_still_begins_his_household() -> None:
    rows = [row for home in families([2, 2]) for row in home]
    rows[2][3] = ""
    assert names(read(HEADER, *rows)[0]) == [["王甲", "王乙"], ["王丙", "王丁"]]


def test_a_serial_that_is_missing_is_made_up_for_by_the_relation() -> None:
    rows = [row for home in families([2, 2]) for row in home]
    rows[2][0] = ""
    assert len(read(HEADER, *rows)[0]) == 2


def test_two_households_whose_heads_bear_one_name() -> None:
    first, second = family(1, "王甲", "李乙"), family(2, "王甲", "李丙")
    assert names(read(HEADER, *first, *second)[0]) == [["王甲", "李乙"], ["王甲", "李丙"]]


def test_a_note_of_the_household_and_one_of_a_person() -> None:
    rows = family(1, "王甲", "李乙", "王丙")
    rows[0][10], rows[2][10] = "外出务工，低保户", "死亡"
    homes, _ = read(HEADER, *rows)
    assert homes[0].status == "away"
    assert homes[0].needs == ("低保",)
    assert [person.status for person in homes[0].people] == ["away", "here", "deceased"]


def test_door_and_group_come_from_the_address_where_they_have_no_column() -> None:
    homes, _ = read(["户主", "家庭住址", "电话"], ["王甲", "毛都嘎查三组12号", ""])
    assert (homes[0].group_no, homes[0].door_no, homes[0].address) == ("3", "12", "毛都嘎查三组12号")
    homes, _ = read(["户主", "家庭住址", "组", "门牌号"], ["王甲", "毛都嘎查三组12号", "4", "7"])
    assert (homes[0].group_no, homes[0].door_no) == ("4", "7")


def test_a_stated_number_that_does_not_agree_is_told_and_kept() -> None:
    homes, problems = read(["户主", "姓名", "关系", "人口"], ["王甲", "王甲", "户主", "3口"], ["", "李乙", "妻", ""])
    assert homes[0].stated_people == 3
    assert [problem.column for problem in problems] == ["家庭人口"]
    assert not problems[0].refused


@pytest.mark.parametrize("stated", ["0", "1540", "很多", ""])
def test_a_number_of_people_that_cannot_be_is_not_taken(stated: str) -> None:
    assert read(["户主", "电话", "人口"], ["王甲", "", stated])[0][0].stated_people is None


def test_a_cell_too_long_for_its_box_is_told_and_not_cut() -> None:
    homes, problems = read(["户主", "电话", "组"], ["王甲", "", "东" * 33])
    assert homes[0].group_no == ""
    assert [problem.column for problem in problems] == ["组"]


def test_two_contacts_in_one_cell_are_told() -> None:
    homes, problems = read(["户主", "电话", "联系党员"], ["王甲", "", "包丹巴、包吉雅"])
    assert homes[0].contact_name == "包丹巴"
    assert [problem.column for problem in problems] == ["联系党员"]


NAMELESS = (["1", "", "", "妻", "", id_of(3)], ["1", "", "123", "妻", "", ""], ["1", "", "无", "妻", "", ""])


@pytest.mark.parametrize("row", NAMELESS)
def test_a_row_without_a_name_is_refused_and_the_others_stay(row: list[str]) -> None:
    good = family(1, "王甲")[0]
    homes, problems = read(HEADER, good, row)
    assert names(homes) == [["王甲"]]
    assert [(problem.spot.row, problem.column, problem.refused) for problem in problems] == [(3, "姓名", True)]


def test_each_household_has_its_own_ref() -> None:
    homes, _ = read(HEADER, *(row for home in families([2, 1, 3]) for row in home))
    assert len({home.ref for home in homes}) == 3


def test_what_stays_blank_in_its_own_column_is_not_looked_for_in_the_address() -> None:
    homes, _ = read(["户主", "家庭住址", "组", "门牌号"], ["王甲", "毛都嘎查三组12号", "", ""], ["王乙", "东头", "4", "7"])
    assert [(home.group_no, home.door_no) for home in homes] == [("", ""), ("4", "7")]
    homes, _ = read(["户主", "家庭住址", "组"], ["王甲", "毛都嘎查三组12号", ""], ["王乙", "东头", "4"])
    assert [(home.group_no, home.door_no) for home in homes] == [("", "12"), ("4", "")]


@pytest.mark.parametrize(
    ("cell", "needs"),
    [("法律援助、低保", ("法律援助", "低保")), ("无", ()), ("", ("大病",)), ("残疾补贴", ("残疾补贴",)), ("低保户", ("低保",))],
)
def test_the_column_of_needs_outranks_the_note(cell: str, needs: tuple[str, ...]) -> None:
    homes, _ = read(["户主", "电话", "需求", "备注"], ["王甲", phone_of(1), cell, "大病"])
    assert homes[0].needs == needs


def test_a_note_of_another_does_not_move_the_household() -> None:
    rows = family(1, "王甲", "李乙")
    rows[0][10], rows[1][10] = "妻子外出务工", "丈夫去世"
    homes, _ = read(HEADER, *rows)
    assert (homes[0].status, [person.status for person in homes[0].people]) == ("home", ["here", "here"])


def test_the_status_of_the_head_s_row_outranks_his_note() -> None:
    homes, _ = read(["户主", "电话", "状态", "备注"], ["王甲", "", "在家", "全家外出"], ["王乙", "", "全家外出", ""])
    assert [(home.status, home.people[0].status) for home in homes] == [("home", "here"), ("away", "here")]


def test_all_phones_of_a_contact_are_kept() -> None:
    homes, _ = read(["户主", "联系党员", "党员电话"], ["王甲", "包丹巴", f"{phone_of(1)}、{phone_of(2)}"])
    assert homes[0].contact_phone == f"{phone_of(1)}|{phone_of(2)}"


def test_what_contradicts_itself_is_told_at_its_own_cell() -> None:
    header = ["户主", "姓名", "与户主关系", "性别", "人口"]
    homes, problems = read(header, ["王甲", "王甲", "户主", "男", "5"], ["王甲", "李乙", "妻", "男", "5"])
    assert len(homes) == 1
    assert [(one.spot.row, one.spot.col, one.column) for one in problems] == [(3, 3, "与户主关系"), (2, 5, "家庭人口")]
    assert not any(problem.refused for problem in problems)
