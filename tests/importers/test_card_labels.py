import pytest

from kzzq_desktop.domain.sheet_view import FORBIDDEN, IGNORED
from kzzq_desktop.importers.card_labels import Labels, ends_label, filled_cells, label_field
from tests.importers.tables import id_of, phone_of

NONE = Labels(())


def told(row: list[object], labels: Labels = NONE) -> list[tuple[str, object, int]]:
    return [(pair.field, pair.value, pair.col) for pair in labels.pairs(row, 4)]


def test_values_stand_right_of_their_labels_or_behind_a_colon() -> None:
    assert told(["户主", "王一", "家庭人口", 3.0]) == [("head_name", "王一", 1), ("population", 3.0, 3)]
    assert told(["户主：王一", "家庭人口：3"]) == [("head_name", "王一", 0), ("population", "3", 1)]
    assert told(["户主：", "王一"]) == [("head_name", "王一", 1)]


def test_empty_cells_between_do_not_matter_and_places_are_kept() -> None:
    assert told(["", "户主", "", "", "王一"]) == [("head_name", "王一", 4)]
    assert NONE.pairs(["户主", "王一"], 4)[0].row == 4


def test_a_label_without_a_value_takes_none_from_the_next_label() -> None:
    assert told(["家庭人口", "", "网格", "第1网格"]) == [("grid", "第1网格", 3)]
    assert told(["联系电话", "家庭人口", 3.0]) == [("population", 3.0, 2)]


def test_values_that_look_like_labels_are_values() -> None:
    assert told(["家庭人口", "4口人"]) == [("population", "4口人", 1)]
    assert told(["组", "1小组"]) == [("group", "1小组", 1)]
    assert told(["住址", "毛都嘎查1组2号"]) == [("address", "毛都嘎查1组2号", 1)]


def test_what_is_forbidden_by_its_label_or_its_value_is_so() -> None:
    assert told(["民族", "蒙古族"]) == [(FORBIDDEN, "蒙古族", 1)]
    assert told(["党员身份", "群众"]) == [(FORBIDDEN, "群众", 1)]


def test_a_label_that_every_card_bears_is_one_though_nobody_knows_it() -> None:
    rows = [[["户主", name], ["某某栏", f"{number}"], ["甲"]] for number, name in enumerate(("王一", "赵四", "周七"))]
    labels = Labels([row for card in rows for row in card])
    assert labels.repeated == {"某某栏"}
    assert told(["某某栏", "8"], labels) == [("", "8", 1)]
    assert told(["某某栏", "8"]) == []


def test_values_that_repeat_are_no_labels() -> None:
    labels = Labels(
        [
            row
            for name in ("王一", "赵四", "周七")
            for row in (["户主", name], ["组", "1组"], ["性别", "男"], ["住址", "毛都嘎查"])
        ]
    )
    assert labels.repeated == frozenset()


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("户主", "head_name"),
        ("戶主", "head_name"),
        ("姓名", "head_name"),
        ("家庭人口：4", "population"),
        ("联系党员", "contact_member"),
        ("管这户的党员", "contact_member"),
        ("民族", FORBIDDEN),
        ("登记日期", IGNORED),
        ("一家之主", "head_name"),
    ],
)
def test_labels_by_their_words(cell: str, field: str) -> None:
    assert label_field(cell) == field


@pytest.mark.parametrize(
    "cell", ["王一", "娜仁花（党员）", "爱人", "长女", "群众", id_of(1), phone_of(1), "1组", "3口人", 3.0, "", "毛都嘎查"]
)
def test_values_by_themselves(cell: object) -> None:
    assert label_field(cell) == ""


def test_a_short_text_with_a_colon_and_nothing_more_is_a_label() -> None:
    assert ends_label("某某栏：")
    assert not ends_label("某某栏：3")
    assert not ends_label("某某栏")
    assert not ends_label(3.0)


def test_blanks_are_no_cells() -> None:
    assert filled_cells(["", "王一", " ", 3.0]) == [(1, "王一"), (3, 3.0)]
