from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.domain.sheet_view import FORBIDDEN, Ground, RowKind
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.sheet_views import looks_of, view_of
from kzzq_desktop.importers.tables import find_tables
from tests.importers.tables import id_of, phone_of, sheet

SPOT = Spot("甲镇.xlsx", "毛都嘎查")
LABELS = ["户主", "民族", "联系电话", "某某栏"]
ROWS = [["毛都嘎查户情表"], LABELS, ["王一", "汉族", phone_of(1), "甲"], [], ["赵四", "蒙古族", phone_of(2), "乙"]]


def viewed(*rows, kinds=None, **looks):
    made = replace(sheet(*rows), **looks)
    return view_of(SPOT, made, find_tables(made, 2026, {}), kinds or {})


def test_what_is_forbidden_is_not_in_the_view_and_everything_else_is() -> None:
    view = viewed(*ROWS)
    assert "族" not in "".join(str(cell) for row in view.rows[2:] for cell in row)
    assert view.rows[2] == ["王一", "", phone_of(1), "甲"]
    assert view.rows[1] == LABELS
    assert view.spot == SPOT


def test_each_column_says_what_it_is_and_why() -> None:
    (one,) = viewed(*ROWS).tables
    assert [(column.col, column.label, column.field, column.ground) for column in one.columns] == [
        (0, "户主", "head_name", Ground.WORDS), (1, "民族", FORBIDDEN, Ground.WORDS), (2, "联系电话", "phone", Ground.WORDS),
        (3, "某某栏", "", Ground.NONE),
    ]  # fmt: skip
    assert (one.top, one.bottom, one.left, one.right, one.layout) == (1, 4, 0, 3, "heads")


def test_people_in_columns_say_which_field_each_of_their_columns_is() -> None:
    labels = ["户号", "户主", *[f"成员{n}{word}" for n in (1, 2) for word in ("姓名", "关系", "身份证号")]]
    (one,) = viewed(labels, ["1", "王一", "李二", "妻", id_of(1, "2"), "王三", "长子", id_of(2)]).tables
    assert [column.field for column in one.columns[2:]] == ["name", "relation", "id_number"] * 2


def test_every_row_is_of_some_kind_and_what_the_reader_said_holds() -> None:
    view = viewed(*ROWS, kinds={2: RowKind.PEOPLE, 4: RowKind.REFUSED})
    assert [view.kinds[place] for place in range(5)] == [
        RowKind.TITLE, RowKind.HEADER, RowKind.PEOPLE, RowKind.BLANK, RowKind.REFUSED
    ]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(["", "王一", "户主", 3.0, "汉族"]), max_size=4), max_size=8))
def test_a_sheet_of_anything_has_a_view_with_a_kind_for_each_row(rows: list[list[object]]) -> None:
    view = viewed(*rows)
    assert set(view.kinds) == set(range(len(rows)))
    assert len(view.rows) == len(rows)


def test_without_tables_rows_are_unread_or_blank() -> None:
    view = view_of(SPOT, sheet(["说明"], []), (), {})
    assert view.kinds == {0: RowKind.UNREAD, 1: RowKind.BLANK}
    assert view.tables == ()


def test_the_sheet_itself_is_not_changed() -> None:
    made = sheet(*ROWS)
    view_of(SPOT, made, find_tables(made, 2026, {}), {})
    assert made.rows[2][1] == "汉族"


def test_hidden_rows_and_columns_with_something_in_them_are_said() -> None:
    made = replace(sheet(*ROWS), hidden_rows=frozenset({2, 3}), hidden_cols=frozenset({1, 30}))
    (remark,) = looks_of(SPOT, made)
    assert remark.why == "表里有隐藏的1行、1列，也一起读了。"
    assert looks_of(SPOT, sheet(*ROWS)) == []
    assert viewed(*ROWS, hidden_rows=frozenset({2})).hidden_rows == {2}
