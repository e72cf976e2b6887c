"""Settling: the clerk's word holds everywhere after the next exchange, and nothing wrong or unseen is written."""

import json
from dataclasses import replace

import pytest

from kzzq_desktop.base import clock
from kzzq_desktop.base.errors import FormError
from kzzq_desktop.domain.changes import SyncUnit
from kzzq_desktop.domain.exchange_views import Conflict, Settlement
from kzzq_desktop.domain.people import Household, HouseholdNeed, Member, Resident
from kzzq_desktop.domain.work import Contact, Duty, DutyHousehold
from kzzq_desktop.services.conflicts import ChangedSince, NothingToSettle, list_conflicts, sentence, settle
from kzzq_desktop.services.duty import part_id, remove_duties
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.services.household_events import NewHead, change_head
from kzzq_desktop.services.households import remove_household
from kzzq_desktop.store.checks import count_loose
from kzzq_desktop.store.people import read_needs
from kzzq_desktop.store.tables import table_of
from tests.services.exchange_office import (
    CONTACT,
    DUTY,
    HEAD,
    HOME,
    MEMBER,
    NOON,
    WIFE,
    Exchange,
    change,
    desk_of,
    shown,
)


@pytest.fixture
def offices() -> Exchange:
    return Exchange()


def disputed(offices: Exchange, kind: type, row_id: str, ours: dict[str, object], theirs: dict[str, object]) -> Conflict:
    """Let the township and the banner write a record differently; return what the township's clerk is asked."""
    change(offices.town, kind, row_id, **ours)
    change(offices.banner, kind, row_id, **theirs)
    offices.meet()
    return next(one for one in list_conflicts(desk_of(offices.town)) if one.row_id == row_id)


def decided(conflict: Conflict, *, remove: bool | None = None, **values: object) -> Settlement:
    return Settlement(conflict.table, conflict.row_id, values, remove, conflict.stamp)


def both_show(offices: Exchange, kind: type, row_id: str) -> dict[str, object]:
    """After an exchange the record is the same at both, and nobody is asked; return it."""
    offices.meet()
    offices.meet()
    for site in (offices.banner, offices.town):
        assert not [one for one in list_conflicts(desk_of(site)) if one.row_id == row_id]
    assert shown(offices.banner, kind, row_id) == shown(offices.town, kind, row_id)
    return shown(offices.town, kind, row_id)


@pytest.mark.parametrize("place", [0, 1])
def test_what_one_office_settles_holds_at_the_other(offices: Exchange, place: int) -> None:
    found = disputed(offices, Household, HOME, {"phone": "15404750538", "note": "甲"}, {"phone": "15404751126", "note": "乙"})
    chosen = {one.name: one.choices[place].value for one in found.fields}
    settle(desk_of(offices.town), [decided(found, **chosen)])
    assert list_conflicts(desk_of(offices.town)) == ()
    row = both_show(offices, Household, HOME)
    assert (row["phone"], row["note"]) == (chosen["phone"], chosen["note"])


def test_both_settling_differently_is_asked_once_more_and_ends(offices: Exchange) -> None:
    found = disputed(offices, Household, HOME, {"note": "甲"}, {"note": "乙"})
    settle(desk_of(offices.town), [decided(found, note="甲")])
    (there,) = list_conflicts(desk_of(offices.banner))
    settle(desk_of(offices.banner), [decided(there, note="乙")])
    offices.meet()
    (again,) = list_conflicts(desk_of(offices.town))
    settle(desk_of(offices.town), [decided(again, note="甲乙")])
    assert both_show(offices, Household, HOME)["note"] == "甲乙"


def test_keeping_both_is_typed_by_nobody_and_kept_as_the_form_keeps_it(offices: Exchange) -> None:
    found = disputed(offices, Household, HOME, {"phone": "15404750538"}, {"phone": "15404751126"})
    (phone,) = found.fields
    assert sentence(found, decided(found, phone=phone.both)) == "照这样：电话两边都留。"
    settle(desk_of(offices.town), [decided(found, phone=phone.both)])
    assert both_show(offices, Household, HOME)["phone"] == "15404750538|15404751126"
    found = disputed(offices, Member, MEMBER, {"other_names": '["甲名"]'}, {"other_names": '["乙名"]'})
    settle(desk_of(offices.town), [decided(found, other_names=found.fields[0].both)])
    assert json.loads(str(both_show(offices, Member, MEMBER)["other_names"])) == ["甲名", "乙名"]


def test_a_typed_value_is_checked_and_read_as_in_the_form(offices: Exchange) -> None:
    found = disputed(offices, Resident, WIFE, {"birth": "1961", "phones": "15404750538"}, {"birth": "1962", "phones": ""})
    with pytest.raises(FormError) as refused:
        settle(desk_of(offices.town), [decided(found, birth="很早", phones="123456")])
    assert {problem.field for problem in refused.value.problems} == {"birth", "phones"}
    assert list_conflicts(desk_of(offices.town))[0] == found, "nothing is saved"
    settle(desk_of(offices.town), [decided(found, birth="1961年5月", phones="154 0475 1126")])
    row = both_show(offices, Resident, WIFE)
    assert (row["birth"], row["phones"]) == ("1961-05", "15404751126")


