import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED, Ground
from kzzq_desktop.importers.layouts import CARDS, HEADS, OTHER, PEOPLE, WIDE
from kzzq_desktop.importers.tables import find_tables
from tests.importers.tables import HEADER, family, id_of, phone_of, sheet

HEAD_LABELS = ["序号", "户主", "联系电话", "组"]
HOMES = [
    [float(number), name, phone_of(number), f"{number}组"] for number, name in enumerate(("王一", "赵四", "周七", "吴八"), 1)
]
FLAT = [*family(1, "王一", "李二", "王三"), *family(2, "赵四", "孙五")]
STRANGE = [f"{letter}栏" for letter in "甲乙丙丁戊己庚辛壬癸子"]


def tables(*rows: list[object], said=None, merges=()):
    return find_tables(sheet(*rows, merges=merges), 2026, said or {})


def test_a_sheet_with_nothing_of_people_has_no_tables_to_read() -> None:
    assert tables() == []
    assert [one.layout for one in tables(["序号", "嘎查村", "户数"], [1.0, "毛都嘎查", 30.0])] in ([], [OTHER])


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        ([HEADER, *FLAT], PEOPLE),
        ([HEAD_LABELS, *HOMES], HEADS),
        (
            [
                ["户主", "王一", "组", "1组"],
                ["家庭人口", 2.0, "网格", "第1网格"],
                ["姓名", "与户主关系", "性别"],
                ["王一", "户主", "男"],
            ],
            CARDS,
        ),
        ([["户主", "成员1姓名", "成员1关系", "成员2姓名", "成员2关系"], ["王一", "李二", "妻", "王三", "长子"]], WIDE),
    ],
)
def test_each_layout_is_told_from_the_sheet(rows: list[list[object]], layout: str) -> None:
    assert [one.layout for one in tables(*rows)] == [layout]


def test_tables_under_one_another_have_their_own_columns_rows_and_titles() -> None:
    first, second = tables(["第一部分"], HEAD_LABELS, *HOMES, [], ["第二部分"], HEADER, *FLAT)
    assert (first.layout, first.top, first.header.first, first.bottom) == (HEADS, 0, 1, 7)
    assert (second.layout, second.top, second.header.first, second.bottom) == (PEOPLE, 8, 8, 13) or second.header.first == 8
    assert second.header.col("relation") == 3


def test_a_second_table_under_words_that_few_know_is_found_by_its_values() -> None:
    labels = ["名字", "男或女", "证件号码们", "能打通的电话", "住在哪里"]
    people = [[name, "男", id_of(at), phone_of(at), f"毛都嘎查1组{at}号"] for at, name in enumerate(("郑十", "冯甲", "陈乙"), 1)]
    first, second = tables(HEAD_LABELS, *HOMES, labels, *people)
    assert first.bottom == 4
    assert {"name", "sex", "id_number", "phone", "address"} <= set(second.header.fields)


def test_a_header_repeated_on_each_page_begins_no_new_table() -> None:
    assert len(tables(HEADER, *FLAT, ["户情表"], HEADER, *FLAT)) == 1
    assert len(tables(STRANGE, *FLAT, ["户情表"], STRANGE, *FLAT)) == 1


def test_a_table_of_unknown_words_above_a_known_one_is_read_by_its_own() -> None:
    first, second = tables(STRANGE, *FLAT, [], HEAD_LABELS, *HOMES)
    assert first.header.labels[:2] == ("甲栏", "乙栏")
    assert first.header.col("id_number") == 5
    assert second.header.col("head_name") == 1


def test_pages_of_which_only_the_second_bears_the_header_are_one_table() -> None:
    (one,) = tables(*FLAT, HEADER, *FLAT)
    assert (one.header.first, one.header.last) == (0, -1)
    assert one.header.col("relation") == 3


@given(st.lists(st.sampled_from([[], ["毛都嘎查户情表"], ["填报单位：毛都嘎查", "", "2025年3月"], [""]]), max_size=29))
@settings(max_examples=25, deadline=None)
def test_lines_above_the_header_do_not_matter(above: list[list[object]]) -> None:
    (one,) = tables(*above, HEADER, *FLAT)
    assert one.header.first == len(above)
    assert one.header.col("name") == 2


def test_what_the_clerk_says_of_a_layout_holds_for_its_columns() -> None:
    labels = ["户主", "项目一", "项目二", "联系电话", "民族"]
    rows = [[name, "甲", "乙", phone_of(at), "汉族"] for at, name in enumerate(("王一", "赵四", "周七"), 1)]
    (before,) = tables(labels, *rows)
    source = before.header.source
    (after,) = tables(labels, *rows, said={source: {1: "address", 2: FORBIDDEN, 3: IGNORED, 0: "head_name"}})
    assert after.header.fields == {"head_name": [0], "address": [1]}
    assert set(after.header.forbidden) == {2, 4}
    assert 3 in after.header.unknown
    assert after.header.grounds[1] is Ground.CLERK
    (other,) = tables(labels, *rows, said={"another": {1: "address"}})
    assert other.header.fields == before.header.fields


def test_a_layout_keeps_its_source_wherever_it_stands_and_whatever_is_in_it() -> None:
    sources = {
        tables(*above, HEADER, *rows)[0].header.source
        for above in ([], [["户情表"], []])
        for rows in (FLAT, family(7, "郑十", "冯甲"))
    }
    assert len(sources) == 1
    assert tables(HEAD_LABELS, *HOMES)[0].header.source not in sources


def test_totals_examples_and_hints_say_nothing_of_the_columns() -> None:
    noise = [
        ["合计", "", 99.0, "", "", "", "", "", "", "", ""],
        ["例：0001", "张三", "张三", "户主", "男", "152399196503010010"],
        [*["必填"] * 3],
    ]
    (plain,), (noisy,) = tables(HEADER, *FLAT), tables(HEADER, *noise, *FLAT)
    assert noisy.header.fields == plain.header.fields


@pytest.mark.parametrize("labels", [HEADER, STRANGE, [""] * 11])
def test_the_same_cells_mean_the_same_under_any_words(labels: list[str]) -> None:
    many = [
        row
        for number in range(1, 9)
        for row in family(
            number, "王一二三四五六七八"[0] + "甲乙丙丁戊己庚辛"[number - 1], "李二" + "甲乙丙丁戊己庚辛"[number - 1]
        )
    ]
    rows = [labels, *many] if any(labels) else many
    (one,) = tables(*rows)
    expected = {"name": 2, "relation": 3, "sex": 4, "id_number": 5, "phone": 6, "address": 7, "grid": 8, "contact_member": 9}
    assert {name: one.header.col(name) for name in expected} == expected
