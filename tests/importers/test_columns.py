import pytest

from kzzq_desktop.domain.sheet_view import FORBIDDEN
from kzzq_desktop.importers.columns import cell_at, find_header, is_labels, read_header
from tests.importers.tables import HEADER, family, sheet

DATA = family(1, "王一", "李二")


def fields(*rows, merges=()) -> dict[str, int]:
    header = find_header(sheet(*rows, merges=merges))
    assert header is not None
    return {name: cols[0] for name, cols in header.fields.items()}


def test_a_header_under_titles_and_blank_rows() -> None:
    above = (["甲镇毛都嘎查户情台账"], ["填报单位：毛都嘎查（盖章）", "", "填报时间：2025年3月15日"], [])
    header = find_header(sheet(*above, HEADER, *DATA))
    assert header is not None
    assert (header.first, header.last) == (3, 3)
    assert header.col("head_name") == 1
    assert header.col("name") == 2


@pytest.mark.parametrize("labels", [("户 主", "姓\n名", "与户主\n关系 *"), ("户　主：", "*姓名", "与户主关系（必填）")])
def test_labels_with_spaces_breaks_stars_and_brackets(labels: tuple[str, ...]) -> None:
    assert fields(labels, ["王一", "王一", "户主"]) == {"head_name": 0, "name": 1, "relation": 2}


TWO_ROWS = (
    ["序号", "户主信息", "", "家庭成员情况", "", "网格及联系党员", "", "备注"],
    ["", "姓名", "电话", "姓名", "与户主关系", "姓名", "电话", ""],
    ["1", "王一", "", "王一", "户主", "包丹巴", "", ""],
)
EXPECTED = {"seq": 0, "head_name": 1, "phone": 2, "name": 3, "relation": 4, "contact_member": 5, "contact_phone": 6, "note": 7}


def test_two_header_rows_with_merges() -> None:
    merges = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6), (0, 7, 1, 7)]
    assert fields(*TWO_ROWS, merges=merges) == EXPECTED


def test_two_header_rows_in_a_text_file_without_merges() -> None:
    assert fields(*TWO_ROWS) == EXPECTED


def test_a_header_repeated_in_one_row_further_down_does_not_hide_the_first() -> None:
    repeated = ["序号", "户主", "户主电话", "姓名", "与户主关系", "联系党员", "党员电话", "备注"]
    header = find_header(sheet(*TWO_ROWS, repeated))
    assert header is not None
    assert (header.first, header.last) == (0, 1)


def test_a_name_column_alone_is_the_head() -> None:
    assert fields(["序号", "姓名", "联系电话", "家庭人口"], ["1", "王一", "", "3"])["head_name"] == 1


def test_a_name_beside_a_relation_is_a_person() -> None:
    assert fields(["序号", "姓名", "关系"], ["1", "王一", "户主"])["name"] == 1


def test_the_member_named_beside_a_head_is_the_contact() -> None:
    found = fields(["户主", "电话", "党员姓名", "党员电话"], ["王一", "", "包丹巴", ""])
    assert found == {"head_name": 0, "phone": 1, "contact_member": 2, "contact_phone": 3}


def test_a_phone_right_of_the_contact_is_the_contacts() -> None:
    assert fields(["户主", "电话", "联系党员", "联系电话"], ["王一", "", "包丹巴", ""])["contact_phone"] == 3


def test_the_first_phone_is_the_contacts_where_it_stands_right_of_him() -> None:
    found = fields(["党员姓名", "联系电话", "联系户姓名", "户主电话"], ["包丹巴", "", "王一", ""])
    assert found == {"contact_member": 0, "contact_phone": 1, "head_name": 2, "phone": 3}


def test_a_number_among_the_labels_does_not_hide_the_header() -> None:
    found = fields(["户主", "姓名", "与户主关系", 2025.0], ["王一", "王一", "户主", ""])
    assert found == {"head_name": 0, "name": 1, "relation": 2}


def test_columns_not_read_are_named() -> None:
    header = find_header(sheet(["户主", "民族", "电话", "家里有几头牛"], ["王一", "x", "", "3"]))
    assert header is not None
    assert header.forbidden == (1,)
    assert header.unknown == (3,)


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "嘎查村", "网格数", "户数", "人口"], [1.0, "毛都嘎查", 3.0, 30.0, 90.0]],
        [["一、本台账以嘎查村为单位填写，一村一表。"], ["二、身份证号须为18位文本格式。"]],
        [["户主"], ["配偶"], ["长子"]],
        [[]],
        [["甲", "乙"], ["丙", "丁"]],
    ],
)
def test_what_has_no_header(rows: list[list[object]]) -> None:
    assert find_header(sheet(*rows)) is None


def test_a_header_knows_which_column_is_which() -> None:
    header = read_header(sheet(["户主", "民族", "电话", "手机", "某某栏"]), 0, 0)
    assert (header.col("phone"), header.fields["phone"], header.col("address")) == (2, [2, 3], -1)
    assert [header.field_of(col) for col in range(5)] == ["head_name", FORBIDDEN, "phone", "phone", ""]
    assert header.has("head_name")
    assert not header.has("address")


def test_a_part_of_a_row_is_a_header_of_its_own() -> None:
    header = read_header(sheet(["户主", "电话", "", "姓名", "关系"]), 0, 0, 3, 4)
    assert header.fields == {"name": [3], "relation": [4]}
    assert (header.left, header.right) == (3, 4)


def test_the_source_is_the_labels_and_nothing_else() -> None:
    labels = ["户主", "电话"]
    here, lower = read_header(sheet(labels), 0, 0), read_header(sheet([], ["户情表"], labels, ["王一", "1"]), 2, 2)
    other = read_header(sheet(["电话", "户主"]), 0, 0)
    assert here.source == lower.source != other.source


def test_a_table_is_as_wide_as_its_sheet() -> None:
    assert read_header(sheet(["户主", "电话"], ["王一", "1", "", "已迁出"]), 0, 0).right == 3


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        (["姓名", "关系", "性别"], True),
        (["户主", "电话"], True),
        (["户主", "王一", "电话"], False),
        (["王一", "户主", "男"], False),
        ([], False),
        (["姓名", "关系", 3.0], False),
    ],
)
def test_a_row_of_labels_by_itself(row: list[object], labels: bool) -> None:
    assert is_labels(row) == labels


def test_cells_right_of_a_row_are_empty() -> None:
    assert cell_at(["王一"], 0) == "王一"
    assert cell_at(["王一"], 5) == ""
