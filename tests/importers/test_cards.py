from pathlib import Path

import pytest

from kzzq_desktop.importers.cards import CARD_HEADER, is_card, people_beside, read_cards
from kzzq_desktop.importers.columns import find_header
from kzzq_desktop.importers.layouts import CARDS
from tests.importers.tables import HEADER, family, id_of, phone_of, read, sheet, write_xlsx

PEOPLE = [["王一", "户主", "男", id_of(1)], ["李二梅", "妻", "女", id_of(2, "2")], ["王小三", "长子", "男", id_of(3)]]
LABELS = ["姓名", "与户主关系", "性别", "身份证号"]
FACTS = [["户主", "王一", "家庭人口", 3.0], ["组", "1组", "网格", "第1网格"], ["联系党员", "包丹巴 15400009999", "户号", "0007"]]
CARD = [["毛都嘎查户情卡"], *FACTS, LABELS, *PEOPLE]


def rows_of(*rows: list[object]) -> list[dict[str, str]]:
    found = read_cards(sheet(*rows), 2026, {})
    return [{name: text for name, (col,) in CARD_HEADER.fields.items() if (text := row.text(col))} for row in found]


def said_to_be_card(*rows: list[object]) -> bool:
    made = sheet(*rows)
    return is_card(made, find_header(made))


def test_a_form_with_its_facts_is_a_card_and_lists_are_none() -> None:
    assert said_to_be_card(*CARD)
    assert said_to_be_card(*[[cell for cell in row if cell != ""] for row in CARD], ["户主签字："])
    assert not said_to_be_card(HEADER, *family(1, "王一", "李二"))
    assert not said_to_be_card(["户主", "电话", "家庭人口"], ["王一", phone_of(1), 3.0], ["赵四", phone_of(2), 2.0])
    assert not said_to_be_card(["序号", "基本情况", "", "备注"], ["", "户主", "电话", ""], [1.0, "王一", phone_of(1), ""])


def test_a_form_without_people_is_a_card_by_its_facts_only_where_the_head_is_among_them() -> None:
    assert said_to_be_card(*FACTS, ["住址", "毛都嘎查1组"])
    assert not said_to_be_card(["填报单位", "毛都嘎查"], ["网格", "第1网格"], ["组", "1组"])


def test_the_facts_stand_in_the_heads_row() -> None:
    first, *others = rows_of(*CARD)
    assert first["name"] == first["head_name"] == "王一"
    assert {name: first[name] for name in ("population", "group", "grid", "household_no")} == {
        "population": "3", "group": "1组", "grid": "第1网格", "household_no": "0007"
    }  # fmt: skip
    assert all(set(other) <= {"name", "relation", "sex", "id_number"} for other in others)


def test_a_head_who_is_not_among_the_people_comes_first_with_his_own_facts() -> None:
    facts = [["户主", "王一", "性别", "男"], ["身份证号", id_of(1), "联系电话", phone_of(1)], ["家庭人口", 3.0]]
    first, *others = rows_of(*facts, LABELS, *PEOPLE[1:])
    assert (first["name"], first["id_number"], first["phone"]) == ("王一", id_of(1), phone_of(1))
    assert [other["name"] for other in others] == ["李二梅", "王小三"]


def test_a_head_of_whom_a_character_was_lost_is_not_read_twice() -> None:
    facts = [["户主", "王?"], ["家庭人口", 3.0], ["组", "1组"]]
    assert [row["name"] for row in rows_of(*facts, LABELS, *PEOPLE)] == ["王一", "李二梅", "王小三"]


def cards(label: str, *values: object) -> list[list[object]]:
    """A card for each value of a fact with a strange label."""
    names = ("王一", "赵四", "周七", "吴八")
    made = [[["户情卡"], ["户主", name], [label, value], ["家庭人口", 2.0], LABELS, [name, "户主", "男", id_of(at)], []]
            for at, (name, value) in enumerate(zip(names, values, strict=True))]  # fmt: skip
    return [row for card in made for row in card]


@pytest.mark.parametrize(("values", "field"), [
    (("第1网格", "第1网格", "第2网格", "第2网格"), "grid"), (("1组", "1组", "2组", "2组"), "group"),
    (tuple(f"毛都嘎查{n}组{n}号" for n in range(1, 5)), "address"), (tuple(phone_of(n) for n in range(4)), "phone"),
])  # fmt: skip
def test_what_no_word_tells_the_facts_of_all_cards_do(values: tuple[str, ...], field: str) -> None:
    assert [row.get(field) for row in rows_of(*cards("某某栏", *values))] == list(values)


