import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.columns import find_header
from kzzq_desktop.importers.rows import RowReader, is_header_again
from tests.importers.tables import HEADER, data_rows, family, phone_of, sheet


def numbers(*rows, merges=(), shared=()) -> list[int]:
    made = sheet(*rows, merges=merges)
    header = find_header(made)
    assert header is not None
    return [row.number for row in data_rows(made, header, shared)]


def test_blank_rows_repeated_headers_and_totals_are_passed_over() -> None:
    a, b = family(1, "王一", "李二")
    assert numbers(HEADER, a, [], ["", " "], HEADER, b, ["本页小计：1户"], ["合计", "", "2"], ["注：以上属实。"]) == [2, 6]


def test_the_upper_part_of_a_repeated_double_header_is_passed_over() -> None:
    upper = ["序号", "家庭成员情况", "", "备注"]
    lower = ["", "姓名", "与户主关系", ""]
    person = ["1", "王一", "户主", ""]
    assert numbers(upper, lower, person, upper, lower, ["2", "王二", "户主", ""]) == [3, 6]


def test_a_row_of_hints_under_the_header_is_passed_over_but_not_further_down() -> None:
    hint = ["", "必填", "必填，真实姓名", "如：户主、配偶", "", "18位"]
    person = family(1, "王一")[0]
    assert numbers(HEADER, hint, person) == [3]


def test_a_row_that_numbers_the_columns_is_passed_over() -> None:
    assert numbers(["户主", "姓名", "关系"], ["1", "2", "3"], ["王一", "王一", "户主"]) == [3]
    assert numbers(["户主", "姓名", "关系"], [1.0, 2.0, 3.0], ["王一", "王一", "户主"]) == [3]


def test_lines_between_tables_hold_for_the_rows_under_them() -> None:
    above = ["网格编号：第3网格", "联系党员：包丹巴"]
    made = sheet(above, ["户主", "电话"], ["王一", ""], ["第四网格"], ["王二", ""], ["二组"], ["王三", ""])
    header = find_header(made)
    assert header is not None
    stated = [dict(row.above) for row in data_rows(made, header, ())]
    assert stated == [
        {"grid": "第3网格", "contact_member": "包丹巴"}, {"grid": "第四网格"}, {"grid": "第四网格", "group": "二"}
    ]  # fmt: skip


def test_a_household_cell_merged_over_rows_stands_in_each_of_them() -> None:
    rows = (["户号", "户主", "姓名", "关系"], ["1", "王一", "王一", "户主"], ["", "", "李二", "妻"])
    made = sheet(*rows, merges=[(1, 0, 2, 0), (1, 1, 2, 1)])
    header = find_header(made)
    assert header is not None
    _, second = data_rows(made, header, (0, 1))
    assert [second.text(col) for col in range(4)] == ["1", "王一", "李二", "妻"]
    assert second.merged_from == {0: 1, 1: 1}
    assert made.rows[2][0] == ""


def test_merged_cells_of_other_columns_are_not_copied() -> None:
    made = sheet(["姓名", "关系", "身份证号"], ["王一", "户主", "1"], ["李二", "妻", ""], merges=[(1, 2, 2, 2)])
    header = find_header(made)
    assert header is not None
    assert [row.text(2) for row in data_rows(made, header, ())] == ["1", ""]


def test_cells_as_text() -> None:
    made = sheet(["姓名", "关系", "人口"], ["王\u3000一", " 户主", 3.0], ["李二", "妻", 2.5])
    header = find_header(made)
    assert header is not None
    first, second = data_rows(made, header, ())
    assert (first.text(0), first.text(2), second.text(2), first.text(-1), first.text(99)) == ("王 一", "3", "2.5", "", "")


@given(st.lists(st.lists(st.sampled_from(["", "王一", "户主", "3", "合计", "姓名", "注：x"]), max_size=5), max_size=12))
def test_whatever_stands_under_a_header_rows_keep_their_numbers(rows: list[list[str]]) -> None:
    made = sheet(["姓名", "关系", "人口"], *rows)
    header = find_header(made)
    assert header is not None
    found = [row.number for row in data_rows(made, header, ())]
    assert found == sorted(set(found))
    assert all(any(cell for cell in rows[number - 2]) and not is_header_again(rows[number - 2], header) for number in found)


def test_a_row_of_labels_that_belong_to_another_table_is_no_person() -> None:
    person = family(1, "王一")[0]
    assert numbers(HEADER, person, ["名字", "男或女", "证件号码们", "能打通的电话", "住在哪里"], person) == [2, 4]


def test_the_upper_part_of_a_repeated_header_may_say_other_words() -> None:
    header = (["序号", "户籍信息", "", ""], ["", "户主", "电话", "组"])
    person = ["1", "王一", phone_of(1), "1组"]
    assert numbers(*header, person, ["", "住户信息", "联系信息", ""], ["", "户主", "电话", "组"], person) == [3, 6]


def test_titles_of_another_table_above_say_nothing_of_this_one() -> None:
    made = sheet(["第1网格  联系党员：包丹巴"], ["户主", "电话"], ["王一", ""], ["第2网格"], ["户主", "电话"], ["赵四", ""])
    header = find_header(made, 4)
    assert header is not None
    (row,) = RowReader(made, header).rows(9, (), 3)
    assert dict(row.above) == {"grid": "第2网格"}


@pytest.mark.parametrize("never", ["蒙古族", "群众", "9999990381199955617"])
def test_what_a_rule_forbids_is_in_no_cell_of_names_and_places(never: str) -> None:
    made = sheet(["户主", "电话", "联系党员", "组"], ["王一", phone_of(1), never, never], ["赵四", phone_of(2), "包丹巴", "2组"])
    header = find_header(made)
    assert header is not None
    first, second = data_rows(made, header)
    assert never not in repr(first)
    assert [second.text(col) for col in range(4)] == ["赵四", phone_of(2), "包丹巴", "2组"]
