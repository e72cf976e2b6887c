from kzzq_desktop.importers.layouts import CARDS, HEADS, MEMBERS, OTHER, PEOPLE, WIDE, titles
from kzzq_desktop.importers.tables import find_tables
from tests.importers.tables import HEADER, family, sheet, table

CARD = (
    ["毛都嘎查农牧户基本情况登记卡"],
    ["户主姓名", "王一", "家庭人口", 2.0, "联系电话", "15400000001"],
    ["家庭住址", "毛都嘎查1组", "", "", "联系党员", "包丹巴"],
    ["姓名", "与户主关系", "性别", "身份证号", "出生日期", "备注"],
    ["王一", "户主", "男", "", "", ""],
)


def layout(*rows, **more) -> str:
    found = find_tables(sheet(*rows, **more), 2026, {})
    return found[0].layout if found else OTHER


def test_one_row_a_person() -> None:
    assert layout(HEADER, *family(1, "王一", "李二")) == PEOPLE


def test_one_row_a_household() -> None:
    assert layout(["序号", "户主", "身份证号", "电话", "网格"], ["1", "王一", "", "", "1"]) == HEADS


def test_people_side_by_side_are_wide() -> None:
    wide = ["序号", "户主", "电话", "家庭成员1", "", "家庭成员2", ""]
    below = ["", "", "", "姓名", "关系", "姓名", "关系"]
    assert layout(wide, below, ["1", "王一", "", "李二", "妻", "王三", "长子"]) == WIDE
    one_row = ["户主", "电话", "成员1姓名", "成员1关系", "成员2姓名", "成员2关系"]
    assert layout(one_row, ["王一", "", "李二", "妻", "王三", "长子"]) == WIDE


def test_a_card() -> None:
    assert layout(*CARD, name="王一") == CARDS


def test_a_card_without_a_table_under_it() -> None:
    assert layout(*CARD[:3]) == CARDS


def test_a_line_of_labels_above_a_ledger_makes_no_card() -> None:
    above = ["嘎查村", "毛都嘎查", "联系电话", "15400000001"]
    assert layout(["户台账"], above, HEADER, *family(1, "王一")) == PEOPLE


def test_member_lists_by_header_or_title() -> None:
    assert layout(["党员姓名", "性别", "电话", "党支部"], ["包丹巴", "男", "", "毛都支部"]) == MEMBERS
    assert layout(["序号", "姓名", "性别", "所在支部"], ["1", "包丹巴", "男", "毛都支部"]) == MEMBERS
    assert layout(["毛都嘎查党员花名册"], ["序号", "姓名", "性别", "电话"], ["1", "包丹巴", "男", ""]) == MEMBERS


def test_a_ledger_titled_after_the_members_who_look_after_it_is_no_member_list() -> None:
    assert layout(["毛都嘎查党员联系户台账"], ["序号", "户主", "电话", "联系党员"], ["1", "王一", "", "包丹巴"]) == HEADS
    assert layout(["毛都嘎查党员联系户花名册"], HEADER, *family(1, "王一")) == PEOPLE


def test_other_sheets() -> None:
    assert layout(["填表说明"], ["一、一村一表。"]) == OTHER


def test_titles_stand_above_the_header_each_once() -> None:
    made = sheet(["户台账", "", "户台账"], ["填报单位：毛都嘎查"], HEADER)
    assert titles(made, table(made).header) == ["户台账", "填报单位：毛都嘎查"]
