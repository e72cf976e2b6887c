"""The quick entry with real keys: grid, duty, households, words, Enter."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from kzzq_desktop.base import clock
from kzzq_desktop.domain.duty_log import DutyFilter
from kzzq_desktop.domain.work import Contact
from kzzq_desktop.services import duty as log
from kzzq_desktop.services import duty_lists, phrases
from kzzq_desktop.ui.duty.more_households import MoreHouseholds
from tests.services.duty_desk import HEADS, empty_desk, make_sample
from tests.ui.duty_window import Keyboard, dialog_of, open_window, page_of

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
BUDGET = 12


@pytest.fixture
def sample(tmp_path):
    with clock.held(NOON):
        sample = make_sample(tmp_path)
        yield sample
        sample.desk.store.close()


@pytest.fixture
def window(qtbot, sample):
    return open_window(qtbot, sample.desk)


@pytest.fixture
def entry(window):
    return page_of(window).entry


def logged(sample):
    return [log.draft_of(sample.desk, one) for one in duty_lists.list_duty_ids(sample.desk, DutyFilter())]


def test_a_policy_visit_to_a_whole_grid_is_within_its_budget(sample, window, entry):
    keys = Keyboard(window)
    keys.press("xf", "1", Qt.Key.Key_Return, "1")
    keys.type_words("冬季取暖补贴")
    keys.press(Qt.Key.Key_Return)
    (draft,) = logged(sample)
    assert (draft.code, draft.grid_id, draft.day) == ("policy", sample.grids[0], "2026-11-23")
    assert sorted(draft.households) == sorted(sample.households)
    assert draft.boxes == {"policy": "冬季取暖补贴", "form": "入户"}
    assert keys.presses <= BUDGET
    assert entry.saved_state.mark.words == "刚才保存了 01 号网格"


def test_the_next_grid_takes_even_fewer_keys_and_keeps_the_boxes(sample, window, entry):
    keys = Keyboard(window)
    keys.press("xf1", Qt.Key.Key_Return, "1")
    keys.type_words("冬季取暖补贴")
    keys.press(Qt.Key.Key_Return)
    assert entry.fields.grid.value() == sample.grids[2], "a grid without households is passed over"
    assert entry.fields.grid.hasFocus()
    keys.presses = 0
    keys.press("xm1", Qt.Key.Key_Return, Qt.Key.Key_Return)
    keys.type_words("发放明白纸")
    keys.press(Qt.Key.Key_Return)
    newest = logged(sample)[0]
    assert (newest.grid_id, newest.words) == (sample.grids[2], "发放明白纸")
    assert newest.boxes["policy"] == "冬季取暖补贴"
    assert keys.presses <= 6


def test_words_break_with_shift_and_esc_goes_back_step_by_step(sample, window, entry):
    keys = Keyboard(window)
    keys.press(Qt.Key.Key_Return, "5")
    assert entry.fields.words.hasFocus()
    keys.type_words("安全")
    QTest.keyClick(entry.fields.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    keys.type_words("防火")
    assert entry.fields.words.toPlainText() == "安全\n防火"
    assert logged(sample) == []
    keys.press(Qt.Key.Key_Escape)
    assert entry.fields.duty.buttons["lawful"].hasFocus()
    keys.press(Qt.Key.Key_Escape)
    assert entry.fields.grid.hasFocus()


def test_a_household_away_starts_off_and_ticks_are_kept(sample, entry):
    entry.open_grid(sample.grids[0])
    board = entry.fields.board
    assert [chip.tick.words for chip in board.chips] == [HEADS[0], HEADS[1], HEADS[2], HEADS[4], HEADS[3]]
    away = next(chip for chip in board.chips if chip.tick.key == sample.away)
    assert (away.isChecked(), away.tick.tail) == (False, "外出")
    assert entry.fields.count.mark.words == "已选 4 户 4 人"
    away.click()
    assert entry.fields.count.mark.words == "已选 5 户 5 人"
    board.set_all(False)
    assert entry.fields.count.mark.words == "一户也没有选"


def test_what_is_wrong_is_said_under_its_row_and_nothing_is_saved(sample, window, entry):
    entry.open_grid(sample.grids[0])
    entry.fields.board.set_all(False)
    assert not entry.save()
    faults = {place: fault.text() for place, fault in entry.fields.faults.items() if fault.isVisible()}
    assert faults.keys() == {"households", "words"}
    assert entry.fields.board.chips[0].hasFocus()
    entry.fields.board.set_all(True)
    entry.fields.words.setPlainText("走访")
    entry.fields.day.setText("2026-11-24")
    assert not entry.save()
    assert entry.fields.faults["day"].isVisible()
    assert logged(sample) == []
    entry.fields.day.pick("2026-11-22")
    assert entry.save()
    assert logged(sample)[0].day == "2026-11-22"


def test_changing_the_duty_keeps_each_forms_boxes(entry, sample):
    entry.open_grid(sample.grids[0])
    fields = entry.fields
    fields.boxes.widgets["policy"].setText("医保")
    fields.duty.press(2)
    assert list(fields.boxes.widgets) == ["kind", "parties", "outcome"]
    fields.boxes.widgets["kind"].pick("债务")
    fields.duty.press(1)
    assert fields.boxes.values()["policy"] == "医保"
    fields.duty.press(2)
    assert fields.boxes.values()["kind"] == "债务"


def test_parties_are_chosen_among_the_ticked(sample, entry):
    entry.open_grid(sample.grids[0])
    fields = entry.fields
    fields.duty.press(2)
    parties = fields.boxes.widgets["parties"]
    parties.choose(sample.households[:2])
    assert parties.text() == f"{HEADS[0]}、{HEADS[1]}"
    fields.board.chips[0].click()
    assert parties.keys == (sample.households[1],)
    fields.words.setPlainText("院墙")
    assert entry.save()
    assert logged(sample)[0].boxes["parties"] == (sample.households[1],)


def test_phrases_join_the_text_and_the_last_text_can_be_used_again(sample, entry):
    entry.open_grid(sample.grids[0])
    phrase_row = entry.phrases
    phrase_row.buttons[0].click()
    phrase_row.buttons[1].click()
    said = "，".join(phrases.list_phrases(sample.desk, "policy")[:2])
    assert entry.fields.words.toPlainText() == said
    entry.save_and_next()
    assert entry.fields.words.toPlainText() == ""
    assert phrase_row.buttons[0].text() == "同上一条"
    phrase_row.buttons[0].click()
    assert entry.fields.words.toPlainText() == said


def test_a_text_becomes_a_phrase(sample, entry):
    entry.fields.words.setPlainText("张贴告示")
    entry.phrases.keep_asked.emit()
    assert phrases.list_phrases(sample.desk, "policy")[-1] == "张贴告示"


def test_undo_takes_the_last_entry_back(sample, entry):
    entry.open_grid(sample.grids[0])
    assert not entry.undo.isEnabled()
    entry.fields.words.setPlainText("走访")
    entry.save_and_next()
    assert [row.words for row in entry.recent.rows] == ["走访"]
    entry.undo.click()
    assert logged(sample) == []
    assert entry.recent.rows == ()
    assert not entry.undo.isEnabled()


def test_households_of_another_grid_join_the_entry(sample, entry):
    entry.open_grid(sample.grids[0])

    def choose():
        dialog = dialog_of()
        assert isinstance(dialog, MoreHouseholds)
        dialog.grid.pick(sample.grids[2])
        dialog._show(sample.grids[2])
        dialog.board.chips[0].click()
        dialog.accept()

    QTimer.singleShot(0, choose)
    entry.fields.more.click()
    assert sample.other in entry.fields.board.chosen()
    assert entry.fields.board.chips[-1].tick.tail == "01网格"
    entry.fields.words.setPlainText("一起开会")
    assert entry.save()
    assert sample.other in logged(sample)[0].households


def test_on_an_earlier_day_the_member_of_that_day_is_named(sample, entry):
    with sample.desk.store.unit("交接") as unit:
        old = unit.conn.execute(Contact.__table__.select().where(Contact.__table__.c.grid_id == sample.grids[0])).one()
        unit.change(Contact, old.id, until="2026-06-10")
        unit.add(Contact(id="", grid_id=sample.grids[0], member_id=sample.members[1], since="2026-06-10"))
    entry.refresh()
    entry.open_grid(sample.grids[0])
    assert "党员1" not in entry.note.text()
    entry.fields.day.setText("2026-06-09")
    entry.fields.day.editingFinished.emit()
    assert entry.note.text() == "这一天由 党员1 联系"


def test_the_screen_opens_at_a_grid_and_at_an_entry(sample, window):
    page = page_of(window)
    window.open("duty", sample.grids[2])
    assert page.entry.fields.grid.value() == sample.grids[2]
    page.entry.fields.words.setPlainText("走访")
    page.entry.save()
    one = duty_lists.list_duty_ids(sample.desk, DutyFilter())[0]
    window.open("duty", one)
    assert page.tabs.value() == "records"
    assert page.records.table.current_id() == one
    assert page.month.text() == "本月 1 次，联系 1 户"


def test_without_grids_the_next_step_is_offered(qtbot, tmp_path):
    desk = empty_desk(tmp_path)
    window = open_window(qtbot, desk)
    entry = page_of(window).entry
    assert entry.forms.currentIndex() == 1
    assert not entry.fields.isVisible()
    assert entry.recent.rows == ()
    desk.store.close()


def test_what_is_wrong_is_said_in_sight(window, entry):
    QTest.keyClick(entry.fields.grid, Qt.Key.Key_Return)
    before = entry.fields.words.height()
    assert not entry.save()
    QTest.qWait(1)
    fault = entry.fields.faults["words"]
    assert fault.text()
    assert entry.fields.words.height() <= before
    bottom = fault.mapTo(entry.body.viewport(), fault.rect().bottomLeft()).y()
    assert bottom <= entry.body.viewport().height()
