import io
from datetime import date

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import grid_plan
from kzzq_desktop.documents.grid_plan import PlanWords
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain.page_code import read_page_code
from kzzq_desktop.domain.papers import PaperSettings
from tests.documents.conftest import NAMES
from tests.documents.pdf_boxes import faults_of
from tests.documents.pdf_reading import codes_on, plain, text_of

VILLAGE, OTHER = "150521102201", "150521102202"
MEETING = ("会议意见", "会议应到党员", "主持人：", "记录人：", "党员代表：", "日期：年月日")


def homes(count: int, group: int) -> str:
    return f"东{group}组：" + "、".join(f"{NAMES[at % len(NAMES)]} {group * 100 + at}号" for at in range(count))


def words(grids: int, *, draft: bool, village: str = VILLAGE, each: int = 10, waiting: str = "") -> PlanWords:
    size = ("新设", str(each)) if draft else (str(each),)
    place = f"舍伯吐镇　{'先锋嘎查' if village == VILLAGE else '巴彦胡硕嘎查'}"
    return PlanWords(
        village,
        place,
        "草案：按设置的户数重新划分，请会议讨论" if draft else "现有网格",
        (("住户", f"{grids * each}户"), ("网格", f"{grids}个"), ("每格户数", f"{each}户"), ("入格率", f"{grids * each}户，100%")),
        ("01号网格由东1组6户、东2组4户合成。",) * 3,
        tuple(
            (f"{at:02d}号", f"东{at}组、集中安置点", NAMES[at % len(NAMES)], *size, homes(each, at)) for at in range(1, grids + 1)
        ),
        (("未入网格", "01号", str(each), "按组和门牌顺序编入", "、".join(NAMES)),) * grids if draft else (),
        tuple((f"{at:02d}号", NAMES[-1], "自家在本网格，名下0户") for at in range(1, grids + 1)) if draft else (),
        waiting,
        draft,
    )


def build(*plans: PlanWords, **facts: object) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    out = io.BytesIO()
    built = grid_plan.build(plans, Paper("舍伯吐镇党建办", date(2026, 11, 23), "工作", **facts), out, QuietJob())
    return out.getvalue(), built.places


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("grids", [0, 1, 4, 5, 6, 7, 8, 9, 13])
def test_the_meeting_signs_on_one_page_whatever_the_length(grids, draft):
    pdf, _ = build(words(grids, draft=draft))
    pages = text_of(pdf)
    assert faults_of(pdf) == []
    assert all(part in pages[-1] for part in MEETING)
    assert sum(page.count("会议应到党员") for page in pages) == 1


@pytest.mark.parametrize("draft", [False, True])
def test_no_household_is_parted_from_its_door(draft):
    grid = homes(60, 3).replace(NAMES[-1], "包青山").replace(NAMES[3], "陈永贵")
    one = words(1, draft=draft)
    pdf, _ = build(PlanWords(**{name: getattr(one, name) for name in one.__slots__} | {"grids": ((*one.grids[0][:-1], grid),)}))
    said = "".join(text_of(pdf))
    assert faults_of(pdf) == []
    assert all(plain(entry) in said for entry in grid.split("、"))


def test_the_draft_says_what_held_how_many_before():
    now, draft = (text_of(build(words(2, draft=one))[0])[0] for one in (False, True))
    assert "现有网格" in now
    assert not any(part in now for part in ("原户数", "调整的住户", "安排的理由"))
    assert all(part in draft for part in ("草案", "原户数", "新设", "调整的住户", "按组和门牌顺序编入", "安排的理由"))


def test_each_village_begins_a_page_and_can_be_jumped_to():
    pdf, places = build(words(9, draft=True), words(1, draft=True, village=OTHER))
    pages = text_of(pdf)
    last = len(pages) - 1
    assert places == (("舍伯吐镇　先锋嘎查", 0), ("舍伯吐镇　巴彦胡硕嘎查", last))
    assert all("舍伯吐镇先锋嘎查（续）" in page for page in pages[1:last])
    assert "（续）" not in pages[0] + pages[last]
    codes = [read_page_code(codes_on(pdf, page, 150)[0]) for page in range(len(pages))]
    assert [code.page for code in codes] == [*range(1, last + 1), 1]
    assert {code.paper for code in codes} == {"G"}


def test_those_without_a_grid_are_named():
    waiting = f"还没有编入网格的60户：{'、'.join(f'{NAMES[at % 7]}（东1组{at}号）' for at in range(60))}。"
    pdf, _ = build(words(1, draft=False, waiting=waiting))
    assert faults_of(pdf) == []
    assert plain(waiting) in "".join(text_of(pdf))


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_mongolian_title_stands_in_nobodys_way(side):
    pdf, _ = build(words(3, draft=True), settings=PaperSettings(side, unreviewed=True), demo=True)
    assert faults_of(pdf) == []
    assert "网格划分方案" in text_of(pdf)[0]
