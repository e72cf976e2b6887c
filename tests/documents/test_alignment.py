import io
from datetime import date

import pytest

from kzzq_desktop.documents.alignment import PLACES, build_alignment
from kzzq_desktop.documents.sheet import A4, Paper
from tests.documents.pdf_boxes import boxes_of, faults_of
from tests.documents.pdf_reading import text_of


@pytest.fixture
def pdf():
    out = io.BytesIO()
    assert build_alignment(Paper("舍伯吐镇党建办", date(2026, 11, 23), ""), out).pages == 2
    return out.getvalue()


def test_two_pages_say_how_to_read_them(pdf):
    front, back = text_of(pdf)
    assert "正面" in front
    assert "长边翻转" in front
    assert "背面左右" in back
    assert faults_of(pdf) == []


def test_crosses_and_scales_meet_through_the_sheet(pdf):
    front, back = boxes_of(pdf)
    for x, y in PLACES:
        assert any(abs(line.left + line.right - 2 * x) < 0.1 and line.bottom < y < line.top for line in front.strokes)
        behind = A4.width - x
        assert any(abs(line.left + line.right - 2 * behind) < 0.1 and line.bottom < y < line.top for line in back.strokes)
