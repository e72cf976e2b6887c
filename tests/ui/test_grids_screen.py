"""The screen 网格 with real keys and clicks: walk, divide, assign, drag, lock, rename."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from kzzq_desktop.base import clock
from kzzq_desktop.domain.grid_plan import GridPlan
from kzzq_desktop.services import grids, history
from kzzq_desktop.services.assign import assign, preview_members
from kzzq_desktop.services.divide import divide, preview_division
from kzzq_desktop.ui.grids.divide_dialog import DivideDialog
from kzzq_desktop.ui.grids.lead_dialog import LeadDialog
from kzzq_desktop.ui.parts.tiles import IDS_MIME, Tile
from kzzq_desktop.ui.screens.grids import GridsPage
from kzzq_desktop.ui.window import MainWindow
from tests.services.desks import VILLAGE
from tests.services.grid_desk import OTHER, make_villages, member_id
from tests.ui.grids_window import Hands, dress_up, meanwhile, open_window, places, window_over

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("qapp")
Shown = tuple[MainWindow, GridsPage]


@pytest.fixture
def fresh(qtbot, tmp_path: Path):
    dress_up()
    with clock.held(NOON):
        window, page = open_window(tmp_path)
        qtbot.addWidget(window)
        yield window, page


@pytest.fixture
def divided(qtbot, tmp_path: Path):
    dress_up()
    with clock.held(NOON):
        desk = make_villages(tmp_path)
        divide(desk, preview_division(desk))
        assign(desk, preview_members(desk))
        window = window_over(desk)
        qtbot.addWidget(window)
        yield window, window.pages["grids"]


def test_dividing_and_assigning_as_proposed_takes_few_keys(fresh: Shown, qtbot) -> None:
    window, page = fresh
    page.open_at(VILLAGE)
    hands = Hands()
    meanwhile(lambda _dialog: hands.press(Qt.Key.Key_Return), lambda _dialog: hands.press(Qt.Key.Key_Return))
    hands.press(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(window.last_unit), timeout=5000)
    assert [row.member for row in grids.list_grids(window.desk)] == ["特木尔巴根", "王秀兰", "白音那木拉", ""]
    assert hands.presses <= 8
    assert len(page.board.tiles.tiles) == 4
    history.undo_unit(window.desk, window.last_unit)
    assert grids.list_grids(window.desk) == ()


def test_leaving_the_wizard_saves_nothing(fresh: Shown) -> None:
    window, page = fresh
    page.open_at(VILLAGE)
    meanwhile(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    page.board.divide_asked.emit()
    assert grids.list_grids(window.desk) == ()


def test_a_township_s_code_opens_its_board(fresh: Shown) -> None:
    _, page = fresh
    page.open_at(page.villages[0].township_id)
    assert page.places.currentWidget() is page.town
    page.open_at(VILLAGE)
    assert page.places.currentWidget() is page.board
    assert page.village_id == VILLAGE


def test_an_undivided_village_says_what_next(fresh: Shown) -> None:
    _, page = fresh
    page.open_at(OTHER)
    assert page.board.empty.isVisible()
    assert not page.board.area.isVisible()
    assert not page.right.isVisible()


def test_a_household_is_dragged_in_the_wizard(fresh: Shown) -> None:
    window, page = fresh
    page.open_at(VILLAGE)

    def drag(dialog: DivideDialog) -> None:
        home = dialog.grids.table.rows_model.ids[0]
        drop(dialog.grids.tiles.tiles[2], [home])
        assert [grid.size for grid in dialog.grids.plan.grids] == [9, 12, 11, 11]
        said = dialog.grids.reasons.itemAt(dialog.grids.reasons.count() - 2).widget().text()
        assert said == "未编入→03号：王秀英。由操作员调整。"
        dialog.only.click()

    meanwhile(drag)
    page.board.divide_asked.emit()
    assert [row.households for row in grids.list_grids(window.desk)] == [9, 12, 11, 11]
    assert not any(row.member for row in grids.list_grids(window.desk))


def test_what_was_moved_by_hand_is_not_lost_unasked(fresh: Shown) -> None:
    window, page = fresh
    page.open_at(VILLAGE)

    def drag_and_leave(dialog: DivideDialog) -> None:
        dialog.grids.send([dialog.grids.table.rows_model.ids[0]], 2)
        meanwhile(lambda question: question.reject())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        meanwhile(lambda question: question.enter())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    meanwhile(drag_and_leave)
    page.board.divide_asked.emit()
    assert grids.list_grids(window.desk) == ()


def test_wrong_sizes_stop_the_wizard(fresh: Shown) -> None:
    window, page = fresh
    page.open_at(VILLAGE)

    def type_sizes(dialog: DivideDialog) -> None:
        dialog.grids.boxes["least"].setValue(11)
        assert dialog.grids.fault.isVisible()
        assert not dialog.next.isEnabled()
        dialog.enter()
        dialog.grids.boxes["least"].setValue(9)
        assert dialog.next.isEnabled()
        assert min(grid.size for grid in dialog.grids.plan.grids) >= 9
        dialog.reject()

    meanwhile(type_sizes)
    page.board.divide_asked.emit()
    assert grids.list_grids(window.desk) == ()


def test_another_member_is_named_in_the_wizard(fresh: Shown) -> None:
    window, page = fresh
    page.open_at(VILLAGE)

    def name(dialog: LeadDialog) -> None:
        dialog.list.pick(member_id(2))
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    meanwhile(
        lambda dialog: dialog.enter(),
        lambda dialog: (meanwhile(name), dialog.leads.table.opened.emit(dialog.leads.table.current_id()), dialog.enter()),
    )
    page.board.divide_asked.emit()
    assert [row.member for row in grids.list_grids(window.desk)][:2] == ["白音那木拉", "王秀兰"]


def test_arrows_walk_the_board_and_enter_opens_the_households(divided: Shown) -> None:
    _, page = divided
    page.open_at(VILLAGE)
    hands = Hands()
    assert page.card.title.text() == "01号网格·1组"
    hands.press(Qt.Key.Key_Right)
    assert page.card.title.text() == "02号网格·2组"
    assert page.card.name.text() == "王秀兰"
    hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.card.table
    assert page.card.table.count() == 12


def test_the_legend_adds_up(divided: Shown) -> None:
    _, page = divided
    page.open_at(VILLAGE)
    counts = [int(state.mark.words.split(" ")[1]) for state in page.board.legend.values()]
    assert sum(counts) == len(page.board.tiles.tiles) == 4
    assert counts == [3, 0, 0, 1]
    assert page.board.note_words.text() == "04号网格的11户已经分好，还没有确定党员。"


def test_a_lead_is_named_with_day_and_reason(divided: Shown) -> None:
    window, page = divided
    page.open_at(VILLAGE)

    def name(dialog: LeadDialog) -> None:
        dialog.list.pick(member_id(1))
        dialog.passed.setText("支部委员会")
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    meanwhile(name)
    page.card.lead_button.click()
    row = grids.list_grids(window.desk, [VILLAGE])[0]
    assert (row.member, row.since) == ("王秀兰", "2026-11-23")
    assert grids.list_contacts(window.desk, row.id)[0].approved_by == "支部委员会"
    assert page.card.name.text() == "王秀兰"


def test_a_grid_is_left_without_a_lead(divided: Shown) -> None:
    window, page = divided
    page.open_at(VILLAGE)
    meanwhile(lambda dialog: dialog._take_nobody())
    page.card.lead_button.click()
    assert grids.list_grids(window.desk, [VILLAGE])[0].member == ""
    assert page.board.tiles.tiles[0].face.vacant


def test_lock_and_rename_by_keys(divided: Shown) -> None:
    window, page = divided
    page.open_at(VILLAGE)
    hands = Hands()
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert grids.list_grids(window.desk, [VILLAGE])[0].locked
    assert page.card.lock_words.isVisible()

    def write(dialog) -> None:
        dialog.findChild(QLineEdit).setText("1组 西")
        dialog.enter()

    meanwhile(write)
    page.start()
    hands.press(Qt.Key.Key_F2)
    assert page.card.title.text() == "01号网格·1组 西"


def test_households_are_dragged_from_the_card_to_a_tile(divided: Shown) -> None:
    window, page = divided
    page.open_at(VILLAGE)
    ids = page.card.table.rows_model.ids[:2]
    drop(page.board.tiles.tiles[3], list(ids))
    assert [row.households for row in grids.list_grids(window.desk, [VILLAGE])] == [8, 12, 10, 13]
    assert page.board.tiles.tiles[3].face.note == "超上限"
    assert window.last_unit


def test_households_move_without_a_mouse(divided: Shown) -> None:
    window, page = divided
    page.open_at(VILLAGE)
    page.card.table.setFocus()
    page.card.table.choose(page.card.table.rows_model.ids[:1])
    meanwhile(lambda dialog: dialog.enter())
    Hands().press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert [row.households for row in grids.list_grids(window.desk, [VILLAGE])] == [9, 13, 10, 11]


def test_the_buttons_open_duty_and_print_at_the_grid(divided: Shown) -> None:
    window, page = divided
    page.open_at(VILLAGE)
    first = page.grid_id
    page.card.duty_button.click()
    window.open("grids")
    page.board.print_asked.emit()
    assert (places(window, "duty"), places(window, "print")) == ([first], [first])


def test_the_tree_leads_to_township_village_and_grid(divided: Shown) -> None:
    _, page = divided
    page.tree.choose("township", "150521102000")
    page._go_township("150521102000")
    assert page.town.counts.text() == "2个嘎查村，5个网格"
    assert page.town.vacant.text() == "2个网格还没有确定党员。"
    page.town.tiles.focus(OTHER)
    Hands().press(Qt.Key.Key_Return)
    assert page.board.title.text() == "巴彦胡硕嘎查"
    assert page.tree.currentItem().text(0) == "巴彦胡硕嘎查"
    page.tree.currentItem().setExpanded(True)
    page.tree.setCurrentItem(page.tree.currentItem().child(0))
    assert page.card.title.text() == "01号网格·1组"


def test_a_whole_township_is_divided_and_assigned(fresh: Shown, qtbot) -> None:
    window, page = fresh
    page._go_township("150521102000")
    meanwhile(lambda dialog: dialog.enter())
    page.town.divide_asked.emit()
    qtbot.waitUntil(lambda: len(grids.list_grids(window.desk)) == 5, timeout=5000)
    qtbot.waitUntil(lambda: page.town.counts.text() == "2个嘎查村，5个网格", timeout=5000)
    meanwhile(lambda dialog: dialog.enter())
    page.town.lead_asked.emit()
    qtbot.waitUntil(lambda: sum(bool(row.member) for row in grids.list_grids(window.desk)) == 3, timeout=5000)


def test_an_edited_board_is_shown_after_undo(divided: Shown) -> None:
    window, page = divided
    page.open_at(VILLAGE)
    village = preview_division(window.desk, [VILLAGE], redraw=True)
    divide(window.desk, GridPlan(village.villages, village.sizes))
    page.refresh()
    assert len(page.board.tiles.tiles) == 4


def drop(tile: Tile, ids: list[str]) -> None:
    """Let rows fall on a tile."""
    mime = QMimeData()
    mime.setData(IDS_MIME, "\n".join(ids).encode())
    moved = Qt.DropAction.MoveAction
    tile.dropEvent(QDropEvent(QPointF(5, 5), moved, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
