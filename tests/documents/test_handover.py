import io
from datetime import date

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import handover
from kzzq_desktop.documents.handover import HandoverWords
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain.page_code import read_page_code
from kzzq_desktop.domain.papers import PaperSettings
from tests.documents.conftest import NAMES
from tests.documents.pdf_boxes import faults_of
from tests.documents.pdf_reading import codes_on, plain, text_of

PLACE = "舍伯吐镇　先锋嘎查　03号网格（东2组、3组）"
NOTE = "独居老人、低保、残疾；外出：内蒙古自治区赤峰市红山区；钥匙在东邻，来前先打电话"
CLOSING = ("交接事项", "没有办完的事", "交出人签字：", "接收人签字：", "监交人签字：")


def words(households: int, place: str = PLACE, giver: str = NAMES[3], reason: str = "") -> HandoverWords:
    facts = (
        (("交出人", giver), ("电话", "164 0475 0316、164 0475 0317")),
        (("接收人", "　"), ("电话", "　")),
        (("联系起止", "2024年3月1日至2026年11月20日"), ("交接日期", "　　　年　　月　　日")),
        (("交接原因", reason),),
    )
    rows = tuple(
        (str(at + 1), NAMES[at % len(NAMES)], "3", f"东2组{at + 1}号", "154 0475 1234", NOTE if at % 3 else "")
        for at in range(households)
    )
    return HandoverWords("a" * 32, place, giver, facts, rows, f"共{households}户{3 * households}人")


def build(*grids: HandoverWords, **facts: object) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    out = io.BytesIO()
    built = handover.build(grids, Paper("舍伯吐镇党建办", date(2026, 11, 23), "工作", **facts), out, QuietJob())
    return out.getvalue(), built.places


@pytest.mark.parametrize("households", [0, 1, 10, 12, 13, 14, 15, 16, 17, 18, 60])
def test_everything_is_signed_on_one_page_whatever_the_length(households):
    pdf, _ = build(words(households))
    pages = text_of(pdf)
    assert faults_of(pdf) == []
    assert all(part in pages[-1] for part in CLOSING)
    assert pages[-1].count("年月日") == 3 + (len(pages) == 1)
    assert sum(page.count("交出人签字") for page in pages) == 1


def test_every_household_stands_on_it_once():
    pages = text_of(build(words(60))[0])
    assert [sum(page.count(f"东2组{at}号") for page in pages) for at in range(1, 61)] == [1] * 60
    assert all(plain(name) in "".join(pages) for name in NAMES)


def test_each_further_page_says_whose_it_is():
    pages = text_of(build(words(60))[0])
    assert len(pages) > 2
    assert plain(PLACE) in pages[0]
    assert "（续）" not in pages[0]
    assert all(plain(f"{PLACE}（续）") in page for page in pages[1:])


def test_each_grid_begins_a_page_and_can_be_jumped_to():
    pdf, places = build(words(60), words(2, "舍伯吐镇　先锋嘎查　04号网格", "包青山"))
    pages = text_of(pdf)
    last = len(pages) - 1
    assert places == ((PLACE, 0), (NAMES[3], 0), ("舍伯吐镇　先锋嘎查　04号网格", last), ("包青山", last))
    codes = [read_page_code(codes_on(pdf, page, 150)[0]) for page in range(len(pages))]
    assert [code.page for code in codes] == [*range(1, last + 1), 1]
    assert {code.paper for code in codes} == {"J"}


def test_a_grid_without_households_says_so():
    (page,) = text_of(build(words(0))[0])
    assert "这个网格现在没有住户。" in page
    assert "组别门牌" not in page


@pytest.mark.parametrize("side", ["left", "right"])
def test_long_words_make_way(side):
    settings = PaperSettings(side, unreviewed=True)
    reason = "原联系党员长期在赤峰市红山区务工，不能按月入户，经本人申请、党支部研究、党员大会通过后更换"
    pdf, _ = build(words(14, giver=NAMES[-1], reason=reason), settings=settings, demo=True)
    assert faults_of(pdf) == []
    assert plain(reason) in text_of(pdf)[0]
    assert plain(NAMES[-1]) in text_of(pdf)[0]
