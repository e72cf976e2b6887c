from dataclasses import replace

import pytest

from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder
from kzzq_desktop.domain.people import HouseholdStatus
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services import history, households
from kzzq_desktop.services.desk import Desk
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import GRANDDAUGHTER, HEAD, SON, household, id_number


@pytest.fixture
def desk(tmp_path) -> Desk:
    return make_desk(tmp_path)


def only(desk: Desk, household_id: str):
    (row,) = households.list_rows(desk, [household_id])
    return row


def test_a_household_is_saved_whole_and_read_back_as_it_was_typed(desk):
    form = household(needs=("低保", "残疾"), phone="154-0475-0538", address="东头第二家")
    saved = households.add_household(desk, form)
    row = only(desk, saved.household_id)
    assert (row.head, row.people, row.phone, row.needs) == ("包金花", 3, "15404750538", ("低保", "残疾"))
    assert (row.village, row.group_no, row.door_no, row.status) == ("先锋嘎查", "东2", "5", HouseholdStatus.HOME)
    read = households.read_form(desk, saved.household_id)
    assert [(r.name, r.relation, r.birth) for r in read.residents] == [
        ("包金花", "02", "1958-03"), ("特木尔", "20", "1984"), ("阿拉腾其其格", "42", "2013-09"),
    ]  # fmt: skip
    assert read.needs == ("低保", "残疾")


def test_saving_the_form_unchanged_changes_nothing(desk):
    saved = households.add_household(desk, household())
    again = households.edit_household(desk, saved.household_id, households.read_form(desk, saved.household_id))
    assert again.unit_id == ""


def test_all_problems_come_at_once_and_nothing_is_saved(desk):
    wrong = household(
        replace(HEAD, name="", birth="昨天", phones="123456"), replace(SON, id_number="15059919840101001X"), village_id=""
    )
    with pytest.raises(FormError) as caught:
        households.add_household(desk, wrong)
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["village_id", "people.0.name", "people.0.birth", "people.0.phones", "people.1.id_number"]
    assert households.list_ids(desk, HouseholdFilter()) == ()


@pytest.mark.parametrize(
    ("people", "field"),
    [
        ((replace(HEAD, relation="11"),), "people.0.relation"),
        ((HEAD, replace(SON, relation="02")), "people"),
        ((HEAD, replace(SON, relation="")), "people.1.relation"),
        ((HEAD, replace(SON, sex="2")), "people.1.relation"),
        ((replace(HEAD, id_number=id_number("19600101", "002")),), "people.0.birth"),
        ((replace(HEAD, id_number=id_number("19580301", "001")),), "people.0.sex"),
    ],
)
def test_a_contradiction_is_refused(desk, people, field):
    with pytest.raises(FormError) as caught:
        households.add_household(desk, household(*people))
    assert field in [problem.field for problem in caught.value.problems]


def test_birth_and_sex_come_from_the_id_number(desk):
    saved = households.add_household(desk, household(replace(HEAD, sex="0", birth="", id_number=id_number("19580312", "002"))))
    (head,) = households.read_form(desk, saved.household_id).residents
    assert (head.birth, head.sex) == ("1958-03-12", "2")


def test_the_same_id_number_elsewhere_is_a_hint_and_can_still_be_saved(desk):
    number = id_number("19580312", "002")
    first = households.add_household(desk, household(replace(HEAD, id_number=number)))
    form = household(replace(HEAD, name="包·金花", id_number=number))
    (hint,) = households.find_duplicates(desk, form)
    assert (hint.at, hint.name, hint.household_id, hint.place) == (0, "包金花", first.household_id, "先锋嘎查 包金花家")
    households.add_household(desk, form)
    own = households.read_form(desk, first.household_id)
    assert [hint.name for hint in households.find_duplicates(desk, own, first.household_id)] == ["包·金花"]


def test_editing_adds_changes_and_takes_out_residents_in_one_save_that_can_be_taken_back(desk):
    saved = households.add_household(desk, household())
    form = households.read_form(desk, saved.household_id)
    head, son, _ = form.residents
    wife = replace(SON, name="乌云", relation="38", sex="2")
    edited = households.edit_household(
        desk, saved.household_id, replace(form, door_no="7号", residents=(head, replace(son, phones=""), wife), needs=("大病",))
    )
    read = households.read_form(desk, saved.household_id)
    assert [r.name for r in read.residents] == ["包金花", "特木尔", "乌云"]
    assert (read.door_no, read.residents[1].phones, read.needs) == ("7", "", ("大病",))
    history.undo_unit(desk, edited.unit_id)
    back = households.read_form(desk, saved.household_id)
    assert [r.name for r in back.residents] == ["包金花", "特木尔", "阿拉腾其其格"]
    assert (back.door_no, back.needs) == ("5", ())


