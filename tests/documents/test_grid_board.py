import io
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import grid_board
from kzzq_desktop.documents import grid_board_frame as frames
from kzzq_desktop.documents.grid_board import BoardLine, BoardWords
from kzzq_desktop.documents.sheet import Paper
from tests.documents.pdf_boxes import assert_snapshot, boxes_of, faults_of
from tests.documents.pdf_reading import plain, text_of
from tests.documents.test_photo import picture

LONG = "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格"


def make_board(households, **facts):
    lines = tuple(BoardLine(f"王*{number:02d}", "东2组") for number in range(households))
    usual = {
        "grid_id": "ab" * 16, "place": "舍伯吐镇　玻璃忽镜嘎查　03号网格", "member": "巴特尔·苏和",
        "reach": "东2组、3组、5组及集中安置点",
        "phone": "164 0475 0316", "posts": "治安维护岗、政策宣传岗", "branch": "玻璃忽镜嘎查党支部", "total": f"共{households}户",
        "oversight": "0475-3216111",
    }  # fmt: skip
    return BoardWords(**(usual | facts), households=lines)


def build(*boards):
    out = io.BytesIO()
    grid_board.build(boards, Paper("舍伯吐镇党建办", date(2026, 11, 23), "公示"), out, QuietJob())
    return out.getvalue()


@pytest.mark.parametrize(("households", "pages"), [(0, 1), (10, 1), (13, 1), (24, 1), (25, 2), (60, 3)])
def test_a_large_grid_goes_on_to_marked_pages(households, pages):
    found = text_of(build(make_board(households)))
    assert len(found) == pages
    assert all("续页" in page for page in found[1:])
    assert all(plain(line.head) in "".join(found) for line in make_board(households).households)


@pytest.mark.parametrize(
    "facts", [{}, {"member": "", "phone": "", "posts": "", "branch": "", "reach": "", "oversight": ""}, {"member": LONG}]
)
@pytest.mark.parametrize("photo", [None, picture()])
def test_nothing_runs_into_anything(facts, photo):
    assert faults_of(build(*(make_board(count, photo=photo, **facts) for count in (0, 10, 13, 24, 25)))) == []


def test_it_is_read_from_three_metres():
    """The board's own words stand about 7 mm high at least: characters, not the labels beside them."""
    (page,) = boxes_of(build(make_board(12, oversight="")))
    high = {box.words.strip(): box.top - box.bottom for box in page.words}
    said = ("巴特尔·苏和", "164 0475 0316", "治安维护岗、政策宣传岗", "玻璃忽镜嘎查党支部", "宣讲政策", "王*01", "东2组")
    assert min(high[words] for words in said) > 16


def test_what_nobody_knows_is_left_out():
    (page,) = text_of(build(make_board(3, member="", phone="", posts="", branch="", reach="", oversight="")))
    assert "待确定" in page
    assert not [words for words in ("联系电话", "岗位", "所在支部", "联系范围", "监督电话", "—") if words in page]


def test_no_number_of_a_household_hangs_on_a_wall():
    assert {field.name for field in fields(BoardLine)} == {"head", "place"}


@given(st.integers(0, frames.MOST))
def test_the_list_fills_both_columns_and_holds_everybody(households):
    rows = frames.rows_for(households)
    assert rows * frames.COLUMNS >= households
    assert rows >= frames.FEW // frames.COLUMNS
    look = frames.Look(photo=False, rows=rows, page=1)
    places = {(frames.cells(look, at).head, frames.row_middle(look, at)) for at in range(households)}
    assert len(places) == households


def test_it_looks_as_it_did():
    assert_snapshot("grid_board", build(make_board(11), make_board(13)))
