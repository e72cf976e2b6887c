"""What the clerk sees of records that two offices wrote differently."""

from datetime import timedelta

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.exchange_views import Conflict, ConflictField
from kzzq_desktop.domain.people import Household, Member, Resident
from kzzq_desktop.domain.work import Contact, Duty, Grid
from kzzq_desktop.services.conflicts import count_conflicts, list_conflicts
from kzzq_desktop.services.households import remove_household
from tests.services.exchange_office import (
    CONTACT,
    DUTY,
    GRID,
    HEAD,
    HOME,
    MEMBER,
    NEXT,
    NOON,
    OTHER_VILLAGE,
    WIFE,
    Exchange,
    change,
    desk_of,
    remove,
)  # fmt: skip


@pytest.fixture
def offices() -> Exchange:
    return Exchange()


def fields(conflict: Conflict) -> dict[str, ConflictField]:
    return {one.name: one for one in conflict.fields}


def test_without_disputes_nothing_waits(offices: Exchange) -> None:
    assert list_conflicts(desk_of(offices.town)) == ()
    assert count_conflicts(desk_of(offices.town)) == 0


def test_a_household_is_told_by_its_head_and_place_each_value_by_its_writer(offices: Exchange) -> None:
    change(offices.town, Household, HOME, phone="15404750538", note="低保户；残疾")
    change(offices.banner, Household, HOME, NOON - timedelta(days=2), phone="15404751126", note="低保户；大病")
    offices.meet()
    (found,) = list_conflicts(desk_of(offices.town))
    assert (found.title, found.detail) == ("包金花 户", "巴彦胡硕嘎查 东2组 5号")
    assert (found.screen, found.place, found.urgent, found.removed_by) == ("households", HOME, False, "")
    phone = fields(found)["phone"]
    ours, theirs = phone.choices
    assert (phone.word, phone.origin, phone.origin_at) == ("电话", "154 0475 0083", "2026-09-05T04:00:00Z")
    assert (ours.words, ours.clerk, ours.office, ours.mine) == ("154 0475 0538", "萨仁高娃", "舍伯吐镇党建办", True)
    assert (theirs.words, theirs.clerk, theirs.office, theirs.mine) == ("154 0475 1126", "李红梅", "旗委组织部", False)
    assert (ours.at, theirs.at, theirs.clock) == ("2026-11-12T04:00:00Z", "2026-11-10T04:00:00Z", "")
    assert [choice.shown for choice in phone.choices].count(True) == 1
    assert phone.both == "154 0475 0538、154 0475 1126"
    assert fields(found)["note"].both == "低保户；残疾；大病"


def test_both_offices_are_asked_the_same_each_from_its_own_side(offices: Exchange) -> None:
    change(offices.town, Household, HOME, phone="15404750538")
    change(offices.banner, Household, HOME, phone="15404751126")
    offices.meet()
    (here,), (there,) = list_conflicts(desk_of(offices.town)), list_conflicts(desk_of(offices.banner))
    values = [[(one.value, one.mine) for one in fields(found)["phone"].choices] for found in (here, there)]
    assert values[0] == [("15404750538", True), ("15404751126", False)]
    assert values[1] == [("15404751126", True), ("15404750538", False)]
    assert fields(there)["phone"].origin == "154 0475 0083"


def test_quiet_and_equal_values_are_not_asked(offices: Exchange) -> None:
    change(offices.town, Household, HOME, ledger_no="1", phone="15404750538", note="甲")
    change(offices.banner, Household, HOME, ledger_no="2", phone="15404750538", note="乙")
    offices.meet()
    (found,) = list_conflicts(desk_of(offices.town))
    assert list(fields(found)) == ["note"]


def test_ids_and_codes_are_said_in_words(offices: Exchange) -> None:
    with offices.town.store.unit("新建网格") as unit:
        other = unit.add(Grid(id="", village_id="150521102202", number=4))
    offices.meet()
    change(offices.town, Household, HOME, grid_id=other, head_id=WIFE, status="away", status_day="2026-11-01")
    change(offices.banner, Household, HOME, grid_id=None, head_id=HEAD, status="moved", status_day="2026-11-12")
    change(offices.banner, Household, HOME, head_id=None)
    change(offices.town, Resident, WIFE, relation="10", other_names='["特木","木尔"]', sex="2")
    change(offices.banner, Resident, WIFE, relation="12", other_names='["特尔"]', sex="0")
    offices.meet()
    home, wife = list_conflicts(desk_of(offices.town))
    said = {(one.word, choice.words) for found in (home, wife) for one in found.fields for choice in one.choices}
    assert said >= {
        ("网格", "04号网格"), ("网格", "不在网格里"), ("户主", "特木尔"), ("户主", "（空）"), ("状态", "外出"), ("状态", "迁出"),
        ("状态日期", "2026年11月12日"), ("关系", "配偶"), ("关系", "妻"), ("曾用写法", "特木、木尔"),
        ("性别", "女"), ("性别", "未知"),
    }  # fmt: skip
    assert fields(wife)["other_names"].both == "特木、木尔、特尔"
    assert home.urgent  # in whose grid it stands is disputed
    assert (wife.title, wife.place) == ("特木尔", HOME)
    assert wife.detail.endswith("巴彦胡硕嘎查 东2组 5号")


