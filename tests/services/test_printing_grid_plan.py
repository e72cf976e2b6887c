from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_plan import collect
from kzzq_desktop.services.printing.paper import Request
from tests.services.papers_desk import VILLAGE, make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        made = make_papers_desk(tmp_path)
        for number in range(11):
            made.add_household(None, f"李广{number}", group_no="5", door_no=str(number + 1))
        yield made


def plan(made, state):
    (one,) = collect(made.desk, Request(Scope(village=VILLAGE), Audience.WORK, {"plan": state})).words
    return one


def test_the_grids_as_they_are(made):
    one = plan(made, "now")
    assert one.grids == (("01号", "2组", "巴特尔·苏和", "2", "乌云其木格（2组2号）、王𬮱（2组12号）"),)
    assert dict(one.facts)["已入网格"] == "2户（15%）"
    assert one.waiting.startswith("还没有编入网格的11户：李广0（5组1号）")
    assert one.moves == one.whys == ()


def test_the_draft_places_everybody_and_says_why(made):
    one = plan(made, "draft")
    placed = "".join(row[4] for row in one.grids)
    assert all(f"李广{number}（" in placed for number in range(11))
    assert one.waiting == ""
    assert len(one.moves) >= 11
    assert all(why for *_, why in one.moves)
    assert all(why for *_, why in one.whys)
    assert one.sentences
    assert dict(one.facts)["已入网格"] == "13户（100%）"


def test_a_draft_saves_nothing(made):
    before = plan(made, "now")
    plan(made, "draft")
    assert plan(made, "now") == before


def test_a_village_without_households_has_no_plan(made):
    assert collect(made.desk, Request(Scope(village="150521102203"), Audience.WORK, {"plan": "now"})).words == ()
