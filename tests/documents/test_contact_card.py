import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import card_sheet, contact_card
from kzzq_desktop.documents.card_sheet import PER_SHEET, Shift, corner
from kzzq_desktop.documents.contact_card import CardsWords, CardWords
from kzzq_desktop.documents.sheet import A4, Paper
from kzzq_desktop.domain.page_code import read_page_code
from tests.documents.pdf_boxes import assert_snapshot, boxes_of, faults_of
from tests.documents.pdf_reading import codes_on, text_of

VILLAGE = "150521102201"
LONG = "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格"


def make_card(number=1, cards=10, **facts):
    usual = {
        "grid_id": f"{number:032x}", "village_id": VILLAGE, "place": f"舍伯吐镇　玻璃忽镜嘎查　{number:02d}号网格（东2组）",
        "member": "巴特尔·苏和", "phone": ("164 0475 0316",), "dial": "16404750316", "posts": "治安维护岗",
        "branch": "玻璃忽镜嘎查党支部", "secretary": LONG, "secretary_phone": "164 0475 0317", "police": "0475-3216110",
        "oversight": "0475-3216111", "cards": cards,
    }  # fmt: skip
    return CardWords(**(usual | facts))


def build(*cards, shift=Shift(), **facts):  # noqa: B008 - frozen
    out = io.BytesIO()
    paper = Paper("科尔沁左翼中旗舍伯吐镇党建办", date(2026, 11, 23), "公示", **facts)
    return out, contact_card.build([CardsWords(cards, shift)], paper, out, QuietJob())


def pdf_of(*cards, **facts):
    out, _ = build(*cards, **facts)
    return out.getvalue()


def test_each_card_lies_behind_itself_when_the_sheet_is_turned():
    for place in range(PER_SHEET):
        (x, y), (back_x, back_y) = corner(place), corner(place, back=True)
        assert back_y == y
        assert x + card_sheet.CARD_WIDE + back_x == pytest.approx(A4.width)
    assert len({corner(place) for place in range(PER_SHEET)}) == PER_SHEET


@given(st.lists(st.integers(1, 23), min_size=1, max_size=6))
def test_as_many_cards_as_were_asked_for_no_grid_lost(counts):
    cards = tuple(make_card(number, count) for number, count in enumerate(counts, 1))
    leaves = list(contact_card._leaves(cards))
    lying = [card for on, _ in leaves for card in on]
    assert [lying.count(card) for card in cards] == counts
    assert all(len(on) <= PER_SHEET for on, _ in leaves)


@pytest.mark.parametrize("dpi", [75, 150, 300])
def test_the_square_dials_the_member_and_the_sheet_has_its_code(dpi):
    codes = codes_on(pdf_of(make_card()), 0, dpi)
    dialled = [code for code in codes if code.startswith("TEL:")]
    assert dialled == ["TEL:16404750316"] * 10
    (own,) = [read_page_code(code) for code in codes if not code.startswith("TEL:")]
    assert (own.paper, own.page) == ("C", 1)


def test_fronts_and_backs_follow_one_another():
    pages = text_of(pdf_of(make_card(1, 12)))
    assert len(pages) == 4
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        assert "联系党员" in front
        assert "五项职责" in back
        assert "联系党员" not in back
    assert "0475-3216110" in pages[1]
    assert LONG not in pages[0]


def test_what_nobody_knows_is_left_out():
    bare = make_card(member="", phone=(), dial="", posts="", branch="", secretary="", secretary_phone="", police="", oversight="")
    front, back = text_of(pdf_of(bare))
    assert "待确定" in front
    assert "服务电话" not in front
    assert "常用电话" not in back
    assert "派出所" not in back


@pytest.mark.parametrize(
    "facts", [{}, {"member": LONG, "phone": ("164 0475 0316", "04756212345")}, {"posts": "治安维护岗、" * 4}]
)
def test_nothing_runs_into_anything(facts):
    assert faults_of(pdf_of(make_card(1, 10, **facts), make_card(2, 3, **facts), demo=True)) == []


def test_the_back_moves_as_far_as_the_printer_needs():
    straight, moved = (boxes_of(pdf_of(make_card(), shift=shift))[1] for shift in (Shift(), Shift(right=1.0, down=-0.5)))
    duty, again = (next(box for box in page.words if box.words == "宣讲政策") for page in (straight, moved))
    assert again.left - duty.left == pytest.approx(72 / 25.4, abs=0.1)
    assert again.bottom - duty.bottom == pytest.approx(36 / 25.4, abs=0.1)


def test_crop_marks_never_touch_a_card():
    page = boxes_of(pdf_of(make_card()))[0]
    for line in page.strokes:
        upright = line.top - line.bottom > line.right - line.left
        if upright and line.top - line.bottom < 20:
            assert line.bottom >= card_sheet.TOP or line.top <= card_sheet.BOTTOM


def test_it_looks_as_it_did():
    assert_snapshot("contact_card", pdf_of(make_card(1, 7), make_card(2, 3, member=LONG)))
