"""What saving would do: verdicts to filter by, changes old and new, fields and people to choose."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kzzq_desktop.domain.drafts import LeftOut
from kzzq_desktop.domain.import_choice import WHOLE, FieldChange, ImportChoice
from kzzq_desktop.domain.import_plan import PreviewRow, Verdict
from kzzq_desktop.domain.spot import Spot
from kzzq_desktop.ui.importing.saves_page import SavesPage
from tests.ui.import_window import FILE, SHEET, doubt, preview, view

PHONE = FieldChange("phones", "电话", "16412345678", "16412345679")
DOOR = FieldChange("door_no", "门牌", "", "12号")


def changed(row, *changes):
    return PreviewRow(
        Verdict.CHANGED, Spot(FILE, SHEET, row, 2), "王秀英", "、".join(one.word for one in changes), changes=changes
    )


def asked(row, name, record):
    return PreviewRow(Verdict.DOUBTFUL, Spot(FILE, SHEET, row, 2), name, "在册已去世，台账里还有，没有更新", revives=record)


LINES = [
    changed(3, PHONE), changed(4, PHONE, DOOR), PreviewRow(Verdict.NEW, Spot(FILE, SHEET, 6, 2), "白𣲗"), doubt(5),
    asked(7, "包金花", "a" * 32), asked(8, "包金花", "a" * 32), asked(9, "赵国柱", "b" * 32),
]  # fmt: skip


@pytest.fixture
def whole():
    return preview([view()], LINES, left_out=(LeftOut(Spot(FILE), "民族", never=True), LeftOut(Spot(FILE), "星座", never=False)))


@pytest.fixture
def page(shown, whole):
    made = SavesPage()
    made.show_choices(whole, whole.plan.field_counts)
    made.show_preview(whole)
    return shown(made, 1200, 600)


def listed(page):
    return [page.lines[key].row for key in page.table.rows_model.ids]


def test_what_needs_a_look_comes_first(page):
    assert [row.verdict.value for row in listed(page)] == ["doubtful"] * 4 + ["changed"] * 2 + ["new"]


def test_changes_stand_as_old_and_new(qtbot, page):
    qtbot.mouseClick(page.filter.buttons["changed"], Qt.MouseButton.LeftButton)
    page.table.selectRow(1)
    assert page.detail.text().splitlines()[1:] == ["电话：16412345678 → 16412345679", "门牌：（空） → 12号"]
    shown_words = page.table.rows_model.data(page.table.rows_model.index(1, 3))
    assert shown_words == "电话 16412345678 → 16412345679；门牌 （空） → 12号"


def test_fields_are_offered_with_their_counts_and_unticked_with_the_keyboard(qtbot, page):
    told = []
    page.chosen.connect(lambda: told.append(page.choice()))
    assert [box.text() for box in page.fields.values()] == ["电话 2", "门牌 1"]
    assert page.choice() == WHOLE
    page.fields["phones"].setFocus()
    qtbot.keyClick(page.fields["phones"], Qt.Key.Key_Space)
    assert told == [ImportChoice(frozenset({"door_no"}))]
    qtbot.keyClick(page.fields["phones"], Qt.Key.Key_Space)
    assert told[-1] == WHOLE


def test_nobody_comes_back_unless_he_is_ticked(qtbot, page):
    told = []
    page.chosen.connect(lambda: told.append(page.choice().revived))
    assert [box.text() for box in page.revived.values()] == ["包金花\n在册已去世", "赵国柱\n在册已去世"]
    assert page.choice().revived == frozenset()
    page.revived["b" * 32].setFocus()
    qtbot.keyClick(page.revived["b" * 32], Qt.Key.Key_Space)
    assert told == [frozenset({"b" * 32})]


def test_another_plan_keeps_the_filter_and_the_ticks(qtbot, page, whole):
    qtbot.mouseClick(page.filter.buttons["changed"], Qt.MouseButton.LeftButton)
    page.fields["phones"].click()
    page.show_preview(replace(whole, plan=replace(whole.plan, rows=(LINES[1],))))
    assert page.filter.value() == "changed"
    assert len(listed(page)) == 1
    assert not page.fields["phones"].isChecked()
    page.show_preview(replace(whole, plan=replace(whole.plan, rows=(LINES[2],))))
    assert page.filter.value() == "all"


def test_where_nothing_changes_nothing_is_asked(page):
    page.show_choices(preview([view()]), {})
    QApplication.processEvents()
    assert page.choices.count() == 0
    assert page.choice() == WHOLE


def test_columns_left_out_are_named(page):
    assert page.left_out.text() == "按规定不导入的列：民族。没有用到的列：星座。"
    page.show_preview(preview([view()]))
    assert not page.left_out.isVisible()
