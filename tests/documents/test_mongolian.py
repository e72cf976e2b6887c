"""Traditional Mongolian: drawn as HarfBuzz draws it, inside its box, read back as it was typed."""

import io
import re
from datetime import date

import pypdfium2 as pdfium
import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from kzzq_desktop.documents import fonts, mongolian, sheet
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.preview import Pages
from kzzq_desktop.domain.bilingual import list_words
from tests.documents.pdf_reading import fonts_of, poppler

WORDS = [word.mongolian for word in list_words()]
LONG = max(WORDS, key=len)
DPI = 120
FINE = 300
SELECTOR_GLYPHS = range(0x180B, 0x180E)


def written(*drawn: tuple[str, Frame, float], packed: bool = True, **how: object) -> bytes:
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    canvas.setPageCompression(int(packed))
    for words, box, size in drawn:
        mongolian.draw_vertical(canvas, words, box, size, **how)
    canvas.save()
    return out.getvalue()


def picture(pdf: bytes, dpi: int = DPI) -> Image.Image:
    pages = Pages(pdf)
    drawn = pages.draw(0, dpi)
    pages.close()
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.data).convert("L")


def as_harfbuzz_draws(words: str, x: float, y: float, size: float) -> bytes:
    """The outlines themselves as paths, placed by HarfBuzz's advances and offsets, turned a quarter clockwise."""
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    canvas.setFillColorRGB(*sheet.INK)
    canvas.translate(x, y)
    canvas.rotate(-90)
    canvas.scale(size / 1000, size / 1000)
    font = fonts.mongolian().files[0].font
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(font, buffer)
    at = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen = Pen(canvas.beginPath(), at + position.x_offset, position.y_offset)
        font.draw_glyph_with_pen(info.codepoint, pen)
        canvas.drawPath(pen.path, stroke=0, fill=1)
        at += position.x_advance
    canvas.save()
    return out.getvalue()


class Pen:
    """Hands an outline to a path."""

    def __init__(self, path, x, y):
        self.path, self.x, self.y, self.last = path, x, y, (0, 0)

    def moveTo(self, to):
        self.last = to
        self.path.moveTo(self.x + to[0], self.y + to[1])

    def lineTo(self, to):
        self.last = to
        self.path.lineTo(self.x + to[0], self.y + to[1])

    def qCurveTo(self, by, to):
        first = [a + (b - a) * 2 / 3 for a, b in zip(self.last, by, strict=True)]
        second = [a + (b - a) * 2 / 3 for a, b in zip(to, by, strict=True)]
        self.last = to
        moved = [(self.x + a, self.y + b) for a, b in (first, second, to)]
        self.path.curveTo(*(part for point in moved for part in point))

    def curveTo(self, *points):
        self.last = points[-1]
        self.path.curveTo(*(side for x, y in points for side in (self.x + x, self.y + y)))

    def closePath(self):
        self.path.close()


@pytest.mark.parametrize("words", [*WORDS[:6], WORDS[18], LONG])
def test_it_is_drawn_as_harfbuzz_draws_it(words):
    line = mongolian.shape(words)
    size = 16.0
    box = Frame(100, 60, 60, 740)
    ours = picture(written((words, box, size), align="left"), FINE)
    theirs = picture(as_harfbuzz_draws(words, 100 - line.low * size, 800 + line.start * size, size), FINE)
    assert sum(1 for value in theirs.tobytes() if value < 128) > 5000
    assert ImageChops.difference(ours, theirs).getextrema()[1] <= 64


@pytest.mark.parametrize("words", WORDS)
def test_every_word_of_the_list_is_shaped_whole(words):
    line = mongolian.shape(words)
    font = fonts.mongolian().files[0]
    assert all(glyph.number for glyph in line.glyphs)
    assert "".join(glyph.text for glyph in line.glyphs) == words
    assert not {font.font.get_nominal_glyph(code) for code in SELECTOR_GLYPHS} & {glyph.number for glyph in line.glyphs}
    assert all(glyph.advance == font.advance(glyph.number) for glyph in line.glyphs)
    unshaped = [font.font.get_nominal_glyph(ord(letter)) for letter in words]
    assert [glyph.number for glyph in line.glyphs] != unshaped


