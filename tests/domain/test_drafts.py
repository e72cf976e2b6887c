from kzzq_desktop.domain.drafts import HouseholdDraft, LedgerReading, PersonDraft, RowProblem
from kzzq_desktop.domain.spot import Spot

HERE = Spot("台账.xlsx", "毛都嘎查", 5, 3)


def person(name: str, **more: str) -> PersonDraft:
    return PersonDraft(HERE, name, **more)


def test_the_head_is_who_is_called_so_or_named_so_or_stands_first() -> None:
    a, b = person("甲"), person("乙")
    assert HouseholdDraft(HERE, "1", people=(a, b)).head is a
    assert HouseholdDraft(HERE, "1", people=(a, b), head_name="乙").head is b
    called = person("丙", relation="02")
    household = HouseholdDraft(HERE, "1", people=(a, b, called), head_name="乙")
    assert household.head is called
    assert household.relation_of(called) == "02"
    assert household.relation_of(a) == ""


def test_sex_and_birth_come_from_a_right_number_where_the_list_says_less() -> None:
    draft = person("甲", id_number="152399196905140295", birth="1969")
    assert draft.known_birth == "1969-05-14"
    assert draft.known_sex == "1"
    assert person("甲", birth="1969").known_birth == "1969"
    assert person("甲").known_sex == "0"


def test_a_problem_names_its_place() -> None:
    problem = RowProblem(HERE, "身份证号", "位数不对。", "请核对。").problem()
    assert problem.where == "台账.xlsx“毛都嘎查” 第5行 身份证号"
    assert Spot("台账.csv").words == "台账.csv"


def test_a_reading_counts_its_rows() -> None:
    household = HouseholdDraft(HERE, "1", people=(person("甲"), person("乙")))
    assert LedgerReading((household, household)).rows == 4
