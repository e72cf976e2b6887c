from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.listing import HouseholdFilter
from kzzq_desktop.domain.people import HouseholdStatus, ResidentStatus
from kzzq_desktop.domain.person_forms import AwayForm
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services import grids, history, household_events, households
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.services.household_events import NewHead
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import GRANDDAUGHTER, HEAD, SON, household


@pytest.fixture
def desk(tmp_path) -> Desk:
    with clock.held(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        yield make_desk(tmp_path)


@pytest.fixture
def home(desk) -> str:
    with desk.store.unit("x") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
    return households.add_household(desk, household(), grid).household_id


def test_away_says_where_and_when_back_and_back_home_clears_it(desk, home):
    household_events.mark_away(desk, home, AwayForm("2026-08-12", "沈阳务工", "2027年春节前后"))
    card = read_card(desk, home)
    assert (card.row.status, card.status_day) == (HouseholdStatus.AWAY, "2026-08-12")
    assert (card.away_where, card.away_return) == ("沈阳务工", "2027年春节前后")
    assert card.happenings[0].day == "2026-11-23"
    away = next(one for one in card.happenings if one.day == "2026-08-12")
    assert (away.what, away.who) == ("全家外出，沈阳务工，2027年春节前后回来", "萨仁高娃 登记")
    household_events.mark_home(desk, home, "2026-10-01")
    card = read_card(desk, home)
    assert (card.row.status, card.away_where, card.away_return) == (HouseholdStatus.HOME, "", "")


@pytest.mark.parametrize("day", ["", "昨天", "2027-01-01", "2026-13-40x"])
def test_an_event_needs_a_day_that_has_come(desk, home, day):
    with pytest.raises(FormError):
        household_events.mark_away(desk, home, AwayForm(day))
    with pytest.raises(FormError):
        household_events.mark_resident(desk, read_card(desk, home).head_id, ResidentStatus.AWAY, day)
    assert read_card(desk, home).row.status == HouseholdStatus.HOME


def test_moving_out_leaves_the_grid_and_the_undo_brings_it_back(desk, home):
    unit_id = household_events.mark_moved(desk, home, "2026-11-01")
    assert (read_card(desk, home).row.status, read_card(desk, home).row.grid_id) == (HouseholdStatus.MOVED, "")
    assert households.list_ids(desk, HouseholdFilter(statuses=("moved",))) == (home,)
    history.undo_unit(desk, unit_id)
    assert (read_card(desk, home).row.status, read_card(desk, home).row.grid_number) == (HouseholdStatus.HOME, 3)


def test_a_resident_leaves_and_the_count_follows(desk, home):
    son = read_card(desk, home).residents[1]
    household_events.mark_resident(desk, son.id, ResidentStatus.AWAY, "2026-08-12")
    assert read_card(desk, home).row.people == 3
    household_events.mark_resident(desk, son.id, ResidentStatus.MOVED, "2026-09")
    card = read_card(desk, home)
    assert (card.row.people, [person.name for person in card.gone]) == (2, ["特木尔"])
    assert [one.what for one in card.happenings if one.day in {"2026-08-12", "2026-09"}] == ["特木尔 迁出", "特木尔 外出"]
    household_events.mark_resident(desk, son.id, ResidentStatus.HERE, "2026-11-20")
    assert read_card(desk, home).row.people == 3


def test_a_head_dies_and_the_next_is_chosen_in_the_same_save(desk, home):
    head, son, granddaughter = read_card(desk, home).residents
    with pytest.raises(FormError) as caught:
        household_events.mark_resident(desk, head.id, ResidentStatus.DECEASED, "2026-11-02")
    assert caught.value.problems[0].field == "head"
    assert read_card(desk, home).residents[0].status == ResidentStatus.HERE
    assert household_events.propose_relations(desk, home, son.id) == {head.id: "52", son.id: "02", granddaughter.id: ""}
    unit_id = household_events.mark_resident(
        desk, head.id, ResidentStatus.DECEASED, "2026-11-02", NewHead(son.id, {granddaughter.id: "30"})
    )
    card = read_card(desk, home)
    assert (card.row.head, card.row.people, card.head_id) == ("特木尔", 2, son.id)
    assert [(person.name, person.relation) for person in card.residents] == [("特木尔", "02"), ("阿拉腾其其格", "30")]
    assert [(one.day, one.what) for one in card.happenings if one.what != "新增住户"] == [
        ("2026-11-23", "户主由包金花换为特木尔"), ("2026-11-02", "包金花 去世"),
    ]  # fmt: skip
    assert households.list_ids(desk, HouseholdFilter(words="特木尔")) == (home,)
    assert households.edit_household(desk, home, households.read_form(desk, home)).unit_id == ""
    history.undo_unit(desk, unit_id)
    assert read_card(desk, home).row.head == "包金花"


def test_when_the_last_one_dies_the_household_is_closed(desk):
    home = households.add_household(desk, household(HEAD)).household_id
    household_events.mark_resident(desk, read_card(desk, home).head_id, ResidentStatus.DECEASED, "2026-11")
    card = read_card(desk, home)
    assert (card.row.status, card.status_day, card.row.people) == (HouseholdStatus.CLOSED, "2026-11", 0)


def test_nobody_who_left_can_become_head(desk, home):
    son = read_card(desk, home).residents[1]
    household_events.mark_resident(desk, son.id, ResidentStatus.MOVED, "2026-09")
    with pytest.raises(FormError):
        household_events.change_head(desk, home, NewHead(son.id, {}))


def test_the_history_tells_everything_newest_first(desk, home):
    with clock.held(datetime(2026, 11, 24, 4, tzinfo=UTC)):
        form = households.read_form(desk, home)
        wife = replace(SON, name="乌云", relation="38", sex="2")
        households.edit_household(desk, home, replace(form, door_no="7", residents=(*form.residents, wife)))
    with clock.held(datetime(2026, 11, 25, 4, tzinfo=UTC)):
        households.set_needs(desk, home, ("低保",))
        grids.move_households(desk, [home], "")
    told = [(one.day, one.what, one.who) for one in read_card(desk, home).happenings]
    assert told == [
        ("2026-11-25", "移出 03 号网格", "萨仁高娃·调整住户所在网格"),
        ("2026-11-25", "增加需求 低保", "萨仁高娃·修改需求"),
        ("2026-11-24", "新增 乌云；修改门牌", "萨仁高娃·修改住户"),
        ("2026-11-23", "新增住户", "萨仁高娃 登记"),
    ]


def test_changing_the_head_keeps_those_unrelated(desk):
    lodger = replace(GRANDDAUGHTER, name="李广才", relation="99")
    home = households.add_household(desk, household(HEAD, SON, lodger)).household_id
    son = read_card(desk, home).residents[1]
    household_events.change_head(desk, home, NewHead(son.id, {}))
    people = read_card(desk, home).residents
    assert [(p.name, p.relation) for p in people] == [
        ("特木尔", "02"),
        ("包金花", "52"),
        ("李广才", "99"),
    ]
