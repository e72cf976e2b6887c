"""The Mongolian heading beside the title: where the office wants it, in nobody's way, and not at all when switched off."""

import io
from datetime import date

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import bilingual_title, contact_sheet, contact_sheet_frame, roll, sheet
from kzzq_desktop.documents.photo import Frame
from kzzq_desktop.documents.roll_words import RollBlock, RollColumn, RollSection, RollWords
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain import bilingual
from kzzq_desktop.domain.bilingual import BilingualWord, list_words
from kzzq_desktop.domain.papers import PaperSettings
from kzzq_desktop.services.printing import PRINTS
from tests.documents.conftest import make_words
from tests.documents.pdf_boxes import boxes_of, faults_of
from tests.documents.pdf_reading import codes_on, poppler, text_of

WORDS = {word.chinese: word.mongolian for word in list_words()}
OFF, LEFT, RIGHT = PaperSettings(), PaperSettings("left", unreviewed=True), PaperSettings("right", unreviewed=True)
BAND = Frame(50, 700, 400, 60)


def paper(settings: PaperSettings, audience: str = "工作") -> Paper:
    return Paper("舍伯吐镇党建办", date(2026, 11, 23), audience, settings=settings)


def sheets(settings: PaperSettings, audience: str = "工作", place: str = "") -> bytes:
    words = make_words(14)
    if place:
        words = contact_sheet.SheetWords(**{name: getattr(words, name) for name in words.__slots__} | {"place": place})
    out = io.BytesIO()
    contact_sheet.build([words], paper(settings, audience), out, QuietJob())
    return out.getvalue()


def rolls(settings: PaperSettings, title: str, page: sheet.Format = sheet.A4_WIDE, subtitle: str = "") -> bytes:
    columns = (RollColumn("序号", 1), RollColumn("户主", 3), RollColumn("备注", 3))
    blocks = tuple(RollBlock(((str(number), "包青山", ""),), "包青山") for number in range(30))
    words = RollWords(title, "R", columns, (RollSection("舍伯吐镇", "a" * 32, blocks, "共30户"),), page, subtitle)
    out = io.BytesIO()
    roll.build([words], paper(settings), out, QuietJob())
    return out.getvalue()


def mongolian_on(pdf: bytes, page: int = 0) -> tuple[float, float]:
    """From where to where across the page Mongolian stands."""
    found = [box for box in boxes_of(pdf)[page].words if box.top - box.bottom > 2 * (box.right - box.left)]
    return min(box.left for box in found), max(box.right for box in found)


def test_every_paper_of_the_program_has_its_word():
    assert [one.word for one in PRINTS if one.word not in WORDS] == []


@pytest.mark.parametrize("audience", ["工作", "公示", "内部"])
@pytest.mark.parametrize("settings", [LEFT, RIGHT])
def test_the_sheet_carries_its_title_in_mongolian(settings, audience):
    pdf = sheets(settings, audience)
    title = "党员联系户公示" if audience == "公示" else "党员联系户名册"
    assert WORDS[title] in poppler("pdftotext", pdf, "-enc", "UTF-8")
    assert title in text_of(pdf)[0]
    assert faults_of(pdf) == []
    left, right = mongolian_on(pdf)
    assert (left < sheet.LEFT + 5) if settings is LEFT else (right > sheet.RIGHT - 5)


@pytest.mark.parametrize("settings", [LEFT, RIGHT])
def test_a_long_place_makes_way(settings):
    place = "科尔沁左翼中旗舍伯吐镇　哈日干吐嘎查伊和道卜艾勒居民小组　第12网格"
    pdf = sheets(settings, place=place)
    assert faults_of(pdf) == []
    assert place.replace("\u3000", "") in text_of(pdf)[0]


@pytest.mark.parametrize("page", [sheet.A4, sheet.A4_WIDE, sheet.A3_WIDE])
@pytest.mark.parametrize("settings", [LEFT, RIGHT])
@pytest.mark.parametrize("title", ["住户花名册", "入户走访登记表", "设岗定责表", "党支部名册"])
def test_rolls_carry_it_clear_of_title_and_square_code(title, settings, page):
    pdf = rolls(settings, title, page, "2026年11月　按网格排列")
    assert WORDS[title] in poppler("pdftotext", pdf, "-enc", "UTF-8")
    assert faults_of(pdf) == []
    assert len(codes_on(pdf, 0, 150)) == 1
    left, right = mongolian_on(pdf)
    assert (left < page.left + 5) if settings is LEFT else (page.right - 70 - 75 < right < page.right - 45)


def test_a_long_subtitle_makes_way():
    for settings in (LEFT, RIGHT):
        pdf = rolls(settings, "住户花名册", sheet.A4, "只列常住户，外出户另页；按村民小组和门牌号的先后排列，每组另起一页")
        assert faults_of(pdf) == []


@pytest.mark.parametrize("settings", [OFF, PaperSettings(unreviewed=True), PaperSettings("left"), PaperSettings("right")])
def test_switched_off_or_unreviewed_nothing_is_drawn(settings):
    assert sheets(settings) == sheets(OFF)
    assert rolls(settings, "住户花名册") == rolls(OFF, "住户花名册")
    assert b"NotoSansMongolian" not in sheets(settings)


def test_a_reviewed_word_needs_no_other_leave(monkeypatch):
    known = {"住户花名册": BilingualWord("住户花名册", WORDS["住户花名册"], "某某 2026-11-23")}
    monkeypatch.setattr(bilingual, "_by_chinese", lambda: known)
    assert WORDS["住户花名册"] in poppler("pdftotext", rolls(PaperSettings("left"), "住户花名册"), "-enc", "UTF-8")
    assert rolls(PaperSettings("left"), "党员名册") == rolls(OFF, "党员名册")


def test_what_is_foretold_is_what_is_drawn():
    canvas = sheet.open_canvas(io.BytesIO(), "", paper(LEFT))
    for title in ("党员名册", "入户走访登记表", "没有的词"):
        foretold = bilingual_title.width_beside(paper(LEFT), title, BAND)
        assert bilingual_title.draw_beside(canvas, paper(LEFT), title, BAND) == pytest.approx(foretold)
        assert bool(foretold) == (title in WORDS)
    assert bilingual_title.pushed(paper(LEFT), 30.0) == (30.0, 0.0)
    assert bilingual_title.pushed(paper(RIGHT), 30.0) == (0.0, 30.0)


def test_on_the_sheet_small_words_stand_across_from_it():
    looks = {
        audience: contact_sheet_frame.Look(audience, photo=False, page=1, last=True, lines=10) for audience in ("工作", "公示")
    }
    for audience, look in looks.items():
        for settings, at_left in ((LEFT, {False}), (RIGHT, {True})):
            pushed = contact_sheet_frame.beside_title(look, paper(settings, audience))
            small = list(contact_sheet_frame._small_words(look, pushed))
            assert {left for left, _, _ in small} == at_left
            assert len({y for _, y, _ in small}) == len(small)
        assert [left for left, _, _ in contact_sheet_frame._small_words(look, (0.0, 0.0))] == [True, False][: len(small)]