def test_what_an_office_wrote_may_be_taken_though_its_form_would_refuse_it_now(offices: Exchange) -> None:
    found = disputed(offices, Resident, WIFE, {"name": "木尔2"}, {"name": "特木"})
    settle(desk_of(offices.town), [decided(found, name="木尔2")])
    assert both_show(offices, Resident, WIFE)["name"] == "木尔2"


def test_a_mixture_that_contradicts_itself_is_refused(offices: Exchange) -> None:
    change(offices.town, Resident, WIFE, sex="0")
    offices.meet()
    ours, theirs = {"relation": "12", "sex": "2"}, {"relation": "20", "sex": "1"}
    found = disputed(offices, Resident, WIFE, ours, theirs)
    with pytest.raises(FormError) as refused:
        settle(desk_of(offices.town), [decided(found, relation="12", sex="1")])
    assert [problem.field for problem in refused.value.problems] == ["relation"]
    settle(desk_of(offices.town), [decided(found, **ours)])
    assert both_show(offices, Resident, WIFE)["relation"] == "12"


def test_codes_and_records_are_chosen_never_typed(offices: Exchange) -> None:
    found = disputed(offices, Household, HOME, {"status": "away", "grid_id": None}, {"status": "moved", "grid_id": "9" * 32})
    wrong = decided(found, status="迁出", grid_id="3号", sy_vv="{}")
    with pytest.raises(FormError) as refused:
        settle(desk_of(offices.town), [wrong])
    assert {problem.field for problem in refused.value.problems} == {"status", "grid_id", "sy_vv"}
    assert not set("abcdefghijklmnopqrstuvwxyz_") & set(refused.value.sentence())


def test_several_records_are_one_save_and_all_problems_come_at_once(offices: Exchange) -> None:
    disputed(offices, Household, HOME, {"phone": "15404750538"}, {"phone": "15404751126"})
    disputed(offices, Contact, CONTACT, {"since": "2026-02-01"}, {"since": "2026-03-01"})
    desk = desk_of(offices.town)
    home, contact = list_conflicts(desk)
    if home.table != "household":
        home, contact = contact, home
    with pytest.raises(FormError) as refused:
        settle(desk, [decided(home, phone="12"), decided(contact, since="明天")])
    assert [problem.where for problem in refused.value.problems] == ["包金花 户", "03号网格的联系党员"]
    before = _units(offices)
    settle(desk, [decided(home, phone="15404750538"), decided(contact, since="2026-02-01")])
    assert (_units(offices), list_conflicts(desk)) == (before + 1, ())


def test_a_field_left_out_stays_open(offices: Exchange) -> None:
    found = disputed(offices, Household, HOME, {"phone": "15404750538", "note": "甲"}, {"phone": "15404751126", "note": "乙"})
    assert sentence(found, decided(found, phone="15404751126")) == "照这样：电话用对方的；备注还没有选。"
    settle(desk_of(offices.town), [decided(found, phone="15404751126")])
    (left,) = list_conflicts(desk_of(offices.town))
    assert [one.name for one in left.fields] == ["note"]
    with pytest.raises(FormError):
        settle(desk_of(offices.town), [decided(left)])


def test_what_came_after_the_look_is_not_overwritten(offices: Exchange) -> None:
    found = disputed(offices, Household, HOME, {"note": "甲"}, {"note": "乙"})
    change(offices.town, Household, HOME, address="村东")
    with pytest.raises(ChangedSince):
        settle(desk_of(offices.town), [decided(found, note="甲")])
    settle(desk_of(offices.town), [replace(decided(found, note="甲"), stamp=0)])
    with pytest.raises(NothingToSettle):
        settle(desk_of(offices.town), [decided(found, note="乙")])


def test_taking_the_save_back_shows_the_values_from_before_but_asks_no_more(offices: Exchange) -> None:
    found = disputed(offices, Household, HOME, {"note": "甲"}, {"note": "乙"})
    before = shown(offices.town, Household, HOME)
    unit_id = settle(desk_of(offices.town), [decided(found, note="丙")])
    undo_unit(desk_of(offices.town), unit_id)
    assert shown(offices.town, Household, HOME) == before
    assert list_conflicts(desk_of(offices.town)) == (), "the other's value was overwritten knowingly"
    assert both_show(offices, Household, HOME)["note"] == before["note"]


def _heads(offices: Exchange) -> tuple[str, ...]:
    found = [shown(offices.town, Resident, row_id) for row_id in (HEAD, WIFE)]
    return tuple(str(row["name"]) for row in found if row["relation"] == "02")


