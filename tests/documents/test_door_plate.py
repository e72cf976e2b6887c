import io
from datetime import date

import pytest

from kzzq_desktop.base.job import QuietJob
from kzzq_desktop.documents import door_plate
from kzzq_desktop.documents.door_plate import PlateWords
from kzzq_desktop.documents.sheet import Paper
from kzzq_desktop.domain.page_code import read_page_code
from tests.documents.pdf_boxes import assert_snapshot, boxes_of, faults_of
from tests.documents.pdf_reading import codes_on, text_of
from tests.documents.test_photo import picture

LONG = "阿拉坦其其格·额尔德尼巴雅尔·孟根其其格"


def make_plate(**facts):
    usual = {
        "member_id": "cd" * 16, "name": "巴特尔·苏和", "phone": "164 0475 0316", "posts": "治安维护岗",
        "branch": "玻璃忽镜嘎查党支部",
        "grids": "玻璃忽镜嘎查03号、12号网格",
    }  # fmt: skip
    return PlateWords(**(usual | facts))


def build(*plates, **facts):
    out = io.BytesIO()
    built = door_plate.build(plates, Paper("舍伯吐镇党建办", date(2026, 11, 23), "公示", **facts), out, QuietJob())
    return out.getvalue(), built


def test_a_plate_is_half_a_sheet_and_says_who_lives_here():
    pdf, built = build(make_plate())
    (page,) = text_of(pdf)
    assert all(
        words in page for words in ("巴特尔·苏和", "16404750316", "治安维护岗", "玻璃忽镜嘎查03号", "宣讲政策", "遵章守法")
    )
    assert built.places == (("巴特尔·苏和", 0),)
    (boxes,) = boxes_of(pdf)
    assert (boxes.width, boxes.height) == (pytest.approx(595.28, abs=0.1), pytest.approx(419.53, abs=0.1))


@pytest.mark.parametrize("photo", [None, picture()])
@pytest.mark.parametrize(
    "facts", [{}, {"name": LONG, "posts": "治安维护岗、" * 5}, {"phone": "", "posts": "", "branch": "", "grids": ""}]
)
def test_nothing_runs_into_anything(facts, photo):
    assert faults_of(build(make_plate(photo=photo, **facts), demo=True)[0]) == []


def test_what_nobody_knows_is_left_out_and_the_rest_moves_up():
    words = ({}, {"posts": "", "branch": "", "grids": ""})
    whole, bare = ({box.words.strip(): box.bottom for box in boxes_of(build(make_plate(**facts))[0])[0].words} for facts in words)
    assert {"岗　　位", "党 支 部", "联系网格", "服务电话"} <= whole.keys()
    assert not {"岗　　位", "党 支 部", "联系网格", "—"} & bare.keys()
    assert bare["服务电话"] == pytest.approx(whole["岗　　位"], abs=1)


def test_the_band_stays_where_printers_reach():
    assert door_plate._BAND.left > 12
    assert door_plate._BAND.bottom + door_plate._BAND.height < door_plate._PAGE.height - 12


def test_a_photo_that_cannot_be_read_leaves_no_gap():
    bare, broken = (boxes_of(build(make_plate(photo=photo))[0])[0] for photo in (None, b"no picture"))
    assert [(box.words, round(box.left)) for box in bare.words] == [(box.words, round(box.left)) for box in broken.words]


def test_the_code_brings_the_member_back():
    (code,) = codes_on(build(make_plate())[0], 0, 150)
    found = read_page_code(code)
    assert (found.paper, found.id_start) == ("D", "cd" * 6)


def test_it_looks_as_it_did():
    assert_snapshot("door_plate", build(make_plate(), make_plate(photo=picture()))[0])
