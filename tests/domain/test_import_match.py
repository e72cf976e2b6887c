"""Which household a list means: stories of families that look alike, split, move and lose their heads."""

from dataclasses import replace

from kzzq_desktop.domain.import_match import NEW, HouseholdIndex, Unsure
from tests.domain.import_families import changes, doubts, home, listed, office_of, one
from tests.domain.import_office import OTHER_VILLAGE, MemoryOffice

FATHER = one("巴特尔", "02", "1950-03-04", numbered=1)
MOTHER = one("乌云其其格", "12", "1952-05-06", "2", numbered=2)
SON = one("特木尔", "20", "1980-07-08", numbered=3)
PARENTS = home(FATHER, MOTHER, SON, group_no="1", door_no="5")


def match(office: MemoryOffice, *homes):
    """Return what each household of a list means, by the name of the head on record."""
    known = office.known().households
    heads = {one.id: one.people[0].name for one in known}
    found = HouseholdIndex(known).match_all(listed(*homes).households, {})
    return [one.unsure or heads.get(one.household_id, "new") for one in found]


def test_a_son_who_set_up_house_is_another_household() -> None:
    own = home(replace(SON, relation="02"), one("萨仁", "12", "1982-01-02", "2", numbered=4), group_no="1", door_no="9")
    left = home(FATHER, MOTHER, group_no="1", door_no="5")
    for lists in ((left, own), (own, left)):
        assert sorted(match(office_of(PARENTS), *lists)) == ["new", "巴特尔"]
    plan = office_of(PARENTS).plan(listed(own, left))
    assert not plan.patches
    assert doubts(plan) == ["这个身份证号在另一户也有"]


def test_a_part_of_a_list_does_not_take_a_household_away_from_its_head() -> None:
    own = home(replace(SON, relation="02"), one("萨仁", "12", "1982-01-02", "2", numbered=4), group_no="1", door_no="9")
    assert match(office_of(PARENTS), own) == ["new"]


def test_a_household_under_another_head_is_known_by_most_of_its_people() -> None:
    widow = home(replace(MOTHER, relation="02"), SON, group_no="1", door_no="5")
    assert match(office_of(PARENTS), widow) == ["巴特尔"]
    assert match(office_of(PARENTS), home(replace(MOTHER, relation="02"), group_no="1", door_no="7")) == ["new"]


def test_a_married_daughter_in_two_lists_does_not_bring_her_husband_home() -> None:
    daughter = one("娜仁", "30", "1985-02-03", "2", numbered=6)
    parents = home(one("巴特尔", "02", "1950-03-04"), daughter, group_no="1", door_no="5")
    hers = home(one("巴特尔", "02", "1983-03-04"), replace(daughter, relation="12"), group_no="2", door_no="8")
    office = office_of(parents, hers)
    assert len(office.rows["household"]) == 2
    assert office.plan(listed(hers, parents)).empty


def test_a_copied_number_does_not_make_two_households_one() -> None:
    stranger = home(one("王伟", "02", numbered=1, birth="1950-03-04"), one("王秀英", "12", sex="2"), group_no="3", door_no="2")
    assert match(office_of(PARENTS), stranger) == ["new"]


def test_groups_that_were_renumbered_do_not_double_families() -> None:
    plain = home(one("巴特尔", "02"), one("王秀英", "12", sex="2"), group_no="1")
    office = office_of(plain, home(one("王伟", "02", "1960-01-01"), group_no="2", door_no="4"))
    moved = (replace(plain, group_no="5"), home(one("王伟", "02", "1960-01-01"), group_no="6", door_no="4"))
    plan = office.plan(listed(*moved))
    assert not plan.inserts.get("household")
    assert changes(plan) == [("巴特尔", "组", "1", "5"), ("王伟", "组", "2", "6")]


def test_a_namesake_in_another_place_is_another_household() -> None:
    office = office_of(home(one("巴特尔", "02"), group_no="1", door_no="3"))
    plan = office.plan(listed(home(one("巴特尔", "02"), group_no="5", door_no="9")))
    assert len(plan.inserts["household"]) == 1
    assert "另有同名的人" in doubts(plan)[0]


def test_a_namesake_of_another_birth_in_the_same_place_is_another_household() -> None:
    office = office_of(home(one("巴特尔", "02", "1950-03-04"), group_no="1"))
    assert match(office, home(one("巴特尔", "02", "1980-07-08"), group_no="1")) == ["new"]


def test_two_namesakes_of_one_group_are_told_apart_or_left_alone() -> None:
    office = office_of(
        home(one("巴特尔", "02", "1950-03-04", phones=("16400000001",)), group_no="1"),
        home(one("巴特尔", "02", "1980-07-08", phones=("16400000002",)), group_no="1"),
    )
    bare = home(one("巴特尔", "02"), group_no="1")
    assert match(office, bare) == [Unsure.SEVERAL]
    plan = office.plan(listed(bare))
    assert plan.empty
    assert "分不清" in doubts(plan)[0]
    young = home(one("巴特尔", "02", phones=("16400000002",)), group_no="1")
    assert match(office, bare, young) == ["巴特尔", "巴特尔"]


def test_a_name_alone_is_neither_taken_nor_made() -> None:
    office = office_of(PARENTS)
    plan = office.plan(listed(home(one("巴特尔", "02"))))
    assert plan.empty
    assert "只有姓名相同" in doubts(plan)[0]


def test_a_list_of_names_and_nothing_else_can_be_taken_once() -> None:
    names = (home(one("巴特尔")), home(one("王秀英")), home(one("巴特尔")))
    office = office_of(*names)
    assert len(office.rows["household"]) == 3
    assert office.plan(listed(*names)).empty


def test_a_head_named_in_a_family_needs_more_than_his_group() -> None:
    office = office_of(home(one("巴特尔", "02"), one("王秀英", "12", sex="2"), one("特木尔", "20"), group_no="1"))
    assert match(office, home(one("王秀英", "02", sex="2"), group_no="1")) == ["new"]
    assert match(office, home(one("王秀英", "02", sex="2"), one("特木尔", "20"), group_no="1")) == ["巴特尔"]


def test_a_household_of_another_village_is_never_moved() -> None:
    office = office_of(PARENTS)
    plan = office.plan(listed(replace(PARENTS, village_code=OTHER_VILLAGE)))
    assert not plan.patches
    assert len(plan.inserts["household"]) == 1
    assert doubts(plan)[0] == "这一户的人都在另一户在册，按新户导入"
    assert len(doubts(plan)) == 1 + len(PARENTS.people)


def test_two_records_of_one_head_take_the_list_that_equals_them() -> None:
    office = office_of(PARENTS)
    twin = replace(PARENTS, village_code=OTHER_VILLAGE)
    office.take(listed(twin))
    assert office.plan(listed(PARENTS, twin)).empty


def test_what_a_sheet_lists_twice_by_name_stays_two() -> None:
    again = home(one("巴特尔", "02"), group_no="1")
    office = office_of(again, again)
    assert len(office.rows["household"]) == 2
    other = office.plan(listed(again, sheet="二"))
    assert other.empty


def test_an_empty_index_knows_nothing() -> None:
    assert HouseholdIndex().match_all(listed(PARENTS).households, {}) == [NEW]
    assert HouseholdIndex().match_made(listed(PARENTS).households[0], "") == NEW
