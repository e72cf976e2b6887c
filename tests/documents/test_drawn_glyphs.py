import gc
import io
import re
from datetime import date

import pytest
from PIL import Image

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import contact_sheet, drawn_glyphs, fonts, sheet
from kzzq_desktop.documents.embed import DRAWN_A_FONT
from kzzq_desktop.documents.glyph_picture import make_glyph
from kzzq_desktop.documents.pen import Pen
from kzzq_desktop.documents.preview import Pages
from tests.documents.conftest import make_words
from tests.documents.glyph_pictures import data, written
from tests.documents.pdf_reading import fonts_of, plain, poppler, text_of

# Extension H, Extension I, private use of two planes: no font of the papers has them.
LOST = "\U00031353\U0002ebf0\ue123\U000f0001"
GLYPH = make_glyph(data(written("囍")))
LINE = f"王{LOST}山 Ag"


def drawn(*lines: str, pictures: dict[str, bytes] | None = None, heavy: bool = False, pen: bool = False, size: int = 20) -> bytes:
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), "", pictures=pictures or {}))
    chain = fonts.bold() if heavy else fonts.regular()
    marks = Pen(canvas)
    canvas.setFont(chain.fontName, size)
    for number, line in enumerate(lines):
        if pen:
            marks.put(marks.style(chain, size), 40, 780 - 2 * size * number, line)
        else:
            canvas.drawString(40, 780 - 2 * size * number, line)
    marks.flush()
    canvas.save()
    return out.getvalue()


def dark_boxes(pdf: bytes, places: range, size: int = 20) -> list[tuple[int, int, int, int] | None]:
    """Where the ink of each em of the first line is, in points from its square's lower left corner, at 288 dpi."""
    pages = Pages(pdf)
    shown = pages.draw(0, 288)
    pages.close()
    image = Image.frombytes("RGB", (shown.width, shown.height), shown.data).convert("L").point(lambda value: 255 * (value < 128))
    top = shown.height - (780 + round(size * 0.88)) * 4
    return [image.crop(((40 + at * size) * 4, top, (40 + (at + 1) * size) * 4, top + size * 4)).getbbox() for at in places]


@pytest.mark.parametrize("heavy", [False, True])
@pytest.mark.parametrize("pen", [False, True])
def test_what_no_font_has_is_drawn_found_and_copied(heavy, pen):
    pdf = drawn(LINE, pictures=dict.fromkeys(LOST, GLYPH), heavy=heavy, pen=pen)
    assert text_of(pdf) == [plain(LINE)]
    assert plain(poppler("pdftotext", pdf, "-enc", "UTF-8")) == plain(LINE)
    assert set(fonts_of(pdf).values()) == {True}
    kinds = {line[35:52].strip(): line.split()[-5:-2] for line in poppler("pdffonts", pdf).splitlines()[2:]}
    assert kinds == {"CID TrueType": ["yes", "yes", "yes"], "Type 3": ["yes", "no", "yes"]}


@pytest.mark.parametrize("size", [9, 20, 72])
@pytest.mark.parametrize("heavy", [False, True])
def test_it_stands_in_place_inside_its_em_square(heavy, size):
    pdf = drawn(f"国{LOST[:3]}国", pictures=dict.fromkeys(LOST, GLYPH), heavy=heavy, size=size)
    whole = size * 4
    for box in dark_boxes(pdf, range(1, 4), size):
        left, top, right, bottom = box
        assert min(left, top) >= whole * 0.02
        assert max(right, bottom) <= whole * 0.98
        assert max(right - left, bottom - top) > whole * 0.86
        assert abs((left + right) - whole) <= whole * 0.03 + 2
        assert abs((top + bottom) - whole) <= whole * 0.03 + 2
    first, last = dark_boxes(pdf, range(0, 5, 4), size)
    assert first == pytest.approx(last, abs=1)


def test_its_width_is_one_em_in_every_chain():
    for chain in (fonts.regular(), fonts.bold()):
        assert chain.width(LOST, 10) == pytest.approx(10 * len(LOST))
    page = drawn(LOST, pictures=dict.fromkeys(LOST, GLYPH))
    assert dark_boxes(page, range(4, 5)) == [None]


def test_it_takes_the_colour_of_the_text():
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), "", pictures={LOST[0]: GLYPH}))
    sheet.text(canvas, fonts.bold(), 60, 40, 700, LOST[0], (1, 0, 0))
    canvas.save()
    pages = Pages(out.getvalue())
    shown = pages.draw(0, 72)
    pages.close()
    colours = {colour for _, colour in Image.frombytes("RGB", (shown.width, shown.height), shown.data).getcolors(1 << 16)}
    assert (255, 0, 0) in colours
    assert all(red == 255 for red, _, _ in colours)


def test_a_paper_without_pictures_is_as_ever():
    plain_one = drawn(LINE, "张三")
    assert b"Type3" not in plain_one
    assert plain_one == drawn(LINE, "张三", pictures={"\ue999": GLYPH})
    assert text_of(plain_one) == [plain(LINE + "张三")]


@pytest.mark.parametrize("broken", [b"", b"no picture", GLYPH[:60]])
def test_a_damaged_picture_leaves_the_box(broken):
    assert drawn(LINE, pictures=dict.fromkeys(LOST, broken)) == drawn(LINE)


def test_a_character_that_a_font_has_is_not_drawn():
    assert drawn("王𬮱", pictures={"王": GLYPH, "𬮱": GLYPH, "\u200b": GLYPH}) == drawn("王𬮱")


def test_both_weights_share_a_picture_and_the_same_words_make_the_same_bytes():
    pictures = {LOST[0]: make_glyph(data(written("龘")))}

    def both() -> bytes:
        out = io.BytesIO()
        canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), "", pictures=pictures))
        for chain in (fonts.regular(), fonts.bold()):
            sheet.text(canvas, chain, 20, 40, 700, LOST[0])
        canvas.save()
        return out.getvalue()

    assert both() == both()
    assert both().count(b"/ImageMask true") == 1
    assert both().count(b"/Subtype /Type3") == 2


def test_more_characters_than_one_font_can_hold():
    letters = [chr(0xE000 + number) for number in range(DRAWN_A_FONT + 3)]
    lines = ["".join(letters[first : first + 40]) for first in range(0, len(letters), 40)]
    pdf = drawn(*lines, pictures=dict.fromkeys(letters, GLYPH), size=9, pen=True)
    assert text_of(pdf) == ["".join(letters)]
    assert len(re.findall(rb"/Subtype /Type3", pdf)) == 2


def test_pictures_are_of_one_document_alone():
    assert b"Type3" in drawn(LINE, pictures={LOST[0]: GLYPH})
    assert b"Type3" not in drawn(LINE)
    gc.collect()
    assert not [one for one in drawn_glyphs._of_documents.values() if one.told]


def test_a_name_on_a_paper(build):
    words = make_words(4, member=f"张{LOST[0]}山")
    out = io.BytesIO()
    paper = sheet.Paper("舍伯吐镇党建办", date(2026, 11, 23), "工作", pictures={LOST[0]: GLYPH})
    contact_sheet.build((words,), paper, out, QuietJob())
    assert f"张{LOST[0]}山" in text_of(out.getvalue())[0]
    assert b"Type3" in out.getvalue()
    assert b"Type3" not in build(words)
