"""Households listed and read, on both databases."""

import pytest

from kzzq_desktop.domain.listing import HouseholdFilter, HouseholdOrder
from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold
from kzzq_desktop.store import households, people
from tests.store.people import OTHER_VILLAGE, VILLAGE, add_family, add_grid, add_member, found_office


@pytest.fixture
def office(store):
    found_office(store)
    return store


def place(store, home: str, **values: object) -> str:
    with store.unit("x") as unit:
        unit.change(Household, home, **values)
    return home


def listed(store, order: str = HouseholdOrder.PLACE, *, down: bool = False, **chosen) -> tuple[str, ...]:
    with store.reading() as conn:
        ids = households.list_household_ids(conn, HouseholdFilter(**chosen), order, down=down)
        assert households.count_households(conn, HouseholdFilter(**chosen)) == len(ids)
    return ids


def test_each_order_and_its_reverse(office):
    a = place(office, add_family(office, "王秀英", "甲", "乙"), group_no="10", door_no="1")
    b = place(office, add_family(office, "阿拉坦仓"), group_no="2", door_no="101")
    c = place(office, add_family(office, "单雄", "丙"), group_no="2", door_no="12")
    place(office, a, grid_id=add_grid(office, 2))
    place(office, b, grid_id=add_grid(office, 1))
    with office.unit("x") as unit:
        for day, home in (("2026-10-01", a), ("2026-09-01", b)):
            duty = unit.add(Duty(id="", day=day, code="policy"))
            unit.add(DutyHousehold(id="", duty_id=duty, household_id=home, day=day))
    orders = {
        HouseholdOrder.PLACE: (c, b, a),
        HouseholdOrder.NAME: (b, c, a),
        HouseholdOrder.PEOPLE: (b, c, a),
        HouseholdOrder.GRID: (b, a, c),
        HouseholdOrder.REACHED: (c, b, a),
    }
    for order, expected in orders.items():
        assert listed(office, order) == expected
        assert listed(office, order, down=True) == expected[::-1]


def test_filters(office):
    a, b = (
        add_family(office, "王秀英", "李小红"),
        place(office, add_family(office, "白苏日娜"), village_id=OTHER_VILLAGE, status="away"),
    )
    grid = add_grid(office, 1)
    place(office, a, grid_id=grid)
    with office.unit("x") as unit:
        people.write_needs(unit, b, ["低保"])
    assert listed(office, village_id=OTHER_VILLAGE) == (b,)
    assert listed(office, statuses=("home",)) == (a,)
    assert listed(office, need="低保") == (b,)
    assert listed(office, without_grid=True) == (b,)
    assert listed(office, grid_id=grid) == (a,)
    assert listed(office, words="lxh") == (a,)
    assert listed(office, words="苏日") == (b,)
    assert listed(office, words="王", village_id=OTHER_VILLAGE) == ()
    assert set(listed(office, words="·")) == {a, b}


def test_rows_come_in_the_order_asked_with_needs_member_and_reach(office):
    a, b = add_family(office, "王秀英", phone="15404750538"), add_family(office, "白苏日娜")
    grid, member = add_grid(office, 3), add_member(office, "张玉林")
    place(office, a, grid_id=grid, group_no="2", door_no="5")
    with office.unit("x") as unit:
        unit.add(Contact(id="", grid_id=grid, member_id=add_member_in(unit, "旧人"), since="2025-01-01", until="2025-12-31"))
        unit.add(Contact(id="", grid_id=grid, member_id=member, since="2026-01-01"))
        people.write_needs(unit, a, ["大病", "低保"])
    with office.reading() as conn:
        rows = households.read_households(conn, [b, "0" * 32, a])
        assert [row.id for row in rows] == [b, a]
        assert households.lead_of(conn, grid)[:2] == (member, "张玉林")
        assert households.lead_of(conn, "") == ("", "", "")
    row = rows[1]
    assert (row.head, row.village, row.grid_number, row.member) == ("王秀英", "白音塔拉嘎查", 3, "张玉林")
    assert (set(row.needs), row.phone, row.reached, row.village_id) == ({"大病", "低保"}, "15404750538", "", VILLAGE)


def add_member_in(unit, name: str) -> str:
    from kzzq_desktop.domain.people import Member

    return unit.add(Member(id="", name=name))


def test_the_same_id_number_is_found(office):
    number = "150599195803120023"
    home = add_family(office, "王秀英", id_number=number)
    with office.reading() as conn:
        ((_, name, household_id),) = households.find_id_numbers(conn, [number, ""])[number]
    assert (name, household_id) == ("王秀英", home)
