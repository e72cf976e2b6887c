from kzzq_desktop.importers.folded import unfolded
from tests.importers.tables import id_of, phone_of, read, sheet, write_xlsx

UPPER = ["序号", "姓名", "性别", "出生日期"]
LOWER = ["组", "与户主关系", "身份证号", "联系电话"]


def person(number: int, name: str, relation: str, sex: str = "男") -> list[list[object]]:
    code = "2" if sex == "女" else "1"
    return [[float(number), name, sex, ""], ["1组", relation, id_of(number, code), phone_of(number)]]


PEOPLE = [*person(1, "王一", "户主"), *person(2, "李二梅", "妻", "女"), *person(3, "赵四", "户主")]


def test_two_rows_of_a_person_become_one_with_its_own_number() -> None:
    made = unfolded(sheet(UPPER, LOWER, *PEOPLE))
    assert made.rows[0] == [*UPPER, *LOWER]
    assert made.rows[2] == [*PEOPLE[0], *PEOPLE[1]]
    assert [place for place, row in enumerate(made.rows) if row] == [0, 2, 4, 6]


def test_a_title_above_stays_where_it_is() -> None:
    made = unfolded(sheet(["毛都嘎查户情表"], UPPER, LOWER, *PEOPLE))
    assert made.rows[0] == ["毛都嘎查户情表"]
    assert made.rows[1] == [*UPPER, *LOWER]


def test_a_list_with_one_row_of_labels_is_left_alone() -> None:
    made = sheet(UPPER, *[row for number in (1, 2, 3) for row in person(number, "王一", "户主")[:1]])
    assert unfolded(made) is made


def test_two_rows_of_labels_over_one_row_a_person_are_left_alone() -> None:
    upper, lower = ["户主", "姓名", "性别"], ["户主", "姓名", "身份证号"]
    made = sheet(upper, lower, ["王一", "王一", "男"], ["王一", "李二梅", "女"])
    assert unfolded(made) is made


def test_such_a_list_is_read(tmp_path) -> None:
    reading = read(write_xlsx(tmp_path / "甲镇毛都嘎查.xlsx", [UPPER, LOWER, *PEOPLE]))
    assert [[(one.name, one.relation) for one in home.people] for home in reading.households] == [
        [("王一", "02"), ("李二梅", "12")], [("赵四", "02")]
    ]  # fmt: skip
    assert [one.phones for home in reading.households for one in home.people] == [(phone_of(n),) for n in (1, 2, 3)]
