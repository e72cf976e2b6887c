from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.sheet_view import FORBIDDEN, Ground
from kzzq_desktop.importers.columns import Header, read_header
from kzzq_desktop.importers.infer import infer_columns
from tests.importers.tables import id_of, phone_of, sheet

YEAR = 2026
NAMES = ("王一", "李二梅", "王小三", "赵四", "孙五香", "赵小六", "周七", "吴八")
RELATIONS = ("户主", "妻", "长子", "户主", "妻", "次子", "户主", "户主")
SEXES = ("男", "女", "男", "男", "女", "男", "男", "男")
HEADS = ("王一", "", "", "赵四", "", "", "周七", "吴八")


def ids() -> list[str]:
    return [id_of(number * 31, "2" if sex == "女" else "1") for number, sex in enumerate(SEXES)]


def inferred(columns: dict[str, Sequence[object]]) -> Header:
    """The header of columns by their labels; several blank labels are written as blanks of different lengths."""
    labels = [label.strip() for label in columns]
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    if not any(labels):
        return infer_columns(Header(0, -1, ("",) * len(labels), right=len(labels) - 1), rows, YEAR)
    return infer_columns(read_header(sheet(labels), 0, 0), rows, YEAR)


FULL = {
    " " * 0: [1.0, "", "", 2.0, "", "", 3.0, 4.0],
    " ": HEADS, " " * 2: NAMES, " " * 3: RELATIONS, " " * 4: SEXES, " " * 5: ids(), " " * 6: [phone_of(n) for n in range(8)],
    " " * 7: ["1组", "", "", "1组", "", "", "2组", "2组"], " " * 8: ["第1网格", "", "", "第1网格", "", "", "第2网格", "第2网格"],
    " " * 9: ["蒙古族"] * 8, " " * 10: [f"99999903811999556{n:02d}" for n in range(8)],
}  # fmt: skip
ORDER = ("household_no", "head_name", "name", "relation", "sex", "id_number", "phone", "group", "grid")


def test_a_table_without_any_word_is_known_by_its_cells() -> None:
    header = inferred(FULL)
    found = {name: header.col(name) for name in ORDER}
    assert found == {name: col for col, name in enumerate(ORDER)}
    assert header.forbidden == (9, 10)
    assert set(header.grounds.values()) == {Ground.CONTENT}


@given(st.permutations(range(len(FULL))))
@settings(max_examples=40, deadline=None)
def test_the_order_of_columns_does_not_matter(order: list[int]) -> None:
    columns = list(FULL.values())
    header = inferred({" " * place: columns[col] for place, col in enumerate(order)})
    assert {name: order[header.col(name)] for name in ORDER} == {name: col for col, name in enumerate(ORDER)}


def test_what_is_forbidden_by_its_cells_is_so_under_any_word() -> None:
    header = inferred(
        {
            "户主": NAMES,
            "情况": ["汉族", "蒙古族"] * 4,
            "项目6": ["9999990381199955617"] * 8,
            "电话": [phone_of(n) for n in range(8)],
        }
    )
    assert header.forbidden == (1, 2)
    assert header.field_of(1) == FORBIDDEN


@pytest.mark.parametrize("few", [1, 2])
def test_a_single_ethnicity_is_enough_to_forbid_its_column(few: int) -> None:
    cells = ["蒙古族"] * few + [""] * (8 - few)
    assert inferred({"户主": NAMES, "项目6": cells, "电话": [phone_of(n) for n in range(8)]}).forbidden == (1,)


def test_a_column_named_wrongly_is_known_by_its_cells() -> None:
    header = inferred({"姓名": NAMES, "关系": RELATIONS, "身份证号": [phone_of(n) for n in range(8)], "电话": ids()})
    assert header.col("id_number") == 3
    assert header.col("phone") == 2


def test_words_and_cells_together_are_said_to_be_both() -> None:
    header = inferred({"姓名": NAMES, "关系": RELATIONS, "能打通的电话": [phone_of(n) for n in range(8)], "x9": ids()})
    assert header.grounds[2] is Ground.BOTH
    assert header.grounds[3] is Ground.CONTENT
    assert header.grounds[0] is Ground.WORDS


