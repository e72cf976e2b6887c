import pytest

from kzzq_desktop.domain.sheet_view import RowKind
from kzzq_desktop.importers.card_walk import Card, Walk, heads_people, may_be_same
from tests.importers.tables import id_of, phone_of, sheet

TITLE = ["毛都嘎查户情卡"]
LABELS = ["姓名", "与户主关系", "性别", "身份证号"]


def below(name: str, *people: tuple[str, str], number: int = 1) -> list[list[object]]:
    """A card with its people under labels."""
    rows = [[who, relation, "男", id_of(number * 10 + at)] for at, (who, relation) in enumerate(people)]
    return [
        TITLE,
        ["户主", name, "家庭人口", float(len(people))],
        ["组", f"{number}组"],
        LABELS,
        *rows,
        ["户主签字：      年  月  日"],
        [],
    ]


def across(name: str, *people: tuple[str, str], number: int = 1) -> list[list[object]]:
    """A card with its people in columns."""
    ids = [id_of(number * 10 + at) for at in range(len(people))]
    return [
        TITLE, ["户主", name, "组", f"{number}组"], ["家庭人口", float(len(people)), "网格", "第1网格"],
        ["姓名", *(who for who, _ in people)], ["与户主关系", *(relation for _, relation in people)], ["身份证号", *ids], [],
    ]  # fmt: skip


WANG = ("王一", ("王一", "户主"), ("李二梅", "妻"))
ZHAO = ("赵四", ("赵四", "户主"), ("孙五香", "妻"), ("赵小六", "长子"))


def walked(rows: list[list[object]]) -> tuple[list[Card], dict[int, RowKind]]:
    kinds: dict[int, RowKind] = {}
    return list(Walk(sheet(*rows), kinds).cards()), kinds


@pytest.mark.parametrize("form", [below, across])
def test_a_title_or_another_head_begins_another_card(form) -> None:
    for rows in ([*form(*WANG), *form(*ZHAO, number=2)], [*form(*WANG)[1:], *form(*ZHAO, number=2)[1:]]):
        cards, _ = walked(rows)
        assert [card.facts["户主"].value for card in cards] == ["王一", "赵四"]
        assert [len(card.people) for card in cards] == [2, 3]


def test_people_keep_their_rows_columns_and_labels() -> None:
    (card,), _ = walked(below(*WANG))
    first = card.people[0]
    assert (first.place, first.cols, first.labels) == (4, [0, 1, 2, 3], tuple(LABELS))
    (card,), _ = walked(across(*ZHAO))
    last = card.people[2]
    assert (last.place, last.cols, last.labels) == (3, [3, 3, 3], ("姓名", "与户主关系", "身份证号"))
    assert last.cells[:2] == ["赵小六", "长子"]


@pytest.mark.parametrize("order", [(3, 4, 5), (5, 4, 3), (4, 3, 5)])
def test_people_in_columns_may_be_told_in_any_order(order: tuple[int, ...]) -> None:
    rows = across(*ZHAO)
    (card,), _ = walked([*rows[:3], *(rows[place] for place in order)])
    assert [dict(zip(one.labels, one.cells, strict=True))["姓名"] for one in card.people] == ["赵四", "孙五香", "赵小六"]


def test_the_one_person_of_a_household_stands_where_others_have_several() -> None:
    (card,), _ = walked(across("周七", ("周七", "户主")))
    assert [one.cells[0] for one in card.people] == ["周七"]
    assert set(card.facts) == {"户主", "组", "家庭人口", "网格"}


def test_children_of_whom_only_the_name_is_written_are_people() -> None:
    rows = below(*WANG)
    (card,), _ = walked([*rows[:6], ["王小三", "", "", ""], *rows[6:]])
    assert [one.cells[0] for one in card.people] == ["王一", "李二梅", "王小三"]


def test_a_title_over_the_people_is_no_person_and_begins_no_card() -> None:
    rows = below(*WANG)
    cards, kinds = walked([*rows[:3], ["家庭成员情况"], *rows[3:]])
    assert len(cards) == 1
    assert len(cards[0].people) == 2
    assert kinds[3] == RowKind.TITLE


def test_every_row_that_holds_something_is_said_to_be_something() -> None:
    _, kinds = walked(below(*WANG))
    assert [kinds[place] for place in range(7)] == [
        RowKind.TITLE, RowKind.STATED, RowKind.STATED, RowKind.HEADER, RowKind.PEOPLE, RowKind.PEOPLE, RowKind.NOTE
    ]  # fmt: skip
    assert 7 not in kinds


def test_remarks_behind_their_label_are_facts_and_notes_alone_are_none() -> None:
    rows = below(*WANG)
    (card,), kinds = walked([*rows[:2], ["备注", "低保户"], *rows[2:6], ["备注：本卡一式两份，户主留存一份"]])
    assert card.facts["备注"].value == "低保户"
    assert kinds[7] == RowKind.NOTE


def test_labels_are_known_by_the_people_under_them() -> None:
    made = sheet(["名字", "称呼", "打哪个电话"], ["王一", "户主", phone_of(1)], ["李二", "妻", phone_of(2)])
    assert heads_people(made, 0)
    assert not heads_people(made, 1)
    assert not heads_people(sheet(["户主姓名", "王一", "联系电话", "家庭人口"], ["住址", "毛都嘎查1组"]), 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("王一", "王一", True),
        ("王小?", "王小三", True),
        ("王一", "王二", False),
        ("王一", "王一一", False),
        ("阿拉坦", "阿□坦", True),
    ],
)
def test_names_with_lost_characters_may_be_the_same(one: str, other: str, same: bool) -> None:
    assert may_be_same(one, other) == same
    assert may_be_same(other, one) == same


def test_a_person_whose_relation_stands_first_is_no_line_of_people() -> None:
    labels, people = ["与户主关系", "姓名", "文化程度"], [["户主", "王一", "小学"], ["妻", "李二梅", "初中"]]
    (card,), _ = walked([TITLE, ["户主", "王一"], ["手机号", phone_of(1)], ["家庭人口", 2.0], labels, *people])
    assert [one.cells for one in card.people] == people
    assert set(card.facts) == {"户主", "手机号", "家庭人口"}


def test_a_remark_right_above_the_people_is_one_of_theirs() -> None:
    rows = across(*ZHAO)
    (card,), _ = walked([*rows[:3], ["备注", "", "已迁出", ""], *rows[3:], ["备注", "", "", ""]])
    notes = [dict(zip(one.labels, one.cells, strict=True)).get("备注") for one in card.people]
    assert notes == ["", "已迁出", ""]


@pytest.mark.parametrize("empty", [["备注"], ["联系电话", ""], ["性别"]])
def test_an_empty_line_among_those_of_people_does_not_end_them(empty: list[object]) -> None:
    rows = across(*ZHAO)
    (card,), _ = walked([*rows[:4], empty, *rows[4:]])
    assert [one.cells[-1] for one in card.people] == [id_of(10 + at) for at in range(3)]
