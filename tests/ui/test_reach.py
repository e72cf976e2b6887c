from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.base.clock import new_id
from kzzq_desktop.domain.people import Household, HouseholdStatus, Resident
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.ui.papers.reach import Reach
from tests.services.desks import TOWNSHIP, VILLAGE
from tests.services.papers_desk import make_papers_desk
from tests.ui.made_up_papers import LEDGER, made_up
from tests.ui.people_window import type_into

OTHER = "150521102202"
TOWN_ONLY = made_up("town", "党支部名册", scopes=("township",))


@pytest.fixture
def made(tmp_path):
    made = make_papers_desk(tmp_path)
    made.add_lead(made.add_grid(1, village=OTHER), "额尔敦朝鲁")
    with made.desk.store.unit("样例") as unit:
        unit.add(Resident(id=new_id(), household_id=made.households[0], name="朱子", relation="20"))
    return made


@pytest.fixture
def reach(shown, made):
    found = shown(Reach(made.desk), 300, 300)
    found.changes = []
    found.changed.connect(lambda: found.changes.append(found.scope()))
    found.refresh()
    found.offer(LEDGER)
    return found


def banner(desk: Desk) -> Desk:
    """The same file as the banner's own office would have it."""
    return replace(desk, office=replace(desk.office, township="", township_name=""))


def pick(reach, kind):
    reach.kind.pick(kind)
    reach.kind.picked.emit(kind)


def kinds(reach):
    box = reach.kind
    return list(box.buttons) if hasattr(box, "buttons") else [box.itemData(at) for at in range(box.count())]


def test_a_townships_office_has_no_townships_to_choose(reach):
    assert kinds(reach) == ["all", "village", "grid", "member", "household"]
    reach.offer(TOWN_ONLY)
    assert kinds(reach) == ["township"]
    assert reach.scope() == Scope(township=TOWNSHIP)
    assert reach.words() == "舍伯吐镇"
    assert all(picker.isHidden() for picker in reach.pickers.values())


def test_the_banners_office_chooses_one(shown, made):
    reach = shown(Reach(banner(made.desk)), 300, 300)
    reach.refresh()
    reach.offer(TOWN_ONLY)
    assert reach.scope() == Scope(township=TOWNSHIP)
    assert not reach.pickers["township"].isHidden()
    reach.offer(LEDGER)
    assert "township" in kinds(reach)


def test_the_box_of_the_kind_is_shown_and_something_likely_stands_in_it(reach):
    seen = {}
    for kind in ("all", "village", "grid", "member", "household"):
        pick(reach, kind)
        seen[kind] = [one for one, picker in reach.pickers.items() if not picker.isHidden()]
    assert seen == {"all": [], "village": ["village"], "grid": ["grid"], "member": ["member"], "household": ["household"]}
    assert [scope.kind if scope else None for scope in reach.changes] == ["all", "village", "grid", None, None]
    assert reach.lack() == "住户"


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("village", "byhs", "巴彦胡硕嘎查"),
        ("grid", "xfgc01", "先锋嘎查 01·巴特尔·苏和·2户"),
        ("grid", "额尔敦", "巴彦胡硕嘎查 01·额尔敦朝鲁·0户"),
        ("member", "edcl", "额尔敦朝鲁"),
        ("household", "wyqmg", "乌云其木格"),
        ("household", "zhuzi", "王𬮱"),
    ],
)
def test_what_is_meant_is_typed(qtbot, reach, kind, typed, words):
    pick(reach, kind)
    picker = reach.pickers[kind]
    if typed.isascii():
        type_into(qtbot, picker, typed)
    else:
        picker.setText(typed)
        picker.textEdited.emit(typed)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picker.text() == words
    assert reach.changes[-1].kind == kind
    assert reach.changes[-1].record == picker.value()


def test_who_is_not_the_head_is_named_beside_him(reach):
    (hit,) = reach.finders.households("zhuzi")
    assert (hit.words, hit.detail) == ("王𬮱", "朱子·先锋嘎查 2组 12号")
    (hit,) = reach.finders.households("乌云其木格")
    assert hit.detail == "先锋嘎查 2组 2号"


def test_who_moved_away_is_not_offered(reach, made):
    with made.desk.store.unit("样例") as unit:
        unit.change(Household, made.households[0], status=HouseholdStatus.MOVED)
    assert [hit.words for hit in reach.finders.households("")] == ["乌云其木格"]
    assert reach.finders.households("zhuzi") == []


def test_the_only_kind_needs_no_box_of_its_own(reach):
    reach.offer(made_up("notice", "信息告知单", scopes=("household",)))
    assert reach.kind.isHidden()
    assert not reach.pickers["household"].isHidden()
    reach.offer(TOWN_ONLY)
    assert not reach.kind.isHidden()


def test_nothing_typed_offers_what_is_near(reach, made):
    reach.go_to("village", VILLAGE)
    assert [hit.key for hit in reach.finders.grids("")] == [made.grids[1]] or len(reach.finders.grids("")) == 1
    assert {hit.key for hit in reach.finders.households("")} == set(made.households)
    reach.go_to("village", OTHER)
    assert reach.finders.households("") == []


def test_another_paper_keeps_what_it_can_be_of(reach, made):
    reach.go_to("member", made.members[0])
    reach.offer(made_up("plate", "亮身份牌", scopes=("grid", "member")))
    assert reach.scope() == Scope(member=made.members[0])
    reach.offer(made_up("roll", "住户花名册", scopes=("grid", "all")))
    assert reach.scope().kind == "grid"
    assert reach.changes == []


def test_a_grid_brings_its_village(reach, made):
    reach.go_to("grid", made.grids[1])
    grid = reach.scope().grid
    assert grid == made.grids[1]
    reach.kind.pick("village")
    assert reach.scope() == Scope(village=OTHER)


def test_a_record_that_is_gone_is_not_chosen(reach):
    reach.go_to("household", "f" * 32)
    assert reach.scope() is None
    reach.go_to("grid", "f" * 32)
    assert reach.scope() != Scope(grid="f" * 32)


def test_names_of_files_hold_no_person(reach, made):
    reach.go_to("grid", made.grids[1])
    assert reach.words() == "巴彦胡硕嘎查01号网格"
    reach.go_to("member", made.members[0])
    assert reach.words() == ""
    reach.go_to("village", VILLAGE)
    assert reach.words() == "先锋嘎查"


def test_refreshing_keeps_what_is_still_there(reach, made):
    reach.go_to("household", made.households[0])
    with made.desk.store.unit("样例") as unit:
        unit.remove(Household, [made.households[0]])
    reach.refresh()
    assert reach.scope() is None
    reach.go_to("village", OTHER)
    reach.refresh()
    assert reach.scope() == Scope(village=OTHER)


def test_two_villages_of_one_name_say_their_township(reach):
    assert [(hit.words, hit.detail) for hit in reach.finders.villages("")] == [("先锋嘎查", ""), ("巴彦胡硕嘎查", "")]
    assert [hit.words for hit in reach.finders.townships("sbt")] == ["舍伯吐镇"]
