"""Settings: what papers look like: every choice is kept at once and can be undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kzzq_desktop.domain.bilingual import BilingualWord, WordListBad, list_words
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.domain.places import Office, Place
from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.services.office import found
from kzzq_desktop.services.paper_settings import read_paper_settings
from kzzq_desktop.store.database import open_file
from kzzq_desktop.ui.settings import papers
from kzzq_desktop.ui.settings.papers import PapersSheet
from tests.services.desks import BANNER, CLERK, TOWNSHIP
from tests.ui.settings_window import Window

Show = Callable[..., QWidget]
OTHER = "150521103000"


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def sheet(desk: Desk, window: Window, shown: Show) -> PapersSheet:
    made = PapersSheet(desk, window)
    shown(made, 800, 620)
    return made


def test_the_side_of_the_heading_is_kept_at_once_and_undone(sheet: PapersSheet, desk: Desk, window: Window) -> None:
    assert sheet.side.value() == "none"
    for side in ("right", "left"):
        sheet.side.buttons[side].click()
        assert read_paper_settings(desk).mongolian == side
    sheet.side.buttons["none"].click()
    assert read_paper_settings(desk).mongolian == ""
    undo_unit(desk, window.saves[-1])
    sheet.refresh()
    assert sheet.side.value() == "left"


def test_unreviewed_words_and_formal_fonts_are_ticked(sheet: PapersSheet, desk: Desk, window: Window) -> None:
    assert (sheet.unreviewed.isChecked(), sheet.formal.isChecked()) == (False, True)
    assert sheet.unreviewed.text() == f"也印还没有请人校对的词（{len(list_words())} 条）"
    assert "可能有错" in sheet.waiting.text()
    sheet.unreviewed.click()
    sheet.formal.click()
    assert read_paper_settings(desk) == PaperSettings(unreviewed=True, formal=False)
    assert len(window.saves) == 2
    sheet.side.buttons["left"].click()
    assert read_paper_settings(desk) == PaperSettings("left", unreviewed=True, formal=False)


def test_the_numbers_are_saved_for_the_township(sheet: PapersSheet, desk: Desk, window: Window) -> None:
    assert not sheet.save_button.isEnabled()
    assert not sheet.township.isVisible()
    sheet.form.fill({"police": "0475-3216110"})
    assert sheet.save_button.isEnabled()
    sheet.save_button.click()
    assert read_paper_settings(desk).phones == {TOWNSHIP: {"police": "0475-3216110"}}
    assert (sheet.save_button.isEnabled(), sheet.form.values()["oversight"], len(window.saves)) == (False, "", 1)
    sheet.form.fill({"police": ""})
    sheet.form.submitted.emit()
    assert read_paper_settings(desk).phones == {}


def test_a_number_that_is_none_is_refused_in_its_box(sheet: PapersSheet, desk: Desk, window: Window) -> None:
    sheet.form.fill({"police": "0475-3216110", "oversight": "找书记"})
    sheet.save_phones()
    assert sheet.form.faults["oversight"].isVisible()
    assert not sheet.form.faults["police"].isVisible()
    assert (window.saves, read_paper_settings(desk).phones) == ([], {})


def test_the_banner_keeps_the_numbers_of_each_township(tmp_path: Path, window: Window, shown: Show) -> None:
    places = (
        Place(BANNER, "科尔沁左翼中旗", 3, "150500000000"),
        Place(TOWNSHIP, "舍伯吐镇", 4, BANNER),
        Place(OTHER, "巴彦塔拉镇", 4, BANNER),
    )
    (tmp_path / "banner").mkdir()
    store = open_file(tmp_path / "banner", bytes(range(32)), new=True)
    desk = found(store, Office(BANNER, "科尔沁左翼中旗", "", ""), CLERK, "萨仁高娃", places)
    sheet = PapersSheet(desk, window)
    shown(sheet, 800, 620)
    assert sheet.township.isVisible()
    for code, number in ((TOWNSHIP, "0475-3216110"), (OTHER, "0475-3216120")):
        sheet.township.pick(code)
        sheet.show_phones()
        assert sheet.form.values() == {"police": "", "oversight": ""}
        sheet.form.fill({"oversight": number})
        sheet.save_phones()
    assert read_paper_settings(desk).phones == {TOWNSHIP: {"oversight": "0475-3216110"}, OTHER: {"oversight": "0475-3216120"}}


def test_reviewed_words_no_longer_wait(sheet: PapersSheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "list_words", lambda: (BilingualWord("月份", "ᠰᠠᠷ\u180eᠠ", "某某"), BilingualWord("党", "", "")))
    sheet.refresh()
    assert not sheet.unreviewed.isVisible()
    assert "都校对过了" in sheet.waiting.text()


def test_a_damaged_list_is_said_and_the_rest_still_works(sheet: PapersSheet, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> tuple[BilingualWord, ...]:
        raise WordListBad("蒙古文词表第3行不是三列。")

    monkeypatch.setattr(papers, "list_words", damaged)
    sheet.refresh()
    assert "第3行" in sheet.waiting.text()
    assert not sheet.list_button.isEnabled()
    sheet.formal.click()
    assert not read_paper_settings(desk).formal
