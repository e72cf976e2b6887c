from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.people import Household
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_plan import collect
from kzzq_desktop.services.printing.paper import Request
from tests.services.desks import TOWNSHIP
from tests.services.papers_desk import VILLAGE, make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        made = make_papers_desk(tmp_path)
        for number in range(11):
            made.add_household(None, f"李广{number}", group_no="5", door_no=str(number + 1))
        yield made


def asked(made, state, scope=None):
    return collect(made.desk, Request(scope or Scope(village=VILLAGE), Audience.WORK, {"plan": state}))


def plan(made, state):
    (one,) = asked(made, state).words
    return one


def test_the_grids_as_they_are(made):
    one = plan(made, "now")
    assert one.grids == (("01号", "2组", "巴特尔·苏和", "2", "2组：乌云其木格 2号、王𬮱 12号"),)
    assert dict(one.facts) == {"住户": "13户", "网格": "1个", "每格户数": "2户", "入格率": "2户，15.3%"}
    assert one.waiting.startswith("还没有编入网格的11户：李广0（5组1号）")
    assert one.moves == one.whys == ()


def test_the_draft_places_everybody_and_says_why(made):
    one = plan(made, "draft")
    placed = "".join(row[-1] for row in one.grids)
    assert all(f"李广{number} {number + 1}号" in placed for number in range(11))
    assert one.waiting == ""
    moved = "、".join(heads for *_, heads in one.moves).split("、")
    assert sorted(moved) == sorted(f"李广{number}" for number in range(11))
    assert sum(int(count) for _, _, count, _, _ in one.moves) == 11
    assert all(why and whence == "未入网格" for whence, _, _, why, _ in one.moves)
    assert all(why for *_, why in one.whys)
    assert one.sentences
    assert dict(one.facts)["入格率"] == "13户，100%"


def test_a_draft_saves_nothing(made):
    before = plan(made, "now")
    plan(made, "draft")
    assert plan(made, "now") == before


def test_a_village_without_households_has_no_plan(made):
    assert collect(made.desk, Request(Scope(village="150521102203"), Audience.WORK, {"plan": "now"})).words == ()


def test_a_grid_that_stood_before_says_how_many_it_held(made):
    old, *new = plan(made, "draft").grids
    assert old[3] == "2"
    assert [row[3] for row in new] == ["新设"] * len(new)
    assert sum(int(row[4]) for row in (old, *new)) == 13


def test_households_are_listed_a_line_a_group(made):
    grid = made.add_grid(2)
    for group, door in (("3", "1"), ("4", "9"), ("3", "5"), ("", "")):
        made.add_household(grid, f"陈{group}{door}", group_no=group, door_no=door)
    _, row = plan(made, "now").grids
    assert row[1] == "3组、4组"
    assert row[4] == "3组：陈31 1号、陈35 5号\n4组：陈49 9号\n陈"


def test_what_the_meeting_should_look_at_is_said(made):
    made.add_grid(2)
    full = made.add_grid(3)
    for number in range(14):
        made.add_household(full, f"赵{number}", group_no="7", door_no=str(number))
    assert plan(made, "now").sentences == (
        "超过上限12户的网格：03号14户。",
        "不足下限8户的网格：01号2户。",
        "没有住户的网格：02号。",
        "还没有联系党员的网格：02号、03号。",
    )


@pytest.mark.parametrize("state", ["now", "draft"])
def test_nobody_who_left_is_named(made, state):
    dead = made.add_household(None, "敖登高娃", group_no="5", door_no="90", head_status="deceased")
    gone = made.add_household(None, "白乙拉", group_no="5", door_no="91")
    grid = made.add_grid(2)
    for number in range(9):
        made.add_household(grid, f"赵{number}", group_no="7", door_no=str(number))
    with made.desk.store.reading() as conn:
        own = conn.exec_driver_sql("select head_id from household where id = ?", (dead,)).scalar_one()
    made.add_lead(grid, "敖登高娃", resident_id=own)
    with made.desk.store.unit("迁出") as unit:
        unit.change(Household, gone, status="moved")
    collected = asked(made, state)
    assert "敖登高娃" not in repr(collected)
    assert "白乙拉" not in repr(collected)
    (one,) = collected.words
    assert next(row for row in one.grids if row[0] == "02号")[2] == "待确定"
    assert state == "now" or ("02号", "待确定", "原联系党员已迁出或去世，请另派") in one.whys
    assert collected.notes == (
        "1个网格的联系党员已迁出或去世，方案上写“待确定”，请改派。",
        "1户的户主已迁出、去世或没有登记，方案上写“待更新”，请更换户主。",
    )


@pytest.mark.parametrize("state", ["now", "draft"])
def test_a_township_is_its_villages_one_after_another(made, state):
    other = "150521102202"
    with made.desk.store.unit("样例") as unit:
        for number in range(9):
            unit.add(Household(id="", village_id=other, group_no="1", door_no=str(number + 1)))
    words = asked(made, state, Scope(township=TOWNSHIP)).words
    assert [one.village_id for one in words] == [VILLAGE, other]
    assert words[0].grids[0][2] == plan(made, state).grids[0][2] == "巴特尔·苏和"
    assert (words[1].waiting.count("待更新（1组"), len(words[1].grids)) == ((9, 0) if state == "now" else (0, 1))
    named = [row[2] for one in words for row in one.grids if row[2] != "待确定"]
    assert len(named) == len(set(named))
