from collections.abc import Sequence

import pytest

from kzzq_desktop.importers.columns import Header, find_header
from kzzq_desktop.importers.layouts import WIDE
from kzzq_desktop.importers.rows import RowReader
from kzzq_desktop.importers.shapes import header_by_shape
from kzzq_desktop.importers.wide import Unit, find_units, household_header, inside_of, spread
from tests.importers.tables import id_of, phone_of, read, sheet, table, write_xlsx

OWN = ["户号", "户主", "联系电话", "组"]
HOMES = (("王一", "李二梅", "王小三"), ("赵四",), ("周七", "吴八香"))
RELATIONS = ("户主", "妻", "长子")


def rows(*, head_inside: bool = False, most: int = 2) -> list[list[object]]:
    """A household a row: its own cells, then name, relation and ID of each further person."""
    found = []
    for number, home in enumerate(HOMES, 1):
        others = list(enumerate(home))[0 if head_inside else 1 :]
        people = [cell for at, name in others for cell in (name, RELATIONS[at], id_of(number * 10 + at, "2" if at == 1 else "1"))]
        own = [float(number), "" if head_inside else home[0], phone_of(number), f"{number}组"]
        found.append([*own, *people, *[""] * ((most + head_inside) * 3 - len(people))])
    return found


def header_of(
    labels: Sequence[Sequence[str]], data: Sequence[Sequence[object]], merges: Sequence[tuple[int, int, int, int]] = ()
) -> Header:
    made = sheet(*labels, *data, merges=merges)
    header = find_header(made) or header_by_shape(made)
    assert header is not None
    return header


def units(labels: Sequence[Sequence[str]], data: Sequence[Sequence[object]], **more: object) -> tuple[Unit, ...]:
    return find_units(header_of(labels, data, **more), data)


EXPECTED = (Unit({"name": 4, "relation": 5, "id_number": 6}), Unit({"name": 7, "relation": 8, "id_number": 9}))


@pytest.mark.parametrize(
    "form", ["家庭成员{n}{w}", "成员{n}{w}", "{w}{n}", "{w}（{n}）", "第{n}人{w}", "第{c}口人{w}", "第{n}人的{w}", "{w}"]
)
def test_people_side_by_side_by_the_numbers_or_the_repetition_of_their_labels(form: str) -> None:
    labels = [form.format(n=n, c="一二"[n - 1], w=word) for n in (1, 2) for word in ("姓名", "与户主关系", "身份证号")]
    assert units([[*OWN, *labels]], rows()) == EXPECTED


@pytest.mark.parametrize("upper", ["家庭成员{n}", "成员（{n}）", "第{n}人", "Member{n}"])
def test_people_by_the_numbers_above_their_labels(upper: str) -> None:
    top = [*OWN, upper.format(n=1), "", "", upper.format(n=2), "", ""]
    low = ["", "", "", "", *["姓名", "与户主关系", "身份证号"] * 2]
    assert units([top, low], rows(), merges=[(0, 4, 0, 6), (0, 7, 0, 9)]) == EXPECTED
    assert units([top, low], rows()) == EXPECTED


def test_what_no_label_tells_the_cells_do() -> None:
    top = [*OWN, "家庭成员1", "", "", "家庭成员2", "", ""]
    assert units([top, ["", "", "", "", "姓名", "", "", "姓名", "", ""]], rows()) == EXPECTED


def test_people_called_by_what_they_are_to_the_head() -> None:
    labels = ["配偶姓名", "配偶身份证号", "长子姓名", "长子身份证号"]
    data = [[1.0, "王一", phone_of(1), "1组", "李二梅", id_of(2, "2"), "王小三", id_of(3)]]
    assert units([[*OWN, *labels]], data) == (
        Unit({"name": 4, "id_number": 5}, "配偶"), Unit({"name": 6, "id_number": 7}, "长子")
    )  # fmt: skip


def test_an_empty_column_between_people_is_nobodys() -> None:
    data = [[*row[:7], "", *row[7:]] for row in rows()]
    labels = ["成员1姓名", "成员1关系", "成员1身份证号", "", "成员2姓名", "成员2关系", "成员2身份证号"]
    assert [unit.cols["name"] for unit in units([[*OWN, *labels]], data)] == [4, 8]


def test_blocks_named_by_one_label_begin_where_the_columns_end_evenly() -> None:
    people = [
        [id_of(n * 10 + at), f"1{n}{at}.3", name, "妻"]
        for n, home in enumerate(HOMES)
        for at, name in enumerate((*home, "甲乙", "丙丁")[:3])
    ]
    data = [[1.0, *people[0], *people[1], *people[2]]] * 3
    labels = ["户号", *["", "", "姓名", ""] * 3]
    assert [unit.cols["name"] for unit in units([labels], data)] == [3, 7, 11]


@pytest.mark.parametrize("labels", [["姓名", "与户主关系", "身份证号"], ["户主", "电话", "户主", "电话"]])
def test_one_person_a_row_or_two_tables_are_not_people_side_by_side(labels: list[str]) -> None:
    data = [["王一", "户主", id_of(1), ""][: len(labels)]] * 3
    assert units([labels], data) == ()


def test_a_second_person_who_is_a_head_is_no_member_of_the_household() -> None:
    data = [["王一", "户主", id_of(1), "赵四", "户主", id_of(2)]] * 3
    assert units([["姓名", "与户主关系", "身份证号"] * 2], data) == ()


def test_each_person_gets_a_row_and_the_household_its_first() -> None:
    labels = [*OWN, *[f"成员{n}{word}" for n in (1, 2) for word in ("姓名", "与户主关系", "身份证号")]]
    made = sheet(labels, *rows())
    header = header_of([labels], rows())
    found = find_units(header, rows())
    wider = household_header(header, found)
    spread_rows = spread(list(RowReader(made, header).rows(9, ())), wider, found)
    assert [row.text(wider.col("name")) for row in spread_rows] == [name for home in HOMES for name in home]
    assert [row.number for row in spread_rows] == [2, 2, 2, 3, 4, 4]
    assert [row.home for row in spread_rows] == [2, 2, 2, 3, 4, 4]
    assert [row.text(wider.col("group")) for row in spread_rows] == ["1组", "", "", "2组", "3组", ""]
    assert spread_rows[1].origin[wider.col("name")] == 4
    assert inside_of(found) == range(4, 10)


def test_a_head_among_the_people_has_the_households_cells(tmp_path) -> None:
    labels = ["户号", "", "联系电话", "组", *[f"成员{n}{word}" for n in (1, 2, 3) for word in ("姓名", "与户主关系", "身份证号")]]
    path = write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", [labels, *rows(head_inside=True)])
    reading = read(path)
    assert [[one.name for one in home.people] for home in reading.households] == [list(home) for home in HOMES]
    assert [home.group_no for home in reading.households] == ["1", "2", "3"]
    assert set(reading.layouts.values()) == {WIDE}


def test_columns_of_the_household_are_known_by_their_cells_too() -> None:
    labels = ["", "", "", "", *[f"成员{n}{word}" for n in (1, 2) for word in ("姓名", "与户主关系", "身份证号")]]
    found = table(sheet(labels, *rows()))
    assert found.layout == WIDE
    assert found.header.col("head_name") == 1
    assert found.header.col("phone") == 2
    assert found.header.col("group") == 3
