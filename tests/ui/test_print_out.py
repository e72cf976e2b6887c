import pytest
from PySide6.QtCore import Qt

from kzzq_desktop.services.printing import Missing
from kzzq_desktop.ui import memory, theme
from kzzq_desktop.ui.dialogs import print_out
from kzzq_desktop.ui.dialogs.print_out import HERE, SPAN, PrintDialog, Subject, missing_words
from kzzq_desktop.ui.printer import Order, Printer, Tray
from tests.ui.made_up_papers import SHIFT_OPTIONS
from tests.ui.people_window import cut_words

PRINTERS = (Printer("Hall", usual=True), Printer("Office"))
TRAYS = {"Hall": (Tray("Auto", "自动"), Tray("Tray1", "纸盒1")), "Office": ()}
RARE = Missing("\U00031353", "张\U00031353", "先锋嘎查01号网格")


@pytest.fixture(autouse=True)
def trays(monkeypatch):
    monkeypatch.setattr(print_out, "list_trays", lambda name: TRAYS[name])


@pytest.fixture
def made(qtbot):
    def make(subject=None, test=None, printers=PRINTERS):
        dialog = PrintDialog(None, printers, subject or Subject(40, here=6), test)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.printer.value() != "Hall" or not dialog.tray_row.isHidden())
        return dialog

    return make


def test_enter_prints_everything_on_the_usual_printer(qtbot, made):
    dialog = made()
    assert dialog.order() == Order("Hall")
    assert dialog.pages() == (0, 39)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() == PrintDialog.DialogCode.Accepted


def test_pages_can_be_chosen(made):
    dialog = made()
    dialog.span.pick(HERE)
    dialog.span.picked.emit(HERE)
    assert dialog.pages() == (6, 6)
    assert dialog.sheets.text() == "每份 1 页，共 1 张纸"
    assert not dialog.range.isEnabled()
    dialog.span.pick(SPAN)
    dialog.span.picked.emit(SPAN)
    dialog.first.setValue(12)
    dialog.last.setValue(3)
    assert dialog.range.isEnabled()
    assert dialog.pages() == (11, 11)
    dialog.last.setValue(20)
    assert dialog.pages() == (11, 19)
    assert dialog.sheets.text() == "每份 9 页，共 9 张纸"


@pytest.mark.parametrize(("pages", "copies", "sheets"), [(40, 1, 20), (3, 2, 4), (1, 3, 3)])
def test_backs_take_no_paper_of_their_own(made, pages, copies, sheets):
    dialog = made(Subject(pages, two_sided=True))
    dialog.copies.setValue(copies)
    assert dialog.sheets.text() == f"每份 {pages} 页，共 {sheets} 张纸"
    assert dialog.order().two_sided
    dialog.two_sided.setChecked(False)
    assert dialog.sheets.text() == f"每份 {pages} 页，共 {pages * copies} 张纸"


def test_copies_are_collated_unless_the_clerk_says_otherwise(made):
    dialog = made()
    assert not dialog.collate.isEnabled()
    dialog.copies.setValue(3)
    assert dialog.collate.isEnabled()
    assert dialog.order().collate
    dialog.collate.click()
    assert not dialog.order().collate


def test_numbered_copies_say_so(made):
    words = [part.text() for part in made(Subject(3, numbered=True)).findChildren(type(made().sheets))]
    assert any("编号" in one and "登记" in one for one in words)


def test_trays_are_those_of_the_printer_chosen(qtbot, made):
    dialog = made()
    assert [dialog.tray.itemText(at) for at in range(dialog.tray.count())] == ["打印机自己选", "自动", "纸盒1"]
    dialog.tray.pick("Tray1")
    assert dialog.order().tray == "Tray1"
    dialog.printer.pick("Office")
    dialog.printer.picked.emit("Office")
    qtbot.waitUntil(lambda: dialog.tray.count() == 1)
    assert dialog.tray_row.isHidden()
    assert dialog.order() == Order("Office")


def test_printer_and_tray_are_remembered_on_this_pc(qtbot, made):
    first = made()
    first.tray.pick("Tray1")
    first.accept()
    again = made()
    qtbot.waitUntil(lambda: again.order() == Order("Hall", tray="Tray1"))
    again.printer.pick("Office")
    again.accept()
    assert made().order().printer == "Office"
    assert memory.recall(print_out.TRAYS) == {"Hall": "Tray1", "Office": "Tray1"} or "Hall" in memory.recall(print_out.TRAYS)


def test_a_printer_that_answers_late_changes_nothing(made):
    dialog = made()
    dialog.show_trays("Office", (Tray("a", "甲"), Tray("b", "乙")))
    assert [dialog.tray.itemText(at) for at in range(dialog.tray.count())] == ["打印机自己选", "自动", "纸盒1"]


def test_names_without_a_font_are_said_before_printing(made):
    dialog = made(Subject(3, missing=(RARE,)))
    assert dialog.go.text().strip() == "照样打印"
    assert "先锋嘎查01号网格 张\U00031353" in missing_words((RARE,))
    assert "等 20 处" in missing_words((RARE,) * 20)


def test_the_test_page_is_printed_as_the_cards_will_be(qtbot, made):
    orders = []
    dialog = made(Subject(2, two_sided=True, shifts=SHIFT_OPTIONS), orders.append)
    dialog.shifts.test.click()
    assert orders == [Order("Hall", two_sided=True)]
    assert dialog.isVisible()
    assert made(Subject(2, two_sided=True, shifts=SHIFT_OPTIONS)).shifts.test.isHidden()


@pytest.mark.parametrize("size", ["normal", "large", "huge"])
def test_nothing_is_cut(made, size):
    theme.wear(theme.Look(size, "light"))
    dialog = made(Subject(19_000, 3, True, False, (RARE,) * 12, SHIFT_OPTIONS), lambda _order: None)
    assert list(cut_words(dialog)) == []