@pytest.mark.parametrize("values", [("蒙古族",) * 4, ("9999990381199955617",) * 4])
def test_what_a_rule_forbids_is_in_no_row(values: tuple[str, ...]) -> None:
    assert values[0] not in repr(rows_of(*cards("某某栏", *values)))


def test_heads_under_a_word_that_nobody_knows_are_the_first_names() -> None:
    rows = [[cell if cell != "户主" else "某某人：" for cell in row] for row in FACTS]
    assert rows_of(*rows, LABELS, *PEOPLE)[0]["head_name"] == "王一"


@pytest.mark.parametrize("gap", [1, 2])
def test_people_right_of_the_facts_are_the_cards(gap: int) -> None:
    free = [""] * gap
    right = [LABELS, *PEOPLE]
    rows = [[*left[:2], *free, *people] for left, people in zip([*FACTS, ["住址", "毛都嘎查1组"]], right, strict=True)]
    made = sheet(["毛都嘎查户情卡"], *rows)
    assert people_beside(made) == 2 + gap
    assert is_card(made, find_header(made))
    found = rows_of(["毛都嘎查户情卡"], *rows)
    assert [row["name"] for row in found] == ["王一", "李二梅", "王小三"]
    assert (found[0]["group"], found[0]["address"]) == ("1组", "毛都嘎查1组")
    assert people_beside(sheet(HEADER, *family(1, "王一", "李二"))) == 0


def test_cards_of_a_sheet_are_households_of_the_village_in_their_title(tmp_path: Path) -> None:
    other = [
        ["东毛都嘎查户情卡"],
        ["户主", "赵四", "家庭人口", 1.0],
        ["组", "2组", "网格", "第2网格"],
        LABELS,
        ["赵四", "户主", "男", id_of(9)],
    ]
    reading = read(write_xlsx(tmp_path / "甲镇.xlsx", [*CARD, [], *other], title="Sheet1"))
    assert set(reading.layouts.values()) == {CARDS}
    assert [(home.head_name, home.village_code, home.contact_name, len(home.people)) for home in reading.households] == [
        ("王一", "150599100200", "包丹巴", 3), ("赵四", "150599100201", "", 1)
    ]  # fmt: skip


def test_a_table_with_labels_that_few_know_is_no_card() -> None:
    groups, labels = ["字段3", "门牌地址", "家庭成员情况", "", "", ""], ["", "", "数据9", "能打通的电话", "身份证", "户头"]
    people = [
        [float(n), f"毛都嘎查1组{n}号", f"19{50 + n}.2", phone_of(n), id_of(n), name]
        for n, name in enumerate(("王一", "赵四", "周七"), 1)
    ]
    assert not said_to_be_card(["户情表"], groups, labels, *people)
    assert not said_to_be_card(["户情表"], labels, *people)


def test_lines_right_above_the_labels_are_facts_and_not_their_upper_part() -> None:
    lines = [
        ["户主：", "王一", "家庭人口：", 2.0, ""],
        ["网格号：", "150599100200001", "户编号：", "1042010002", ""],
        ["备注：", "", "住房结构：", "楼房", ""],
    ]
    made = [
        ["毛都嘎查登记卡"],
        *lines,
        ["年龄", "与户主关系", "姓名", "联系电话", "性别"],
        [72.0, "户主", "王一", phone_of(1), "男"],
    ]
    assert said_to_be_card(*made)
    (row,) = rows_of(*made)
    assert (row["grid"], row["household_no"], row["population"]) == ("150599100200001", "1042010002", "2")


def test_two_rows_of_labels_over_people_are_no_card() -> None:
    groups = ["组别", "迁入时间", "联系电话", "网格党员", "人员基本信息", "", "户主姓名", "人员基本信息", "", "党员电话"]
    labels = ["", "", "", "", "出生年月", "身份证号", "", "性别", "称谓", ""]
    people = [
        ["1组", "", phone_of(n), "包丹巴", "1951.2", id_of(n), name, "男", "户主", phone_of(90)]
        for n, name in enumerate(("王一", "赵四"))
    ]
    assert not said_to_be_card(["户情表"], groups, labels, *people)
