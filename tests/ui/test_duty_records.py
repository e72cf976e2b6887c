"""The log: filters, the chosen entry with its history, changing and taking away; the counts; every size of text."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kzzq_desktop.base import clock
from kzzq_desktop.domain.duties import BY_CODE
from kzzq_desktop.domain.duty_log import DutyCount, DutyDraft, DutyFilter
from kzzq_desktop.services import duty as log
from kzzq_desktop.services import duty_lists
from kzzq_desktop.ui import background
from kzzq_desktop.ui.duty.counts import month_rows
from kzzq_desktop.ui.duty.edit import EditDuty
from kzzq_desktop.ui.duty.filters import days_of, time_options
from kzzq_desktop.ui.parts.timeline import Timeline
from tests.services.duty_desk import HEADS, XIANFENG, make_sample
from tests.ui.duty_window import dialog_of, open_window, page_of
from tests.ui.people_window import cut_words

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
LOG = (
    ("policy", "2026-11-23", 0, "取暖补贴"),
    ("lawful", "2026-11-02", 0, "用火用电"),
    ("policy", "2026-10-31", 2, "医保缴费"),
    ("hardship", "2025-12-01", 0, "送过冬饲草"),
)


@pytest.fixture
def sample(tmp_path):
    with clock.held(NOON):
        sample = make_sample(tmp_path)
        for code, day, grid, words in LOG:
            homes = sample.households if grid == 0 else (sample.other,)
            log.log_duty(sample.desk, DutyDraft(code, day, sample.grids[grid], homes, words, BY_CODE[code].started()))
        yield sample
        sample.desk.store.close()


@pytest.fixture
def page(qtbot, sample):
    page = page_of(open_window(qtbot, sample.desk))
    page.turn("records")
    QApplication.processEvents()
    return page


def listed(page):
    table = page.records.table
    return [row.words for row in duty_lists.list_duties(page.desk, table.rows_model.ids)]


def words_on(widget):
    return " ".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def test_the_month_is_shown_first_then_what_the_filters_ask_for(sample, page):
    filters = page.records.filters
    assert listed(page) == ["取暖补贴", "用火用电"]
    filters.time.pick("")
    filters.changed.emit()
    assert listed(page) == ["取暖补贴", "用火用电", "医保缴费", "送过冬饲草"]
    filters.code.pick("policy")
    filters.changed.emit()
    assert listed(page) == ["取暖补贴", "医保缴费"]
    filters.grid.pick(sample.grids[2])
    filters.changed.emit()
    assert listed(page) == ["医保缴费"]
    assert filters.count.text() == "1 条"


def test_a_person_is_found_by_initials_and_filters_the_log(sample, page):
    filters = page.records.filters
    filters.reset()
    (hit,) = [hit for hit in filters._find_people("wxy") if hit.kind == "住户"]
    assert hit.words == HEADS[0]
    filters.person.pick(hit.key, hit.words)
    filters.changed.emit()
    assert listed(page) == ["取暖补贴", "用火用电", "送过冬饲草"]
    filters.person.pick(f"member:{sample.members[2]}", "党员3")
    filters.changed.emit()
    assert listed(page) == ["医保缴费"]


@pytest.mark.parametrize(
    ("month", "kind", "shown"),
    [
        ("2026-11", "all", ["取暖补贴", "用火用电"]),
        ("2025-12", "village", ["送过冬饲草"]),
        ("2026-11", "household", ["取暖补贴", "用火用电"]),
        ("2026-10", "member", ["医保缴费"]),
        ("2026-10", "grid", ["医保缴费"]),
        ("2024-01", "township", []),
    ],
)
def test_a_paper_brings_its_month_and_place_back(sample, page, month, kind, shown):
    places = {"village": XIANFENG, "household": sample.households[0], "member": sample.members[2], "grid": sample.grids[2]}
    record = places.get(kind, "")
    page.open_at(f"log:{month}:{kind}:{record}")
    filters = page.records.filters
    assert listed(page) == shown
    assert filters.time.value() == month
    named = {"village": "先锋嘎查", "household": HEADS[0], "member": "党员3"}
    assert filters.person.text() + filters.grid.text() == named.get(kind, filters.grid.text() if kind == "grid" else "")
    assert not filters.person.is_loose()
    assert not filters.grid.is_loose()


def test_the_register_names_no_person_of_the_filters(sample, page):
    page.open_at(f"log:2026-11:grid:{sample.grids[0]}")
    assert page.records.table.places() == "先锋嘎查 01 2026年11月"
    page.open_at(f"log:2026-11:household:{sample.households[0]}")
    assert page.records.table.places() == "2026年11月"


def test_the_chosen_entry_is_told_in_full(page):
    said = words_on(page.records.detail)
    assert "宣讲政策" in said
    assert "先锋嘎查 01" in said
    assert all(head in said for head in HEADS[:4])
    assert page.records.detail.edit.isEnabled()


def test_nothing_listed_offers_to_see_everything(page):
    page.records.filters.words.setText("没有这几个字")
    page.records.filters.changed.emit()
    assert listed(page) == []
    assert page.records.empty.isVisible()
    assert not page.records.detail.edit.isEnabled()
    page.records._show_all()
    assert len(listed(page)) == len(LOG)


def test_changing_an_entry_by_keyboard(sample, page):
    def change():
        dialog = dialog_of()
        assert isinstance(dialog, EditDuty)
        dialog.fields.board.chips[0].click()
        dialog.fields.words.setPlainText("取暖补贴，已改")
        QTest.keyClick(dialog.fields.words, Qt.Key.Key_Return)

    QTimer.singleShot(0, change)
    QTest.keyClick(page.records.table, Qt.Key.Key_F2)
    assert listed(page)[0] == "取暖补贴，已改"
    said = [event.what for event in page.records.detail.findChildren(Timeline)[-1].events]
    assert f"去掉住户 {HEADS[0]}" in said
    assert "内容：取暖补贴 → 取暖补贴，已改" in said
    assert said[-1] == "登记"


def test_a_wrong_change_stays_open_and_says_why(sample, page):
    one = page.records.table.current_id()
    dialog = EditDuty(page, sample.desk, one, lambda _: None)
    dialog.show()
    dialog.fields.board.set_all(False)
    dialog.try_save()
    assert dialog.isVisible()
    assert dialog.fields.faults["households"].isVisible()
    dialog.reject()
    assert len(log.draft_of(sample.desk, one).households) == 4


def test_removing_asks_first_and_can_be_taken_back(sample, page):
    QTimer.singleShot(0, lambda: dialog_of().reject())
    page.records.remove()
    assert len(listed(page)) == 2
    QTimer.singleShot(0, lambda: dialog_of().accept())
    page.records.remove()
    assert listed(page) == ["用火用电"]
    assert page.month.text() == "本月 1 次，联系 4 户"


def test_the_counts_open_their_entries(qtbot, page):
    page.turn("counts")
    qtbot.waitUntil(lambda: not background.is_busy() and bool(page.counts.rows))
    assert [(row.word, sum(row.duties.values()), row.households) for row in page.counts.rows.values()] == [
        ("11月", 2, 8),
        ("10月", 1, 1),
        ("全年", 3, 9),
    ]
    page.counts.opened.emit("2026-10", "policy")
    assert listed(page) == ["医保缴费"]


def test_rows_of_the_counts_add_up():
    counts = [DutyCount("policy", "2026-10", 2, 7), DutyCount("lawful", "2026-10", 1, 3), DutyCount("policy", "2026-11", 4, 9)]
    rows = month_rows(counts, "2026")
    assert [row.id for row in rows] == ["2026-11", "2026-10", "2026"]
    assert rows[-1].duties == {"policy": 6, "lawful": 1}
    assert sum(row.households for row in rows[:-1]) == rows[-1].households
    assert month_rows([], "2026") == []


def test_times_to_choose(sample):
    options = dict(time_options(clock.today()))
    assert options["2026-11"] == "2026年11月"
    assert options["2026-01"] == "2026年1月"
    assert options["2025-11"] == "2025年11月"
    assert days_of("2026-02") == ("2026-02-01", "2026-02-31")
    assert days_of("2025") == ("2025-01-01", "2025-12-31")
    assert days_of("") == ("", "")


@pytest.mark.parametrize("size", [(1366, 697), (1093, 560), (910, 512)])
@pytest.mark.parametrize("look", ["normal", "large", "huge"])
def test_no_word_is_cut_at_any_size(qtbot, sample, look, size):
    window = open_window(qtbot, sample.desk, size, look)
    page = page_of(window)
    for tab in ("entry", "records", "counts"):
        page.turn(tab)
        qtbot.waitUntil(lambda: not background.is_busy())
        QApplication.processEvents()
        assert list(cut_words(page)) == []
    page.turn("entry")
    page.entry.open_grid(sample.grids[0])
    for digit in range(1, 6):
        page.entry.fields.duty.press(digit)
        QApplication.processEvents()
        assert list(cut_words(page)) == []
        boxes = page.entry.fields.boxes
        assert all(box.geometry().right() < boxes.width() + 1 for box in boxes.widgets.values())
    assert duty_lists.list_duty_ids(sample.desk, DutyFilter())
