import pytest

from kzzq_desktop.importers.columns import find_header
from kzzq_desktop.importers.shapes import (
    counts_columns,
    first_body,
    header_by_shape,
    heads_data,
    is_data_row,
    is_example,
    is_hint,
    with_lower_labels,
)
from tests.importers.tables import HEADER, family, id_of, phone_of, sheet

DATA = [["王一", "男", id_of(1), phone_of(1)], ["李二", "女", id_of(2, "2"), phone_of(2)], ["赵四", "男", id_of(3), ""]]
STRANGE = ["甲栏", "乙栏", "丙栏", "丁栏"]


def test_rows_of_values_are_data_and_rows_of_labels_are_not() -> None:
    assert all(is_data_row(row) for row in family(1, "王一", "李二", "王三"))
    assert not is_data_row(HEADER)
    assert not is_data_row(STRANGE)
    assert not is_data_row(["戶主", "戶主", "人名", "称谓", "姓别", "18位号码"])
    assert not is_data_row(["No.", "Name", "Relation", "Sex", "ID Number"])


@pytest.mark.parametrize("row", [[], [""], ["王一"], ["王一", "李二", "赵四"], [1.0, 2.0, 3.0], ["合计", "", ""]])
def test_too_little_is_no_data(row: list[object]) -> None:
    assert not is_data_row(row)


def test_numbers_of_people_over_columns_without_a_word_are_labels() -> None:
    assert not is_data_row(["编号", "姓名1", "1", "1", "姓名2", "2", "2", "姓名3", "3", "3"])
    assert not is_data_row(["编号", "（1）", "（1）", "姓名（1）", "（2）", "（2）", "姓名（2）"])


def test_the_labels_stand_over_the_first_rows_of_values() -> None:
    header = header_by_shape(sheet(["毛都嘎查户情表"], [], STRANGE, *DATA))
    assert header is not None
    assert (header.first, header.last) == (2, 2)
    assert header.labels == tuple(STRANGE)


def test_without_labels_there_is_a_header_of_no_rows() -> None:
    header = header_by_shape(sheet(["毛都嘎查户情表"], *DATA))
    assert header is not None
    assert (header.first, header.last) == (1, 0)
    assert not any(header.labels)
    assert header.right == 3


def test_a_table_as_wide_as_its_widest_row_is_read_whole() -> None:
    header = header_by_shape(sheet(*DATA, [*DATA[0], "", "已迁出"]))
    assert header is not None
    assert header.right == 5


@pytest.mark.parametrize(
    "between", [["合计", "", "", 3.0], ["例：张三", "男", id_of(9), ""], ["必填", "男/女", "18位", ""], [1.0, 2.0, 3.0, 4.0], []]
)
def test_what_stands_between_labels_and_values_does_not_hide_the_labels(between: list[object]) -> None:
    header = header_by_shape(sheet(STRANGE, between, *DATA))
    assert header is not None
    assert header.labels == tuple(STRANGE)


@pytest.mark.parametrize("above", [["填表人：某某", "2025年3月"], ["单位：户、人", "第1页"]])
def test_lines_above_a_table_are_no_labels(above: list[object]) -> None:
    header = header_by_shape(sheet(above, *DATA))
    assert header is not None
    assert not any(header.labels)


def test_nothing_is_found_where_nothing_stands() -> None:
    assert header_by_shape(sheet()) is None
    assert header_by_shape(sheet(["一、填表说明"], ["二、每月上报"])) is None
    assert first_body(sheet(STRANGE), 0) is None


def test_labels_under_a_row_of_groups_belong_to_the_header() -> None:
    groups, labels = ["序号", "户籍信息", "", "成员信息", "", ""], ["", "何组", "几口人", "家里人", "号", "打哪个"]
    rows = [
        [1.0, "1组", 3.0, "王一", id_of(1), phone_of(1)],
        ["", "", "", "李二", id_of(2), ""],
        [2.0, "2组", 1.0, "赵四", id_of(3), ""],
    ]
    made = sheet(groups, labels, *rows)
    header = find_header(made) or header_by_shape(made)
    assert header is not None
    assert with_lower_labels(made, header).last == 1


def test_a_row_of_hints_under_the_labels_is_no_part_of_the_header() -> None:
    made = sheet(HEADER, ["", "", "必填", "如：户主", "男/女", "18位", "", "", "如：第1网格", "", ""], *family(1, "王一", "李二"))
    header = find_header(made)
    assert header is not None
    assert with_lower_labels(made, header) == header


def test_labels_of_a_second_table_are_known_by_the_values_under_them() -> None:
    labels = ["名字", "男女", "证件号码", "能打通的电话"]
    made = sheet(labels, *DATA, labels, *DATA)
    assert [place for place in range(len(made.rows)) if heads_data(made, place)] == [0, 4]


@pytest.mark.parametrize("cell", ["例：张三", "（示例）张三", "示例", "例如:王五", "张三（样例）", "填写示例"])
def test_examples_say_that_they_are(cell: str) -> None:
    assert is_example(["", cell, "户主"])


@pytest.mark.parametrize(
    "cell", ["例行走访", "张例", "王一", "毛都嘎查示范户常年外出务工，家中老人由邻居照看，详见走访记录及说明示例材料附件二"]
)
def test_other_words_with_that_character_are_none(cell: str) -> None:
    assert not is_example(["", cell, "户主"])


def test_hints_and_numbers_of_columns_are_told_from_people() -> None:
    assert is_hint(["", "必填，真实姓名", "如：户主、配偶"])
    assert not is_hint(["王一", "户主", 3.0])
    assert counts_columns([1.0, 2.0, 3.0])
    assert counts_columns(["（1）", "（2）", "（3）"])
    assert not counts_columns([1.0, 2.0])
    assert not counts_columns([1.0, 3.0, 2.0])