def test_a_need_taken_away_can_be_ticked_again(desk):
    home = households.add_household(desk, household(needs=("低保",))).household_id
    assert households.set_needs(desk, home, ())
    assert households.set_needs(desk, home, ("低保", "大病"))
    assert only(desk, home).needs == ("低保", "大病")
    assert households.set_needs(desk, home, ("大病", "低保")) == ""


def test_removing_is_stamped_and_can_be_taken_back(desk):
    home = households.add_household(desk, household(needs=("低保",))).household_id
    unit_id = households.remove_household(desk, home)
    assert households.list_ids(desk, HouseholdFilter()) == ()
    with pytest.raises(households.HouseholdGone):
        households.read_form(desk, home)
    history.undo_unit(desk, unit_id)
    assert only(desk, home).people == 3
    assert only(desk, home).needs == ("低保",)


def test_a_head_is_not_removed_alone(desk):
    home = households.add_household(desk, household()).household_id
    head, son, _ = households.read_form(desk, home).residents
    with pytest.raises(FormError):
        households.remove_resident(desk, head.id)
    households.remove_resident(desk, son.id)
    assert only(desk, home).people == 2


def test_people_shown_are_those_living_here_or_those_a_ledger_stated(desk):
    stated = households.add_household(desk, household(HEAD, stated_people="4")).household_id
    assert only(desk, stated).people == 4
    form = households.read_form(desk, stated)
    households.edit_household(desk, stated, replace(form, residents=(*form.residents, SON)))
    assert only(desk, stated).people == 2


def test_a_household_can_be_born_into_a_grid_and_those_without_one_are_found(desk):
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
    inside = households.add_household(desk, household(), grid).household_id
    outside = households.add_household(desk, household(replace(HEAD, name="王秀英"))).household_id
    assert only(desk, inside).grid_number == 3
    assert households.list_ids(desk, HouseholdFilter(without_grid=True)) == (outside,)
    assert households.list_ids(desk, HouseholdFilter(grid_id=grid)) == (inside,)
    with desk.store.unit("x") as unit:
        unit.change(Grid, grid, number=7)
    assert households.list_ids(desk, HouseholdFilter(), HouseholdOrder.GRID) == (inside, outside)


def test_moving_to_another_village_leaves_the_grid(desk):
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=1))
    home = households.add_household(desk, household(), grid).household_id
    households.edit_household(desk, home, replace(households.read_form(desk, home), village_id="150521102202"))
    assert (only(desk, home).village, only(desk, home).grid_id) == ("巴彦胡硕嘎查", "")


def test_the_order_is_the_one_people_read(desk):
    def add(name: str, group_no: str, door_no: str) -> str:
        return households.add_household(
            desk, household(replace(HEAD, name=name), group_no=group_no, door_no=door_no)
        ).household_id

    ids = {name: add(name, group, door) for name, group, door in (
        ("赵桂兰", "10", "1"), ("白·苏日娜", "2", "101"), ("王秀英", "2", "12号"), ("单雄", "2", ""), ("包金花", "", "3"),
    )}  # fmt: skip
    names = {home: name for name, home in ids.items()}

    def ordered(order: HouseholdOrder, *, down: bool = False) -> list[str]:
        return [names[home] for home in households.list_ids(desk, HouseholdFilter(), order, down=down)]

    assert ordered(HouseholdOrder.PLACE) == ["王秀英", "白·苏日娜", "单雄", "赵桂兰", "包金花"]
    assert ordered(HouseholdOrder.PLACE, down=True) == ["包金花", "赵桂兰", "单雄", "白·苏日娜", "王秀英"]
    assert ordered(HouseholdOrder.NAME) == ["白·苏日娜", "包金花", "单雄", "王秀英", "赵桂兰"]


def test_filters_narrow_the_list(desk):
    poor = households.add_household(desk, household(needs=("低保",))).household_id
    other = households.add_household(
        desk, household(replace(HEAD, name="王秀英"), GRANDDAUGHTER, village_id="150521102202")
    ).household_id
    assert households.list_ids(desk, HouseholdFilter(need="低保")) == (poor,)
    assert households.list_ids(desk, HouseholdFilter(village_id="150521102202")) == (other,)
    assert households.list_ids(desk, HouseholdFilter(words="tme")) == (poor,)
    assert set(households.list_ids(desk, HouseholdFilter(words="其其格"))) == {poor, other}
    assert households.list_ids(desk, HouseholdFilter(words="0538", village_id=VILLAGE)) == (poor,)
    assert households.list_ids(desk, HouseholdFilter(statuses=("moved",))) == ()