def test_every_word_is_found_and_copied_as_it_was_typed():
    for first in range(0, len(WORDS), 12):
        part = WORDS[first : first + 12]
        pdf = written(*((words, Frame(30 + 45 * at, 500, 40, 300), 14.0) for at, words in enumerate(part)))
        assert_reads_back(pdf, part)


def test_columns_are_read_in_their_order():
    pdf = written((LONG, Frame(40, 400, 120, 60), 12.0), (WORDS[0], Frame(300, 400, 120, 60), 12.0))
    assert len(mongolian.fit(LONG, 120, 60, 12.0).lines) > 2
    assert_reads_back(pdf, [LONG, WORDS[0]])


def assert_reads_back(pdf, words):
    with pdfium.PdfDocument(pdf) as document:
        found = document[0].get_textpage().get_text_bounded()
    copied = poppler("pdftotext", pdf, "-enc", "UTF-8")
    assert [one for one in words if one not in found or one not in copied] == []


def test_each_glyph_carries_its_letters_for_readers_that_take_no_span():
    assert any(len(glyph.text) == 2 for glyph in mongolian.shape(WORDS[0]).glyphs)
    pdf = written((WORDS[0], Frame(40, 100, 60, 700), 14.0), packed=False)
    span = re.compile(rb"/Span <</ActualText <FEFF[0-9A-F]+>>> BDC")
    assert len(span.findall(pdf)) == 1
    bare = span.sub(lambda found: b"/Span BMC".ljust(len(found[0])), pdf)
    with pdfium.PdfDocument(bare) as document:
        assert document[0].get_textpage().get_text_bounded() == WORDS[0]


def test_only_embedded_fonts_are_named():
    pdf = written((WORDS[0], Frame(40, 100, 60, 700), 14.0))
    assert list(fonts_of(pdf).values()) == [True]
    for line in poppler("pdffonts", pdf).splitlines()[2:]:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line
    assert b"NotoSansMongolian" in pdf


@pytest.mark.parametrize("align", ["left", "centre", "right"])
@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("box", [Frame(100, 400, 80, 60), Frame(100, 300, 18, 400), Frame(100, 400, 30, 30)])
def test_ink_stays_in_its_box_and_reaches_its_side(box, align, centred):
    for words in (WORDS[0], LONG, WORDS[2], WORDS[-1]):
        pdf = written((words, box, 13.0), align=align, centred=centred)
        left, top, right, bottom = (side * 72 / DPI for side in ImageChops.invert(picture(pdf)).getbbox())
        high = sheet.HEIGHT
        assert box.left - 1 < left < right < box.left + box.width + 1
        assert box.bottom - 1 < high - bottom < high - top < box.bottom + box.height + 1
        aside = {"left": left - box.left, "right": box.left + box.width - right}.get(align, 0)
        assert aside < 2.5
        above, below = box.bottom + box.height - (high - top), high - bottom - box.bottom
        assert abs(above - below) < 3 if centred else above < 2


@given(st.sampled_from(WORDS), st.floats(12, 120), st.floats(15, 300), st.floats(6, 30))
def test_a_layout_fits_its_box_and_loses_no_word(words, width, height, size):
    fitted = mongolian.fit(words, width, height, size)
    assert 0 < fitted.size <= size
    assert fitted.width <= width + 0.01
    assert fitted.height <= height + 0.01
    assert " ".join("".join(glyph.text for glyph in line.glyphs) for line in fitted.lines) == words


def test_one_column_shrinks_a_little_before_it_is_broken():
    long = mongolian.shape(WORDS[0]).length * 10
    assert len(mongolian.fit(WORDS[0], 90, long, 10.0).lines) == 1
    little = mongolian.fit(WORDS[0], 90, long * 0.9, 10.0)
    assert (len(little.lines), little.size) == (1, pytest.approx(9, abs=0.02))
    assert len(mongolian.fit(WORDS[0], 90, long * 0.6, 10.0).lines) > 1


def test_no_words_take_no_room():
    box = Frame(0, 0, 50, 50)
    assert mongolian.vertical_width("", box, 12) == 0
    assert mongolian.vertical_width(WORDS[0], box, 12) == pytest.approx(mongolian.fit(WORDS[0], 50, 50, 12).width)
    assert b"NotoSansMongolian" not in written(("", box, 12.0))


def test_the_same_words_make_the_same_bytes():
    drawn = (WORDS[0], Frame(40, 100, 60, 700), 14.0)
    assert written(drawn) == written(drawn)
