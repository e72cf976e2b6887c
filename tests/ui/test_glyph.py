"""A drawn character stands among others as on paper, black on white in every theme."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kzzq_desktop.services.glyph_pictures import make_picture
from kzzq_desktop.ui import theme
from kzzq_desktop.ui.parts.glyph import SIZES, GlyphSample
from tests.documents.glyph_pictures import data, written

Show = Callable[..., QWidget]
LOST = "\U0002ebf0"
GLYPH = make_picture(data(written("囍")))


def black(sample: GlyphSample) -> list[int]:
    """The columns that hold ink."""
    picture: QImage = sample.grab().toImage()
    rows = range(4, picture.height() - 4)
    return [x for x in range(4, picture.width() - 4) if any(picture.pixelColor(x, y).lightness() < 170 for y in rows)]


@pytest.mark.parametrize(("size", "tone"), [("normal", "light"), ("huge", "dark")])
def test_the_character_is_painted_at_every_size(shown: Show, size: str, tone: str) -> None:
    theme.wear(theme.Look(size, tone))
    sample = GlyphSample(LOST)
    shown(sample, sample.sizeHint().width(), sample.sizeHint().height())
    assert not [fit for fit in sample.fits() if fit.cut]
    empty = sample.grab().toImage()
    sample.show_picture(GLYPH)
    ink = black(sample)
    assert sample.grab().toImage() != empty
    assert sum(theme.px(one) for one in SIZES) * 0.75 <= len(ink) <= sum(theme.px(one) for one in SIZES)
    picture = sample.grab().toImage()
    assert picture.pixelColor(6, 6).lightness() == 255


def test_it_takes_as_much_room_as_its_neighbours(shown: Show) -> None:
    sample, plain = GlyphSample(LOST, f"张{LOST}山"), GlyphSample(LOST, "张国山")
    assert sample.sizeHint() == plain.sizeHint()
    sample.show_picture(GLYPH)
    shown(sample)
    assert sample.accessibleName() == "字的样子"


def test_a_damaged_picture_is_an_empty_box(shown: Show) -> None:
    sample = GlyphSample(LOST)
    shown(sample)
    before = sample.grab().toImage()
    sample.show_picture(b"no picture")
    assert sample.grab().toImage() == before
