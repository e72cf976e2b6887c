import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.importers.beside import parts
from kzzq_desktop.importers.columns import Header, find_header
from kzzq_desktop.importers.tables import find_tables
from tests.importers.tables import id_of, phone_of, read, sheet, write_xlsx

LABELS = ["户号", "户主", "姓名", "与户主关系", "身份证号"]


def person(number: int, head: str, name: str, relation: str) -> list[object]:
    return [float(number) if relation == "户主" else "", head if relation == "户主" else "", name, relation, id_of(number * 7)]


LEFT = [person(1, "王一", "王一", "户主"), person(2, "王一", "李二梅", "妻"), person(3, "赵四", "赵四", "户主")]
RIGHT = [person(4, "周七", "周七", "户主"), person(5, "周七", "吴八香", "妻"), person(6, "郑十", "郑十", "户主")]


def beside(gap: int = 1, labels: list[str] = LABELS) -> list[list[object]]:
    free = [""] * gap
    return [[*labels, *free, *labels], *[[*left, *free, *right] for left, right in zip(LEFT, RIGHT, strict=True)]]


def parts_of(rows: list[list[object]]) -> list[list[int]]:
    header = find_header(sheet(*rows))
    assert header is not None
    return parts(header, rows[1:])


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_the_same_labels_once_more_are_another_table(gap: int) -> None:
    assert parts_of(beside(gap)) == [list(range(5)), list(range(5 + gap, 10 + gap))]


def test_a_column_more_that_holds_nothing_does_not_hide_the_second_table() -> None:
    rows = [[*row[:8], "", *row[8:]] for row in beside()]
    assert parts_of(rows) == [[0, 1, 2, 3, 4], [6, 7, 9, 10, 11]]


def test_a_label_over_two_columns_does_not_hide_it_either() -> None:
    rows = [[*row[:1], row[0] if place == 0 else "", *row[1:]] for place, row in enumerate(beside())]
    assert [len(part) for part in parts_of(rows)] == [5, 5]


def test_without_labels_the_kinds_of_cells_tell() -> None:
    rows = beside()[1:]
    header = Header(0, -1, ("",) * 11, right=10)
    assert parts(header, rows) == [list(range(5)), list(range(6, 11))]


def test_one_table_is_one() -> None:
    assert parts_of([LABELS, *LEFT]) == [list(range(5))]


def test_people_of_one_household_side_by_side_are_one_table() -> None:
    labels = ["姓名", "与户主关系", "身份证号"] * 2
    rows = [labels, ["王一", "户主", id_of(1), "李二梅", "妻", id_of(2, "2")], ["赵四", "户主", id_of(3), "", "", ""]]
    assert len(parts_of(rows)) == 1


def test_two_different_tables_share_a_label_and_both_name_people() -> None:
    labels = ["户号", "户主", "组", "", "户号", "姓名", "与户主关系", "身份证号"]
    rows = [
        labels,
        [1.0, "王一", "1组", "", 1.0, "王一", "户主", id_of(1)],
        [2.0, "赵四", "2组", "", 1.0, "李二梅", "妻", id_of(2, "2")],
    ]
    assert parts_of(rows) == [[0, 1, 2], [4, 5, 6, 7]]


def test_a_free_column_inside_one_table_makes_no_second_one() -> None:
    labels = ["户号", "户主", "姓名", "", "与户主关系", "身份证号", "电话"]
    rows = [labels, [1.0, "王一", "王一", "", "户主", id_of(1), phone_of(1)]]
    assert len(parts_of(rows)) == 1


def test_both_tables_are_read_as_one_list(tmp_path) -> None:
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", beside()))
    assert [[one.name for one in home.people] for home in reading.households] == [
        ["王一", "李二梅"], ["赵四"], ["周七", "吴八香"], ["郑十"]
    ]  # fmt: skip


def test_tables_too_short_to_tell_by_themselves_tell_together() -> None:
    strange = [["x1", "x2", "x3", "x4", "x5"], ["", "", "", "", ""]][0]
    found = find_tables(sheet(*beside(labels=strange)), 2026, {})
    fields = [{name: col - part.header.left for name, (col, *_) in part.header.fields.items()} for part in found]
    assert len(found) == 2
    assert fields[0] == fields[1]
    assert {"name", "relation", "id_number"} <= set(fields[0])


@given(st.integers(0, 3), st.integers(1, 3))
def test_free_columns_do_not_change_how_many_tables_there_are(left: int, gap: int) -> None:
    rows = [[*[""] * left, *row] for row in beside(gap)]
    assert len(parts_of(rows)) == 2


def test_relations_by_their_numbers_tell_two_tables_from_one_household() -> None:
    labels = ["户主", "姓名", "与户主关系", "身份证号"]
    left, right = [["王一", "王一", "02"], ["", "李二", "12"]], [["赵四", "赵四", "02"], ["", "孙五", "20"]]
    rows = [[*one, id_of(at), "", *other, id_of(at + 50)] for at, (one, other) in enumerate(zip(left, right, strict=True))]
    assert len(parts_of([[*labels, "", *labels], *rows])) == 2


def test_many_people_side_by_side_with_a_free_column_between_are_one_table() -> None:
    people = ["姓名", "性别", "称谓"]
    labels = ["序号", "组", *people * 2, "", *people * 2]
    rows = [[1.0, "1组", "王一", "男", "户主", "李二", "女", "妻", "", "王三", "男", "长子", "王四", "男", "次子"]] * 3
    assert len(parts_of([labels, *rows])) == 1