@pytest.mark.parametrize("wanted", [HEAD, WIFE])
def test_a_chosen_head_is_the_only_one_by_relation_too(offices: Exchange, wanted: str) -> None:
    with clock.held(NOON):
        change_head(desk_of(offices.town), HOME, NewHead(WIFE, {HEAD: "12"}))
    change(offices.banner, Household, HOME, head_id=None)
    change(offices.banner, Household, HOME, head_id=HEAD)
    offices.meet()
    found = next(one for one in list_conflicts(desk_of(offices.town)) if one.row_id == HOME)
    settle(desk_of(offices.town), [decided(found, head_id=wanted)])
    assert _heads(offices) == (str(shown(offices.town, Resident, wanted)["name"]),)
    assert list_conflicts(desk_of(offices.town)) == ()
    assert both_show(offices, Household, HOME)["head_id"] == wanted


def test_a_head_who_is_gone_is_refused(offices: Exchange) -> None:
    with offices.town.store.unit("新增") as unit:
        child = unit.add(Resident(id="", household_id=HOME, name="包小花", relation="30"))
    offices.meet()
    disputed(offices, Household, HOME, {"head_id": child}, {"head_id": WIFE})
    with offices.town.store.unit("删除") as unit:
        unit.remove(Resident, [child])
    (found,) = [one for one in list_conflicts(desk_of(offices.town)) if one.row_id == HOME]
    assert {choice.words for choice in found.fields[0].choices} == {"包小花（已删除）", "特木尔"}
    with pytest.raises(FormError) as refused:
        settle(desk_of(offices.town), [decided(found, head_id=child)])
    assert refused.value.problems[0].field == "head_id"


def test_a_removed_record_stays_removed_everywhere(offices: Exchange) -> None:
    with clock.held(NOON):
        remove_household(desk_of(offices.banner), HOME)
    found = disputed(offices, Household, HOME, {"phone": "15404750538"}, {})
    assert sentence(found, decided(found)) == "还没有选保留还是删除。"
    assert sentence(found, decided(found, remove=True)) == "照这样：删除包金花 户，改过的内容不再用。"
    settle(desk_of(offices.town), [decided(found, remove=True)])
    assert both_show(offices, Household, HOME)["sy_del"] == 1


def test_a_kept_record_comes_back_with_what_was_removed_with_it(offices: Exchange) -> None:
    with clock.held(NOON):
        remove_household(desk_of(offices.banner), HOME)
    found = disputed(offices, Resident, WIFE, {"note": "新"}, {})
    assert shown(offices.town, Household, HOME)["sy_del"] == 1
    assert sentence(found, decided(found, remove=False)) == "照这样：保留特木尔，和它一起删除的也恢复。"
    settle(desk_of(offices.town), [decided(found, remove=False)])
    assert both_show(offices, Resident, WIFE)["note"] == "新"
    for site in (offices.town, offices.banner):
        assert (shown(site, Household, HOME)["sy_del"], shown(site, Resident, HEAD)["sy_del"]) == (0, 0)
        with site.store.reading() as conn:
            assert read_needs(conn, [HOME]) == {HOME: ("低保",)}
            assert count_loose(conn) == ()


def test_a_kept_duty_has_its_households_again_and_no_other_duty(offices: Exchange) -> None:
    with offices.town.store.unit("登记") as unit:
        other = unit.add(Duty(id="", day="2026-11-02", code="policy", words="另一条"))
    offices.meet()
    with clock.held(NOON):
        remove_duties(desk_of(offices.banner), [DUTY, other])
    found = disputed(offices, Duty, DUTY, {"words": "宣讲惠农政策"}, {})
    settle(desk_of(offices.town), [decided(found, remove=False)])
    assert both_show(offices, Duty, DUTY)["words"] == "宣讲惠农政策"
    assert shown(offices.banner, DutyHousehold, part_id(DUTY, HOME))["sy_del"] == 0
    assert shown(offices.banner, Duty, other)["sy_del"] == 1


def test_removing_is_not_an_answer_where_nobody_removed(offices: Exchange) -> None:
    found = disputed(offices, Household, HOME, {"note": "甲"}, {"note": "乙"})
    with pytest.raises(FormError):
        settle(desk_of(offices.town), [decided(found, remove=True)])
    assert shown(offices.town, Household, HOME)["sy_del"] == 0


def test_marks_of_needs_unite_without_a_question(offices: Exchange) -> None:
    for site, need in ((offices.town, "残疾"), (offices.banner, "大病")):
        with site.store.unit("需求") as unit:
            unit.add(HouseholdNeed(id=("1" if site is offices.town else "2") * 32, household_id=HOME, need=need))
    offices.meet()
    assert list_conflicts(desk_of(offices.town)) == ()


def _units(offices: Exchange) -> int:
    with offices.town.store.reading() as conn:
        return len(conn.execute(table_of(SyncUnit).select()).all())
