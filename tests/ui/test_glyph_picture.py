"""造字: a picture from a file or from the clipboard is seen as it will be printed, then kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kzzq_desktop.services.desk import Desk
from kzzq_desktop.services.glyph_pictures import MOST_BYTES, UnusableGlyph, make_picture, read_pictures, set_picture
from kzzq_desktop.services.printing import Missing
from kzzq_desktop.ui import files
from kzzq_desktop.ui.dialogs import glyph_picture
from kzzq_desktop.ui.dialogs.glyph_picture import HOW, READY, GlyphDialog, copied, draw_missing, read_file
from tests.documents.glyph_pictures import data, written
from tests.services.papers_desk import make_papers_desk
from tests.ui.printing_page import opened
from tests.ui.settings_window import Window
from tests.ui.test_screens_no_cut_text import fits_of

Show = Callable[..., QWidget]
LOST = "\U0002ebf0"


@pytest.fixture
def units() -> list[str]:
    return []


@pytest.fixture
def dialog(desk: Desk, shown: Show, units: list[str]) -> GlyphDialog:
    made = GlyphDialog(None, desk, LOST, units.append, f"先锋嘎查第3网格　张{LOST}山", f"张{LOST}山")
    shown(made)
    return made


def test_it_says_which_character_and_where_it_stands(dialog: GlyphDialog) -> None:
    said = [part.text() for part in dialog.findChildren(QLabel)]
    assert {"U+2EBF0", f"先锋嘎查第3网格　张{LOST}山", HOW} <= set(said)
    assert not dialog.go.isEnabled()
    assert not [fit for _, fit in fits_of(dialog) if fit.cut]


def test_a_file_is_seen_and_kept(dialog: GlyphDialog, desk: Desk, units: list[str], tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "字.png"
    path.write_bytes(data(written()))
    monkeypatch.setattr(files, "open_file", lambda *_: path)
    dialog.choose()
    assert not dialog.sample.picture.isNull()
    assert (dialog.said.text(), dialog.go.isEnabled()) == (READY, True)
    assert read_pictures(desk) == {}
    dialog.go.click()
    assert not dialog.isVisible()
    assert read_pictures(desk) == {LOST: make_picture(data(written()))}
    assert len(units) == 1


def test_what_cannot_be_used_is_said_and_what_was_shown_stays(
    dialog: GlyphDialog, desk: Desk, tmp_path: Path, monkeypatch
) -> None:
    dialog.show_data(lambda: data(written()))
    before = dialog.data
    for name, content in (("空白.png", data(Image.new("L", (90, 90), 255))), ("字.txt", b"no picture")):
        (tmp_path / name).write_bytes(content)
        monkeypatch.setattr(files, "open_file", lambda *_, name=name: tmp_path / name)
        dialog.choose()
        assert dialog.said.property("tone") == "over"
        assert "白底黑字" in dialog.said.text()
        assert dialog.data == before
    monkeypatch.setattr(files, "open_file", lambda *_: None)
    dialog.choose()
    assert dialog.data == before
    dialog.reject()
    assert read_pictures(desk) == {}


def test_a_copied_picture_is_pasted(dialog: GlyphDialog) -> None:
    QGuiApplication.clipboard().setText("张三")
    dialog.paste()
    assert "没有找到图片" in dialog.said.text()
    QGuiApplication.clipboard().setImage(QImage.fromData(data(written())))
    dialog.paste()
    assert dialog.go.isEnabled()


def test_enter_without_a_picture_saves_nothing(dialog: GlyphDialog, units: list[str]) -> None:
    dialog.save()
    assert (units, dialog.isVisible()) == ([], True)


def test_the_present_picture_shows_first(desk: Desk, shown: Show) -> None:
    set_picture(desk, LOST, data(written()))
    dialog = GlyphDialog(None, desk, LOST, print)
    shown(dialog)
    assert not dialog.sample.picture.isNull()
    assert not dialog.go.isEnabled()


def test_a_missing_name_on_paper_leads_here(desk: Desk, shown: Show, monkeypatch) -> None:
    window, parent, found = Window(), QWidget(), []
    shown(parent)
    monkeypatch.setattr(GlyphDialog, "open", property(lambda dialog: lambda: found.append(dialog)))
    draw_missing(parent, desk, window, Missing(f"{LOST}\ue123", f"张{LOST}\ue123", "先锋嘎查 第3网格"))
    (dialog,) = found
    assert (dialog.letter, dialog.sample.words) == (LOST, f"张{LOST}\ue123")
    dialog.show_data(lambda: data(written()))
    dialog.save()
    assert len(window.saves) == 1


def test_a_large_photo_is_made_smaller(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "photo.bmp"
    written(size=1400).convert("RGB").save(path)
    assert path.stat().st_size > MOST_BYTES
    taken = read_file(path)
    assert len(taken) < MOST_BYTES
    assert max(QImage.fromData(taken).width(), QImage.fromData(taken).height()) == glyph_picture.LARGEST
    assert make_picture(taken)


def test_other_kinds_of_pictures_are_taken_too(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "字.gif"
    written().save(path)
    assert make_picture(read_file(path))


def test_a_file_that_is_gone_or_no_picture_is_told(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(UnusableGlyph, match="打不开"):
        read_file(tmp_path / "none.png")
    (tmp_path / "a.png").write_bytes(b"no picture")
    with pytest.raises(UnusableGlyph, match="没有找到图片"):
        read_file(tmp_path / "a.png")
    with pytest.raises(UnusableGlyph):
        copied(QImage())


def test_the_printing_page_offers_it_and_prints_the_character(qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:
    made, opened_here = make_papers_desk(tmp_path), []
    made.add_household(made.grids[1], f"张{LOST}山")
    monkeypatch.setattr(GlyphDialog, "open", property(lambda dialog: lambda: opened_here.append(dialog)))
    page = opened(qtbot, made.desk)
    assert LOST in page.printed.missing[0].letters
    next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "造字").click()
    (dialog,) = opened_here
    page.outgoing.window.saved = lambda *_: page.refresh()
    dialog.show_data(lambda: data(written()))
    dialog.save()
    qtbot.waitUntil(lambda: page.printed is not None and not page.printed.missing, timeout=10_000)
    assert b"Type3" in page.printed.pdf
    assert "造字" not in [one.accessibleName() for one in page.findChildren(QPushButton) if one.isVisible()]
