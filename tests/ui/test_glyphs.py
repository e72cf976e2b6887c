"""Settings: characters without a font are added by themselves or by their code, replaced, taken away."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.glyph_pictures import list_letters, set_picture
from kzzq_desktop.services.history import undo_unit
from kzzq_desktop.ui import ask, theme
from kzzq_desktop.ui.dialogs.glyph_picture import GlyphDialog
from kzzq_desktop.ui.parts.glyph import GlyphSample
from kzzq_desktop.ui.settings.glyphs import GlyphsSheet
from tests.documents.glyph_pictures import data, written
from tests.ui.settings_window import Window
from tests.ui.test_screens_no_cut_text import fits_of

Show = Callable[..., QWidget]
LOST, PRIVATE = "\U0002ebf0", "\ue123"


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def sheet(desk: Desk, window: Window, shown: Show) -> GlyphsSheet:
    made = GlyphsSheet(desk, window)
    shown(made, 700, 560)
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[GlyphDialog]:
    """The dialogs that were opened, without waiting for a clerk."""
    found: list[GlyphDialog] = []
    monkeypatch.setattr(GlyphDialog, "open", property(lambda dialog: lambda: found.append(dialog)))
    return found


def shown_letters(sheet: GlyphsSheet) -> list[str]:
    return [sheet.lines.itemAt(at).widget().findChild(GlyphSample).letter for at in range(0, sheet.lines.count(), 2)]


def named(sheet: GlyphsSheet, name: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.accessibleName() == name)


@pytest.mark.parametrize("typed", [LOST, "U+2EBF0"])
def test_a_character_is_typed_drawn_listed_and_undone(sheet, desk, window, opened, typed) -> None:
    assert sheet.empty.isVisible()
    sheet.letter.setText(typed)
    QTest.keyClick(sheet.letter, Qt.Key.Key_Return)
    (dialog,) = opened
    dialog.show_data(lambda: data(written()))
    dialog.save()
    assert (shown_letters(sheet), sheet.letter.text(), sheet.empty.isVisible()) == ([LOST], "", False)
    undo_unit(desk, window.saves[-1])
    sheet.refresh()
    assert (shown_letters(sheet), sheet.empty.isVisible()) == ([], True)


def test_what_needs_no_picture_is_said_beside_the_box(sheet, opened) -> None:
    for typed, words in (("王", "不用造字"), ("王小明", "不是一个字"), ("", "不是一个字")):
        sheet.letter.setText(typed)
        sheet.add()
        assert words in sheet.fault.text()
        assert sheet.fault.isVisible()
    assert opened == []
    sheet.letter.setText("U")
    assert not sheet.fault.isVisible()


def test_a_picture_is_replaced_and_taken_away(sheet, desk, window, opened, monkeypatch) -> None:
    set_picture(desk, LOST, data(written()))
    set_picture(desk, PRIVATE, data(written("龘")))
    sheet.refresh()
    assert shown_letters(sheet) == [PRIVATE, LOST]
    named(sheet, "换图片 U+2EBF0").click()
    assert opened[0].letter == LOST
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _parent, question, *_, **__: bool(asked.append(question)))
    named(sheet, "去掉 U+E123").click()
    assert (asked, list_letters(desk)) == (["去掉 U+E123 的图片？"], {LOST, PRIVATE})
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)
    named(sheet, "去掉 U+E123").click()
    assert (list_letters(desk), len(window.saves)) == ({LOST}, 1)


@pytest.mark.parametrize("size", ["normal", "huge"])
def test_nothing_is_cut(desk: Desk, window: Window, shown: Show, size: str) -> None:
    theme.wear(theme.Look(size, "light"))
    set_picture(desk, LOST, data(written()))
    sheet = GlyphsSheet(desk, window)
    shown(sheet, theme.px(560), theme.px(400))
    sheet.letter.setText("王")
    sheet.add()
    assert not [fit for _, fit in fits_of(sheet) if fit.cut]