def test_facts_of_others_are_not_read_whatever_they_look_like() -> None:
    spouses = ["", id_of(500), "", "", id_of(501), "", "", ""]
    header = inferred({"姓名": NAMES, "关系": RELATIONS, "配偶身份证号": spouses, "监护人电话": [phone_of(n) for n in range(8)],
                       "入党时间": ["2001-03-04"] * 8, "身份证号": ids()})  # fmt: skip
    assert header.fields["id_number"] == [5]
    assert not header.has("phone")
    assert not header.has("birth")


def test_births_are_the_days_that_agree_with_the_ids() -> None:
    born = [f"{number[6:10]}.{int(number[10:12])}" for number in ids()]
    joined = [f"20{10 + n}.3.1" for n in range(8)]
    assert inferred({"": NAMES, " ": RELATIONS, "  ": joined, "   ": born, "    ": ids()}).fields["birth"] == [3]


def test_sexes_in_digits_are_told_by_relations_or_by_ids() -> None:
    digits = ["2" if sex == "女" else "1" for sex in SEXES]
    assert inferred({"": NAMES, " ": RELATIONS, "  ": digits}).col("sex") == 2
    assert inferred({"": NAMES, " ": ids(), "  ": digits}).col("sex") == 2
    against = ["1" if sex == "2" else "2" for sex in digits]
    assert not inferred({"": NAMES, " ": ids(), "  ": against}).has("sex")


def test_a_constant_column_of_ones_says_nothing() -> None:
    header = inferred({"": NAMES, " ": ids(), "  ": ["1"] * 8, "   ": [phone_of(n) for n in range(8)]})
    assert set(header.fields) <= {"head_name", "name", "id_number", "phone"}
    assert header.unknown == (2,)


def test_ticks_under_the_word_for_heads_say_who_the_head_is() -> None:
    header = inferred({"姓名": NAMES, "户主": ["√", "", "", "√", "", "", "√", "√"], "身份证号": ids()})
    assert header.col("relation") == 1
    assert header.col("name") == 0


def test_phones_of_few_people_over_many_rows_are_the_contacts() -> None:
    few = [phone_of(900)] * 4 + [phone_of(901)] * 4
    header = inferred({"": NAMES, " ": ids(), "  ": [phone_of(n) for n in range(8)], "   ": few})
    assert (header.col("phone"), header.col("contact_phone")) == (2, 3)


def test_codes_of_grids_are_no_ids_of_people() -> None:
    codes = ["150599200202001"] * 4 + ["150599200202002"] * 4
    header = inferred({"姓名": NAMES, "关系": RELATIONS, "所在格": codes})
    assert header.col("grid") == 2
    assert not header.has("id_number")


def test_one_remark_in_a_column_without_a_word_is_read() -> None:
    assert inferred({"": NAMES, " ": ids(), "  ": ["", "", "已迁出", *[""] * 5]}).col("note") == 2


def test_a_serial_is_known_by_its_count_under_any_word() -> None:
    assert (
        inferred({"甲乙": [float(n) for n in range(1, 9)], "姓名": NAMES, "电话": [phone_of(n) for n in range(8)]}).col("seq")
        == 0
    )


def test_a_list_of_names_and_nothing_else_that_can_be_told_stays_unknown_beside() -> None:
    header = inferred({"姓名": NAMES, "电话": [phone_of(n) for n in range(8)], "土地": ["甲等", "乙等"] * 4})
    assert header.unknown == (2,)


def test_every_column_is_one_thing_only() -> None:
    header = inferred(FULL)
    given_to = [col for cols in header.fields.values() for col in cols]
    assert len(given_to) == len(set(given_to))
    assert not set(given_to) & {*header.forbidden, *header.unknown}


def test_people_under_a_word_that_says_nothing_are_looked_for_where_the_heads_stand_in_some_rows_only() -> None:
    header = inferred(
        {"户主": HEADS, "内容": NAMES, "性别": SEXES, "身份证号": ids(), "联系电话": [phone_of(n) for n in range(8)]}
    )
    assert (header.col("head_name"), header.col("name")) == (0, 1)


def test_members_over_blocks_are_not_the_people_of_the_rows() -> None:
    members = ["李二梅", *[""] * 4, "郑十", "", ""]
    header = inferred({"党员": members, "栏目": NAMES, "性别": SEXES, "身份证号": ids(), "电话": [phone_of(n) for n in range(8)]})
    assert (header.col("contact_member"), header.col("head_name")) == (0, 1)