def test_every_kind_of_record_has_its_own_title(offices: Exchange) -> None:
    for site, mark in ((offices.town, "甲"), (offices.banner, "乙")):
        change(site, Grid, GRID, name=mark)
        change(site, Contact, CONTACT, why=mark, member_id=NEXT if mark == "甲" else MEMBER)
        change(site, Contact, CONTACT, member_id=NEXT if mark == "甲" else "f" * 32)
        change(site, Duty, DUTY, words=mark)
        change(site, Member, MEMBER, note=mark)
    offices.meet()
    found = list_conflicts(desk_of(offices.town))
    assert [(one.title, one.screen) for one in found] == [
        ("03号网格", "grids"), ("03号网格的联系党员", "grids"), ("2026年11月1日 宣讲政策", "duty"),
        ("党员 白音那木拉", "members"),
    ]  # fmt: skip
    assert [one.word for one in found[1].fields] == ["党员", "原因"]
    assert {choice.words for choice in fields(found[1])["member_id"].choices} == {"王建国", "（不在本机）"}


def test_urgent_ones_come_first_and_a_family_stands_together(offices: Exchange) -> None:
    with offices.town.store.unit("登记住户") as unit:
        far = unit.add(Household(id="", village_id="150521102202", group_no="9", head_id=None))
        near = unit.add(Household(id="", village_id="150521102202", group_no="1", head_id=None))
    offices.meet()
    for site, mark in ((offices.town, "甲"), (offices.banner, "乙")):
        for kind, row_id in ((Resident, WIFE), (Household, near), (Household, HOME), (Resident, HEAD)):
            change(site, kind, row_id, note=mark)
        change(site, Household, far, village_id="150521102202" if mark == "甲" else OTHER_VILLAGE, note=mark)
        change(site, Household, far, village_id="150521102203" if mark == "甲" else OTHER_VILLAGE)
    offices.meet()
    rows = [one.row_id for one in list_conflicts(desk_of(offices.town))]
    assert rows == [far, near, HOME, HEAD, WIFE]
    assert count_conflicts(desk_of(offices.town)) == len(rows)


def test_a_record_removed_in_one_place_and_changed_in_another_says_who_and_what_is_new(offices: Exchange) -> None:
    with clock.held(NOON):
        remove_household(desk_of(offices.banner), HOME)
    change(offices.town, Household, HOME, phone="15404750538")
    offices.meet()
    (found,) = list_conflicts(desk_of(offices.town))
    assert (found.removed_by, found.removed_at) == ("李红梅·旗委组织部", "2026-11-12T04:00:00Z")
    assert found.urgent
    (phone,) = found.fields
    assert [(one.words, one.clerk) for one in phone.choices] == [("154 0475 0538", "萨仁高娃")]
    assert (phone.origin, phone.both) == ("154 0475 0083", "")


def test_the_value_from_before_is_the_one_before_the_first_of_several_changes(offices: Exchange) -> None:
    change(offices.town, Household, HOME, note="甲一")
    change(offices.town, Household, HOME, note="甲二")
    change(offices.banner, Household, HOME, note="乙")
    offices.meet()
    for site in (offices.town, offices.banner):
        assert fields(list_conflicts(desk_of(site))[0])["note"].origin == "低保户"


def test_what_was_exchanged_before_counts_as_before(offices: Exchange) -> None:
    change(offices.town, Household, HOME, NOON - timedelta(days=20), note="早先")
    offices.meet(NOON - timedelta(days=19))
    change(offices.town, Household, HOME, note="甲")
    change(offices.banner, Household, HOME, note="乙")
    offices.meet()
    for site in (offices.town, offices.banner):
        note = fields(list_conflicts(desk_of(site))[0])["note"]
        assert (note.origin, note.origin_at) == ("早先", "2026-10-23T04:00:00Z")


def test_a_slow_clock_is_named_by_what_its_own_order_tells(offices: Exchange) -> None:
    with clock.held(NOON), offices.town.store.unit("修改") as unit:
        unit.change(Resident, WIFE, note="准")
    change(offices.town, Household, HOME, NOON - timedelta(days=37), phone="15404750538")
    change(offices.banner, Household, HOME, phone="15404751126")
    with clock.held(NOON - timedelta(days=37)):
        package = offices.town.give(offices.banner.who)
    with clock.held(NOON + timedelta(hours=3)):
        offices.banner.take(package)
    (found,) = list_conflicts(desk_of(offices.banner))
    theirs = fields(found)["phone"].choices[1]
    assert (theirs.clock, theirs.at) == ("其电脑时间慢37天", "2026-11-12T04:00:00Z")


def test_a_fast_clock_is_named_by_the_package_it_wrote(offices: Exchange) -> None:
    fast = NOON + timedelta(days=3)
    change(offices.town, Household, HOME, fast, phone="15404750538")
    change(offices.banner, Household, HOME, phone="15404751126")
    with clock.held(fast):
        package = offices.town.give(offices.banner.who)
    with clock.held(NOON):
        offices.banner.take(package)
    (found,) = list_conflicts(desk_of(offices.banner))
    theirs = fields(found)["phone"].choices[1]
    assert (theirs.clock, theirs.at) == ("其电脑时间至少快3天", "2026-11-12T04:00:00Z")


def test_rows_that_went_to_another_township_are_not_asked_there(offices: Exchange) -> None:
    change(offices.town, Household, HOME, note="甲")
    change(offices.banner, Household, HOME, note="乙")
    offices.meet()
    assert count_conflicts(desk_of(offices.town)) == 1
    change(offices.banner, Household, HOME, village_id=OTHER_VILLAGE, grid_id=None)
    offices.round()
    assert (count_conflicts(desk_of(offices.town)), list_conflicts(desk_of(offices.town))) == (0, ())
    assert count_conflicts(desk_of(offices.banner)) == len(list_conflicts(desk_of(offices.banner))) == 1


def test_a_removed_mark_asks_nobody(offices: Exchange) -> None:
    remove(offices.banner, Grid)
    assert count_conflicts(desk_of(offices.banner)) == 0
