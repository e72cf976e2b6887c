import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.services.printing import Printed
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.papers.page_view import WHOLE
from kzzq_desktop.ui.papers.places import Places
from kzzq_desktop.ui.papers.preview import Preview
from kzzq_desktop.ui.papers.proof import Proof
from tests.ui.people_window import cut_words, type_into
from tests.ui.test_leaves import A4, pdf_of

NAMES = tuple("甲乙丙丁戊己")
CTRL = Qt.KeyboardModifier.ControlModifier


def proof_of(names=NAMES, *, partial=False):
    places = tuple((f"王{name}", at) for at, name in enumerate(names))
    return Proof(Printed(pdf_of(names=names), len(names), len(names), (), (), places, partial), A4, Places(places))


@pytest.fixture
def preview(qtbot, shown):
    made = shown(Preview(), 800, 600)
    made.show_proof(proof_of())
    wait_drawn(qtbot, made)
    return made


def wait_drawn(qtbot, preview):
    qtbot.waitUntil(preview.view.is_drawn, timeout=5000)


def test_a_page_number_is_typed(qtbot, preview):
    type_into(qtbot, preview.page, "4")
    qtbot.keyClick(preview.page, Qt.Key.Key_Return)
    assert preview.view.number == 3
    type_into(qtbot, preview.page, "400")
    qtbot.keyClick(preview.page, Qt.Key.Key_Return)
    assert preview.view.number == 5
    assert not preview.after.isEnabled()


def test_a_name_is_jumped_to_by_keyboard(qtbot, preview):
    preview.activateWindow()
    qtbot.keyClick(preview, Qt.Key.Key_G, CTRL)
    assert preview.name.hasFocus()
    qtbot.keyClicks(preview.name, "wd")
    assert [hit.words for hit in preview.name.list.hits] == ["王丁"]
    qtbot.keyClick(preview.name, Qt.Key.Key_Return)
    assert preview.view.number == 3
    assert preview.page.text() == "4"


def test_zoom_by_keys_and_box(qtbot, preview):
    seen = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        qtbot.keyClick(preview, key, CTRL)
        seen.append(preview.mode.value())
    assert seen == ["100", "150", "200", "200", "150", WHOLE]
    for _ in range(4):
        qtbot.keyClick(preview, Qt.Key.Key_Minus, CTRL)
    assert preview.view.mode == WHOLE
    preview.mode.setCurrentIndex(1)
    preview.mode.activated.emit(1)
    assert preview.area.verticalScrollBar().maximum() > 0


def test_what_lies_in_the_middle_stays_there(preview):
    preview.zoom(1)
    bar = preview.area.verticalScrollBar()
    assert bar.value() == 0
    bar.setValue(bar.maximum() // 2)
    middle = (bar.value() + bar.pageStep() / 2) / preview.view.height()
    preview.zoom(1)
    assert (bar.value() + bar.pageStep() / 2) / preview.view.height() == pytest.approx(middle, abs=0.01)
    assert preview.area.horizontalScrollBar().maximum() > 0


def test_a_page_turned_to_from_below_shows_its_end(preview):
    preview.zoom(1)
    preview.turn(3)
    assert preview.area.verticalScrollBar().value() == 0
    preview.view.turned_up.emit(2)
    assert preview.view.number == 2
    assert preview.area.verticalScrollBar().value() == preview.area.verticalScrollBar().maximum()


def test_two_pages_are_turned_together(qtbot, preview):
    preview.double.click()
    preview.after.click()
    assert preview.view.shown() == [2, 3]
    preview.after.click()
    assert preview.page.text() == "5"
    assert not preview.after.isEnabled()
    preview.before.click()
    assert preview.view.shown() == [2, 3]


def test_the_whole_takes_the_place_of_its_first_pages_without_a_jump(qtbot, preview):
    preview.show_proof(proof_of(NAMES[:3], partial=True))
    assert preview.of.text() == "页，后面正在排"
    preview.turn(1)
    preview.zoom(1)
    bar = preview.area.verticalScrollBar()
    bar.setValue(40)
    wait_drawn(qtbot, preview)
    seen = preview.view.leaves.picture(1)
    preview.show_proof(proof_of(), goes_on=True)
    assert (preview.view.number, preview.view.mode, bar.value()) == (1, "100", 40)
    assert preview.view.leaves.picture(1) is seen
    assert preview.of.text() == "页，共 6 页"


def test_a_sentence_stands_in_place_of_the_page(preview):
    preview.say("还没有选党员", "请在左边输入党员的姓名或拼音。")
    assert preview.stack.currentWidget() is preview.nothing
    assert preview.bar.isHidden()
    preview.show_proof(proof_of())
    assert not preview.bar.isHidden()


@pytest.mark.parametrize(("size", "wide", "folded"), [("normal", 665, False), ("normal", 440, True), ("huge", 575, True)])
def test_the_row_folds_and_nothing_is_cut(qtbot, shown, size, wide, folded):
    theme.wear(theme.Look(size, "light"))
    preview = shown(Preview(), wide, 500)
    preview.show_proof(proof_of())
    wait_drawn(qtbot, preview)
    preview.resize(wide, 500)
    qtbot.waitUntil(lambda: preview.bar.folded is folded)
    assert list(cut_words(preview)) == []
    assert preview.minimumSizeHint().width() <= wide
