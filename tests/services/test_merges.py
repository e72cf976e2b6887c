"""Merging: one save, nothing left that names what went, and taken back without a trace."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from kzzq_desktop.base import clock
from kzzq_desktop.domain.duty_log import DutyDraft
from kzzq_desktop.domain.people import Member, Resident, ResidentStatus
from kzzq_desktop.domain.work import Grid
from kzzq_desktop.services import duty, history, household_events, households
from kzzq_desktop.services.check import check
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.household_card import read_card
from kzzq_desktop.services.households import HouseholdGone
from kzzq_desktop.services.merges import CannotMerge, ChangedSince, MergeAsk, MergeKind, merge, plan_merge
from kzzq_desktop.store.guards import stamped_tables
from tests.services.desks import VILLAGE, make_desk
from tests.services.people_forms import GRANDDAUGHTER, HEAD, SON, household, id_number

THERE = "150521102202"
PERSON, HOUSEHOLD = MergeKind.PERSON, MergeKind.HOUSEHOLD
BOXES = {"kind": "邻里", "outcome": "化解"}


@pytest.fixture
def desk(tmp_path) -> Desk:
    with clock.held(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        opened = make_desk(tmp_path)
        yield opened
        opened.store.close()


@pytest.fixture
def grid(desk) -> str:
    with desk.store.unit("x") as unit:
        return unit.add(Grid(id="", village_id=VILLAGE, number=3))


def added(desk, *people, grid: str = "", **boxes) -> tuple[str, list[str]]:
    home = households.add_household(desk, household(*people, **boxes), grid).household_id
    return home, [person.id for person in read_card(desk, home).residents]


def rows(desk) -> dict[tuple[str, str], dict[str, object]]:
    """Every live record without its stamp."""
    found = {}
    with desk.store.reading() as conn:
        for table in stamped_tables():
            for row in conn.execute(select(table).where(table.c.sy_del == 0)).mappings():
                found[table.name, row["id"]] = {name: value for name, value in row.items() if not name.startswith("sy_")}
    return found


def named(desk, gone: str) -> list[tuple[str, str]]:
    """Live records that still name an id."""
    return [key for key, row in rows(desk).items() if any(gone in str(value) for name, value in row.items() if name != "id")]


def merged(desk, *ask, **more) -> str:
    """Merge, look that the file is sound, take it back and do it again: the law of every merge."""
    before = rows(desk)
    unit = merge(desk, plan_merge(desk, MergeAsk(*ask, **more)))
    after = rows(desk)
    assert check(desk) == ()
    history.undo_unit(desk, unit)
    assert rows(desk) == before
    assert check(desk) == ()
    again = merge(desk, plan_merge(desk, MergeAsk(*ask, **more)))
    assert rows(desk) == after
    return again


def test_one_who_is_in_two_homes_is_kept_in_one(desk):
    daughter = replace(GRANDDAUGHTER, phones="15404750001", id_number=id_number("20130901", "002"))
    parents, (_, _, mine) = added(desk)
    other, (_, theirs) = added(desk, replace(HEAD, name="王秀英"), replace(daughter, name="阿拉坦其其格"))
    merged(desk, PERSON, mine, theirs)
    card = read_card(desk, parents)
    kept = next(person for person in card.residents if person.id == mine)
    assert (kept.name, kept.id_number, kept.phones) == ("阿拉腾其其格", daughter.id_number, ("15404750001",))
    assert households.read_form(desk, parents).residents[2].other_names == "阿拉坦其其格"
    assert [person.name for person in read_card(desk, other).residents] == ["王秀英"]
    assert named(desk, theirs) == []


def test_two_rows_of_one_household_become_one_and_the_head_stays_head(desk):
    home, (head, twice, _) = added(desk, HEAD, replace(HEAD, relation="30", birth="1958-03-04"), SON)
    merged(desk, PERSON, twice, head)
    card = read_card(desk, home)
    assert (card.head_id, card.row.people) == (twice, 2)
    assert (card.residents[0].relation, card.residents[0].birth) == ("02", "1958-03-04")
    assert named(desk, head) == []


def test_who_lived_alone_brings_his_household_along(desk, grid):
    parents, (_, mine) = added(desk, HEAD, SON)
    alone, (theirs,) = added(desk, replace(SON, relation="02"), needs=("低保",), grid=grid)
    draft = DutyDraft("policy", "2026-11-20", grid, (alone,), "入户宣讲", {"form": "入户", "policy": "补贴"})
    duty.log_duty(desk, draft)
    plan = plan_merge(desk, MergeAsk(PERSON, mine, theirs))
    assert plan.notes == ("不保留的住户里没有别人了，一起删除，1条履职记录转到保留的住户。",)
    merged(desk, PERSON, mine, theirs)
    card = read_card(desk, parents)
    assert card.row.needs == ("低保",)
    assert any("入户宣讲" in one.what for one in card.happenings)
    assert named(desk, alone) == []
    assert named(desk, theirs) == []
    with pytest.raises(HouseholdGone):
        read_card(desk, alone)


def test_a_home_with_only_the_dead_is_closed(desk):
    _, (_, mine) = added(desk, HEAD, SON)
    other, (theirs, dead) = added(desk, replace(SON, relation="02"), replace(HEAD, relation="52"))
    household_events.mark_resident(desk, dead, ResidentStatus.DECEASED, "2026-01")
    merged(desk, PERSON, mine, theirs)
    card = read_card(desk, other)
    assert (card.row.status, card.head_id) == ("closed", dead)
    assert named(desk, theirs) == []


def test_a_head_is_not_taken_away_from_his_family(desk):
    _, (_, mine) = added(desk, HEAD, SON)
    other, (theirs, _) = added(desk, replace(SON, relation="02"), GRANDDAUGHTER)
    with pytest.raises(CannotMerge) as refused:
        plan_merge(desk, MergeAsk(PERSON, mine, theirs))
    assert "户主" in refused.value.sentence()
    merged(desk, PERSON, theirs, mine)
    assert read_card(desk, other).row.people == 2
    with pytest.raises(CannotMerge):
        plan_merge(desk, MergeAsk(PERSON, mine, mine))


def test_a_party_member_hangs_on_the_kept_one(desk):
    parents, (_, mine) = added(desk, HEAD, SON)
    alone, (theirs,) = added(desk, replace(SON, relation="02"))
    with desk.store.unit("x") as unit:
        both = unit.add(Member(id="", name="特木尔", village_id=VILLAGE, resident_id=theirs, household_id=alone))
        by_home = unit.add(Member(id="", name="白音", village_id=VILLAGE, household_id=alone))
    merged(desk, PERSON, mine, theirs)
    now = rows(desk)
    assert (now["member", both]["resident_id"], now["member", both]["household_id"]) == (mine, parents)
    assert now["member", by_home]["household_id"] == parents


def test_one_household_in_two_villages_becomes_one(desk, grid):
    kept, mine = added(desk, HEAD, SON, needs=("低保",))
    fuller = replace(HEAD, birth="1958-03-04")
    other, theirs = added(desk, fuller, SON, GRANDDAUGHTER, village_id=THERE, needs=("低保", "残疾"), group_no="1")
    pairs = tuple(zip(mine, theirs, strict=False))
    plan = plan_merge(desk, MergeAsk(HOUSEHOLD, kept, other, people=pairs))
    assert any("不同的嘎查村" in note for note in plan.notes)
    assert [(line.kept, line.other, line.result) for line in plan.lines if line.word == "成员"] == [
        ("包金花 户主 1958-03", "包金花 户主 1958-03-04", "包金花 户主 1958-03-04"),
        ("特木尔 子 1984", "特木尔 子 1984", "特木尔 子 1984"),
        ("", "阿拉腾其其格 孙女 2013-09", "阿拉腾其其格 孙女 2013-09（转入）"),
    ]  # fmt: skip
    merged(desk, HOUSEHOLD, kept, other, people=pairs)
    card = read_card(desk, kept)
    assert (card.row.village_id, card.row.group_no, card.row.people) == (VILLAGE, "东2", 3)
    assert card.row.needs == ("低保", "残疾")
    assert [(one.name, one.relation) for one in card.residents][2] == ("阿拉腾其其格", "42")
    for gone in (other, *theirs[:2]):
        assert named(desk, gone) == []


def test_duties_and_their_parties_move_over(desk, grid):
    kept, _ = added(desk, grid=grid)
    other, _ = added(desk, replace(HEAD, name="王秀英"), grid=grid)
    both = DutyDraft("mediation", "2026-11-20", grid, (kept, other), "调解地界", {**BOXES, "parties": (kept, other)})
    first = duty.log_duty(desk, both).id
    second = duty.log_duty(desk, replace(both, households=(other,), boxes={**BOXES, "parties": (other,)})).id
    merged(desk, HOUSEHOLD, kept, other)
    assert duty.draft_of(desk, first).households == (kept,)
    assert duty.draft_of(desk, first).boxes["parties"] == (kept,)
    assert duty.draft_of(desk, second).boxes["parties"] == (kept,)
    assert rows(desk)["duty", second]["grid_id"] == grid
    assert named(desk, other) == []


def test_the_grid_comes_along_where_the_kept_has_none(desk, grid):
    kept, mine = added(desk, HEAD)
    other, theirs = added(desk, HEAD, grid=grid)
    plan = plan_merge(desk, MergeAsk(HOUSEHOLD, kept, other, people=((mine[0], theirs[0]),)))
    assert next(line for line in plan.lines if line.field == "grid_id").result == "03号网格"
    merged(desk, HOUSEHOLD, kept, other, people=((mine[0], theirs[0]),))
    assert read_card(desk, kept).row.grid_number == 3


def test_who_comes_without_a_known_relation_is_told(desk):
    kept, _ = added(desk, HEAD)
    other, _ = added(desk, replace(HEAD, name="王秀英"), SON)
    plan = plan_merge(desk, MergeAsk(HOUSEHOLD, kept, other))
    assert any("与户主的关系" in note for note in plan.notes)
    merged(desk, HOUSEHOLD, kept, other)
    assert [(one.name, one.relation) for one in read_card(desk, kept).residents][1:] == [("王秀英", ""), ("特木尔", "")]


def test_what_was_edited_since_is_not_merged(desk):
    kept, mine = added(desk, HEAD, SON)
    other, theirs = added(desk, HEAD, SON)
    plan = plan_merge(desk, MergeAsk(PERSON, mine[1], theirs[1]))
    for change in (lambda: households.set_needs(desk, other, ("低保",)), lambda: _rename(desk, mine[0])):
        change()
        before = rows(desk)
        with pytest.raises(ChangedSince) as refused:
            merge(desk, plan)
        assert "重新看" in refused.value.sentence()
        assert rows(desk) == before
        plan = plan_merge(desk, MergeAsk(PERSON, mine[1], theirs[1]))
    merge(desk, plan)
    with pytest.raises(ChangedSince):
        merge(desk, plan)
    with pytest.raises(HouseholdGone):
        plan_merge(desk, plan.ask)
    with pytest.raises(HouseholdGone):
        plan_merge(desk, MergeAsk(HOUSEHOLD, kept, "f" * 32))


def test_an_undo_keeps_what_was_edited_after_the_merge(desk):
    kept, mine = added(desk, HEAD, SON)
    _, theirs = added(desk, HEAD, replace(SON, phones="15404750001"))
    unit = merge(desk, plan_merge(desk, MergeAsk(PERSON, mine[1], theirs[1])))
    _rename(desk, mine[1])
    _, plan = history.undo_unit(desk, unit)
    assert plan.kept == 0
    assert {person.name for person in read_card(desk, kept).residents} == {"包金花", "改过"}
    assert check(desk) == ()


def _rename(desk, resident: str) -> None:
    with desk.store.unit("x") as unit:
        unit.change(Resident, resident, name="改过")
