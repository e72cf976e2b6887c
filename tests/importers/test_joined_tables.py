from kzzq_desktop.importers.joined_tables import joined
from kzzq_desktop.importers.rows import RowReader
from kzzq_desktop.importers.tables import find_tables
from tests.importers.tables import MAODU, id_of, phone_of, read, sheet, write_xlsx

LABELS = ["户号", "户主", "组", "联系电话", "", "户号", "姓名", "与户主关系", "身份证号"]
ROWS = [
    ["1", "王一", "1组", phone_of(1), "", "1", "王一", "户主", id_of(1)],
    ["2", "赵四", "2组", phone_of(2), "", "1", "李二梅", "妻", id_of(2, "2")],
    ["3", "周七", "3组", phone_of(3), "", "2", "赵四", "户主", id_of(3)],
]


def parts_of(*rows: list[str]):
    made = sheet(*rows)
    return [(one, one.header, list(RowReader(made, one.header).rows(one.bottom, ()))) for one in find_tables(made, 2026, {})]


def test_what_the_households_say_goes_to_their_heads() -> None:
    rest, (_, header, rows) = joined(parts_of(LABELS, *ROWS))
    assert [row.text(header.col("group")) for row in rows] == ["1组", "", "2组"]
    assert [row.text(header.col("phone")) for row in rows] == [phone_of(1), "", phone_of(2)]
    assert rows[0].origin[header.col("group")] == 2
    assert [row.text(1) for row in rest[2]] == ["周七"]


def test_households_whose_people_all_stand_beside_them_are_not_read_twice(tmp_path) -> None:
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", [LABELS, *ROWS[:2], ["", "", "", "", *ROWS[2][4:]]]))
    assert [[one.name for one in home.people] for home in reading.households] == [["王一", "李二梅"], ["赵四"]]
    assert [(home.group_no, home.village_code) for home in reading.households] == [("1", MAODU), ("2", MAODU)]
    assert [home.people[0].phones for home in reading.households] == [(phone_of(1),), (phone_of(2),)]


def test_tables_one_under_another_and_equal_ones_are_left_alone() -> None:
    single = parts_of(["户主", "组", "联系电话"], ["王一", "1组", phone_of(1)], ["赵四", "2组", phone_of(2)])
    assert joined(single) == single
    twice = parts_of([*LABELS[:4], "", *LABELS[:4]], *[[*row[:4], "", *row[:4]] for row in ROWS])
    assert joined(twice) == twice
