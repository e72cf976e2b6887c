"""The steps of the wizard on their own: sizes, drags, words, proposals."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from kzzq_desktop.base import clock
from kzzq_desktop.domain.grid_plan import Move, PlannedGrid, VillagePlan
from kzzq_desktop.services import grids
from kzzq_desktop.services.assign import preview_members
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.divide import divide, preview_division
from kzzq_desktop.services.office import grid_sizes
from kzzq_desktop.ui.grids.bulk_dialog import MOST_LINES, confirm_bulk, division_words, member_words
from kzzq_desktop.ui.grids.divide_dialog import DivideDialog
from kzzq_desktop.ui.grids.goal_dialog import ask_goal
from kzzq_desktop.ui.grids.plan_grids_page import move_lines, summary_words
from kzzq_desktop.ui.parts.filters import ChoiceBox
from tests.services.desks import VILLAGE
from tests.services.grid_desk import make_villages, member_id
from tests.ui.grids_window import meanwhile

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_villages(tmp_path)


@pytest.fixture
def dialog(qtbot, desk: Desk):
    with clock.held(NOON):
        made = DivideDialog(None, desk, VILLAGE, "先锋嘎查", grid_sizes(desk))
        qtbot.addWidget(made, before_close_func=lambda dialog: dialog.hide())  # a hidden dialog is closed unasked
        made.show()
        yield made


def planned(number: int, before: int, now: int) -> PlannedGrid:
    return PlannedGrid(
        f"g{number}" if before else "", "v", number, "", False, before, tuple(f"{number}-{at}" for at in range(now))
    )


def test_the_summary_tells_sizes_before_and_after() -> None:
    moves = (Move("a", 1, 2, "x"), Move("b", 0, 2, "x"), Move("c", 2, 0, "x"))
    village = VillagePlan("v", (planned(1, 13, 10), planned(2, 6, 9), planned(3, 0, 8)), moves, (), (), ())
    assert summary_words(village) == "现在2个网格、每格6至13户；划分后3个网格、每格8至10户；新编入1户、调整1户。"
    assert (
        summary_words(VillagePlan("v", (planned(1, 9, 9),), (), (), (), ()))
        == "现在1个网格、每格9户；划分后1个网格、每格9户；没有变动。"
    )
    assert summary_words(VillagePlan("v", (), (), (), (), ())) == "现在还没有网格；没有可以划分的住户；没有变动。"


def test_the_summary_says_who_waits_and_the_way_out() -> None:
    free, locked = planned(1, 9, 9), replace(planned(2, 9, 9), locked=True)
    assert summary_words(VillagePlan("v", (free, locked), (), (), ("a",), ())).endswith(
        "还有1户没有编入，可在下面逐户移到网格里。"
    )
    assert "请先解锁" in summary_words(VillagePlan("v", (locked,), (), (), ("a", "b"), ()))


def test_moves_are_told_by_pairs_of_grids(desk: Desk) -> None:
    homes = grids.read_rows(desk, [f"{at:032x}" for at in range(12)])
    moves = [Move(f"{at:032x}", 1, 2, "按组和门牌顺序编入") for at in range(10)]
    moves += [
        Move(f"{10:032x}", 0, 3, "新"),
        Move(f"{11:032x}", 3, 0, "已迁出"),
    ]
    first, second = move_lines(moves, homes)
    named = "王秀英、额尔敦朝鲁·阿拉坦仓、李广才、包金花、那仁满都拉、陈永贵、乌云塔娜、宝音德力格尔"
    assert first == f"01号→02号：{named}等10户。按组和门牌顺序编入。"
    assert second == "03号→未编入：额尔敦朝鲁·阿拉坦仓。已迁出。"


def test_the_first_step_shows_the_proposal(dialog: DivideDialog) -> None:
    page = dialog.grids
    assert [tile.face.left for tile in page.tiles.tiles] == ["10户", "12户", "10户", "11户"]
    assert page.summary.text() == "现在还没有网格；划分后4个网格、每格10至12户；新编入43户。"
    assert page.table.count() == 10
    assert not page.redraw.isEnabled()
    page.tiles._pick("3")
    assert page.table.count() == 10
    assert page.table.rows_model.ids[0] == page.village.grids[2].household_ids[0]


def test_other_sizes_are_proposed_at_once(dialog: DivideDialog) -> None:
    page = dialog.grids
    page.boxes["most"].setValue(25)
    page.boxes["target"].setValue(20)
    assert max(grid.size for grid in page.plan.grids) > 12
    page.boxes["least"].setValue(30)
    assert page.fault.text()
    assert not page.is_sound()
    assert not dialog.only.isEnabled()


def test_several_households_go_without_a_mouse(dialog: DivideDialog) -> None:
    page = dialog.grids
    page.table.choose(page.table.rows_model.ids[:2])
    meanwhile(lambda question: (question.findChild(ChoiceBox).pick("4"), question.enter()))
    page.goal.click()
    assert [grid.size for grid in page.plan.grids] == [8, 12, 10, 13]
    assert page.tiles.tiles[3].face.mark.words == "超上限"
    assert page.is_edited()


def test_dragging_is_proposed_anew_with_other_sizes(dialog: DivideDialog) -> None:
    page = dialog.grids
    page.send([page.table.rows_model.ids[0]], 4)
    page.boxes["least"].setValue(9)
    assert not page.is_edited()


def test_the_second_step_names_members_and_who_is_not_asked(dialog: DivideDialog) -> None:
    dialog.enter()
    page = dialog.leads
    assert [(seat.place, seat.member) for seat in page.seats.values()] == [
        ("01 1组", "特木尔巴根"), ("02 2组", "王秀兰"), ("03 3组", "白音那木拉"), ("04 3组", "暂缺"),
    ]  # fmt: skip
    assert page.summary.text().startswith("新推荐3名，1个网格暂缺。")
    assert page.refused.itemAt(0).widget().text() == "本嘎查村的党员都有网格。"
    assert dialog.step.text() == "第2步，共2步：确定党员"
    dialog.back.click()
    assert dialog.step.text() == "第1步，共2步：划分网格"


def test_a_choice_is_kept_when_going_back(dialog: DivideDialog) -> None:
    dialog.enter()
    key = next(iter(dialog.leads.seats))
    meanwhile(lambda lead: (lead.list.pick(member_id(2)), lead._take()))
    dialog.leads._change(key)
    dialog.back.click()
    dialog.enter()
    assert dialog.leads.seats[key].member == "白音那木拉"
    dialog.leads.passed.setText("党员大会")
    dialog.enter()
    assert dialog.saved is not None
    assert dialog.saved.new_leads == 3


def test_an_old_village_keeps_its_grids_until_redrawing_is_asked(qtbot, desk: Desk) -> None:
    divide(desk, preview_division(desk, [VILLAGE]))
    first, second, *_ = grids.list_grids(desk, [VILLAGE])
    grids.move_households(desk, [row.id for row in grids.list_grid_households(desk, first.id)[:5]], second.id)
    made = DivideDialog(None, desk, VILLAGE, "先锋嘎查", grid_sizes(desk))
    qtbot.addWidget(made)
    assert [grid.size for grid in made.grids.plan.grids] == [5, 17, 10, 11]
    assert made.grids.redraw.isEnabled()
    made.grids.redraw.setChecked(True)
    assert [grid.size for grid in made.grids.plan.grids] == [10, 12, 10, 11]


def test_bulk_words_name_what_is_worth_a_look(desk: Desk) -> None:
    plan = preview_division(desk)
    summary, lines = division_words(plan, {VILLAGE: "先锋嘎查"})
    assert summary == "2个嘎查村，共5个网格，其中新分5个；新编入52户，0个网格户数不合适。"
    assert lines == []
    divide(desk, plan)
    rows = {row.id: f"{row.village}{row.number:02d}号网格" for row in grids.list_grids(desk)}
    summary, lines = member_words(preview_members(desk), {}, rows)
    assert summary == "新推荐3名，0名不变，2个网格暂缺，0个网格待接替，0名党员按规定不安排。"
    assert lines == ["先锋嘎查04号网格：全苏木镇没有可安排的党员，暂缺", "巴彦胡硕嘎查01号网格：全苏木镇没有可安排的党员，暂缺"]


def test_a_long_list_is_shortened_and_said(qtbot) -> None:
    seen: list[str] = []

    def look(dialog) -> None:
        seen.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.reject()

    meanwhile(look)
    assert not confirm_bulk(None, "划分", "一共", [f"第{at}条" for at in range(MOST_LINES + 5)], "全部划分")
    assert "还有5条。" in seen
    assert f"第{MOST_LINES}条" not in seen


def test_a_goal_may_be_left(qtbot) -> None:
    meanwhile(lambda question: question.reject())
    assert ask_goal(None, "移到哪里？", [("1", "01 1组")]) == ""
    meanwhile(lambda question: question.enter())
    assert ask_goal(None, "移到哪里？", [("1", "01 1组"), ("2", "02 2组")]) == "1"
