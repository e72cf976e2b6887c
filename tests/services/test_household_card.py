"""The card of a household shows everybody and whoever looks after them."""

import pytest

from kzzq_desktop.domain.people import Household, ResidentStatus
from kzzq_desktop.domain.person_forms import AwayForm
from kzzq_desktop.domain.work import Contact, Grid
from kzzq_desktop.services import household_events, households, members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import read_card
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import household, member


@pytest.fixture
def desk(tmp_path) -> Desk:
    return make_desk(tmp_path)


@pytest.fixture
def home(desk) -> str:
    return households.add_household(desk, household(note="先打电话", needs=("低保",), address="村东头")).household_id


def test_a_household_without_a_grid_has_no_member(desk, home):
    card = read_card(desk, home)
    assert (card.row.grid_id, card.member_id, card.member_phone, card.row.member) == ("", "", "", "")
    assert (card.note, card.row.needs, card.row.address) == ("先打电话", ("低保",), "村东头")


def test_the_member_of_now_is_shown_not_those_before(desk, home):
    old = members.add_member(desk, member("旧人", phone="")).member_id
    now = members.add_member(desk, member("新人")).member_id
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
        unit.change(Household, home, grid_id=grid)
        unit.add(Contact(id="", grid_id=grid, member_id=old, since="2025-01-01", until="2026-01-01"))
        unit.add(Contact(id="", grid_id=grid, member_id=now, since="2026-01-01"))
        unit.add(Contact(id="", grid_id=grid, member_id=old, role="backup", since="2026-02-01"))
    card = read_card(desk, home)
    assert (card.member_id, card.row.member, card.member_phone) == (now, "新人", "15404750316")


def test_the_head_comes_first_and_those_who_left_stand_apart(desk, home):
    son = read_card(desk, home).residents[1]
    household_events.mark_resident(desk, son.id, ResidentStatus.DECEASED, "2026-01")
    card = read_card(desk, home)
    assert card.residents[0].id == card.head_id
    assert [person.name for person in card.residents] == ["包金花", "阿拉腾其其格"]
    assert [(person.name, person.status) for person in card.gone] == [("特木尔", "deceased")]


def test_where_an_away_household_is_stands_on_the_card(desk, home):
    household_events.mark_away(desk, home, AwayForm("2026-01", "沈阳", "春节"))
    card = read_card(desk, home)
    assert (card.status_day, card.away_where, card.away_return) == ("2026-01", "沈阳", "春节")


def test_a_removed_household_has_no_card(desk, home):
    households.remove_household(desk, home)
    with pytest.raises(households.HouseholdGone) as caught:
        read_card(desk, home)
    assert "刷新" in caught.value.sentence()
