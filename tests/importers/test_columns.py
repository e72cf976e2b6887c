import pytest

from kzzq_desktop.domain.reference import read_reference
from kzzq_desktop.importers.columns import bare_label, find_header, known_fields
from tests.importers.tables import HEADER, family, sheet

DATA = family(1, "王一", "李二")


def fields(*rows, merges=()) -> dict[str, int]:
    header = find_header(sheet(*rows, merges=merges))
    assert header is not None
    return {name: cols[0] for name, cols in header.fields.items()}


def test_every_alias_of_the_list_is_known() -> None:
    for row in read_reference("header_aliases"):
        assert row["field"] in known_fields(bare_label(row["alias"]))


def test_every_forbidden_header_is_forbidden() -> None:
    for row in read_reference("headers_must_not_import"):
        assert known_fields(bare_label(row["alias"])) == ("forbidden",)


LONGER = ("居民民族", "宗教信仰情况", "银行账号（农行）", "本人残疾证号", "是否党员(是/否)", "社保卡账号", "患病情况")


@pytest.mark.parametrize("label", LONGER)
def test_a_forbidden_word_in_a_longer_label_is_forbidden(label: str) -> None:
    assert known_fields(bare_label(label)) == ("forbidden",)


@pytest.mark.parametrize("label", ["党员身份证号", "备用钥匙", "", "网格化管理台账及其他说明内容一览表格式样本一二三四五六"])
def test_unknown_labels(label: str) -> None:
    assert known_fields(bare_label(label)) == ()


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
