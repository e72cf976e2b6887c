from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.listing import MemberFilter, MemberOrder
from kzzq_desktop.domain.people import Eligibility, Household
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services import history, households, members
from kzzq_desktop.services.desk import Desk
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import HEAD, household, member


@pytest.fixture
def desk(tmp_path) -> Desk:
    with clock.held(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        yield make_desk(tmp_path)


def only(desk: Desk, member_id: str):
    (row,) = members.list_rows(desk, [member_id])
    return row


def grid_with(desk: Desk, member_id: str, number: int, households_in: int) -> str:
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=number))
        unit.add(Contact(id="", grid_id=grid, member_id=member_id, since="2026-03-01"))
        for _ in range(households_in):
            unit.add(Household(id="", village_id=VILLAGE, grid_id=grid))
    return grid


def test_a_member_is_saved_with_posts_and_a_new_branch(desk):
    saved = members.add_member(desk, member(branch_name="先锋嘎查党支部", posts=("治安维护岗", "政策宣传岗"), committee=True))
    row = only(desk, saved.member_id)
    assert (row.name, row.branch, row.posts) == ("白音那木拉", "先锋嘎查党支部", ("政策宣传岗", "治安维护岗"))
    assert (row.village, row.phone, row.eligibility) == ("先锋嘎查", "15404750316", Eligibility.ACTIVE)
    (branch,) = members.list_branches(desk)
    members.add_member(desk, member("张玉林", branch_name="先锋嘎查党支部"))
    assert members.list_branches(desk) == (branch,)
    form = members.read_form(desk, saved.member_id)
    assert (form.branch_id, form.committee) == (branch.id, True)
    assert members.edit_member(desk, saved.member_id, form).unit_id == ""


def test_editing_can_be_taken_back(desk):
    saved = members.add_member(desk, member(posts=("治安维护岗",)))
    form = replace(members.read_form(desk, saved.member_id), phone="154 0475 1111", posts=())
    edited = members.edit_member(desk, saved.member_id, form)
    assert (only(desk, saved.member_id).phone, only(desk, saved.member_id).posts) == ("15404751111", ())
    history.undo_unit(desk, edited.unit_id)
    assert (only(desk, saved.member_id).phone, only(desk, saved.member_id).posts) == ("15404750316", ("治安维护岗",))


def test_all_problems_come_at_once(desk):
    with pytest.raises(FormError) as caught:
        members.add_member(desk, member("3号", birth="很久以前", phone="12", village_id=""))
    assert [problem.field for problem in caught.value.problems] == ["name", "birth", "phone", "village_id"]
    assert members.list_ids(desk, MemberFilter()) == ()


def test_the_aged_are_suggested_as_exempt_by_their_birth(desk):
    old = members.add_member(desk, member(birth="1956-11-23")).member_id
    young = members.add_member(desk, member(birth="1956-11-24")).member_id
    assert only(desk, old).eligibility == Eligibility.AGED
    assert only(desk, young).eligibility == Eligibility.ACTIVE
    assert members.suggest_eligibility("") == Eligibility.ACTIVE


def test_an_exemption_needs_a_reason_and_a_day(desk):
    one = members.add_member(desk, member()).member_id
    with pytest.raises(FormError) as caught:
        members.set_eligibility(desk, one, Eligibility.AWAY, " ", "明天")
    assert [problem.field for problem in caught.value.problems] == ["day", "why"]
    members.set_eligibility(desk, one, Eligibility.AWAY, "常年在沈阳务工", "2026-03")
    assert members.list_ids(desk, MemberFilter(eligibility="away")) == (one,)


def test_the_own_household_is_suggested_when_the_name_is_the_only_one(desk):
    home = households.add_household(desk, household())
    head = households.read_form(desk, home.household_id).residents[0]
    assert members.suggest_household(desk, "包金花", VILLAGE) == (home.household_id, head.id)
    assert members.suggest_household(desk, "包金花", "150521102202") == ("", "")
    households.add_household(desk, household(HEAD))
    assert members.suggest_household(desk, "包金花", VILLAGE) == ("", "")


def test_lists_sort_and_filter(desk):
    white = members.add_member(desk, member("白音那木拉", birth="1980", branch_name="甲支部")).member_id
    shan = members.add_member(desk, member("单雄", birth="1990", village_id="150521102202")).member_id
    zhang = members.add_member(desk, member("张玉林", birth="1970", branch_name="乙支部")).member_id
    grid_with(desk, zhang, 3, 2)
    grid_with(desk, shan, 4, 1)
    assert members.list_ids(desk, MemberFilter()) == (white, shan, zhang)
    assert members.list_ids(desk, MemberFilter(), MemberOrder.BIRTH) == (zhang, white, shan)
    assert members.list_ids(desk, MemberFilter(), MemberOrder.HOUSEHOLDS, down=True) == (zhang, shan, white)
    assert members.list_ids(desk, MemberFilter(), MemberOrder.BRANCH)[-1] == shan
    assert members.list_ids(desk, MemberFilter(), MemberOrder.VILLAGE) == (white, zhang, shan)
    assert members.list_ids(desk, MemberFilter(without_grid=True)) == (white,)
    assert members.list_ids(desk, MemberFilter(words="zyl")) == (zhang,)
    assert members.list_ids(desk, MemberFilter(village_id="150521102202")) == (shan,)
    assert (only(desk, zhang).grids, only(desk, zhang).households) == (("03",), 2)


def test_a_member_who_looks_after_a_grid_is_not_removed(desk):
    one = members.add_member(desk, member(posts=("治安维护岗",))).member_id
    other = members.add_member(desk, member("张玉林")).member_id
    grid_with(desk, one, 1, 0)
    with pytest.raises(members.MemberBusy):
        members.remove_member(desk, one)
    unit_id = members.remove_member(desk, other)
    assert members.list_ids(desk, MemberFilter()) == (one,)
    with pytest.raises(members.MemberGone):
        members.read_form(desk, other)
    history.undo_unit(desk, unit_id)
    assert only(desk, other).name == "张玉林"
