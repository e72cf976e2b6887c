from datetime import UTC, datetime

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.people import Eligibility, Household
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold, Grid
from kzzq_desktop.services import households, member_card, members, photos
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import read_card as household_card
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import household, member


@pytest.fixture
def desk(tmp_path) -> Desk:
    with clock.held(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        yield make_desk(tmp_path)


def test_the_card_tells_who_he_is_what_he_looks_after_and_what_was_done(desk):
    home = households.add_household(desk, household()).household_id
    one = members.add_member(desk, member(household_id=home, posts=("政策宣传岗",))).member_id
    with desk.store.unit("登记履职") as unit:
        grid = unit.add(Grid(id="", village_id=VILLAGE, number=3))
        old = unit.add(Grid(id="", village_id=VILLAGE, number=1))
        unit.change(Household, home, grid_id=grid)
        unit.add(Contact(id="", grid_id=old, member_id=one, since="2025-01-01", until="2026-02-28", why="移交"))
        unit.add(Contact(id="", grid_id=grid, member_id=one, since="2026-03-01", why="党员大会通过"))
        duty = unit.add(Duty(id="", day="2026-10-23", code="hardship", grid_id=grid, member_id=one, words="送去过冬煤"))
        unit.add(DutyHousehold(id="", duty_id=duty, household_id=home, day="2026-10-23"))
    with clock.held(datetime(2026, 11, 24, 4, tzinfo=UTC)):
        members.set_eligibility(desk, one, Eligibility.AWAY, "在沈阳务工", "2026-11-20")
    card = member_card.read_card(desk, one)
    contacts = [(contact.number, contact.until, contact.households) for contact in card.contacts]
    assert contacts == [
        (3, "", 1),
        (1, "2026-02-28", 0),
    ]
    assert (card.own.head, card.duties, card.row.posts) == ("包金花", 1, ("政策宣传岗",))
    assert [(one.day, one.what, one.who) for one in card.happenings] == [
        ("2026-11-24", "改为长期外出：在沈阳务工", "萨仁高娃·修改能否安排"),
        ("2026-11-23", "新增党员", "萨仁高娃 登记"),
        ("2026-10-23", "解决困难：送去过冬煤", "履职·1户"),
        ("2026-03-01", "开始联系 先锋嘎查 03 号网格", "党员大会通过"),
        ("2026-02-28", "不再联系 先锋嘎查 01 号网格", ""),
        ("2025-01-01", "开始联系 先锋嘎查 01 号网格", "移交"),
    ]
    shown = household_card(desk, home)
    assert (shown.row.member, shown.member_id, shown.member_phone) == ("白音那木拉", one, "15404750316")
    assert shown.row.reached == "2026-10-23"
    contact = next(happening for happening in shown.happenings if happening.duty_id)
    assert (contact.what, contact.who, contact.tone) == ("白音那木拉 解决困难：送去过冬煤", "履职", "ok")


def test_a_photo_is_shown_until_it_is_taken_away(desk):
    one = members.add_member(desk, member()).member_id
    png = b"\x89PNG\r\n\x1a\n" + b"x" * 40
    photos.set_photo(desk, one, png)
    assert member_card.read_card(desk, one).photo == png
    photos.set_photo(desk, one, b"")
    assert member_card.read_card(desk, one).photo == b""


def test_a_removed_member_has_no_card(desk):
    one = members.add_member(desk, member()).member_id
    members.remove_member(desk, one)
    with pytest.raises(members.MemberGone):
        member_card.read_card(desk, one)
