import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from kzzq_desktop.documents import sheet
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.papers.page_view import WHOLE, WIDE, PageView
from tests.ui.test_leaves import A4, pdf_of

A3 = (841.89, 1190.55)


@pytest.fixture
def view(qtbot, shown):
    made = shown(PageView())
    made.fit_room(QSize(800, 560))
    made.show_pdf(pdf_of(names=tuple("甲乙丙丁戊")), 5, A4)
    wait_drawn(qtbot, made)
    return made


def wait_drawn(qtbot, view):
    qtbot.waitUntil(view.is_drawn, timeout=5000)


def turn_wheel(view, steps, keys=Qt.KeyboardModifier.NoModifier):
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view, event)
    return event.isAccepted()


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_black_on_white_in_every_theme(qtbot, view, tone):
    theme.wear(theme.Look("normal", tone))
    image = view.grab().toImage()
    ((_, paper),) = view.papers()
    assert image.pixelColor(round(paper.left() + 4), round(paper.top() + 4)).name() == "#ffffff"
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    inside = sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(round(paper.left()), round(paper.right()), 3)
        for y in range(round(paper.top()), round(paper.bottom()), 3)
    )
    assert 20 < inside <= dark


def test_whole_pages_fit_the_room(view):
    ((number, paper),) = view.papers()
    assert number == 0
    assert view.mode == WHOLE
    assert paper.bottom() <= 560
    assert paper.height() == pytest.approx(560 - 16, abs=1)
    assert view.height() == 560


def test_as_wide_as_the_room_and_it_scrolls(view):
    view.show_mode(WIDE)
    ((_, paper),) = view.papers()
    assert paper.width() == pytest.approx(800 - 16, abs=1)
    assert view.height() > 1000


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_per_cent_are_of_the_paper_itself(view, percent):
    view.show_mode(str(percent))
    ((_, paper),) = view.papers()
    assert paper.width() == pytest.approx(210 / 25.4 * 96 * percent / 100, abs=1)
    assert view.width() == max(800, round(paper.width()) + 16)


def test_two_pages_stand_side_by_side_as_front_and_back(qtbot, view):
    view.show_double(True)
    assert view.shown() == [0, 1]
    (_, left), (_, right) = view.papers()
    assert left.right() < right.left()
    assert right.right() <= 800
    assert left.size() == right.size()
    view.show_page(3)
    assert view.shown() == [2, 3]
    assert (view.beside(-1), view.beside(1)) == (0, 4)
    view.show_page(4)
    assert view.shown() == [4]
    assert len(view.papers()) == 1


def test_the_neighbours_are_drawn_ahead(qtbot, view):
    assert view.leaves.picture(1) is not None or view.leaves.tasks
    qtbot.waitUntil(lambda: view.leaves.picture(1) is not None, timeout=5000)
    view.show_page(1)
    assert view.is_drawn()


def test_a_large_page_is_drawn_alone_and_beside_the_window(qtbot, view):
    view.show_pdf(pdf_of(sheet.A3), 4, A3)
    view.show_mode("200")
    assert [number for number, _ in view.leaves.tasks] == [0]
    assert not view.is_drawn()
    assert view.leaves.picture(0) is not None  # the former page, until then
    wait_drawn(qtbot, view)
    assert view.leaves.picture(0).width() == pytest.approx(297 / 25.4 * 96 * 2, abs=1)


def test_pages_of_another_size_take_their_own(qtbot, view):
    view.show_pdf(pdf_of(sheet.A3_WIDE), 4, A4)
    qtbot.waitUntil(lambda: view.papers()[0][1].width() > view.papers()[0][1].height(), timeout=5000)


def test_keys_and_wheel_turn(qtbot, view):
    turned = []
    view.turned.connect(turned.append)
    view.turned_up.connect(turned.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
    assert turned == [1, 4, 0]
    assert turn_wheel(view, -1)
    turn_wheel(view, 1)
    assert turned == [1, 4, 0, 1]


def test_small_steps_of_a_touch_pad_add_up(view):
    turned = []
    view.turned.connect(turned.append)
    for _ in range(4):
        turn_wheel(view, -0.25)
    assert turned == [1]


def test_ctrl_and_wheel_zoom(view):
    steps = []
    view.zoomed.connect(steps.append)
    turn_wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    turn_wheel(view, -1, Qt.KeyboardModifier.ControlModifier)
    assert steps == [1, -1]


def test_what_is_looked_at_is_named_for_screen_readers(view):
    view.show_page(2)
    assert view.accessibleName() == "预览 第3页"
