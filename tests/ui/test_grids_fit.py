"""Nothing of 网格 is cut and nothing needs a sideways scroll, at three text sizes and three scales; its dialogs too."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.services import grids
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.office import grid_sizes
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.grids.divide_dialog import DivideDialog
from kzzq_desktop.ui.screens.grids import GridsPage
from kzzq_desktop.ui.window import MainWindow
from tests.ui.grids_window import window_over
from tests.ui.test_screens_no_cut_text import CASES, fits_of, said

Case = tuple[str, int, int]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def case(request: pytest.FixtureRequest) -> Iterator[Case]:
    theme.wear(theme.Look(request.param[0], "light"))
    return request.param


@pytest.fixture
def window(case: Case, demo_desk: Desk, qtbot: QtBot) -> MainWindow:
    made = window_over(demo_desk, case[1:])
    qtbot.addWidget(made)
    return made


def page_of(window: MainWindow) -> GridsPage:
    page = window.pages["grids"]
    assert isinstance(page, GridsPage)
    return page


def cut_in(root: QWidget) -> list[str]:
    QApplication.processEvents()
    return [said(part, fit) for part, fit in fits_of(root) if fit.cut]


def test_no_village_is_cut_and_none_scrolls_sideways(window: MainWindow) -> None:
    page = page_of(window)
    area = window.frames["grids"]
    assert isinstance(area, QScrollArea)
    for village in page.villages:
        page.open_at(village.village_id)
        assert not cut_in(page)
        assert area.horizontalScrollBar().maximum() == 0


def test_no_township_is_cut(window: MainWindow) -> None:
    page = page_of(window)
    page._go_place(page.villages[0].township_id)
    assert not cut_in(page)


def test_the_red_button_can_be_seen(window: MainWindow) -> None:
    page = page_of(window)
    page.open_at(next(village.village_id for village in page.villages if village.grids))
    QApplication.processEvents()
    page.card.duty_button.setFocus()
    QApplication.processEvents()
    seen = page.card.duty_button.visibleRegion().boundingRect()
    assert seen.size() == page.card.duty_button.size()


def test_no_step_of_the_wizard_is_cut(case: Case, demo_desk: Desk, qtbot: QtBot) -> None:
    _, wide, high = case
    village = next(village for village in grids.list_villages(demo_desk) if not village.grids)
    dialog = DivideDialog(None, demo_desk, village.village_id, village.village, grid_sizes(demo_desk))
    qtbot.addWidget(dialog)
    dialog.resize(min(wide - 40, dialog.wide), high - 60)
    dialog.show()
    assert dialog.width() <= wide
    assert not cut_in(dialog)
    dialog.grids.tabs.buttons["why"].click()
    assert not cut_in(dialog)
    dialog.enter()
    assert not cut_in(dialog)
    assert dialog.next.visibleRegion().boundingRect().size() == dialog.next.size()


def test_a_tight_window_has_a_drop_down_for_the_tree(demo_desk: Desk, qtbot: QtBot) -> None:
    theme.wear(theme.Look("normal", "light"))
    window = window_over(demo_desk, (911, 500))
    qtbot.addWidget(window)
    page = page_of(window)
    assert not page.left.isVisible()
    goal = page.villages[2]
    page.board.place.pick(goal.village_id)
    page.board.place.picked.emit(goal.village_id)
    assert page.village_id == goal.village_id
    page.board.place.picked.emit(goal.township_id)
    assert page.places.currentWidget() is page.town
    window.resize(1366, 697)
    QApplication.processEvents()
    assert page.left.isVisible()
