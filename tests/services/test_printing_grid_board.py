from datetime import UTC, datetime

import pytest

from kzzq_desktop.base.clock import held
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.domain.scope import Scope
from kzzq_desktop.services.paper_settings import save_paper_settings
from kzzq_desktop.services.printing.audience import Audience
from kzzq_desktop.services.printing.grid_board import collect
from kzzq_desktop.services.printing.paper import Request
from tests.services.papers_desk import make_papers_desk


@pytest.fixture
def made(tmp_path):
    with held(datetime(2026, 11, 23, tzinfo=UTC)):
        yield make_papers_desk(tmp_path)


def boards(made, scope=None):
    return collect(made.desk, Request(scope or Scope(), Audience.PUBLIC))


def test_the_member_in_clear_the_households_masked(made):
    (board,) = boards(made).words
    assert (board.member, board.phone, board.reach) == ("巴特尔·苏和", "164 0475 0316", "2组")
    assert [(line.head, line.place) for line in board.households] == [("乌***格", "2组"), ("王*", "2组")]
    assert board.total == "共2户2人"


def test_a_grid_without_a_name_says_its_groups(made):
    other = made.add_grid(2)
    made.add_household(other, "陈永贵", group_no="3")
    made.add_household(other, "李广才", group_no="4")
    board = next(board for board in boards(made).words if board.grid_id == other)
    assert board.reach == "3组、4组"
    assert board.member == ""


def test_the_number_for_complaints_comes_from_the_settings(made):
    save_paper_settings(made.desk, PaperSettings(phones={"150521102000": {"oversight": "0475-3216111"}}))
    (board,) = boards(made).words
    assert board.oversight == "0475-3216111"


def test_no_child_hangs_on_a_wall(made):
    made.add_household(made.grids[1], "小那顺", head_birth="2015-05")
    collected = boards(made)
    assert len(collected.words[0].households) == 2
    assert "1户的户主未满14周岁，没有列入公示。" in collected.notes
