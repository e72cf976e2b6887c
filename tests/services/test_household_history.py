"""The history line tells each kind of thing in the clerk's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.people import Household, ResidentStatus
from kzzq_desktop.domain.person_forms import AwayForm
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.services import grids, history, household_events, households, members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_events import NewHead
from kzzq_desktop.services.household_history import list_happenings
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import HEAD, SON, household, id_number, member

START = datetime(2026, 11, 1, 4, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path) -> Desk:
    with clock.held(START):
        yield make_desk(tmp_path)


@pytest.fixture
def home(desk) -> str:
    return households.add_household(desk, household()).household_id


@contextmanager
def later(days: int) -> Iterator[None]:
    with clock.held(START + timedelta(days=days)):
        yield


def latest(desk: Desk, home: str) -> tuple[str, str, str]:
    one = list_happenings(desk, home)[0]
    return one.day, one.what, one.who


def test_the_birth_of_a_household_is_one_line(desk, home):
    assert [(one.day, one.what, one.who) for one in list_happenings(desk, home)] == [("2026-11-01", "新增住户", "萨仁高娃 登记")]


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        ({"door_no": "7"}, "修改门牌"),
        ({"address": "村东头", "phone": "15404750001"}, "修改住址、电话"),
        ({"note": "轮椅"}, "修改备注"),
        ({"stated_people": "5"}, "修改人口"),
        ({"needs": ("低保", "大病")}, "增加需求"),
        ({"village_id": "150521102202"}, "修改嘎查村"),
    ],
)
def test_an_edited_box_is_named(desk, home, boxes, told):
    with later(1):
        households.edit_household(desk, home, replace(households.read_form(desk, home), **boxes))
    day, what, who = latest(desk, home)
    assert (day, who) == ("2026-11-02", "萨仁高娃·修改住户")
    assert what.startswith(told)


def test_an_edited_resident_is_named_with_the_boxes(desk, home):
    form = households.read_form(desk, home)
    son = replace(form.residents[1], birth="1984-05-02", phones="", id_number=id_number("19840502", "001"))
    with later(1):
        households.edit_household(desk, home, replace(form, residents=(form.residents[0], son, form.residents[2])))
    assert latest(desk, home)[1] == "修改特木尔的出生、身份证号、电话"


def test_needs_taken_and_dropped_are_told_together(desk, home):
    households.set_needs(desk, home, ("低保", "残疾"))
    with later(1):
        households.set_needs(desk, home, ("大病", "残疾"))
    assert latest(desk, home)[1] == "增加需求 大病；取消需求 低保"
    with later(2):
        households.set_needs(desk, home, ("低保",))
    assert latest(desk, home)[1] in {"增加需求 低保；取消需求 大病、残疾", "增加需求 低保；取消需求 残疾、大病"}


def test_residents_come_go_and_come_back(desk, home):
    with later(1):
        unit_id = households.remove_resident(desk, households.read_form(desk, home).residents[1].id)
    assert latest(desk, home)[1:] == ("删除 特木尔", "萨仁高娃·删除家庭成员")
    with later(2):
        history.undo_unit(desk, unit_id)
    assert latest(desk, home)[1:] == ("恢复 特木尔", "萨仁高娃·撤销：删除家庭成员")


def test_a_household_removed_and_taken_back_says_so(desk, home):
    unit_id = households.remove_household(desk, home)
    with later(1):
        history.undo_unit(desk, unit_id)
    told = latest(desk, home)[1]
    assert told.startswith("恢复这一户；")
    assert "恢复 包金花" in told


def test_grids_are_told_by_their_numbers(desk, home):
    with desk.store.unit("x") as unit:
        second, third = (unit.add(Grid(id="", village_id=VILLAGE, number=number)) for number in (2, 3))
    told = []
    for day, grid in enumerate((second, third, ""), 1):
        with later(day):
            grids.move_households(desk, [home], grid)
        told.append(latest(desk, home)[1])
    assert told == ["编入 02 号网格", "由 02 号网格调入 03 号网格", "移出 03 号网格"]


def test_events_stand_on_their_own_day_not_on_the_day_of_typing(desk, home):
    with later(20):
        household_events.mark_away(desk, home, AwayForm("2026-08-12", "沈阳"))
        household_events.mark_home(desk, home, "2026-09")
        household_events.mark_moved(desk, home, "2025")
    days = [(one.day, one.what) for one in list_happenings(desk, home)]
    assert days == [("2026-11-01", "新增住户"), ("2026-09", "全家返乡"), ("2026-08-12", "全家外出，沈阳"), ("2025", "全家迁出")]


@pytest.mark.parametrize(("status", "word"), [("away", "外出"), ("moved_out", "迁出"), ("deceased", "去世")])
def test_each_event_of_a_resident(desk, home, status, word):
    son = households.read_form(desk, home).residents[1]
    with later(3):
        household_events.mark_resident(desk, son.id, ResidentStatus(status), "2026-11-02")
    assert latest(desk, home) == ("2026-11-02", f"特木尔 {word}", "萨仁高娃 登记")


@pytest.mark.parametrize(("before", "word"), [("away", "返乡"), ("moved_out", "迁回"), ("deceased", "更正为在家")])
def test_coming_back_is_called_by_where_one_was(desk, home, before, word):
    son = households.read_form(desk, home).residents[1]
    household_events.mark_resident(desk, son.id, ResidentStatus(before), "2026-10-01")
    with later(3):
        household_events.mark_resident(desk, son.id, ResidentStatus.HERE, "2026-11-02")
    assert latest(desk, home)[1] == f"特木尔 {word}"


def test_another_head_is_one_line_without_every_relation(desk, home):
    son = households.read_form(desk, home).residents[1]
    with later(1):
        household_events.change_head(desk, home, NewHead(son.id, {}))
    assert latest(desk, home)[1] == "户主由包金花换为特木尔"


def test_the_last_death_closes_the_household(desk):
    home = households.add_household(desk, household(HEAD)).household_id
    head = households.read_form(desk, home).residents[0]
    with later(5):
        household_events.mark_resident(desk, head.id, ResidentStatus.DECEASED, "2026-11-03")
    assert [one.what for one in list_happenings(desk, home)] == ["包金花 去世", "销户", "新增住户"]


def test_duties_stand_among_the_changes_with_who_else_was_visited(desk, home):
    other = households.add_household(desk, household(replace(HEAD, name="王秀英"))).household_id
    one = members.add_member(desk, member()).member_id
    with desk.store.unit("登记履职") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
        unit.add(Contact(id="", grid_id=grid, member_id=one, since="2026-01-01"))
        for day, words, visited in (("2026-10-23", "送去过冬煤", (home, other)), ("2026-11-20", "", (home,))):
            duty = unit.add(Duty(id="", day=day, code="policy", grid_id=grid, member_id=one, words=words))
            for household_id in visited:
                unit.add(DutyHousehold(id="", duty_id=duty, household_id=household_id, day=day))
    told = [(one.day, one.what, one.who, one.tone) for one in list_happenings(desk, home)]
    assert told == [
        ("2026-11-20", "白音那木拉 宣讲政策", "履职", "ok"),
        ("2026-11-01", "新增住户", "萨仁高娃 登记", "mute"),
        ("2026-10-23", "白音那木拉 宣讲政策：送去过冬煤", "履职·与另外 1 户同一次登记", "ok"),
    ]


def test_an_import_says_where_the_household_came_from(desk):
    with desk.store.unit("导入 先锋嘎查台账.xlsx") as unit:
        home = unit.add(Household(id="", village_id=VILLAGE))
    assert latest(desk, home) == ("2026-11-01", "导入 先锋嘎查台账.xlsx", "萨仁高娃 登记")


def test_a_resident_added_later_is_told(desk, home):
    form = households.read_form(desk, home)
    wife = replace(SON, id="", name="乌云", relation="38", sex="2")
    with later(1):
        households.edit_household(desk, home, replace(form, residents=(*form.residents, wife)))
    assert latest(desk, home)[1] == "新增 乌云"
