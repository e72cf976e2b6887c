import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.documents import fonts, sheet
from kzzq_desktop.documents.pen import Pen, Room, fit, wrap
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
