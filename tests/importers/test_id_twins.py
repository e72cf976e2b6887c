import pytest

from kzzq_desktop.domain.drafts import HouseholdDraft, PersonDraft
from kzzq_desktop.domain.flags import ID_CONFLICT, NAME_CHAR_LOST
from kzzq_desktop.domain.id_numbers import check_digit
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.importers.id_twins import is_same_name, mark_twins
from tests.importers.tables import id_of


def home(row: int, name: str, number: str, **more: object) -> HouseholdDraft:
    spot = Spot("台账.xlsx", "毛都嘎查", row, 3)
    return HouseholdDraft(spot, str(row), people=(PersonDraft(spot, name, id_number=number, **more),))


def test_two_people_with_one_number_keep_none_until_it_is_settled() -> None:
    homes, problems = mark_twins([home(2, "王甲", id_of(1)), home(3, "李乙", id_of(1)), home(4, "包丙", id_of(2))])
    assert [household.people[0].id_number for household in homes] == ["", "", id_of(2)]
    assert [household.people[0].flags for household in homes] == [(ID_CONFLICT,), (ID_CONFLICT,), ()]
    assert [problem.spot.row for problem in problems] == [2, 3]


def test_a_name_that_holds_the_number_in_several_rows_keeps_it() -> None:
    homes, problems = mark_twins([home(2, "王甲", id_of(1)), home(3, "李乙", id_of(1)), home(9, "王甲", id_of(1))])
    assert [household.people[0].id_number for household in homes] == [id_of(1), "", id_of(1)]
    assert [problem.spot.row for problem in problems] == [3]


def test_one_person_listed_twice_keeps_the_number_and_is_told() -> None:
    homes, problems = mark_twins([home(2, "王甲", id_of(1)), home(9, "王甲", id_of(1))])
    assert [household.people[0].id_number for household in homes] == [id_of(1)] * 2
    assert [problem.spot.row for problem in problems] == [9]
    assert "第2行" in problems[0].what


@pytest.mark.parametrize(("one", "other"), [("其力嘎", "其贺力嘎"), ("其贺力嘎", "其合力嘎"), ("巴特尔", "巴特尔")])
def test_other_spellings_of_one_name(one: str, other: str) -> None:
    spot = Spot("台账.xlsx")
    assert is_same_name(PersonDraft(spot, one), PersonDraft(spot, other))


@pytest.mark.parametrize(("one", "other"), [("王甲", "李乙"), ("包金山", "包银山"), ("王", "王甲")])
def test_other_names(one: str, other: str) -> None:
    spot = Spot("台账.xlsx")
    assert not is_same_name(PersonDraft(spot, one), PersonDraft(spot, other))


def test_known_other_spellings_and_lost_characters_speak_for_one_person() -> None:
    spot = Spot("台账.xlsx")
    assert is_same_name(PersonDraft(spot, "包金山", other_names=("包山",)), PersonDraft(spot, "包山"))
    assert is_same_name(PersonDraft(spot, "王□", flags=(NAME_CHAR_LOST,)), PersonDraft(spot, "王𬀩"))


def test_missing_numbers_are_no_twins() -> None:
    homes = [home(2, "王甲", ""), home(3, "李乙", "")]
    assert mark_twins(homes) == (homes, [])


def family_of(head_number: str, child_birth: str = "", relation: str = "20", sex: str = "1") -> HouseholdDraft:
    """A head, a wife born in 1972 and a child whose number says 1972 too."""
    spot = Spot("台账.xlsx", "毛都嘎查", 2, 3)
    people = (
        PersonDraft(spot, "王甲", relation="02", sex="1", id_number=head_number),
        PersonDraft(spot, "李乙", relation="12", sex="2", birth="1972-06"),
        PersonDraft(spot, "王丙", relation=relation, sex=sex, birth=child_birth, id_number=number_born("19721020", sex)),
    )
    return HouseholdDraft(spot, "2", people=people)


def number_born(day: str, sex: str) -> str:
    first = f"152399{day}02{1 if sex == '1' else 2}"
    return first + check_digit(first)


def test_a_child_who_bears_the_heads_number_loses_it_until_it_is_settled() -> None:
    homes, problems = mark_twins([family_of("")])
    assert [person.id_number for person in homes[0].people] == ["", "", ""]
    assert (homes[0].people[2].flags, len(homes[0].people[2].id_text)) == ((ID_CONFLICT,), 18)
    assert len(problems) == 1


@pytest.mark.parametrize(
    "household",
    [family_of(id_of(1)), family_of("", child_birth="1972-10-20"), family_of("", relation="61"), family_of("", sex="2")],
    ids=["the head has his own", "the list says the same birth", "a brother", "another sex than the head's"],
)
def test_a_number_that_may_be_his_own_stays(household: HouseholdDraft) -> None:
    homes, problems = mark_twins([household])
    assert homes == [household]
    assert not problems
