import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.font_file import EM
from tests.documents.pdf_reading import fonts_of, plain, poppler, text_of

RARE = "㛃䶮𬸚𣲗𬮱𫖯𬭎𠮷"
NO_FONT_HAS = "\U00031353"


def written(*lines: str, heavy: bool = False) -> bytes:
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    canvas.setFont((fonts.bold() if heavy else fonts.regular()).fontName, 12)
    for number, line in enumerate(lines):
        canvas.drawString(40, 780 - 15 * number, line)
    canvas.save()
    return out.getvalue()


def gb2312() -> str:
    pairs = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


@pytest.mark.parametrize("heavy", [False, True])
def test_rare_names_are_drawn_found_and_copied(heavy):
    lines = [f"王{letter}山" for letter in RARE]
    pdf = written(*lines, heavy=heavy)
    assert text_of(pdf) == ["".join(lines)]
    assert plain(poppler("pdftotext", pdf, "-enc", "UTF-8")) == "".join(lines)


def test_only_embedded_fonts_are_named():
    pdf = written("党员联系户 ABC 123", RARE, "bold", heavy=True)
    assert set(fonts_of(pdf).values()) == {True}
    for line in poppler("pdffonts", pdf).splitlines()[2:]:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line
    assert b"Helvetica" not in pdf


def test_what_no_font_has_is_listed_in_order_and_once():
    assert fonts.missing_characters(["张" + NO_FONT_HAS, "李四\ufdd0" + NO_FONT_HAS]) == ("\ufdd0", NO_FONT_HAS)
    assert fonts.missing_characters([RARE, "巴特尔·苏和", "142 0475", "\u200b\ufe00a\u00a0\t"]) == ()
    assert fonts.missing_characters([]) == ()


def test_a_name_no_font_has_is_still_found_as_text():
    assert text_of(written("张" + NO_FONT_HAS)) == ["张" + NO_FONT_HAS]


def test_every_character_of_gb2312_and_gbk_can_be_printed():
    gbk = [bytes([high, low]).decode("gbk", "ignore") for high in range(0x81, 0xFF) for low in range(0x40, 0xFF)]
    letters = [letter for letter in {*gb2312(), *gbk} if letter and not 0xE000 <= ord(letter[0]) < 0xF900]
    assert len(letters) > 21_000
    assert set(fonts.missing_characters(letters)) <= {"≒"}


def test_the_extension_planes_of_gb18030_can_be_printed():
    planes = [(0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1)]
    assert fonts.missing_characters(chr(code) for first, last in planes for code in range(first, last + 1)) == ()


def test_no_character_breaks_its_cell():
    chain = fonts.regular()
    assert "\u2e3b" in fonts.missing_characters(["\u2e3b"])
    assert all(chain.width(letter, EM) <= 1.05 * EM for letter in gb2312() + RARE + "—…·")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40), st.floats(4, 40))
def test_width_is_the_sum_of_the_letters(text, size):
    chain = fonts.regular()
    assert chain.width(text, size) == pytest.approx(sum(chain.width(letter, size) for letter in text))
    assert chain.stringWidth(text, size) == chain.width(text, size)


def test_two_documents_do_not_mix():
    first, second = Canvas(io.BytesIO(), initialFontName=fonts.regular().fontName), None
    first.drawString(10, 10, "只在第一份")
    second = written("只在第二份")
    first.save()
    assert text_of(second) == ["只在第二份"]
    assert text_of(written("只在第三份")) == ["只在第三份"]


def test_a_page_of_rare_characters_alone_still_opens():
    assert text_of(written("𠮷𠮷")) == ["𠮷𠮷"]
    poppler("pdftotext", written("𠮷𠮷"))


def test_the_same_words_make_the_same_bytes():
    assert written("党员", RARE) == written("党员", RARE)
