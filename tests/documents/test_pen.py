import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.pen import Pen, Room, fit, wrap
from kzzq_desktop.documents.preview import Pages
from tests.documents.pdf_reading import text_of

TEXTS = st.text(alphabet="额尔敦朝鲁阿拉坦仓·，、。（）㛃𠮷abc12 /", min_size=1, max_size=60)


def together(lines):
    return "".join(lines).replace(" ", "")


@given(TEXTS, st.floats(20, 300), st.sampled_from([9.5, 11, 12.5, 18]))
def test_nothing_is_ever_cut(text, room, size):
    fitted, lines = fit(fonts.regular(), text, Room(room, 26), size)
    assert together(lines) == text.replace(" ", "")
    assert 0 < fitted <= size


@given(TEXTS, st.floats(60, 300), st.sampled_from([9.5, 11, 12.5, 18]))
def test_lines_stay_in_their_room(text, room, size):
    fitted, lines = fit(fonts.bold(), text, Room(room, 26), size)
    assert all(fonts.bold().width(line, fitted) <= room + 0.01 or len(line) == 1 for line in lines)
    assert len(lines) == 1 or len(lines) * fitted * 1.18 <= 26


def test_a_little_too_long_shrinks_a_lot_too_long_takes_two_lines():
    chain = fonts.bold()
    assert fit(chain, "巴特尔", Room(60, 26), 12.5) == (12.5, ("巴特尔",))
    assert fit(chain, "巴特尔苏和", Room(60, 26), 12.5) == (12, ("巴特尔苏和",))
    size, lines = fit(chain, "额尔敦朝鲁·阿拉坦仓", Room(84, 26), 12.5)
    assert lines == ("额尔敦朝鲁·", "阿拉坦仓")
    assert size >= 10


def test_a_name_is_parted_at_its_dot():
    for text in ("阿拉坦其其格·额尔德尼", "额尔德尼·阿拉坦其其格"):
        first, second = fit(fonts.bold(), text, Room(84, 26), 12.5)[1]
        assert first.endswith("·")
        assert first + second == text


def test_no_line_begins_with_a_closing_sign():
    for room in range(20, 90, 7):
        for line in wrap(fonts.regular(), "留守儿童、独居老人，低保。（脱贫监测）", room, 10)[1:]:
            assert line[0] not in "、，。）"


@pytest.mark.parametrize("heavy", [False, True])
def test_the_pen_writes_what_it_was_given(heavy):
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    pen = Pen(canvas)
    style = pen.style(fonts.bold() if heavy else fonts.regular(), 12)
    pen.put(style, 40, 700, "王𬮱𠮷青")
    pen.put_centred(style, 300, 600, "\u200b居中㛃\n")
    pen.put_fitted(style, 40, 500, "额尔敦朝鲁·阿拉坦仓", Room(70, 30))
    pen.flush()
    canvas.showPage()
    pen.put(style, 40, 700, "第二页")
    pen.flush()
    canvas.showPage()
    canvas.save()
    assert text_of(out.getvalue()) == ["王𬮱𠮷青居中㛃额尔敦朝鲁·阿拉坦仓", "第二页"]


def inked(size: float, letter: str, *, heavy: bool = True, through: str = "pen") -> tuple[int, str, str]:
    """How many dark points a letter has at 300 dpi, the page's operators, and the text found; no green line shows."""
    out = io.BytesIO()
    canvas = sheet.open_canvas(out, "", sheet.Paper("", date(2026, 11, 23), ""))
    chain = fonts.bold() if heavy else fonts.regular()
    canvas.setFillColorRGB(*sheet.RED)
    canvas.setStrokeColorRGB(0, 1, 0)
    if through == "pen":
        pen = Pen(canvas)
        pen.put(pen.style(chain, size), 40, 700, letter)
        pen.flush()
    else:
        sheet.text(canvas, chain, size, 40, 700, letter, sheet.RED)
    code = "\n".join(canvas._code)
    canvas.save()
    pages = Pages(out.getvalue())
    shown = pages.draw(0, 300)
    pages.close()
    image = Image.frombytes("RGB", (shown.width, shown.height), shown.data)
    assert all(red >= green for _, (red, green, _) in image.getcolors(1 << 16))
    return sum(image.convert("L").histogram()[:160]), code, text_of(out.getvalue())[0]


@pytest.mark.parametrize("letter", ["𠮷", "額"])
@pytest.mark.parametrize("through", ["pen", "text"])
def test_what_the_bold_file_lacks_is_thickened_where_it_is_large(letter, through):
    light, plain_code, _ = inked(fonts.THICK_FROM, letter, heavy=False, through=through)
    strong, code, said = inked(fonts.THICK_FROM, letter, through=through)
    assert strong > light * 1.12
    assert said == letter
    assert "2 Tr" in code
    assert "0.65 0.12 0.1 RG" in code
    assert " Tr" not in plain_code
    small, small_code, _ = inked(fonts.THICK_FROM - 1, letter, through=through)
    assert small < light
    assert " Tr" not in small_code


def test_bold_characters_and_drawn_ones_keep_their_outline():
    for letter in ("国", "\U0002ebf0"):
        assert " Tr" not in inked(30, letter)[1]
        assert " Tr" not in inked(30, letter, through="text")[1]
    assert not fonts.regular().thickens("𠮷額", 40)
    assert not fonts.bold().thickens("国\u200b", 40)
